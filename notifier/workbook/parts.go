package workbook

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
)

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spreadsheet   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages      = "http://schemas.openxmlformats.org/package/2006/"
	contentTypes  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// The looks of cells, by their places in cellXfs of the styles. Format 49 is
// text: what begins with = stays a text also when somebody edits the cell; 3 is
// a number with thousands apart (ISO/IEC 29500-1, 18.8.30 lists the formats).
const (
	styleHeader = iota + 1
	styleText
	styleNumber
	styleDay
)

const stylesText = xmlHead + `<styleSheet xmlns="` + spreadsheet + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

func sheetPart(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// book gathers what the parts of a workbook that name its sheets say.
type book struct {
	n                               int
	types, sheets, filters, targets strings.Builder
}

func (b *book) add(s Sheet, rows int) {
	var name, quoted strings.Builder
	escape(&name, s.Name)
	escape(&quoted, "'"+strings.ReplaceAll(s.Name, "'", "''")+"'!"+span(len(s.Columns), rows))
	fmt.Fprintf(&b.types, `<Override PartName="/%s" ContentType="%sworksheet+xml"/>`, sheetPart(b.n), contentTypes)
	fmt.Fprintf(&b.sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name.String(), b.n+1, b.n+1)
	// Without such a name some programs do not show the filter.
	fmt.Fprintf(&b.filters, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s</definedName>`, b.n, quoted.String())
	fmt.Fprintf(&b.targets, `<Relationship Id="rId%d" Type="%s/worksheet" Target="%s"/>`, b.n+1, relationships, strings.TrimPrefix(sheetPart(b.n), "xl/"))
	b.n++
}

type part struct{ name, text string }

func (b *book) parts() []part {
	return []part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packages + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + contentTypes + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + contentTypes + `styles+xml"/>` + b.types.String() + `</Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + packages + `relationships">` +
			`<Relationship Id="rId1" Type="` + relationships + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + spreadsheet + `" xmlns:r="` + relationships + `"><bookViews><workbookView/></bookViews>` +
			`<sheets>` + b.sheets.String() + `</sheets><definedNames>` + b.filters.String() + `</definedNames></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + packages + `relationships">` + b.targets.String() +
			fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, b.n+1, relationships)},
		{"xl/styles.xml", stylesText},
	}
}

// escaped is what a spreadsheet would take for an escaped character
// (ISO/IEC 29500-1, 22.9.2.19).
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// escape writes a text so that it is read again as it is; what XML has no place
// for becomes U+FFFD. A fault is the writer's own to tell.
func escape(w io.Writer, s string) {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(code string) string { return "_x005F" + code })
	}
	_ = xml.EscapeText(w, []byte(s))
}
