package demo

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// applicationForm is a Word document with a filled in form: a table of labels
// and answers.
func applicationForm() ([]byte, error) {
	rows := [][2]string{
		{"Sökande", "Region Gotland"},
		{"Hänvisning", "Ert utskick om testbäddar för Patientkontrakt"},
		{"Sökt belopp", "98 000 kronor"},
		{"Vad pengarna ska användas till", "Ungdomsmottagningen i Visby och barnmottagningen skriver en gemensam överenskommelse när unga vuxna byter mottagning. Medlen går till ett halvårs samordning."},
		{"Önskade effekter", "Ingen ung vuxen tappas bort i bytet, och arbetssättet kan användas för andra övergångar."},
		{"Kontaktperson för uppföljning och rapport", "Siv Rosander, siv.rosander@gotland.se, 070-174 06 86"},
		{"Bankgiro", "5127-3811"},
	}
	var body bytes.Buffer
	body.WriteString(`<w:p><w:r><w:t>Ansökan om medel</w:t></w:r></w:p><w:tbl>`)
	for _, row := range rows {
		body.WriteString("<w:tr>")
		for _, cell := range row {
			body.WriteString(`<w:tc><w:p><w:r><w:t xml:space="preserve">`)
			if err := xml.EscapeText(&body, []byte(cell)); err != nil {
				return nil, err
			}
			body.WriteString("</w:t></w:r></w:p></w:tc>")
		}
		body.WriteString("</w:tr>")
	}
	body.WriteString("</w:tbl>")

	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	files := [][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", head + fmt.Sprintf(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s<w:sectPr/></w:body></w:document>`, body.String())},
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, f[1]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
