package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"medelbot"
)

type initCommand struct {
	Dir string `arg:"" optional:"" default:"." help:"Folder to write it to; made if it is missing. Default: this one."`
}

// Help is the long help of the command.
func (initCommand) Help() string {
	return `Writes config.toml with every key, its default and what it does. A file that is there already is left alone.`
}

// Run writes the file so that only its owner can read it.
func (c *initCommand) Run(p *process) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return &failure{text: "the folder cannot be made", try: "another folder", err: err}
	}
	path := filepath.Join(c.Dir, "config.toml")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &failure{text: path + " is there already and was left alone", try: "another folder, or move the file away"}
	}
	if err != nil {
		return &failure{text: "the configuration cannot be written", try: "another folder", err: err}
	}
	_, err = f.WriteString(medelbot.ExampleConfig())
	if err := errors.Join(err, f.Close()); err != nil {
		return &failure{text: path + " could not be written whole", try: "look whether the disk is full", err: err}
	}
	fmt.Fprintf(p.out, "Wrote %s.\nNext: fill in [[mailbox]], [[coordinator]] and [[call]], then try: medelbot check --config %s\n", path, path)
	return nil
}
