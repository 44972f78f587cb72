// Package templates holds the letters: for each a subject, a text and an HTML
// template under sv/, and a typed view that they are rendered from. README.md
// documents the views' fields for those who write their own texts.
package templates

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	texttemplate "text/template"
	"text/template/parse"
	"unicode/utf8"

	"medelbot"
)

//go:embed sv
var embedded embed.FS

// language is the folder of the letters. Another language is another folder.
const language = "sv"

// SubjectLength bounds a subject, in characters: what a phone shows of it.
const SubjectLength = 60

// Set is the letters' templates, parsed and checked. It is safe for use by
// several goroutines.
type Set struct {
	letters map[medelbot.LetterName]letter
}

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
}

const mendLine = "mend that line; without the file the letter that is built in is used"

// Load parses the embedded templates. A file dir/sv/NAME takes the place of the
// embedded sv/NAME; dir "" takes none. A template that does not parse, that
// names a field its view does not have or that cannot render the samples is an
// error that names file and line; so is a file in dir that no letter uses. What
// a person can do about it makes an *Error.
func Load(dir string) (*Set, error) {
	sources, err := readSources(dir)
	if err != nil {
		return nil, err
	}
	common, err := sources.shared()
	if err != nil {
		return nil, &Error{fmt.Sprintf("the letters cannot be used: %v", err), mendLine, err}
	}
	s := &Set{letters: map[medelbot.LetterName]letter{}}
	for _, v := range Samples() {
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
	r := Rendered{Subject: unglue(strings.Join(strings.Fields(subject.String()), " ")), Text: unglue(wrap(text.String(), textWidth))}
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

// source is one template file: its text, and the path that errors name it by.
type source struct{ path, text string }

// sources are all template files by their name in the language's folder.
type sources map[string]source

func readSources(dir string) (sources, error) {
	all := sources{}
	if err := all.add(embedded, language, "templates"); err != nil {
		return nil, err
	}
	if dir == "" {
		return all, nil
	}
	shipped := len(all)
	if _, err := os.Stat(filepath.Join(dir, language)); err != nil {
		return nil, &Error{fmt.Sprintf("the folder %s of your own letters cannot be read: %v", dir, err), "put the files in " + filepath.Join(dir, language), err}
	}
	known := slices.Collect(func(yield func(string) bool) {
		for name := range all {
			if !yield(name) {
				return
			}
		}
	})
	if err := all.add(os.DirFS(dir), language, dir); err != nil {
		return nil, err
	}
	if len(all) == shipped {
		return all, nil
	}
	for name, s := range all {
		if !slices.Contains(known, name) {
			slices.Sort(known)
			return nil, &Error{Text: "no letter uses the file " + s.path, Try: "one of the names " + strings.Join(known, ", ")}
		}
	}
	return all, nil
}

// add reads the files of one folder over those that are there. Notes (.md) and
// hidden files are left alone.
func (all sources) add(from fs.FS, folder, shown string) error {
	entries, err := fs.ReadDir(from, folder)
	if err != nil {
		return fmt.Errorf("the folder of letters cannot be read: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || strings.HasPrefix(name, ".") || path.Ext(name) == ".md" {
			continue
		}
		text, err := fs.ReadFile(from, path.Join(folder, name))
		if err != nil {
			return fmt.Errorf("the letter's file cannot be read: %w", err)
		}
		all[name] = source{path.Join(filepath.ToSlash(shown), folder, name), string(text)}
	}
	return nil
}

// The files that every letter shares: sentences that text and HTML have in
// common, those of letters to coordinators apart, and what stands around.
var (
	phrases     = []string{"phrases.txt", "coordinator_phrases.txt"}
	textLayouts = []string{"layout.txt", "coordinator_layout.txt"}
	htmlLayouts = []string{"layout.html", "coordinator_layout.html"}
)

// shared are those files, parsed once: each letter adds its own to a copy.
type shared struct {
	subject, text *texttemplate.Template
	html          *htmltemplate.Template
}

func (all sources) shared() (s shared, err error) {
	// The roots' names must be none of the files': html/template would empty them.
	s.subject = texttemplate.New("").Funcs(functions)
	s.html = htmltemplate.New("").Funcs(htmltemplate.FuncMap(functions))
	if err := all.parse(phrases, func(f source) error { _, err := s.subject.New(f.path).Parse(f.text); return err }); err != nil {
		return s, err
	}
	if s.text, err = s.subject.Clone(); err != nil {
		return s, err
	}
	if err := all.parse(textLayouts, func(f source) error { _, err := s.text.New(f.path).Parse(f.text); return err }); err != nil {
		return s, err
	}
	return s, all.parse(slices.Concat(phrases, htmlLayouts), func(f source) error { _, err := s.html.New(f.path).Parse(f.text); return err })
}

func (all sources) parse(files []string, parse func(source) error) error {
	for _, name := range files {
		f, ok := all[name]
		if !ok {
			return fmt.Errorf("the file %s/%s is missing", language, name)
		}
		if err := parse(f); err != nil {
			return err
		}
	}
	return nil
}

// letter parses and checks the three templates of one letter.
func (all sources) letter(v View, common shared) (letter, error) {
	name := string(v.Letter())
	l := letter{view: reflect.TypeOf(v), page: all[name+".html"].path}
	var err error
	if l.subject, err = all.text(name+".subject.txt", common.subject); err != nil {
		return l, err
	}
	if l.text, err = all.text(name+".txt", common.text); err != nil {
		return l, err
	}
	if l.html, err = common.html.Clone(); err != nil {
		return l, err
	}
	if err := all.parse([]string{name + ".html"}, func(f source) error { _, err := l.html.New(f.path).Parse(f.text); return err }); err != nil {
		return l, err
	}
	return l, errors.Join(
		check(textTrees(l.subject), "subject", l.view),
		check(textTrees(l.text), "layout", l.view),
		check(htmlTrees(l.html), "body", l.view),
	)
}

// text parses one file beside those that are shared.
func (all sources) text(file string, common *texttemplate.Template) (t *texttemplate.Template, err error) {
	if t, err = common.Clone(); err != nil {
		return nil, err
	}
	err = all.parse([]string{file}, func(f source) error { t, err = t.New(f.path).Parse(f.text); return err })
	return t, err
}

func textTrees(t *texttemplate.Template) map[string]*parse.Tree {
	trees := map[string]*parse.Tree{}
	for _, x := range t.Templates() {
		trees[x.Name()] = x.Tree
	}
	return trees
}

func htmlTrees(t *htmltemplate.Template) map[string]*parse.Tree {
	trees := map[string]*parse.Tree{}
	for _, x := range t.Templates() {
		trees[x.Name()] = x.Tree
	}
	return trees
}
