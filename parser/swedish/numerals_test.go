package swedish

import (
	"strings"
	"testing"

	"medelbot/parser/phrase"
)

// writer writes numbers in words in one of the ways in which people do.
type writer struct {
	name            string
	ones            []string // 0 to 19
	tens            []string // 20, 30 ...
	hundred         string
	thousand        string
	inside, between string // parts of one group; group and thousand
	and             string // between the hundreds and the rest
	oneBefore       bool   // "etthundra", not "hundra"
}

var (
	swedishOnes = strings.Fields("noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton")
	swedishTens = strings.Fields("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio")
	spokenTens  = strings.Fields("tju tretti fyrti femti sexti sjutti åtti nitti")
	norseOnes   = strings.Fields("null ett to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten")
	norseTens   = strings.Fields("tjue tretti førti femti seksti sytti åtti nitti")
	englishOnes = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	englishTens = strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
)

var writers = []writer{
	{"one word", swedishOnes, swedishTens, "hundra", "tusen", "", "", "", true},
	{"one word, no one", swedishOnes, swedishTens, "hundra", "tusen", "", "", "", false},
	{"word by word", swedishOnes, swedishTens, "hundra", "tusen", " ", " ", "", true},
	{"hyphens", swedishOnes, swedishTens, "hundra", "tusen", "-", "-", "", true},
	{"thousand apart", swedishOnes, swedishTens, "hundra", "tusen", "", " ", "", true},
	{"with and", swedishOnes, swedishTens, "hundra", "tusen", " ", " ", "och ", true},
	{"as spoken", swedishOnes, spokenTens, "hundra", "tusen", "", "", "", false},
	{"Norwegian", norseOnes, norseTens, "hundre", "tusen", "", "", "og", true},
	{"English", englishOnes, englishTens, "hundred", "thousand", " ", " ", "and ", true},
}

// write writes 1 to 999 999.
func (w *writer) write(n int) string {
	if n < 1000 {
		return w.group(n)
	}
	text := w.thousand
	if n >= 2000 || w.oneBefore {
		text = w.group(n/1000) + w.between + w.thousand
	}
	if rest := n % 1000; rest > 0 {
		text += w.between + w.group(rest)
	}
	return strings.ReplaceAll(text, "ttt", "tt")
}

// group writes 1 to 999.
func (w *writer) group(n int) string {
	text := ""
	if n >= 100 {
		if n >= 200 || w.oneBefore {
			text = w.ones[n/100] + w.inside
		}
		text += w.hundred
		if n %= 100; n > 0 {
			text += w.inside + w.and
		}
	}
	switch {
	case n == 0:
	case n < 20:
		text += w.ones[n]
	default:
		text += w.tens[n/10-2]
		if n%10 > 0 {
			text += w.inside + w.ones[n%10]
		}
	}
	return text
}

func TestNumeralsOfEveryNumber(t *testing.T) {
	for _, w := range writers {
		failed := 0
		for n := 1; n <= 100_000 && failed < 5; n++ {
			text := w.write(n)
			if w.name == "Norwegian" && (text == "to" || text == "ni" || text == "ti") {
				continue // other words where they stand alone
			}
			words := phrase.Words(text)
			if value, read, ok := scanNumeral(text, words, 0); !ok || read != len(words) || value != int64(n) {
				t.Errorf("%s: %q: %d from %d words, %t; want %d", w.name, text, value, read, ok, n)
				failed++
			}
		}
	}
}

func TestNumeralAmounts(t *testing.T) {
	for _, test := range []struct {
		text, want string
	}{
		{"Vi söker etthundratjugofemtusen (125 000) kronor.", "125000"},
		{"Vi söker 125 000 (ett hundra tjugofem tusen) kronor.", "125000"},
		{"Vi söker nittiåttatusenfemhundra kronor.", "98500"},
		{"Vi söker ett hundra tjugo fem tusen sex hundra sjuttio åtta kronor.", "125678"},
		{"Vi söker femtio tkr.", "50000"},
		{"Vi söker en halv miljon kronor.", "500000"},
		{"Vi söker en och en halv miljon kronor.", "1500000"},
		{"Vi söker två och en halv miljoner kronor.", "2500000"},
		{"We apply for half a million SEK.", "500000"},
		{"Vi söker sjutton och ett halvt tusen kronor.", "17500"},
		{"Vi söker en sextio tusen kronor.", "60000"},
		{"Vi är fem, hundra tusen kronor söker vi.", "100000"},
		{"Vi är tolv. Femtio tusen kronor söker vi.", "50000"},
		{"Vi søker om nittini tusen kroner.", "99000"},
		// no number, or not one
		{"Vi söker två tre tusen kronor.", "ask"},
		{"Vi söker fyrtio och femtio tusen kronor.", "ask"},
		{"Vi söker fyrtio-femtio tusen kronor.", "ask"},
		{"Vi söker några tusen kronor.", "ask"},
		{"Vi söker en kvarts miljon kronor.", "ask"},
		{"Vi söker 50 000 kr till en halv tjänst och två eller tre dagar.", "50000"},
		// the number of a project is no sum
		{"Vi söker 80 000 kr. Beloppet betalas ut mot bankgiro, märk med projekt 77140.", "80000"},
		{"Vi söker 80 000 kr, märkning 77140.", "80000"},
	} {
		if got := tell(SumSought(Clean(test.text), false)); got != test.want {
			t.Errorf("%q: %s, want %s: %+v", test.text, got, test.want, Amounts(test.text))
		}
	}
}
