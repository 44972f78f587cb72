package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

func TestFileOpensACase(t *testing.T) {
	s, _ := openNew(t)
	m := application(1)
	m.Raw = append(m.Raw, bytes.Repeat([]byte("överenskommelse "), 1000)...)
	got := fileOne(t, s, m, rules())
	if got.As != medelbot.FiledCase || got.Case != "PK-2021-0001" || got.MailID == 0 || len(got.Letters) != 1 {
		t.Fatalf("filed as %+v", got)
	}
	if l := got.Letters[0]; l.ID == 0 || l.State != medelbot.Queued || l.Raw != nil || l.Case != got.Case {
		t.Errorf("the letter is %+v", l)
	}
	v, err := s.Case(t.Context(), got.Case)
	do(t, err)
	want := medelbot.Case{
		Number: "PK-2021-0001", Call: testCall.ID, Mailbox: box.Mailbox, Status: medelbot.StatusComplete, Version: 1,
		Applicant: "Region Kronoberg", Addresses: []string{"asa.oberg1@region.example"}, Elements: m.Reading.Elements,
		OpenedAt: noon, ChangedAt: noon, Language: medelbot.Swedish,
	}
	if diff := cmp.Diff(want, v.Case); diff != "" {
		t.Error(diff)
	}
	if len(v.History) != 2 || v.History[0].MailID != got.MailID || v.History[0].By != medelbot.ByProgram || len(v.Mails) != 1 || len(v.Letters) != 1 {
		t.Errorf("history %+v, mails %+v, letters %+v", v.History, v.Mails, v.Letters)
	}
	var names []medelbot.EventName
	for _, e := range v.Log {
		names = append(names, e.Name)
	}
	if diff := cmp.Diff([]medelbot.EventName{medelbot.EventOpened, medelbot.EventComposed}, names); diff != "" {
		t.Error(diff)
	}
	stored, err := s.Mail(t.Context(), got.MailID)
	if err != nil || !bytes.Equal(stored.Raw, m.Raw) || stored.Folder != box || !stored.Arrived.Equal(m.Arrived) {
		t.Errorf("the mail came back otherwise: %v", err)
	}
	if count(t, s, `SELECT packed AND length(raw) < 2000 FROM mail`) != 1 {
		t.Error("the raw mail was not compressed")
	}
}

// Numbers run by prefix and year of arrival in the configured zone.
func TestCaseNumbers(t *testing.T) {
	s, _ := openNew(t)
	newYear := time.Date(2021, 12, 31, 23, 30, 0, 0, time.UTC) // 2022 in Stockholm
	tests := []struct {
		arrived time.Time
		want    string
	}{
		{newYear.Add(-time.Hour), "PK-2021-0001"}, {newYear, "PK-2022-0001"}, {newYear.Add(-2 * time.Hour), "PK-2021-0002"},
	}
	for i, tt := range tests {
		m := application(uint32(i + 1))
		m.Arrived = tt.arrived
		if got := fileOne(t, s, m, rules()); got.Case != tt.want {
			t.Errorf("arrived %v: %s, want %s", tt.arrived, got.Case, tt.want)
		}
	}
}

// Of ordinary mail nothing that tells of its content reaches the file, not
// even for a moment in the log, and not when the rules break on it.
func TestPrivateMailLeavesALedgerRowOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	s, _ := openAt(t, path)
	openFolder(t, s, box, 1)
	broken := rules()
	broken.Decide = func(medelbot.Facts) medelbot.Change { panic("a rule that breaks") }
	greedy := rules()
	greedy.Decide = func(medelbot.Facts) medelbot.Change { return medelbot.Change{Keep: true, Aside: "keep it"} }
	bulk := ordinary(4)
	bulk.Reading.Kind = medelbot.Bulk
	for i, h := range []medelbot.Handler{rules(), broken, greedy} {
		if got := fileOne(t, s, ordinary(uint32(i+1)), h); got.As != medelbot.FiledPrivate || got.MailID != 0 {
			t.Errorf("filed as %+v", got)
		}
	}
	fileOne(t, s, bulk, rules())
	if n := count(t, s, `SELECT count(*) FROM ledger WHERE state = 'private' AND message_id <> '' AND content_hash IS NOT NULL AND kind <> ''`); n != 4 {
		t.Errorf("%d ledger rows", n)
	}
	for _, name := range []string{path, path + "-wal"} {
		data, err := os.ReadFile(name)
		do(t, err)
		for _, secret := range []string{"Midsommar", "Hemlig", "hemlig@", "sjön"} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds %q", filepath.Base(name), secret)
			}
		}
	}
}

