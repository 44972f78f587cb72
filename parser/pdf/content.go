package pdf

import (
	"math"

	"medelbot/parser/pdf/syntax"
)

const (
	maxOperands  = 512 // of one operator
	maxFormDepth = 8   // form XObjects within one another
	maxSaved     = 256 // graphics states saved
	maxMarked    = 256 // marked-content sequences within one another
	maxRules     = 4000
	shortString  = 3   // bytes of a string in which character spacing sets words apart
	maxTextStep  = 1e6 // points; beyond this a text stands nowhere
)

// glyph is a letter on a page in the coordinates of the page: y grows downwards.
type glyph struct {
	text   string
	x, y   float64 // where the baseline begins
	dx, dy float64 // from there to where the next glyph would stand
	size   float64 // points
	bold   bool
	hidden bool // shown in no colour at all, as the text layer of a scan
	aside  bool // marked as no part of the text: a running header or footer
}

// rule is a horizontal or vertical line, from and to along its direction.
type rule struct{ at, from, to float64 }

// canvas collects what is drawn on one page.
type canvas struct {
	glyphs      []glyph
	horizontal  []rule
	vertical    []rule
	pictureArea float64 // square points of pictures
}

// graphics is the state that q saves and Q restores (8.4).
type graphics struct {
	ctm                        matrix
	font                       *font
	size, charSpace, wordSpace float64
	horizontalScale            float64
	leading, rise              float64
	mode                       int
}

// marked is an open marked-content sequence (14.6).
type marked struct {
	aside  bool
	actual *string // the text that stands for all glyphs inside; "" once given out
}

// interpreter draws the content streams of one page.
type interpreter struct {
	r      *reader
	canvas *canvas
	state  graphics
	saved  []graphics
	marks  []marked
	fonts  map[syntax.Ref]*font

	text, line matrix // of the text object

	path  []segment
	at    [2]float64
	begun [2]float64
}

// segment is a straight part of a path in page coordinates.
type segment struct{ x0, y0, x1, y1 float64 }

func newInterpreter(r *reader, c *canvas, base matrix) *interpreter {
	return &interpreter{r: r, canvas: c, state: graphics{ctm: base, horizontalScale: 1}, fonts: r.fonts}
}

// run draws one content stream with the resources that its names refer to.
func (in *interpreter) run(data []byte, resources syntax.Dict, depth int) {
	l := syntax.NewLexer(data)
	local := map[syntax.Name]*font{}
	var operands []syntax.Object
	for in.r.work > 0 {
		o, ok := l.Next()
		if !ok {
			return
		}
		op, isOp := o.(syntax.Operator)
		if !isOp {
			if len(operands) < maxOperands {
				operands = append(operands, o)
			}
			continue
		}
		in.r.work--
		switch op {
		case "ID":
			l.SkipInlineImage()
		case "Tf":
			in.setFont(operands, resources, local)
		case "Do":
			if len(operands) > 0 {
				in.object(operands[0], resources, depth)
			}
		case "BDC", "BMC":
			in.mark(operands, resources)
		case "EMC":
			if len(in.marks) > 0 {
				in.marks = in.marks[:len(in.marks)-1]
			}
		default:
			if !in.showText(op, operands) && !in.setState(op, operands) {
				in.draw(op, operands)
			}
		}
		operands = operands[:0]
	}
}

// numbers returns the last n operands as numbers; ok is false if there are
// fewer.
func numbers(operands []syntax.Object, n int) (out [6]float64, ok bool) {
	if len(operands) < n {
		return out, false
	}
	for i, o := range operands[len(operands)-n:] {
		v, isNumber := syntax.Number(o)
		if !isNumber || math.Abs(v) > 1e9 {
			return out, false
		}
		out[i] = v
	}
	return out, true
}

// setState handles the operators of the graphics and text state (8.4.4, 9.3).
func (in *interpreter) setState(op syntax.Operator, operands []syntax.Object) bool {
	s := &in.state
	one, _ := numbers(operands, 1)
	switch op {
	case "q":
		if len(in.saved) < maxSaved {
			in.saved = append(in.saved, *s)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			*s, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		if n, ok := numbers(operands, 6); ok {
			s.ctm = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}.times(s.ctm)
		}
	case "Tc":
		s.charSpace = one[0]
	case "Tw":
		s.wordSpace = one[0]
	case "Tz":
		s.horizontalScale = one[0] / 100
	case "TL":
		s.leading = one[0]
	case "Ts":
		s.rise = one[0]
	case "Tr":
		s.mode = int(one[0])
	default:
		return false
	}
	return true
}

func (in *interpreter) setFont(operands []syntax.Object, resources syntax.Dict, local map[syntax.Name]*font) {
	if len(operands) < 2 {
		return
	}
	name, _ := operands[len(operands)-2].(syntax.Name)
	in.state.size, _ = syntax.Number(operands[len(operands)-1])
	entry := in.r.file.Dict(resources["Font"])[name]
	ref, isRef := entry.(syntax.Ref)
	f := local[name]
	if isRef {
		f = in.fonts[ref]
	}
	if f == nil {
		f = in.r.newFont(in.r.file.Dict(entry))
		local[name] = f
		if isRef {
			in.fonts[ref] = f
		}
	}
	in.state.font = f
}

