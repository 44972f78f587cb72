package authres

import (
	"testing"

	"medelbot/parser/message"
)

// Mail within the house is marked by Exchange; nobody else's mark counts.
func TestInternal(t *testing.T) {
	const (
		home   = "Received: from EX01.fond.local (10.20.4.11) by EX02.fond.local (10.20.4.12) with Microsoft SMTP Server (TLS) id 15.1.2176.2; Wed, 19 May 2021 13:00:02 +0200\n"
		named  = "Received: from ex01.fond.example (ex01.fond.example [192.0.2.11]) by ex02.fond.example with ESMTPS id 7; Wed, 19 May 2021 13:00:02 +0200\n"
		link   = "Received: from EX01.fond.local ([fe80::1]) by EX01.fond.local ([fe80::1%5]) with mapi id 15.1.2176.2; Wed, 19 May 2021 13:00:01 +0200\n"
		mark   = "X-MS-Exchange-Organization-AuthAs: Internal\n"
		harald = "From: Harald <harald@fond.example>\n"
		online = "Received: from AS8PR07MB0001.eurprd07.prod.outlook.com (2603:10a6::1) by DB9PR07MB0002.eurprd07.prod.outlook.com (2603:10a6::2) with Microsoft SMTP Server; Wed, 19 May 2021 13:00:02 +0200\n"
		door   = "Received: from EUR02-AM5-obe.outbound.protection.outlook.com (198.51.100.8) by DB5EUR01FT002.mail.protection.outlook.com (10.152.4.2) with Microsoft SMTP Server via Frontend Transport; Wed, 19 May 2021 13:00:01 +0200\n"
	)
	tests := []struct {
		name, header string
		want         bool
	}{
		{"between two servers of ours", home + mark + harald, true},
		{"the mark above the lines", mark + home + link + harald, true},
		{"on one server", link + mark + harald, true},
		{"by names in our domain", named + mark + harald, true},
		{"a subdomain of ours", home + mark + "From: Harald <harald@mail.fond.example>\n", true},
		{"within Exchange Online", online + mark + harald, true},
		{"no mark", home + harald, false},
		{"marked as anonymous", home + "X-MS-Exchange-Organization-AuthAs: Anonymous\n" + harald, false},
		{"marked twice, once as anonymous", home + "X-MS-Exchange-Organization-AuthAs: Anonymous\n" + mark + harald, false},
		{"another mark", home + "X-MS-Exchange-Organization-AuthMechanism: 04\n" + harald, false},
		{"no Received line", mark + harald, false},
		{"a sender elsewhere", home + mark + "From: Eva <eva@region.example>\n", false},
		{"a sender in a domain that begins as ours", home + mark + "From: H <h@fond.example.evil.example>\n", false},
		{"two senders", home + mark + "From: harald@fond.example, eva@fond.example\n", false},
		{"no sender", home + mark, false},
		{"from outside, the mark below the border's line", inner + border + mark + harald, false},
		{"from outside, the mark above the border's line", home + mark + border + harald, false},
		{"from outside, with forged lines of ours below", border + home + mark + harald, false},
		{"from outside, with forged lines between", home + border + mark + home + harald, false},
		{"a foreign server's line only", foreign + mark + harald, false},
		{"HELO with the name of our server", "Received: from EX01.fond.local (203.0.113.9) by mx.fond.example with ESMTP id 1; Wed, 19 May 2021 13:00:02 +0200\n" + mark + harald, false},
		{"HELO with the name of our server, in our domain", "Received: from ex01.fond.example (203.0.113.9) by mx.fond.example with ESMTP id 1; Wed, 19 May 2021 13:00:02 +0200\n" + mark + harald, false},
		{"HELO with a name of ours, a foreign one in the DNS", "Received: from ex01.fond.example (evil.example [203.0.113.9]) by mx.fond.example with ESMTP id 1; Wed, 19 May 2021 13:00:02 +0200\n" + mark + harald, false},
		{"a private name in the DNS of somebody", "Received: from EX01.fond.local (ex01.fond.local [203.0.113.9]) by mx.fond.example with ESMTP id 1; Wed, 19 May 2021 13:00:02 +0200\n" + mark + harald, false},
		{"a name alone", "Received: from EX01.fond.local by EX02.fond.local with SMTP id 1; Wed, 19 May 2021 13:00:02 +0200\n" + mark + harald, false},
		{"another tenant, with forged inner lines", door + online + mark + harald, false},
		{"another tenant, behind our inner lines", online + door + mark + harald, false},
		{"HELO with the name of a host of Exchange Online", "Received: from AS8.eurprd07.prod.outlook.com (203.0.113.9) by mx.fond.example with ESMTP id 1; Wed, 19 May 2021 13:00:02 +0200\n" + mark + harald, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := message.Parse([]byte(test.header + "Subject: x\n\nBEVILJA\n"))
			if got := Internal(m, []string{"mx.fond.example", "m365"}, []string{"fond.example"}); got != test.want {
				t.Errorf("Internal = %v, want %v", got, test.want)
			}
		})
	}
	if m := message.Parse([]byte(online + mark + harald + "\nx\n")); Internal(m, []string{"mx.fond.example"}, []string{"fond.example"}) {
		t.Error("hosts of Exchange Online count for somebody whose mail does not live there")
	}
}
