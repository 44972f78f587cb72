package templates

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"medelbot"
)

func load(t testing.TB) *Set {
	t.Helper()
	s, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSubjectAndWidth(t *testing.T) {
	s := load(t)
	for _, v := range Samples() {
		r, err := s.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		if n := utf8.RuneCountInString(r.Subject); n == 0 || n >= SubjectLength {
			t.Errorf("%s: the subject %q has %d characters", v.Letter(), r.Subject, n)
		}
		for _, line := range strings.Split(r.Text, "\n") {
			if utf8.RuneCountInString(line) > textWidth || strings.TrimRight(line, " ") != line {
				t.Errorf("%s: the line %q", v.Letter(), line)
			}
		}
		if len(r.HTML) > 40<<10 {
			t.Errorf("%s: the HTML part has %d bytes", v.Letter(), len(r.HTML))
		}
		if strings.Contains(r.Text+r.HTML+r.Subject, glued) {
			t.Errorf("%s: a glued blank was left", v.Letter())
		}
	}
}

// A subject fits also with the longest number that a case can have here, in the
// month with the longest name.
func TestSubjectOfTheLongestNumber(t *testing.T) {
	s := load(t)
	for _, v := range Samples() {
		long := reflect.New(reflect.TypeOf(v)).Elem()
		long.Set(reflect.ValueOf(v))
		number := long.FieldByName("Case")
		if !number.IsValid() || number.Kind() != reflect.String {
			continue
		}
		number.SetString("ABCDEFGH-2021-0007")
		if due := long.FieldByName("ReportDue"); due.IsValid() {
			due.Set(reflect.ValueOf(time.Date(2022, 9, 30, 12, 0, 0, 0, time.UTC)))
		}
		if _, err := s.Render(long.Interface().(View)); err != nil {
			t.Error(err)
		}
	}
}

// Each code for why mail waits has Swedish words; other text is a fault's own.
func TestAsideReasonsAreWorded(t *testing.T) {
	s := load(t)
	says := func(reason medelbot.AsideReason) string {
		t.Helper()
		r, err := s.Render(DigestView{Frame: Frame{Sender: "Testbäddar", Contacts: []Contact{{Name: "Anette"}}}, To: "Anette",
			SetAside: 1, Aside: []AsideMail{{ID: 1, From: "a@b.se", Subject: "x", Reason: reason}}})
		if err != nil {
			t.Fatal(err)
		}
		return r.Text
	}
	const fault = "Det gick inte att ta hand om:"
	for _, reason := range medelbot.AsideReasons() {
		if strings.Contains(says(reason), fault) {
			t.Errorf("%q has no Swedish wording", reason)
		}
	}
	if text := says("the mail has no header"); !strings.Contains(text, fault) {
		t.Errorf("a fault is shown as\n%s", text)
	}
}

// Text and HTML say the same: every word of one is in the other.
func TestTextAndHTMLSayTheSame(t *testing.T) {
	s := load(t)
	for _, v := range Samples() {
		r, err := s.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(strings.NewReader(r.HTML))
		if err != nil {
			t.Fatal(err)
		}
		var visible strings.Builder
		for n := range doc.Descendants() {
			// The letterhead says whom the mail is from.
			if n.Type == html.TextNode && n.Parent.DataAtom != atom.Title && n.Parent.DataAtom != atom.Style && attribute(n.Parent, "class") != "head" {
				visible.WriteString(n.Data + " ")
			}
		}
		inText, inHTML := words(bareSums(r.Text)), words(bareSums(visible.String()))
		for w := range inText {
			// The numbers of a list are drawn, not written, in HTML.
			if !inHTML[w] && !(len(w) == 1 && unicode.IsDigit(rune(w[0]))) {
				t.Errorf("%s: only the text says %q", v.Letter(), w)
			}
		}
		// A table's headings stand for what the text says line by line.
		for _, w := range []string{"ärende", "dagar", "fler", "kompletta", "ansökningar", "kr"} {
			delete(inHTML, w)
		}
		for w := range inHTML {
			if !inText[w] {
				t.Errorf("%s: only the HTML says %q", v.Letter(), w)
			}
		}
	}
}

func words(s string) map[string]bool {
	found := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		found[w] = true
	}
	return found
}

