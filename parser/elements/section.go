package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// A section is a label and the answer under it.
type section struct {
	keys   []medelbot.ElementKey // what the label asks for; lexicon.Other for something else
	weight int                   // how much the label says
	label  string
	start  int // of the label
	value  int // of the answer
	end    int
}

// is reports whether the label asks for the element.
func (s *section) is(key medelbot.ElementKey) bool {
	for _, k := range s.keys {
		if k == key {
			return true
		}
	}
	return false
}

// sectionAt gives the section in whose answer an offset lies, nil if none.
func (d *document) sectionAt(at int) *section {
	for i := range d.sections {
		if s := &d.sections[i]; at >= s.value && at < s.end {
			return s
		}
	}
	return nil
}

func isProse(key medelbot.ElementKey) bool {
	switch key {
	case medelbot.Purpose, medelbot.Effects, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors,
		medelbot.Spending, medelbot.Learning, medelbot.NextSteps:
		return true
	}
	return key != lexicon.Other && key != "" && !key.Known() // an element of the call's own
}

// findSections walks the lines: a label begins a section, which lasts until
// the next label, the end of the letter, or the end of its paragraph.
func (d *document) findSections(c *classifier) {
	lines := d.lines(c)
	for i := 0; i < len(lines); {
		if row := d.labelRow(c, lines, i); row != nil {
			d.sections, i = append(d.sections, row...), i+2
			continue
		}
		if lines[i].label == nil {
			i++
			continue
		}
		s := *lines[i].label
		s.end, i = d.sectionEnd(lines, i, &s)
		d.sections = append(d.sections, s)
		d.splitInline(c)
	}
	d.absorbDetails()
	d.guess(c, lines)
	d.numbered(c, lines)
}

// sectionEnd gives where the section that begins at lines[i] ends, and the
// line after it.
func (d *document) sectionEnd(lines []line, i int, s *section) (end, next int) {
	end = lines[i].end
	if i+1 < len(lines) && s.value >= end && d.isItem(lines[i]) && d.isItem(lines[i+1]) {
		return end, i + 1 // a point of a list, and no heading above the next
	}
	first, inline := lines[i], strings.TrimSpace(d.text[s.value:end]) != ""
	gap := false // an empty line was passed
	for next = i + 1; next < len(lines); next++ {
		n := lines[next]
		if n.blank {
			gap = true
			continue
		}
		text := d.text[n.start:n.end]
		switch {
		case n.label != nil, n.quoted, swedish.Closes(text) && (gap || d.signsOff(text, n.start)):
			return end, next
		case s.is(medelbot.Applicant) && d.isItem(n) && strings.TrimSpace(d.text[s.value:end]) != "":
			return end, next // the other points of a list
		case isProse(s.keys[0]) && inline && d.isItem(first) && d.isItem(n) && d.lead(first) == d.lead(n):
			return end, next // the next point of a list of which only some have labels
		case isProse(s.keys[0]) && d.isHeading(lines, next):
			return end, next
		case !isProse(s.keys[0]) && (inline || s.is(medelbot.Reference)) && !gap && d.beginsSentence(lines, next):
			return end, next // below a title as well, such as "Ansökan om medel för Patientkontrakt"
		case isProse(s.keys[0]) && !d.runsOn(lines[next-1]) && isParticulars(text) && lexicon.FollowUps().Has(phrase.Words(text), ""):
			return end, next
		case s.is(medelbot.Account) && inline && !d.runsOn(lines[next-1]) && tellsContact(text):
			return end, next
		case gap && isProse(s.keys[0]) && offersMore(text):
			return end, next
		case gap && inline && !d.goesOn(lines, next, s):
			return end, next
		case gap && !isProse(s.keys[0]) && strings.TrimSpace(d.text[s.value:end]) != "":
			return end, next // a sum, a name or an account is told in one paragraph
		case gap && isProse(s.keys[0]) && isParticulars(text):
			return end, next
		case inline && unknownLabel(text, endsPhrase(d.text[:n.start])) && !(s.is(medelbot.Account) && !hasValue(d.text[s.value:end]) && swedish.AccountDetail(text)):
			return end, next
		}
		end = n.end
	}
	return end, next
}

// tellsContact tells a line that names the contact in a sentence: "Ansvarig för
// uppföljningen är Anna Ek, anna.ek@example.org".
func tellsContact(line string) bool {
	tells := func(m phrase.Match) bool { return m.Key == string(medelbot.Contact) && m.Weight >= 2*plain }
	return len(swedish.Names(line)) > 0 && slices.ContainsFunc(lexicon.Cues().Find(phrase.Words(line)), tells)
}

// signsOff tells a greeting below a text without an empty line between, as
// documents have it: "Med vänlig hälsning".
func (d *document) signsOff(line string, start int) bool {
	const few = 5 // words
	return endsPhrase(d.text[:start]) && (len(strings.Fields(line)) <= few || isContactLine(line))
}

// isItem tells an item of a list without numbers.
func (d *document) isItem(l line) bool { return !l.blank && listItem(d.lead(l)) }

