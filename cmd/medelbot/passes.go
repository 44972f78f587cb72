package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"medelbot/cmd/medelbot/config"
	"medelbot/intake"
)

// wholePasses is the store for watchers of several mailboxes: it has each look at
// one of them noted as a pass over all, begun when the oldest of their newest
// looks did. A command that takes a decision back can come to any mailbox of the
// fund, and not only to the one that the decision's letter leaves from.
//
// What was looked at before this process began does not count, and while one
// mailbox cannot be read, decisions wait.
type wholePasses struct {
	intake.Store
	now func() time.Time

	mu    sync.Mutex
	begun map[string]time.Time // by mailbox; zero: not looked at yet
}

// passesOver is the store that notes passes over all of the mailboxes.
func passesOver(mailboxes []config.Mailbox, s intake.Store, now func() time.Time) intake.Store {
	if len(mailboxes) < 2 {
		return s
	}
	p := &wholePasses{Store: s, now: now, begun: map[string]time.Time{}}
	for _, m := range mailboxes {
		p.begun[m.Name] = time.Time{}
	}
	return p
}

// NotePass notes a look at one mailbox.
func (p *wholePasses) NotePass(ctx context.Context, mailbox string, begun time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begun[mailbox] = begun
	oldest := begun
	for name, at := range p.begun {
		if at.After(p.now()) { // by a clock that has been set back since
			at = time.Time{}
			p.begun[name] = at
		}
		if at.Before(oldest) {
			oldest = at
		}
	}
	if oldest.IsZero() {
		return nil
	}
	var errs []error
	for name := range p.begun {
		errs = append(errs, p.Store.NotePass(ctx, name, oldest))
	}
	return errors.Join(errs...)
}
