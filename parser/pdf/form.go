package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"medelbot/parser/pdf/syntax"
)

const (
	maxAnnotations = 5000 // of one page
	maxParents     = 16   // fields within one another
	maxValue       = 64 << 10
)

// Flags of fields (12.7.3.1, 12.7.4) and annotations (12.5.3).
const (
	flagPassword   = 1 << 13
	flagMultiline  = 1 << 12
	flagPushbutton = 1 << 16
	flagInvisible  = 1<<1 | 1<<5 // hidden, not viewed
)

// Distances in points between a field and its label.
const (
	labelAbove  = 20.0
	labelBeside = 3.0
	labelAfter  = 150.0 // of a check box
	fieldSize   = 11.0  // font size of a value, if its field is high enough
)

// field is the widget of a form field with a value (12.7).
type field struct {
	box    box
	value  string
	label  string
	button bool
	lines  bool // the value may have several lines
}

// annotations reads what is put on top of a page: form fields, by their values
// and not by their looks, which some programs do not bring up to date; and text
// that was typed on the page (12.5.6.6).
func (r *reader) annotations(d *drawing, o syntax.Object, base matrix) {
	list := r.file.Array(o)
	for _, o := range list[:min(len(list), maxAnnotations)] {
		annotation := r.file.Dict(o)
		rect, ok := r.rectangle(annotation["Rect"])
		if !ok || r.file.Int(annotation["F"], 0)&flagInvisible != 0 {
			continue
		}
		switch r.file.Name(annotation["Subtype"]) {
		case "Widget":
			if f, ok := r.field(annotation); ok {
				f.box = rect.transform(base)
				d.fields = append(d.fields, f)
			}
		case "FreeText", "Stamp":
			r.appearance(d, annotation, rect, base)
		}
	}
}

// appearance draws an annotation (12.5.5, algorithm 8.1). Text typed without
// looks is taken as a field.
func (r *reader) appearance(d *drawing, annotation syntax.Dict, rect box, base matrix) {
	stream := r.file.Stream(r.file.Dict(annotation["AP"])["N"])
	if stream == nil {
		if text := fieldText(textString(r.file.Str(annotation["Contents"]))); text != "" {
			d.fields = append(d.fields, field{box: rect.transform(base), value: text, lines: true})
		}
		return
	}
	bounds, ok := r.rectangle(stream.Dict["BBox"])
	if !ok {
		return
	}
	bounds = bounds.transform(r.matrixOf(stream.Dict["Matrix"]))
	if bounds.width() <= 0 || bounds.height() <= 0 {
		return
	}
	sx, sy := rect.width()/bounds.width(), rect.height()/bounds.height()
	fit := matrix{sx, 0, 0, sy, rect.x0 - bounds.x0*sx, rect.y0 - bounds.y0*sy}
	newInterpreter(r, &d.canvas, fit.times(base)).form(stream, nil, 0)
}

// inherited looks an entry up in a field and in those around it.
func (r *reader) inherited(field syntax.Dict, key syntax.Name) syntax.Object {
	for range maxParents {
		if field == nil {
			break
		}
		if o := r.file.Resolve(field[key]); o != nil {
			return o
		}
		field = r.file.Dict(field["Parent"])
	}
	return nil
}

// field reads the value of a widget; ok is false if it has none.
func (r *reader) field(widget syntax.Dict) (f field, ok bool) {
	flags := r.file.Int(r.inherited(widget, "Ff"), 0)
	f.label = r.label(widget)
	value := r.inherited(widget, "V")
	switch r.file.Name(r.inherited(widget, "FT")) {
	case "Tx":
		if flags&flagPassword != 0 {
			return f, false
		}
		f.value = r.fieldString(value)
		f.lines = flags&flagMultiline != 0
	case "Ch":
		f.value = r.choice(value, r.file.Array(r.inherited(widget, "Opt")))
	case "Btn":
		if flags&flagPushbutton != 0 {
			return f, false
		}
		state := r.file.Name(widget["AS"])
		if state == "" {
			state = r.file.Name(value)
		}
		f.button, f.value = true, "[ ]"
		if state != "" && state != "Off" {
			f.value = "[x]"
		}
	}
	return f, f.value != ""
}

func (r *reader) fieldString(o syntax.Object) string {
	switch o := o.(type) {
	case syntax.String:
		return fieldText(textString(o))
	case *syntax.Stream:
		return fieldText(textString(syntax.String(r.decode(o, maxValue))))
	}
	return ""
}

