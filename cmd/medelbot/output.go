package main

import (
	"errors"
	"io"
	"io/fs"

	"medelbot/cmd/medelbot/atomicfile"
)

// writeTo writes a file that only its owner reads and that is there whole or not
// at all, or to standard output for a hyphen.
func writeTo(p *process, path string, write func(io.Writer) error) error {
	if path == "-" {
		return write(p.out)
	}
	fault := func(err error) error {
		return &failure{text: "the file cannot be written", try: "another folder, or look whether the disk is full", err: err}
	}
	f, err := atomicfile.Create(path)
	if err != nil {
		return fault(err)
	}
	defer f.Discard() // fails once it is in its place, as it should
	if err := write(f); err != nil {
		if errors.As(err, new(*fs.PathError)) { // of the disk, not of what shall be written
			return fault(err)
		}
		return err
	}
	if err := f.Commit(); err != nil {
		return fault(err)
	}
	return nil
}
