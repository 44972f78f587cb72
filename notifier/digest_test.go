package notifier

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/notifier/workbook"
	"medelbot/templates"
)

// digestFacts tells of one case of each kind and one of everything else.
func digestFacts(now time.Time) medelbot.DigestFacts {
	old, _ := application(nil)
	old.OpenedAt, old.Warnings = now.Add(-9*24*time.Hour), []medelbot.Warning{medelbot.Personnummer}
	fresh, _ := application(func(e medelbot.Elements, _ *medelbot.Reading) {
		e[medelbot.Applicant] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Gotland"},
			Evidence: &medelbot.Evidence{Source: "body", Quote: "Region Gotland ansöker"}}
		e[medelbot.Amount] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: 100000},
			Evidence: &medelbot.Evidence{Source: "skannad.pdf", Quote: "1OO OOO kr", OCR: true}}
	})
	fresh.Number, fresh.Applicant, fresh.OpenedAt = "PK-2021-0008", "Region Gotland", now.Add(-3*time.Hour)
	half, _ := application(func(e medelbot.Elements, _ *medelbot.Reading) {
		e[medelbot.Account] = medelbot.Element{Status: medelbot.Missing}
		e[medelbot.Contact] = medelbot.Element{Status: medelbot.Invalid, Code: medelbot.NoChannel}
	})
	half.Number, half.Applicant, half.Status, half.OpenedAt = "PK-2021-0005", "Region Blekinge", medelbot.StatusIncomplete, now.Add(-12*24*time.Hour)
	held, _ := application(nil)
	held.Number, held.Applicant, held.Status, held.OpenedAt = "PK-2021-0009", "", medelbot.StatusHeld, now.Add(-2*time.Hour)
	held.Warnings = []medelbot.Warning{medelbot.Suspicious}
	return medelbot.DigestFacts{
		Now: now, Since: now.AddDate(0, 0, -1),
		Cases: []medelbot.DigestCase{{Case: half}, {Case: old, Changed: true}, {Case: fresh, New: true}, {Case: held, New: true}},
		Aside: []medelbot.AsideMail{
			{ID: 12, Mailbox: "testbaddar", Case: "PK-2021-0007", From: medelbot.Address{Name: "Eva Ström", Email: "eva.strom@kronoberg.se"},
				Subject: "SV: Testbädd, rätt bankgiro", Arrived: now.Add(-20 * time.Hour), Reason: medelbot.AsideSupplement},
			{ID: 13, Mailbox: "testbaddar", From: medelbot.Address{Email: "per@blekinge.se"}, Arrived: now.Add(-4 * time.Hour), Reason: "the mail cannot be read: no header"},
		},
		Letters: []medelbot.Letter{
			{ID: 31, Name: medelbot.AckIncomplete, Case: "PK-2021-0005", To: "per@blekinge.se", State: medelbot.Failed, Reason: "550 5.1.1 no such user", CreatedAt: now.Add(-time.Hour)},
			{ID: 32, Name: medelbot.AckComplete, Case: "PK-2021-0008", To: "karin.ek@gotland.se", State: medelbot.Uncertain, Reason: "EOF", CreatedAt: now.Add(-time.Hour)},
			{ID: 33, Name: medelbot.AckComplete, Case: "PK-2021-0007", To: "eva.strom@kronoberg.se", State: medelbot.Held, Reason: medelbot.HeldCap, CreatedAt: now.Add(-time.Hour)},
			{ID: 35, Name: medelbot.AckComplete, Case: "PK-2021-0009", To: "ali@dalarna.se", State: medelbot.Held, Reason: medelbot.HeldMuted + " by anette", CreatedAt: now.Add(-time.Hour)},
			{ID: 34, Name: medelbot.DigestLetter, To: "harald.gronqvist@skr.se", State: medelbot.Failed, CreatedAt: now.Add(-time.Hour)},
		},
		Folders: []medelbot.FolderCount{
			{Mailbox: "testbaddar", Folder: "INBOX", Server: 120, Recorded: 120, Gaps: 3, At: now.Add(-time.Hour)},
			{Mailbox: "testbaddar", Folder: "Skräppost", Server: 15, Recorded: 14, At: now.Add(-time.Hour)},
			{Mailbox: "testbaddar", Folder: "Nyss namngiven"}, // not read yet: no counts to tell
		},
		CaseTotal: 4, ChainHead: "3fa9c1d2e4b70011223344",
	}
}

