package pdf

import (
	"medelbot/parser/pdf/syntax"
)

const (
	maxMappings = 1 << 17 // codes of one CMap
	maxCMap     = 4 << 20 // bytes of one CMap after unpacking
)

// cmap maps the codes of a font to text (ToUnicode, 9.10.3) or to the numbers
// of glyphs (9.7.5).
type cmap struct {
	// ranges are the codes that exist, by their number of bytes.
	ranges []codeRange
	text   map[uint32]string
	cid    map[uint32]int
}

type codeRange struct {
	size      int
	low, high uint32
}

// readCMap reads a CMap. What it does not know it leaves out.
func readCMap(data []byte) *cmap {
	m := &cmap{text: map[uint32]string{}, cid: map[uint32]int{}}
	l := syntax.NewLexer(data)
	var operands []syntax.Object
	for {
		o, ok := l.Next()
		if !ok {
			return m
		}
		op, isOp := o.(syntax.Operator)
		if !isOp {
			if len(operands) < maxMappings {
				operands = append(operands, o)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			m.codeSpace(operands)
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				m.setText(code(operands[i]), destination(operands[i+1]))
			}
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				m.textRange(code(operands[i]), code(operands[i+1]), operands[i+2])
			}
		case "endcidchar":
			for i := 0; i+1 < len(operands); i += 2 {
				m.cidRange(code(operands[i]), code(operands[i]), operands[i+1])
			}
		case "endcidrange":
			for i := 0; i+2 < len(operands); i += 3 {
				m.cidRange(code(operands[i]), code(operands[i+1]), operands[i+2])
			}
		}
		operands = operands[:0]
	}
}

// code reads a code of one to four bytes.
func code(o syntax.Object) uint32 {
	s, _ := o.(syntax.String)
	n := uint32(0)
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | uint32(s[i])
	}
	return n
}

// destination reads the text of a mapping: UTF-16, or in sloppy files one byte.
func destination(o syntax.Object) string {
	switch o := o.(type) {
	case syntax.String:
		if len(o) == 1 {
			return string(rune(o[0]))
		}
		return utf16Text(string(o))
	case syntax.Name:
		return glyphText(string(o))
	}
	return ""
}

func (m *cmap) codeSpace(operands []syntax.Object) {
	for i := 0; i+1 < len(operands) && len(m.ranges) < 256; i += 2 {
		if s, ok := operands[i].(syntax.String); ok && len(s) >= 1 && len(s) <= 4 {
			m.ranges = append(m.ranges, codeRange{len(s), code(operands[i]), code(operands[i+1])})
		}
	}
}

func (m *cmap) setText(code uint32, text string) {
	if len(m.text) < maxMappings {
		m.text[code] = text
	}
}

func (m *cmap) textRange(low, high uint32, to syntax.Object) {
	if high < low || high-low >= 1<<16 {
		return
	}
	if list, ok := to.(syntax.Array); ok {
		for i := range min(uint32(len(list)), high-low+1) {
			m.setText(low+i, destination(list[i]))
		}
		return
	}
	first := []rune(destination(to))
	if len(first) == 0 {
		return
	}
	for i := low; i <= high && len(m.text) < maxMappings; i++ {
		m.setText(i, string(first))
		first[len(first)-1]++
	}
}

func (m *cmap) cidRange(low, high uint32, to syntax.Object) {
	first, ok := to.(int)
	if !ok || high < low || high-low >= 1<<16 {
		return
	}
	for i := low; i <= high && len(m.cid) < maxMappings; i++ {
		m.cid[i] = first + int(i-low)
	}
}

// next takes the first code off s: of the shortest size whose codes it is one
// of, or of two bytes as in Identity-H.
func (m *cmap) next(s string) (code uint32, size int) {
	if m != nil && len(m.ranges) > 0 {
		for size = 1; size <= 4 && size <= len(s); size++ {
			code = code<<8 | uint32(s[size-1])
			for _, r := range m.ranges {
				if r.size == size && code >= r.low && code <= r.high {
					return code, size
				}
			}
		}
		size = min(m.ranges[0].size, len(s))
	} else {
		size = min(2, len(s))
	}
	code = 0
	for i := range size {
		code = code<<8 | uint32(s[i])
	}
	return code, size
}
