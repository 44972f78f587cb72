package elements

import (
	"slices"
	"sort"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
	"medelbot/parser/topic"
)

// sentence is a sentence with what it tells.
type sentence struct {
	swedish.Span
	paragraph int
	tells     map[medelbot.ElementKey]int // how likely it answers the element, in percent
	cue       map[medelbot.ElementKey]int // where the first words that say so begin
	putsOff   map[medelbot.ElementKey]bool
	closes    bool   // greets, or ends the letter
	dumb      string // why it tells no element at all; "" if it may
	bound     bool   // tells of the call's bound: it goes on with no element
}

// What a likelihood of an element is taken for, in percent.
const (
	faint  = 15 // it may go on from one that answers the element
	hinted = 40 // it may be about the element
	clear  = 50 // it answers the element
	sure   = 80 // it answers it whatever stands around
)

// longestGreeting is how many words a sentence has at most that greets or ends
// the letter: who dictates goes on without a full stop.
const longestGreeting = 40

// stops says why the sentence can be no part of the element, "" if it can.
func (s *sentence) stops(key medelbot.ElementKey) string {
	switch {
	case s.dumb != "":
		return s.dumb
	case s.closes && s.tells[key] < sure:
		return "it greets, or ends the letter"
	case s.tells[medelbot.Contact] > s.tells[key]:
		return "it tells more of the contact"
	}
	return ""
}

// readSentences weighs the cues of each sentence, once a document.
func (d *document) readSentences(r *reader) []sentence {
	if d.sentences != nil {
		return d.sentences
	}
	paragraph, end := 0, 0
	for _, span := range swedish.Sentences(d.text) {
		if strings.Contains(d.text[end:span.Start], "\n\n") || strings.Contains(d.text[end:span.Start], "\n \n") {
			paragraph++
		}
		end = span.End
		text := d.text[span.Start:span.End]
		words := r.in.Vocabulary.Words(text)
		s := sentence{Span: span, paragraph: paragraph, tells: map[medelbot.ElementKey]int{}, cue: map[medelbot.ElementKey]int{}}
		d.weigh(&s, r, words)
		if r.wants(medelbot.Purpose) {
			if at, ok := d.seekingPurpose(span, words); ok {
				s.tells[medelbot.Purpose] = max(s.tells[medelbot.Purpose], clear)
				if cue, ok := s.cue[medelbot.Purpose]; !ok || at < cue {
					s.cue[medelbot.Purpose] = at
				}
			}
		}
		s.closes = len(words) <= longestGreeting && swedish.Closes(text)
		s.dumb = d.dumb(span, len(words), len(r.in.Vocabulary.Elements(words)) > 0)
		s.bound = d.tellsBound(span)
		if swedish.Defers(text) {
			s.putsOff = map[medelbot.ElementKey]bool{}
			for key := range s.cue {
				s.putsOff[key] = true
			}
		}
		d.sentences = append(d.sentences, s)
	}
	return d.sentences
}

// beginning tells where an element begins that a phrase tells of: at its first
// word, but for one that belongs to a sum ("... 55 000 kronor ur testbäddarna |
// till tre kvällar") at its last.
func (d *document) beginning(sentence swedish.Span, said []phrase.Word) int {
	first, last := said[0], said[len(said)-1]
	if d.inAmount(swedish.Span{Start: sentence.Start + first.Start, End: sentence.Start + first.End}) {
		return last.Start
	}
	return first.Start
}

// mostWords is how many words a sentence may have. What goes on for longer is a
// list or rubble of a damaged file, and of so many words some tell anything.
const mostWords = 200

// dumb says why a sentence tells no element at all, "" if it may. One with words of
// the call's own elements may also under a label that the call does not ask for.
func (d *document) dumb(span swedish.Span, words int, own bool) string {
	text := d.text[span.Start:span.End]
	switch {
	case words < 3:
		return "it is too short to tell anything"
	case text[0] >= '0' && text[0] <= '9' && !telling(text):
		return "it holds no words"
	case words > mostWords:
		return "it is no sentence: it does not end"
	case strings.HasSuffix(text, "?"):
		return "it is a question"
	case strings.HasPrefix(text, ">"), d.isQuoted(span.Start):
		return "it is quoted"
	case d.isLabel(span):
		return "it is a heading"
	case d.labelled(span, own):
		return "it answers a label about something else"
	case swedish.Defers(text):
		return "it puts the answer off"
	case isFormality(text):
		return onlyFormality
	}
	return ""
}

// tellsBound: "Vi vet att taket är max 100 000 kr" is about the call.
func (d *document) tellsBound(span swedish.Span) bool {
	from := sort.Search(len(d.amounts), func(i int) bool { return d.amounts[i].Start >= span.Start })
	for _, a := range d.amounts[from:] {
		if a.Start >= span.End {
			break
		}
		if a.Rule() {
			return true
		}
	}
	return false
}

