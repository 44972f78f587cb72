package pdf

import (
	"strings"
	"testing"
)

func TestFromLayout(t *testing.T) {
	twice := []string{
		"Ansökan om medel\n\nNamn:   Eva\nOrt:   Visby\nTelefon:   1\nBelopp:   2\nKonto:   3\nDatum:   4\nMål:   Vård\nEffekt:   Bättre\n",
		"Ansökan om medel\n\nNamn:   Per\nOrt:   Hemse\nTelefon:   5\nBelopp:   6\nKonto:   7\nDatum:   8\nMål:   Ro\nEffekt:   Mer\n",
	}
	tests := []struct {
		name, text, want, margins string
	}{
		{"nothing", "\f", "", ""},
		{"label and value", "Region           Gotland\nTelefon          070-174 06 05\n\f", "Region\tGotland\nTelefon\t070-174 06 05", ""},
		{"a value that is wrapped", "Mål        Fler patienter ska få en plan som de själva har varit med om att göra\n           och som alla kan läsa\nBelopp     5 000 kr\n", "Mål\tFler patienter ska få en plan som de själva har varit med om att göra och som alla kan läsa\nBelopp\t5 000 kr", ""},
		{"a value of several lines", "Kontakt    Eva Berg\n           070-174 06 05\nBelopp     5 000 kr\n", "Kontakt\tEva Berg, 070-174 06 05\nBelopp\t5 000 kr", ""},
		{"a sum below another", "Resor            25 000 kr\nLogi              5 000 kr\n                 30 000 kr\n", "Resor\t25 000 kr\nLogi\t5 000 kr\n30 000 kr", ""},
		{"a first line that is indented", "   Patienter med flera kontakter i vården behöver en plan som de själva har\nvarit med om att göra och som alla som de möter kan läsa utan att fråga dem\nigen.\n", "Patienter med flera kontakter i vården behöver en plan som de själva har varit med om att göra och som alla som de möter kan läsa utan att fråga dem igen.", ""},
		{"an item of a list", "•  Patienter med flera kontakter i vården behöver en plan som de själva har\n   varit med om att göra\n•  Medarbetare ska få tid\n", "• Patienter med flera kontakter i vården behöver en plan som de själva har varit med om att göra\n• Medarbetare ska få tid", ""},
		{"a hyphen that divides a word", "Patienter med flera kontakter i vården behöver en gemensam plan-\nering som håller\n", "Patienter med flera kontakter i vården behöver en gemensam planering som håller", ""},
		{"a hyphen that stays", "Pengarna betalas helst före årets slut till vårt bankgiro som är 5050-\n1055 och gäller alla i vård-\noch omsorg\n", "Pengarna betalas helst före årets slut till vårt bankgiro som är 5050-1055 och gäller alla i vård-\noch omsorg", ""},
		{"short lines stay apart", "Märta Öberg\nVisborgs vårdcentral\n", "Märta Öberg\nVisborgs vårdcentral", ""},
		{"places to write on", "Namn: ______________\nBelopp ................ 5 000 kr\n", "Namn:\nBelopp\t5 000 kr", ""},
		{"ligatures", "eﬀektiv ﬁnansiering\n", "effektiv finansiering", ""},
		{"page numbers", "Region Gotland\n\nEn text\n\n\n\n\n\nSida 1 av 2\n\fRegion Gotland\n\nMer text\n\n\n\n\n\nSida 2 av 2\n\f", "En text\nMer text", "Region Gotland\nSida 1 av 2"},
		{"a form filled in twice keeps its title", strings.Join(twice, "\f"), "Ansökan om medel\n\nNamn:\tEva\nOrt:\tVisby\nTelefon:\t1\nBelopp:\t2\nKonto:\t3\nDatum:\t4\nMål:\tVård\nEffekt:\tBättre\nAnsökan om medel\n\nNamn:\tPer\nOrt:\tHemse\nTelefon:\t5\nBelopp:\t6\nKonto:\t7\nDatum:\t8\nMål:\tRo\nEffekt:\tMer", ""},
		{"boxes", "☒ Ja   ☐ Nej\n", "[x] Ja\t[ ] Nej", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := FromLayout(test.text)
			if doc.Text != test.want || doc.Margins != test.margins {
				t.Errorf("FromLayout = %q, margins %q; want %q, %q", doc.Text, doc.Margins, test.want, test.margins)
			}
		})
	}
}

// What pdftotext prints of a file gives the same text as the built-in reader.
func TestFromLayoutOfRealFiles(t *testing.T) {
	hasLines(t, FromLayout(string(file(t, "chrome-plain.txt"))).Text, formRows)
	// Where a label fills its column, pdftotext shifts the next one.
	hasLines(t, FromLayout(string(file(t, "libreoffice-form.txt"))).Text, append(append([]string{}, formRows[:5]...), formRows[6:]...))
	doc := FromLayout(string(file(t, "libreoffice-letter.txt")))
	if !strings.Contains(doc.Text, "som ska samordna arbetet. Vi söker 85 000 kr, som betalas till bankgiro 5050-1055 med referensen") {
		t.Errorf("a paragraph is not on one line:\n%s", doc.Text)
	}
	if want := "Region Gotland\nBankgiro för fakturor 991-2346, sida 1 av 2"; doc.Margins != want {
		t.Errorf("Margins = %q, want %q", doc.Margins, want)
	}
	inColumnOrder(t, FromLayout(string(file(t, "libreoffice-columns.txt"))).Text)
}

func FuzzFromLayout(f *testing.F) {
	f.Add("Region      Gotland\n\fSida 1")
	f.Add("a  b-\n c  d\n___  ...")
	f.Fuzz(func(t *testing.T, text string) {
		doc := FromLayout(text)
		for _, p := range doc.Places {
			if p.Offset < 0 || p.Offset > len(doc.Text) {
				t.Errorf("place %v outside the text", p)
			}
		}
	})
}
