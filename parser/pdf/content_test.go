package pdf

import (
	"strings"
	"testing"
)

// at shows text with its baseline beginning at x, y; size is in points.
func at(x, y, size, text string) string {
	return "BT /F " + size + " Tf " + x + " " + y + " Td (" + text + ") Tj ET\n"
}

// ruledTable is a table of two columns and two rows with thin areas for rules,
// as Word draws them.
const ruledTable = "72 700 0.5 40 re f 200 700 0.5 40 re f 500 700 0.5 40 re f 72 740 428 0.5 re f 72 720 428 0.5 re f 72 700 428 0.5 re f\n"

func TestReadContent(t *testing.T) {
	tests := []struct {
		name, content, want string
	}{
		{"letters set apart by steps, as in Word", "BT /F 11 Tf 1 0 0 1 72 700 Tm [(S)3(\\366kt b)-4(e)2(lopp:)-280(85)-250(000 kr)] TJ ET", "Sökt belopp: 85 000 kr"},
		{"each word with a position of its own", at("72", "700", "11", "Bankgiro:") + at("125", "700", "11", "5050-") + at("153.1", "700", "11", "1055"), "Bankgiro: 5050-1055"},
		{"letters set wide", "BT /F 11 Tf 6 Tc 72 700 Td (BUDGET) Tj ET", "BUDGET"},
		{"character spacing for a blank", "BT /F 11 Tf 72 700 Td (Re) Tj 3 Tc 14 0 Td (gG) Tj 0 Tc 18.2 0 Td (otland) Tj ET", "Reg Gotland"},
		{"a blank whose width is taken back", "BT /F 10 Tf -2.6 Tw 72 700 Td (Fun ction) Tj ET", "Function"},
		{"lines by leading", "BT /F 11 Tf 14 TL 72 700 Td (Region) Tj T* (Gotland) Tj (Visby) ' ET", "Region\nGotland\nVisby"},
		{"out of order", at("72", "686", "11", "andra") + at("72", "700", "11", "först"), "först\nandra"},
		{"printed twice to look bold", at("72", "700", "11", "Budget") + at("72.3", "700", "11", "Budget"), "Budget"},
		{"a superscript", at("72", "700", "11", "20 m") + at("96.6", "704", "7", "2"), "20 m2"},
		{"upside down on the page, as scanners and printers turn it", "BT /F 11 Tf -1 0 0 -1 400 700 Tm (Region Gotland) Tj 0 -20 Td (Visby) Tj ET", "Region Gotland\nVisby"},
		{"along the page", "BT /F 11 Tf 0 1 -1 0 300 100 Tm (Region Gotland) Tj 0 -20 Td (Visby) Tj ET", "Region Gotland\nVisby"},
		{"a watermark askew", at("72", "700", "11", "Region Gotland") + "BT /F 40 Tf .7 .7 -.7 .7 100 100 Tm (UTKAST) Tj ET", "Region Gotland"},
		{"an inline image", "BI /W 1 /H 1 ID \x01(((\x02 EI " + at("72", "700", "11", "efter bilden"), "efter bilden"},
		{"a soft hyphen at the end of a line", at("72", "700", "11", "Vi vill arbeta med en gemensam och tydlig planering i hela v\\345rden och inte bara i den egna verksam\\255") + at("72", "686", "11", "heten"), "Vi vill arbeta med en gemensam och tydlig planering i hela vården och inte bara i den egna verksamheten"},
		{"text that stands for glyphs", "/Span << /ActualText (\xfe\xff\x00o\x00f\x00f\x00e\x00r\x00t) >> BDC " + at("72", "700", "11", "o\\001ert") + "EMC " + at("100", "700", "11", "ok"), "offert ok"},
		{"rules split cells however near", ruledTable + at("80", "725", "11", "Referens till utbet") + at("203", "725", "11", "PK-2026") + at("80", "705", "11", "Bankgiro") + at("203", "705", "11", "5050-1055"), "Referens till utbet\tPK-2026\nBankgiro\t5050-1055"},
		{"a label above its value in each cell", ruledTable + at("80", "732", "7", "Namn") + at("80", "722", "11", "Eva Berg") + at("210", "732", "7", "Telefon") + at("210", "722", "11", "070-174 06 05"), "Namn\nEva Berg\nTelefon\n070-174 06 05"},
		{"rows that go on around a merged cell", "72 700 0.5 20 re f 72 720 0.5 20 re f 200 700 0.5 20 re f 200 720 0.5 20 re f 500 700 0.5 20 re f 500 720 0.5 20 re f 72 740 428 0.5 re f 200 720 300 0.5 re f 72 700 428 0.5 re f\n" + at("80", "716", "11", "Godk\\344nd av") + at("210", "725", "11", "Namn: Sven Ek") + at("210", "705", "11", "Datum: 2026-03-11"), "Godkänd av\tNamn: Sven Ek\nDatum: 2026-03-11"},
		{"text after a table", ruledTable + at("80", "725", "11", "Sökt") + at("203", "725", "11", "85 000 kr") + at("80", "685", "11", "Hej"), "Sökt\t85 000 kr\n\nHej"},
		{"small labels above values side by side", at("72", "700", "7", "Kontaktperson") + at("300", "700", "7", "Telefon") + at("72", "688", "11", "Eva Berg") + at("300", "688", "11", "070-174 06 05"), "Kontaktperson\tEva Berg\nTelefon\t070-174 06 05"},
		{"a box to write in after its label", "100 695 200 18 re S " + at("60", "700", "11", "Namn:") + at("104", "700", "11", "Eva Berg"), "Namn:\tEva Berg"},
		{"a line to write on", at("72", "700", "11", "Namn: ____________________") + at("120", "700.5", "11", "Eva Berg"), "Namn:\tEva Berg"},
		{"dots that lead to a sum", at("72", "700", "11", "Resor") + at("110", "700", "11", "................................") + at("300", "700", "11", "25 000 kr"), "Resor\t25 000 kr"},
		{"paragraphs apart", at("72", "700", "11", "Budget") + at("72", "650", "11", "Resor"), "Budget\n\nResor"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			content := strings.ReplaceAll(test.content, "ö", "\\366")
			doc, err := Read(build(content))
			if doc.Text != test.want {
				t.Errorf("Text = %q, want %q (%v, %q)", doc.Text, test.want, err, doc.Problem)
			}
		})
	}
}

