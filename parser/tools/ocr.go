package tools

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strconv"

	"medelbot/parser/document"
	"medelbot/parser/pdf"
)

// readPicture has OCR read a picture file. Of one without words nothing is
// said: it is a photograph.
func (t *Tools) readPicture(ctx context.Context, data []byte, doc document.Document) document.Document {
	if t.languages() == "" {
		return doc
	}
	var text string
	err := t.withFile(ctx, data, func(w workshop) error {
		in, err := w.document()
		if err == nil {
			text, err = w.recognise(ctx, in)
		}
		return err
	})
	doc.Problem, doc.Scan = "", false
	if err != nil {
		doc.Problem = ocrTrouble(err)
	}
	if letters(text) > 0 {
		doc.Text, doc.OCR = text, true
	}
	return doc
}

// ocrTrouble says in words for a person what kept OCR from reading.
func ocrTrouble(err error) string {
	if errors.Is(err, errTime) {
		return "reading the words in its pictures took too long"
	}
	return "the words in its pictures could not be read"
}

// recognise reads the words of a picture, laid out as they stand on it.
func (w workshop) recognise(ctx context.Context, picture *os.File) (string, error) {
	layout := "3" // find the blocks
	if w.trained().turned {
		layout = "1" // and first which way is up, which takes a tenth of a second
	}
	table, err := w.run(ctx, picture, tesseract, "stdin", "stdout", "-l", w.languages(), "--psm", layout, "--dpi", strconv.Itoa(scanDots), "tsv")
	text := grid(upright(readWords(table)))
	return mendAddresses(pdf.FromLayout(text).Text), err
}

// badAt is an address whose @ was taken for a letter. Seen in practice: Q and ©,
// at a resolution at which the next address is read right.
var badAt = regexp.MustCompile(`\b([a-z0-9][a-z0-9._-]+)[Q©®]([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,7})\b`)

func mendAddresses(s string) string { return badAt.ReplaceAllString(s, "$1@$2") }
