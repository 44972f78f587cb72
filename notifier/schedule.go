package notifier

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"medelbot"
	"medelbot/templates"
)

// DigestStore is what the digest needs of the store.
type DigestStore interface {
	// DigestFacts collects what there is to tell since the digest before.
	DigestFacts(ctx context.Context, since time.Time) (medelbot.DigestFacts, error)
	// LastDigest says when the newest digest to an address was composed; false
	// if none was.
	LastDigest(ctx context.Context, address string) (time.Time, bool, error)
	// Enqueue adds a letter to the outbox; false if its key is there already.
	Enqueue(ctx context.Context, l medelbot.Letter) (bool, error)
}

// Digester sends each coordinator a digest once a day.
type Digester struct {
	Composer     *Composer
	Store        DigestStore
	Mailbox      string // the digests leave from it
	To           []medelbot.Person
	Hour, Minute int    // by the clocks of the composer's zone
	Wake         func() // called when a digest was put in the outbox; nil calls nobody
	Log          *slog.Logger
	Beat         func() // called when Run goes round, at least once an hour; nil calls nobody
}

// signOfLife is how long the digest may be silent when there is nothing to
// tell; after that it says so, because silence could also mean a dead daemon.
const signOfLife = 7 * 24 * time.Hour

// Run sends the digests at their time until ctx ends. A fault of the store is
// logged and tried again within the hour.
func (d *Digester) Run(ctx context.Context) error {
	for {
		if d.Beat != nil {
			d.Beat()
		}
		wait := d.next(d.Composer.Clock()).Sub(d.Composer.Clock())
		if _, err := d.Once(ctx); err != nil && ctx.Err() == nil {
			medelbot.LogNoDigest.Fail(d.Log, err, 0)
			wait = min(wait, 10*time.Minute)
		}
		// Waiting in steps of an hour notices a clock that was set or a machine
		// that slept.
		timer := time.NewTimer(min(wait, time.Hour))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

// Once sends the digests whose time has come and that are not sent yet, however
// late it is called, and returns how many. What happened after their time is
// left for the next ones.
func (d *Digester) Once(ctx context.Context) (int, error) {
	return d.send(ctx, d.slot(d.Composer.Clock()), false)
}

// Now sends each coordinator the digest of today unless they have it already,
// also when there is nothing to tell, and returns how many it sent.
func (d *Digester) Now(ctx context.Context) (int, error) {
	return d.send(ctx, d.Composer.Clock(), true)
}

// Preview renders the digest that p would get now, without anything that gives
// rights.
func (d *Digester) Preview(ctx context.Context, p medelbot.Person) (templates.Rendered, error) {
	var facts medelbot.DigestFacts
	_, err := d.collect(ctx, p, &facts)
	if err != nil {
		return templates.Rendered{}, err
	}
	v, err := d.Composer.digestView(d.Mailbox, p, facts, nil, detailLimit)
	if err != nil {
		return templates.Rendered{}, err
	}
	return d.Composer.Templates.Render(v)
}

// collect collects what there is to tell a coordinator, and when the last digest
// to them was composed: zero if none was. facts are those for the coordinator
// before, which serve again if they tell of the same time: most coordinators get
// theirs together.
func (d *Digester) collect(ctx context.Context, p medelbot.Person, facts *medelbot.DigestFacts) (last time.Time, err error) {
	if len(p.Addresses) == 0 {
		return last, &Error{Text: fmt.Sprintf("the coordinator %s has no address, so no digest can be sent", p.Name), Try: "addresses = [...] in [[coordinator]]"}
	}
	if last, _, err = d.Store.LastDigest(ctx, p.Addresses[0]); err != nil {
		return last, err
	}
	if !facts.Now.IsZero() && facts.Since.Equal(last) {
		return last, nil
	}
	*facts = medelbot.DigestFacts{} // two of them need not fit in memory
	*facts, err = d.Store.DigestFacts(ctx, last)
	return last, err
}

// slot is the newest time for a digest that has come. time.Date moves a time
// that summer time leaves out to one that there is; in autumn the first of two
// is taken.
func (d *Digester) slot(now time.Time) time.Time {
	now = now.In(d.Composer.Zone)
	today := d.at(now, 0)
	if today.After(now) {
		return d.at(now, -1)
	}
	return today
}

// next is the first time for a digest after now.
func (d *Digester) next(now time.Time) time.Time {
	now = now.In(d.Composer.Zone)
	for days := 0; ; days++ {
		if t := d.at(now, days); t.After(now) {
			return t
		}
	}
}

func (d *Digester) at(now time.Time, days int) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()+days, d.Hour, d.Minute, 0, 0, d.Composer.Zone)
}

