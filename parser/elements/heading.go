package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
	"medelbot/parser/topic"
)

// headingWords is the most words that a heading of somebody's own invention has.
const headingWords = 6

// isHeading tells a line that stands as headings do, whatever its words: short,
// with a capital and no full stop, below an empty line and right above text.
// Where no known label stands so, nothing does.
func (d *document) isHeading(lines []line, i int) bool {
	l := lines[i]
	if l.blank || l.quoted || l.label != nil || i == 0 || !lines[i-1].blank || i+1 >= len(lines) || lines[i+1].blank {
		return false
	}
	text := strings.TrimRight(strings.TrimLeft(d.text[l.start:l.end], " \t*_#="), " \t*_#=")
	if n := len(strings.Fields(text)); n == 0 || n > headingWords || !swedish.Title(text) || strings.ContainsAny(text[len(text)-1:], ".!,;:") {
		return false
	}
	if hasValue(text) || isParticulars(text) || swedish.Closes(text) || len(swedish.Names(text)) > 0 {
		return false
	}
	return d.hasHeadings(lines)
}

// hasHeadings tells whether known labels stand alone above their answers.
func (d *document) hasHeadings(lines []line) bool {
	n := 0
	for i := range lines {
		l := &lines[i]
		if l.label != nil && l.label.value >= l.end && i+1 < len(lines) && !lines[i+1].blank {
			n++
		}
	}
	return n > 0
}

// beginsSentence tells a line that begins a sentence of its own: no more rows of
// a sum or a name.
func (d *document) beginsSentence(lines []line, i int) bool {
	const few = 7 // words that a further row of an address may have
	text := d.text[lines[i].start:lines[i].end]
	return !d.runsOn(lines[i-1]) && len(strings.Fields(text)) > few && swedish.Title(text) && !isParticulars(text)
}

// offersMore tells a remark below the last answer: "Vi har en film också, säg
// till om ni vill ha den."
func offersMore(text string) bool {
	const short = 25 // words
	words := phrase.Words(text)
	return len(words) < short && lexicon.Closings().Has(words, "")
}

// parts tells the purpose from the effects where two labels ask for effects and
// none for the purpose: "Syfte: Vi prövar samplanering. Effekter: Kortare väntan."
func (d *document) parts(c *classifier, taken map[medelbot.ElementKey]bool) {
	if !c.wanted[medelbot.Purpose] || taken[medelbot.Purpose] {
		return
	}
	var effects []*section
	for i := range d.sections {
		if s := &d.sections[i]; s.is(medelbot.Effects) && strings.TrimSpace(d.text[s.value:s.end]) != "" {
			effects = append(effects, s)
		}
	}
	if len(effects) < 2 {
		return
	}
	for _, s := range effects {
		if key := c.about(d.text[s.value:s.end], map[medelbot.ElementKey]bool{}); key == medelbot.Purpose {
			s.keys, taken[key] = []medelbot.ElementKey{key}, true
			return
		}
	}
	// Whoever writes both words means what shall be done by the first one, unless
	// what stands there tells of effects: "Syfte: Kurser för personalen. Effekter: ..."
	for _, s := range effects {
		if words := phrase.Words(s.label); len(words) == 1 && (words[0].Fold == "syfte" || words[0].Fold == "syftet") &&
			c.about(d.text[s.value:s.end], map[medelbot.ElementKey]bool{}) == "" {
			s.keys, taken[medelbot.Purpose] = []medelbot.ElementKey{medelbot.Purpose}, true
			return
		}
	}
}

// plain is the weight of a label from which its words leave no doubt.
const plain = 4

// guess tells what a label whose words say little asks for, by what it
// is answered with. Only elements that no other label asks for are guessed.
func (d *document) guess(c *classifier, lines []line) {
	taken := map[medelbot.ElementKey]bool{}
	for i := range d.sections {
		for _, k := range d.sections[i].keys {
			taken[k] = true
		}
	}
	d.parts(c, taken)
	for i := range d.sections {
		s := &d.sections[i]
		if s.keys[0] != lexicon.Other || s.weight >= plain || strings.TrimSpace(d.text[s.value:s.end]) == "" {
			continue
		}
		if strings.IndexByte(d.text[s.start:s.value], ':') >= 0 && len(strings.Fields(s.label)) < 2 {
			continue // "Till: Harald"
		}
		if key := c.about(d.text[s.value:s.end], taken); key != "" {
			s.keys, taken[key] = []medelbot.ElementKey{key}, true
		}
	}
	if len(d.sections) >= formRows {
		d.guessRows(c, lines, taken)
	}
}

// formRows is how many known labels make a form of a text.
const formRows = 3

// guessRows guesses what the rows and headings of a form ask for whose words
// nobody knows.
func (d *document) guessRows(c *classifier, lines []line, taken map[medelbot.ElementKey]bool) {
	for i, l := range lines {
		text := d.text[l.start:l.end]
		if l.blank || l.quoted || l.label != nil || d.sectionAt(l.start) != nil {
			continue
		}
		s := section{[]medelbot.ElementKey{medelbot.Purpose}, 1, text, l.start, l.end, l.end}
		switch {
		case unknownLabel(text, false):
			label, value, _ := cutLabel(text)
			s.label, s.value = label, l.end-len(value)
		case !d.isHeading(lines, i):
			continue
		}
		s.end, _ = d.sectionEnd(lines, i, &s)
		if key := c.about(d.text[s.value:s.end], taken); key != "" {
			s.keys, taken[key] = []medelbot.ElementKey{key}, true
			d.sections = append(d.sections, s)
		}
	}
	slices.SortStableFunc(d.sections, func(a, b section) int { return a.start - b.start })
}

// likely is how likely, from 0 to 1, the words below a heading must tell an
// element to be taken for its answer.
const likely = 0.5

// about tells which element of those not taken a text tells most of; "" if none.
func (c *classifier) about(text string, taken map[medelbot.ElementKey]bool) medelbot.ElementKey {
	var best medelbot.ElementKey
	score := float32(likely)
	text = unwrap(text)
	for _, span := range swedish.Sentences(text) {
		scores := topic.Elements(c.words.Words(text[span.Start:span.End]))
		for _, key := range c.order {
			if isProse(key) && !taken[key] && scores.For(string(key)) > score {
				best, score = key, scores.For(string(key))
			}
		}
	}
	return best
}
