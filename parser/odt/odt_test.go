package odt

import (
	"archive/zip"
	"bytes"
	"reflect"
	"strings"
	"testing"

	"medelbot/parser/document"
)

const namespaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"`

// pack makes a document of its parts: name, content.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := archive.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// content is content.xml with its styles and its text.
func content(styles, text string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><office:document-content ` + namespaces + `><office:automatic-styles>` + styles +
		`</office:automatic-styles><office:body><office:text>` + text + `</office:text></office:body></office:document-content>`
}

const styles = `<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="T" style:family="text" style:parent-style-name="H"/>` +
	`<style:style style:name="H" style:family="paragraph"><style:text-properties fo:color="#000000"/></style:style>` +
	`<style:style style:name="W" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>` +
	`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="3"/>` +
	`<text:list-level-style-number text:level="2" style:num-format="i" style:num-prefix="(" style:num-suffix=")"/>` +
	`<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/></text:list-style>` +
	`<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`

func cell(inner string) string {
	return `<table:table-cell><text:p>` + inner + `</text:p></table:table-cell>`
}

func item(inner string) string {
	return `<text:list-item><text:p>` + inner + `</text:p></text:list-item>`
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, xml, want string
	}{
		{"white space counts once", "<text:p>\n  Region  <text:span> Gotland</text:span>\n</text:p>", "Region Gotland "},
		{"spaces, tabs and line breaks as elements", `<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>`, "a  b\tc\nd"},
		{"a table", `<table:table><table:table-header-rows><table:table-row>` + cell("A") + cell("B") + `</table:table-row></table:table-header-rows><table:table-row>` + cell("C") + cell("D") + `</table:table-row></table:table>`, "A\tB\nC\tD"},
		{"a cell over two columns", `<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell><table:covered-table-cell/>` + cell("B") + `</table:table-row></table:table>`, "A\tB"},
		{"a cell over two rows", `<table:table><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>A</text:p></table:table-cell>` + cell("B") + cell("C") + `</table:table-row><table:table-row><table:covered-table-cell/>` + cell("D") + cell("E") + `</table:table-row></table:table>`, "A\tB\tC\n\tD\tE"},
		{"a table in a table", `<table:table><table:table-row>` + cell("Budget") + `<table:table-cell><table:table><table:table-row>` + cell("Film") + cell("20 000") + `</table:table-row></table:table></table:table-cell></table:table-row></table:table>`, "Budget\nFilm\t20 000"},
		{"lists", `<text:list text:style-name="L">` + item("a") + `<text:list-item><text:p>b</text:p><text:p>b2</text:p><text:list>` + item("c") + `<text:list-item><text:list>` + item("d") + `</text:list></text:list-item></text:list></text:list-item></text:list>`, "3. a\n4. b\nb2\n(i) c\n4.i.1 d"},
		{"a list goes on", `<text:list text:style-name="L">` + item("a") + `</text:list><text:p>x</text:p><text:list text:continue-numbering="true" text:style-name="L">` + item("b") + `</text:list><text:list text:style-name="L">` + item("c") + `</text:list>`, "3. a\nx\n4. b\n3. c"},
		{"bullets and a heading of the list", `<text:list text:style-name="B"><text:list-header><text:p>Vi vill</text:p></text:list-header>` + item("lära") + `</text:list>`, "Vi vill\n- lära"},
		{"hidden text is told by its style", `<text:p text:style-name="H">syns <text:span text:style-name="T">dolt</text:span></text:p>`, "syns "},
		{"check boxes as letters of a font", `<text:p><text:span text:style-name="W">þ</text:span> Ja <text:span text:style-name="W">o</text:span> Nej</text:p>`, "[x] Ja [ ] Nej"},
		{"a hidden section", `<text:section text:display="none"><text:p>dolt</text:p></text:section><text:section><text:p>syns</text:p></text:section>`, "syns"},
		{"a deleted paragraph", `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>E</dc:creator><text:p>varför</text:p></office:change-info><text:p>borta</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>kvar</text:p>`, "kvar"},
		{"a comment", `<text:p>Berg<office:annotation><dc:creator>E</dc:creator><text:p>Fel?</text:p></office:annotation>, chef</text:p>`, "Berg, chef"},
		{"a placeholder", `<text:p>Namn: <text:placeholder text:placeholder-type="text">&lt;Namn&gt;</text:placeholder></text:p>`, "Namn: "},
		{"an input field", `<text:p><text:text-input text:description="Skriv summan">75 000 kr</text:text-input></text:p>`, "75 000 kr"},
		{"an unfilled input field", `<text:p>Summa: <text:text-input text:description="Skriv summan">Skriv summan</text:text-input></text:p>`, "Summa: "},
		{"a content control", `<text:p>Region: <loext:content-control loext:showing-place-holder="true">Välj region</loext:content-control><loext:content-control>Gotland</loext:content-control></text:p>`, "Region: Gotland"},
		{"a drop-down", `<text:p><text:drop-down text:name="R"><text:label text:value="Skåne"/><text:label text:value="Halland" text:current-selected="true"/>Halland</text:drop-down></text:p>`, "Halland"},
		{"form controls", `<office:forms><form:form><form:text form:id="c1" form:current-value="Region Gotland"/><form:textarea form:id="c2" form:value="Skriv här"/><form:checkbox form:id="c3" form:label="Ja" form:current-state="checked"/>` +
			`<form:radio form:id="c4" form:label="Nej"/><form:listbox form:id="c5"><form:option form:label="Film"/><form:option form:label="Resor" form:current-selected="true"/></form:listbox></form:form></office:forms>` +
			`<text:p>Sökande: <draw:control draw:control="c1"/></text:p><text:p>Syfte: <draw:control draw:control="c2"/></text:p><text:p><draw:control draw:control="c3"/> <draw:control draw:control="c4"/> <draw:control draw:control="c5"/></text:p>`, "Sökande: Region Gotland\nSyfte: \n[x] Ja [ ] Nej Resor"},
		{"a text box", `<text:p>före<draw:frame><draw:text-box><text:p>i rutan</text:p></draw:text-box></draw:frame> efter</text:p>`, "före efter\ni rutan"},
		{"a text box on the page", `<draw:frame text:anchor-type="page"><draw:text-box><text:p>i rutan</text:p></draw:text-box></draw:frame><text:p>text</text:p>`, "text\ni rutan"},
		{"a picture in a flat document", `<text:p>Logga<draw:frame><draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image><svg:title>Vapen</svg:title><svg:desc>Ett vapen</svg:desc></draw:frame></text:p>`, "Logga"},
		{"a shape with text", `<text:p>x<draw:custom-shape><text:p>i figuren</text:p></draw:custom-shape></text:p>`, "x\ni figuren"},
		{"notes", `<text:p>Film<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>slut</text:p></text:note-body></text:note> och<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>fot</text:p></text:note-body></text:note> mat</text:p>`, "Film och mat\n\nfot\n\nslut"},
		{"soft hyphens", "<text:p>vård\u00adcentral 070\u2011174</text:p>", "vårdcentral 070-174"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(pack(t, "content.xml", content(styles, test.xml)))
			if err != nil || doc.Problem != "" {
				t.Fatalf("Read: %v, problem %q", err, doc.Problem)
			}
			if doc.Text != test.want {
				t.Errorf("Text = %q, want %q", doc.Text, test.want)
			}
		})
	}
}

// Scripts that rewrite documents number the prefixes of names.
func TestReadOtherPrefixes(t *testing.T) {
	doc, err := Read(pack(t, "content.xml", `<ns0:document-content xmlns:ns0="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:ns1="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:ns2="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">`+
		`<ns0:body><ns0:text><ns1:p>a<ns1:tab/>b<ns2:frame><ns2:text-box><ns1:p>c</ns1:p></ns2:text-box></ns2:frame></ns1:p></ns0:text></ns0:body></ns0:document-content>`))
	if err != nil || doc.Text != "a\tb\nc" {
		t.Errorf("Read = %+v, %v", doc, err)
	}
}

func TestReadKeepsOtherTextsApart(t *testing.T) {
	doc, err := Read(pack(t,
		"mimetype", "application/vnd.oasis.opendocument.text-template",
		"styles.xml", `<office:document-styles><office:styles><style:style style:name="Dold" style:family="paragraph"><style:text-properties text:display="none"/></style:style></office:styles>`+
			`<office:master-styles><style:master-page><style:header><text:p>Region Gotland</text:p></style:header><style:header-first><text:p>Region Gotland</text:p></style:header-first>`+
			`<style:footer><text:p>Bankgiro 5050-1055</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`,
		"content.xml", content("", `<text:p>Brev</text:p><text:p text:style-name="Dold">dolt</text:p>`),
		"Object 1/content.xml", `<office:document-content><office:body><office:spreadsheet/></office:body></office:document-content>`,
		"Object 2/content.xml", `<office:document-content><office:body><office:chart/></office:body></office:document-content>`,
		"Pictures/logo.png", "PNG",
	))
	if err != nil || len(doc.Files) != 1 || doc.Files[0].Name != "Object 1.ods" || !bytes.Contains(doc.Files[0].Data, []byte("opendocument.spreadsheet")) {
		t.Fatalf("Read = %+v, %v; want one sheet", doc, err)
	}
	doc.Files = nil
	want := document.Document{Text: "Brev", Margins: "Region Gotland\n\nBankgiro 5050-1055", Deleted: "dolt"}
	if !reflect.DeepEqual(doc, want) {
		t.Errorf("Read = %+v, want %+v", doc, want)
	}
}

// A form that was photographed and pasted, and one that was laid in the header.
func TestReadFindsTheOnlyContent(t *testing.T) {
	doc, err := Read(pack(t, "content.xml", content("", `<text:p/>`), "Pictures/1.jpg", "JPEG"))
	if err != nil || doc.Problem != "" || len(doc.Files) != 1 || doc.Files[0].Name != "1.jpg" {
		t.Errorf("Read = %+v, %v", doc, err)
	}
	doc, err = Read(pack(t, "styles.xml", `<office:document-styles><style:header><text:p>Sökt belopp: 5 000 kr</text:p></style:header></office:document-styles>`, "content.xml", content("", `<text:p/>`)))
	if err != nil || doc.Text != "Sökt belopp: 5 000 kr" || doc.Margins != "" {
		t.Errorf("Read = %+v, %v", doc, err)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	good := pack(t, "content.xml", content("", "<text:p>Vi söker 50 000 kr</text:p>"))
	tests := []struct {
		name       string
		data       []byte
		text, want string
	}{
		{"empty", nil, "", "no OpenDocument text"},
		{"another format", []byte("%PDF-1.4"), "", "no OpenDocument text"},
		{"a spreadsheet", pack(t, "content.xml", `<office:document-content><office:spreadsheet/></office:document-content>`), "", "no OpenDocument text"},
		{"protected", pack(t, "META-INF/manifest.xml", `<manifest:encryption-data/>`, "content.xml", "\x01\x02"), "", "protected by a password"},
		{"protected as a whole", pack(t, "encrypted-package", "\x01\x02"), "", "protected by a password"},
		{"cut off in the text", good[:100], "", "damaged"},
		{"cut off after the text", good[:len(good)-30], "Vi söker 50 000 kr", "its end is missing"},
		{"broken", pack(t, "content.xml", strings.Replace(content("", "<text:p>Vi söker</text:p>"), "</office:text>", "</x>", 1)), "Vi söker", "damaged"},
		{"nested too deep", pack(t, "content.xml", content("", "<text:p>a</text:p>"+strings.Repeat("<text:p>", 1000))), "a", "nested too deep"},
		{"without text", pack(t, "content.xml", content("", "<text:p/>")), "", "no text"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(test.data)
			if doc.Text != test.text || !strings.Contains(doc.Problem, test.want) {
				t.Errorf("Read = %+v, %v; want text %q and a problem with %q", doc, err, test.text, test.want)
			}
		})
	}
}

func TestReadBoundsBombs(t *testing.T) {
	doc, _ := Read(pack(t, "content.xml", content("", "<text:p>"+strings.Repeat("pengar ", 1<<20)+"</text:p>")))
	if doc.Problem == "" || len(doc.Text) > 4<<20 {
		t.Errorf("%d bytes of text, problem %q", len(doc.Text), doc.Problem)
	}
}

func FuzzXML(f *testing.F) {
	f.Add(`<text:list><text:list-item><table:table><table:table-row><table:covered-table-cell/></table:table-row></table:table></text:list-item></text:list>`)
	f.Add(`<text:p><draw:text-box><text:note-body></text:p><office:forms><form:option/><field:fieldmark>`)
	f.Fuzz(func(t *testing.T, xml string) {
		doc, err := Read(pack(t, "content.xml", content(styles, xml)))
		if (err != nil || doc.Text == "") && doc.Problem == "" {
			t.Errorf("error %v and no text without a word for a person", err)
		}
	})
}
