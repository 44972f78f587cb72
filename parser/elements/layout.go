package elements

import (
	"strings"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser/swedish"
)

// A section is a label and the answer under it.
type section struct {
	keys   []medelbot.ElementKey // what the label asks for; swedish.Other for something else
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

// document is one text taken apart.
type document struct {
	source   string
	ocr      bool
	text     string // cleaned
	words    []swedish.Word
	amounts  []swedish.Amount
	wrapped  bool // a mail program broke its lines
	sections []section

	sentences []sentence // read when first asked for
}

// maxText is as much of one text as is read, in bytes: ten times the longest
// application seen. What nobody writes is not worth the time.
const maxText = 200_000

func head(text string) string { return text[:min(len(text), maxText)] }

func newDocument(source, text string, ocr bool, c *classifier) *document {
	d := &document{source: source, ocr: ocr, text: swedish.Clean(head(text))}
	d.words = swedish.Words(d.text)
	d.amounts = swedish.Amounts(d.text)
	d.wrapped = isWrapped(d.text)
	d.findSections(c)
	return d
}

// answer is the text of a section: lines that a mail program broke are
// joined, quoted lines (questions) left out.
func (d *document) answer(s *section) string { return unwrap(d.text[s.value:s.end]) }

// line is a line of the text and what its beginning says.
type line struct {
	start, end int
	label      *section // nil: no label
	blank      bool
	quoted     bool // begins with '>': somebody else's question
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

// absorbDetails gives a contact person the rows that follow: name, address
// and phone often have labels of their own.
func (d *document) absorbDetails() {
	var kept []section
	for _, s := range d.sections {
		if n := len(kept) - 1; n >= 0 && kept[n].is(medelbot.Contact) && (s.keys[0] == swedish.Other && swedish.PersonDetail(s.label) || d.isTitle(&s, kept[n].end)) {
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
	words := swedish.Words(paragraph)
	for _, m := range swedish.Cues().Find(words) {
		if m.Weight > 2 && !s.is(medelbot.ElementKey(m.Key)) {
			return false
		}
	}
	return later && !swedish.Defers(paragraph) && len(words) > 4
}

func isProse(key medelbot.ElementKey) bool {
	switch key {
	case medelbot.Purpose, medelbot.Effects, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors,
		medelbot.Spending, medelbot.Learning, medelbot.NextSteps:
		return true
	}
	return false
}

// lines splits the text and reads each line's label.
func (d *document) lines(c *classifier) []line {
	var out []line
	for start := 0; start < len(d.text); {
		end := strings.IndexByte(d.text[start:], '\n')
		next := start + end + 1
		if end < 0 {
			end, next = len(d.text)-start, len(d.text)
		}
		l := line{start: start, end: start + end}
		l.blank = strings.Trim(d.text[l.start:l.end], " \t>|") == ""
		l.quoted = strings.HasPrefix(strings.TrimLeft(d.text[l.start:l.end], " "), ">")
		out = append(out, l)
		start = next
	}
	for i := range out {
		if out[i].blank {
			continue
		}
		alone := i+1 >= len(out) || out[i+1].blank || i == 0 || out[i-1].blank || i > 0 && out[i-1].label != nil
		out[i].label = c.label(d.text, out[i].start, out[i].end, alone)
		if l := out[i].label; l != nil && l.value >= out[i].end && i > 0 && !out[i-1].blank && out[i-1].label == nil && d.runsOn(out[i-1]) {
			out[i].label = nil // the last words of a sentence, no heading
		}
		// A heading that the mail program broke over two lines.
		if out[i].label == nil && i+1 < len(out) && !out[i+1].blank && (out[i].quoted || out[i].end-out[i].start > 50) {
			joined := unwrap(d.text[out[i].start:out[i+1].end])
			if l := c.label(joined, 0, len(joined), true); l != nil && l.value >= len(joined) && l.weight >= 6 {
				l.start, l.value = out[i].start, out[i+1].end
				out[i].label = l
				out[i].end = out[i+1].end
				out = append(out[:i+1], out[i+2:]...)
			}
		}
		if i >= len(out)-1 {
			break
		}
	}
	return out
}

// isWrapped tells text that a mail program broke at column 72 or so from text
// whose lines are paragraphs.
func isWrapped(s string) bool {
	full := 0
	for line := range strings.Lines(s) {
		if len(line) > 95 {
			return false
		}
		if len(line) > 60 {
			full++
		}
	}
	return full >= 3
}

// runsOn tells a line that the mail program broke within a sentence.
func (d *document) runsOn(l line) bool {
	text := strings.TrimRight(d.text[l.start:l.end], " ")
	return d.wrapped && len(text) >= 55 && !strings.ContainsAny(text[len(text)-1:], ".!?:;") && !l.quoted
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
			if len(keys) == 0 || cover < 99 || s.is(keys[0]) || weight < 2 || keys[0] == swedish.Other && weight < 4 && d.text[k] == ':' {
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

// numbered reads points that only bear numbers: if there are as many as the
// call asks for, they are its answers in its order.
func (d *document) numbered(c *classifier, lines []line) {
	if len(c.order) < 4 || len(d.sections) >= 3 {
		return
	}
	var starts []int
	for i, l := range lines {
		text := strings.TrimLeft(d.text[l.start:l.end], " \t*")
		if n, rest := listNumber(text); n == len(starts)+1 && rest != "" {
			starts = append(starts, i)
		}
	}
	if len(starts) != len(c.order) {
		return
	}
	var sections []section
	for n, i := range starts {
		l := lines[i]
		text := d.text[l.start:l.end]
		_, rest := listNumber(strings.TrimLeft(text, " \t*"))
		s := section{keys: []medelbot.ElementKey{c.order[n]}, weight: 4, label: swedish.LabelOf(c.order[n]), start: l.start, value: l.end - len(rest), end: l.end}
		for k := i + 1; k < len(lines) && (n+1 == len(starts) || k < starts[n+1]); k++ {
			if lines[k].blank {
				break
			}
			s.end = lines[k].end
		}
		sections = append(sections, s)
	}
	d.sections = sections
}

// listNumber reads "3." or "3)" at the beginning of a line.
func listNumber(text string) (n int, rest string) {
	i := 0
	for i < len(text) && i < 2 && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		i++
	}
	if i == 0 || i >= len(text) || strings.IndexByte(".):", text[i]) < 0 {
		return 0, ""
	}
	return n, strings.TrimLeft(text[i+1:], " \t")
}

// unwrap joins the lines of each paragraph, and words that were parted by a
// hyphen at the line end. List items keep their lines.
func unwrap(s string) string {
	var b strings.Builder
	for _, l := range strings.Split(s, "\n") {
		l = strings.Trim(strings.ReplaceAll(l, "\t", " "), " |")
		if strings.HasPrefix(l, ">") {
			continue
		}
		text := b.String()
		r, _ := utf8.DecodeRuneInString(l)
		switch {
		case b.Len() == 0 || strings.HasSuffix(text, "\n\n"):
			if l == "" {
				continue
			}
		case l == "":
			b.WriteString("\n\n")
			continue
		case strings.HasSuffix(text, "-") && len(text) > 1 && text[len(text)-2] != ' ' && r >= 'a' && r != '–' && !strings.HasPrefix(l, "och ") && !strings.HasPrefix(l, "eller "):
			b.Reset()
			b.WriteString(text[:len(text)-1])
		case strings.HasPrefix(l, "- ") || strings.HasPrefix(l, "* ") || strings.HasPrefix(l, "• "):
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return strings.TrimSpace(b.String())
}