// lead is what stands before a line's first word.
func (d *document) lead(l line) string {
	text := d.text[l.start:l.end]
	return text[:leadLength(text)]
}

// goesOn tells whether the paragraph after a blank line still belongs to a
// labelled answer: only in prose, between labels, and if it is about nothing
// else.
func (d *document) goesOn(lines []line, i int, s *section) bool {
	if !isProse(s.keys[0]) {
		return false
	}
	later := false
	for _, n := range lines[i:min(len(lines), i+60)] {
		if later = n.label != nil; later {
			break
		}
	}
	paragraph := d.text[lines[i].start:lines[i].end]
	words := phrase.Words(paragraph)
	for _, m := range lexicon.Cues().Find(words) {
		if m.Weight > 2 && !s.is(medelbot.ElementKey(m.Key)) {
			return false
		}
	}
	return later && !swedish.Defers(paragraph) && len(words) > 4
}

// isParticulars: a paragraph with an account, an address or a phone is about
// these, whatever heading stands above the one before it.
func isParticulars(text string) bool {
	return isContactLine(text) || len(swedish.Accounts(text, "")) > 0
}

// unknownLabel: "Projektnamn: ..." ends a labelled answer, whatever it asks, and
// so does the first cell of a row. A long one does where the line above is at
// its end.
func unknownLabel(text string, above bool) bool {
	_, value, ok := cutLabel(text)
	label := strings.TrimLeft(text, leads)
	if !ok || !swedish.Title(label) || strings.TrimSpace(value) == "" && strings.Contains(label, "\t") {
		return false
	}
	end := strings.IndexAny(label, ":\t|")
	n := len(strings.Fields(label[:end]))
	return end <= 40 && n <= 4 || above && n <= 8
}

// leads may stand before a label.
const leads = " \t*•-–|"

// cutLabel parts a row into what may be a label and its answer.
func cutLabel(text string) (label, value string, ok bool) {
	body := strings.TrimLeft(text, leads)
	end := strings.IndexAny(body, ":\t|")
	if end < 2 || end > 60 || body[end] == ':' && end+1 < len(body) && body[end+1] != ' ' && body[end+1] != '\t' {
		return "", "", false
	}
	return body[:end], body[end+1:], true
}

// endsPhrase reports whether a text that lines follow ends with a full stop or
// its kin.
func endsPhrase(s string) bool {
	s = strings.TrimRight(s, " \n")
	return s != "" && strings.IndexByte(".!?", s[len(s)-1]) >= 0
}

// absorbDetails gives a contact person the rows that follow: name, address
// and phone often have labels of their own.
func (d *document) absorbDetails() {
	var kept []section
	for _, s := range d.sections {
		if n := len(kept) - 1; n >= 0 && kept[n].is(medelbot.Contact) && (s.keys[0] == lexicon.Other && swedish.PersonDetail(s.label) || d.isTitle(&s, kept[n].end)) {
			kept[n].end = s.end
			continue
		}
		kept = append(kept, s)
	}
	d.sections = kept
}

// isTitle: "Verksamhetsutvecklare" right below a contact's name is a title and
// no label of another contact.
func (d *document) isTitle(s *section, above int) bool {
	return s.is(medelbot.Contact) && strings.TrimSpace(d.text[above:s.start]) == "" && !strings.Contains(d.text[above:s.start], "\n\n") &&
		!strings.Contains(d.text[s.start:s.value], ":") && len(swedish.Names(d.text[s.value:s.end])) == 0
}

// maxInline bounds how many labels are looked for within one line, reachInline
// how far behind the first, in bytes.
const (
	maxInline   = 12
	reachInline = 2000
)

// splitInline cuts the last section where another label stands in the middle
// of its line: "Sökande: Region X. Summa: 85 000 kr. Bg: 5050-1055".
func (d *document) splitInline(c *classifier) {
	for range maxInline {
		last := &d.sections[len(d.sections)-1]
		next := d.innerLabel(c, last)
		if next == nil {
			return
		}
		last.end = next.start
		d.sections = append(d.sections, *next)
	}
}

// innerLabel finds a label within the answer of a section, nil if there is
// none.
func (d *document) innerLabel(c *classifier, s *section) *section {
	for k := s.value + 1; k < min(s.end, s.value+reachInline); k++ {
		mark := d.text[k]
		if mark != ':' && mark != '\t' || mark == ':' && k+1 < s.end && d.text[k+1] != ' ' && d.text[k+1] != '\t' {
			continue
		}
		from := s.value + strings.LastIndexAny(d.text[s.value:k], ".;,|\n\t)/") + 1
		if length := k - from; from == s.value || length < 2 || length > 44 {
			continue
		}
		keys, weight, cover := c.classify(d.text[from:k])
		if len(keys) == 0 || cover < 99 || s.is(keys[0]) || weight < 2 || keys[0] == lexicon.Other && weight < 4 && mark == ':' {
			continue
		}
		return &section{keys, weight, d.text[from:k], from, k + 1, s.end}
	}
	return nil
}
