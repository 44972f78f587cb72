// Package mention finds what an application speaks of: the testbeds, the
// guiding principles and the parts of Patientkontrakt. What it finds is a hint
// with its words for whoever assesses the application, and never a verdict.
//
// It is conservative: a question, a bare heading, what the call itself says and
// whatever is denied give nothing. The words stand in package lexicon.
package mention

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// MaxQuote is the longest quote in runes.
const MaxQuote = 160

// Texts are the applicant's own words.
type Texts struct {
	Subject   string   // "" if it is that of a mail which this one answers
	Own       []string // the text of the mail and its documents
	Signature string   // tells only what the sender is
}

// order is that in which mentions are given.
var order = []medelbot.MentionKey{
	medelbot.MentionsSafety, medelbot.MentionsCollaboration, medelbot.MentionsCitizens,
	medelbot.MentionsCovers, medelbot.MentionsSpread, medelbot.MentionsLearning, medelbot.MentionsAppointed,
	medelbot.MentionsAgreement, medelbot.MentionsContact, medelbot.MentionsTime, medelbot.MentionsPlan,
}

var testbeds = order[:3]

// parts are those of Patientkontrakt: who names three of them in one sentence
// covers them.
var parts = order[7:]

const covering = 3

// found is where a key is told best so far: in a sentence, from its word first
// to before its word after.
type found struct {
	sentence
	weight, first, after int
}

// finder collects the best quotes.
type finder map[medelbot.MentionKey]found

// Find returns at most one mention a key, with the quote that says it most
// plainly, in the order of the keys. Its time is linear in the texts.
func Find(t Texts) []medelbot.Mention {
	f, titles, weak := finder{}, finder{}, finder{}
	if subject := readSentence(swedish.Clean(t.Subject)); !subject.asks() {
		f.find(lexicon.Mentions(), subject)
	}
	for _, text := range t.Own {
		f.read(text, titles, weak)
	}
	f.sign(t.Signature)
	for _, less := range []finder{titles, weak} {
		if !f.testbed() && len(less) == 1 { // of several headings none says which it is
			maps.Copy(f, less)
		}
	}
	var mentions []medelbot.Mention
	for _, k := range order {
		if m, ok := f[k]; ok {
			mentions = append(mentions, medelbot.Mention{Key: k, Quote: m.quote()})
		}
	}
	return mentions
}

// testbed tells whether one is named.
func (f finder) testbed() bool {
	return slices.ContainsFunc(testbeds, func(k medelbot.MentionKey) bool { _, ok := f[k]; return ok })
}

// read looks at each sentence of a text. A heading is nothing that somebody
// says; only if it names a testbed it may be a title.
func (f finder) read(text string, titles, weak finder) {
	text = swedish.Clean(text)
	for _, s := range swedish.Sentences(text) {
		sentence := readSentence(text[s.Start:s.End])
		switch {
		case sentence.asks() || lexicon.CallTurns().Has(sentence.words, lexicon.OfCall):
		case sentence.isHeading():
			titles.find(lexicon.Mentions(), sentence)
			maps.DeleteFunc(titles, func(k medelbot.MentionKey, _ found) bool { return !slices.Contains(testbeds, k) })
		default:
			f.find(lexicon.Mentions(), sentence)
			weak.find(lexicon.WeakMentions(), sentence)
		}
	}
}

// sign reads a signature: "Projektledare Patientkontrakt, Region Halland".
func (f finder) sign(signature string) {
	for text := range strings.Lines(swedish.Clean(signature)) {
		line := readSentence(text)
		if lexicon.CallTurns().Has(line.words, lexicon.OfCall) {
			continue
		}
		for _, m := range lexicon.Mentions().Find(line.words) {
			if m.Key == string(medelbot.MentionsAppointed) {
				f.note(medelbot.MentionsAppointed, m, line)
			}
		}
	}
}

// find notes what one sentence mentions.
func (f finder) find(phrases *phrase.Lexicon, s sentence) {
	national := lexicon.CallTurns().Has(s.words, lexicon.National)
	named := make(map[medelbot.MentionKey]phrase.Match)
	for _, m := range phrases.Find(s.words) {
		key := medelbot.MentionKey(m.Key)
		if denied(s.words, m) || national && key == medelbot.MentionsAgreement {
			continue
		}
		f.note(key, m, s)
		if slices.Contains(parts, key) {
			named[key] = m
		}
	}
	if len(named) < covering {
		return
	}
	for _, k := range parts {
		if m, ok := named[k]; ok {
			f.note(medelbot.MentionsCovers, m, s)
			return
		}
	}
}

