package elements

import (
	"os"
	"testing"

	"medelbot"
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

// FuzzRead: whatever the text, every wanted element is there, has evidence if
// it is not missing, and a value if it is ok.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Sökande: Region Kronoberg\nSumma: 85 tkr\nbg 5050-1055", "1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g",
		"Vem söker?\n\nVi vill köpa ett\x00 så att det blir bättre.\n- - -\n:\t|", "Kontaktperson: Ek, Anna\nE-post: a@b.se",
	} {
		f.Add(s, "Ansökan 80 000 kr")
	}
	f.Fuzz(func(t *testing.T, body, subject string) {
		for _, call := range []string{"2021", "report"} {
			l := readLetter(t, "Call: "+call+"\nFrom: A B <a.b@skane.se>\n----\n")
			l.in.Texts[0].Own, l.in.Texts[0].Signature, l.in.Subject = body, body, subject
			got := Read(l.in)
			for _, key := range l.in.Wanted {
				e, ok := got[key]
				switch {
				case !ok || e.Status == "":
					t.Errorf("%s is not there", key)
				case e.Status == medelbot.Missing:
				case e.Evidence == nil:
					t.Errorf("%s: %s without evidence", key, e.Status)
				case e.Status == medelbot.OK && key != medelbot.Reference && e.Value == nil:
					t.Errorf("%s: ok without a value", key)
				}
			}
		}
	})
}
