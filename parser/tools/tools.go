// Package tools reads attachments with the help of programs of others, where
// they are installed: pdftotext and pdftoppm (poppler-utils) and tesseract. They
// are started by the daemon itself, for a process that reads documents can reach
// no file; each within limits and in a folder of its own, with nothing to find
// there but the one document.
package tools

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"medelbot/parser/apart"
	"medelbot/parser/document"
)

// The programs.
const (
	pdftotext = "pdftotext"
	pdftoppm  = "pdftoppm"
	tesseract = "tesseract"
)

// Tools are the programs found on this machine. It can be used by several
// goroutines.
type Tools struct {
	limited func(tool string, args ...string) *exec.Cmd
	limits  apart.Limits
	env     []string
	found   map[string]bool
	slots   chan struct{} // one for each document that may be worked on at a time

	mu    sync.Mutex
	known *trained // nil until tesseract has told
}

// trained is what tesseract has data for.
type trained struct {
	languages string // as it wants them to be named; "" if none
	turned    bool   // it can tell how a picture is turned
}

func (t *Tools) languages() string { return t.trained().languages }

// Find looks for the programs in the folders of path, as $PATH has them.
// limited makes the command that runs one of them within limits; see apart.Exec.
// l holds for each run. At most so many documents are worked on at a time.
func Find(path string, limited func(tool string, args ...string) *exec.Cmd, l apart.Limits, documents int) *Tools {
	t := &Tools{limited: limited, limits: l, found: map[string]bool{}, slots: make(chan struct{}, documents)}
	// One thread: several would take twice the time for a page.
	t.env = []string{"PATH=" + path, "LANG=C.UTF-8", "OMP_THREAD_LIMIT=1"}
	for _, name := range []string{pdftotext, pdftoppm, tesseract} {
		t.found[name] = isInstalled(path, name)
	}
	return t
}

func isInstalled(path, name string) bool {
	for _, dir := range filepath.SplitList(path) {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
			return true
		}
	}
	return false
}

// Complete adds to what was read of a file what only other programs can read in
// it. Without them it returns doc as it is.
func (t *Tools) Complete(ctx context.Context, data []byte, doc document.Document) document.Document {
	switch {
	case doc.Type == "application/pdf" && !strings.Contains(doc.Problem, "password"):
		return t.completePDF(ctx, data, doc)
	case doc.Scan && strings.HasPrefix(doc.Type, "image/"):
		return t.readPicture(ctx, data, doc)
	}
	return doc
}

// workshop is a private folder to work on one document in.
type workshop struct {
	*Tools
	dir  string
	file *os.File // the document; it has no name, so that nothing is left even if we are killed
}

// withFile does work in a folder of its own on data, and takes it away. It waits
// while others work on as many documents as may be worked on at a time.
func (t *Tools) withFile(ctx context.Context, data []byte, work func(workshop) error) (err error) {
	select {
	case t.slots <- struct{}{}:
		defer func() { <-t.slots }()
	case <-ctx.Done():
		return errTime
	}
	dir, err := os.MkdirTemp("", "medelbot-")
	if err != nil {
		return fmt.Errorf("there is no place for a document: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	file, err := os.Create(filepath.Join(dir, "document"))
	if err != nil {
		return fmt.Errorf("there is no place for a document: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := os.Remove(file.Name()); err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		return fmt.Errorf("there is no place for a document: %w", err)
	}
	return work(workshop{t, dir, file})
}

// document is the file for a program to read from its beginning.
func (w workshop) document() (*os.File, error) {
	_, err := w.file.Seek(0, io.SeekStart)
	return w.file, err
}

// errTime is a run that took too long.
var errTime = errors.New("it took too long")

// run runs one program and returns what it printed, within the limits of time
// and size. in may be nil.
func (w workshop) run(ctx context.Context, in *os.File, name string, args ...string) (string, error) {
	r, out, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }() // all was read
	ctx, stop := context.WithTimeout(ctx, w.limits.Wall)
	defer stop()
	p, err := w.start(in, out, name, args...)
	if err := errors.Join(err, out.Close()); err != nil {
		return "", err
	}
	defer context.AfterFunc(ctx, p.Kill)()
	text, err := io.ReadAll(io.LimitReader(r, w.limits.Output))
	if int64(len(text)) == w.limits.Output {
		p.Kill() // it would go on for ever
	}
	ended := p.Wait()
	if ctx.Err() != nil {
		return string(text), errTime
	}
	if err = errors.Join(err, ended); err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return string(text), err
}

func (w workshop) start(in, out *os.File, name string, args ...string) (*apart.Process, error) {
	cmd := w.limited(name, args...)
	cmd.Dir = w.dir
	cmd.Stdout = out
	if in != nil { // not a nil of this type: exec would not know it for one
		cmd.Stdin = in
	}
	return apart.Start(cmd, append([]string{"HOME=" + w.dir, "TMPDIR=" + w.dir}, w.env...))
}

// trained tells what tesseract has data for. It is asked when that is first
// needed, and anew as long as it cannot tell, as on a disk that is full.
func (t *Tools) trained() trained {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		told, err := t.listTrained()
		if err != nil {
			return trained{}
		}
		t.known = &told
	}
	return *t.known
}

func (t *Tools) listTrained() (trained, error) {
	if !t.found[tesseract] {
		return trained{}, nil
	}
	var text string
	ctx := context.Background() // nobody's in particular: it is asked once for all
	err := t.withFile(ctx, nil, func(w workshop) (err error) {
		text, err = w.run(ctx, nil, tesseract, "--list-langs")
		return err
	})
	if err != nil {
		return trained{}, err
	}
	have := strings.Fields(text)
	wanted := slices.DeleteFunc([]string{"swe", "eng"}, func(l string) bool { return !slices.Contains(have, l) })
	return trained{strings.Join(wanted, "+"), slices.Contains(have, "osd")}, nil
}

// Report is one thing that programs of others are good for.
type Report struct {
	Name  string // of what they do
	Found string // what does it here; "" if nothing does
	Lost  string // what is lost, in words for a person; "" if nothing is
}

// Report tells what was found and what is lost without the rest.
func (t *Tools) Report() []Report {
	text := Report{Name: "difficult PDF files", Found: pdftotext}
	if !t.found[pdftotext] {
		text.Found, text.Lost = "", "damaged PDF files, and those with unusual letters, are read less well; try: apt install poppler-utils"
	}
	ocr := Report{Name: "scans and pictures", Found: "tesseract with " + t.languages()}
	switch {
	case !t.found[tesseract]:
		ocr.Found, ocr.Lost = "", "scanned documents and pictures are not read, and their senders are asked for another format; try: apt install tesseract-ocr tesseract-ocr-swe"
	case t.languages() == "":
		ocr.Found, ocr.Lost = "", "tesseract has no data for Swedish, so that scanned documents and pictures are not read; try: apt install tesseract-ocr-swe"
	case t.languages() == "swe":
		ocr.Lost = "tesseract has no data for English, without which it misreads the @ of addresses; try: apt install tesseract-ocr-eng"
	case t.languages() == "eng":
		ocr.Lost = "tesseract has no data for Swedish, so that å, ä and ö are misread; try: apt install tesseract-ocr-swe"
	}
	if ocr.Found != "" && !t.found[pdftoppm] {
		ocr.Lost = "scanned PDF files are not read, only pictures; try: apt install poppler-utils"
	}
	return []Report{text, ocr}
}