// Ordinary mail that may be an application after all waits for a person.
func TestDoubtfulMailIsKept(t *testing.T) {
	s, _ := openNew(t)
	openFolder(t, s, box, 1)
	doubtful := ordinary(1)
	doubtful.Reading.Doubt = medelbot.Application
	h := rules()
	h.Decide = func(medelbot.Facts) medelbot.Change {
		return medelbot.Change{Keep: true, Aside: medelbot.AsideDoubtful}
	}
	if got := fileOne(t, s, doubtful, h); got.As != medelbot.FiledAside || got.MailID == 0 {
		t.Fatalf("filed as %+v", got)
	}
	list, err := s.AsideList(t.Context())
	do(t, err)
	if len(list) != 1 || list[0].Reason != medelbot.AsideDoubtful {
		t.Errorf("aside: %+v", list)
	}
}

func TestCopies(t *testing.T) {
	s, _ := openNew(t)
	other := medelbot.FolderKey{Mailbox: "annan", Folder: "INBOX", UIDValidity: 9}
	openFolder(t, s, other, 1)
	first := fileOne(t, s, application(1), rules())
	fileOne(t, s, ordinary(2), rules())

	route := application(1) // the same content over another route into another mailbox
	route.Folder, route.UID, route.Raw = other, 70, append([]byte("Received: elsewhere\r\n"), route.Raw...)
	sameID := application(3) // other content under the same Message-ID
	sameID.Reading.MessageID = application(1).Reading.MessageID
	privateCopy := ordinary(2)
	privateCopy.Folder, privateCopy.UID = other, 71
	file := application(1) // ingested from a file
	file.Folder, file.UID = medelbot.FolderKey{}, 0
	again := application(1) // the very same UID
	noID := application(5)
	noID.Reading.MessageID = ""

	tests := []struct {
		name string
		mail medelbot.Mail
		as   medelbot.FiledAs
		kase string
	}{
		{"over another route", route, medelbot.FiledCopy, first.Case},
		{"same Message-ID, other content", sameID, medelbot.FiledCase, "PK-2021-0002"},
		{"a private mail's copy", privateCopy, medelbot.FiledCopy, ""},
		{"from a file", file, medelbot.FiledCopy, first.Case},
		{"the same UID again", again, medelbot.FiledCopy, ""},
		{"without Message-ID", noID, medelbot.FiledCase, "PK-2021-0003"},
	}
	for _, tt := range tests {
		got := fileOne(t, s, tt.mail, rules())
		if got.As != tt.as || got.Case != tt.kase || got.As == medelbot.FiledCopy && len(got.Letters) > 0 {
			t.Errorf("%s: filed as %+v", tt.name, got)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM outbox`); n != 3 {
		t.Errorf("%d letters for 3 cases", n)
	}
	if n := count(t, s, `SELECT count(*) FROM ledger WHERE state = 'copy'`); n != 2 {
		t.Errorf("%d copies in the ledger", n)
	}
}

// Of a mail that could not be fetched there is nothing to compare: a second one
// is no copy of the first, and both wait for a person.
func TestUnfetchedMailsAreNoCopies(t *testing.T) {
	s, _ := openNew(t)
	var mails []medelbot.Mail
	for uid := range uint32(2) {
		mails = append(mails, medelbot.Mail{Folder: box, UID: uid + 1, Arrived: noon, Fault: "it could not be fetched"})
	}
	filed, err := s.File(t.Context(), mails, rules())
	do(t, err)
	for i, got := range filed {
		if got.As != medelbot.FiledAside {
			t.Errorf("mail %d is filed as %+v", i+1, got)
		}
	}
	stored, err := s.Mail(t.Context(), filed[1].MailID)
	if err != nil || len(stored.Raw) != 0 || stored.UID != 2 {
		t.Errorf("the second came back as %+v: %v", stored, err)
	}
	if got := fileOne(t, s, mails[0], rules()); got.As != medelbot.FiledCopy {
		t.Errorf("the first again is filed as %+v", got)
	}
}

// A mail from before the first start that is moved out and in again is old
// still, unless somebody ingests it on purpose.
func TestMovedMailFromBefore(t *testing.T) {
	s, _ := openNew(t)
	m := application(50)
	do(t, s.AddBaseline(t.Context(), box, []medelbot.Known{known(3, m.Reading.MessageID, m.Size, 0)}))
	file := m
	file.Folder, file.UID = medelbot.FolderKey{Mailbox: box.Mailbox}, 0
	sameID := application(51)
	sameID.Reading.MessageID = m.Reading.MessageID
	sameID.Size = m.Size + 1
	if got := fileOne(t, s, m, rules()); got.As != medelbot.FiledCopy || len(got.Letters) != 0 {
		t.Errorf("moved: filed as %+v", got)
	}
	if got := fileOne(t, s, file, rules()); got.As != medelbot.FiledCase {
		t.Errorf("ingested: filed as %+v", got)
	}
	if got := fileOne(t, s, sameID, rules()); got.As != medelbot.FiledCase {
		t.Errorf("another mail under its Message-ID: filed as %+v", got)
	}
}

func TestOwnLetterThatCameBack(t *testing.T) {
	s, _ := openNew(t)
	letter := fileOne(t, s, application(1), rules()).Letters[0]
	back := ordinary(2)
	back.Reading.Kind = medelbot.Supplement
	back.Reading.MessageID, back.Reading.Subject = letter.MessageID, letter.Subject
	if got := fileOne(t, s, back, rules()); got.As != medelbot.FiledCopy || got.Case != letter.Case || got.MailID != 0 {
		t.Errorf("our own letter is filed as %+v", got)
	}
	forged := application(3)
	forged.Reading.MessageID = letter.MessageID
	if got := fileOne(t, s, forged, rules()); got.As != medelbot.FiledCase {
		t.Errorf("a mail under our letter's Message-ID is filed as %+v", got)
	}
}

// What fails for one mail sets that one aside, and the others go on.
func TestFailingMailIsSetAside(t *testing.T) {
	tests := []struct {
		name    string
		breakIt func(*medelbot.Mail, *medelbot.Handler)
		reason  string
	}{
		{"the reader gave up", func(m *medelbot.Mail, _ *medelbot.Handler) { m.Fault = "the reader died on it" }, "the reader died on it"},
		{"the rules panic", func(_ *medelbot.Mail, h *medelbot.Handler) {
			h.Decide = func(medelbot.Facts) medelbot.Change { panic("index out of range") }
		}, "the rules broke on this mail: index out of range"},
		{"the composer fails", func(_ *medelbot.Mail, h *medelbot.Handler) {
			h.Compose = func(medelbot.Case, medelbot.LetterRequest, *medelbot.Mail) (medelbot.Letter, error) {
				return medelbot.Letter{}, errors.New("no such template")
			}
		}, "the letter ack_complete could not be written: no such template"},
		{"the composer panics", func(_ *medelbot.Mail, h *medelbot.Handler) {
			h.Compose = func(medelbot.Case, medelbot.LetterRequest, *medelbot.Mail) (medelbot.Letter, error) { panic("nil map") }
		}, "the letter ack_complete could not be written: nil map"},
		{"a call that is not configured", func(_ *medelbot.Mail, h *medelbot.Handler) {
			h.Decide = func(medelbot.Facts) medelbot.Change {
				return medelbot.Change{Open: true, Case: &medelbot.Case{Call: "gone"}}
			}
		}, `the rules opened a case of the call "gone", which is not configured`},
		{"a Message-ID used before", func(_ *medelbot.Mail, h *medelbot.Handler) {
			compose := h.Compose
			h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
				l, err := compose(k, q, m)
				l.MessageID = "PK-2021-0001.ack_complete.1.x1@example.org"
				return l, err
			}
		}, "constraint failed"},
		{"an old version of the case", func(m *medelbot.Mail, h *medelbot.Handler) {
			m.Reading.Case = "PK-2021-0001"
			h.Decide = func(f medelbot.Facts) medelbot.Change {
				k := *f.Case
				k.Version--
				k.Status = medelbot.StatusHeld
				return medelbot.Change{Keep: true, Case: &k}
			}
		}, "case PK-2021-0001 is not at version 0"},
		{"an event that cannot be written", func(_ *medelbot.Mail, h *medelbot.Handler) {
			h.Decide = func(medelbot.Facts) medelbot.Change {
				return medelbot.Change{Keep: true, Events: []medelbot.Event{{Name: "odd", Payload: func() {}}}}
			}
		}, "log odd: json: unsupported type"},
		{"a case that nobody gave", func(_ *medelbot.Mail, h *medelbot.Handler) {
			h.Decide = func(medelbot.Facts) medelbot.Change {
				return medelbot.Change{Keep: true, Case: &medelbot.Case{Number: "PK-2021-0009"}}
			}
		}, "the rules named case PK-2021-0009, which they were not given"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := openNew(t)
			fileOne(t, s, application(1), rules())
			bad, h := application(2), rules()
			tt.breakIt(&bad, &h)
			whole := h
			h.Decide = func(f medelbot.Facts) medelbot.Change { // only the bad mail meets what breaks
				if f.Mail.UID == 2 {
					return whole.Decide(f)
				}
				return rules().Decide(f)
			}
			h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
				if m.UID == 2 {
					return whole.Compose(k, q, m)
				}
				return rules().Compose(k, q, m)
			}
			filed, err := s.File(t.Context(), []medelbot.Mail{bad, application(3)}, h)
			do(t, err)
			if filed[0].As != medelbot.FiledAside || filed[0].Case != "" {
				t.Errorf("filed as %+v", filed[0])
			}
			if filed[1].Case != "PK-2021-0002" {
				t.Errorf("the next one: %+v", filed[1])
			}
			aside, err := s.AsideList(t.Context())
			if err != nil || len(aside) != 1 || !strings.Contains(string(aside[0].Reason), tt.reason) {
				t.Errorf("aside: %+v, %v", aside, err)
			}
			if stored, err := s.Mail(t.Context(), filed[0].MailID); err != nil || !bytes.Equal(stored.Raw, bad.Raw) {
				t.Errorf("its raw form: %v", err)
			}
			if k, err := s.Case(t.Context(), "PK-2021-0001"); err != nil || k.Version != 1 || k.Status != medelbot.StatusComplete {
				t.Errorf("the case was changed: %+v, %v", k.Case, err)
			}
		})
	}
}

func TestFacts(t *testing.T) {
	s, h := openNew(t)
	letter := fileOne(t, s, application(1), rules()).Letters[0]
	do(t, s.Mute(t.Context(), "Stum@Region.example", "Harald"))
	var seen medelbot.Facts
	watch := rules()
	watch.Decide = func(f medelbot.Facts) medelbot.Change { seen = f; return medelbot.Change{Keep: true} }
	ask := func(uid uint32, change func(*medelbot.Reading)) medelbot.Facts {
		m := application(uid)
		m.Reading.ReplyTo.Email = "ASA.oberg1@region.example"
		change(&m.Reading)
		fileOne(t, s, m, watch)
		return seen
	}
	tests := []struct {
		name   string
		change func(*medelbot.Reading)
		case_  string
		letter bool
	}{
		{"nothing", func(*medelbot.Reading) {}, "", false},
		{"In-Reply-To", func(r *medelbot.Reading) { r.InReplyTo = []string{letter.MessageID} }, "PK-2021-0001", true},
		{"References", func(r *medelbot.Reading) { r.References = []string{"x@y", letter.MessageID, "z@y"} }, "PK-2021-0001", true},
		{"random part cut", func(r *medelbot.Reading) { r.InReplyTo = []string{"pk-2021-0001.ack_complete.1@example.org"} }, "PK-2021-0001", true},
		{"random part rewritten", func(r *medelbot.Reading) { r.InReplyTo = []string{"PK-2021-0001.ack_complete.1.zzz@example.org"} }, "PK-2021-0001", true},
		{"another domain", func(r *medelbot.Reading) { r.InReplyTo = []string{"PK-2021-0001.ack_complete.1.x1@elsewhere.example"} }, "", false},
		{"case number", func(r *medelbot.Reading) { r.Case = "PK-2021-0001" }, "PK-2021-0001", false},
		{"unknown case number", func(r *medelbot.Reading) { r.Case = "PK-2021-0099" }, "", false},
		{"a bounce's original", func(r *medelbot.Reading) { r.Kind, r.Original = medelbot.Bounce, letter.MessageID }, "PK-2021-0001", true},
	}
	for i, tt := range tests {
		f := ask(uint32(10+i), tt.change)
		got := ""
		if f.Case != nil {
			got = f.Case.Number
		}
		if got != tt.case_ || (f.Letter != nil) != tt.letter || f.Muted || f.LettersToday != 1 || f.Call == nil {
			t.Errorf("%s: case %q, letter %v, muted %t, %d letters today", tt.name, got, f.Letter, f.Muted, f.LettersToday)
		}
	}
	if f := ask(30, func(r *medelbot.Reading) { r.ReplyTo.Email = "stum@region.example" }); !f.Muted || f.LettersToday != 0 {
		t.Errorf("muted %t, %d letters today", f.Muted, f.LettersToday)
	}
	h.forward(10 * time.Hour) // midnight in Stockholm is at 22 UTC in May
	if f := ask(31, func(*medelbot.Reading) {}); f.LettersToday != 0 {
		t.Errorf("%d letters on the next day", f.LettersToday)
	}
}

// A change to a case is written with its history, and only what changed.
func TestChangedElements(t *testing.T) {
	s, h := openNew(t)
	fileOne(t, s, application(1), rules())
	h.forward(time.Minute)
	more := application(2)
	more.Reading.Case = "PK-2021-0001"
	mend := rules()
	mend.Decide = func(f medelbot.Facts) medelbot.Change {
		f.Case.Elements[medelbot.Amount] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: 90000}}
		delete(f.Case.Elements, medelbot.Applicant)
		return medelbot.Change{Keep: true, Case: f.Case}
	}
	got := fileOne(t, s, more, mend)
	v, err := s.Case(t.Context(), "PK-2021-0001")
	do(t, err)
	if got.As != medelbot.FiledCase || v.Version != 2 || !v.ChangedAt.Equal(noon.Add(time.Minute)) || len(v.History) != 4 {
		t.Errorf("%+v: version %d, %d entries", got, v.Version, len(v.History))
	}
	if v.Elements[medelbot.Amount].Value.SEK != 90000 || v.Elements[medelbot.Applicant].Status != medelbot.Missing {
		t.Errorf("the case holds %+v", v.Elements)
	}
	if last := v.History[2]; last.MailID != got.MailID || !last.At.Equal(noon.Add(time.Minute)) {
		t.Errorf("the newest entry is %+v", last)
	}
}

// Of a mail too large to be read whole nobody knows that it was ordinary: the
// rules may keep it.
func TestTruncatedMailMayBeKept(t *testing.T) {
	s, _ := openNew(t)
	m := ordinary(1)
	m.Truncated = true
	got := fileOne(t, s, m, rules())
	list, err := s.AsideList(t.Context())
	do(t, err)
	if got.As != medelbot.FiledAside || len(list) != 1 || list[0].Reason != medelbot.AsideTooLarge {
		t.Fatalf("filed as %+v, aside %+v", got, list)
	}
	if one, err := s.Aside(t.Context(), list[0].ID); err != nil || one != list[0] {
		t.Errorf("%+v, %v", one, err)
	}
	if _, err := s.Aside(t.Context(), 99); !errors.Is(err, ErrNotFound) {
		t.Errorf("an aside mail that does not exist: %v", err)
	}
}

// The content of a mail over the size limit is compared by its beginning, so a
// second version that differs further down must be told apart by its size; the
// same mail is a copy still, also when a person has taken it.
func TestTruncatedMailsWithTheSameBeginning(t *testing.T) {
	s, _ := openNew(t)
	large := func(uid uint32, size int64, fault string) medelbot.Mail {
		m := application(1)
		m.UID, m.Size, m.Truncated, m.Fault, m.Reading.Call = uid, size, true, fault, ""
		return m
	}
	for _, c := range []struct {
		mail medelbot.Mail
		as   medelbot.FiledAs
	}{
		{large(1, 30<<20, ""), medelbot.FiledAside},
		{large(2, 31<<20, ""), medelbot.FiledAside},
		{large(3, 30<<20, ""), medelbot.FiledCopy},
		{large(4, 30<<20, "the reader died on it"), medelbot.FiledAside},
		{large(5, 31<<20, "the reader died on it"), medelbot.FiledAside},
		{large(6, 31<<20, "the reader died on it"), medelbot.FiledCopy},
	} {
		if got := fileOne(t, s, c.mail, rules()); got.As != c.as {
			t.Errorf("mail %d of %d bytes (%s) is filed as %+v", c.mail.UID, c.mail.Size, c.mail.Fault, got)
		}
	}
}

// A letter that is in the outbox already is not queued again.
func TestLetterOfAKnownKey(t *testing.T) {
	s, _ := openNew(t)
	fileOne(t, s, application(1), rules())
	h := rules()
	h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		l, err := rules().Compose(k, q, m)
		l.Key = "PK-2021-0001/ack_complete"
		return l, err
	}
	if got := fileOne(t, s, application(2), h); got.As != medelbot.FiledCase || len(got.Letters) != 0 {
		t.Errorf("filed as %+v", got)
	}
	if letters, err := s.Outbox(t.Context(), medelbot.Queued, medelbot.Held); err != nil || len(letters) != 1 {
		t.Errorf("%d letters, %v", len(letters), err)
	}
}
