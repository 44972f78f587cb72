package elements

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"medelbot"
)

var call2021 = medelbot.Call{ID: "patientkontrakt-2021", Cap: 100_000, Elements: []medelbot.ElementKey{
	medelbot.Applicant, medelbot.Reference, medelbot.Amount, medelbot.Purpose, medelbot.Effects, medelbot.Contact, medelbot.Account}}

var call2019 = medelbot.Call{ID: "patientkontrakt-2019", Cap: 100_000,
	Elements: []medelbot.ElementKey{medelbot.Applicant, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors}}

var home = []medelbot.Person{{Name: "Harald Grönqvist", Addresses: []string{"harald.gronqvist@skr.se"}}}

// letter is one text of testdata: what stands above "----" says who writes
// and what should be read, in lines such as
//
//	From: Anna Ek <anna.ek@regionx.se>
//	Call: 2021 | 2019 | report
//	Signature: Anna Ek / 070-174 06 05
//	amount: ok 85000
//	purpose: ok +words that stand in it -words that do not
//	account: missing
type letter struct {
	in   Input
	want map[medelbot.ElementKey]string
}

func readLetter(t testing.TB, text string) letter {
	t.Helper()
	head, body, ok := strings.Cut(text, "----\n")
	if !ok {
		t.Fatal("no ---- line")
	}
	l := letter{want: map[medelbot.ElementKey]string{}}
	l.in.Home, l.in.HomeDomains = home, []string{"skr.se", "skl.se"}
	l.in.Texts = []Text{{Source: "body"}}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "":
		case "From":
			name, email, _ := strings.Cut(strings.TrimSuffix(value, ">"), " <")
			l.in.Sender = medelbot.Address{Name: name, Email: email}
		case "Subject":
			l.in.Subject = value
		case "Signature":
			l.in.Texts[0].Signature = strings.ReplaceAll(value, " / ", "\n")
		case "Hidden":
			l.in.Texts[0].Hidden = value
		case "Call":
			switch value {
			case "2021":
				l.in.Call, l.in.Wanted = &call2021, call2021.Elements
			case "2019":
				l.in.Call, l.in.Wanted = &call2019, call2019.Elements
			case "report":
				l.in.Wanted = medelbot.ReportElements
			}
		default:
			l.want[medelbot.ElementKey(key)] = value
		}
	}
	// An attachment follows "==== name".
	parts := strings.Split(body, "==== ")
	l.in.Texts[0].Own = parts[0]
	for _, p := range parts[1:] {
		name, own, _ := strings.Cut(p, "\n")
		l.in.Texts = append(l.in.Texts, Text{Source: name, Own: own})
	}
	return l
}

// tell writes an element as the letters' heads do.
func tell(e medelbot.Element) string {
	s := string(e.Status)
	if e.Code != "" {
		s += " " + string(e.Code)
	}
	if v := e.Value; v != nil && v.Text == "" {
		for _, f := range []string{v.Name, v.Email, v.Phone, v.Type, v.Number, v.Check} {
			if f != "" {
				s += " " + f
			}
		}
		if v.SEK != 0 {
			s += fmt.Sprint(" ", v.SEK)
		}
	}
	return s
}

func TestLetters(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no letters: %v", err)
	}
	slices.Sort(files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			l := readLetter(t, string(text))
			got := Read(l.in)
			for _, key := range l.in.Wanted {
				checkElement(t, key, got[key], l.want[key])
			}
		})
	}
}

func checkElement(t *testing.T, key medelbot.ElementKey, e medelbot.Element, want string) {
	t.Helper()
	if e.Status != medelbot.Missing && (e.Evidence == nil || e.Evidence.Quote == "") {
		t.Errorf("%s: %s without evidence", key, e.Status)
	}
	head, rest, not := want, "", ""
	if isProse(key) {
		head, rest, _ = strings.Cut(want, " +")
		head, not, _ = strings.Cut(head, " -")
	}
	if got := tell(e); got != head {
		t.Errorf("%s: %q, want %q (%+v)", key, got, head, e.Evidence)
		return
	}
	if e.Value == nil {
		return
	}
	var holds, lacks []string
	for _, part := range strings.Split(rest, " +") {
		hold, lack, _ := strings.Cut(part, " -")
		holds = append(holds, hold)
		if lack != "" {
			lacks = append(lacks, strings.Split(lack, " -")...)
		}
	}
	if not != "" {
		lacks = append(lacks, not)
	}
	for _, h := range holds {
		if !strings.Contains(strings.ToLower(e.Value.Text), strings.ToLower(h)) {
			t.Errorf("%s: %q lacks %q", key, e.Value.Text, h)
		}
	}
	for _, l := range lacks {
		if strings.Contains(strings.ToLower(e.Value.Text), strings.ToLower(l)) {
			t.Errorf("%s: %q holds %q", key, e.Value.Text, l)
		}
	}
}
