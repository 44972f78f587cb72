package templates

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"medelbot"
)

// Every letter to applicants is there in English, and no letter to coordinators.
func TestEnglishLetters(t *testing.T) {
	swedish := load(t)
	var want []medelbot.LetterName
	for _, name := range swedish.Names() {
		if !name.ToCoordinator() {
			want = append(want, name)
		}
	}
	if got := swedish.In(medelbot.English).Names(); !slices.Equal(got, want) {
		t.Errorf("there are %v, want %v", got, want)
	}
	if swedish.In("") != swedish || swedish.In("fi") != swedish || swedish.In(medelbot.English).In(medelbot.Swedish) != swedish {
		t.Error("a language without letters is not Swedish")
	}
}

// swedishWord finds what an English letter may not say beyond names and what a
// person wrote.
var swedishWord = regexp.MustCompile(`(?i)\b(?:och|att|inte|du|din|ditt|vi|det|till|på|har|för|senast|mejl\w*|ansökan|läst|ärende\w*)\b`)

// An English letter is in English, but for what a person wrote.
func TestEnglishLettersAreInEnglish(t *testing.T) {
	s := load(t).In(medelbot.English)
	for _, v := range english.samples() {
		r, err := s.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(r.HTML, `lang="en"`); n < 2 || strings.Contains(r.HTML, `lang="sv"`) {
			t.Errorf("%s: the HTML part is not marked as English", v.Letter())
		}
		own := r.Subject + "\n" + r.Text
		for _, w := range texts(reflect.ValueOf(v)) {
			own = strings.ReplaceAll(own, w, "x")
		}
		if w := swedishWord.FindString(own); w != "" {
			t.Errorf("%s: %q stands in\n%s", v.Letter(), w, own)
		}
	}
}

// Both languages tell the same facts: an English letter has the dates, sums and
// case numbers of the Swedish one, and as many headings and things in lists.
func TestEnglishLettersTellWhatSwedishOnesDo(t *testing.T) {
	s := load(t)
	outline := func(doc string) (found []string) {
		for z := html.NewTokenizer(strings.NewReader(doc)); ; {
			switch z.Next() {
			case html.ErrorToken:
				return found
			case html.StartTagToken:
				name, _ := z.TagName()
				found = append(found, string(name))
			}
		}
	}
	figure := regexp.MustCompile(`\d+`)
	for i, v := range english.samples() {
		in, err := s.In(medelbot.English).Render(v)
		if err != nil {
			t.Fatal(err)
		}
		sv, err := s.Render(Samples()[i])
		if err != nil {
			t.Fatal(err)
		}
		if a, b := outline(in.HTML), outline(sv.HTML); !slices.Equal(a, b) {
			t.Errorf("%s: the English letter is built of\n%v, the Swedish one of\n%v", v.Letter(), a, b)
		}
		figures := func(r Rendered) []string {
			text := strings.NewReplacer(hard, "", ",", "").Replace(unquoted(r.Text))
			all := figure.FindAllString(text, -1)
			slices.Sort(all)
			return all
		}
		if a, b := figures(in), figures(sv); !slices.Equal(a, b) {
			t.Errorf("%s: the English letter has the figures\n%v, the Swedish one\n%v", v.Letter(), a, b)
		}
	}
}

// unquoted leaves out what a letter quotes.
func unquoted(text string) string {
	return regexp.MustCompile(`[“”][^”]*”`).ReplaceAllString(text, "x")
}

// Dates, sums and numbers are written as the British do.
func TestEnglishFigures(t *testing.T) {
	s := load(t).In(medelbot.English)
	r, err := s.Render(DecisionGrantedView{
		Matter: english.samples()[0].(AckCompleteView).Matter,
		Decided: Decided{By: []string{"Harald Grönqvist", "Anette Nilsson", "Karin Ek"}, Sought: 100000,
			DecidedAt: time.Date(2021, 5, 14, 9, 0, 0, 0, time.UTC)},
		Paying: Paying{Account: "bankgiro ending in 1055"}, Sum: 85000,
	})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(strings.Join(strings.Fields(r.Text), " "), hard, " ")
	for _, want := range []string{
		"you will get SEK 85,000. You applied for SEK 100,000",
		"Harald Grönqvist, Anette Nilsson and Karin Ek made the decision on Friday 14 May 2021.",
		"your bankgiro ending in 1055",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, r.Text)
		}
	}
	if r.Language != medelbot.English || !strings.HasSuffix(r.Subject, "SEK 85,000 granted") {
		t.Errorf("%q, %q", r.Language, r.Subject)
	}
}

// A folder of own letters may have either language or both; each takes the
// place of its own.
func TestOwnEnglishTemplates(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("README.md", "notes")
	write("en/ack_complete.txt", `{{define "body"}}Cheers!{{end}}`)
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	in, _ := s.In(medelbot.English).Render(english.samples()[0])
	sv, _ := s.Render(Samples()[0])
	if in.Text != "Cheers!\n" || !strings.HasPrefix(sv.Text, "Hej!") {
		t.Errorf("English:\n%s\nSwedish:\n%s", in.Text, sv.Text)
	}

	for _, tt := range []struct{ file, text, want string }{
		{"en/digest.txt", "x", "no letter uses the file"},
		{"en/status.txt", "{{define \"body\"}}\n{{.Nope}}{{end}}", "en/status.txt:2"},
		{"de/status.txt", "x", `there are no letters in a language "de"`},
	} {
		write(tt.file, tt.text)
		_, err := Load(dir)
		if e := (*Error)(nil); !errors.As(err, &e) || !strings.Contains(e.Text, tt.want) || e.Hint() == "" {
			t.Errorf("%s: %v", tt.file, err)
		}
		if err := os.RemoveAll(filepath.Join(dir, tt.file)); err != nil {
			t.Fatal(err)
		}
	}
}

// A file that is missing is told by language.
func TestMissingFileOfALanguage(t *testing.T) {
	for _, l := range languages {
		all, err := readSources(l.name, "")
		if err != nil {
			t.Fatal(err)
		}
		common, err := all.shared(l)
		if err != nil {
			t.Fatal(err)
		}
		delete(all.files, "status.html")
		_, err = all.letter(StatusView{}, common)
		if want := string(l.name) + "/status.html is missing"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
