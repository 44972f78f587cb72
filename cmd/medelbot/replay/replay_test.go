package replay

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/store"
)

var (
	day  = time.Date(2021, 5, 4, 12, 0, 0, 0, time.UTC)
	call = medelbot.Call{ID: "c", Cap: 100_000, CapPer: medelbot.CapPerRegion, Elements: []medelbot.ElementKey{medelbot.Amount, medelbot.Purpose}}
)

func sum(sek int64) medelbot.Element {
	return medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: sek}}
}

func said(text string) medelbot.Element {
	return medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Text: text}}
}

var missing = medelbot.Element{Status: medelbot.Missing}

// history builds a case as it was filed.
type history struct{ store.CaseView }

func (h *history) mail(id int64, kind medelbot.Kind, at time.Time, event medelbot.EventName, letter medelbot.LetterName, quiet string, elements medelbot.Elements) *store.MailInfo {
	h.Mails = append(h.Mails, store.MailInfo{ID: id, Kind: kind, Arrived: at, Quiet: quiet})
	h.Log = append(h.Log, store.LoggedEvent{Event: medelbot.Event{Name: event, At: at, MailID: id}})
	if letter != "" {
		h.Letters = append(h.Letters, medelbot.Letter{MailID: id, Name: letter})
	}
	part := store.PartApplication
	if kind == medelbot.Report {
		part = store.PartReport
	}
	for key, e := range elements {
		h.History = append(h.History, store.ElementEntry{Part: part, Key: key, Element: e, At: at, By: medelbot.ByProgram, MailID: id})
	}
	return &h.Mails[len(h.Mails)-1]
}

func (h *history) person(key medelbot.ElementKey, e medelbot.Element, at time.Time) {
	e.Vouched = medelbot.VouchedByPerson
	h.History = append(h.History, store.ElementEntry{Part: store.PartApplication, Key: key, Element: e, At: at, By: "Anna"})
}

func filed(status medelbot.Status, elements medelbot.Elements) *history {
	h := &history{store.CaseView{Case: medelbot.Case{Number: "PK-2021-0001", Call: "c", Status: status}}}
	letter := medelbot.AckIncomplete
	if status == medelbot.StatusComplete {
		letter = medelbot.AckComplete
	}
	h.mail(1, medelbot.Application, day, medelbot.EventOpened, letter, "", elements)
	return h
}

func application(reply medelbot.LetterName, elements medelbot.Elements) medelbot.Reading {
	return medelbot.Reading{Kind: medelbot.Application, Call: "c", Reply: reply, Elements: elements}
}

