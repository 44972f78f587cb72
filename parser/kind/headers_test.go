package kind

import (
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser/message"
)

func TestReadHeaders(t *testing.T) {
	const ours = "In-Reply-To: <PK-2021-0007.ack_complete.1.abcd@skr.se>\n"
	for _, test := range []struct {
		name    string
		header  string
		kind    medelbot.Kind
		firm    bool
		machine bool
	}{
		{"a person", "From: a@b.se\nSubject: Hej\n", "", false, false},
		{"delivery report", "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n", medelbot.Bounce, true, true},
		{"failed recipients", "X-Failed-Recipients: a@b.se\nFrom: MAILER-DAEMON@x.se\n", medelbot.Bounce, true, true},
		{"undelivered, empty return path", "Return-Path: <>\nSubject: Undelivered Mail Returned to Sender\n", medelbot.Bounce, true, true},
		{"a person speaks of a failed delivery", "From: a@b.se\nSubject: VB: Olevererbart: Ansökan\n", "", false, false},
		{"read receipt", "Content-Type: multipart/report; report-type=disposition-notification; boundary=x\n", medelbot.AutoReply, true, true},
		{"automatic answer", "Auto-Submitted: auto-replied (vacation)\n", medelbot.AutoReply, true, true},
		{"not automatic", "From: a@b.se\nAuto-Submitted: no\n", "", false, false},
		{"program answers our letter", "Auto-Submitted: auto-generated\n" + ours, medelbot.AutoReply, true, true},
		{"program sends by itself", "Auto-Submitted: auto-generated\n", medelbot.AutoReply, false, true},
		{"subject of an automatic answer", "From: a@b.se\nSubject: Autosvar: Hej\n", medelbot.AutoReply, true, true},
		{"absence as a word of the trade", "From: a@b.se\nSubject: Frånvaro av samverkan\n", "", false, false},
		{"suppresses answers only", "From: a@b.se\nX-Auto-Response-Suppress: All\n", "", false, false},
		{"newsletter", "List-Unsubscribe: <https://x.se>\n", medelbot.Bulk, true, true},
		{"mailing list", "List-Id: <a.b.se>\n", medelbot.Bulk, true, true},
		{"bulk by its own word", "Precedence: bulk\n", medelbot.Bulk, false, true},
		{"empty return path alone", "Return-Path: <>\nFrom: a@b.se\nSubject: Hej\n", medelbot.AutoReply, false, true},
		{"noreply", "From: no-reply@b.se\nSubject: Hej\n", medelbot.AutoReply, false, true},
		{"our own letter", "Message-ID: <PK-2021-0007.status.1.abcd@skr.se>\nAuto-Submitted: auto-replied\n", medelbot.AutoReply, true, true},
		{"calendar answer", "Content-Type: text/calendar; method=REPLY\n", medelbot.AutoReply, true, true},
		{"calendar invitation", "Content-Type: text/calendar; method=REQUEST\n", medelbot.Other, true, false},
	} {
		h := ReadHeaders(message.Parse([]byte(strings.ReplaceAll(test.header, "\n", "\r\n") + "\r\ntext\r\n")))
		if h.Kind != test.kind || h.Firm != test.firm || h.Machine != test.machine {
			t.Errorf("%s: got %q firm %v machine %v (%s), want %q %v %v", test.name, h.Kind, h.Firm, h.Machine, h.Why, test.kind, test.firm, test.machine)
		}
	}
}

func TestCopier(t *testing.T) {
	file := "Content-Type: application/pdf; name=a.pdf\n"
	for header, copier := range map[string]bool{
		"From: kopiator.plan3@region.se\n" + file:                           true,
		"From: noreply@region.se\nSubject: Scannat dokument\n" + file:       true,
		"From: a@region.se\nSubject: Message from KM_C458\n" + file:         true,
		"From: kopiator.plan3@region.se\n":                                  false, // no file
		"From: eva@region.se\nSubject: Skannad ansökan\n" + file:            false, // a person
		"From: oskar.scanlund@region.se\nSubject: Ansökan bifogas\n" + file: false,
	} {
		if got := ReadHeaders(message.Parse([]byte(strings.ReplaceAll(header, "\n", "\r\n") + "\r\ntext\r\n"))).Copier; got != copier {
			t.Errorf("%q: copier %v, want %v", header, got, copier)
		}
	}
}

