package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// The two who decide in these tests.
var (
	harald = medelbot.Person{Name: "Harald Grönqvist", Addresses: []string{"harald@skr.example"}}
	anette = medelbot.Person{Name: "Anette Nilsson", Addresses: []string{"anette@skr.example"}}
)

func mailed(p medelbot.Person) medelbot.Actor {
	return medelbot.Actor{Role: medelbot.RoleCoordinator, Person: p.Name, Email: p.Addresses[0]}
}

// life are the real rules for the whole life of a case, with a composer that
// writes very short letters. Letters to coordinators bear a token whose text is
// code of their Message-ID.
func life() medelbot.Handler {
	policy := medelbot.Policy{
		Mode: medelbot.Send, LettersPerAddressDay: 50, Coordinators: []medelbot.Person{harald, anette}, Approvals: 2,
		Undo: 15 * time.Minute, Zone: time.UTC, CompletionDays: []int{7, 14}, ReportDays: []int{-30, 0, 7}, ReminderHour: 8,
	}
	h := rules()
	h.Decide = func(f medelbot.Facts) medelbot.Change { return medelbot.Decide(f, policy) }
	h.Do = func(f medelbot.Facts, by medelbot.Actor, o medelbot.Order) (medelbot.Change, error) {
		return medelbot.Do(f, by, o, policy)
	}
	h.Tick = func(f medelbot.Facts) medelbot.Change { return medelbot.Tick(f, policy) }
	h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		key := fmt.Sprintf("%s.%s.%d", k.Number, q.Name, q.N)
		if q.Key != "" {
			key = k.Number + "." + q.Key
		}
		l := medelbot.Letter{
			Key: key, Mailbox: k.Mailbox, Name: q.Name, To: q.To.Email, Subject: "[" + k.Number + "]",
			MessageID: fmt.Sprintf("%s.%s.%d.x@example.org", k.Number, q.Name, q.N), Mode: medelbot.Send,
			State: q.State, Reason: q.Reason, NotBefore: q.NotBefore, Raw: []byte("Tack!"),
		}
		if q.Name.ToCoordinator() && k.Number != "" {
			l.Tokens = []medelbot.Token{{Hash: medelbot.TokenHash(code(l.MessageID)), Case: k.Number, Person: q.Person, Assessed: k.Assessed()}}
		}
		return l, nil
	}
	return h
}

func code(messageID string) string { return "code of " + messageID }

// opened files an application and returns its case number.
func opened(t testing.TB, s *Store, uid uint32) string {
	t.Helper()
	return fileOne(t, s, application(uid), life()).Case
}

