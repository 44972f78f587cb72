package elements

import (
	"strings"
	"unicode/utf8"

	"medelbot"
	attached "medelbot/parser/document"
	"medelbot/parser/swedish"
)

// near bounds how far from a value its sentence or line is looked for, so that
// a text of one endless line costs no more than another.
const near = 600

// maxQuote is the longest quote in runes.
const maxQuote = 300

// evidence quotes a stretch of a document, with personal identity numbers
// masked.
func (d *document) evidence(start, end int) *medelbot.Evidence {
	return &medelbot.Evidence{Source: d.source, Place: attached.PlaceAt(d.places, start), Quote: quote(d.text[start:end]), OCR: d.ocr}
}

// cleanPlaces says where the places of a text are after it was cleaned, as a
// document's text is.
func cleanPlaces(text string, places []attached.Place) []attached.Place {
	text = head(text)
	clean := make([]attached.Place, 0, len(places))
	raw, at := 0, 0 // the same place in both
	for _, p := range places {
		if p.Offset > len(text) || p.Offset < raw {
			break
		}
		at += len(swedish.Clean(text[raw:p.Offset]))
		raw = p.Offset
		clean = append(clean, attached.Place{Offset: at, Name: p.Name})
	}
	return clean
}

// around quotes the sentence or line in which a value stands.
func (d *document) around(start, end int) *medelbot.Evidence {
	from, to := lineAround(d.text, start, end)
	for _, s := range swedish.Sentences(d.text[from:to]) {
		if from+s.Start <= start && from+s.End >= end {
			return d.evidence(from+s.Start, from+s.End)
		}
	}
	return d.evidence(from, to)
}

// quote makes one line of a stretch of text. Joined, two lines may name an
// identity number that neither names, so that it is hidden after the joining.
func quote(s string) string {
	s = swedish.MaskPersonnummer(strings.Join(strings.Fields(s), " "))
	if utf8.RuneCountInString(s) > maxQuote {
		s = string([]rune(s)[:maxQuote-1]) + "…"
	}
	return s
}

func lineOf(s string, start, end int) string {
	from, to := lineAround(s, start, end)
	return s[from:to]
}

// lineAround gives the bounds of the line that holds s[start:end], of an
// endless line those of a piece of it.
func lineAround(s string, start, end int) (from, to int) {
	low, high := max(0, start-near), min(len(s), end+near)
	from = low + strings.LastIndexByte(s[low:start], '\n') + 1
	to = high
	if n := strings.IndexByte(s[end:high], '\n'); n >= 0 {
		to = end + n
	}
	for from > 0 && from < start && !utf8.RuneStart(s[from]) {
		from++
	}
	for to < len(s) && to > end && !utf8.RuneStart(s[to]) {
		to--
	}
	return from, to
}
