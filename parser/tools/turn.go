package tools

// turn is how a page lies on its picture.
type turn int

const (
	upUp    turn = iota
	upRight      // its lines run downwards
	upDown       // its lines run to the left
	upLeft       // its lines run upwards
)

// upright turns lines as the reader of the page would turn it. Tesseract reads
// the lines of a turned page right, but tells where they are on the picture.
func upright(lines []line) []line {
	t := turned(lines)
	for i := range lines {
		lines[i].box = lines[i].box.turn(t)
		for j := range lines[i].words {
			w := &lines[i].words[j]
			w.box = w.box.turn(t)
		}
	}
	return lines
}

// turned tells which way most lines run.
func turned(lines []line) turn {
	var votes [4]int
	for _, l := range lines {
		first, last := l.words[0], l.words[len(l.words)-1]
		x, y := last.left-first.left, last.top-first.top
		switch {
		case len(l.words) < 2:
		case abs(x) >= abs(y) && x >= 0:
			votes[upUp]++
		case abs(x) >= abs(y):
			votes[upDown]++
		case y > 0:
			votes[upRight]++
		default:
			votes[upLeft]++
		}
	}
	best := upUp
	for t, n := range votes {
		if n > votes[best] {
			best = turn(t)
		}
	}
	return best
}

// turn gives a box's place on the page; only differences of places count.
func (b box) turn(t turn) box {
	switch t {
	case upRight:
		return box{b.top, -b.left - b.width, b.height, b.width}
	case upDown:
		return box{-b.left - b.width, -b.top - b.height, b.width, b.height}
	case upLeft:
		return box{-b.top - b.height, b.left, b.height, b.width}
	}
	return b
}

func abs(n int) int { return max(n, -n) }