func theCase(t testing.TB, s *Store, number string) CaseView {
	t.Helper()
	v, err := s.Case(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// order has one person give one order.
func order(t testing.TB, s *Store, number string, by medelbot.Person, o medelbot.Order) Done {
	t.Helper()
	d, err := s.Do(t.Context(), number, mailed(by), []medelbot.Order{o}, life())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// grant has both decide and returns the decision's letter.
func grant(t testing.TB, s *Store, number string) medelbot.Letter {
	t.Helper()
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedGrant})
	d := order(t, s, number, anette, medelbot.Order{Deed: medelbot.DeedGrant})
	for _, l := range d.Letters {
		if l.Name == medelbot.DecisionGranted {
			return l
		}
	}
	t.Fatalf("no decision was written: %+v", d)
	return medelbot.Letter{}
}

// eventNames lists what the log says of a case.
func eventNames(v CaseView) (names []medelbot.EventName) {
	for _, e := range v.Log {
		names = append(names, e.Name)
	}
	return names
}

func TestDo(t *testing.T) {
	s, h := openNew(t)
	number := opened(t, s, 1)
	h.forward(time.Minute)
	d, err := s.Do(t.Context(), number, mailed(harald), []medelbot.Order{
		{Deed: medelbot.DeedRequest, Text: "Vilka deltar?"},
		{Deed: medelbot.DeedNote, Text: "ringde dem"},
		{Deed: medelbot.DeedHold},
	}, life())
	do(t, err)
	v := theCase(t, s, number)
	if d.Case.Status != medelbot.StatusHeld || len(d.Why) != 3 || len(d.Letters) != 1 || d.Letters[0].Raw != nil || d.Letters[0].Case != number {
		t.Errorf("done: %+v", d)
	}
	if diff := cmp.Diff(v.Case, d.Case); diff != "" {
		t.Error(diff)
	}
	if want := "PK-2021-0001.request.2.x@example.org"; d.Letters[0].MessageID != want {
		t.Errorf("the second letter of the case is %s", d.Letters[0].MessageID)
	}
	for _, e := range v.Log[2:] {
		if e.Name == medelbot.EventDone && (e.By != harald.Name || e.MailID != 0 || !e.At.Equal(noon.Add(time.Minute))) {
			t.Errorf("logged: %+v", e)
		}
	}
}

// Of several orders all are carried out, or none.
func TestDoNothingByHalves(t *testing.T) {
	asks := medelbot.Order{Deed: medelbot.DeedRequest, Text: "Vilka deltar?"}
	tests := []struct {
		name    string
		number  string
		orders  []medelbot.Order
		breakIt func(*medelbot.Handler)
		says    string
		code    medelbot.RefusalCode
	}{
		{"a refusal", "PK-2021-0001", []medelbot.Order{asks, {Deed: medelbot.DeedPay}}, nil, "pay: this cannot be done while the case is", medelbot.RefusedStatus},
		{"no such case", "PK-2021-0009", []medelbot.Order{asks}, nil, "there is no such case", ""},
		{"no such case to merge into", "PK-2021-0001", []medelbot.Order{asks, {Deed: medelbot.DeedMerge, Into: "PK-2021-0009"}}, nil,
			"the other case cannot take it", medelbot.RefusedInto},
		{"the composer fails", "PK-2021-0001", []medelbot.Order{{Deed: medelbot.DeedNote, Text: "x"}, asks}, func(h *medelbot.Handler) {
			h.Compose = func(medelbot.Case, medelbot.LetterRequest, *medelbot.Mail) (medelbot.Letter, error) {
				return medelbot.Letter{}, errors.New("no such template")
			}
		}, "the letter request could not be written: no such template", ""},
		{"the rules panic", "PK-2021-0001", []medelbot.Order{asks}, func(h *medelbot.Handler) {
			h.Do = func(medelbot.Facts, medelbot.Actor, medelbot.Order) (medelbot.Change, error) {
				panic("index out of range")
			}
		}, "the rules broke on it: index out of range", ""},
		{"no rules", "PK-2021-0001", []medelbot.Order{asks}, func(h *medelbot.Handler) { h.Do = nil }, "there are no rules for orders", ""},
		{"an old version", "PK-2021-0001", []medelbot.Order{asks}, func(h *medelbot.Handler) {
			h.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
				f.Case.Version--
				return medelbot.Change{Case: f.Case}, nil
			}
		}, "case PK-2021-0001 is not at version 0", ""},
		{"a case from nowhere", "PK-2021-0001", []medelbot.Order{asks}, func(h *medelbot.Handler) {
			h.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
				return medelbot.Change{Case: f.Case, Open: true}, nil
			}
		}, "the rules opened a case without a mail", ""},
		{"a mail set aside from nowhere", "PK-2021-0001", []medelbot.Order{asks}, func(h *medelbot.Handler) {
			h.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
				return medelbot.Change{Case: f.Case, Aside: medelbot.AsideMachine}, nil
			}
		}, "the rules set a mail aside where there is none", ""},
		{"a token from nowhere", "PK-2021-0001", []medelbot.Order{asks}, func(h *medelbot.Handler) {
			h.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
				return medelbot.Change{Case: f.Case, Spend: true}, nil
			}
		}, "the rules used a token that they were not given", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := openNew(t)
			opened(t, s, 1)
			before, head := theCase(t, s, "PK-2021-0001"), count(t, s, `SELECT max(seq) FROM event`)
			h := life()
			if tt.breakIt != nil {
				tt.breakIt(&h)
			}
			_, err := s.Do(t.Context(), tt.number, mailed(harald), tt.orders, h)
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("the error is %v", err)
			}
			refusal := (*medelbot.Refusal)(nil)
			if errors.As(err, &refusal) != (tt.code != "") || refusal != nil && refusal.Code != tt.code {
				t.Errorf("refused by %v", refusal)
			}
			if strings.HasPrefix(tt.says, "there is no such case") != errors.Is(err, ErrNotFound) {
				t.Errorf("not found: %v", err)
			}
			if diff := cmp.Diff(before, theCase(t, s, "PK-2021-0001")); diff != "" || count(t, s, `SELECT max(seq) FROM event`) != head {
				t.Errorf("something was changed:\n%s", diff)
			}
		})
	}
}

