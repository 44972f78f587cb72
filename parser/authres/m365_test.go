package authres

import (
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser/message"
)

func TestExchangeOnline(t *testing.T) {
	const (
		inner = "Received: from AS8PR07MB0001.eurprd07.prod.outlook.com (2603:10a6::1) by DB9PR07MB0002.eurprd07.prod.outlook.com with HTTPS; Mon, 3 May 2021 10:00:03 +0200\n" +
			"Received: from DB5EUR01FT001.eop-EUR01.prod.protection.outlook.com (2603:10a6::2) by DU2PR01CA0001.outlook.office365.com (2603:10a6::3) with Microsoft SMTP Server; Mon, 3 May 2021 10:00:02 +0200\n"
		door   = "Received: from mail.region.example (198.51.100.7) by DB5EUR01FT001.mail.protection.outlook.com (10.152.4.1) with Microsoft SMTP Server id 15.20.1.1 via Frontend Transport; Mon, 3 May 2021 10:00:01 +0200\n"
		tenant = "Received: from EUR02-AM5-obe.outbound.protection.outlook.com (198.51.100.8) by DB5EUR01FT002.mail.protection.outlook.com (10.152.4.2) with Microsoft SMTP Server via Frontend Transport; Mon, 3 May 2021 10:00:01 +0200\n"
		pass   = "Authentication-Results: spf=pass (sender IP is 198.51.100.7)\n smtp.mailfrom=region.example; dkim=pass (signature was verified)\n header.d=region.example;dmarc=pass action=none\n header.from=region.example;compauth=pass reason=100\n"
		fail   = "Authentication-Results: spf=fail (sender IP is 203.0.113.9)\n smtp.mailfrom=region.example; dkim=none (message not signed)\n header.d=none;dmarc=fail action=oreject header.from=region.example;compauth=fail reason=000\n"
	)
	tests := []struct {
		name   string
		header string
		want   medelbot.Trust
	}{
		{"pass at the front door", inner + pass + door, medelbot.TrustPass},
		{"fail at the front door", inner + fail + door, medelbot.TrustFail},
		{"SPF fail, no policy", inner + "Authentication-Results: spf=fail (sender IP is 203.0.113.9) smtp.mailfrom=region.example; dkim=none header.d=none;dmarc=none action=none header.from=region.example\n" + door, medelbot.TrustFail},
		{"forged below the front door", inner + door + pass, medelbot.TrustNone},
		{"forged below the front door, a fail above", inner + fail + door + pass, medelbot.TrustFail},
		{"a sender of another tenant, with a forged front door", inner + tenant + pass + door, medelbot.TrustNone},
		{"a sender of another tenant, verified", inner + pass + tenant, medelbot.TrustPass},
		{"within the organisation", "Received: from a.prod.outlook.com by b.prod.outlook.com with HTTPS; Mon, 3 May 2021 10:00:03 +0200\n" + pass, medelbot.TrustNone},
		{"not come by way of Exchange Online", border + inner + pass + door, medelbot.TrustNone},
		{"no Received line at all", pass, medelbot.TrustNone},
		{"with our own word as its id", "Authentication-Results: m365; dmarc=pass header.from=region.example\n", medelbot.TrustNone},
		{"with an id of somebody", inner + strings.Replace(pass, "spf=pass", "mx.evil.example; spf=pass", 1) + door, medelbot.TrustNone},
		{"pass for another domain than From's", inner + strings.ReplaceAll(pass, "region.example", "evil.example") + door, medelbot.TrustNone},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := message.Parse([]byte(test.header + from + "Subject: x\n\nHej\n"))
			if got, why := Verdict(m, []string{"M365"}); got != test.want {
				t.Errorf("Verdict = %q (%s), want %q", got, why, test.want)
			}
			if got, _ := Verdict(m, []string{"mx.annan.example"}); got != medelbot.TrustNone {
				t.Errorf("Verdict = %q for who does not name it, want none", got)
			}
		})
	}
}
