package parser_test

import (
	"encoding/json"
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser"
)

const inMay = "Date: Tue, 4 May 2021 10:00:00 +0200\n"

// mixed is a mail with a text and one attachment.
func mixed(text, name, kind, data string) (header, body string) {
	header = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"
	return header, "--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
		"\n--b\nContent-Type: " + kind + "\nContent-Disposition: attachment; filename=\"" + name + "\"\n\n" + data + "\n--b--\n"
}

// Every warning says what gave rise to it, and no mail goes unanswered
// without a reason.
func TestReasons(t *testing.T) {
	opts := options(t)
	opts.Authserv = []string{"mx.skr.se"}
	pdf, pdfBody := mixed(application, "ansökan.pdf", "application/pdf", "%PDF-1.4 x")
	for _, tc := range []struct {
		name, header, text string
		warning            medelbot.Warning
		reason, unanswered string
	}{
		{"late", from + "Date: Tue, 1 Mar 2022 10:00:00 +0100\n", application, medelbot.Late, "it came 2022-03-01 10:00, and Testbäddar 2021 was open until 2021-12-31", ""},
		{"a number in the text", from + inMay, application + "\nPatienten 19121212-1212 väntade.\n", medelbot.Personnummer, "stands in its text", ""},
		{"a number in the subject", "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: Ansökan 19121212-1212\n" + inMay, application, medelbot.Personnummer, "stands in the subject", ""},
		{"a file that is not read", from + inMay + pdf, pdfBody, medelbot.UnreadableAttachment, `"ansökan.pdf": `, ""},
		{"a consultant", "From: Bo Ek <bo@kommunkonsult.example>\nTo: harald.gronqvist@skr.se\nSubject: Ansökan\n" + inMay, application, medelbot.SenderNotApplicant, "the address is of kommunkonsult.example, and Region Halland applies", ""},
		{"DMARC", "Authentication-Results: mx.skr.se; dmarc=fail\n" + from + inMay, application, medelbot.Suspicious, "our own mail server", "it is suspicious"},
		{"an answer to another", "Reply-To: x@evil.example\n" + from + inMay, application, medelbot.Suspicious, "answers shall go to x@evil.example", "it is suspicious"},
		{"a program", "Auto-Submitted: auto-generated\n" + from + inMay, application + "\nBankgiro: 590-3125\nKontaktperson: Bo Lind, bo.lind@regionhalland.se\nPengarna ska användas till en kurs.\n", "", "", "a program sent it"},
		{"before all calls", from + "Date: Mon, 1 Jan 2018 10:00:00 +0100\n", application, "", "", "no call had opened"},
		{"ordinary mail", from + inMay, "Hej! Ska vi luncha?\n", "", "", "mail of this kind"},
		{"an application", from + inMay, application, "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := read(t, tc.header, tc.text, opts)
			if tc.warning != "" && (!r.Has(tc.warning) || !strings.Contains(r.Reasons[tc.warning], tc.reason)) {
				t.Errorf("%s: warnings %v, reasons %v", r.Kind, r.Warnings, r.Reasons)
			}
			if len(r.Reasons) != len(r.Warnings) {
				t.Errorf("warnings %v, reasons %v", r.Warnings, r.Reasons)
			}
			if tc.unanswered == "" && r.Unanswered != "" || !strings.Contains(r.Unanswered, tc.unanswered) || (r.Reply == medelbot.NoLetter) != (r.Unanswered != "") {
				t.Errorf("%s: reply %s, unanswered %q", r.Kind, r.Reply, r.Unanswered)
			}
		})
	}
}

// Nothing that is read says an identity number, wherever it stood.
func TestPersonnummerNowhere(t *testing.T) {
	opts := options(t)
	opts.Explain = true
	kind, text := mixed(application+"\nOrg.nr 19121212-1212. Konto 19121212-1212.\nKontaktperson: meddelas, 19121212-1212\n", "patient 19121212-1212.txt", "text/plain", "Sökt belopp: 50 000 kr till 19121212-1212")
	r := read(t, "From: \"Ek 19121212-1212\" <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: Ansökan 19121212-1212\n"+inMay+kind, text, opts)
	all, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(all), "1212-1212") || len(r.Explanation.Candidates) == 0 {
		t.Errorf("%s", all)
	}
}

// What was considered is told only to somebody who asks.
func TestExplainIsAsked(t *testing.T) {
	r, err := parser.Read(write(from+inMay, application), options(t))
	if err != nil || r.Explanation != nil {
		t.Errorf("%+v, %v", r.Explanation, err)
	}
}
