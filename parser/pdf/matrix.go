package pdf

import (
	"math"

	"medelbot/parser/pdf/syntax"
)

// matrix is a transformation of coordinates (8.3.3).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times returns the transformation that does m first and n after it.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// matrixOf reads a matrix of six numbers.
func (r *reader) matrixOf(o syntax.Object) matrix {
	list := r.file.Array(o)
	if len(list) != 6 {
		return identity
	}
	var n [6]float64
	for i := range n {
		n[i] = r.file.Float(list[i], 0)
	}
	return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
}

// box is a rectangle. On a page, y grows downwards from its upper edge.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }

// rectangle reads a rectangle of four numbers (7.9.5).
func (r *reader) rectangle(o syntax.Object) (box, bool) {
	list := r.file.Array(o)
	if len(list) != 4 {
		return box{}, false
	}
	var n [4]float64
	for i := range n {
		n[i] = r.file.Float(list[i], 0)
	}
	return box{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}, true
}

// transform returns the box around the transformed rectangle.
func (b box) transform(m matrix) box {
	out := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, corner := range [][2]float64{{b.x0, b.y0}, {b.x0, b.y1}, {b.x1, b.y0}, {b.x1, b.y1}} {
		x, y := m.point(corner[0], corner[1])
		out = box{min(out.x0, x), min(out.y0, y), max(out.x1, x), max(out.y1, y)}
	}
	return out
}
