package store

import (
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// watched files mails and shows what the rules see of each.
type watched struct {
	*Store
	uid uint32
}

// see files an application after change, and returns the facts of it.
func (w *watched) see(t *testing.T, change func(*medelbot.Mail)) medelbot.Facts {
	t.Helper()
	w.uid++
	m := application(w.uid)
	change(&m)
	var seen medelbot.Facts
	h := life()
	h.Calls = append(h.Calls, medelbot.Call{ID: "another", Prefix: "AN"})
	h.Decide = func(f medelbot.Facts) medelbot.Change { seen = f; return medelbot.Change{Keep: true} }
	fileOne(t, w.Store, m, h)
	return seen
}

func numbersOf(cases []medelbot.Case) (numbers []string) {
	for i := range cases {
		numbers = append(numbers, cases[i].Number)
	}
	return numbers
}

func TestFactsOfTheApplicant(t *testing.T) {
	s, _ := openNew(t)
	w := &watched{s, 100}
	past := full("PK-2019-0004")
	past.Applicant = "Region Kronoberg"
	elsewhere := full("PK-2019-0005")
	elsewhere.Applicant, elsewhere.Call = "Region Kronoberg", "another"
	unpaid := full("PK-2019-0006")
	unpaid.Applicant, unpaid.PaidAt, unpaid.Paid = "Region Kronoberg", time.Time{}, 0
	unpaid.Elements = medelbot.Elements{medelbot.Account: {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "1-1"}}}
	do(t, s.Import(t.Context(), []medelbot.Case{past, elsewhere, unpaid, full("PK-2019-0007")}, "Harald"))
	number := opened(t, s, 1)
	paidTo := []medelbot.Value{{Type: "bankgiro", Number: "5050-1055"}}
	for _, tt := range []struct {
		name   string
		change func(*medelbot.Mail)
		others []string
		paidTo []medelbot.Value
	}{
		{"an application", func(*medelbot.Mail) {}, []string{past.Number, unpaid.Number, number}, paidTo},
		{"to another call", func(m *medelbot.Mail) { m.Reading.Call = "another" }, []string{elsewhere.Number}, paidTo},
		{"to none", func(m *medelbot.Mail) { m.Reading.Call = "" }, nil, paidTo},
		{"of somebody else", func(m *medelbot.Mail) {
			m.Reading.Elements[medelbot.Applicant] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Dalarna"}}
		}, nil, nil},
		{"of nobody", func(m *medelbot.Mail) { delete(m.Reading.Elements, medelbot.Applicant) }, nil, nil},
		{"a mail about a case", func(m *medelbot.Mail) { m.Reading.Kind, m.Reading.Case = medelbot.Supplement, past.Number },
			[]string{unpaid.Number, number}, paidTo},
		{"a question", func(m *medelbot.Mail) { m.Reading.Kind = medelbot.StatusQuery }, nil, nil},
	} {
		f := w.see(t, tt.change)
		if diff := cmp.Diff(tt.others, numbersOf(f.Others)); diff != "" {
			t.Errorf("%s: others\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.paidTo, f.PaidTo); diff != "" {
			t.Errorf("%s: paid to\n%s", tt.name, diff)
		}
	}

	// Of those with the same sender everything is read, of the others the sum.
	f := w.see(t, func(m *medelbot.Mail) { m.Reading.From.Email = "asa.oberg1@region.example" })
	if len(f.Others) != 3 || len(f.Others[2].Elements) != 2 || len(f.Others[0].Elements) != 1 || f.Others[0].Sought() != 70000 || f.Others[0].Granted() != 60000 {
		t.Errorf("the others are %+v", f.Others)
	}
	// Of very many the newest are told, and those granted money.
	for uid := range uint32(25) {
		opened(t, s, 10+uid)
	}
	f = w.see(t, func(*medelbot.Mail) {})
	if n := len(f.Others); n != 22 || f.Others[0].Number != past.Number || f.Others[n-1].Number != "PK-2021-0026" {
		t.Errorf("%d others: %v", n, numbersOf(f.Others))
	}
}

// An account from which all came back, as when it was the wrong one, is none
// that the applicant was paid to.
func TestMoneyThatCameBackVouchesForNothing(t *testing.T) {
	s, _ := openNew(t)
	w := &watched{s, 100}
	back := full("PK-2019-0004")
	back.Applicant, back.Repaid = "Region Kronoberg", back.Paid
	do(t, s.Import(t.Context(), []medelbot.Case{back}, "Harald"))
	if f := w.see(t, func(*medelbot.Mail) {}); back.Paid == 0 || len(f.PaidTo) != 0 {
		t.Errorf("paid %d, %+v", back.Paid, f.PaidTo)
	}
}

func TestFactsOfTheCase(t *testing.T) {
	s, h := openNew(t)
	w := &watched{s, 100}
	number := opened(t, s, 1)
	decision := grant(t, s, number)
	about := func(m *medelbot.Mail) { m.Reading.Kind, m.Reading.Case = medelbot.StatusQuery, number }
	if f := w.see(t, about); f.Decision == nil || f.Decision.ID != decision.ID || f.Call == nil || f.Call.ID != testCall.ID || f.Counts != nil {
		t.Errorf("the rules see %+v", f)
	}
	// The call is that of the case, whatever the mail reads like.
	if f := w.see(t, func(m *medelbot.Mail) { about(m); m.Reading.Call = "another" }); f.Call.ID != testCall.ID {
		t.Errorf("the call is %s", f.Call.ID)
	}
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedUndo})
	if f := w.see(t, about); f.Decision != nil {
		t.Errorf("a dropped decision is seen: %+v", f.Decision)
	}

	// Notices are counted by the day, as people count it.
	noticed(t, s, number)
	today := w.see(t, about).NoticesToday
	if want := count(t, s, `SELECT count(*) FROM outbox WHERE name = 'notice'`); today != want || want < 2 {
		t.Errorf("%d notices today, want %d", today, want)
	}
	h.forward(10 * time.Hour) // midnight in Stockholm is at 22 UTC in May
	if f := w.see(t, about); f.NoticesToday != 0 {
		t.Errorf("%d notices on the next day", f.NoticesToday)
	}

	// Counts are for commands.
	f := w.see(t, func(m *medelbot.Mail) { about(m); m.Reading.Kind = medelbot.Command })
	if diff := cmp.Diff(map[medelbot.Status]int{medelbot.StatusComplete: 1}, f.Counts); diff != "" {
		t.Error(diff)
	}
	// What is ordered is told to the applicant, whose letters count, and not those
	// to the coordinator.
	if letters := count(t, s, `SELECT count(*) FROM outbox WHERE address = 'asa.oberg1@region.example'`); letters != 2 {
		t.Errorf("%d letters to the applicant", letters)
	}
	h.forward(-10 * time.Hour)
	f = w.see(t, func(m *medelbot.Mail) {
		about(m)
		m.Reading.Kind = medelbot.Command
		m.Reading.ReplyTo.Email = harald.Addresses[0]
	})
	if f.LettersToday != 2 {
		t.Errorf("%d letters today", f.LettersToday)
	}
	// A command that merges sees the case that goes on.
	other := opened(t, s, 2)
	f = w.see(t, func(m *medelbot.Mail) {
		about(m)
		m.Reading.Kind = medelbot.Command
		m.Reading.Command = &medelbot.CommandMail{Lines: []medelbot.CommandLine{line(medelbot.Order{Deed: medelbot.DeedMerge, Into: other})}}
	})
	if f.Into == nil || f.Into.Number != other {
		t.Errorf("into %+v", f.Into)
	}
}

// A mail that comes after a person has answered it is known as answered.
func TestFactsOfWhatAPersonAnswered(t *testing.T) {
	s, _ := openNew(t)
	w := &watched{s, 100}
	sent := medelbot.FolderKey{Mailbox: box.Mailbox, Folder: "Sent", UIDValidity: 1}
	_, _, err := s.SentFrom(t.Context(), sent, 1)
	do(t, err)
	do(t, s.NoteAnswered(t.Context(), sent, 2, []medelbot.SentMail{{
		MessageID: "mine@skr.example", InReplyTo: []string{"a101@region.example"}, Date: noon,
	}}))
	if f := w.see(t, func(*medelbot.Mail) {}); !f.ByHand {
		t.Error("nobody knows that a person answered it")
	}
	if f := w.see(t, func(*medelbot.Mail) {}); f.ByHand {
		t.Error("a person is said to have answered it")
	}
	if f := w.see(t, func(m *medelbot.Mail) { m.Reading.MessageID = "" }); f.ByHand {
		t.Error("a mail without a Message-ID is said to be answered")
	}
}