// A decision waits for its time and a pass, and can be undone until its letter
// has left.
func TestDecisionAndUndo(t *testing.T) {
	s, h := openNew(t)
	number := opened(t, s, 1)
	l := grant(t, s, number)
	if !l.NotBefore.Equal(noon.Add(15*time.Minute)) || !l.AfterPass || l.Expects != medelbot.StatusGranted || l.MailID != 0 {
		t.Errorf("the letter is %+v", l)
	}
	d := order(t, s, number, anette, medelbot.Order{Deed: medelbot.DeedUndo})
	if d.Case.Status != medelbot.StatusComplete || d.Case.Decision != nil {
		t.Errorf("undone: %+v", d.Case)
	}
	dropped, err := s.Letter(t.Context(), l.ID)
	if err != nil || dropped.State != medelbot.Dropped || dropped.Reason != medelbot.DroppedUndone {
		t.Errorf("the letter is %+v, %v", dropped, err)
	}
	// Decided again, it has another letter, which leaves.
	again := grant(t, s, number)
	if again.ID == l.ID {
		t.Error("the dropped letter came back")
	}
	h.forward(time.Hour)
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	if !attempt(t, s, again.ID) {
		t.Fatal("the letter does not leave")
	}
	refusal := (*medelbot.Refusal)(nil)
	_, err = s.Do(t.Context(), number, mailed(anette), []medelbot.Order{{Deed: medelbot.DeedUndo}}, life())
	if !errors.As(err, &refusal) || refusal.Code != medelbot.RefusedLeft {
		t.Errorf("undone while its letter leaves: %v", err)
	}
	// The store itself refuses what careless rules would allow.
	careless := life()
	careless.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
		f.Case.Status = medelbot.StatusComplete
		return medelbot.Change{Case: f.Case, Undone: true}, nil
	}
	_, err = s.Do(t.Context(), number, mailed(anette), []medelbot.Order{{Deed: medelbot.DeedUndo}}, careless)
	if !errors.As(err, &refusal) || refusal.Code != medelbot.RefusedLeft || theCase(t, s, number).Status != medelbot.StatusGranted {
		t.Errorf("undone by careless rules: %v", err)
	}
}

// A status that the rules change without a word is in the log all the same.
func TestNoStatusChangesUnlogged(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	silent := life()
	silent.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
		f.Case.Status = medelbot.StatusHeld
		return medelbot.Change{Case: f.Case}, nil
	}
	_, err := s.Do(t.Context(), number, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedHold}}, silent)
	do(t, err)
	v := theCase(t, s, number)
	last := v.Log[len(v.Log)-1]
	if last.Name != medelbot.EventDone || last.By != harald.Name || fmt.Sprintf("%s", last.Payload) != `{"from":"complete","to":"held"}` {
		t.Errorf("the log ends with %+v", last)
	}
	// With a word it is there once.
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedRelease})
	names := eventNames(theCase(t, s, number))
	if n := strings.Count(fmt.Sprint(names), string(medelbot.EventDone)); n != 2 {
		t.Errorf("the log is %v", names)
	}
}

// A letter to an address on the never-answer list waits, also if the address
// that the rules were told of is another.
func TestDecisionToAMutedAddressIsHeld(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	do(t, s.Mute(t.Context(), "asa.oberg1@region.example", "Harald"))
	if l := grant(t, s, number); l.State != medelbot.Held || l.Reason != medelbot.HeldMuted {
		t.Errorf("the letter is %+v", l)
	}
}

