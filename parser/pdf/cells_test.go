package pdf

import "testing"

// TestEvenGapsAreBlanks lays out a line of justified text, whose blanks are as
// wide as the gaps of a table but all alike, and a row of a table.
func TestEvenGapsAreBlanks(t *testing.T) {
	row := func(starts ...float64) line {
		l := line{size: 10}
		for _, x := range starts {
			l.words = append(l.words, word{text: "ord", x0: x, x1: x + 20, size: 10})
		}
		return l
	}
	if got := cells(row(0, 36, 72, 108), nil); len(got) != 1 {
		t.Errorf("justified: %d cells", len(got))
	}
	if got := cells(row(0, 36, 90, 180), nil); len(got) != 4 {
		t.Errorf("a row: %d cells", len(got))
	}
}