func TestDigestGolden(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	quiet := medelbot.DigestFacts{Now: now, Since: now.AddDate(0, 0, -7), CaseTotal: 1, ChainHead: "3fa9c1d2e4b70011223344",
		Folders: []medelbot.FolderCount{{Mailbox: "testbaddar", Folder: "INBOX", Server: 1, Recorded: 1, At: now}}}
	for name, facts := range map[string]medelbot.DigestFacts{"digest": digestFacts(now), "digest_quiet": quiet} {
		c.Rand = &counter{}
		l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts)
		if err != nil {
			t.Fatal(err)
		}
		h, text, html := parts(t, l.Raw)
		golden(t, name+".eml", withoutBook(string(l.Raw)))
		golden(t, name+".txt", text)
		golden(t, name+".html", html)
		if h.Get("Auto-Submitted") != "auto-generated" || h.Get("To") != "<harald.gronqvist@skr.se>" || h.Get("In-Reply-To") != "" {
			t.Errorf("headers %v", h)
		}
		if l.Key != "digest:2021-05-14:harald.gronqvist@skr.se" || l.Case != "" || !strings.HasPrefix(l.MessageID, "digest.2021-05-14.") {
			t.Errorf("letter %+v", l)
		}
	}
}

// withoutBook leaves the workbook's bytes out of a mail: how it is packed is for
// the libraries to decide, and what it says has tests of its own.
func withoutBook(mail string) string {
	head, rest, there := strings.Cut(mail, "Content-Type: "+workbook.Type+"\r\n\r\n")
	if !there {
		return mail
	}
	_, tail, _ := strings.Cut(rest, "\r\n--")
	return head + "Content-Type: " + workbook.Type + "\r\n\r\n(workbook)\r\n--" + tail
}

// 200 cases are no reason for a letter that Gmail clips.
func TestDigestOfManyCases(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	long := strings.Repeat("ett långt ord om vården ", 60)
	var facts medelbot.DigestFacts
	for i := range 400 {
		k, _ := application(func(e medelbot.Elements, _ *medelbot.Reading) {
			for key, x := range e {
				if x.Value != nil && x.Value.Text != "" {
					x.Value = &medelbot.Value{Text: long}
				}
				x.Evidence = &medelbot.Evidence{Source: long, Quote: "Citat: " + long}
				e[key] = x
			}
		})
		k.Number, k.Applicant = fmt.Sprintf("PK-2021-%04d", i+1), long
		k.Status = []medelbot.Status{medelbot.StatusComplete, medelbot.StatusComplete, medelbot.StatusIncomplete}[i%3]
		if i < 200 {
			facts.Cases = append(facts.Cases, medelbot.DigestCase{Case: k, New: i%2 == 0})
		}
		if i < 200 {
			facts.Letters = append(facts.Letters, medelbot.Letter{ID: int64(i), To: long, Reason: long, State: medelbot.Failed})
		}
		facts.Aside = append(facts.Aside, medelbot.AsideMail{ID: int64(i), Mailbox: "testbaddar", Subject: long, From: medelbot.Address{Name: long, Email: long}, Arrived: now})
	}
	facts.Now = now
	c := testComposer(t, now)
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts)
	if err != nil {
		t.Fatal(err)
	}
	_, text, html := parts(t, l.Raw)
	if len(html) > 90<<10 {
		t.Errorf("the HTML part has %d bytes", len(html))
	}
	if n := strings.Count(html, "<h3"); n != detailLimit {
		t.Errorf("%d cases in detail", n)
	}
	for _, want := range []string{"Se alla 400: medelbot aside", "134 kompletta ansökningar", "och fler: 100 nya i allt"} {
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// What was set aside in a coordinator's own mailbox is for that one to see.
func TestAsideMailOfAnotherPersonsMailbox(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Mailboxes["gemensam"] = From{Name: "Testbäddar", Address: "testbaddar@skr.se"}
	facts := medelbot.DigestFacts{Now: now, Aside: []medelbot.AsideMail{
		{ID: 1, Mailbox: "testbaddar", Subject: "Haralds"}, {ID: 2, Mailbox: "gemensam", Subject: "Allas"}}}
	for i, want := range []string{"Haralds Allas", "Allas"} {
		var got []string
		for _, a := range previewOf(t, c, c.Coordinators[i], facts).Aside {
			got = append(got, a.Subject)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s sees %v, want %s", c.Coordinators[i].Name, got, want)
		}
	}
}

func TestObserveHoldsTheDigest(t *testing.T) {
	c := testComposer(t, springNow)
	c.Mode = medelbot.Observe
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[1], "2021-05-14", medelbot.DigestFacts{Now: springNow})
	if err != nil || l.State != medelbot.Held || l.Reason != medelbot.HeldObserve {
		t.Errorf("%v, %s (%s)", err, l.State, l.Reason)
	}
}

