package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"medelbot"
	"medelbot/intake/imap"
)

// ledger is a store in memory. What a real one does with the mail is not its
// business: it keeps the facts that intake must get right.
type ledger struct {
	story
	mu         sync.Mutex
	now        func() time.Time
	lives      []*life
	baselineAt time.Time
	baselined  bool
	commits    int
	fileErr    error
	filed      chan medelbot.Mail // every filed mail, in order
	as         func(medelbot.Mail) medelbot.FiledAs
}

type life struct {
	key          medelbot.FolderKey
	baselineNext uint32
	renumbered   bool
	rows         map[uint32]row
	gaps         []string // "from-to" or "from-to:count" if that is another number
	highestGap   uint32
	server       []uint32
}

type row struct {
	state    string // baseline, begun, filed, recognised
	known    medelbot.Known
	unmarked bool
}

func newLedger(now func() time.Time) *ledger {
	return &ledger{now: now, filed: make(chan medelbot.Mail, 10_000),
		as: func(medelbot.Mail) medelbot.FiledAs { return medelbot.FiledCase }}
}

func (l *ledger) life(key medelbot.FolderKey) *life {
	for _, x := range l.lives {
		if x.key == key {
			return x
		}
	}
	return nil
}

func (l *ledger) OpenFolder(_ context.Context, key medelbot.FolderKey, uidNext uint32) (medelbot.FolderState, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.life(key)
	if x == nil {
		x = &life{key: key, rows: map[uint32]row{}}
		others := slices.ContainsFunc(l.lives, func(o *life) bool { return o.key.Folder == key.Folder })
		if x.renumbered = others; !others {
			x.baselineNext = uidNext
		}
		if l.baselineAt.IsZero() {
			l.baselineAt = l.now()
		}
		l.lives = append(l.lives, x)
	}
	state := medelbot.FolderState{First: !l.baselined, Renumbered: x.renumbered, BaselineNext: x.baselineNext,
		BaselineAt: l.baselineAt, Highest: x.highestGap}
	for uid, r := range x.rows {
		state.Highest = max(state.Highest, uid)
		if r.state == "begun" {
			state.Begun = append(state.Begun, uid)
		}
		if r.unmarked {
			state.Unmarked = append(state.Unmarked, uid)
		}
	}
	slices.Sort(state.Unmarked)
	slices.Sort(state.Begun)
	return state, nil
}

func (l *ledger) note(key medelbot.FolderKey, known []medelbot.Known, state string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range known {
		if _, there := l.life(key).rows[k.UID]; !there {
			l.life(key).rows[k.UID] = row{state: state, known: k}
		}
	}
}

func (l *ledger) AddBaseline(_ context.Context, key medelbot.FolderKey, known []medelbot.Known) error {
	l.note(key, known, "baseline")
	return nil
}

func (l *ledger) Begin(_ context.Context, key medelbot.FolderKey, known []medelbot.Known) error {
	l.note(key, known, "begun")
	return nil
}

func (l *ledger) FinishBaseline(context.Context, medelbot.FolderKey) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.baselined = true
	return nil
}

func (l *ledger) Recognise(_ context.Context, key medelbot.FolderKey, known []medelbot.Known) (unknown []uint32, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range known {
		old, unmarked := false, false
		for _, x := range l.lives {
			for _, r := range x.rows {
				if x.key != key && r.known.MessageID == k.MessageID && r.known.Size == k.Size {
					old, unmarked = true, unmarked || r.unmarked
				}
			}
		}
		if _, here := l.life(key).rows[k.UID]; here {
			continue
		} else if old {
			l.life(key).rows[k.UID] = row{"recognised", k, unmarked}
		} else {
			unknown = append(unknown, k.UID)
		}
	}
	return unknown, nil
}

func (l *ledger) FinishRescan(_ context.Context, key medelbot.FolderKey) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.life(key).renumbered = false
	return nil
}

func (l *ledger) FinishMarking(_ context.Context, key medelbot.FolderKey, uids []uint32) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, uid := range uids {
		r := l.life(key).rows[uid]
		r.unmarked = false
		l.life(key).rows[uid] = r
	}
	return nil
}

func (l *ledger) AddGap(_ context.Context, key medelbot.FolderKey, from, to uint32, count int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.life(key)
	gap := fmt.Sprintf("%d-%d", from, to)
	if count != int(to-from)+1 {
		gap += fmt.Sprintf(":%d", count)
	}
	x.gaps = append(x.gaps, gap)
	x.highestGap = max(x.highestGap, to)
	maps.DeleteFunc(x.rows, func(uid uint32, r row) bool { return uid >= from && uid <= to && r.state == "begun" })
	return nil
}

