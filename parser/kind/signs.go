package kind

import (
	"slices"
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
	"medelbot/parser/vocabulary"
)

// maxWords bounds the work on one text; what decides the kind of a mail stands
// at its beginning.
const maxWords = 4000

// signs is what one text says about what it is (see lexicon.Signs).
type signs struct {
	text  string
	words []phrase.Word
	hits  map[string][]hit // by sign
}

// hit is one phrase found in a text.
type hit struct {
	first, after int  // words
	question     bool // the sentence ends with a question mark
	conditional  bool // it stands after when, if or before
}

// readSigns finds every sign in a text.
func readSigns(text string) *signs { return signsIn(nil, text) }

// signsIn is readSigns in the words of a call.
func signsIn(v *vocabulary.Vocabulary, text string) *signs {
	s := &signs{text: text, words: v.FirstWords(text, maxWords), hits: make(map[string][]hit)}
	for _, m := range lexicon.Signs().Find(s.words) {
		s.hits[m.Key] = append(s.hits[m.Key], hit{m.First, m.After, s.isQuestion(m.After), s.isConditional(m.First)})
	}
	return s
}

// isQuestion tells whether the sentence that holds the word before after is a
// question.
func (s *signs) isQuestion(after int) bool {
	for _, w := range s.words[after-1:] {
		if w.After&phrase.End != 0 {
			return w.After&phrase.Question != 0
		}
	}
	return false
}

// isConditional tells whether word i stands in a clause that says when, if or
// how something happens: "när regionen söker".
func (s *signs) isConditional(i int) bool {
	for k := i - 1; k >= max(i-2, 0) && s.words[k].After&phrase.End == 0; k-- {
		if lexicon.Conditions.Has(s.words[k].Fold) {
			return true
		}
	}
	return false
}

// isLabelled tells whether word i answers a label of a form.
func (s *signs) isLabelled(i int) bool {
	for i--; i >= 0 && s.words[i].After&phrase.End == 0; i-- {
		if s.words[i].After&phrase.Colon != 0 {
			return true
		}
	}
	return false
}

// offers counts the sign where the reader is offered help: "hör av dig om du
// undrar över något" asks nothing.
func (s *signs) offers(sign string) int {
	n := 0
	for _, h := range s.hits[sign] {
		if h.conditional && lexicon.Readers.Has(s.words[h.first-1].Fold) {
			n++
		}
	}
	return n
}

// hasQuestion tells whether anything is asked.
func (s *signs) hasQuestion() bool {
	for _, w := range s.words {
		if w.After&phrase.Question != 0 {
			return true
		}
	}
	return false
}

// has tells whether the sign was found at all.
func (s *signs) has(sign string) bool { return len(s.hits[sign]) > 0 }

// count counts the sign in statements and questions.
func (s *signs) count(sign string) int { return len(s.hits[sign]) }

// says counts the sign where it is stated: what is asked about, or only happens
// if and when, is not said.
func (s *signs) says(sign string) int {
	n := 0
	for _, h := range s.hits[sign] {
		if !h.question && !h.conditional {
			n++
		}
	}
	return n
}

// newly is says without what the words of past speak of as well: a correction
// that was sent last week corrects nothing today.
func (s *signs) newly(sign, past string) int {
	n := 0
	for _, h := range s.hits[sign] {
		over := func(p hit) bool { return p.first < h.after && h.first < p.after }
		if !h.question && !h.conditional && !slices.ContainsFunc(s.hits[past], over) {
			n++
		}
	}
	return n
}

// applies is says of the words that apply, without those that apply for nothing,
// "vi söker inga pengar", and those of others, "de söker alltid pengar".
func (s *signs) applies() int {
	n := s.says(lexicon.Applies)
	for _, h := range s.hits[lexicon.Applies] {
		none := slices.ContainsFunc(s.words[h.first:h.after], func(w phrase.Word) bool { return lexicon.None.Has(w.Fold) })
		others := h.first > 0 && s.words[h.first-1].After&phrase.End == 0 && lexicon.OtherPeople.Has(s.words[h.first-1].Fold)
		if (none || others) && !h.question && !h.conditional {
			n--
		}
	}
	return n
}

// firmly is says without what the sentence makes doubtful: "kanske drar vi oss
// ur", "om ingen hör av sig drar vi tillbaka ansökan".
func (s *signs) firmly(sign string) int {
	n := 0
	for _, h := range s.hits[sign] {
		if !h.question && !h.conditional && !s.isDoubtful(h.first) {
			n++
		}
	}
	return n
}

// isDoubtful tells whether the sentence of word i, before that word, begins with
// a condition or weighs something.
func (s *signs) isDoubtful(i int) bool {
	first := i
	for ; first > 0 && s.words[first-1].After&phrase.End == 0; first-- {
		if lexicon.Doubts.Has(s.words[first-1].Fold) {
			return true
		}
	}
	return first < i && lexicon.Conditions.Has(s.words[first].Fold)
}

// asks counts the sign where it is asked: in a question, or after a word that
// begins one.
func (s *signs) asks(sign string) int {
	n := 0
	for _, h := range s.hits[sign] {
		if h.question || lexicon.Asking.Has(s.words[h.first].Fold) {
			n++
		}
	}
	return n
}

// thanks tells a text that begins with thanks, a greeting apart.
func (s *signs) thanks() bool {
	const greeting = 4 // words
	for i, w := range s.words[:min(len(s.words), greeting)] {
		if lexicon.Thanks.Has(w.Fold) && (i == 0 || s.words[i-1].After&phrase.End != 0 || i < 2) {
			return true
		}
	}
	return false
}

// quote returns the words of the sign's first hit, as they are written.
func (s *signs) quote(sign string) string {
	hits := s.hits[sign]
	if len(hits) == 0 {
		return ""
	}
	written := s.text[s.words[hits[0].first].Start:s.words[hits[0].after-1].End]
	return swedish.MaskPersonnummer(strings.Join(strings.Fields(written), " "))
}

// within tells whether a hit lies within the words that state a sign.
func (s *signs) within(sign string, inner hit) bool {
	for _, h := range s.hits[sign] {
		if !h.question && !h.conditional && h.first < inner.first && h.after >= inner.after {
			return true
		}
	}
	return false
}

// together tells whether some sentence shows both signs.
func (s *signs) together(a, b string) bool {
	number, sentences := 0, make([]int, len(s.words)) // of each word
	for i, w := range s.words {
		sentences[i] = number
		if w.After&phrase.End != 0 {
			number++
		}
	}
	shows := make(map[int]bool)
	for _, h := range s.hits[a] {
		shows[sentences[h.first]] = true
	}
	return slices.ContainsFunc(s.hits[b], func(h hit) bool { return shows[sentences[h.first]] })
}

// speaksOf tells whether a sign stands within the words of a hit.
func (s *signs) speaksOf(sign string, within hit) bool {
	for _, h := range s.hits[sign] {
		if h.first >= within.first && h.after <= within.after {
			return true
		}
	}
	return false
}