func testDigester(t *testing.T, m *memory) *Digester {
	c := testComposer(t, time.Time{})
	c.Clock = m.clock
	return &Digester{Composer: c, Store: m, Mailbox: "testbaddar", To: c.Coordinators, Hour: 7, Minute: 30, Log: discard()}
}

func TestDigestOnceADay(t *testing.T) {
	zone := stockholm(t)
	now := time.Date(2021, 5, 14, 7, 29, 0, 0, zone)
	m := &memory{clock: func() time.Time { return now }}
	m.facts = digestFacts(now)
	m.digests = map[string]time.Time{}
	for _, a := range []string{"harald.gronqvist@skr.se", "anette.nilsson@skr.se"} {
		m.digests[a] = time.Date(2021, 5, 13, 7, 30, 1, 0, zone)
	}
	d := testDigester(t, m)
	woken := 0
	d.Wake = func() { woken++ }
	steps := []struct {
		name string
		at   time.Time
		want int
	}{
		{"before the time", now, 0},
		{"at the time", now.Add(time.Minute), 2},
		{"the same instant again", now.Add(time.Minute), 0},
		{"in the evening", now.Add(14 * time.Hour), 0},
		{"before the time of the next day", now.Add(24 * time.Hour), 0},
		{"back after three days, at night", time.Date(2021, 5, 17, 23, 0, 0, 0, zone), 2},
		{"the morning after", time.Date(2021, 5, 18, 7, 30, 0, 0, zone), 2},
	}
	for _, s := range steps {
		now = s.at
		if n, err := d.Once(t.Context()); n != s.want || err != nil {
			t.Errorf("%s: %d, %v; want %d", s.name, n, err, s.want)
		}
	}
	if woken != 3 {
		t.Errorf("the outbox was woken %d times", woken)
	}
	if n, err := d.Now(t.Context()); n != 0 || err != nil {
		t.Errorf("a second digest of a day: %d, %v", n, err)
	}
}

func TestDigestNow(t *testing.T) {
	zone := stockholm(t)
	now := time.Date(2021, 5, 14, 6, 0, 0, 0, zone)
	m := &memory{clock: func() time.Time { return now }}
	d := testDigester(t, m)
	if n, err := d.Now(t.Context()); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	m.facts = digestFacts(now)
	now = now.Add(2 * time.Hour)
	if n, err := d.Once(t.Context()); n != 0 || err != nil {
		t.Errorf("today's digest came again at its time: %d, %v", n, err)
	}
	r, err := d.Preview(t.Context(), d.To[0])
	if err != nil || !strings.Contains(r.Text, "Hej Harald!") {
		t.Errorf("%v\n%s", err, r.Text)
	}
}

func TestDigestNothingToTell(t *testing.T) {
	zone := stockholm(t)
	slot := time.Date(2021, 5, 14, 7, 30, 0, 0, zone)
	alive := []medelbot.FolderCount{{Mailbox: "testbaddar", Folder: "INBOX", Server: 9, Recorded: 9, At: slot.Add(-time.Hour)}}
	incomplete := digestFacts(slot).Cases[:1]
	complete := digestFacts(slot).Cases[1:2]
	// Also of an old mail that was found only then.
	later := medelbot.AsideMail{Mailbox: "testbaddar", Arrived: slot.AddDate(0, -1, 0), Since: slot.Add(time.Minute)}
	tests := []struct {
		name  string
		last  time.Time
		facts medelbot.DigestFacts
		want  int
	}{
		{"nothing", slot.AddDate(0, 0, -1), medelbot.DigestFacts{Folders: alive}, 0},
		{"only waiting for the applicant", slot.AddDate(0, 0, -1), medelbot.DigestFacts{Folders: alive, Cases: incomplete}, 0},
		{"a case waits for the coordinator", slot.AddDate(0, 0, -1), medelbot.DigestFacts{Folders: alive, Cases: complete}, 1},
		{"mail came and went unread", slot.AddDate(0, 0, -1), medelbot.DigestFacts{Folders: []medelbot.FolderCount{{Gaps: 1, At: slot.Add(-time.Hour)}}}, 1},
		{"mail that is not recorded", slot.AddDate(0, 0, -1), medelbot.DigestFacts{Folders: []medelbot.FolderCount{{Server: 2, Recorded: 1, At: slot.Add(-time.Hour)}}}, 1},
		{"it came after the time", slot.AddDate(0, 0, -1), medelbot.DigestFacts{Folders: alive, Aside: []medelbot.AsideMail{later}}, 0},
		{"a week of silence", slot.AddDate(0, 0, -7), medelbot.DigestFacts{Folders: alive}, 1},
		{"the first day with nothing", time.Time{}, medelbot.DigestFacts{Folders: alive}, 1},
		{"the very first minutes", time.Time{}, medelbot.DigestFacts{Folders: []medelbot.FolderCount{{At: slot.Add(time.Minute)}}}, 0},
	}
	for _, tt := range tests {
		m := &memory{clock: func() time.Time { return slot.Add(2 * time.Minute) }, facts: tt.facts, digests: map[string]time.Time{}}
		if !tt.last.IsZero() {
			m.digests["harald.gronqvist@skr.se"] = tt.last
		}
		d := testDigester(t, m)
		d.To = d.To[:1]
		if n, err := d.Once(t.Context()); n != tt.want || err != nil {
			t.Errorf("%s: %d, %v; want %d", tt.name, n, err, tt.want)
		}
	}
}