// choice returns what is shown of the options chosen (12.7.4.4).
func (r *reader) choice(value syntax.Object, options syntax.Array) string {
	chosen, isList := value.(syntax.Array)
	if !isList {
		chosen = syntax.Array{value}
	}
	var out []string
	for _, o := range chosen {
		exported := r.file.Str(o)
		text := textString(exported)
		for _, option := range options {
			if pair := r.file.Array(option); len(pair) == 2 && r.file.Str(pair[0]) == exported {
				text = textString(r.file.Str(pair[1]))
			}
		}
		if text = fieldText(text); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, ", ")
}

// fieldText puts the lines of a value on one, as those of a cell of a table.
func fieldText(value string) string {
	value = strings.ReplaceAll(strings.ReplaceAll(value, "\r\n", "\n"), "\r", "\n")
	value = strings.Map(func(c rune) rune {
		switch {
		case c == '\t' || c == '\u00a0':
			return ' '
		case c < ' ' && c != '\n':
			return -1
		}
		return c
	}, value)
	joined := ""
	for line := range strings.Lines(value) {
		if line = strings.TrimSpace(line); line != "" {
			joined = listLines(joined, line)
		}
	}
	return joined
}

var (
	fieldIndex = regexp.MustCompile(`\[\d+\]`)
	// nameless are the names that programs give to fields.
	nameless = regexp.MustCompile(`(?i)^(?:f|t|c|tx|text|textfield|text ?box|field|fält|undefined|check ?box|kryssruta|list ?box|combo ?box|group|button)?[ ]*\d*$`)
)

// label is what a form calls a field: its description, or else its name unless
// a program made that up.
func (r *reader) label(widget syntax.Dict) string {
	if s, ok := r.inherited(widget, "TU").(syntax.String); ok {
		if text := strings.TrimSpace(fieldText(textString(s))); text != "" {
			return text
		}
	}
	s, _ := r.inherited(widget, "T").(syntax.String)
	name := fieldIndex.ReplaceAllString(textString(s), "")
	name = name[strings.LastIndexByte(name, '.')+1:]
	name = strings.TrimSpace(strings.ReplaceAll(fieldText(name), "_", " "))
	if nameless.MatchString(name) {
		return ""
	}
	return name
}

// place puts the values of the fields among the words where the page says what
// they are, and returns the others as lines of their own with their labels.
func (d *drawing) place(s *sheet, work *int) (free []string) {
	fixed := slices.Clone(s.words)
	for _, f := range d.fields {
		if *work -= len(fixed); *work < 0 {
			fixed = nil
		}
		y, labelled := f.baseline(fixed)
		if f.label != "" && !labelled {
			free = append(free, f.label+"\t"+f.value)
			continue
		}
		s.words = append(s.words, word{text: f.value, x0: f.box.x0, x1: f.box.x1, y: y, size: f.size(), field: true, center: (f.box.y0 + f.box.y1) / 2})
	}
	return free
}

func (f *field) size() float64 { return min(fieldSize, max(4, f.box.height()*0.8)) }

// baseline returns on which line the value of the field stands: that of the
// nearest word beside it if there is one. It also reports whether words stand
// where the label of the field would: on its left, above it, or on the right of
// a check box.
func (f *field) baseline(words []word) (y float64, labelled bool) {
	y = (f.box.y0+f.box.y1)/2 + midLetter*f.size()
	if f.lines {
		y = f.box.y0 + f.size()
	}
	nearest := math.Inf(1)
	for _, w := range words {
		middle := w.middle()
		distance := max(f.box.x0-w.x1, w.x0-f.box.x1, 0)
		switch {
		case middle >= f.box.y0-labelBeside && middle <= f.box.y1+labelBeside:
			labelled = labelled || w.x0 <= f.box.x0+labelBeside && !f.button || f.button && distance <= labelAfter
			if distance < nearest {
				nearest, y = distance, w.y
			}
		case w.y <= f.box.y0+labelBeside && w.y >= f.box.y0-labelAbove && w.x1 >= f.box.x0 && w.x0 <= f.box.x1:
			labelled = labelled || !f.button
		}
	}
	return y, labelled
}

// xfa notes a form of Adobe's own kind, of which the pages only say that other
// programs cannot show it (12.7.8).
func (r *reader) xfa(root syntax.Dict) {
	form := r.file.Dict(root["AcroForm"])
	if r.file.Resolve(form["XFA"]) == nil || len(r.file.Array(form["Fields"])) > 0 {
		return
	}
	r.note("the document is a form (XFA) that only Adobe's programs can show")
}