// send makes the digests of a slot. One that fails does not keep the others
// from theirs.
func (d *Digester) send(ctx context.Context, slot time.Time, always bool) (int, error) {
	sent := 0
	var facts medelbot.DigestFacts
	var faults []error
	for _, p := range d.To {
		// A deputy reads on their days only, and then all that the other one sees.
		if !p.OnDuty(slot) {
			continue
		}
		queued, err := d.sendOne(ctx, p, slot, always, &facts)
		if err != nil {
			faults = append(faults, err)
		}
		if queued {
			sent++
		}
	}
	if sent > 0 && d.Wake != nil {
		d.Wake()
	}
	return sent, errors.Join(faults...)
}

func (d *Digester) sendOne(ctx context.Context, p medelbot.Person, slot time.Time, always bool, facts *medelbot.DigestFacts) (bool, error) {
	last, err := d.collect(ctx, p, facts)
	if err != nil {
		return false, err
	}
	if !always {
		if !last.Before(slot) {
			return false, nil
		}
		v, err := d.Composer.digestView(d.Mailbox, p, *facts, nil, detailLimit)
		if err != nil || !worth(v, slot, last) {
			return false, err
		}
	}
	day := slot.In(d.Composer.Zone).Format(time.DateOnly)
	l, err := d.Composer.ComposeDigest(d.Mailbox, p, day, *facts)
	if err != nil {
		return false, err
	}
	queued, err := d.Store.Enqueue(ctx, l)
	if queued {
		medelbot.LogDigest.To(d.Log, medelbot.KeyState.Is(l.State))
	}
	return queued, err
}

// worth tells whether there was something to tell at the digest's time. Waiting
// for the applicant is not; nor is what happened later: it is the next one's.
// That a report is overdue is told once: nobody reads what comes every day. A
// pause is no reason for a letter, which it would stop.
func worth(v templates.DigestView, slot, last time.Time) bool {
	before := func(t time.Time) bool { return t.Before(slot) }
	if slices.ContainsFunc(v.NewCases, func(k templates.DigestCase) bool { return before(k.Opened) }) {
		return true
	}
	for _, list := range [][]templates.DigestCase{v.Detailed, v.Rest} {
		if slices.ContainsFunc(list, func(k templates.DigestCase) bool { return before(k.Waits) }) {
			return true
		}
	}
	if slices.ContainsFunc(v.Reports, func(k templates.DigestCase) bool { return before(k.Due) && !k.Due.Before(last) }) {
		return true
	}
	if slices.ContainsFunc(v.Aside, func(a templates.AsideMail) bool { return before(a.Since) }) {
		return true
	}
	if slices.ContainsFunc(v.Letters, func(l templates.StuckLetter) bool { return before(l.Created) }) {
		return true
	}
	return worthOfFolders(v.Folders, slot, last)
}

// worthOfFolders tells whether mail is unaccounted for, or whether it is time
// for a sign of life.
func worthOfFolders(folders []templates.Folder, slot, last time.Time) bool {
	alive := false
	for _, f := range folders {
		if !f.At.IsZero() && f.At.Before(slot) {
			alive = true
			if f.Gaps > 0 || f.Missing > 0 {
				return true
			}
		}
	}
	return alive && (last.IsZero() || slot.Sub(last) >= signOfLife)
}