// byPhrase is how many percent one point of a phrase's weight adds to what was
// learnt, and byPhrases the most that they add together.
const (
	byPhrase  = 5
	byPhrases = 40
)

// weigh tells how likely the sentence answers each element that is wanted, and
// by which words. What was learnt from sentences (package topic) judges words
// that no list knows; phrases and grammar know ways of speaking that are rare.
func (d *document) weigh(s *sentence, r *reader, words []phrase.Word) {
	said := make(map[medelbot.ElementKey]int)
	for _, m := range lexicon.Cues().Find(words) {
		k := medelbot.ElementKey(m.Key)
		if k != lexicon.Other && k != medelbot.Contact && !r.wants(k) {
			continue
		}
		said[k] += m.Weight
		if _, ok := s.cue[k]; !ok {
			s.cue[k] = s.Start + d.beginning(s.Span, words[m.First:m.After])
		}
	}
	r.weighClauses(said, words)
	d.weighOwn(s, r, words)
	scores := topic.Elements(words)
	for k, weight := range said {
		s.tells[k] = min(byPhrase*weight, byPhrases)
		if !isProse(k) {
			s.tells[k] *= 2 // nothing was learnt about it
		}
	}
	for _, k := range r.in.Wanted {
		if isProse(k) {
			s.tells[k] = min(s.tells[k]+int(100*scores.For(string(k))), 100)
		}
	}
}

// weighOwn weighs the words of the call's own elements, of which nothing was
// learnt: one of them answers the element, several leave no doubt.
func (d *document) weighOwn(s *sentence, r *reader, words []phrase.Word) {
	for _, m := range r.in.Vocabulary.Elements(words) {
		k := medelbot.ElementKey(m.Key)
		if !r.wants(k) || !isProse(k) {
			continue
		}
		if _, ok := s.cue[k]; !ok {
			s.cue[k] = s.Start + d.beginning(s.Span, words[m.First:m.After])
		}
		s.tells[k] = min(max(s.tells[k]+byPhrase*m.Weight, clear), 100)
	}
}

// weighClauses adds what the clauses tell that no single phrase does: plans,
// deeds, changes for the better. In a report a plan is the next step.
func (r *reader) weighClauses(said map[medelbot.ElementKey]int, words []phrase.Word) {
	plan, _ := swedish.Plan(words)
	report := r.wants(medelbot.Spending)
	switch {
	case plan == "":
	case report:
		said[medelbot.NextSteps] += 4
	case r.wants(plan):
		said[plan] += 6
	case r.wants(medelbot.Arrangement):
		said[medelbot.Arrangement] += 6
	}
	if report && swedish.Told(words) {
		said[medelbot.Arrangement] += 4
	}
	if r.wants(medelbot.Effects) && swedish.Improves(words) {
		said[medelbot.Effects] += 4
	}
}

// isLabel: the sentence is no more than the label of an answer.
func (d *document) isLabel(span swedish.Span) bool {
	return slices.ContainsFunc(d.sections, func(s section) bool {
		return isProse(s.keys[0]) && span.Start >= s.start && span.End <= s.value && strings.TrimSpace(d.text[s.start:s.value]) == d.text[span.Start:span.End]
	})
}

// labelled: the sentence lies in the answer to another label, for those that the
// call does not ask for unless others is set.
func (d *document) labelled(span swedish.Span, others bool) bool {
	for i := range d.sections {
		s := &d.sections[i]
		if others && s.keys[0] == lexicon.Other {
			continue
		}
		if span.Start < s.end && span.End > s.start && !isProse(s.keys[0]) {
			return true
		}
	}
	return false
}

// seekingPurpose: "söker 85 000 kr för att hålla kurser", "ansöker om 50 tkr
// till en studiecirkel". It gives where the purpose begins.
func (d *document) seekingPurpose(span swedish.Span, words []phrase.Word) (int, bool) {
	from := sort.Search(len(d.amounts), func(i int) bool { return d.amounts[i].Start >= span.Start })
	for n, a := range d.amounts[from:] {
		if a.End > span.End {
			break
		}
		if !a.Sought() {
			continue
		}
		reach := a.End + 90
		if next := from + n + 1; next < len(d.amounts) {
			reach = min(reach, d.amounts[next].Start) // what follows is about the next sum
		}
		for i, w := range words {
			at := span.Start + w.Start
			if at < a.End {
				continue
			}
			if at > reach {
				break
			}
			switch w.Fold {
			case "for":
				if i+1 < len(words) && words[i+1].Fold == "att" {
					return at, true
				}
			case "till", "to":
				if i+1 < len(words) && !swedish.CallAim(words[i+1:min(len(words), i+4)]) {
					return at, true
				}
			}
		}
	}
	return 0, false
}