// note keeps the mention if it says more than the one before. Of two that say as
// much, the shorter sentence is read sooner; of equal ones the first stays.
func (f finder) note(key medelbot.MentionKey, m phrase.Match, s sentence) {
	weight := m.Weight
	if s.personal {
		weight += 2
	}
	last, ok := f[key]
	if !ok || weight > last.weight || weight == last.weight && len(s.text) < len(last.text) {
		f[key] = found{s, weight, m.First, m.After}
	}
}

func (f found) quote() string {
	return excerpt(narrow(f.text, f.words[f.first].Start, f.words[f.after-1].End))
}

// sentence is a sentence or a line of the applicant's.
type sentence struct {
	text     string
	words    []phrase.Word
	personal bool // it tells what its writers do
}

func readSentence(text string) sentence {
	words := phrase.Words(text)
	return sentence{text, words, slices.ContainsFunc(words, func(w phrase.Word) bool { return lexicon.Subjects.Has(w.Fold) })}
}

// asks tells a question.
func (s sentence) asks() bool {
	return strings.HasSuffix(strings.TrimRight(s.text, " \t\n)\"”"), "?")
}

// isHeading tells a label of a form and a heading, which nobody has answered
// yet, from a short answer: "Fast vårdkontakt:", "1. Överenskommen tid".
func (s sentence) isHeading() bool {
	const short = 4 // words
	if len(s.words) == 0 || strings.HasSuffix(strings.TrimRight(s.text, " \t\n"), ":") {
		return true
	}
	return len(s.words) <= short && !strings.ContainsAny(s.text, ".!,\t") && !s.personal
}

// How many words before and behind a mention may deny it.
const (
	deniedBefore = 4
	deniedBehind = 3
)

// denied tells "inte fast vårdkontakt", "fast vårdkontakt ingår inte" from "inte
// bara fast vårdkontakt".
func denied(words []phrase.Word, m phrase.Match) bool {
	for i := m.First - 1; i >= max(0, m.First-deniedBefore) && words[i].After&phrase.End == 0; i-- {
		if lexicon.Denials.Has(words[i].Fold) {
			return !lexicon.NotOnly.Has(words[i+1].Fold)
		}
	}
	for i := m.First; i < min(len(words), m.After+deniedBehind); i++ {
		if lexicon.Denials.Has(words[i].Fold) {
			return true
		}
		if i >= m.After-1 && words[i].After&phrase.End != 0 {
			break
		}
	}
	return false
}

// near bounds how far from its words a quote begins and ends, in bytes, so that
// one endless sentence costs no more than another.
const near = 600

// narrow cuts off the lines before and behind s[start:end] that begin with a
// capital: they are others' labels and answers in a form without full stops.
func narrow(s string, start, end int) (string, int, int) {
	from, to := max(0, start-near), min(len(s), end+near)
	for from > 0 && from < start && !utf8.RuneStart(s[from]) {
		from++
	}
	for to < len(s) && to > end && !utf8.RuneStart(s[to]) {
		to--
	}
	for i, most := from, to; i+1 < most; i++ {
		if s[i] != '\n' || !swedish.Title(strings.TrimLeft(s[i+1:], " \t-–*•")) {
			continue
		}
		if i < start {
			from = i + 1
		} else if i >= end {
			to = i
			break
		}
	}
	return s[from:to], start - from, end - from
}

// excerpt gives the sentence on one line, or of a long one the words around
// s[start:end], with personal identity numbers masked.
func excerpt(s string, start, end int) string {
	s = swedish.MaskPersonnummer(s) // of the same length
	if whole := oneLine(s); utf8.RuneCountInString(whole) <= MaxQuote {
		return swedish.MaskPersonnummer(whole) // joined, two lines may name a number that neither names
	}
	start = strings.LastIndexAny(s[:start], " \t\n") + 1 // whole words, "plan," with its comma
	if n := strings.IndexAny(s[end:], " \t\n"); n >= 0 {
		end += n
	} else {
		end = len(s)
	}
	quote, before, behind := oneLine(s[start:end]), strings.Fields(s[:start]), strings.Fields(s[end:])
	const marks = 2 // the ellipses
	for room := true; room; {
		room = false
		if n := len(before); n > 0 && utf8.RuneCountInString(quote)+utf8.RuneCountInString(before[n-1])+1 <= MaxQuote-marks {
			quote, before, room = before[n-1]+" "+quote, before[:n-1], true
		}
		if len(behind) > 0 && utf8.RuneCountInString(quote)+utf8.RuneCountInString(behind[0])+1 <= MaxQuote-marks {
			quote, behind, room = quote+" "+behind[0], behind[1:], true
		}
	}
	quote = swedish.MaskPersonnummer(clip(quote, MaxQuote-marks))
	if len(before) > 0 {
		quote = "…" + quote
	}
	if len(behind) > 0 {
		quote += "…"
	}
	return quote
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip cuts a text that has no blanks to cut at.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most])
}
