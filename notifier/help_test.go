package notifier

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"medelbot"
	"medelbot/templates"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file in testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew); got:\n%s", path, got)
	}
}

// inEachLanguage runs a test of a golden letter once for each language; the name
// is that of its files, in testdata/en for English ones.
func inEachLanguage(t *testing.T, name string, test func(t *testing.T, name string, in medelbot.Language)) {
	t.Run(name, func(t *testing.T) { test(t, name, medelbot.Swedish) })
	t.Run("en/"+name, func(t *testing.T) { test(t, "en/"+name, medelbot.English) })
}

// counter is a source of "random" bytes that every run repeats.
type counter struct{ n byte }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		c.n++
		p[i] = c.n
	}
	return len(p), nil
}

func stockholm(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func discard() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// builtIn are the built-in letters, read once: a set is the same for everybody.
var builtIn = sync.OnceValues(func() (*templates.Set, error) { return templates.Load("") })

func testComposer(t testing.TB, now time.Time) *Composer {
	t.Helper()
	set, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	zone := stockholm(t)
	elements := []medelbot.ElementKey{medelbot.Applicant, medelbot.Reference, medelbot.Amount, medelbot.Purpose,
		medelbot.Effects, medelbot.Contact, medelbot.Account}
	coordinators := []medelbot.Person{
		{Name: "Harald Grönqvist", Addresses: []string{"harald.gronqvist@skr.se", "harald.gronqvist@skl.se"}, Role: "project leader", Phone: "08-465 004 11"},
		{Name: "Anette Nilsson", Addresses: []string{"anette.nilsson@skr.se"}, Role: "coordinator", Phone: "08-465 004 12"},
	}
	return &Composer{
		Templates: set, Organisation: "Sveriges Kommuner och Regioner",
		Mailboxes: map[string]From{"testbaddar": {Name: "Testbäddar Patientkontrakt", Address: "harald.gronqvist@skr.se"}},
		Calls: []medelbot.Call{{
			ID: "patientkontrakt-2021", Name: "Testbäddar Patientkontrakt 2021", Prefix: "PK", Cap: 100000, CapPer: medelbot.CapPerApplication,
			Opens: time.Date(2021, 4, 19, 0, 0, 0, 0, zone), Closes: time.Date(2021, 12, 31, 23, 59, 59, 0, zone), Elements: elements,
		}},
		Coordinators: coordinators,
		Own:          func(a string) bool { return strings.HasPrefix(a, "harald.gronqvist@") },
		Mode:         medelbot.Send, Zone: zone, Clock: func() time.Time { return now }, Rand: &counter{},
	}
}

// application is a mail from a sender whom the border vouches for, and the case
// that it opened; change mends both.
func application(change func(e medelbot.Elements, r *medelbot.Reading)) (medelbot.Case, *medelbot.Mail) {
	at := time.Date(2021, 4, 30, 7, 12, 0, 0, time.UTC)
	elements := medelbot.Elements{
		medelbot.Applicant: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Kronoberg"},
			Evidence: &medelbot.Evidence{Source: "body", Quote: "Region Kronoberg söker medel för två vårdcentraler"}},
		medelbot.Reference: {Status: medelbot.OK, Evidence: &medelbot.Evidence{Source: "subject", Quote: "Testbädd Patientkontrakt"}},
		medelbot.Amount: {Status: medelbot.OK, Value: &medelbot.Value{SEK: 85000},
			Evidence: &medelbot.Evidence{Source: "ansökan.docx", Quote: "Sökt belopp: 85 tkr"}},
		medelbot.Purpose: {Status: medelbot.OK, Value: &medelbot.Value{Text: "Handledning och tid för två vårdcentraler som prövar överenskommelser."},
			Evidence: &medelbot.Evidence{Source: "ansökan.docx", Quote: "Handledning och tid för två vårdcentraler"}},
		medelbot.Effects: {Status: medelbot.OK, Value: &medelbot.Value{Text: "Fler patienter vet vem de ska ringa."},
			Evidence: &medelbot.Evidence{Source: "ansökan.docx", Quote: "Fler patienter vet vem de ska ringa."}},
		medelbot.Contact: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Eva Ström", Email: "eva.strom@kronoberg.se", Phone: "+46701740605"},
			Evidence: &medelbot.Evidence{Source: "body", Quote: "Kontakt: Eva Ström, 070-174 06 05"}},
		medelbot.Account: {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1055"},
			Evidence: &medelbot.Evidence{Source: "ansökan.docx", Quote: "bg 5050-1055"}},
	}
	r := medelbot.Reading{
		Kind: medelbot.Application, Reply: medelbot.AckComplete, Call: "patientkontrakt-2021", Elements: elements, Trust: medelbot.TrustPass,
		MessageID: "abc.123@kronoberg.se", References: []string{"utskick.7@skr.se"}, Subject: "Testbädd Patientkontrakt",
		From:    medelbot.Address{Name: "Eva Ström", Email: "eva.strom@kronoberg.se"},
		ReplyTo: medelbot.Address{Name: "Eva Ström", Email: "eva.strom@kronoberg.se"}, Date: at,
	}
	if change != nil {
		change(elements, &r)
	}
	k := medelbot.Case{Number: "PK-2021-0007", Call: r.Call, Mailbox: "testbaddar", Status: medelbot.StatusComplete, Version: 1,
		Applicant: "Region Kronoberg", Elements: elements, Warnings: r.Warnings, OpenedAt: at, ChangedAt: at}
	return k, &medelbot.Mail{Reading: r, Arrived: at}
}

