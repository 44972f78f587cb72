// Package topic tells what a sentence is about: what money is for, which effect
// is hoped for, who takes part. It has learnt that from sentences.txt, where
// people's sentences stand with the elements that each of them answers; to teach
// it a new way of writing, add a sentence there.
//
// A phrase list knows what its writer thought of. This knows what sentences
// about one thing have in common, so it can judge one that nobody has seen:
// logistic regression over words, their beginnings and ends, and pairs of words
// (one classifier an element, for a sentence may answer two).
package topic

import (
	_ "embed"
	"math"
	"sync"

	"medelbot"
	"medelbot/parser/phrase"
)

// sentences is what people wrote, with what each sentence answers.
//
//go:embed sentences.txt
var sentences string

// keys are the elements that are told in sentences, in the order of Scores.
var keys = [...]medelbot.ElementKey{
	medelbot.Purpose, medelbot.Effects, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors,
	medelbot.Spending, medelbot.Learning, medelbot.NextSteps,
}

// Scores says for each element how likely a sentence answers it, from 0 to 1.
type Scores [len(keys)]float32

// For returns the score of one element; 0 of one that is not told in sentences.
func (s *Scores) For(key medelbot.ElementKey) float32 {
	for i, k := range keys {
		if k == key {
			return s[i]
		}
	}
	return 0
}

// Of judges one sentence by its words.
func Of(words []phrase.Word) Scores { return learnt().judge(words) }

// learnt is the model of sentences.txt. Learning takes a moment, so that it is
// done at the first question.
var learnt = sync.OnceValue(func() *model {
	examples, err := readExamples(sentences)
	if err != nil {
		panic("sentences.txt, which is part of the program: " + err.Error())
	}
	return learn(examples)
})

// model is one logistic regression an element.
type model struct {
	index   map[string]int32 // of features
	weights []Scores
	bias    Scores
}

func (m *model) judge(words []phrase.Word) Scores {
	var x []int32
	for f := range features(words) {
		if i, ok := m.index[f]; ok {
			x = append(x, i)
		}
	}
	return m.score(x)
}

// score weighs features, each by its share of the sentence, so that a long one
// is no surer than a short one.
func (m *model) score(x []int32) Scores {
	var sum Scores
	for _, i := range x {
		w := &m.weights[i]
		for k := range sum {
			sum[k] += w[k]
		}
	}
	n := share(len(x))
	for k := range sum {
		sum[k] = sigmoid(m.bias[k] + sum[k]*n)
	}
	return sum
}

func share(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }

func sigmoid(z float32) float32 { return float32(1 / (1 + math.Exp(-float64(z)))) }
