// Package templates holds the letters: for each a subject, a text and an HTML
// template under sv/, and a typed view that they are rendered from. README.md
// documents the views' fields for those who write their own texts.
package templates

import (
	"bytes"
	"fmt"
	htmltemplate "html/template"
	"reflect"
	"slices"
	"strings"
	texttemplate "text/template"
	"unicode/utf8"

	"medelbot"
)

// SubjectLength bounds a subject, in characters: what a phone shows of it.
const SubjectLength = 60

// Set is the letters' templates in one language, parsed and checked. It is safe
// for use by several goroutines.
type Set struct {
	language medelbot.Language
	letters  map[medelbot.LetterName]letter
	in       map[medelbot.Language]*Set // all languages; shared between them
}

// In gives the letters in a language, the Swedish ones if there are none. In
// Swedish there are all letters, in other languages those to applicants.
func (s *Set) In(name medelbot.Language) *Set { return s.in[written(name).name] }

// letter is the three templates of one letter.
type letter struct {
	view    reflect.Type
	subject *texttemplate.Template
	text    *texttemplate.Template
	html    *htmltemplate.Template
	page    string // path of the HTML template
}

// Rendered is one letter in words: the subject, the text part (lines of at
// most 72 characters, ended by \n) and the HTML part.
type Rendered struct {
	Subject, Text, HTML string
	Language            medelbot.Language
}

const mendLine = "mend that line; without the file the letter that is built in is used"

// Load parses the embedded templates of all languages and gives the Swedish
// set. A file dir/sv/NAME takes the place of the embedded sv/NAME, and so does
// one in dir/en; dir "" takes none. A template that does not parse, that names a
// field its view does not have or that cannot render the samples is an error
// that names file and line; so is a file in dir that no letter uses. What a
// person can do about it makes an *Error.
func Load(dir string) (*Set, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	all := map[medelbot.Language]*Set{}
	for _, l := range languages {
		s, err := l.load(dir)
		if err != nil {
			return nil, err
		}
		s.in, all[l.name] = all, s
	}
	return all[medelbot.Swedish], nil
}

// load parses the templates of one language.
func (l *language) load(dir string) (*Set, error) {
	sources, err := readSources(l.name, dir)
	if err != nil {
		return nil, err
	}
	common, err := sources.shared(l)
	if err != nil {
		return nil, &Error{fmt.Sprintf("the letters cannot be used: %v", err), mendLine, err}
	}
	s := &Set{language: l.name, letters: map[medelbot.LetterName]letter{}}
	for _, v := range l.samples() {
		if _, seen := s.letters[v.Letter()]; !seen {
			l, err := sources.letter(v, common)
			if err != nil {
				return nil, &Error{fmt.Sprintf("the letter %s cannot be used: %v", v.Letter(), err), mendLine, err}
			}
			s.letters[v.Letter()] = l
		}
		if _, err := s.Render(v); err != nil {
			return nil, &Error{fmt.Sprintf("the letter %s cannot be written with sample data: %v", v.Letter(), err), mendLine, err}
		}
	}
	return s, nil
}

// Render renders the letter of a view. An error names the template's file and
// line.
func (s *Set) Render(v View) (Rendered, error) {
	l, ok := s.letters[v.Letter()]
	if !ok || l.view != reflect.TypeOf(v) {
		return Rendered{}, fmt.Errorf("there is no letter %q for a view of type %T", v.Letter(), v)
	}
	var subject, text, html bytes.Buffer
	if err := l.subject.ExecuteTemplate(&subject, "subject", v); err != nil {
		return Rendered{}, err
	}
	if err := l.text.ExecuteTemplate(&text, "layout", v); err != nil {
		return Rendered{}, err
	}
	r := Rendered{Language: s.language, Subject: unglue(strings.Join(strings.Fields(subject.String()), " ")), Text: unglue(wrap(text.String(), textWidth))}
	if n := utf8.RuneCountInString(r.Subject); n == 0 || n >= SubjectLength {
		return Rendered{}, fmt.Errorf("%s: the subject %q has %d characters, it must have 1 to %d", l.subject.Name(), r.Subject, n, SubjectLength-1)
	}
	if err := l.html.ExecuteTemplate(&html, "layout", page{View: v, Subject: r.Subject}); err != nil {
		// What html/template cannot escape it does not always tell by file.
		return Rendered{}, fmt.Errorf("%s: %w", l.page, err)
	}
	// A browser folds lines as it likes: only a hard blank holds a phone number together.
	r.HTML = strings.ReplaceAll(html.String(), glued, hard)
	return r, nil
}

// Phrase says one of the sentences that letters to coordinators share, such as
// "status", in the words of the letters. value is what that phrase is about.
func (s *Set) Phrase(name string, value any) (string, error) {
	var out bytes.Buffer
	err := s.letters[medelbot.DigestLetter].text.ExecuteTemplate(&out, name, value)
	return unglue(strings.TrimSpace(out.String())), err
}

// page is what layout.html is rendered from: a title and the letter's view.
type page struct {
	View    View
	Subject string
}

// Names lists the letters that there are templates for, in alphabetical order.
func (s *Set) Names() []medelbot.LetterName {
	var names []medelbot.LetterName
	for name := range s.letters {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