func TestCase(t *testing.T) {
	complete := medelbot.Elements{medelbot.Amount: sum(50_000), medelbot.Purpose: said("Öva")}
	halved := medelbot.Elements{medelbot.Amount: sum(50_000), medelbot.Purpose: missing}
	tooMuch := medelbot.Element{Status: medelbot.Invalid, Code: medelbot.OverCap, Value: &medelbot.Value{SEK: 50_000}}
	for _, c := range []struct {
		name   string
		filed  func() *history
		today  []medelbot.Reading // of each mail
		mails  [][]Difference
		status *Difference
	}{
		{"as it was", func() *history { return filed(medelbot.StatusComplete, complete) },
			[]medelbot.Reading{application(medelbot.AckComplete, complete)}, [][]Difference{nil}, nil},
		{"an element is found today", func() *history { return filed(medelbot.StatusIncomplete, halved) },
			[]medelbot.Reading{application(medelbot.AckComplete, complete)},
			[][]Difference{{{"reply", "ack_incomplete", "ack_complete"}, {"purpose", missing, said("Öva")}}},
			&Difference{"status", "incomplete", "complete"}},
		{"another kind, so that there would be no case", func() *history { return filed(medelbot.StatusComplete, complete) },
			[]medelbot.Reading{{Kind: medelbot.Other, Reply: medelbot.NoLetter}},
			[][]Difference{{{"kind", "application", "other"}, {"reply", "ack_complete", "none"}}},
			&Difference{"status", "complete", "none"}},
		{"suspicious today", func() *history { return filed(medelbot.StatusComplete, complete) },
			[]medelbot.Reading{{Kind: medelbot.Application, Call: "c", Reply: medelbot.NoLetter, Elements: complete, Warnings: []medelbot.Warning{medelbot.Suspicious}}},
			[][]Difference{{{"reply", "ack_complete", "none"}}}, &Difference{"status", "complete", "held"}},
		{"another call", func() *history { return filed(medelbot.StatusComplete, complete) },
			[]medelbot.Reading{{Kind: medelbot.Application, Call: "d", Reply: medelbot.AckComplete, Elements: complete}},
			[][]Difference{{{"call", "c", "d"}}}, nil},
		{"too much only together with others", func() *history {
			return filed(medelbot.StatusIncomplete, medelbot.Elements{medelbot.Amount: tooMuch, medelbot.Purpose: said("Öva")})
		}, []medelbot.Reading{application(medelbot.AckIncomplete, complete)}, [][]Difference{nil}, nil},
		{"a person's word stands", func() *history {
			h := filed(medelbot.StatusComplete, halved)
			h.Letters[0].Name = medelbot.AckIncomplete
			h.person(medelbot.Purpose, said("Mötas"), day.Add(time.Hour))
			return h
		}, []medelbot.Reading{application(medelbot.AckIncomplete, medelbot.Elements{medelbot.Amount: sum(50_000)})}, [][]Difference{nil}, nil},
		{"of a quiet mail the answer says nothing", func() *history {
			h := filed(medelbot.StatusComplete, complete)
			h.Letters, h.Mails[0].Quiet = nil, medelbot.QuietBackfill
			return h
		}, []medelbot.Reading{application(medelbot.AckComplete, complete)}, [][]Difference{nil}, nil},
		{"what a person has taken for an application is one", func() *history {
			h := filed(medelbot.StatusComplete, complete)
			h.Letters = nil
			h.Log = append(h.Log, store.LoggedEvent{Event: medelbot.Event{Name: medelbot.EventTaken, At: day, MailID: 1}})
			return h
		}, []medelbot.Reading{{Kind: medelbot.Other, Reply: medelbot.NoLetter, Elements: complete}}, [][]Difference{nil}, nil},
		{"a supplement says again what was known, and something else than was taken of it", func() *history {
			h := filed(medelbot.StatusComplete, halved)
			h.Letters[0].Name = medelbot.AckIncomplete
			h.mail(2, medelbot.Supplement, day.Add(time.Hour), medelbot.EventAttached, medelbot.AckSupplement, "",
				medelbot.Elements{medelbot.Purpose: said("Öva")})
			return h
		}, []medelbot.Reading{application(medelbot.AckIncomplete, halved),
			{Kind: medelbot.Supplement, Reply: medelbot.AckSupplement, Elements: medelbot.Elements{medelbot.Amount: sum(50_000)}}},
			[][]Difference{nil, {{"purpose", said("Öva"), missing}}}, &Difference{"status", "complete", "incomplete"}},
		{"a supplement changes today what it did not then", func() *history {
			h := filed(medelbot.StatusComplete, complete)
			h.mail(2, medelbot.Supplement, day.Add(time.Hour), medelbot.EventAttached, medelbot.AckSupplement, "", nil)
			return h
		}, []medelbot.Reading{application(medelbot.AckComplete, complete),
			{Kind: medelbot.Supplement, Reply: medelbot.AckSupplement, Elements: medelbot.Elements{medelbot.Amount: {Status: medelbot.Unclear}}}},
			[][]Difference{nil, {{"amount", sum(50_000), medelbot.Element{Status: medelbot.Unclear}}}}, &Difference{"status", "complete", "incomplete"}},
		{"what a person was to look at was not taken, whatever it says", func() *history {
			h := filed(medelbot.StatusComplete, complete)
			h.mail(2, medelbot.Supplement, day.Add(time.Hour), medelbot.EventAttached, "", "", nil)
			h.Log = append(h.Log, store.LoggedEvent{Event: medelbot.Event{Name: medelbot.EventSetAside, At: day.Add(time.Hour), MailID: 2}})
			return h
		}, []medelbot.Reading{application(medelbot.AckComplete, complete),
			{Kind: medelbot.Supplement, Reply: medelbot.AckSupplement, Elements: medelbot.Elements{medelbot.Amount: sum(60_000)}}},
			[][]Difference{nil, nil}, nil},
		{"which answer follows to mail about a case is the case's matter", func() *history {
			h := filed(medelbot.StatusGranted, complete)
			h.Letters[0].Name = medelbot.AckComplete
			h.mail(2, medelbot.StatusQuery, day.Add(time.Hour), medelbot.EventAttached, medelbot.StatusLetter, "", nil)
			return h
		}, []medelbot.Reading{application(medelbot.AckComplete, complete), {Kind: medelbot.StatusQuery, Reply: medelbot.AckSupplement}},
			[][]Difference{nil, nil}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := c.filed()
			k := Begin(&h.CaseView, &call)
			for i := range h.Mails {
				if diff := cmp.Diff(c.mails[i], k.Mail(&h.Mails[i], &c.today[i])); diff != "" {
					t.Errorf("mail %d: %s", i+1, diff)
				}
			}
			status, differs := k.Status()
			if differs != (c.status != nil) || differs && status != *c.status {
				t.Errorf("status: %v, %v, want %v", status, differs, c.status)
			}
		})
	}
}

// A report has parts of its own, of which some bear the names of elements.
func TestReport(t *testing.T) {
	h := filed(medelbot.StatusReported, medelbot.Elements{medelbot.Amount: sum(50_000)})
	parts := medelbot.Elements{}
	for _, key := range medelbot.ReportElements {
		parts[key] = said(string(key))
	}
	h.mail(2, medelbot.Report, day.Add(time.Hour), medelbot.EventAttached, medelbot.AckReportComplete, "", parts)
	today := medelbot.Reading{Kind: medelbot.Report, Reply: medelbot.AckReportIncomplete, Elements: medelbot.Elements{}}
	for key, e := range parts {
		today.Elements[key] = e
	}
	delete(today.Elements, medelbot.Learning)
	k := Begin(&h.CaseView, &call)
	k.Unread(&h.Mails[0])
	if diff := cmp.Diff([]Difference{{"learning", said("learning"), missing}}, k.Mail(&h.Mails[1], &today)); diff != "" {
		t.Error(diff)
	}
	if d, ok := k.Status(); !ok || d.Now != string(medelbot.StatusReportIncomplete) {
		t.Errorf("%v, %v", d, ok)
	}
}

func TestAside(t *testing.T) {
	for _, c := range []struct {
		was, now medelbot.Kind
		differs  bool
	}{
		{medelbot.Application, medelbot.Application, false},
		{medelbot.Application, medelbot.Other, true},
		{"", medelbot.Other, false},
		{"", medelbot.Bulk, false},
		{"", medelbot.Application, true},
	} {
		if got := Aside(&store.MailInfo{Kind: c.was}, &medelbot.Reading{Kind: c.now}); (len(got) > 0) != c.differs {
			t.Errorf("%q, today %q: %v", c.was, c.now, got)
		}
	}
}
