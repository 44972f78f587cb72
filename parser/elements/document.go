package elements

import (
	"strings"
	"unicode/utf8"

	attached "medelbot/parser/document"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// document is one text taken apart.
type document struct {
	source   string
	ocr      bool
	text     string // cleaned
	places   []attached.Place
	words    []phrase.Word // as the call's vocabulary reads them
	amounts  []swedish.Amount
	wrapped  bool // a mail program broke its lines
	sections []section
	budgets  []budget

	yields bool   // to other documents, where both state something
	foot   string // the letter-foot, if the text points there

	sentences []sentence // read when first asked for
}

// maxText is as much of one text as is read, in bytes: ten times the longest
// application seen. What nobody writes is not worth the time.
const maxText = 200_000

func head(text string) string { return text[:min(len(text), maxText)] }

func newDocument(source, text string, ocr bool, c *classifier) *document {
	d := &document{source: source, ocr: ocr, text: joinColumns(swedish.Clean(head(text)))}
	d.blankHelp(c)
	d.words = c.words.Words(d.text)
	d.amounts = swedish.Amounts(d.text)
	d.wrapped = isWrapped(d.text)
	d.findSections(c)
	d.findBudgets()
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

// lines splits the text and reads each line's label.
func (d *document) lines(c *classifier) []line {
	all := d.splitLines()
	for i := 0; i < len(all); i++ {
		l := &all[i]
		if l.blank {
			continue
		}
		first, last := i == 0, i+1 >= len(all)
		alone := last || all[i+1].blank || first || all[i-1].blank || all[i-1].label != nil || d.alternates(all, i)
		l.label = c.label(d.text, l.start, l.end, alone)
		if l.label != nil && l.label.value >= l.end && !first && !all[i-1].blank && all[i-1].label == nil && d.runsOn(all[i-1]) {
			l.label = nil // the last words of a sentence, no heading
		}
		if l.label == nil && !last && !all[i+1].blank && (l.quoted || l.end-l.start > 50) && d.brokenHeading(c, l, all[i+1]) {
			all = append(all[:i+1], all[i+2:]...)
		}
	}
	return all
}

// alternates tells a line that stands below an answer which has its label above
// it: a form of labels and answers by turns has no empty lines.
func (d *document) alternates(lines []line, i int) bool {
	return i >= 2 && lines[i-2].label != nil && lines[i-2].label.value >= lines[i-2].end && !lines[i-1].blank && !d.runsOn(lines[i-1])
}

// splitLines splits the text at its line ends.
func (d *document) splitLines() []line {
	var all []line
	for start := 0; start < len(d.text); {
		end, next := len(d.text), len(d.text)
		if n := strings.IndexByte(d.text[start:], '\n'); n >= 0 {
			end, next = start+n, start+n+1
		}
		text := d.text[start:end]
		all = append(all, line{
			start: start, end: end, blank: strings.Trim(text, " \t>|") == "", quoted: strings.HasPrefix(strings.TrimLeft(text, " "), ">"),
		})
		start = next
	}
	return all
}

// brokenHeading joins a heading that the mail program broke over two lines.
func (d *document) brokenHeading(c *classifier, l *line, next line) bool {
	joined := unwrap(d.text[l.start:next.end])
	label := c.label(joined, 0, len(joined), true)
	if label == nil || label.value < len(joined) || label.weight < 6 {
		return false
	}
	label.start, label.value = l.start, next.end
	l.label, l.end = label, next.end
	return true
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
		if strings.Contains(l, "   ") { // columns
			l = strings.Join(strings.Fields(l), " ")
		}
		b.WriteString(l)
	}
	return strings.TrimSpace(b.String())
}
