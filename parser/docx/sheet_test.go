package docx

import (
	"strings"
	"testing"
)

const (
	stylesPart = `<w:style w:styleId="Normal"/>` +
		`<w:style w:styleId="Rubrik1"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:styleId="Rubrik2"><w:basedOn w:val="Rubrik1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:styleId="MinRubrik"><w:basedOn w:val="Rubrik1"/></w:style>` +
		`<w:style w:styleId="Dold"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="DoldBas"><w:basedOn w:val="Dold"/></w:style>` +
		`<w:style w:styleId="Slinga"><w:basedOn w:val="Slinga"/></w:style>`
	numberingPart = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="x"/></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`
)

// li is a list item, s a paragraph with a style.
func li(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + r(text) + `</w:p>`
}

func s(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + r(text) + `</w:p>`
}

func TestReadStylesAndLists(t *testing.T) {
	tests := []struct {
		name, xml, want string
	}{
		{"numbers", li("1", "0", "A") + li("1", "1", "B") + li("1", "1", "C") + li("1", "0", "D"), "1. A\na) B\nb) C\n2. D"},
		{"bullets", li("2", "0", "A") + p(r("text")) + li("2", "0", "B"), "- A\ntext\n- B"},
		{"a list that starts anew", li("1", "0", "A") + li("4", "0", "B") + li("4", "0", "C") + li("5", "0", "D"), "1. A\n5. B\n6. C\n2. D"},
		{"numbers of a style", s("Rubrik1", "A") + s("Rubrik2", "B") + s("MinRubrik", "C"), "I A\nI.1 B\nII C"},
		{"a style's number taken away", `<w:p><w:pPr><w:pStyle w:val="Rubrik1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + r("A") + `</w:p>`, "A"},
		{"the number before a tracked change", `<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>` + r("A") + `</w:p>`, "A"},
		{"a list that is not there", li("77", "0", "A"), "A"},
		{"an empty item", `<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:p>` + p(r("A")), "A"},
		{"a number in a table", tbl(tr(tc(li("1", "0", "Sökande")), tc(p(r("Region Gotland"))))), "1. Sökande\tRegion Gotland"},
		{"hidden by style", p(r("syns")) + s("DoldBas", "dolt") + p(`<w:r><w:rPr><w:rStyle w:val="Dold"/></w:rPr><w:t>dolt</w:t></w:r>`), "syns"},
		{"a style based on itself", s("Slinga", "A"), "A"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(pack(t, "word/document.xml", "<w:body>"+test.xml+"</w:body>", "word/styles.xml", stylesPart, "word/numbering.xml", numberingPart))
			if err != nil || doc.Problem != "" {
				t.Fatalf("Read: %v, problem %q", err, doc.Problem)
			}
			if doc.Text != test.want {
				t.Errorf("Text = %q, want %q", doc.Text, test.want)
			}
		})
	}
}

func control(text string) string {
	return `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>` + r(text) + `</w:sdtContent></w:sdt>`
}

// What stands in page headers is nobody's answer, unless it was filled in there
// or nothing else is on the page.
func TestReadMargins(t *testing.T) {
	letter := "<w:body>" + p(r("Brev")) + "</w:body>"
	field := tbl(tr(tc(p(r("Sökt belopp"))), tc(p(control("5 000 kr")))))
	title := tbl(tr(tc(p(`<w:sdt><w:sdtPr><w:dataBinding/><w:text/></w:sdtPr><w:sdtContent>` + r("Rubrik") + `</w:sdtContent></w:sdt>`))))
	tests := []struct {
		name, body, header, footer, text, margins string
	}{
		{"a letterhead", letter, tbl(tr(tc(p(r("Bankgiro"))), tc(p(r("5050-1055"))))), p(r("Sida 1")), "Brev", "Bankgiro\t5050-1055\n\nSida 1"},
		{"a form in the header", letter, field, p(r("Sida 1")), "Sökt belopp\t5 000 kr\n\nBrev", "Sida 1"},
		{"a form in the footer", letter, "", field, "Brev\n\nSökt belopp\t5 000 kr", ""},
		{"a title that Word fills in", letter, title, "", "Brev", "Rubrik"},
		{"nothing but a header", "<w:body>" + p("") + "</w:body>", p(r("Vi söker 5 000 kr")), "", "Vi söker 5 000 kr", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(pack(t, "word/document.xml", test.body, "word/header1.xml", test.header, "word/footer1.xml", test.footer))
			if err != nil || doc.Text != test.text || doc.Margins != test.margins {
				t.Errorf("Read = %+v, %v, want text %q and margins %q", doc, err, test.text, test.margins)
			}
		})
	}
}

func TestReadFiles(t *testing.T) {
	tests := []struct {
		name, body string
		want       string // names of the files
	}{
		{"a budget in it", p(r("Se budgeten")), "Budget.xlsx"},
		{"nothing but a picture", p(""), "Budget.xlsx image1.png"},
		{"another text in it", p(r("Brev")) + `<w:altChunk r:id="rId1"/>`, "Budget.xlsx part.html"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(pack(t, "word/document.xml", "<w:body>"+test.body+"</w:body>", "word/embeddings/Budget.xlsx", "", "word/media/image1.png", "",
				"word/embeddings/oleObject1.bin", "E\x00q\x00u\x00a\x00t\x00i\x00o\x00n\x00 \x00N\x00",
				"part.html", "", "word/vbaProject.bin", "", "docProps/core.xml", ""))
			var names []string
			for _, file := range doc.Files {
				names = append(names, file.Name)
			}
			if got := strings.Join(names, " "); err != nil || got != test.want || doc.Problem != "" {
				t.Errorf("files %q, %v, problem %q, want %q", got, err, doc.Problem, test.want)
			}
		})
	}
}
