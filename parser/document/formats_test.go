package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medelbot/parser/doc"
	"medelbot/parser/document"
	"medelbot/parser/docx"
	"medelbot/parser/odt"
	"medelbot/parser/rtf"
)

// readers are the formats that word processors save in.
var readers = map[string]func([]byte) (document.Document, error){
	"docx": docx.Read, "odt": odt.Read, "fodt": odt.Read, "rtf": rtf.Read, "doc": doc.Read,
}

// A document says the same, whatever the format that it was saved in.
func TestFormatsAgree(t *testing.T) {
	files, err := filepath.Glob("testdata/*.want")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range files {
		base := strings.TrimSuffix(want, ".want")
		for ext, read := range readers {
			data, err := os.ReadFile(base + "." + ext)
			if os.IsNotExist(err) {
				continue
			}
			t.Run(filepath.Base(base)+"."+ext, func(t *testing.T) {
				d, err := read(data)
				if err != nil || d.Problem != "" {
					t.Fatalf("Read: %v, problem %q", err, d.Problem)
				}
				golden, err := os.ReadFile(want)
				if err != nil {
					t.Fatal(err)
				}
				got := d.Text + "\n=== margins\n" + d.Margins + "\n=== deleted\n" + d.Deleted + "\n"
				if got != string(golden) {
					t.Errorf("got:\n%s\nwant:\n%s", got, golden)
				}
			})
		}
	}
}

// What a password protects is said to be so.
func TestReadProtected(t *testing.T) {
	for _, ext := range []string{"docx", "odt", "doc"} {
		data, err := os.ReadFile("testdata/locked." + ext)
		if err != nil {
			t.Fatal(err)
		}
		d, err := readers[ext](data)
		if err == nil || d.Text != "" || d.Problem != "the document is protected by a password" {
			t.Errorf("%s: Read = %+v, %v", ext, d, err)
		}
	}
}

// A usual document of five pages costs less than 25 ms.
func BenchmarkRead(b *testing.B) {
	for ext, read := range readers {
		data, err := os.ReadFile("testdata/report." + ext)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(ext, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := read(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
