package document_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"testing"

	"medelbot/parser/document"
	"medelbot/parser/internal/damage"
)

// Damaged files are read as far as they go: without a panic, and an error always
// has words for a person.
func TestReadDamaged(t *testing.T) {
	for ext, read := range readers {
		t.Run(ext, func(t *testing.T) {
			t.Parallel()
			for _, base := range []string{"form", "word", "fields"} {
				data, err := os.ReadFile("testdata/" + base + "." + ext)
				if os.IsNotExist(err) {
					continue
				}
				for i := range 300 {
					checkDamaged(t, read, base, i, damage.Variant(data, i))
				}
			}
		})
	}
}

// The parts of a zipped document have check sums: what is damaged within them
// must be packed anew to reach the readers.
func TestReadDamagedParts(t *testing.T) {
	for ext, parts := range map[string][]string{
		"docx": {"word/document.xml", "word/numbering.xml", "word/styles.xml"},
		"odt":  {"content.xml", "styles.xml"},
	} {
		for _, part := range parts {
			t.Run(part, func(t *testing.T) {
				t.Parallel()
				for i := range 300 {
					variant := repack(t, "testdata/word."+ext, part, i)
					checkDamaged(t, readers[ext], part, i, variant)
				}
			})
		}
	}
}

func checkDamaged(t *testing.T, read func([]byte) (document.Document, error), name string, i int, variant []byte) {
	t.Helper()
	d, err := read(variant)
	if (err != nil || d.Text == "" && len(d.Files) == 0) && d.Problem == "" {
		t.Errorf("%s, variant %d: error %v and no text without a word for a person", name, i, err)
	}
	if err != nil && d.Text != "" {
		t.Errorf("%s, variant %d: a text although nothing could be read", name, i)
	}
}

// repack returns a document with the ith damage of one of its parts.
func repack(t *testing.T, name, part string, i int) []byte {
	t.Helper()
	whole, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range whole.File {
		from, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if file.Name == part {
			data = damage.Variant(data, i)
		}
		to, err := w.Create(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
