package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

func TestSearch(t *testing.T) {
	s, _ := openNew(t)
	texts := []string{
		"Sjöbo kommun vill öva överenskommelser på vårdcentralen.",
		"Region Örebro vill ova gamla vagar.",
		"Vi söker för \"sammanhållen plan\", kod AND-7 (se bilaga).",
	}
	for i, text := range texts {
		m := application(uint32(i + 1))
		m.Reading.Text = text
		fileOne(t, s, m, rules())
	}
	private := ordinary(9)
	private.Reading.Text = "överenskommelser"
	fileOne(t, s, private, rules())
	tests := []struct {
		words string
		found []string // case numbers
	}{
		{"överenskommelser", []string{"PK-2021-0001"}},
		{"ÖVERENSKOMMELSER", []string{"PK-2021-0001"}},
		{"överens", []string{"PK-2021-0001"}}, // the last word may be begun
		{"överens öva", nil},                  // but no other
		{"ova", []string{"PK-2021-0002"}},     // ö is not o
		{"öva", []string{"PK-2021-0001"}},
		{"Örebro vägar", nil}, // the mail says vagar
		{`"sammanhållen plan"`, []string{"PK-2021-0003"}},
		{"AND-7", []string{"PK-2021-0003"}},
		{"plan OR kod", nil}, // a plain word, not an operator
		{"bilaga)", []string{"PK-2021-0003"}},
		{"body:plan", nil},
		{`kod" OR "öva`, nil},
		{"asa.oberg2", []string{"PK-2021-0002"}}, // the sender
		{"ansökan medel", []string{"PK-2021-0001", "PK-2021-0002", "PK-2021-0003"}},
	}
	for _, tt := range tests {
		hits, err := s.Search(t.Context(), tt.words)
		if err != nil {
			t.Errorf("%q: %v", tt.words, err)
			continue
		}
		found := map[string]bool{}
		for _, h := range hits {
			found[h.Case] = true
		}
		want := map[string]bool{}
		for _, number := range tt.found {
			want[number] = true
		}
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%q: %s", tt.words, diff)
		}
	}
	hits, err := s.Search(t.Context(), "överens")
	do(t, err)
	if h := hits[0]; !strings.Contains(h.Snippet, "öva [överenskommelser] på") || h.MailID == 0 || h.Subject != "Ansökan om medel" {
		t.Errorf("the hit is %+v", h)
	}
	for _, nothing := range []string{"", "  ", "\"", "* ()", "–"} {
		if _, err := s.Search(t.Context(), nothing); err == nil {
			t.Errorf("%q was searched for", nothing)
		}
	}
}

func FuzzMatchWords(f *testing.F) {
	for _, seed := range []string{"öva", `a"b`, "NEAR(a b)", "x*", "-y", "\x00", "0\x00", "ﬀ ½", "^a", "a AND", "col:z"} {
		f.Add(seed)
	}
	s, _ := openNew(f)
	f.Fuzz(func(t *testing.T, words string) {
		match := matchWords(words)
		if match == "" {
			return
		}
		var n int
		if err := s.reader.QueryRow(`SELECT count(*) FROM mail_text WHERE mail_text MATCH ?`, match).Scan(&n); err != nil {
			t.Errorf("%q became %q: %v", words, match, err)
		}
	})
}

func TestCases(t *testing.T) {
	s, _ := openNew(t)
	for i, name := range []string{"Örebro län", "Ånge stiftelse", "Zinkgruvans vänner", "ängelholms kommun", "Bräcke diakoni"} {
		m := application(uint32(i + 1))
		e := m.Reading.Elements[medelbot.Applicant]
		e.Value.Name = name
		if i == 2 {
			e.Status = medelbot.Unclear
			m.Reading.Elements[medelbot.Applicant] = e
		}
		fileOne(t, s, m, rules())
	}
	all := func(numbers ...int) []string {
		var list []string
		for _, n := range numbers {
			list = append(list, fmt.Sprintf("PK-2021-%04d", n))
		}
		return list
	}
	tests := []struct {
		name   string
		filter CaseFilter
		want   []string
	}{
		{"all by number", CaseFilter{}, all(1, 2, 3, 4, 5)},
		{"all by name", CaseFilter{ByApplicant: true}, all(5, 3, 2, 4, 1)},
		{"status", CaseFilter{Status: medelbot.StatusIncomplete}, all(3)},
		{"call", CaseFilter{Call: testCall.ID, Status: medelbot.StatusComplete}, all(1, 2, 4, 5)},
		{"another call", CaseFilter{Call: "x"}, nil},
		{"part of a name, in capitals", CaseFilter{Applicant: "ÄNG"}, all(4)},
		{"text", CaseFilter{Text: "nummer 2"}, all(2)},
		{"no words", CaseFilter{Text: "()"}, nil},
	}
	for _, tt := range tests {
		cases, err := s.Cases(t.Context(), tt.filter)
		do(t, err)
		var got []string
		for _, k := range cases {
			got = append(got, k.Number)
			if len(k.Elements) != 2 || k.Elements[medelbot.Amount].Value.SEK != 80000 {
				t.Errorf("%s: %s holds %+v", tt.name, k.Number, k.Elements)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
	if _, err := s.Case(t.Context(), "PK-2021-0099"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a case that does not exist: %v", err)
	}
}

func TestDigestFacts(t *testing.T) {
	s, h := openNew(t)
	fileOne(t, s, application(1), rules())
	h.forward(1000)
	asideOne(t, s, 2)
	since := noon.Add(500)
	h.forward(60_000_000_000)
	fileOne(t, s, application(3), rules())
	letter := queueDigest(t, s, 1)
	attempt(t, s, letter)
	do(t, s.Settle(t.Context(), letter, medelbot.Failed, "550 no such user", noon))
	facts, err := s.DigestFacts(t.Context(), since)
	do(t, err)
	if facts.CaseTotal != 2 || len(facts.Cases) != 2 || facts.Cases[0].New || facts.Cases[0].Changed || !facts.Cases[1].New {
		t.Errorf("cases: %+v", facts.Cases)
	}
	if len(facts.Aside) != 1 || facts.Aside[0].Reason != "the reader died on it" || facts.Aside[0].Mailbox != box.Mailbox {
		t.Errorf("aside: %+v", facts.Aside)
	}
	if len(facts.Letters) != 1 || facts.Letters[0].ID != letter || facts.Letters[0].Reason == "" || facts.Letters[0].Raw != nil {
		t.Errorf("letters: %+v", facts.Letters)
	}
	if !facts.Since.Equal(since) || !facts.Now.Equal(h.clock()) {
		t.Errorf("from %v to %v", facts.Since, facts.Now)
	}
}

// A command in another process files; the daemon's search finds it.
func TestSearchSeesWhatAnotherWrote(t *testing.T) {
	path := t.TempDir() + "/m.db"
	daemon, _ := openAt(t, path)
	command, _ := openAt(t, path)
	openFolder(t, daemon, box, 1)
	for uid := uint32(1); uid <= 6; uid++ {
		writer := daemon
		if uid%2 == 0 {
			writer = command
		}
		fileOne(t, writer, application(uid), rules())
		for _, s := range []*Store{daemon, command} {
			if hits, err := s.Search(t.Context(), "kronoberg"); err != nil || len(hits) != int(uid) {
				t.Errorf("after %d mails: %d found, %v", uid, len(hits), err)
			}
		}
	}
}
