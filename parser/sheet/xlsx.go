package sheet

import (
	"encoding/xml"
	"path"
	"slices"
	"strconv"
	"strings"

	"medelbot/parser/zipped"
)

// xlsx reads the parts of an Excel workbook.
type xlsx struct {
	*book
	archive *zipped.Archive
	strings []string // the table of texts
	formats []string // of numbers, by the style of a cell
	stale   bool     // results of formulas are to be computed anew
}

// relation is one part to which another refers.
type relation struct{ id, kind, target string }

func openXLSX(archive *zipped.Archive) (*book, error) {
	x := &xlsx{book: &book{}, archive: archive}
	if archive.Cut {
		x.note(zipped.ErrCut)
	}
	main := "xl/workbook.xml"
	for _, r := range x.relations("") {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	workbook, err := x.read(main)
	if err == nil {
		err = x.unreadable()
	}
	if err != nil {
		return nil, err
	}
	w := workbookVisitor{}
	x.note(walk(workbook, &w))
	x.from1904, x.stale = w.from1904, w.stale
	relations := x.relations(main)
	for _, r := range relations {
		switch r.kind {
		case "sharedStrings":
			x.readStrings(r.target)
		case "styles":
			x.readStyles(r.target)
		}
	}
	if len(relations) == 0 {
		x.readStrings("xl/sharedStrings.xml") // where all programs keep them
		x.readStyles("xl/styles.xml")
	}
	for _, s := range x.sheetParts(w.sheets, relations) {
		if t := x.addSheet(s.name); t != nil {
			t.hidden = s.hidden
			x.readSheet(t, s.part)
		}
	}
	if len(x.sheets) == 0 && x.problem == nil {
		return nil, errUnopened
	}
	return x.book, nil
}

// unreadable says why an archive holds no workbook that can be read.
func (x *xlsx) unreadable() error {
	if slices.ContainsFunc(x.archive.Names, func(n string) bool { return strings.HasPrefix(n, "xl/") }) {
		return nil
	}
	return errNotSheet
}

// read unpacks a part. What is cut off is read as far as it goes.
func (x *xlsx) read(name string) ([]byte, error) {
	data, err := x.archive.Read(name)
	if err == zipped.ErrProtected {
		return nil, errProtected
	}
	x.note(err)
	return data, nil
}

// relations lists what a part refers to (ECMA-376 part 2, 6.5); "" is the whole
// package.
func (x *xlsx) relations(part string) []relation {
	dir, base := path.Split(part)
	data, err := x.archive.Read(dir + "_rels/" + base + ".rels")
	if err != nil {
		return nil
	}
	v := relationVisitor{dir: dir}
	x.note(walk(data, &v))
	return v.found
}

type relationVisitor struct {
	dir   string
	found []relation
}

func (v *relationVisitor) start(t xml.StartElement) {
	if t.Name.Local != "Relationship" {
		return
	}
	target := attribute(t, "Target")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(v.dir, target)
	}
	v.found = append(v.found, relation{attribute(t, "Id"), path.Base(attribute(t, "Type")), strings.TrimPrefix(target, "/")})
}
func (v *relationVisitor) end(string)  {}
func (v *relationVisitor) text([]byte) {}
func (v *relationVisitor) done() bool  { return len(v.found) > maxSheets*4 }

// sheetPart is where a sheet stands.
type sheetPart struct {
	name, id, part string
	hidden         bool
}

// sheetParts finds the parts of the sheets. Where the workbook is lost, so are
// their names.
func (x *xlsx) sheetParts(sheets []sheetPart, relations []relation) []sheetPart {
	var found []sheetPart
	for _, s := range sheets {
		for _, r := range relations {
			if r.id == s.id && r.kind == "worksheet" {
				s.part = r.target
				found = append(found, s)
			}
		}
	}
	if len(found) > 0 || len(relations) > 0 && len(sheets) > 0 {
		return found
	}
	for _, name := range x.archive.Names {
		if strings.HasPrefix(name, "xl/worksheets/") && path.Ext(name) == ".xml" {
			found = append(found, sheetPart{name: strings.TrimSuffix(path.Base(name), ".xml"), part: name})
		}
	}
	return found
}

