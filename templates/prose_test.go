package templates

import (
	"bytes"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var (
	comment  = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	control  = regexp.MustCompile(`\{\{-?\s*(?:if|else|end|range|define|with|\$)[^}]*\}\}`)
	action   = regexp.MustCompile(`\{\{[^}]*\}\}`)
	heading  = regexp.MustCompile(`\{\{rule[^}]*\}\}`)
	stop     = regexp.MustCompile(`[.?!:]+(?:\s|$)`)
	quotes   = regexp.MustCompile(`”[^”]*”`)
	ruleLine = regexp.MustCompile(`(?m)^.*\n-+$`)
)

// prose is the running text of a letter, measured.
type prose struct{ sentences, words, long int }

// add measures the lines of a text that hold sentences: headings, labels,
// greetings and pieces of lists are none.
func (p *prose) add(t *testing.T, where, text string) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if !strings.ContainsAny(line, ".?") {
			continue
		}
		for _, sentence := range stop.Split(line, -1) {
			w := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			if len(w) == 0 {
				continue
			}
			if len(w) > 25 {
				t.Errorf("%s: a long sentence: %q", where, sentence)
			}
			p.sentences++
			p.words += len(w)
			for _, x := range w {
				if utf8.RuneCountInString(x) > 6 {
					p.long++
				}
			}
		}
	}
}

// check holds the text to klarspråk: LIX under 40, and sentences of under 20
// words on average.
func (p *prose) check(t *testing.T, where string) {
	t.Helper()
	if p.sentences == 0 {
		return
	}
	average := float64(p.words) / float64(p.sentences)
	lix := average + 100*float64(p.long)/float64(p.words)
	t.Logf("%s: %d sentences of %.1f words, LIX %.0f", where, p.sentences, average, lix)
	if lix >= 40 || average >= 20 {
		t.Errorf("%s: LIX %.1f, %.1f words a sentence", where, lix, average)
	}
}

// The templates' own prose is plain Swedish, file by file. What a view fills in
// counts as one short word.
func TestPlainSwedish(t *testing.T) {
	files, err := fs.Glob(embedded, "sv/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, err := embedded.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := comment.ReplaceAllString(string(b), "")
		s = heading.ReplaceAllString(s, "\n")
		s = action.ReplaceAllString(control.ReplaceAllString(s, "\n"), " x ")
		var p prose
		p.add(t, file, s)
		p.check(t, file)
	}
}

// So is each letter as a whole, as it is sent: quotes, names and what else a
// view brings in its own words apart.
func TestLettersAreInPlainSwedish(t *testing.T) {
	s := load(t)
	all := map[string]*prose{}
	for _, v := range Samples() {
		name := string(v.Letter())
		var out bytes.Buffer // not folded: a paragraph is one line
		l, err := s.letter(v.Letter())
		if err != nil {
			t.Fatal(err)
		}
		if err := l.text.ExecuteTemplate(&out, "layout", v); err != nil {
			t.Fatal(err)
		}
		text := ruleLine.ReplaceAllString(quotes.ReplaceAllString(strings.ReplaceAll(out.String(), glued, " "), "x"), "")
		for _, w := range texts(reflect.ValueOf(v)) {
			text = strings.ReplaceAll(text, w, "x")
		}
		if all[name] == nil {
			all[name] = &prose{}
		}
		all[name].add(t, name, text)
	}
	for name, p := range all {
		p.check(t, name)
	}
}

// texts lists the texts in a view that are no codes, the longest first.
func texts(v reflect.Value) []string {
	var found []string
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case v.Type() == reflect.TypeFor[string]() && utf8.RuneCountInString(v.String()) > 7:
			found = append(found, v.String())
		case v.Kind() == reflect.Struct && v.Type().PkgPath() == reflect.TypeFor[Frame]().PkgPath():
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(v)
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) })
	return found
}
