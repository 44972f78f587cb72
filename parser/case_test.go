package parser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"medelbot"
)

const reportHeader = `From: Siv Ek <siv.ek@regionhalland.se>
To: harald.gronqvist@skr.se
Subject: Slutrapport PK-2021-0012
Date: Mon, 10 Jan 2022 10:00:00 +0100
`

const reportText = `Hej! Här kommer slutrapporten.

Upplägg och innehåll: vi höll tre verkstäder.
Målgrupp: äldre med hjärtsvikt.
Aktörer: vårdcentralen och kommunen.
Vad pengarna använts till: 40 000 kr till arvoden.
Lärande: fler vågar fråga.
Nästa steg: vi går vidare i Falkenberg.
`

func TestFilms(t *testing.T) {
	const html = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
	body := "<p>" + strings.ReplaceAll(reportText, "\n", "<br>") + "</p>"
	var many []string
	for i := range 10 {
		many = append(many, fmt.Sprintf("https://youtu.be/%d", i))
	}
	for _, tt := range []struct {
		name, header, text string
		want               []string
	}{
		{"none", "", reportText, nil},
		{"YouTube", "", reportText + "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s.\n", []string{"https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s"}},
		{"without a scheme, in brackets", "", reportText + "\nSe den här (vimeo.com/123456).\n", []string{"vimeo.com/123456"}},
		{"in angle brackets", "", reportText + "\nHär: <https://we.tl/t-abc>\n", []string{"https://we.tl/t-abc"}},
		{"a region's own", "", reportText + "\nhttps://play.regionhalland.se/testbadd\n", []string{"https://play.regionhalland.se/testbadd"}},
		{"SharePoint", "", reportText + "\nhttps://regionhalland.sharepoint.com/:v:/s/x/Eab?e=1\n", []string{"https://regionhalland.sharepoint.com/:v:/s/x/Eab?e=1"}},
		{"a file", "", reportText + "\nhttps://www.regionhalland.se/filer/testbadd.MP4?dl=1\n", []string{"https://www.regionhalland.se/filer/testbadd.MP4?dl=1"}},
		{"beside the word", "", reportText + "\nFilmen finns på https://intra.regionhalland.se/x/17\n", []string{"https://intra.regionhalland.se/x/17"}},
		{"a page", "", reportText + "\nLäs mer på https://www.regionhalland.se/patientkontrakt\n", nil},
		{"a look-alike of a host", "", reportText + "\nhttps://youtube.com.example/x\n", nil},
		{"in the quoted letter", "", reportText + "\nDen 3 jan 2022 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\n> Exempel: https://youtu.be/exempel\n", nil},
		{"twice", "", reportText + "\nhttps://youtu.be/a\nhttps://youtu.be/a\n", []string{"https://youtu.be/a"}},
		{"at most ten", "", reportText + "\n" + strings.Join(many, "\n") + "\nhttps://youtu.be/11\n", many},
		{"too long", "", reportText + "\nhttps://youtu.be/" + strings.Repeat("a", 2000) + "\n", nil},
		{"behind a word", html, body + `<p>Se <a href="https://www.regionhalland.se/17">filmen</a> och <a href="https://youtu.be/b">den här</a>, och <a href="https://www.regionhalland.se/">oss</a>.</p>`,
			[]string{"https://www.regionhalland.se/17", "https://youtu.be/b"}},
		{"wrapped by a mail filter", html, body + `<p><a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fyoutu.be%2Fc&amp;data=04">här</a></p>`,
			[]string{"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fyoutu.be%2Fc&data=04"}},
	} {
		r := read(t, reportHeader+tt.header, tt.text, options(t))
		if r.Kind != medelbot.Report || !slices.Equal(r.Films, tt.want) {
			t.Errorf("%s: %s %q, want %q", tt.name, r.Kind, r.Films, tt.want)
		}
	}
	if r := read(t, from, application+"\nSe https://youtu.be/a\n", options(t)); r.Films != nil {
		t.Errorf("films of an application: %q", r.Films)
	}
}

