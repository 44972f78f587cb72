package pdf

import (
	"math"

	"medelbot/parser/pdf/syntax"
)

const (
	maxPath   = 2000 // segments of one path
	minRule   = 6.0  // points; what is shorter is a part of a drawing
	maxStroke = 3.0  // points; what is thicker is an area
	ruleSlant = 0.5  // points that a rule may deviate from its direction
)

// draw follows paths (8.5) to find the rules of tables.
func (in *interpreter) draw(op syntax.Operator, operands []syntax.Object) {
	switch op {
	case "m", "l":
		if n, ok := numbers(operands, 2); ok {
			x, y := in.state.ctm.point(n[0], n[1])
			if op == "m" {
				in.begun = [2]float64{x, y}
			} else {
				in.addSegment(in.at[0], in.at[1], x, y)
			}
			in.at = [2]float64{x, y}
		}
	case "c", "v", "y":
		if n, ok := numbers(operands, 2); ok {
			x, y := in.state.ctm.point(n[0], n[1])
			in.at = [2]float64{x, y}
		}
	case "h":
		in.addSegment(in.at[0], in.at[1], in.begun[0], in.begun[1])
		in.at = in.begun
	case "re":
		if n, ok := numbers(operands, 4); ok {
			b := box{n[0], n[1], n[0] + n[2], n[1] + n[3]}.transform(in.state.ctm)
			in.addSegment(b.x0, b.y0, b.x1, b.y0)
			in.addSegment(b.x1, b.y0, b.x1, b.y1)
			in.addSegment(b.x1, b.y1, b.x0, b.y1)
			in.addSegment(b.x0, b.y1, b.x0, b.y0)
		}
	case "S", "s", "B", "B*", "b", "b*":
		for _, s := range in.path {
			in.rule(s)
		}
		in.path = in.path[:0]
	case "f", "F", "f*":
		in.fill()
		in.path = in.path[:0]
	case "n":
		in.path = in.path[:0]
	}
}

func (in *interpreter) addSegment(x0, y0, x1, y1 float64) {
	if len(in.path) < maxPath {
		in.path = append(in.path, segment{x0, y0, x1, y1})
	}
}

// fill takes the thin areas of a filled path for rules: many programs draw the
// borders of cells so. Each side of such an area is a rule.
func (in *interpreter) fill() {
	for i := 0; i+3 < len(in.path); i += 4 {
		b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, s := range in.path[i : i+4] {
			b = box{min(b.x0, s.x0, s.x1), min(b.y0, s.y0, s.y1), max(b.x1, s.x0, s.x1), max(b.y1, s.y0, s.y1)}
		}
		switch {
		case b.height() <= maxStroke && b.width() > b.height():
			y := (b.y0 + b.y1) / 2
			in.rule(segment{b.x0, y, b.x1, y})
		case b.width() <= maxStroke:
			x := (b.x0 + b.x1) / 2
			in.rule(segment{x, b.y0, x, b.y1})
		}
	}
}

func (in *interpreter) rule(s segment) {
	c := in.canvas
	if len(c.horizontal)+len(c.vertical) >= maxRules {
		return
	}
	dx, dy := math.Abs(s.x1-s.x0), math.Abs(s.y1-s.y0)
	switch {
	case dy <= ruleSlant && dx >= minRule:
		c.horizontal = append(c.horizontal, rule{(s.y0 + s.y1) / 2, min(s.x0, s.x1), max(s.x0, s.x1)})
	case dx <= ruleSlant && dy >= minRule:
		c.vertical = append(c.vertical, rule{(s.x0 + s.x1) / 2, min(s.y0, s.y1), max(s.y0, s.y1)})
	}
}
