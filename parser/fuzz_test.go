package parser_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser"
	"medelbot/parser/swedish"
)

// FuzzRead: whatever bytes come in, a Reading comes out, the same each time; it
// breaks no promise, and what it keeps names nobody's identity number.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/mails/*.eml")
	if err != nil {
		f.Fatal(err)
	}
	for i, file := range files {
		if i%8 != 0 {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("From: a\r\n\r\n"))
	f.Add(write(from, "19121212-1212 19121212-1212\n> 19121212\n>1212 Bankgiro: 5050-1055\n--\n19121212-1212"))
	f.Add(write(answer, "BEVILJA 75000. Se 19121212-\nMOTIVERING: 1212\nRÄTTA SYFTE: 19121212-1212\nSTÄNG\n\nKod: "+secret))
	opts := options(f)
	opts.Explain = true
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := parser.Read(raw, opts)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := parser.Read(raw, opts); !reflect.DeepEqual(r, again) {
			t.Errorf("read first as %+v, then as %+v", r, again)
		}
		if r.Kind.Private() && (r.Reply != medelbot.NoLetter || len(r.Elements) > 0) {
			t.Errorf("ordinary mail is answered with %s or read: %v", r.Reply, r.Elements)
		}
		if r.Reply != medelbot.NoLetter && (r.Machine || r.Has(medelbot.Suspicious) || r.ReplyTo.Email == "") {
			t.Errorf("answered with %s: machine %v, warnings %v, to %q", r.Reply, r.Machine, r.Warnings, r.ReplyTo.Email)
		}
		for key, e := range r.Elements {
			checkElement(t, key, e)
		}
		for _, text := range kept(r) {
			if !utf8.ValidString(text) || len(swedish.Personnummer(text)) > 0 {
				t.Errorf("it keeps %q", text)
			}
		}
	})
}

// checkElement checks what the store and the letters rely on.
func checkElement(t *testing.T, key medelbot.ElementKey, e medelbot.Element) {
	t.Helper()
	switch v := e.Value; {
	case e.Status == medelbot.Missing:
	case e.Evidence == nil || strings.TrimSpace(e.Evidence.Quote) == "" || e.Evidence.Source == "":
		t.Errorf("%s is %s by the evidence %+v", key, e.Status, e.Evidence)
	case e.Status != medelbot.OK:
	case key == medelbot.Amount && (v == nil || v.SEK <= 0):
		t.Errorf("the amount is %+v", v)
	case key == medelbot.Account:
		n, check := medelbot.CheckAccount(medelbot.AccountType(v.Type), v.Number)
		if n.Number != v.Number || check != medelbot.CheckedAccount && v.Check == "" {
			t.Errorf("the account %s %s is ok, and checks as %s (%v)", v.Type, v.Number, n.Number, check)
		}
	}
}

// kept lists the texts of a Reading that are stored or shown. An account's own
// number is not among them: some banks make it of its holder's.
func kept(r medelbot.Reading) []string {
	all := append([]string{r.Subject, r.Text, r.From.Name, r.Applicant.Name, r.ReplyTo.Name}, r.Why...)
	for _, a := range r.Attachments {
		all = append(all, a.Name, a.Problem)
	}
	evidence := func(e *medelbot.Evidence) {
		if e != nil {
			all = append(all, e.Source, e.Place, e.Quote)
		}
	}
	for _, e := range r.Elements {
		evidence(e.Evidence)
		if e.Value != nil {
			all = append(all, e.Value.Name, e.Value.Text)
		}
	}
	if r.Command != nil {
		for _, l := range r.Command.Lines {
			all = append(all, l.Text, l.Order.Text)
			if l.Order.Value != nil {
				all = append(all, l.Order.Value.Name, l.Order.Value.Text)
			}
		}
	}
	if r.Explanation != nil {
		for _, c := range r.Explanation.Candidates {
			evidence(&c.Evidence)
		}
		for _, k := range r.Explanation.Kinds {
			all = append(all, k.Why)
		}
	}
	return all
}
