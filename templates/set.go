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
	"sync"
	texttemplate "text/template"
	"unicode/utf8"

	"medelbot"
)

// SubjectLength bounds a subject, in characters: what a phone shows of it.
const SubjectLength = 60

// Set is the letters' templates in one language. It is safe for use by several
// goroutines.
type Set struct {
	language medelbot.Language
	letters  map[medelbot.LetterName]unread
	in       map[medelbot.Language]*Set // all languages; shared between them
}

// In gives the letters in a language, the Swedish ones if there are none. In
// Swedish there are all letters, in other languages those to applicants.
func (s *Set) In(name medelbot.Language) *Set { return s.in[written(name).name] }

// unread is a letter whose templates are parsed and checked when it is first
// wanted. Measured: all letters of both languages take 70 ms and 10 MiB, and most
// commands write none.
type unread func() (letter, error)

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

// Load finds the templates of all languages and gives the Swedish set. A file
// dir/sv/NAME takes the place of the embedded sv/NAME, and so does one in dir/en;
// dir "" takes none. In a language with such files, a template that does not
// parse, that names a field its view does not have or that cannot render the
// samples is an error that names file and line; so is a file in dir that no
// letter uses. What a person can do about it makes an *Error.
//
// The letters that are built in are held to the same by the tests, and are read
// when they are first rendered.
func Load(dir string) (*Set, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	all := map[medelbot.Language]*Set{}
	for _, l := range languages {
		sources, err := readSources(l.name, dir)
		if err != nil {
			return nil, err
		}
		s := l.set(sources)
		s.in, all[l.name] = all, s
		if !sources.own {
			continue
		}
		if err := s.try(l.samples()); err != nil {
			return nil, err
		}
	}
	return all[medelbot.Swedish], nil
}

// set is the letters of one language, all unread.
func (l *language) set(from sources) *Set {
	s := &Set{language: l.name, letters: map[medelbot.LetterName]unread{}}
	common := sync.OnceValues(func() (shared, error) {
		common, err := from.shared(l)
		if err != nil {
			err = &Error{fmt.Sprintf("the letters cannot be used: %v", err), mendLine, err}
		}
		return common, err
	})
	for _, v := range l.samples() {
		if s.letters[v.Letter()] != nil {
			continue
		}
		s.letters[v.Letter()] = sync.OnceValues(func() (letter, error) {
			common, err := common()
			if err != nil {
				return letter{}, err
			}
			l, err := from.letter(v, common)
			if err != nil {
				err = &Error{fmt.Sprintf("the letter %s cannot be used: %v", v.Letter(), err), mendLine, err}
			}
			return l, err
		})
	}
	return s
}

// try renders samples.
func (s *Set) try(samples []View) error {
	for _, v := range samples {
		if _, err := s.letter(v.Letter()); err != nil {
			return err
		}
		if _, err := s.Render(v); err != nil {
			return &Error{fmt.Sprintf("the letter %s cannot be written with sample data: %v", v.Letter(), err), mendLine, err}
		}
	}
	return nil
}

// Render renders the letter of a view. An error names the template's file and
// line.
func (s *Set) Render(v View) (Rendered, error) {
	l, err := s.letter(v.Letter())
	if err != nil {
		return Rendered{}, err
	}
	if l.view != reflect.TypeOf(v) {
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
	l, err := s.letter(medelbot.DigestLetter)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = l.text.ExecuteTemplate(&out, name, value)
	return unglue(strings.TrimSpace(out.String())), err
}

// letter gives the templates of one letter, read if they are not yet.
func (s *Set) letter(name medelbot.LetterName) (letter, error) {
	read, ok := s.letters[name]
	if !ok {
		return letter{}, fmt.Errorf("there is no letter %q", name)
	}
	return read()
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