// own makes a folder of an organisation's own templates.
func own(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "sv"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, "sv", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOwnTemplates(t *testing.T) {
	dir := own(t, map[string]string{
		"ack_complete.txt":         "{{define \"body\"}}Tack! {{.Case}}{{range .Elements}}\n- {{template \"label\" .}}: {{.Read}}{{end}}{{end}}",
		"ack_complete.subject.txt": "{{define \"subject\"}}[{{.Case}}] Tack{{end}}",
		"README.md":                "notes",
	})
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Render(Samples()[0])
	if err != nil || !strings.HasPrefix(r.Text, "Tack! PK-2021-0007\n- Vem som söker: Region Kronoberg\n") || r.Subject != "[PK-2021-0007] Tack" {
		t.Errorf("%v, %q\n%s", err, r.Subject, r.Text)
	}
	if !strings.Contains(r.HTML, "har kommit fram") {
		t.Error("the HTML template was lost")
	}
}

// A bad template is an error when it is loaded, with file and line, also where
// no sample goes.
func TestBadTemplates(t *testing.T) {
	tests := []struct {
		name, file, text string
		wants            []string
	}{
		{"does not parse", "ack_complete.txt", "{{define \"body\"}}Hej\n{{if .Late}}{{end}}", []string{"sv/ack_complete.txt", ":2"}},
		{"unknown field", "ack_complete.txt", "{{define \"body\"}}Hej\n\n{{.Casse}}{{end}}", []string{"sv/ack_complete.txt:3", ".Casse", "README.md"}},
		{"unknown field where no sample goes", "ack_incomplete.html", "{{define \"body\"}}\n{{if eq .Call \"x\"}}{{range .Lacking}}{{.Kez}}{{end}}{{end}}{{end}}",
			[]string{"sv/ack_incomplete.html:2", "Element has no field .Kez"}},
		{"unknown field of the outer view", "digest.txt", "{{define \"body\"}}{{range $i, $c := .Detailed}}{{if lt $i 0}}{{$.Foo}}{{$c.Number}}{{end}}{{end}}{{end}}", []string{"sv/digest.txt:1", ".Foo"}},
		{"unknown field of a variable", "digest.txt", "{{define \"body\"}}{{$x := .Frame}}{{with .Aside}}{{$x.Nope}}{{end}}{{end}}", []string{"sv/digest.txt:1", ".Nope"}},
		{"a field of a text", "digest.html", "{{define \"body\"}}{{if false}}{{.To.Name}}{{end}}{{end}}", []string{"sv/digest.html:1", "no field .Name"}},
		{"unknown function", "digest.txt", "{{define \"body\"}}\n{{shout .To}}{{end}}", []string{"sv/digest.txt:2", "shout"}},
		{"unknown piece", "digest.txt", "{{define \"body\"}}{{if false}}{{template \"closingg\" .}}{{end}}{{end}}", []string{"sv/digest.txt:1", "closingg"}},
		{"unknown field in a phrase", "phrases.txt", "{{define \"label\"}}{{.Name}}{{end}}", []string{"sv/phrases.txt:1"}},
		{"fails when it is written", "digest.txt", "{{define \"body\"}}{{index .Folders 7}}{{end}}", []string{"sv/digest.txt:1", "index"}},
		{"no body", "digest.txt", "Hej", []string{"layout.txt", "body"}},
		{"subject too long", "digest.subject.txt", "{{define \"subject\"}}" + strings.Repeat("å", 60) + "{{end}}", []string{"sv/digest.subject.txt", "60"}},
		{"HTML that cannot be escaped", "digest.html", "{{define \"body\"}}<a href='{{.To}}{{end}}", []string{"digest.html"}},
		{"a file that no letter uses", "ack_komplett.txt", "Hej", []string{"ack_komplett.txt", "ack_complete.txt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(own(t, map[string]string{tt.file: tt.text}))
			e := (*Error)(nil)
			if !errors.As(err, &e) || e.Hint() == "" {
				t.Fatalf("it gives no hint: %v", err)
			}
			for _, want := range tt.wants {
				if !strings.Contains(e.Text+e.Try, want) {
					t.Errorf("%q is missing in: %v", want, err)
				}
			}
		})
	}
	_, err := Load(t.TempDir())
	if e := (*Error)(nil); !errors.As(err, &e) || !strings.Contains(e.Try, "put the files in") || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder without sv: %v", err)
	}
}

type strange struct{}

func (strange) Letter() medelbot.LetterName { return medelbot.AckComplete }

func TestRenderRefusesAnotherView(t *testing.T) {
	if _, err := load(t).Render(strange{}); err == nil {
		t.Error("it was accepted")
	}
}

func TestNames(t *testing.T) {
	want := []medelbot.LetterName{
		medelbot.AckComplete, medelbot.AckIncomplete, medelbot.AckReportComplete, medelbot.AckReportIncomplete, medelbot.AckSupplement,
		medelbot.AckWithdrawal, medelbot.CompletionReminder, medelbot.DecisionDeclined, medelbot.DecisionGranted, medelbot.DigestLetter,
		medelbot.PaymentMade, medelbot.ReportReminder, medelbot.RequestLetter, medelbot.StatusLetter,
	}
	names := load(t).Names()
	for _, name := range want {
		if !slices.Contains(names, name) {
			t.Errorf("there is no letter %s", name)
		}
	}
}

// README.md names every field of every view, and every cause that the letters know.
func TestReadmeNamesEveryField(t *testing.T) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range fieldNames() {
		if !strings.Contains(string(b), "`"+name+"`") {
			t.Errorf("README.md does not name `%s`", name)
		}
	}
	for name := range functions {
		if !strings.Contains(string(b), "`"+name+" ") && !strings.Contains(string(b), "`"+name+"`") {
			t.Errorf("README.md does not name the function %s", name)
		}
	}
	phrases, err := os.ReadFile("sv/coordinator_phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	causes := regexp.MustCompile(`eq \.Cause "(\w+)"`).FindAllStringSubmatch(string(phrases), -1)
	for _, cause := range causes {
		if !regexp.MustCompile("(?m)^\\| `Cause` .*\\b" + cause[1] + "\\b").Match(b) {
			t.Errorf("README.md does not name the cause %s", cause[1])
		}
	}
	if len(causes) < 10 {
		t.Errorf("%d causes", len(causes))
	}
}
