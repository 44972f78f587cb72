// Package funds_test runs a foundation's fund by its configuration alone: other
// elements, another cap, other words, other applicants. Its mail is made up, and
// labelled as a careful coordinator would.
package funds_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/parser"
)

const folder = "testdata/ljusglimten"

// load reads the configuration of the foundation's fund.
func load(t *testing.T) *config.Config {
	t.Helper()
	cfg, err := config.Load(folder + "/config.toml")
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// options is what the fund's reader knows.
func options(cfg *config.Config) parser.Options {
	return parser.Options{
		Calls: cfg.AllCalls(), Mailboxes: cfg.Addresses(), Coordinators: cfg.People(), Authserv: cfg.Authserv(), Zone: cfg.Zone(),
	}
}

// label is what a careful coordinator says of a mail in mails/.
type label struct {
	Note      string
	Language  medelbot.Language
	Kind      medelbot.Kind
	Reply     medelbot.LetterName
	Call      string
	Complete  *bool
	Warnings  []medelbot.Warning
	KnownCase string `json:"known_case"`
	Elements  map[medelbot.ElementKey]struct {
		Status             medelbot.ElementStatus
		Code               medelbot.Code
		Value              medelbot.Value
		Contains, Excludes []string
	}
}

// The foundation's mail is read by its configuration alone.
func TestMails(t *testing.T) {
	opts := options(load(t))
	right, all, exact := 0, 0, 0
	files, err := filepath.Glob(folder + "/mails/*.eml")
	if err != nil || len(files) < 40 {
		t.Fatalf("there are %d mails (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".eml"), func(t *testing.T) {
			bad := 0
			check := func(what string, want, got any) {
				all++
				if want == got {
					right++
					return
				}
				bad++
				t.Errorf("%s: want %v, got %v", what, want, got)
			}
			compare(t, file, opts, check)
			if bad == 0 {
				exact++
			}
		})
	}
	t.Logf("mails %d exact %d checks %d of %d right", len(files), exact, right, all)
}

// A coordinator mends an element that only the fund has, by mail.
func TestCommand(t *testing.T) {
	got, err := parser.Read([]byte(mail(t, "cmd-ratta-alder")), options(load(t)))
	if err != nil {
		t.Fatal(err)
	}
	if got.Command == nil || len(got.Command.Lines) != 1 {
		t.Fatalf("read as %s: %+v", got.Kind, got.Command)
	}
	o := got.Command.Lines[0].Order
	if o.Deed != medelbot.DeedCorrect || o.Element != "age" || o.Value == nil || o.Value.Text != "9-15 år" {
		t.Errorf("ordered %+v", got.Command.Lines[0])
	}
}

// compare reads a mail and holds it against its label.
func compare(t *testing.T, file string, opts parser.Options, check func(what string, want, got any)) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSuffix(file, ".eml") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var want label
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	got, err := parser.Read(raw, opts)
	if err != nil {
		t.Fatal(err)
	}
	check("kind", want.Kind, got.Kind)
	check("reply", want.Reply, got.Reply)
	if want.Kind == medelbot.Application {
		check("call", want.Call, got.Call)
	}
	check("case", want.KnownCase, got.Case)
	check("English", want.Language == medelbot.English, got.Language == medelbot.English)
	check("complete", want.Complete != nil && *want.Complete, got.Complete != nil && *got.Complete)
	slices.Sort(got.Warnings)
	check("warnings", joined(want.Warnings), joined(got.Warnings))
	check("mentions", 0, len(got.Mentions))
	for key, w := range want.Elements {
		e := got.Elements[key]
		if e.Status == "" {
			e.Status = medelbot.Missing
		}
		check(string(key)+".status", w.Status, e.Status)
		check(string(key)+".code", w.Code, e.Code)
		var v medelbot.Value
		if e.Value != nil {
			v = *e.Value
		}
		for _, f := range []struct{ part, want, got string }{
			{".name", w.Value.Name, v.Name}, {".email", w.Value.Email, v.Email}, {".phone", w.Value.Phone, v.Phone},
			{".type", w.Value.Type, v.Type}, {".number", w.Value.Number, v.Number},
		} {
			if f.want != "" {
				check(string(key)+f.part, f.want, f.got)
			}
		}
		if w.Value.SEK != 0 {
			check(string(key)+".sek", w.Value.SEK, v.SEK)
		}
		for _, text := range w.Contains {
			check(string(key)+" holds "+text, true, strings.Contains(v.Text, text))
		}
		for _, text := range w.Excludes {
			check(string(key)+" is without "+text, false, strings.Contains(v.Text, text))
		}
		if e.Status != medelbot.Missing {
			check(string(key)+" has evidence", true, e.Evidence != nil && e.Evidence.Source != "" && e.Evidence.Quote != "")
		}
	}
}

func joined(list []medelbot.Warning) string {
	var all []string
	for _, w := range list {
		all = append(all, string(w))
	}
	return strings.Join(all, " ")
}
