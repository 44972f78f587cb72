package topic

import (
	"testing"

	"medelbot/parser/phrase"
)

func examples(t testing.TB, s *subject) []example {
	t.Helper()
	all, err := s.examples()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Each fifth of the sentences is judged by what was learnt from the others. The
// fifths are made of blocks of the file, for neighbours there are alike.
func TestUnseenSentences(t *testing.T) {
	for _, test := range []struct {
		*subject
		least map[string]float64 // of precision and recall
	}{
		{&elements, map[string]float64{"purpose": 0.7, "effects": 0.7}}, // what every application must tell
		{&acts, map[string]float64{Applies: 0.5, Withdraws: 0.5, Chases: 0.5}},
	} {
		t.Run(test.file, func(t *testing.T) {
			for topic, c := range crossed(test.subject, examples(t, test.subject)) {
				precision, recall := float64(c.hit)/float64(max(c.hit+c.wrong, 1)), float64(c.hit)/float64(max(c.hit+c.missed, 1))
				t.Logf("%-13s %4d sentences, precision %.2f, recall %.2f", topic, c.hit+c.missed, precision, recall)
				if least := test.least[topic]; precision < max(least, 0.3) || recall < least {
					t.Errorf("%s: fewer unseen sentences are understood than before", topic)
				}
			}
		})
	}
}

type count struct{ hit, wrong, missed int }

func crossed(s *subject, all []example) map[string]*count {
	const folds, block = 5, 10
	counts := make(map[string]*count)
	for _, t := range s.topics {
		counts[t] = &count{}
	}
	for fold := range folds {
		var train, unseen []example
		for i, e := range all {
			if i/block%folds == fold {
				unseen = append(unseen, e)
			} else {
				train = append(train, e)
			}
		}
		m := s.learn(train)
		for _, e := range unseen {
			got := m.judge(e.words)
			for i, t := range s.topics {
				switch said, is := got.values[i] >= 0.5, e.has[i] == 1; {
				case said && is:
					counts[t].hit++
				case said:
					counts[t].wrong++
				case is:
					counts[t].missed++
				}
			}
		}
	}
	return counts
}

func BenchmarkLearn(b *testing.B) {
	all := examples(b, &elements)
	for b.Loop() {
		elements.learn(all)
	}
}

func BenchmarkElements(b *testing.B) {
	words := phrase.Words("Tanken är att sjuksköterskan på avdelningen ringer upp patienten dagen efter hemgång, så att ingen ska behöva undra.")
	Elements(words)
	for b.Loop() {
		Elements(words)
	}
}
