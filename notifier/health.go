package notifier

import "time"

// Health is how the handing over of one mailbox's letters goes.
type Health struct {
	// Reached is when a server last let us hand letters over. Zero if none has,
	// or none was asked to, since the start.
	Reached time.Time
	// FailsSince is when it first did not after that, and Err why it did not the
	// last time. Both are zero while it does: also while there is no letter.
	FailsSince time.Time
	Err        error
}

// reach is what the outbox knows of a mailbox's server. One that cannot be
// reached is not tried again for every single letter.
type reach struct {
	Health
	until  time.Time // it is left alone until then
	faults int       // in a row
}

// Health tells how handing over a mailbox's letters goes. It may be called at any
// time.
func (o *Outbox) Health(mailbox string) Health {
	o.lock.Lock()
	defer o.lock.Unlock()
	return o.reach[mailbox].Health
}

func (o *Outbox) isBlocked(mailbox string) bool {
	o.lock.Lock()
	defer o.lock.Unlock()
	return o.Clock().Before(o.reach[mailbox].until)
}

// reached notes whether a mailbox's server could be reached: err says why not.
// Waits after a fault grow to a quarter of an hour: the letters are not to blame,
// and should leave soon after it is back.
func (o *Outbox) reached(mailbox string, err error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.reach == nil {
		o.reach = map[string]reach{}
	}
	r, now := o.reach[mailbox], o.Clock()
	switch {
	case err == nil:
		r = reach{Health: Health{Reached: now}}
	case r.Err == nil:
		r.FailsSince = now
		fallthrough
	default:
		r.Err = err
		r.faults++
		r.until = now.Add(min(delay(r.faults), 15*time.Minute))
	}
	o.reach[mailbox] = r
}

// beat tells that the outbox goes on.
func (o *Outbox) beat() {
	if o.Beat != nil {
		o.Beat()
	}
}