func TestReadFonts(t *testing.T) {
	toUnicode := stream("", "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0003> <0020> <0004> <FB01> endbfchar 1 beginbfrange <0024> <003d> <0041> endbfrange 1 beginbfrange <0050> <0051> [<00e5> <00f6>] endbfrange")
	page := func(font string) string { return "/Resources << /Font << /F << " + font + " >> >> >>" }
	tests := []struct {
		name, font, content, want string
	}{
		{"identity with ToUnicode, as Word and Chrome embed", "/Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts [<< /DW 600 /W [3 [250] 36 40 700] >>]", "BT /F 11 Tf 72 700 Td <00240050000300040051> Tj ET", "Aå fiö"},
		{"differences by names", "/Subtype /Type1 /Encoding << /Differences [1 /A /aring /f_i /uni00F6 /a.alt] >>", "BT /F 11 Tf 72 700 Td <0102030405> Tj ET", "Aåfiöa"},
		{"ToUnicode before a wrong encoding", "/Subtype /TrueType /Encoding /WinAnsiEncoding /ToUnicode 6 0 R", "BT /F 11 Tf 72 700 Td (abc) Tj ET", "Åbc"},
		{"Mac Roman", "/Subtype /TrueType /Encoding /MacRomanEncoding", "BT /F 11 Tf 72 700 Td <8a8c9a> Tj ET", "äåö"},
		{"boxes of Wingdings", "/Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular /ToUnicode 7 0 R", "BT /F 11 Tf 72 700 Td <feA8> Tj ET", "[x][ ]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(buildPage(page(test.font), test.content, toUnicode,
				stream("", "1 beginbfchar <61> <00c5> endbfchar"),
				stream("", "2 beginbfchar <fe> <f0fe> <a8> <f0a8> endbfchar")))
			if doc.Text != test.want {
				t.Errorf("Text = %q, want %q (%v, %q)", doc.Text, test.want, err, doc.Problem)
			}
		})
	}
}

func TestReadKeepsOtherTextsApart(t *testing.T) {
	body := at("72", "700", "11", "En text som syns och har n\\345gra ord")
	tests := []struct {
		name, content          string
		want, margins, deleted string
		ocr                    bool
	}{
		{"a footer marked as one", body + "/Artifact BMC " + at("72", "300", "11", "Bankgiro 991-2346") + "EMC", "En text som syns och har några ord", "Bankgiro 991-2346", "", false},
		{"small print at the foot", body + at("72", "30", "8", "Bankgiro 991-2346"), "En text som syns och har några ord", "Bankgiro 991-2346", "", false},
		{"a page number", body + at("300", "30", "11", "Sida 1 \\(3\\)"), "En text som syns och har några ord", "Sida 1 (3)", "", false},
		{"invisible words", body + "3 Tr " + at("72", "600", "11", "osynlig"), "En text som syns och har några ord", "", "osynlig", false},
		{"words beside the page", body + at("72", "-600", "11", "utanf\\366r"), "En text som syns och har några ord", "", "utanför", false},
		{"the text layer of a scan", "3 Tr " + body, "En text som syns och har några ord", "", "", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(build(test.content))
			if err != nil || doc.Text != test.want || doc.Margins != test.margins || doc.Deleted != test.deleted || doc.OCR != test.ocr {
				t.Errorf("Read = %+v, %v", doc, err)
			}
		})
	}
}

