package tools

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/sys/unix"

	"medelbot/parser/document"
	"medelbot/parser/pdf"
)

const (
	maxPages   = 10   // that OCR looks at in one document
	lastPage   = 100  // further ones are nobody's application
	pageText   = 40   // letters on a page: fewer are a stamp on a picture
	scanDots   = 200  // an inch: scans have 200 to 300, and more made no letter clearer
	scanSide   = 6000 // dots of a page at most, each way; an A3 page has 3 300
	muchBetter = 1.25 // times the letters: then another's reading is taken
)

// completePDF has pdftotext try what the built-in reader had trouble with, and
// OCR what is left.
func (t *Tools) completePDF(ctx context.Context, data []byte, doc document.Document) document.Document {
	if !doc.Scan && doc.Problem == "" || doc.OCR {
		return doc
	}
	// Asked before there is a place to wait for: the answer may take one, too.
	ocr := doc.Scan && t.found[pdftoppm] && t.languages() != ""
	if !ocr && !t.found[pdftotext] {
		return withoutOCR(doc)
	}
	err := t.withFile(ctx, data, func(w workshop) error {
		if t.found[pdftotext] {
			doc = w.readLayout(ctx, doc)
		}
		if ocr && doc.Scan {
			doc = w.readPages(ctx, doc)
		}
		return nil
	})
	if err != nil && doc.Problem == "" {
		doc.Problem = err.Error()
	}
	if !ocr {
		return withoutOCR(doc)
	}
	return doc
}

// withoutOCR says of a scan why it was not read.
func withoutOCR(doc document.Document) document.Document {
	if doc.Scan && doc.Problem != "" {
		doc.Problem += "; no OCR is installed to read them"
	}
	return doc
}

// readLayout takes pdftotext's reading if it is much better than the one that
// is there.
func (w workshop) readLayout(ctx context.Context, doc document.Document) document.Document {
	in, err := w.document()
	if err != nil {
		return doc
	}
	text, err := w.run(ctx, in, pdftotext, "-layout", "-enc", "UTF-8", "-", "-")
	if letters(text) < pageText || float64(letters(text)) < muchBetter*float64(letters(doc.Text)) {
		return doc // also if it failed: then there is hardly any text
	}
	read := pdf.FromLayout(text)
	doc.Text, doc.Places, doc.Margins, doc.Scan = read.Text, read.Places, read.Margins, false
	if err == nil {
		doc.Problem = ""
	}
	return doc
}

// readPages has OCR read the pages on which there are no words.
func (w workshop) readPages(ctx context.Context, doc document.Document) document.Document {
	known := pageTexts(&doc)
	var pages []string
	read, found := 0, 0
	var trouble error
	for n := 1; n <= lastPage && read < maxPages; n++ {
		if text := known[n]; letters(text) >= pageText {
			pages = append(pages, text)
			continue
		}
		text, err := w.readPage(ctx, n)
		if errors.Is(err, errNoPage) {
			break
		}
		read++
		if err != nil {
			trouble = err
		}
		if errors.Is(err, errTime) {
			break // nor would the next page be done sooner
		}
		found += letters(text)
		if letters(text) < letters(known[n]) {
			text = known[n]
		}
		pages = append(pages, text)
	}
	switch {
	case trouble != nil && (found > 0 || errors.Is(trouble, errTime)):
		doc.Problem = ocrTrouble(trouble)
	case trouble != nil: // what was said before tells more
	case read == maxPages:
		doc.Problem = fmt.Sprintf("only %d of its scanned pages were read", maxPages)
	case found > 0:
		doc.Problem = ""
	}
	if found == 0 {
		return doc
	}
	doc.Text, doc.Places, doc.OCR, doc.Scan = "", nil, true, false
	for i, text := range pages {
		doc.Places = append(doc.Places, document.Place{Offset: len(doc.Text), Name: "page " + strconv.Itoa(i+1)})
		doc.Text += strings.TrimRight(text, "\n") + "\n"
	}
	return doc
}

// errNoPage is a page behind the last one.
var errNoPage = errors.New("there is no such page")

// readPage draws one page and has it read. The picture goes from one program to
// the other and never through this one.
func (w workshop) readPage(ctx context.Context, n int) (string, error) {
	ctx, stop := context.WithTimeout(ctx, w.limits.Wall)
	defer stop()
	in, err := w.document()
	if err != nil {
		return "", err
	}
	r, out, err := os.Pipe()
	if err != nil {
		return "", err
	}
	page, side := strconv.Itoa(n), strconv.Itoa(scanSide)
	p, err := w.start(in, out, pdftoppm, "-r", strconv.Itoa(scanDots), "-gray", "-f", page, "-l", page,
		"-x", "0", "-y", "0", "-W", side, "-H", side, "-")
	if err := errors.Join(err, out.Close()); err != nil {
		return "", errors.Join(err, r.Close())
	}
	defer context.AfterFunc(ctx, p.Kill)()
	text := ""
	if hasMore(r) { // else there is no such page, and nothing to load languages for
		text, err = w.recognise(ctx, r)
	}
	_ = r.Close() // nothing can be lost; the other one shall not wait
	drawn := p.Wait()
	switch {
	case ctx.Err() != nil:
		return "", errTime
	case drawn != nil && strings.Contains(p.Said(), "Wrong page range"):
		return "", errNoPage
	case drawn != nil && text == "":
		return "", fmt.Errorf("%s: %w", pdftoppm, drawn)
	}
	return text, err
}

// hasMore waits until there is something to read from a pipe, or nobody left who
// could write to it.
func hasMore(r *os.File) bool {
	poll := []unix.PollFd{{Fd: int32(r.Fd()), Events: unix.POLLIN}}
	for {
		if _, err := unix.Poll(poll, -1); err != unix.EINTR {
			return err == nil && poll[0].Revents&unix.POLLIN != 0
		}
	}
}

// pageTexts cuts a document's text at its pages.
func pageTexts(doc *document.Document) map[int]string {
	texts := map[int]string{}
	for i, p := range doc.Places {
		end := len(doc.Text)
		if i+1 < len(doc.Places) {
			end = doc.Places[i+1].Offset
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(p.Name, "page ")); err == nil && p.Offset <= end {
			texts[n] += doc.Text[p.Offset:end]
		}
	}
	return texts
}

// letters counts the letters and digits of a text.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
