package tools

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/tiff"

	"medelbot/parser/apart"
	"medelbot/parser/attachment"
	"medelbot/parser/document"
)

// The test binary puts limits on programs, too, if it is called so.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "limited" {
		fmt.Fprintln(os.Stderr, apart.Exec(testLimits(), os.Args[2], os.Args[3:], os.Environ()))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func testLimits() apart.Limits {
	l := apart.DefaultLimits()
	l.Wall = time.Minute // the machine may be busy
	return l
}

func limited(tool string, args ...string) *exec.Cmd {
	return exec.Command("/proc/self/exe", append([]string{"limited", tool}, args...)...)
}

// installed returns the programs of this machine; where they are not, the test
// cannot tell anything.
func installed(t *testing.T) *Tools {
	t.Helper()
	for _, name := range []string{pdftotext, pdftoppm, tesseract} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed; try: apt install poppler-utils tesseract-ocr tesseract-ocr-swe", name)
		}
	}
	t.Setenv("TMPDIR", t.TempDir())
	t.Cleanup(func() {
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
			t.Errorf("documents were left behind: %v %v", left, err)
		}
	})
	tools := Find(os.Getenv("PATH"), limited, testLimits(), 2)
	if tools.languages() != "swe+eng" {
		t.Skipf("tesseract has data for %q only; try: apt install tesseract-ocr-swe", tools.languages())
	}
	return tools
}

// read reads a file as the daemon does.
func read(t *testing.T, tools *Tools, name string) document.Document {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return tools.Complete(t.Context(), data, attachment.Read(filepath.Base(name), "", data))
}

func TestCompleteReadsScans(t *testing.T) {
	tools := installed(t)
	for _, c := range []struct {
		file   string
		want   []string
		places []string
	}{
		{"testdata/form.tiff", []string{
			"Kontaktperson\tMärta Öberg\n", "marta.oberg@gotland.example\n", "Sökt belopp\t85 000 kr\n", "Bankgiro\t5050-1055\n",
			"Vi vill pröva gemensam planering"}, nil},
		{"../pdf/testdata/cairo-scan.pdf", []string{"Ansökan om 85 000 kr\n"}, []string{"page 1"}},
		{"testdata/mixed.pdf", []string{"Ansökan om 85 000 kr\n", "Bankgiro"}, []string{"page 1", "page 2"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			d := read(t, tools, c.file)
			if !d.OCR || d.Problem != "" {
				t.Errorf("OCR %v, problem %q", d.OCR, d.Problem)
			}
			for _, want := range c.want {
				if !strings.Contains(d.Text, want) {
					t.Errorf("%q is not in:\n%s", want, d.Text)
				}
			}
			var places []string
			for _, p := range d.Places {
				places = append(places, p.Name)
			}
			if strings.Join(places, ", ") != strings.Join(c.places, ", ") {
				t.Errorf("places %q", places)
			}
			if i := strings.Index(d.Text, "Ansökan om 85"); i >= 0 && d.At(i) != c.places[len(c.places)-1] {
				t.Errorf("the scanned words are on %q", d.At(i))
			}
		})
	}
}

// A page that lay upside down in the scanner, and one that lay across.
func TestCompleteReadsTurnedPages(t *testing.T) {
	tools := installed(t)
	if !tools.trained().turned {
		t.Skip("tesseract cannot tell how a page is turned; try: apt install tesseract-ocr-osd")
	}
	data, err := os.ReadFile("testdata/form.tiff")
	if err != nil {
		t.Fatal(err)
	}
	page, err := tiff.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	size := page.Bounds().Size()
	across := image.NewGray(image.Rect(0, 0, size.Y, size.X))
	down := image.NewGray(page.Bounds())
	for y := range size.Y {
		for x := range size.X {
			across.Set(size.Y-1-y, x, page.At(x, y))
			down.Set(size.X-1-x, size.Y-1-y, page.At(x, y))
		}
	}
	for what, turned := range map[string]image.Image{"across": across, "upside down": down} {
		var out bytes.Buffer
		if err := png.Encode(&out, turned); err != nil {
			t.Fatal(err)
		}
		d := tools.Complete(t.Context(), out.Bytes(), document.Document{Type: "image/png", Scan: true})
		for _, want := range []string{"Kontaktperson\tMärta Öberg\n", "Bankgiro\t5050-1055\n"} {
			if !strings.Contains(d.Text, want) {
				t.Errorf("%s: %q is not in:\n%s", what, want, d.Text)
			}
		}
	}
}

