package elements

import (
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
	return false
}

// findSections walks the lines: a label begins a section, which lasts until
// the next label, the end of the letter, or the end of its paragraph.
func (d *document) findSections(c *classifier) {
	lines := d.lines(c)
	for i := 0; i < len(lines); i++ {
		l := lines[i].label
		if l == nil {
			continue
		}
		s := *l
		inline := strings.TrimSpace(d.text[s.value:lines[i].end]) != ""
		s.end = lines[i].end
		next := i + 1
		gap := false
		for ; next < len(lines); next++ {
			n := lines[next]
			if n.label != nil {
				break
			}
			if n.blank {
				gap = true
				continue
			}
			if n.quoted || swedish.Closes(d.text[n.start:n.end]) && gap {
				break
			}
			if gap && inline && !d.goesOn(lines, next, &s) {
				break
			}
			// A sum, a name or an account is told in one paragraph.
			if gap && !isProse(s.keys[0]) && strings.TrimSpace(d.text[s.value:s.end]) != "" {
				break
			}
			if gap && isProse(s.keys[0]) && isParticulars(d.text[n.start:n.end]) {
				break
			}
			if inline && unknownLabel(d.text[n.start:n.end], endsPhrase(d.text[:n.start])) {
				break
			}
			s.end = n.end
		}
		d.sections = append(d.sections, s)
		d.splitInline(c)
		i = next - 1
	}
	d.absorbDetails()
	d.numbered(c, lines)
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

// unknownLabel: "Projektnamn: ..." ends a labelled answer, whatever it asks.
// A long one does where the line above is at its end.
func unknownLabel(text string, above bool) bool {
	text = strings.TrimLeft(text, " \t*•-–")
	colon := strings.Index(text, ":")
	if colon < 2 || colon > 60 || colon+1 < len(text) && text[colon+1] != ' ' && text[colon+1] != '\t' {
		return false
	}
	n := len(strings.Fields(text[:colon]))
	return swedish.Title(text) && (colon <= 40 && n <= 4 || above && n <= 8)
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

// splitInline cuts the last section where another label stands in the middle
// of its line: "Sökande: Region X. Summa: 85 000 kr. Bg: 5050-1055".
func (d *document) splitInline(c *classifier) {
	for n := 0; n < 12; n++ {
		s := &d.sections[len(d.sections)-1]
		cut := false
		for k := s.value + 1; k < min(s.end, s.value+2000); k++ {
			if d.text[k] != ':' && d.text[k] != '\t' || k+1 < s.end && d.text[k] == ':' && d.text[k+1] != ' ' && d.text[k+1] != '\t' {
				continue
			}
			from := strings.LastIndexAny(d.text[s.value:k], ".;,|\n\t)/")
			if from < 0 || k-s.value-from < 3 || k-s.value-from > 45 {
				continue
			}
			from += s.value + 1
			keys, weight, cover := c.classify(d.text[from:k])
			if len(keys) == 0 || cover < 99 || s.is(keys[0]) || weight < 2 || keys[0] == lexicon.Other && weight < 4 && d.text[k] == ':' {
				continue
			}
			value := k + 1
			next := section{keys, weight, d.text[from:k], from, value, s.end}
			s.end = from
			d.sections = append(d.sections, next)
			cut = true
			break
		}
		if !cut {
			return
		}
	}
}
