package topic

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/phrase"
)

// example is a sentence with the elements that it answers.
type example struct {
	words   []phrase.Word
	answers Scores // 1 or 0
}

// nothing marks a sentence that answers no element.
const nothing = "-"

// readExamples reads lines of "element,element<tab>sentence"; "#" begins a
// comment.
func readExamples(text string) ([]example, error) {
	var out []example
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		labels, sentence, ok := strings.Cut(line, "\t")
		e := example{words: phrase.Words(sentence)}
		if !ok || len(e.words) == 0 {
			return nil, fmt.Errorf("line %d: want elements, a tab and a sentence", n)
		}
		for _, l := range strings.Split(labels, ",") {
			i := slices.Index(keys[:], medelbot.ElementKey(l))
			if i < 0 && l != nothing {
				return nil, fmt.Errorf("line %d: %q is no element that is told in sentences", n, l)
			}
			if i >= 0 {
				e.answers[i] = 1
			}
		}
		out = append(out, e)
	}
	return out, nil
}

const (
	rounds = 10
	// pace is how far one example moves the weights of its features; it falls to
	// a tenth in the last round.
	pace = 1
	// rare is how often a feature must be seen to be one.
	rare = 2
)

// learn fits the model to the examples by stochastic gradient descent. The same
// examples give the same model.
func learn(examples []example) *model {
	m := &model{index: make(map[string]int32)}
	rows := make([][]int32, len(examples))
	var seen []int
	for n, e := range examples {
		for f := range features(e.words) {
			i, ok := m.index[f]
			if !ok {
				i = int32(len(m.index))
				m.index[f] = i
				seen = append(seen, 0)
			}
			seen[i]++
			rows[n] = append(rows[n], i)
		}
	}
	m.forget(seen, rows)
	m.weights = make([]Scores, len(m.index))
	weight := weigh(examples)
	for round := range rounds {
		step := float32(pace) * (1 - 0.9*float32(round)/rounds)
		// The file is sorted by subject; a stride without common divisors takes
		// it in another order each round.
		stride := coprime(len(rows), 379+2*round)
		for n, at := 0, 0; n < len(rows); n, at = n+1, (at+stride)%len(rows) {
			m.learnOne(rows[at], &examples[at].answers, &weight, step)
		}
	}
	return m
}

// forget drops the features that were seen too rarely to tell anything.
func (m *model) forget(seen []int, rows [][]int32) {
	number := make([]int32, len(seen))
	kept := int32(0)
	for i, n := range seen {
		if number[i] = -1; n >= rare {
			number[i] = kept
			kept++
		}
	}
	for f, i := range m.index {
		if m.index[f] = number[i]; number[i] < 0 {
			delete(m.index, f)
		}
	}
	for n, row := range rows {
		known := row[:0]
		for _, i := range row {
			if number[i] >= 0 {
				known = append(known, number[i])
			}
		}
		rows[n] = known
	}
}

// weigh gives what one sentence that answers an element counts: as many as do
// not, that few are not drowned, but at most atMost.
func weigh(examples []example) Scores {
	const atMost = 4
	var n, weight Scores
	for _, e := range examples {
		for k := range n {
			n[k] += e.answers[k]
		}
	}
	for k := range weight {
		weight[k] = min(float32(math.Sqrt(float64(float32(len(examples))/max(n[k], 1)))), atMost)
	}
	return weight
}

func (m *model) learnOne(x []int32, answers, weight *Scores, step float32) {
	got := m.score(x)
	n := share(len(x))
	var miss Scores
	for k := range miss {
		miss[k] = (answers[k] - got[k]) * step
		if answers[k] == 1 {
			miss[k] *= weight[k]
		}
		m.bias[k] += miss[k] * 0.1
		miss[k] *= n
	}
	for _, i := range x {
		w := &m.weights[i]
		for k := range miss {
			w[k] += miss[k]
		}
	}
}

// coprime gives the first number from n on that shares no divisor with m.
func coprime(m, n int) int {
	for ; ; n++ {
		a, b := m, n
		for b != 0 {
			a, b = b, a%b
		}
		if a <= 1 {
			return n
		}
	}
}