func TestOwnLetter(t *testing.T) {
	for id, want := range map[string]Letter{
		"PK-2021-0007.ack_complete.1.x7f2@skr.se": {"PK-2021-0007", "ack_complete"},
		"PK-2021-0007.decision.2@medelbot.skr.se": {"PK-2021-0007", "decision"},
		"digest.2021-05-14.9f.abc@skr.se":         {"", "digest"},
		"pk-2021-0007.STATUS.1.x@skr.se":          {"PK-2021-0007", "status"},
	} {
		if got, ok := OwnLetter(id); !ok || got != want {
			t.Errorf("%s: got %v %v, want %v", id, got, ok, want)
		}
	}
	for _, id := range []string{"", "abc@skr.se", "PK-2021-0007@skr.se", "xPK-2021-0007.ack.1.y", "PK-2021-7.ack.1@skr.se"} {
		if got, ok := OwnLetter(id); ok {
			t.Errorf("%s: taken for our letter %v", id, got)
		}
	}
}

func TestPlace(t *testing.T) {
	calls := []medelbot.Call{{Prefix: "PK"}}
	const id = "PK-2021-0001.ack_complete.1.x@skr.se"
	for _, test := range []struct {
		name                 string
		ids                  []string
		subject, own, quoted string
		want                 string
	}{
		{"thread before subject", []string{id}, "PK-2021-0002", "PK-2021-0003", "", "PK-2021-0001"},
		{"subject before text", nil, "SV: [PK-2021-0002] Er ansökan", "PK-2021-0003", "", "PK-2021-0002"},
		{"text", nil, "Hej", "gäller pk-2021-0003.", "", "PK-2021-0003"},
		{"long hyphens", nil, "Ärende PK–2021–0004", "", "", "PK-2021-0004"},
		{"quoted", nil, "Hej", "", "Ärende PK-2021-0005", "PK-2021-0005"},
		{"two numbers", nil, "", "PK-2021-0003 och PK-2021-0004", "", ""},
		{"the same number twice", nil, "", "PK-2021-0003, alltså PK-2021-0003", "", "PK-2021-0003"},
		{"another series", nil, "Dnr RS-2021-0003", "", "", ""},
		{"within a word", nil, "APK-2021-0003", "", "", ""},
		{"somebody else's thread", []string{"abc@x.se"}, "", "", "", ""},
	} {
		if got := Place(test.ids, nil, test.subject, test.own, test.quoted, calls).Case; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	newest := Place(nil, []string{"PK-2021-0001.ack.1@skr.se", "PK-2021-0009.ack.1@skr.se"}, "", "", "", calls)
	if newest.Case != "PK-2021-0009" || !newest.Answer {
		t.Errorf("the newest reference stands last: got %+v", newest)
	}
}

func TestCommandLine(t *testing.T) {
	for _, test := range []struct {
		text    string
		word    string
		decides bool
	}{
		{"BEVILJA 75000\n\nhälsningar", "bevilja", true},
		{"Bevilja\n/Anette", "bevilja", true},
		{"Hej!\n\nAVSLÅ eftersom insatsen redan är betald", "avsla", true},
		{"PK-2021-0012 bevilja", "bevilja", true},
		{"STATUS", "status", false},
		{"Bevilja?", "", false},
		{"Kan ni bevilja oss?", "", false},
		{"Hej Harald,\n\nhär är vår ansökan, vi hoppas att ni kan\nbevilja den", "", false},
		{"", "", false},
	} {
		if word, decides := commandLine(test.text); word != test.word || decides != test.decides {
			t.Errorf("%q: got %q %v, want %q %v", test.text, word, decides, test.word, test.decides)
		}
	}
}
