package topic

import (
	"testing"

	"medelbot"
	"medelbot/parser/phrase"
)

func examples(t testing.TB) []example {
	t.Helper()
	all, err := readExamples(sentences)
	if err != nil {
		t.Fatal("sentences.txt: ", err)
	}
	return all
}

// Each fifth of the sentences is judged by what was learnt from the others. The
// fifths are blocks of the file, for neighbours there are alike.
func TestUnseenSentences(t *testing.T) {
	all := examples(t)
	const folds = 5
	type count struct{ hit, wrong, missed int }
	counts := map[medelbot.ElementKey]*count{}
	for _, k := range keys {
		counts[k] = &count{}
	}
	for fold := range folds {
		var train, unseen []example
		for i, e := range all {
			if i*folds/len(all) == fold {
				unseen = append(unseen, e)
			} else {
				train = append(train, e)
			}
		}
		m := learn(train)
		for _, e := range unseen {
			got := m.judge(e.words)
			for i, k := range keys {
				switch said, is := got[i] >= 0.5, e.answers[i] == 1; {
				case said && is:
					counts[k].hit++
				case said:
					counts[k].wrong++
				case is:
					counts[k].missed++
				}
			}
		}
	}
	for _, k := range keys {
		c := counts[k]
		precision, recall := float64(c.hit)/float64(max(c.hit+c.wrong, 1)), float64(c.hit)/float64(max(c.hit+c.missed, 1))
		t.Logf("%-13s %4d sentences, precision %.2f, recall %.2f", k, c.hit+c.missed, precision, recall)
		least := 0.3
		if k == medelbot.Purpose || k == medelbot.Effects {
			least = 0.7 // what every application must tell
		}
		if precision < max(least, 0.5) || recall < least {
			t.Errorf("%s: fewer unseen sentences are understood than before", k)
		}
	}
}

func BenchmarkLearn(b *testing.B) {
	all := examples(b)
	for b.Loop() {
		learn(all)
	}
}

func BenchmarkOf(b *testing.B) {
	words := phrase.Words("Tanken är att sjuksköterskan på avdelningen ringer upp patienten dagen efter hemgång, så att ingen ska behöva undra.")
	Of(words)
	for b.Loop() {
		Of(words)
	}
}