// showText handles the operators of text objects (9.4).
func (in *interpreter) showText(op syntax.Operator, operands []syntax.Object) bool {
	switch op {
	case "BT":
		in.text, in.line = identity, identity
	case "Td", "TD":
		if n, ok := numbers(operands, 2); ok {
			if op == "TD" {
				in.state.leading = -n[1]
			}
			in.move(n[0], n[1])
		}
	case "Tm":
		if n, ok := numbers(operands, 6); ok {
			in.line = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
			in.text = in.line
		}
	case "T*":
		in.move(0, -in.state.leading)
	case "'", "\"":
		if n, ok := numbers(operands[:max(0, len(operands)-1)], 2); ok && op == "\"" {
			in.state.wordSpace, in.state.charSpace = n[0], n[1]
		}
		in.move(0, -in.state.leading)
		in.strings(operands)
	case "Tj", "TJ":
		in.strings(operands)
	default:
		return false
	}
	return true
}

func (in *interpreter) move(x, y float64) {
	in.line = matrix{1, 0, 0, 1, x, y}.times(in.line)
	in.text = in.line
}

// strings shows the last operand: a string, or strings with steps between them.
func (in *interpreter) strings(operands []syntax.Object) {
	if len(operands) == 0 || in.state.font == nil {
		return
	}
	switch o := operands[len(operands)-1].(type) {
	case syntax.String:
		in.show(string(o))
	case syntax.Array:
		for _, part := range o {
			if s, ok := part.(syntax.String); ok {
				in.show(string(s))
			} else if n, ok := syntax.Number(part); ok {
				in.text = matrix{1, 0, 0, 1, -n / 1000 * in.state.size * in.state.horizontalScale, 0}.times(in.text)
			}
		}
	}
}

// show puts the glyphs of a string on the page.
func (in *interpreter) show(s string) {
	st := &in.state
	hidden, aside := st.mode == 3, false
	// A step between few letters is a blank; between many they are set wide.
	step := st.charSpace > wordGap*st.size && len(s) <= shortString
	var actual *string
	for _, m := range in.marks {
		aside = aside || m.aside
		if m.actual != nil {
			actual = m.actual
		}
	}
	for len(s) > 0 && in.r.work > 0 {
		in.r.work--
		text, width, size, blank := st.font.next(s)
		s = s[size:]
		if actual != nil {
			text, *actual = *actual, ""
		}
		advance := width*st.size + st.charSpace
		if blank {
			advance += st.wordSpace
		}
		advance *= st.horizontalScale
		m := in.text.times(st.ctm)
		x, y := m.point(0, st.rise)
		inked := advance
		if step {
			inked -= st.charSpace * st.horizontalScale
		}
		x1, y1 := m.point(inked, st.rise)
		if math.Abs(x) < maxTextStep && math.Abs(y) < maxTextStep && math.Abs(x1) < maxTextStep && math.Abs(y1) < maxTextStep {
			in.canvas.glyphs = append(in.canvas.glyphs, glyph{
				text: text, x: x, y: y, dx: x1 - x, dy: y1 - y,
				size: math.Hypot(m.c, m.d) * math.Abs(st.size), bold: st.font.bold, hidden: hidden, aside: aside,
			})
		}
		in.text = matrix{1, 0, 0, 1, advance, 0}.times(in.text)
	}
}

// mark opens a marked-content sequence.
func (in *interpreter) mark(operands []syntax.Object, resources syntax.Dict) {
	if len(in.marks) == maxMarked {
		return
	}
	var m marked
	if len(operands) > 0 {
		// An artifact is no part of the text (14.8.2.2): in tagged documents the
		// headers and footers are artifacts.
		m.aside = operands[0] == syntax.Name("Artifact")
		properties := operands[len(operands)-1]
		if name, ok := properties.(syntax.Name); ok {
			properties = in.r.file.Dict(resources["Properties"])[name]
		}
		dict := in.r.file.Dict(properties)
		if s, ok := in.r.file.Resolve(dict["ActualText"]).(syntax.String); ok {
			text := textString(s)
			m.actual = &text
		}
	}
	in.marks = append(in.marks, m)
}

// object draws a form XObject (8.10) and notes a picture.
func (in *interpreter) object(operand syntax.Object, resources syntax.Dict, depth int) {
	name, _ := operand.(syntax.Name)
	stream := in.r.file.Stream(in.r.file.Dict(resources["XObject"])[name])
	if stream == nil {
		return
	}
	switch in.r.file.Name(stream.Dict["Subtype"]) {
	case "Image":
		b := box{0, 0, 1, 1}.transform(in.state.ctm)
		in.canvas.pictureArea += b.width() * b.height()
	case "Form":
		in.form(stream, resources, depth)
	}
}

func (in *interpreter) form(stream *syntax.Stream, resources syntax.Dict, depth int) {
	if depth >= maxFormDepth {
		return
	}
	if own := in.r.file.Dict(stream.Dict["Resources"]); own != nil {
		resources = own
	}
	state, saved, text, line := in.state, in.saved, in.text, in.line
	in.saved = nil
	in.state.ctm = in.r.matrixOf(stream.Dict["Matrix"]).times(in.state.ctm)
	in.run(in.r.content(stream), resources, depth+1)
	in.state, in.saved, in.text, in.line = state, saved, text, line
}
