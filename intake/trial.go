package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"medelbot"
	"medelbot/intake/imap"
)

// unsent looks after mails that an otherwise good answer did not hold.
func (p *pass) unsent(ctx context.Context, c *conveyor, mails []medelbot.Known) error {
	if len(mails) == 0 {
		return nil
	}
	uids := make([]uint32, len(mails))
	for i, k := range mails {
		uids[i] = k.UID
	}
	present, err := p.box.Present(ctx, uids)
	if err != nil {
		return err
	}
	for _, k := range mails {
		if slices.Contains(present, k.UID) {
			p.arrived(c, k, nil, fmt.Errorf("the server lists the mail and does not send it"))
			continue
		}
		c.release(k)
		if err := p.gone(ctx, k.UID); err != nil {
			return err
		}
	}
	return nil
}

// trial is what was tried of a mail that could not be fetched.
type trial struct {
	wrong int // the server sent something else than it had announced
	cut   int // the connection ended while this mail was fetched alone
}

func (t *trial) hopeless() bool { return t.wrong >= maxWrong || t.cut >= maxCut }

// A mail is set aside unread after so many failures. A broken connection says
// less about a mail than a wrong answer does.
const (
	maxWrong = 3
	maxCut   = 10
)

func (p *pass) trial(uid uint32) *trial {
	id := mailID{p.key, uid}
	if p.trials[id] == nil {
		p.trials[id] = &trial{}
	}
	return p.trials[id]
}

// arrived hands a fetched mail on to be read, unless something was wrong with
// it: then it is fetched again, a few times, and set aside at last.
func (p *pass) arrived(c *conveyor, k medelbot.Known, raw []byte, problem error) {
	if problem == nil {
		delete(p.trials, mailID{p.key, k.UID})
		c.put(k, raw, "")
		return
	}
	t := p.trial(k.UID)
	t.wrong++
	medelbot.LogIncomplete.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyUID.Is(k.UID), medelbot.KeyTimes.Is(t.wrong), medelbot.KeyError.Is(problem))
	if !t.hopeless() {
		p.again++
		c.release(k)
		return
	}
	delete(p.trials, mailID{p.key, k.UID})
	c.put(k, raw, fmt.Sprintf("it could not be fetched whole in %d attempts: %v", t.wrong, problem))
}

// broken notes, when a FETCH failed, which mail it was about: that one is
// tried alone, and last, the next time.
func (p *pass) broken(c *conveyor, open []medelbot.Known, err error) error {
	if len(open) == 0 || c.ctx.Err() != nil {
		return err
	}
	for _, k := range open[1:] {
		c.release(k)
	}
	k := open[0]
	t := p.trial(k.UID)
	var trouble *imap.Error
	switch {
	case !c.single: // it may have been any of them
	case errors.As(err, &trouble) && (trouble.Trouble == imap.Confused || trouble.Trouble == imap.Refused):
		t.wrong++
	default:
		t.cut++
	}
	if !t.hopeless() {
		c.release(k)
		return err
	}
	delete(p.trials, mailID{p.key, k.UID})
	c.put(k, nil, fmt.Sprintf("it could not be fetched in %d attempts: %v", t.wrong+t.cut, err))
	return err
}
