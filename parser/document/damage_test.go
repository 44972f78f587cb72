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

// variants is how many damaged copies of each file are read.
const variants = 300

// Damaged files are read as far as they go: without a panic, and an error always
// has words for a person.
func TestReadDamaged(t *testing.T) {
	for ext, read := range readers {
		t.Run(ext, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile("testdata/form." + ext)
			if err != nil {
				t.Fatal(err)
			}
			for i := range variants {
				checkDamaged(t, read, i, damage.Variant(data, i))
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
		t.Run(ext, func(t *testing.T) {
			t.Parallel()
			whole := unpack(t, "testdata/word."+ext, parts)
			for i := range variants {
				data := make([][]byte, len(parts))
				for n := range parts {
					// One part is damaged at a time, the text in every second variant.
					if data[n] = whole[n]; n == i%4%len(parts) {
						data[n] = damage.Variant(whole[n], i)
					}
				}
				checkDamaged(t, readers[ext], i, pack(t, parts, data))
			}
		})
	}
}

func checkDamaged(t *testing.T, read func([]byte) (document.Document, error), i int, variant []byte) {
	t.Helper()
	d, err := read(variant)
	if (err != nil || d.Text == "" && len(d.Files) == 0) && d.Problem == "" {
		t.Errorf("variant %d: error %v and no text without a word for a person", i, err)
	}
	if err != nil && d.Text != "" {
		t.Errorf("variant %d: a text although nothing could be read", i)
	}
}

func unpack(t *testing.T, name string, parts []string) [][]byte {
	t.Helper()
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }() // read only
	data := make([][]byte, len(parts))
	for i, part := range parts {
		file, err := archive.Open(part)
		if err != nil {
			t.Fatal(err)
		}
		if data[i], err = io.ReadAll(file); err != nil {
			t.Fatal(err)
		}
	}
	return data
}

func pack(t *testing.T, parts []string, data [][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i, part := range parts {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: part, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