func TestReadFormFields(t *testing.T) {
	tests := []struct {
		name, content, field, want string
	}{
		{"a value beside its label", at("72", "700", "11", "Region:"), "/FT /Tx /V (Gotland) /Rect [120 697 300 712]", "Region: Gotland"},
		{"a value under its label", at("72", "720", "8", "Region"), "/FT /Tx /V (Gotland) /Rect [72 700 300 716]", "Region\nGotland"},
		{"a value without a label on the page", at("72", "720", "11", "Ansökan om medel"), "/FT /Tx /T (x) /TU (Region) /V (Gotland) /Rect [72 300 300 316]", "Ansökan om medel\nRegion\tGotland"},
		{"a name for want of a description", at("72", "720", "11", "Ansökan om medel"), "/FT /Tx /T (form[0].Sokt_belopp[0]) /V (85 000 kr) /Rect [72 300 300 316]", "Ansökan om medel\nSokt belopp\t85 000 kr"},
		{"a name that a program made up", at("72", "720", "11", "Ansökan om medel"), "/FT /Tx /T (Text12) /V (85 000 kr) /Rect [72 300 300 316]", "Ansökan om medel\n\n85 000 kr"},
		{"words after a value", at("72", "700", "11", "Summa:") + at("203", "700", "11", "kr"), "/FT /Tx /V (85 000) /Rect [120 697 200 712]", "Summa: 85 000 kr"},
		{"several lines in UTF-16", at("72", "700", "11", "Kontakt"), "/FT /Tx /Ff 4096 /V <FEFF004500760061000D00560069007300620079> /Rect [120 650 300 712]", "Kontakt Eva, Visby"},
		{"a chosen option", at("72", "700", "11", "Region:"), "/FT /Ch /Opt [[(g) (Gotland)] [(h) (Halland)]] /V (g) /Rect [120 697 300 712]", "Region: Gotland"},
		{"a ticked box", at("92", "700", "11", "Vi godkänner"), "/FT /Btn /V /Ja /AS /Ja /Rect [72 698 84 710]", "[x] Vi godkänner"},
		{"an empty box", at("92", "700", "11", "Vi godkänner"), "/FT /Btn /AS /Off /Rect [72 698 84 710]", "[ ] Vi godkänner"},
		{"a button to press", at("92", "700", "11", "Skicka nu"), "/FT /Btn /Ff 65536 /Rect [72 698 84 710]", "Skicka nu"},
		{"a password", at("92", "700", "11", "Skicka nu"), "/FT /Tx /Ff 8192 /V (hemligt) /Rect [72 698 84 710]", "Skicka nu"},
		{"a hidden field", at("92", "700", "11", "Skicka nu"), "/FT /Tx /F 2 /V (dolt) /Rect [72 698 84 710]", "Skicka nu"},
		{"an empty field", at("72", "700", "11", "Region:"), "/FT /Tx /Rect [120 697 300 712]", "Region:"},
		{"what the field around says", at("72", "700", "11", "Region:"), "/Parent << /FT /Tx /V (Gotland) >> /Rect [120 697 300 712]", "Region: Gotland"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := "/Annots [<< /Subtype /Widget " + test.field + " >>] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
			content := strings.NewReplacer("ö", "\\366", "ä", "\\344").Replace(test.content)
			doc, _ := Read(buildPage(page, content))
			if doc.Text != test.want {
				t.Errorf("Text = %q, want %q (problem %q)", doc.Text, test.want, doc.Problem)
			}
		})
	}
}

func TestReadTypedText(t *testing.T) {
	font := "/Resources << /Font << /F << /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
	page := "/Annots [<< /Subtype /FreeText /Rect [120 697 300 712] /Contents (utan utseende) >> << /Subtype /FreeText /Rect [120 677 300 692] /AP << /N 5 0 R >> /Contents (Gotland) >> << /Subtype /Text /Rect [1 1 9 9] /Contents (kommentar) >>] " + font
	doc, err := Read(buildPage(page, at("72", "700", "11", "Region:")+at("72", "680", "11", "Ort:"), stream("/Subtype /Form /BBox [0 0 180 15] "+font, at("2", "3", "11", "Visby"))))
	if want := "Region: utan utseende\nOrt:\tVisby"; err != nil || doc.Text != want {
		t.Errorf("Text = %q, want %q (%v)", doc.Text, want, err)
	}
}

func TestReadNamesFormsOfAdobe(t *testing.T) {
	data := strings.Replace(string(build(at("72", "700", "11", "Please wait... Your viewer cannot show this."))), "/Fields [9 0 R]", "/XFA [(a) 9 0 R]", 1)
	doc, _ := Read([]byte(strings.Replace(data, "trailer", "9 0 obj\n<< >>\nendobj\ntrailer", 1)))
	if !strings.Contains(doc.Problem, "XFA") {
		t.Errorf("problem %q", doc.Problem)
	}
}