func (l *ledger) Reconcile(_ context.Context, key medelbot.FolderKey, uids []uint32) (missing []uint32, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.life(key)
	x.server = uids
	for _, uid := range uids {
		if _, ok := x.rows[uid]; !ok {
			missing = append(missing, uid)
		}
	}
	return missing, nil
}

func (l *ledger) File(_ context.Context, mails []medelbot.Mail, _ medelbot.Handler) ([]medelbot.Filed, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fileErr != nil {
		return nil, l.fileErr
	}
	l.commits++
	var filed []medelbot.Filed
	for _, m := range mails {
		r, ok := l.life(m.Folder).rows[m.UID]
		if !ok || r.state != "begun" {
			return nil, fmt.Errorf("UID %d was never begun, or is filed already", m.UID)
		}
		f := medelbot.Filed{MailID: int64(m.UID), As: l.as(m)}
		r.state, r.unmarked = "filed", m.Mark && f.As != medelbot.FiledPrivate
		l.life(m.Folder).rows[m.UID] = r
		if m.Quiet == "" && m.Fault == "" {
			f.Letters = []medelbot.Letter{{}}
		}
		filed = append(filed, f)
		l.filed <- m
	}
	return filed, nil
}

// take empties the channel of filed mails.
func (l *ledger) take() []medelbot.Mail {
	var all []medelbot.Mail
	for len(l.filed) > 0 {
		all = append(all, <-l.filed)
	}
	return all
}

// told writes mails as "uid subject", with what is unusual about them.
func told(mails []medelbot.Mail) string {
	var lines []string
	for _, m := range mails {
		line := fmt.Sprintf("%d %s", m.UID, m.Reading.Subject)
		if m.Quiet != "" {
			line += " quiet: " + m.Quiet
		}
		if m.Truncated {
			line += fmt.Sprintf(" truncated to %d of %d", len(m.Raw), m.Size)
		}
		if m.Fault != "" {
			line += " fault: " + m.Fault
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// readSubject stands for the parser.
func readSubject(_ context.Context, raw []byte, _ time.Time) (medelbot.Reading, error) {
	_, rest, ok := strings.Cut(string(raw), "Subject: ")
	if !ok {
		return medelbot.Reading{}, errors.New("no subject")
	}
	subject, _, _ := strings.Cut(rest, "\r\n")
	if subject == "panic" {
		panic("a bug in the parser")
	}
	return medelbot.Reading{Subject: subject}, nil
}

// letter makes a small mail.
func letter(subject string) []byte {
	return []byte("From: eva.strom@kronoberg.example\r\nMessage-ID: <" + strings.ReplaceAll(subject, " ", ".") +
		"@kronoberg.example>\r\nSubject: " + subject + "\r\n\r\nVi söker medel.\r\n")
}

var (
	start  = time.Date(2021, 4, 19, 9, 0, 0, 0, time.UTC)
	before = start.Add(-48 * time.Hour)
	after  = start.Add(time.Hour)
)

// rig is a watcher with its ledger.
type rig struct {
	*Watcher
	ledger *ledger
	clock  *clock
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newRig(t *testing.T, url string, change func(*Settings)) *rig {
	t.Helper()
	c := &clock{now: start}
	l := newLedger(c.Now)
	s := Settings{Mailbox: "testbaddar", Store: l, Read: readSubject, Clock: c.Now,
		Account: imap.Account{URL: url, Username: "harald", Password: func() (string, error) { return "hemligt", nil }}}
	if change != nil {
		change(&s)
	}
	w, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return &rig{w, l, c}
}

func (r *rig) once(t *testing.T) []medelbot.Mail {
	t.Helper()
	if err := r.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r.ledger.take()
}

// again is the watcher of a second run on the same ledger.
func (r *rig) again(t *testing.T) *rig {
	t.Helper()
	w, err := New(r.Settings)
	if err != nil {
		t.Fatal(err)
	}
	return &rig{w, r.ledger, r.clock}
}

func (r *rig) gaps(uidValidity uint32) string {
	for _, x := range r.ledger.lives {
		if x.key.UIDValidity == uidValidity && x.key.Folder == "INBOX" {
			return strings.Join(x.gaps, " ")
		}
	}
	return "no such life"
}
