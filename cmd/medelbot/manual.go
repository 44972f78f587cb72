package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/alecthomas/kong"

	"medelbot"
	"medelbot/cmd/medelbot/manual"
)

type manualCommand struct {
	Out string `required:"" placeholder:"DIR" help:"Folder to write them to; made if it is missing."`
}

// Help is the long help of the command.
func (manualCommand) Help() string {
	return `Writes what a package brings besides the program: manual pages (man) and the completions of shells (completion).`
}

// Run writes them, under the names that a system knows them by.
func (c *manualCommand) Run(p *process, app *kong.Application) error {
	version, date := version()
	if date.IsZero() {
		date = p.now()
	}
	for name, text := range map[string][]byte{
		"man/medelbot.1":           manual.Page(app, version, date),
		"man/medelbot.toml.5":      manual.ConfigPage(medelbot.ExampleConfig(), version, date),
		"completion/medelbot":      manual.Bash(app),
		"completion/_medelbot":     manual.Zsh(app),
		"completion/medelbot.fish": manual.Fish(app),
	} {
		path := filepath.Join(c.Out, name)
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil {
			err = os.WriteFile(path, text, 0o644)
		}
		if err != nil {
			return &failure{text: "the manual cannot be written", try: "another folder for --out", err: err}
		}
	}
	fmt.Fprintf(p.out, "Wrote manual pages and completions to %s.\n", c.Out)
	return nil
}
