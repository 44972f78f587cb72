package segment

import (
	"os"
	"strings"
	"testing"

	"medelbot"
)

// classify names the class of a marker as testdata/marker_cases.tsv does.
func classify(class, text string) string {
	if strings.HasPrefix(class, "subject_") {
		prefix, _ := Subject(text)
		return map[Prefix]string{
			NoPrefix: "subject_plain", Reply: "subject_reply", Forward: "subject_forward", Auto: "subject_auto",
			Failure: "subject_ndr", Receipt: "subject_receipt", Meeting: "subject_meeting",
		}[prefix]
	}
	s := splitter{lines: cutLines(text)}
	if separatorKind(s.lines[0].text) != noSeparator {
		return "separator"
	}
	if _, end := s.headerBlock(0); end > 0 {
		return "headerblock"
	}
	if _, end := s.attribution(0); end > 0 {
		return "attribution"
	}
	switch {
	case s.lines[0].isMobileFooter():
		return "mobile"
	case s.lines[0].isSignOff():
		return "signoff"
	}
	return "body"
}

func TestMarkerCases(t *testing.T) {
	data, err := os.ReadFile("testdata/marker_cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(data)), "\n")[1:]
	if len(rows) != 112 {
		t.Errorf("%d cases, want 112", len(rows))
	}
	for _, row := range rows {
		columns := strings.Split(row, "\t")
		class, text := columns[0], strings.ReplaceAll(columns[1], `\n`, "\n")
		if got := classify(class, text); got != class {
			t.Errorf("%q is %s, want %s", text, got, class)
		}
	}
}

func TestSubject(t *testing.T) {
	tests := []struct {
		subject string
		prefix  Prefix
		rest    string
	}{
		{"Re: Sv: Re: ansökan", Reply, "ansökan"},
		{"Vb: SV: Ansökan", Forward, "Ansökan"},
		{"SV:Ansökan", Reply, "Ansökan"},
		{"SV: VB: Ansökan", Reply, "Ansökan"},
		{"[EXTERN] SV: Ansökan", Reply, "Ansökan"},
		{"*** EXTERNT *** VB: Ansökan", Forward, "Ansökan"},
		{"SV: [PK-2021-0007] Ansökan", Reply, "[PK-2021-0007] Ansökan"},
		{"SV: Automatiskt svar: Ansökan", Reply, "Automatiskt svar: Ansökan"},
		{"Automatiskt svar: SV: Ansökan", Auto, "Automatiskt svar: SV: Ansökan"},
		{"Svar på komplettering", NoPrefix, "Svar på komplettering"},
		{"", NoPrefix, ""},
	}
	for _, test := range tests {
		prefix, rest := Subject(test.subject)
		if prefix != test.prefix || rest != test.rest {
			t.Errorf("Subject(%q) = %q, %q; want %q, %q", test.subject, prefix, rest, test.prefix, test.rest)
		}
	}
}

func TestParseSenderOfAttribution(t *testing.T) {
	eva := medelbot.Address{Name: "Eva Berg", Email: "eva@region.example"}
	tests := []struct {
		line string
		from medelbot.Address
		date string
	}{
		{"Den 3 maj 2021 kl. 10:15 skrev Eva Berg <eva@region.example>:", eva, "3 maj 2021 kl. 10:15"},
		{"Den tors 22 jan. 2026 09:56 Eva Berg <eva@region.example> skrev:", eva, "tors 22 jan. 2026 09:56"},
		{"Den 14 september, 2015 02:23:18, Eva Berg (eva@region.example) skrev:", eva, "14 september, 2015 02:23:18"},
		{`Den 28/10/2021 12:46 skrev "Eva Berg" <eva@region.example> följande:`, eva, "28/10/2021 12:46"},
		{"Den 2021-05-03 kl. 10:15, skrev Eva Berg:", medelbot.Address{Name: "Eva Berg"}, "2021-05-03 kl. 10:15"},
		{"On Mon, May 3, 2021 at 10:15 AM Eva Berg <eva@region.example> wrote:", eva, "Mon, May 3, 2021 at 10:15 AM"},
		{"Eva Berg <eva@region.example> skrev den 3 maj 2021:", eva, "3 maj 2021"},
	}
	for _, test := range tests {
		s := splitter{lines: cutLines(test.line)}
		got, end := s.attribution(0)
		if end != 1 || got.from != test.from || got.date != test.date {
			t.Errorf("%q: from %+v, date %q (end %d); want %+v, %q", test.line, got.from, got.date, end, test.from, test.date)
		}
	}
}