func TestCompleteLeavesWhatIsReadAlone(t *testing.T) {
	tools := installed(t)
	for _, name := range []string{"libreoffice-form.pdf", "user-aes256.pdf", "chrome-form.pdf"} {
		data, err := os.ReadFile("../pdf/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		before := attachment.Read(name, "", data)
		if after := tools.Complete(t.Context(), data, before); after.Text != before.Text || after.Problem != before.Problem || after.OCR {
			t.Errorf("%s: %+v", name, after)
		}
	}
}

// TestPdftotextHelps has a file that the built-in reader is said to have failed
// on.
func TestPdftotextHelps(t *testing.T) {
	tools := installed(t)
	data, err := os.ReadFile("../pdf/testdata/libreoffice-letter.pdf")
	if err != nil {
		t.Fatal(err)
	}
	nothing := document.Document{Type: "application/pdf", Problem: "the document is damaged and cannot be opened"}
	d := tools.Complete(t.Context(), data, nothing)
	if letters(d.Text) < 500 || d.Problem != "" || d.OCR || d.At(0) != "page 1" {
		t.Errorf("%+v", d)
	}
}

func blank(t *testing.T, width, height int) []byte {
	t.Helper()
	picture := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCompleteMindsItsLimits(t *testing.T) {
	tools := installed(t)
	photo := tools.Complete(t.Context(), blank(t, 800, 600), document.Document{Type: "image/png", Scan: true, Problem: "x"})
	if photo.Problem != "" || photo.OCR || photo.Text != "" {
		t.Errorf("a picture without words: %+v", photo)
	}
	broken := tools.Complete(t.Context(), []byte("\x89PNG\r\n\x1a\n"), document.Document{Type: "image/png", Scan: true, Problem: "x"})
	if broken.Problem != "the words in its pictures could not be read" {
		t.Errorf("a damaged picture: %+v", broken)
	}
	over, stop := context.WithCancel(t.Context())
	stop()
	late := tools.Complete(over, blank(t, 800, 600), document.Document{Type: "image/png", Scan: true, Problem: "x"})
	if late.Problem != "reading the words in its pictures took too long" {
		t.Errorf("out of time: %+v", late)
	}
	huge := []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400000 14400000]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
	if d := tools.Complete(t.Context(), huge, document.Document{Type: "application/pdf", Scan: true, Problem: "x"}); d.Problem == "" {
		t.Errorf("a page of 5 km: %+v", d)
	}
}

func TestRunBoundsOutput(t *testing.T) {
	yes, err := exec.LookPath("yes")
	if err != nil {
		t.Skip("there is no yes here")
	}
	tools := Find(os.Getenv("PATH"), limited, testLimits(), 2)
	tools.limits.Output = 1 << 20
	if err := tools.withFile(t.Context(), nil, func(w workshop) error {
		text, err := w.run(t.Context(), nil, yes)
		if len(text) != 1<<20 || err == nil {
			t.Errorf("%d bytes, %v", len(text), err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A question that failed, as on a full disk, is asked again.
func TestAskedAgain(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, tesseract), nil, 0o700); err != nil {
		t.Fatal(err)
	}
	asked := 0
	tools := Find(dir, func(string, ...string) *exec.Cmd {
		if asked++; asked == 1 {
			return exec.Command("/bin/sh", "-c", "exit 1")
		}
		return exec.Command("/bin/sh", "-c", "echo eng osd swe")
	}, testLimits(), 2)
	var got []string
	for range 3 {
		got = append(got, tools.languages())
	}
	if want := []string{"", "swe+eng", "swe+eng"}; !slices.Equal(got, want) || asked != 2 {
		t.Errorf("asked %d times: %q", asked, got)
	}
}

func TestWithoutTools(t *testing.T) {
	tools := Find(t.TempDir(), limited, testLimits(), 2)
	for _, c := range []struct {
		doc     document.Document
		problem string
	}{
		{document.Document{Type: "application/pdf", Scan: true, Problem: "it holds pictures"}, "it holds pictures; no OCR is installed to read them"},
		{document.Document{Type: "application/pdf", Problem: "it is damaged"}, "it is damaged"},
		{document.Document{Type: "image/png", Scan: true, Problem: "it is a picture"}, "it is a picture"},
		{document.Document{Type: "text/plain", Text: "x"}, ""},
	} {
		if got := tools.Complete(t.Context(), []byte("x"), c.doc); got.Problem != c.problem || got.Text != c.doc.Text || got.OCR {
			t.Errorf("%+v became %+v", c.doc, got)
		}
	}
	for _, r := range tools.Report() {
		if r.Found != "" || !strings.Contains(r.Lost, "try: apt install") {
			t.Errorf("%+v", r)
		}
	}
}

func TestMendAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"anna.ekQregion.example":   "anna.ek@region.example",
		"anna.ek©ltv.example.se, ": "anna.ek@ltv.example.se, ",
		"IQ för Qvist":             "IQ för Qvist",
		"anna@region.example":      "anna@region.example",
		"KvalitetsQ AB":            "KvalitetsQ AB",
	} {
		if got := mendAddresses(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}

// row is one row of tesseract's table.
func row(level, left, top, width, height int, confidence, text string) string {
	return fmt.Sprintf("%d\t1\t1\t1\t1\t1\t%d\t%d\t%d\t%d\t%s\t%s\n", level, left, top, width, height, confidence, text)
}

func TestGrid(t *testing.T) {
	for _, c := range []struct {
		what, table, want string
	}{
		{"nothing", "", ""},
		{"a heading only", "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n", ""},
		{"columns found as blocks",
			row(4, 100, 100, 200, 30, "-1", "") + row(5, 100, 100, 100, 30, "96.5", "Belopp") +
				row(4, 100, 140, 200, 30, "-1", "") + row(5, 100, 140, 100, 30, "96", "Konto") +
				row(4, 400, 104, 200, 30, "-1", "") + row(5, 400, 104, 40, 30, "96", "85") + row(5, 450, 104, 60, 30, "96", "000") +
				row(4, 400, 143, 200, 30, "-1", "") + row(5, 400, 143, 80, 30, "96", "1-2"),
			"Belopp            85 000\nKonto             1-2\n"},
		{"columns that nearly touch",
			row(4, 100, 100, 200, 30, "-1", "") + row(5, 100, 100, 100, 30, "96", "Belopp") +
				row(4, 205, 100, 200, 30, "-1", "") + row(5, 205, 100, 40, 30, "96", "85"),
			"Belopp   85\n"},
		{"an address with a gap, a border, a guess, a row that is none",
			row(4, 100, 100, 200, 30, "-1", "") + row(5, 100, 100, 100, 30, "96", "anna@") + row(5, 205, 100, 100, 30, "96", "x.example") +
				row(5, 310, 100, 5, 30, "96", "|") + row(5, 320, 100, 100, 30, "12", "~~") + "5\tx\n",
			"anna@x.example\n"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := grid(readWords(c.table)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestUpright(t *testing.T) {
	lines := func() []line {
		return []line{
			{box{100, 100, 200, 30}, []word{{box{100, 100, 90, 30}, "Sökt"}, {box{200, 100, 100, 30}, "belopp"}}},
			{box{500, 102, 200, 30}, []word{{box{500, 102, 40, 30}, "85"}, {box{550, 102, 60, 30}, "000"}}},
			{box{100, 150, 100, 30}, []word{{box{100, 150, 100, 30}, "Konto"}}},
		}
	}
	want := grid(lines())
	for _, there := range []turn{upUp, upRight, upDown, upLeft} {
		back := []turn{upUp, upLeft, upDown, upRight}[there]
		page := lines()
		for i := range page {
			page[i].box = page[i].box.turn(back)
			for j := range page[i].words {
				page[i].words[j].box = page[i].words[j].box.turn(back)
			}
		}
		if got := turned(page); got != there {
			t.Errorf("turned by %d, found %d", there, got)
		}
		if got := grid(upright(page)); got != want {
			t.Errorf("turned by %d:\n%s\nwant\n%s", there, got, want)
		}
	}
}

func FuzzGrid(f *testing.F) {
	f.Add(row(4, 1, 1, 1, 1, "-1", "") + row(5, 1, 1, 1, 1, "90", "x"))
	f.Fuzz(func(t *testing.T, table string) {
		if got := grid(upright(readWords(table))); len(got) > 2000*(len(table)+1) {
			t.Errorf("%d bytes of %d", len(got), len(table))
		}
	})
}
