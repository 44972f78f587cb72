package authres

import (
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser/message"
)

const (
	inner   = "Received: from mx.fond.example (mx.fond.example [192.0.2.25]) by box.fond.example with ESMTPS id 1; Mon, 3 May 2021 10:00:02 +0200\n"
	border  = "Received: from mail.region.example (mail.region.example [198.51.100.7]) by mx.fond.example with ESMTPS id 2; Mon, 3 May 2021 10:00:01 +0200\n"
	foreign = "Received: from pc.region.example (pc [10.0.0.5]) by mail.region.example with ESMTPSA id 3; Mon, 3 May 2021 10:00:00 +0200\n"
	from    = "From: Eva Berg <eva.berg@region.example>\n"
	pass    = "Authentication-Results: mx.fond.example; spf=pass smtp.mailfrom=region.example; dkim=pass header.d=region.example; dmarc=pass header.from=region.example\n"
	fail    = "Authentication-Results: mx.fond.example; spf=fail smtp.mailfrom=region.example; dmarc=fail (p=none) header.from=region.example\n"
)

func TestVerdict(t *testing.T) {
	ar := func(results string) string { return "Authentication-Results: mx.fond.example; " + results + "\n" }
	tests := []struct {
		name   string
		header string
		want   medelbot.Trust
	}{
		{"pass below the border's own line", inner + border + pass + foreign + from, medelbot.TrustPass},
		{"pass above the border's own line", inner + pass + border + foreign + from, medelbot.TrustPass},
		{"fail", inner + border + fail + foreign + from, medelbot.TrustFail},
		{"no field", inner + border + foreign + from, medelbot.TrustNone},
		{"no Received line at all", pass + from, medelbot.TrustPass},
		{"forged below a foreign line", inner + border + foreign + pass + from, medelbot.TrustNone},
		{"forged, with a forged border line above it", inner + border + foreign + border + pass + from, medelbot.TrustNone},
		{"forged below the border, a real verdict above", inner + ar("spf=none smtp.mailfrom=x.example; dmarc=none") + border + pass + from, medelbot.TrustNone},
		{"forged pass below a real fail", inner + fail + border + pass + from, medelbot.TrustFail},
		{"HELO with our name from a foreign address", "Received: from mx.fond.example (evil.example [203.0.113.9]) by mx.fond.example; Mon, 3 May 2021 10:00:01 +0200\n" + border + pass + from, medelbot.TrustNone},
		{"HELO with our name from an address without a name", "Received: from mx.fond.example (unknown [203.0.113.9]) by mx.fond.example; Mon, 3 May 2021 10:00:01 +0200\n" + border + pass + from, medelbot.TrustNone},
		{"local delivery by LMTP", "Received: from mx.fond.example ([203.0.113.25]) by box.fond.example with LMTP id 9; Mon, 3 May 2021 10:00:03 +0200\n" + border + pass + from, medelbot.TrustPass},
		{"written by a foreign server with our id", foreign + pass + from, medelbot.TrustNone},
		{"id of someone else", inner + border + strings.Replace(pass, "mx.fond.example", "mx.evil.example", 1) + from, medelbot.TrustNone},
		{"Microsoft 365 without an id", inner + border + "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=region.example; dmarc=pass action=none header.from=region.example\n" + from, medelbot.TrustNone},
		{"id in capitals, with a version", inner + border + strings.Replace(pass, "mx.fond.example;", "MX.Fond.Example 1;", 1) + from, medelbot.TrustPass},
		{"id with a comment", inner + border + strings.Replace(pass, "mx.fond.example;", "mx.fond.example (our border);", 1) + from, medelbot.TrustPass},
		{"pass for another domain than From's", inner + border + strings.ReplaceAll(pass, "region.example", "evil.example") + from, medelbot.TrustNone},
		{"pass inside a comment", inner + border + ar("spf=softfail (x; dmarc=pass header.from=region.example) smtp.mailfrom=evil.example") + from, medelbot.TrustNone},
		{"pass inside a quoted local part", inner + border + ar(`spf=none smtp.mailfrom="x; dmarc=pass header.from=region.example"@evil.example`) + from, medelbot.TrustNone},
		{"SPF fail without DMARC", inner + border + ar("spf=fail smtp.mailfrom=region.example; dmarc=none") + from, medelbot.TrustFail},
		{"SPF fail with a DMARC pass (a forwarder)", inner + border + ar("spf=fail smtp.mailfrom=list.example; dkim=pass header.d=region.example; dmarc=pass header.from=region.example") + from, medelbot.TrustPass},
		{"SPF softfail", inner + border + ar("spf=softfail smtp.mailfrom=region.example") + from, medelbot.TrustNone},
		{"temporary DMARC error", inner + border + ar("spf=pass smtp.mailfrom=region.example; dmarc=temperror header.from=region.example") + from, medelbot.TrustNone},
		{"no DMARC policy, DKIM of the organisation", inner + border + ar("dkim=pass header.d=mail.region.example; dmarc=none header.from=region.example") + from, medelbot.TrustPass},
		{"no DMARC policy, SPF of the bounce domain", inner + border + ar("spf=pass smtp.mailfrom=bounce@studs.region.example") + from, medelbot.TrustPass},
		{"no DMARC policy, DKIM of a mailing service", inner + border + ar("dkim=pass header.d=service.example; spf=pass smtp.mailfrom=service.example") + from, medelbot.TrustNone},
		{"two From addresses", inner + border + pass + "From: a@region.example, b@annan.example\n", medelbot.TrustNone},
		{"results in separate fields", inner + border + ar("dkim=pass header.d=region.example") + ar("dmarc=pass header.from=region.example") + from, medelbot.TrustPass},
		{"folded, blanks around the equals sign", inner + border + "Authentication-Results: mx.fond.example;\n\tdmarc = pass (p=reject)\n\theader.from = region.example\n" + from, medelbot.TrustPass},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := message.Parse([]byte(test.header + "Subject: x\n\nHej\n"))
			if got, why := Verdict(m, []string{"mx.fond.example", "mx2.fond.example"}); got != test.want || why == "" {
				t.Errorf("Verdict = %q, want %q", got, test.want)
			}
		})
	}
}

func TestVerdictWithoutTrustedHosts(t *testing.T) {
	m := message.Parse([]byte(pass + from + "\nHej\n"))
	if got, _ := Verdict(m, nil); got != medelbot.TrustNone {
		t.Errorf("Verdict = %q, want none", got)
	}
}

func FuzzVerdict(f *testing.F) {
	f.Add("mx.fond.example; dmarc=pass header.from=x.example", "from a (b [1.2.3.4]) by c; date")
	f.Add("mx.fond.example; (((", "by mx.fond.example")
	f.Fuzz(func(t *testing.T, results, received string) {
		m := &message.Message{
			Fields: []message.Field{{Name: "Received", Value: received}, {Name: "Authentication-Results", Value: results}},
			From:   []medelbot.Address{{Email: "a@x.example"}},
		}
		Verdict(m, []string{"mx.fond.example"})
	})
}
