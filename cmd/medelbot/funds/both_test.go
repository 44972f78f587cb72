package funds_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/parser"
)

// both are the calls of the fund that is built in and of the foundation in one
// configuration, all of them open at all times.
func both(t *testing.T) (builtIn, all []medelbot.Call) {
	t.Helper()
	cfg, err := config.Load("../../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	builtIn, all = cfg.AllCalls(), append(cfg.AllCalls(), load(t).AllCalls()...)
	for i := range all {
		if len(all[i].About) > 0 {
			all[i].Opens = time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
			all[i].Closes = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		} else if all[i].ID == "patientkontrakt-2021" {
			all[i].Closes = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		}
	}
	for i := range builtIn {
		builtIn[i].Opens, builtIn[i].Closes = all[i].Opens, all[i].Closes
	}
	return builtIn, all
}

// Mail to the one fund is read as if there were no other.
func TestSideBySide(t *testing.T) {
	builtIn, all := both(t)
	files, err := filepath.Glob("../../../parser/testdata/mails/*.eml")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d mails (%v)", len(files), err)
	}
	const every = 5 // of so many mails some of each sort are enough
	for i := 0; i < len(files); i += every {
		file := files[i]
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		opts := parser.Options{Calls: builtIn, Mailboxes: []string{"harald.gronqvist@skr.se"}, Authserv: []string{"mx.skr.se"}}
		alone, err := parser.Read(raw, opts)
		if err != nil {
			t.Fatal(err)
		}
		opts.Calls = all
		beside, err := parser.Read(raw, opts)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(alone, beside); d != "" {
			t.Errorf("%s is read otherwise beside another fund:\n%s", filepath.Base(file), d)
		}
	}
	opts := options(load(t))
	opts.Calls = all
	files, _ = filepath.Glob(folder + "/mails/*.eml")
	strangers := []string{"oth-annan-fond-patientkontrakt.eml", "app-for-sen.eml"} // to the other fund; before this last day
	for _, file := range files {
		if slices.Contains(strangers, filepath.Base(file)) {
			continue
		}
		compare(t, file, opts, func(what string, want, got any) {
			if want != got {
				t.Errorf("%s: %s: want %v, got %v", filepath.Base(file), what, want, got)
			}
		})
	}
}

// Where both funds may be meant, the mail's own words say which.
func TestWhichFund(t *testing.T) {
	_, all := both(t)
	for _, test := range []struct{ subject, text, want string }{
		{"Ansökan kulturstipendium", "Vi söker 5 000 kr. Bankgiro 5050-1055.", "kulturstipendium-2026"},
		{"Ansökan", "Vi söker 5 000 kr från Ljusglimten. Bankgiro 5050-1055.", "kulturstipendium-2026"},
		{"Ansökan testbädd", "Region Halland söker 5 000 kr. Bankgiro 5050-1055.", "patientkontrakt-2021"},
		{"Ansökan testbädd", "Region Halland söker 5 000 kr, som Ljusglimten gav oss nej till. Bankgiro 5050-1055.", "patientkontrakt-2021"},
		{"Ansökan", "Region Halland söker 5 000 kr. Vi vill hålla kurser. Bankgiro 5050-1055.", "patientkontrakt-2021"},
	} {
		raw := "From: a@example.org\nTo: b@example.org\nDate: Tue, 10 Mar 2026 10:00:00 +0100\nSubject: " + test.subject +
			"\nContent-Type: text/plain; charset=utf-8\n\nHej!\n\n" + test.text + "\n"
		got, err := parser.Read([]byte(raw), parser.Options{Calls: all})
		if err != nil {
			t.Fatal(err)
		}
		if got.Kind != medelbot.Application || got.Call != test.want {
			t.Errorf("%q, %q: %s to %q, want %q", test.subject, test.text, got.Kind, got.Call, test.want)
		}
	}
}
