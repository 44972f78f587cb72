package message

import (
	"strings"
	"testing"
)

const copyHeader = "From: Eva Berg <eva@region.example>\nSubject: =?utf-8?q?Ans=C3=B6kan?=\nDate: Mon, 3 May 2021 10:15:00 +0200\nMessage-ID: <1@region.example>\n"

func TestContentHashOfCopies(t *testing.T) {
	original := "Received: from a by b; Mon, 3 May 2021 10:15:02 +0200\n" + copyHeader +
		"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nVi söker medel för träffar.\n\n--x\n" +
		"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--x--\n"
	replace := func(old, new string) string {
		if !strings.Contains(original, old) {
			t.Fatalf("%q is not in the mail", old)
		}
		return strings.Replace(original, old, new, 1)
	}
	tests := []struct {
		name string
		mail string
		same bool
	}{
		{"other trace fields", "Return-Path: <eva@region.example>\nDelivered-To: b@fond.example\nAuthentication-Results: mx; spf=pass\n" + replace("from a by b", "from c by d"), true},
		{"CRLF", strings.ReplaceAll(original, "\n", "\r\n"), true},
		{"quoted-printable and Latin-1", strings.NewReplacer("utf-8\n", "iso-8859-1\n", "8bit", "quoted-printable", "söker", "s=F6ker", "för träffar", "f=F6r tr=E4ffar").Replace(original), true},
		{"text in base64", strings.NewReplacer("8bit", "base64", "Vi söker medel för träffar.\n", "Vmkgc8O2a2VyIG1lZGVsIGbDtnIgdHLDpGZmYXIuCg==\n").Replace(original), true},
		{"other boundary", strings.ReplaceAll(strings.Replace(original, "=x", "=y", 1), "--x", "--y"), true},
		{"base64 in other line lengths", replace("JVBERi0xLjQK", "JVBE\nRi0x\nLjQK"), true},
		{"a gateway's tag in the subject", replace("=?utf-8?q?", "[EXTERN] =?utf-8?q?"), true},
		{"a Message-ID made on the way", replace("<1@region.example>", "<2@gateway.example>"), true},
		{"other text under the same Message-ID", replace("medel", "pengar"), false},
		{"other attachment", replace("JVBERi0xLjQK", "JVBERi0xLjUK"), false},
		{"other name of the attachment", replace("a.pdf", "b.pdf"), false},
		{"without the attachment", original[:strings.Index(original, "--x\nContent-Type: application")] + "--x--\n", false},
		{"other sender", replace("eva@region", "eva@annan"), false},
		{"other date", replace("Date: Mon, 3", "Date: Tue, 4"), false},
	}
	want := Parse([]byte(original)).ContentHash()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Parse([]byte(test.mail)).ContentHash(); (got == want) != test.same {
				t.Errorf("hashes equal: %t, want %t", got == want, test.same)
			}
		})
	}
}
