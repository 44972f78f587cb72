package demo

import (
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path/filepath"

	"medelbot/parser/message"
)

//go:embed index.html
var indexPage string

// Story is what the demo's index page tells.
type Story struct {
	Mails []StoryMail
}

// StoryMail is one mail, or an hour that struck, and what came of it.
type StoryMail struct {
	Title, From, Subject string
	File                 string // the mail as it came; "" if it was none
	Why                  string
	Case                 string // "" if it belongs to none
	Letters              []Page
}

// Page is one letter that left, as two files.
type Page struct {
	To, Subject string
	EML, HTML   string // paths from the index page
}

// SaveMail leaves a mail that came in dir, and returns its path there.
func SaveMail(dir string, number int, raw []byte) (string, error) {
	name := filepath.Join("mails", fmt.Sprintf("%02d.eml", number))
	return name, save(filepath.Join(dir, name), raw)
}

// SaveLetter leaves a letter in dir as .eml and .html.
func SaveLetter(dir, name string, l Letter) (Page, error) {
	m := message.Parse(l.Raw)
	p := Page{To: l.To, Subject: m.Subject, EML: filepath.Join("letters", name+".eml"), HTML: filepath.Join("letters", name+".html")}
	for _, part := range m.Parts {
		if part.Type == "text/html" {
			if err := save(filepath.Join(dir, p.HTML), []byte(part.Text)); err != nil {
				return p, err
			}
			return p, save(filepath.Join(dir, p.EML), l.Raw)
		}
	}
	return p, fmt.Errorf("the letter %q has no HTML part", m.Subject)
}

// SaveIndex writes index.html, which leads to everything.
func SaveIndex(dir string, s Story) error {
	page, err := template.New("index.html").Parse(indexPage)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, "index.html"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if err := page.Execute(f, s); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func save(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o600)
}
