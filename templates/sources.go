package templates

import (
	"embed"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	texttemplate "text/template"
	"text/template/parse"

	"medelbot"
)

//go:embed sv en look.html
var embedded embed.FS

// lookFile holds what the HTML of all languages has in common: styles, and pieces
// that have no words of their own.
const lookFile = "look.html"

// source is one template file: its text, and the path that errors name it by.
type source struct{ path, text string }

// sources are all template files of a language by their name in its folder.
type sources struct {
	language medelbot.Language
	files    map[string]source
	own      bool // some are the organisation's own
}

// checkFolder checks that an organisation's own letters lie in folders that are
// named by languages.
func checkFolder(dir string) error {
	if dir == "" {
		return nil
	}
	entries, err := os.ReadDir(dir)
	put := "put the files in " + filepath.Join(dir, string(medelbot.Swedish)) + " or " + filepath.Join(dir, string(medelbot.English))
	if err != nil {
		return &Error{fmt.Sprintf("the folder %s of your own letters cannot be read: %v", dir, err), put, err}
	}
	found := false
	for _, e := range entries {
		switch name := e.Name(); {
		case !e.IsDir() || strings.HasPrefix(name, "."):
		case string(written(medelbot.Language(name)).name) != name:
			return &Error{Text: fmt.Sprintf("there are no letters in a language %q, so the folder %s is of no use", name, filepath.Join(dir, name)), Try: put}
		default:
			found = true
		}
	}
	if !found {
		return &Error{fmt.Sprintf("the folder %s of your own letters holds none", dir), put, fs.ErrNotExist}
	}
	return nil
}

func readSources(name medelbot.Language, dir string) (sources, error) {
	all := sources{language: name, files: map[string]source{}}
	look, err := embedded.ReadFile(lookFile)
	if err != nil {
		return all, err
	}
	all.files[lookFile] = source{path.Join("templates", lookFile), string(look)}
	if err := all.add(embedded, "templates"); err != nil {
		return all, err
	}
	if dir == "" {
		return all, nil
	}
	known := slices.Sorted(maps.Keys(all.files))
	err = all.add(os.DirFS(dir), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil // who has own letters in one language may have none in another
	}
	if err != nil {
		return all, err
	}
	all.own = true
	for name, s := range all.files {
		if !slices.Contains(known, name) {
			return all, &Error{Text: "no letter uses the file " + s.path, Try: "one of the names " + strings.Join(known, ", ")}
		}
	}
	return all, nil
}

// add reads the files of the language's folder over those that are there. Notes
// (.md) and hidden files are left alone.
func (all sources) add(from fs.FS, shown string) error {
	folder := string(all.language)
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
		all.files[name] = source{path.Join(filepath.ToSlash(shown), folder, name), string(text)}
	}
	return nil
}

// beside names a file that every letter shares, and with it, in a language that
// has letters to coordinators, the one that those share.
func (all sources) beside(name string) []string {
	if all.language == medelbot.Swedish {
		return []string{name, "coordinator_" + name}
	}
	return []string{name}
}

// shared are the files that every letter shares, sentences and what stands
// around, parsed once: each letter adds its own to a copy.
type shared struct {
	subject, text *texttemplate.Template
	html          *htmltemplate.Template
}

func (all sources) shared(l *language) (s shared, err error) {
	functions, phrases := l.functions(), all.beside("phrases.txt")
	// The roots' names must be none of the files': html/template would empty them.
	s.subject = texttemplate.New("").Funcs(functions)
	s.html = htmltemplate.New("").Funcs(htmltemplate.FuncMap(functions))
	if err := all.parse(phrases, func(f source) error { _, err := s.subject.New(f.path).Parse(f.text); return err }); err != nil {
		return s, err
	}
	if s.text, err = s.subject.Clone(); err != nil {
		return s, err
	}
	if err := all.parse(all.beside("layout.txt"), func(f source) error { _, err := s.text.New(f.path).Parse(f.text); return err }); err != nil {
		return s, err
	}
	return s, all.parse(slices.Concat(phrases, []string{lookFile}, all.beside("layout.html")), func(f source) error { _, err := s.html.New(f.path).Parse(f.text); return err })
}

func (all sources) parse(files []string, parse func(source) error) error {
	for _, name := range files {
		f, ok := all.files[name]
		if !ok {
			return fmt.Errorf("the file %s/%s is missing", all.language, name)
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
	l := letter{view: reflect.TypeOf(v), page: all.files[name+".html"].path}
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
