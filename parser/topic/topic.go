// Package topic tells what a sentence is about: which element it answers (what
// money is for, which effect is hoped for, who takes part), and what its writer
// does with it (applies, announces, withdraws, asks how it goes). It has learnt
// that from elements.txt and acts.txt, where people's sentences stand with what
// they say; to teach it a new way of writing, add a sentence there.
//
// A phrase list knows what its writer thought of. This knows what sentences
// about one thing have in common, so it can judge one that nobody has seen:
// logistic regression over words, their beginnings and ends, and pairs of words
// (one classifier a topic, for a sentence may have two).
package topic

import (
	_ "embed"
	"iter"
	"math"
	"slices"
	"sync"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// What people wrote, with what each sentence says.
var (
	//go:embed elements.txt
	elementSentences string
	//go:embed acts.txt
	actSentences string
)

// A subject is something to tell of sentences: its topics, what it has learnt
// from, and the phrases that already know something of it.
type subject struct {
	file, sentences string
	topics          []string
	phrases         func() *phrase.Lexicon
}

var elements = subject{
	file: "elements.txt", sentences: elementSentences, phrases: lexicon.Cues,
	topics: []string{
		string(medelbot.Purpose), string(medelbot.Effects), string(medelbot.Arrangement), string(medelbot.TargetGroup),
		string(medelbot.Actors), string(medelbot.Spending), string(medelbot.Learning), string(medelbot.NextSteps),
	},
}

// What a writer does with a sentence.
const (
	Applies   = "applies"   // to this fund, now
	Asks      = "asks"      // about applying
	Intends   = "intends"   // to apply later
	Declines  = "declines"  // to apply
	Draft     = "draft"     // shows one for comment
	Informs   = "informs"   // passes something on
	Tells     = "tells"     // of somebody's application
	Elsewhere = "elsewhere" // concerns another fund, a post, a course
	Withdraws = "withdraws"
	Restores  = "restores" // takes a withdrawal back, or withdraws a part only
	Supplies  = "supplies" // or corrects something of an application
	Chases    = "chases"   // asks how its case is doing
	Reports   = "reports"
	Later     = "later" // the report or an addition is to come
	Thanks    = "thanks"
	Away      = "away"
	Automatic = "automatic"
	Office    = "office" // invoices, papers, rooms, surveys
	Decides   = "decides"
)

var acts = subject{
	file: "acts.txt", sentences: actSentences, phrases: lexicon.Signs,
	topics: []string{
		Applies, Asks, Intends, Declines, Draft, Informs, Tells, Elsewhere, Withdraws, Restores, Supplies, Chases, Reports, Later,
		Thanks, Away, Automatic, Office, Decides,
	},
}

// maxTopics is the most topics of one subject.
const maxTopics = 20

// Scores says of each topic how likely a sentence has it, from 0 to 1.
type Scores struct {
	topics []string
	values [maxTopics]float32
}

// For returns the score of one topic; 0 if the subject has no such topic.
func (s *Scores) For(topic string) float32 {
	if i := slices.Index(s.topics, topic); i >= 0 {
		return s.values[i]
	}
	return 0
}

// All gives each topic with its score.
func (s *Scores) All() iter.Seq2[string, float32] {
	return func(yield func(string, float32) bool) {
		for i, t := range s.topics {
			if !yield(t, s.values[i]) {
				return
			}
		}
	}
}

// Elements tells which elements a sentence answers, by its words. The topics
// are the keys of the elements that are told in sentences.
func Elements(words []phrase.Word) Scores { return learntElements().judge(words) }

// Acts tells what the writer of a sentence does with it, by its words.
func Acts(words []phrase.Word) Scores { return learntActs().judge(words) }

// Learning takes a moment, so that it is done at the first question.
var (
	learntElements = sync.OnceValue(elements.model)
	learntActs     = sync.OnceValue(acts.model)
)

func (s *subject) model() *model {
	examples, err := s.examples()
	if err != nil {
		panic("a file that is part of the program: " + err.Error())
	}
	return s.learn(examples)
}

// model is one logistic regression a topic.
type model struct {
	*subject
	index   map[string]int32 // of features
	weights [][maxTopics]float32
	bias    [maxTopics]float32
}

func (m *model) judge(words []phrase.Word) Scores {
	var x []int32
	for f := range m.features(words) {
		if i, ok := m.index[f]; ok {
			x = append(x, i)
		}
	}
	return Scores{m.topics, m.score(x)}
}

// score weighs features, each by its share of the sentence, so that a long one
// is no surer than a short one.
func (m *model) score(x []int32) [maxTopics]float32 {
	var sum [maxTopics]float32
	n := len(m.topics)
	for _, i := range x {
		w := &m.weights[i]
		for k := range n {
			sum[k] += w[k]
		}
	}
	part := share(len(x))
	for k := range n {
		sum[k] = sigmoid(m.bias[k] + sum[k]*part)
	}
	return sum
}

func share(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }

func sigmoid(z float32) float32 { return float32(1 / (1 + math.Exp(-float64(z)))) }
