// Package mailbag finds the mails in files and folders: .eml files, mboxes and
// Maildirs. It holds one mail in memory at a time.
package mailbag

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Bag is how mails are taken out of files.
type Bag struct {
	// Limit is how many bytes of one mail are read; the rest is passed over.
	Limit int64
}

// Item is one mail, or a file that could not be read.
type Item struct {
	Name string // the file's path; in an mbox followed by the mail's number
	Raw  []byte // the first Limit bytes
	Size int64  // of the whole mail, in bytes
	Err  error
}

// Count is how many mails Mails will yield, for a progress bar. What cannot be
// read counts as one.
func (b Bag) Count(paths []string) int64 {
	counter := Bag{Limit: 1}
	n := int64(0)
	for range counter.Mails(paths) {
		n++
	}
	return n
}

// Mails yields the mails of files and folders in the order of the paths, and in
// a folder in the order of the names. A folder that holds cur or new is a
// Maildir; in any other folder the files ending in .eml or .mbox are read, and
// the folders below it. A file that begins with "From " is an mbox, unless its
// name ends in .eml.
func (b Bag) Mails(paths []string) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, path := range paths {
			if !b.path(path, true, yield) {
				return
			}
		}
	}
}

// path yields what one path holds; false if no more is wanted. asked is set for
// a path that somebody has named: then it is read whatever its name.
func (b Bag) path(path string, asked bool, yield func(Item) bool) bool {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return yield(Item{Name: path, Err: unreadable(path, err)})
	case info.IsDir():
		return b.folder(path, yield)
	case !info.Mode().IsRegular():
		return !asked || yield(Item{Name: path, Err: fmt.Errorf("%s is neither a file nor a folder", path)})
	}
	ext := strings.ToLower(filepath.Ext(path))
	if !asked && ext != ".eml" && ext != ".mbox" {
		return true
	}
	return b.file(path, ext, yield)
}

func (b Bag) folder(path string, yield func(Item) bool) bool {
	entries, err := os.ReadDir(path)
	if err != nil {
		return yield(Item{Name: path, Err: unreadable(path, err)})
	}
	maildir := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.IsDir() && (e.Name() == "cur" || e.Name() == "new") })
	for _, e := range entries {
		below := filepath.Join(path, e.Name())
		switch {
		case maildir && e.IsDir() && (e.Name() == "cur" || e.Name() == "new"):
			if !b.maildir(below, yield) {
				return false
			}
		case maildir && !(e.IsDir() && strings.HasPrefix(e.Name(), ".")):
			// Its tmp holds mails that are being delivered, the rest is no mail;
			// a name with a dot is a Maildir below it.
		default:
			if !b.path(below, false, yield) {
				return false
			}
		}
	}
	return true
}

// maildir yields the files of cur or new, whatever their names.
func (b Bag) maildir(path string, yield func(Item) bool) bool {
	entries, err := os.ReadDir(path)
	if err != nil {
		return yield(Item{Name: path, Err: unreadable(path, err)})
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if !b.file(filepath.Join(path, e.Name()), ".eml", yield) {
			return false
		}
	}
	return true
}

func (b Bag) file(path, ext string, yield func(Item) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{Name: path, Err: unreadable(path, err)})
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 64<<10)
	if head, _ := r.Peek(len(fromLine)); ext != ".eml" && string(head) == fromLine {
		return b.mbox(path, r, yield)
	}
	one := Item{Name: path}
	if info, err := f.Stat(); err == nil {
		one.Size = info.Size()
	}
	raw, err := ReadAll(io.LimitReader(r, b.Limit), min(one.Size, b.Limit))
	if err != nil {
		one.Err = unreadable(path, err)
	}
	one.Raw = raw
	return yield(one)
}

// ReadAll is io.ReadAll for a text whose size in bytes is about known, and which
// may be large: it is not copied as it grows.
func ReadAll(r io.Reader, size int64) ([]byte, error) {
	text := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := text.ReadFrom(r)
	return text.Bytes(), err
}

const fromLine = "From "

// large is the size in bytes from which a buffer is not kept for the next mail.
const large = 1 << 20

// mbox yields the mails of an mbox (RFC 4155). A line that begins with "From "
// after an empty line, and holds a date, begins a mail; ">From " in a
// text is unquoted by one ">" (the form called mboxrd).
func (b Bag) mbox(path string, r *bufio.Reader, yield func(Item) bool) bool {
	var one *Item
	var body bytes.Buffer
	number, blank := 0, true
	done := func() bool {
		if one == nil {
			return true
		}
		one.Raw = bytes.Clone(body.Bytes())
		if one.Size == int64(len(one.Raw)) {
			// The empty line before the next "From " belongs to the mbox.
			one.Raw = bytes.TrimSuffix(bytes.TrimSuffix(one.Raw, []byte("\n")), []byte("\r"))
			one.Size = int64(len(one.Raw))
		}
		if body.Cap() > large {
			body = bytes.Buffer{} // nobody needs it while the mail is looked at
		}
		return yield(*one)
	}
	for {
		line, whole, err := readLine(r)
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return done()
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return done() && yield(Item{Name: path, Err: unreadable(path, err)})
		}
		if blank && whole && begins(line) {
			if !done() {
				return false
			}
			number++
			one, blank = &Item{Name: fmt.Sprintf("%s, mail %d", path, number)}, false
			body.Reset()
			continue
		}
		if one == nil {
			return yield(Item{Name: path, Err: fmt.Errorf("%s begins like an mbox and is none", path)})
		}
		blank = whole && len(bytes.TrimRight(line, "\r\n")) == 0
		line = unquote(line)
		one.Size += int64(len(line))
		if room := b.Limit - int64(body.Len()); room > 0 {
			body.Write(line[:min(int64(len(line)), room)])
		}
	}
}

// readLine reads a line with its end, or of a longer one than the buffer a
// piece, which whole tells from a line.
func readLine(r *bufio.Reader) (line []byte, whole bool, err error) {
	line, err = r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return line, false, nil
	}
	return line, true, err
}

// begins tells the line before a mail from a sentence that begins with "From ".
func begins(line []byte) bool {
	return bytes.HasPrefix(line, []byte(fromLine)) && envelope.Match(line)
}

// envelope is the line before a mail: an address or "-", then asctime, which
// some programs write with a zone. Its date is when the mail came here or when
// the mbox was written, so it says nothing certain.
var envelope = regexp.MustCompile(`^From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\b\d{1,2}:\d\d`)

// unquote takes one ">" from a line such as ">From " or ">>From ".
func unquote(line []byte) []byte {
	rest := bytes.TrimLeft(line, ">")
	if len(rest) < len(line) && bytes.HasPrefix(rest, []byte(fromLine)) {
		return line[1:]
	}
	return line
}

func unreadable(path string, err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file or folder %s", path)
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}
