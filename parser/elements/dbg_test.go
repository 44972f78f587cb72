package elements

import (
	"fmt"
	"os"
	"testing"

	"medelbot"
	"medelbot/parser/swedish"
)

func TestDbg(t *testing.T) {
	f := os.Getenv("DBG")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile("testdata/" + f + ".txt")
	l := readLetter(t, string(b))
	r := newReader(l.in)
	for _, d := range r.documents {
		for _, s := range d.sections {
			fmt.Printf("SECTION %v w%d label=%q value=%q\n", s.keys, s.weight, s.label, d.text[s.value:s.end])
		}
		for _, key := range l.in.Wanted {
			if !isProse(key) {
				continue
			}
			fmt.Println("==", key)
			for _, s := range d.sentences(key, r) {
				fmt.Printf("  %v stops=%v %q\n", s.tells, s.stops, d.text[s.Start:s.End])
			}
		}
		for _, s := range swedish.Sentences(d.text) {
			for _, m := range swedish.Cues().Find(swedish.Words(d.text[s.Start:s.End])) {
				fmt.Print(m.Key, m.Weight, "@", m.First, " ")
			}
			fmt.Println()
		}
	}
	_ = medelbot.OK
}