func request(name medelbot.LetterName, m *medelbot.Mail) medelbot.LetterRequest {
	return medelbot.LetterRequest{Name: name, To: m.Reading.ReplyTo, State: medelbot.Queued}
}

// memory is an outbox in memory.
type memory struct {
	lock    sync.Mutex
	clock   func() time.Time
	letters []medelbot.Letter
	paused  bool
	log     []string             // what happened, in order
	onState func(string)         // called with each line of log
	digests map[string]time.Time // last digest by address
	// inDrafts are letters that were replaced while they lay in Drafts.
	inDrafts map[int64]bool
	facts    medelbot.DigestFacts
}

func (m *memory) note(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	m.log = append(m.log, line)
	if m.onState != nil {
		m.onState(line)
	}
}

func (m *memory) Due(_ context.Context, mailbox string, limit int) ([]medelbot.Letter, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	var due []medelbot.Letter
	for _, l := range m.letters {
		if !m.paused && len(due) < limit && l.Mailbox == mailbox && l.State == medelbot.Queued && !l.NotBefore.After(m.clock()) {
			due = append(due, l)
		}
	}
	return due, nil
}

func (m *memory) NextDue(context.Context) (time.Time, bool, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	var next time.Time
	for _, l := range m.letters {
		if l.State == medelbot.Queued && (next.IsZero() || l.NotBefore.Before(next)) {
			next = l.NotBefore
		}
	}
	return next, !next.IsZero() && !m.paused, nil
}

func (m *memory) Attempt(_ context.Context, id int64, mode medelbot.LetterMode) (bool, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	for i := range m.letters {
		if l := &m.letters[i]; l.ID == id && l.State == medelbot.Queued && !m.paused {
			l.State, l.Mode = medelbot.Sending, mode
			l.Attempts++
			m.note("%d sending", id)
			return true, nil
		}
	}
	return false, nil
}

func (m *memory) Settle(_ context.Context, id int64, state medelbot.OutboxState, reason string, notBefore time.Time) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	for i := range m.letters {
		l := &m.letters[i]
		waits := l.State == medelbot.Drafted || l.State == medelbot.Uncertain || m.inDrafts[id]
		if l.ID == id && (l.State == medelbot.Sending || waits && state == medelbot.Sent) {
			l.State, l.Reason = state, reason
			delete(m.inDrafts, id)
			if state == medelbot.Queued {
				l.NotBefore = notBefore
			}
			m.note("%d %s", id, state)
			return nil
		}
	}
	return fmt.Errorf("letter %d is not under way", id)
}

func (m *memory) Interrupted(context.Context) ([]medelbot.Letter, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	var found []medelbot.Letter
	for _, l := range m.letters {
		if l.State == medelbot.Sending {
			found = append(found, l)
		}
	}
	return found, nil
}

func (m *memory) Unconfirmed(_ context.Context, mailbox string, after int64, limit int) ([]medelbot.Letter, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	var found []medelbot.Letter
	for _, l := range m.letters {
		if l.Mailbox == mailbox && l.ID > after && len(found) < limit && (l.State == medelbot.Drafted || l.State == medelbot.Uncertain) {
			found = append(found, l)
		}
	}
	return found, nil
}

func (m *memory) ReplacedDrafts(_ context.Context, mailbox string, limit int) ([]medelbot.Letter, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	var found []medelbot.Letter
	for _, l := range m.letters {
		if l.Mailbox == mailbox && m.inDrafts[l.ID] && len(found) < limit {
			found = append(found, l)
		}
	}
	return found, nil
}

func (m *memory) DraftRemoved(_ context.Context, id int64) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	delete(m.inDrafts, id)
	m.note("%d taken away", id)
	return nil
}

func (m *memory) Enqueue(_ context.Context, l medelbot.Letter) (bool, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	for _, x := range m.letters {
		if x.Key == l.Key {
			return false, nil
		}
	}
	l.ID = int64(len(m.letters) + 1)
	m.letters = append(m.letters, l)
	if l.Name == medelbot.DigestLetter {
		if m.digests == nil {
			m.digests = map[string]time.Time{}
		}
		m.digests[l.To] = l.CreatedAt
	}
	return true, nil
}

func (m *memory) LastDigest(_ context.Context, address string) (time.Time, bool, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	at, ok := m.digests[address]
	return at, ok, nil
}

func (m *memory) DigestFacts(_ context.Context, since time.Time) (medelbot.DigestFacts, error) {
	f := m.facts
	f.Since, f.Now = since, m.clock()
	return f, nil
}

func (m *memory) states() string {
	m.lock.Lock()
	defer m.lock.Unlock()
	var states []string
	for _, l := range m.letters {
		states = append(states, string(l.State))
	}
	return strings.Join(states, " ")
}

func (m *memory) letter(id int64) medelbot.Letter {
	m.lock.Lock()
	defer m.lock.Unlock()
	return m.letters[id-1]
}

// queued fills a memory with n letters of one mailbox.
func queued(clock func() time.Time, n int) *memory {
	m := &memory{clock: clock}
	for i := 1; i <= n; i++ {
		m.letters = append(m.letters, medelbot.Letter{
			ID: int64(i), Key: fmt.Sprint("k", i), Mailbox: "testbaddar", Name: medelbot.AckComplete, To: fmt.Sprintf("a%d@kronoberg.se", i),
			MessageID: fmt.Sprintf("PK-2021-%04d.ack_complete.1.00@skr.se", i), Raw: fmt.Appendf(nil, "Subject: %d\r\n\r\nHej\r\n", i),
			State: medelbot.Queued, Mode: medelbot.Send, CreatedAt: clock(), NotBefore: clock(),
		})
	}
	return m
}
