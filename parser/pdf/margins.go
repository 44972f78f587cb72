package pdf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"medelbot/parser/document"
)

const (
	marginLines = 3    // lines at the upper and at the lower end of a page that may run through the document
	marginZone  = 0.15 // of the height of a page in which they stand
	footZone    = 0.12 // the same for small print
	smallPrint  = 0.9  // of the usual size of letters
	footGap     = 2.5  // parts of the font size between the text and small print
)

var (
	pageOf  = regexp.MustCompile(`(?i)(?:\b(?:sida|sid|page)\.? *)?\b\d{1,3} *(?:/|av|of|\() *\d{1,3}\b\)?`)
	pageNo  = regexp.MustCompile(`(?i)\b(?:sida|sid|page)\.? *\d{1,3}\b`) // stands in no answer at the edge of a page
	onlyNo  = regexp.MustCompile(`^[-–— ]*\d{1,3}[-–— ]*$`)
	anyPage = "#"
)

// running is the text of a line by which it is found again on other pages: page
// numbers are alike.
func running(text string) string {
	if onlyNo.MatchString(text) {
		return anyPage
	}
	return pageNo.ReplaceAllString(pageOf.ReplaceAllString(text, anyPage), anyPage)
}

// assemble joins pages to a document. Lines at the edges of pages that repeat
// are headers and footers.
func assemble(pages []page, work *int) document.Document {
	var doc document.Document
	var text strings.Builder
	var margins []string
	for i := range pages {
		p := &pages[i]
		p.lines = lines(p.sheet.words)
	}
	for i, aside := range marginsOf(pages) {
		p := &pages[i]
		p.sheet.words = p.sheet.words[:0]
		for j, line := range p.lines {
			if aside[j] {
				margins = append(margins, joinWords(line.words))
			} else {
				p.sheet.words = append(p.sheet.words, line.words...)
			}
		}
		margins = append(margins, p.margins...)
		var kept []string
		for _, line := range p.sheet.layout(work) {
			kept = append(kept, line.text)
		}
		body := strings.Trim(strings.Join(append(kept, p.free...), "\n"), "\n")
		if body == "" {
			continue
		}
		if text.Len()+len(body) > maxText {
			doc.Problem = tooLarge
			break
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		doc.Places = append(doc.Places, document.Place{Offset: text.Len(), Name: fmt.Sprintf("page %d", i+1)})
		text.WriteString(body)
	}
	doc.Text = text.String()
	doc.Margins = strings.Join(unique(margins), "\n")
	return doc
}

// unique drops lines that say the same as one before, but for page numbers.
func unique(lines []string) []string {
	seen := map[string]bool{"": true}
	return slices.DeleteFunc(lines, func(line string) bool {
		key := running(line)
		known := seen[key]
		seen[key] = true
		return known
	})
}

// marginsOf tells for each line of each page whether it is a running header or
// footer, holds a page number, or is small print at the edge.
func marginsOf(pages []page) [][]bool {
	type place struct {
		foot bool
		text string
	}
	count := map[place]int{}
	for i := range pages {
		here := map[place]bool{}
		for _, e := range pages[i].edges() {
			here[place{e.foot, e.running}] = true
		}
		for key := range here {
			count[key]++
		}
	}
	copies := copiesOf(pages)
	out := make([][]bool, len(pages))
	for i := range pages {
		p := &pages[i]
		out[i] = make([]bool, len(p.lines))
		body := [2]bool{} // the text began above the foot or ended below the head
		for _, e := range p.edges() {
			side := 0
			if e.foot {
				side = 1
			}
			times := count[place{e.foot, e.running}]
			repeated := times >= 2 && 2*times >= len(pages) && !copies[i]
			numbered := strings.Trim(e.running, "-–— .") == anyPage || pageNo.MatchString(e.text)
			body[side] = body[side] || !repeated && !numbered
			out[i][e.line] = !body[side]
		}
		p.small(out[i])
	}
	return out
}

// copiesOf tells which pages are copies of another one, as of a form that was
// filled in twice: most lines of their middle stand on another page too.
func copiesOf(pages []page) []bool {
	on := map[string]int{}
	middle := make([]map[string]bool, len(pages))
	for i := range pages {
		lines := pages[i].lines
		middle[i] = map[string]bool{}
		for j := marginLines; j < len(lines)-marginLines; j++ {
			text := lines[j].label()
			if text != "" && !middle[i][text] {
				middle[i][text] = true
				on[text]++
			}
		}
	}
	out := make([]bool, len(pages))
	for i := range pages {
		shared := 0
		for text := range middle[i] {
			if on[text] > 1 {
				shared++
			}
		}
		out[i] = shared > 0 && 2*shared >= len(middle[i])
	}
	return out
}

// label is the beginning of a line that other copies of a form have too: its
// first cell or what stands before its colon.
func (l *line) label() string {
	fixed := line{y: l.y, size: l.size, words: slices.DeleteFunc(slices.Clone(l.words), func(w word) bool { return w.field })}
	parts := cells(fixed, nil)
	if len(parts) == 0 {
		return ""
	}
	text, _, _ := strings.Cut(parts[0].text, ":")
	return text
}

// edge is a line near the upper or lower edge of a page.
type edge struct {
	line          int
	foot          bool
	text, running string
}

// edges returns the lines near the edges of the page, each time from the edge
// inwards. A line with a form field is none of them.
func (p *page) edges() []edge {
	var out []edge
	add := func(j int, foot bool) {
		if line := p.lines[j]; !slices.ContainsFunc(line.words, func(w word) bool { return w.field }) {
			text := joinWords(line.words)
			out = append(out, edge{j, foot, text, running(text)})
		}
	}
	height := p.sheet.size.height()
	for j := range min(marginLines, len(p.lines)) {
		if p.lines[j].y <= marginZone*height {
			add(j, false)
		}
	}
	for j := len(p.lines) - 1; j >= max(0, len(p.lines)-marginLines); j-- {
		if p.lines[j].y >= (1-marginZone)*height {
			add(j, true)
		}
	}
	return out
}

// small marks small print at the foot or head of a page, as on letter paper: a
// gap parts it from the text.
func (p *page) small(aside []bool) {
	usual, height := p.usualSize(), p.sheet.size.height()
	foot := len(p.lines)
	for foot > 0 && p.lines[foot-1].y >= (1-footZone)*height && p.lines[foot-1].size <= smallPrint*usual {
		foot--
	}
	if foot > 0 && foot < len(p.lines) && p.lines[foot].y-p.lines[foot-1].y >= footGap*usual {
		for j := foot; j < len(p.lines); j++ {
			aside[j] = true
		}
	}
	head := 0
	for head < len(p.lines) && p.lines[head].y <= footZone*height && p.lines[head].size <= smallPrint*usual {
		head++
	}
	if head > 0 && head < len(p.lines) && p.lines[head].y-p.lines[head-1].y >= footGap*usual {
		for j := range head {
			aside[j] = true
		}
	}
}

// usualSize is the font size of most letters of the page.
func (p *page) usualSize() float64 {
	letters := map[float64]int{}
	usual := 0.0
	for _, line := range p.lines {
		for _, w := range line.words {
			letters[w.size] += len(w.text)
			if letters[w.size] > letters[usual] {
				usual = w.size
			}
		}
	}
	return usual
}