// workbookVisitor reads the list of sheets (18.2).
type workbookVisitor struct {
	sheets   []sheetPart
	from1904 bool
	stale    bool
}

func (v *workbookVisitor) start(t xml.StartElement) {
	switch t.Name.Local {
	case "sheet":
		state := attribute(t, "state")
		v.sheets = append(v.sheets, sheetPart{
			name: attribute(t, "name"), id: relationID(t), hidden: state == "hidden" || state == "veryHidden",
		})
	case "workbookPr":
		v.from1904 = isOn(attribute(t, "date1904"))
	case "calcPr":
		// Programs that write no results, or 0 for each, ask for this.
		v.stale = isOn(attribute(t, "fullCalcOnLoad"))
	}
}
func (v *workbookVisitor) end(string)  {}
func (v *workbookVisitor) text([]byte) {}
func (v *workbookVisitor) done() bool  { return len(v.sheets) > maxSheets }

// relationID returns the attribute r:id, not a plain id.
func relationID(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// readStrings reads the table of texts (18.4).
func (x *xlsx) readStrings(part string) {
	data, err := x.read(part)
	x.note(err)
	v := stringVisitor{}
	x.note(walk(data, &v))
	x.strings = v.found
}

type stringVisitor struct {
	runs
	found []string
	size  int
}

func (v *stringVisitor) end(name string) {
	v.runs.end(name)
	if name == "si" {
		s := v.take()
		v.size += len(s)
		v.found = append(v.found, s)
	}
}
func (v *stringVisitor) done() bool { return len(v.found) == maxStrings || v.size > maxText*2 }

// runs gathers the text of runs: t, without the guides to pronunciation.
type runs struct {
	out      strings.Builder
	in       bool
	phonetic bool
}

func (r *runs) start(t xml.StartElement) {
	switch t.Name.Local {
	case "t":
		r.in = true
	case "rPh":
		r.phonetic = true
	}
}

func (r *runs) end(name string) {
	switch name {
	case "t":
		r.in = false
	case "rPh":
		r.phonetic = false
	}
}

func (r *runs) text(s []byte) {
	if r.in && !r.phonetic && r.out.Len() < maxText {
		r.out.Write(s)
	}
}

func (r *runs) take() string {
	s := unescape(r.out.String())
	r.out.Reset()
	return s
}

// unescape reads letters that XML cannot hold, such as _x000D_ (22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.HasPrefix(s[i:], "_x") && len(s) >= i+7 && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				out.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// readStyles reads the number formats of the styles (18.8).
func (x *xlsx) readStyles(part string) {
	data, err := x.read(part)
	x.note(err)
	v := styleVisitor{custom: map[int]string{}}
	x.note(walk(data, &v))
	for _, id := range v.ids {
		format, own := v.custom[id]
		if !own {
			format = builtInFormat(id)
		}
		x.formats = append(x.formats, format)
	}
}

// builtInFormat gives a format that has no text in the file. Those of the far
// east are dates.
func builtInFormat(id int) string {
	if id >= 27 && id <= 36 || id >= 50 && id <= 58 {
		return "yyyy-mm-dd"
	}
	return builtIn[id]
}

type styleVisitor struct {
	custom map[int]string
	ids    []int // of the format of each style
	inside bool  // cellXfs
}

func (v *styleVisitor) start(t xml.StartElement) {
	switch t.Name.Local {
	case "numFmt":
		if id, err := strconv.Atoi(attribute(t, "numFmtId")); err == nil && len(v.custom) < maxStrings {
			v.custom[id] = attribute(t, "formatCode")
		}
	case "cellXfs":
		v.inside = true
	case "xf":
		if v.inside && len(v.ids) < maxStrings {
			id, err := strconv.Atoi(attribute(t, "numFmtId"))
			if err != nil {
				id = 0
			}
			v.ids = append(v.ids, id)
		}
	}
}

func (v *styleVisitor) end(name string) {
	if name == "cellXfs" {
		v.inside = false
	}
}
func (v *styleVisitor) text([]byte) {}
func (v *styleVisitor) done() bool  { return false }
