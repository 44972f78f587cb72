package main

import (
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/notifier"
	"medelbot/templates"
)

type previewCommand struct {
	Letter string `arg:"" optional:"" help:"Only this one, such as ack_incomplete."`
	Out    string `default:"preview" placeholder:"DIR" help:"Folder to write them to, which must be new or empty. Default: preview."`
}

// Help is the long help of the command.
func (previewCommand) Help() string {
	return `Writes every letter with sample data, in the ways that it can turn out: as text (.txt), as HTML (.html) and as the mail that would leave (.eml), with an index.html that leads to them; those in Swedish under sv, those in English under en. It sends nothing and opens no database.

The letters, names and addresses are those of the configuration (templates_dir, organisation, [[mailbox]], [[coordinator]]); without one, those of the file that medelbot init writes. People and cases in the letters are made up, and no code in them gives a right.`
}

// Run writes the previews.
func (c *previewCommand) Run(p *process) error {
	cfg, err := p.configurationOrExample()
	if err != nil {
		return err
	}
	if len(cfg.Mailboxes) == 0 {
		return &config.Error{File: cfg.Path(), Text: "there is no [[mailbox]] that letters could come from", Try: "compare with the file that medelbot init writes"}
	}
	letters, err := templates.Load(cfg.TemplatesPath())
	if err != nil {
		return &usageError{text: err.Error(), try: medelbot.Hint(err)}
	}
	if names := letters.Names(); c.Letter != "" && !slices.Contains(names, medelbot.LetterName(c.Letter)) {
		return &usageError{text: fmt.Sprintf("there is no letter %q", c.Letter), try: "one of " + joined(names)}
	}
	composer := composerOf(cfg, letters)
	composer.Clock = func() time.Time { return previewTime }
	all, err := composer.Previews(cfg.DigestMailbox())
	if err != nil {
		return err
	}
	if c.Letter != "" {
		all = slices.DeleteFunc(all, func(x notifier.Preview) bool { return string(x.Letter.Name) != c.Letter })
	}
	if err := newFolder(c.Out); err != nil {
		return err
	}
	if err := writePreviews(c.Out, all); err != nil {
		return &failure{text: "the letters cannot be written", try: "another folder, or look whether the disk is full", err: err}
	}
	fmt.Fprintf(p.out, "Wrote %d letters. Open %s\n", len(all), printable(filepath.Join(c.Out, "index.html")))
	return nil
}

// previewTime is when the letters are as if written: the day of their samples.
var previewTime = time.Date(2021, 5, 14, 7, 30, 0, 0, time.UTC)

// configurationOrExample reads the configuration file; where there is none and
// none was asked for, it is the example.
func (p *process) configurationOrExample() (*config.Config, error) {
	cfg, err := p.configuration()
	if errors.Is(err, fs.ErrNotExist) && p.config == defaultConfig {
		return config.Parse(defaultConfig, []byte(medelbot.ExampleConfig()))
	}
	return cfg, err
}

//go:embed preview.html
var previewPage string

// previewed is one letter in the index.
type previewed struct {
	Name, Subject, Language string
	File                    string // path from the index, without its ending
	HTML, Text, Mail        int    // bytes
}

// writePreviews writes each letter as three files, and the index.
func writePreviews(dir string, all []notifier.Preview) error {
	var list []previewed
	for _, x := range all {
		if err := os.MkdirAll(filepath.Join(dir, string(x.Language)), 0o700); err != nil {
			return err
		}
		file := string(x.Language) + "/" + x.Letter.Key
		for ending, content := range map[string][]byte{".txt": []byte(x.Text), ".html": []byte(x.HTML), ".eml": x.Letter.Raw} {
			if err := os.WriteFile(filepath.Join(dir, file+ending), content, 0o600); err != nil {
				return err
			}
		}
		list = append(list, previewed{
			Name: string(x.Letter.Name), Subject: x.Letter.Subject, Language: string(x.Language), File: file,
			HTML: len(x.HTML), Text: len(x.Text), Mail: len(x.Letter.Raw),
		})
	}
	page, err := template.New("preview.html").Parse(previewPage)
	if err != nil {
		return err
	}
	var index strings.Builder
	if err := page.Execute(&index, list); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), []byte(index.String()), 0o600)
}
