package swedish

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestSumSoughtVectors(t *testing.T) {
	table, err := os.ReadFile("testdata/amount_vectors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 2 {
			continue
		}
		rows++
		text := Clean(strings.ReplaceAll(f[0], `\n`, "\n"))
		if got := tell(SumSought(text, false)); got != f[1] {
			t.Errorf("%q: %s, want %s (%s) %+v", text, got, f[1], f[2], Amounts(text))
		}
	}
	if rows < 180 {
		t.Errorf("only %d rows read", rows)
	}
}

// tell writes a sum as the vectors do; 0.50 kronor are cut off by Kronor.
func tell(s Sum) string {
	switch s.Kind {
	case OneSum:
		return fmt.Sprint(s.Kronor)
	case DoubtSum, ImpliedSum:
		return "ask"
	}
	return "none"
}