// A film that came with the mail is among the attachments.
func TestFilmAttached(t *testing.T) {
	const parts = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"
	text := "--b\nContent-Type: text/plain; charset=utf-8\n\n" + reportText +
		"--b\nContent-Type: video/quicktime; name=\"testbadd.mov\"\nContent-Disposition: attachment; filename=\"testbadd.mov\"\nContent-Transfer-Encoding: base64\n\nAAAAFGZ0eXBxdCAgAAAAAHF0ICAAAAAId2lkZQ==\n--b--\n"
	r := read(t, reportHeader+parts, text, options(t))
	if r.Kind != medelbot.Report || len(r.Attachments) != 1 || !strings.HasPrefix(r.Attachments[0].Type, "video/") || r.Has(medelbot.UnreadableAttachment) {
		t.Errorf("%s %+v %v", r.Kind, r.Attachments, r.Warnings)
	}
}

func TestCases(t *testing.T) {
	const (
		date   = "Date: Tue, 4 May 2021 10:00:00 +0200\n"
		people = "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\n" + date
		answer = "In-Reply-To: <PK-2021-0007.ack_incomplete.1.x@skr.se>\n"
		quoted = "\nDen 3 maj 2021 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\n> Ärende PK-2021-0009\n"
	)
	for _, tt := range []struct {
		name, header, text string
		want               []string
	}{
		{"none", people + "Subject: Hej\n", "Bankgiro 5050-1055", nil},
		{"the thread", people + answer + "Subject: Hej\n", "Bankgiro 5050-1055", []string{"PK-2021-0007"}},
		{"the subject", people + "Subject: Re: [PK-2021-0008] Komplettering\n", "Bankgiro 5050-1055", []string{"PK-2021-0008"}},
		{"the thread and the subject", people + answer + "Subject: Re: [PK-2021-0008] Komplettering\n", "Bankgiro 5050-1055", []string{"PK-2021-0007", "PK-2021-0008"}},
		{"one number in three places", people + answer + "Subject: Re: [pk-2021-0007] Komplettering\n", "PK 2021 är bra. Bankgiro 5050-1055 för PK\u20112021\u20110007", []string{"PK-2021-0007"}},
		{"two in the text", people + "Subject: Komplettering\n", "Bankgirot för PK-2021-0011 och PK-2021-0010 är 5050-1055", []string{"PK-2021-0011", "PK-2021-0010"}},
		{"the second by its end", people + "Subject: Komplettering\n", "Bankgirot för PK-2021-0011 och 0012 är 5050-1055", []string{"PK-2021-0011", "PK-2021-0012"}},
		{"a phone behind a slash", people + "Subject: Komplettering\n", "PK-2021-0011 / 0701-740605", []string{"PK-2021-0011"}},
		{"below the quote only", people + "Subject: Re: Komplettering\n", "Bankgiro 5050-1055\n" + quoted, []string{"PK-2021-0009"}},
		{"beside one below the quote", people + "Subject: Re: [PK-2021-0008] Komplettering\n", "Bankgiro 5050-1055\n" + quoted, []string{"PK-2021-0008"}},
		{"another fund's", people + "Subject: AB-2021-0008\n", "Bankgiro 5050-1055", nil},
	} {
		if r := read(t, tt.header, tt.text, options(t)); !slices.Equal(r.Cases, tt.want) || len(tt.want) == 1 && r.Case != tt.want[0] {
			t.Errorf("%s: %q of %q, want %q", tt.name, r.Cases, r.Case, tt.want)
		}
	}
}

// Mentions are the applicant's own, whichever way they came.
func TestMentions(t *testing.T) {
	const quoted = "\nDen 20 april 2021 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\n> Testbädden Patientkontrakt och patientsäkerhet prövar fast vårdkontakt.\n"
	for _, tt := range []struct {
		name, header, text string
		want               int
	}{
		{"the applicant's", from, application + "Alla får en fast vårdkontakt.\n", 1},
		{"the quoted call's", from, application + quoted, 0},
		{"a choice that is not ticked", from, application + "[ ] Träna samverkan\n[x] Testbädd Patientkontrakt och patientsäkerhet\n", 1},
		{"the subject of the letter that is answered", "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: Re: Träna samverkan\n", application, 0},
		{"ordinary mail", from, "Hej! Lunch på torsdag? Vi talar om fast vårdkontakt.\n", 0},
	} {
		if r := read(t, tt.header, tt.text, options(t)); len(r.Mentions) != tt.want {
			t.Errorf("%s: %s %+v, want %d", tt.name, r.Kind, r.Mentions, tt.want)
		}
	}
}