func TestMerge(t *testing.T) {
	s, _ := openNew(t)
	first, second := opened(t, s, 1), opened(t, s, 2)
	order(t, s, first, anette, medelbot.Order{Deed: medelbot.DeedGrant, SEK: 50000})
	lacks := life()
	lacks.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
		delete(f.Case.Elements, medelbot.Amount)
		f.Case.Status = medelbot.StatusIncomplete
		return medelbot.Change{Case: f.Case}, nil
	}
	_, err := s.Do(t.Context(), first, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedNote}}, lacks)
	do(t, err)
	d := order(t, s, second, harald, medelbot.Order{Deed: medelbot.DeedMerge, Into: first})
	into := theCase(t, s, first)
	if d.Case.Status != medelbot.StatusClosed || into.Status != medelbot.StatusComplete || into.Sought() != 80000 ||
		len(into.Addresses) != 2 || into.Votes != nil {
		t.Errorf("merged: %+v\ninto %+v", d.Case, into.Case)
	}
	if into.History[len(into.History)-1].By != harald.Name {
		t.Errorf("the history ends with %+v", into.History[len(into.History)-1])
	}
	// That the other one was ended is told by a notice of its own.
	if !slices.ContainsFunc(d.Letters, func(l medelbot.Letter) bool { return l.Name == medelbot.NoticeLetter && l.Case == first }) {
		t.Errorf("the vote on %s was voided, and no notice is about it: %+v", first, d.Letters)
	}
	for _, number := range []string{first, second} {
		if names := fmt.Sprint(eventNames(theCase(t, s, number))); !strings.Contains(names, string(medelbot.EventDone)) {
			t.Errorf("the log of %s is %s", number, names)
		}
	}
	// Who writes about the merged case writes about the one that goes on.
	var seen medelbot.Facts
	watch := life()
	watch.Decide = func(f medelbot.Facts) medelbot.Change { seen = f; return medelbot.Change{Keep: true, Case: f.Case} }
	m := application(7)
	m.Reading.Case = second
	fileOne(t, s, m, watch)
	if seen.Case == nil || seen.Case.Number != first {
		t.Errorf("a mail to the merged case is about %+v", seen.Case)
	}
}

// Two processes that decide at once decide once.
func TestTwoDecideAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	s, _ := openAt(t, path)
	openFolder(t, s, box, 1)
	number := opened(t, s, 1)
	var wg sync.WaitGroup
	for _, who := range []medelbot.Person{harald, anette, harald, anette} {
		each, _ := openAt(t, path)
		wg.Go(func() {
			_, err := each.Do(t.Context(), number, mailed(who), []medelbot.Order{{Deed: medelbot.DeedGrant}}, life())
			refusal := (*medelbot.Refusal)(nil)
			if err != nil && !(errors.As(err, &refusal) && refusal.Code == medelbot.RefusedStatus) {
				t.Errorf("%s: %v", who.Name, err)
			}
		})
	}
	wg.Wait()
	if n := count(t, s, `SELECT count(*) FROM outbox WHERE name = 'decision_granted'`); n != 1 || theCase(t, s, number).Status != medelbot.StatusGranted {
		t.Errorf("%d decisions were written", n)
	}
	if _, err := s.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
}

// A letter that answers no mail follows the newest one of its own reader, and
// nobody else's.
func TestLettersFollowTheirReadersMail(t *testing.T) {
	s, h := openNew(t)
	number := opened(t, s, 1)
	first := application(1)
	for uid, from := range map[uint32]string{2: first.Reading.From.Email, 3: "mallory@evil.example"} {
		m := application(uid)
		m.Reading.Kind, m.Reading.Case, m.Reading.From.Email = medelbot.StatusQuery, number, from
		fileOne(t, s, m, life())
	}
	h.forward(time.Hour)
	follows := map[medelbot.LetterName]string{}
	rules := life()
	compose := rules.Compose
	rules.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		follows[q.Name] = q.Follows
		return compose(k, q, m)
	}
	_, err := s.Do(t.Context(), number, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedRequest, Text: "Hur många?"}}, rules)
	do(t, err)
	if want := application(2).Reading.MessageID; follows[medelbot.RequestLetter] != want {
		t.Errorf("the letters follow %q, want %q", follows, want)
	}
}
