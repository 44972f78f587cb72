package topic

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"medelbot/parser/phrase"
)

// example is a sentence with its topics.
type example struct {
	words []phrase.Word
	has   [maxTopics]float32 // 1 or 0
}

// nothing marks a sentence that has no topic.
const nothing = "-"

// examples reads lines of "topic,topic<tab>sentence"; "#" begins a comment.
func (s *subject) examples() ([]example, error) { return s.read(s.file, s.sentences) }

func (s *subject) read(file, text string) ([]example, error) {
	var out []example
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		topics, sentence, ok := strings.Cut(line, "\t")
		e := example{words: phrase.Words(sentence)}
		if !ok || len(e.words) == 0 {
			return nil, fmt.Errorf("%s, line %d: want topics, a tab and a sentence", file, n)
		}
		for _, t := range strings.Split(topics, ",") {
			i := slices.Index(s.topics, t)
			if i < 0 && t != nothing {
				return nil, fmt.Errorf("%s, line %d: there is no topic %q", file, n, t)
			}
			if i >= 0 {
				e.has[i] = 1
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
func (s *subject) learn(examples []example) *model {
	m := &model{subject: s, index: make(map[string]int32)}
	rows := make([][]int32, len(examples))
	var seen []int
	for n, e := range examples {
		for f := range s.features(e.words) {
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
	m.weights = make([][maxTopics]float32, len(m.index))
	weight := weigh(examples)
	for round := range rounds {
		step := float32(pace) * (1 - 0.9*float32(round)/rounds)
		// The file is sorted by subject; a stride without common divisors takes
		// it in another order each round.
		stride := coprime(len(rows), 379+2*round)
		for n, at := 0, 0; n < len(rows); n, at = n+1, (at+stride)%len(rows) {
			m.learnOne(rows[at], &examples[at].has, &weight, step)
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

// weigh gives what one sentence that has a topic counts: as many as have it not,
// that few are not drowned, but at most atMost.
func weigh(examples []example) [maxTopics]float32 {
	const atMost = 4
	var n, weight [maxTopics]float32
	for _, e := range examples {
		for k := range n {
			n[k] += e.has[k]
		}
	}
	for k := range weight {
		weight[k] = min(float32(math.Sqrt(float64(float32(len(examples))/max(n[k], 1)))), atMost)
	}
	return weight
}

func (m *model) learnOne(x []int32, has, weight *[maxTopics]float32, step float32) {
	got := m.score(x)
	n, topics := share(len(x)), len(m.topics)
	var miss [maxTopics]float32
	for k := range topics {
		miss[k] = (has[k] - got[k]) * step
		if has[k] == 1 {
			miss[k] *= weight[k]
		}
		m.bias[k] += miss[k] * 0.1
		miss[k] *= n
	}
	for _, i := range x {
		w := &m.weights[i]
		for k := range topics {
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
