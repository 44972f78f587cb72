package elements

import (
	"os"
	"testing"
)

// BenchmarkRead reads a usual application letter (about 1 KB, seven labels).
func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("testdata/q1_budget.txt")
	if err != nil {
		b.Fatal(err)
	}
	l := readLetter(b, string(text))
	for b.Loop() {
		Read(l.in)
	}
}