// The clocks are moved at 2 on 28 March and at 3 on 31 October 2021.
func TestDigestSlotsOverSummerTime(t *testing.T) {
	zone := stockholm(t)
	m := &memory{}
	d := testDigester(t, m)
	for _, at := range []struct{ hour, minute int }{{7, 30}, {2, 30}} {
		d.Hour, d.Minute = at.hour, at.minute
		for _, month := range []time.Month{time.March, time.October} {
			seen := map[string]bool{}
			start := time.Date(2021, month, 25, 12, 0, 0, 0, zone)
			for now := start; now.Before(start.AddDate(0, 0, 8)); now = now.Add(10 * time.Minute) {
				slot := d.slot(now)
				if slot.After(now) || now.Sub(slot) > 25*time.Hour {
					t.Fatalf("at %v the newest slot is %v", now, slot)
				}
				if next := d.next(now); !next.After(now) || next.Sub(now) > 25*time.Hour {
					t.Fatalf("at %v the next slot is %v", now, next)
				}
				seen[slot.Format(time.DateOnly)] = true
			}
			if len(seen) != 9 {
				t.Errorf("%02d:%02d in %v: slots %v", at.hour, at.minute, month, seen)
			}
		}
	}
}

// faulty is a store that fails once.
type faulty struct {
	*memory
	calls int
}

func (f *faulty) LastDigest(ctx context.Context, address string) (time.Time, bool, error) {
	f.calls++
	if f.calls == 1 {
		return time.Time{}, false, fmt.Errorf("the database is busy")
	}
	return f.memory.LastDigest(ctx, address)
}

func TestDigesterRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{clock: time.Now}
		m.facts = medelbot.DigestFacts{Folders: []medelbot.FolderCount{{Gaps: 1, At: time.Now()}}}
		d := testDigester(t, m)
		d.Store = &faulty{memory: m}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- d.Run(ctx) }()
		<-time.After(72 * time.Hour)
		synctest.Wait()
		if n := len(m.letters); n != 6 {
			t.Errorf("%d digests in three days to two persons", n)
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestDigesterNamesTheCoordinatorWithoutAddress(t *testing.T) {
	m := &memory{clock: fixed}
	m.facts = digestFacts(fixed())
	d := testDigester(t, m)
	d.To = []medelbot.Person{{Name: "Utan Adress"}, d.To[1]}
	if n, err := d.Now(t.Context()); n != 1 || err == nil || !strings.Contains(err.Error(), "Utan Adress") {
		t.Errorf("%d, %v", n, err)
	}
}

// previewOf is the digest of a coordinator without rights.
func previewOf(t *testing.T, c *Composer, to medelbot.Person, facts medelbot.DigestFacts) templates.DigestView {
	t.Helper()
	v, err := c.digestView("testbaddar", to, facts, nil, detailLimit)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Of the cases that a table tells of, those shown in detail are read whole, and
// the rights to them are for the case as it is shown.
func TestDigestReadsWholeCases(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	facts := manyFacts(100, now)
	whole := map[string]medelbot.Case{}
	for i := range facts.Cases {
		k := &facts.Cases[i]
		whole[k.Number] = k.Case
		k.Elements = medelbot.Elements{medelbot.Amount: k.Elements[medelbot.Amount]}
	}
	var read []string
	facts.Whole = func(number string) (medelbot.Case, error) {
		read = append(read, number)
		return whole[number], nil
	}
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts)
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != detailLimit || len(l.Tokens) != detailLimit+1 {
		t.Errorf("%d cases were read, %d tokens given", len(read), len(l.Tokens))
	}
	for _, k := range l.Tokens[:detailLimit] {
		if about := whole[k.Case]; k.Assessed != about.Assessed() {
			t.Errorf("the code for %s is of another case", k.Case)
		}
	}
	facts.Whole = func(number string) (medelbot.Case, error) { return medelbot.Case{}, errors.New("the disk is gone") }
	if _, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts); err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Errorf("%v", err)
	}
}
