package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"medelbot"
)

const (
	// windowSize is how many mails are begun, and later filed, at a time.
	windowSize = 50
	// chunkBytes is how much is asked for in one FETCH, and filed at once.
	chunkBytes = 2 << 20
	// startBytes is how much is read of a mail over the size limit.
	startBytes = 256 << 10
)

// task says which mails to take in.
type task struct {
	uids  []uint32 // ascending
	probe bool     // read apart from this process first
	// gapsAfter, if set, is the UID after which missing numbers are gaps; it
	// moves up with what has been begun.
	gapsAfter *uint32
}

// take files mails: described, begun, fetched, read, filed. Fetching, reading
// and filing go on side by side; this goroutine owns the connection. What was
// fetched before a connection broke is filed all the same.
func (p *pass) take(ctx context.Context, t task) error {
	if len(t.uids) == 0 {
		return nil
	}
	c := p.startConveyor(ctx, t)
	fetchErr := p.fetchAll(c.ctx, c, t)
	fileErr := c.finish()
	if fetchErr == nil || (fileErr != nil && ctx.Err() == nil) {
		return fileErr // that is then why the fetching stopped too
	}
	return fetchErr
}

func (p *pass) fetchAll(ctx context.Context, c *conveyor, t task) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for batch := range slices.Chunk(t.uids, describeBatch) {
		known, err := p.describe(ctx, batch, t)
		if err != nil {
			return err
		}
		for window := range p.beginAhead(ctx, c, known, t) {
			if err := p.fetchWindow(ctx, c, window); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// describe asks for size and date of mails. A mail that is gone by now is
// noted as a gap, unless the task finds gaps by itself.
func (p *pass) describe(ctx context.Context, uids []uint32, t task) ([]medelbot.Known, error) {
	known, err := p.box.Describe(ctx, uids)
	if err != nil || len(known) == len(uids) {
		return known, err
	}
	lacking := slices.DeleteFunc(slices.Clone(uids), func(uid uint32) bool {
		return slices.ContainsFunc(known, func(k medelbot.Known) bool { return k.UID == uid })
	})
	present, err := p.box.Present(ctx, lacking)
	if err != nil {
		return nil, err
	}
	for _, uid := range present {
		known = append(known, medelbot.Known{UID: uid, Size: undescribed})
	}
	slices.SortFunc(known, func(a, b medelbot.Known) int { return cmp.Compare(a.UID, b.UID) })
	if t.gapsAfter != nil {
		return known, nil
	}
	for _, uid := range lacking {
		if slices.Contains(present, uid) {
			continue
		}
		if err := p.gone(ctx, uid); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// undescribed is the size of a mail that the server lists and does not describe.
const undescribed = -1

// gone notes a mail that vanished before it was read.
func (p *pass) gone(ctx context.Context, uid uint32) error {
	delete(p.trials, mailID{p.key, uid})
	delete(p.begun, mailID{p.key, uid})
	return p.addGaps(ctx, uid-1, nil, uid+1)
}

// beginAhead notes windows as begun, one ahead of the one that is fetched: the
// network need not wait for the disk. The channel is closed after the last, or
// when that failed, which ends the conveyor.
func (p *pass) beginAhead(ctx context.Context, c *conveyor, known []medelbot.Known, t task) <-chan []medelbot.Known {
	windows := make(chan []medelbot.Known)
	c.group.Go(func() error {
		defer close(windows)
		for window := range slices.Chunk(known, windowSize) {
			if err := p.begin(ctx, window, t); err != nil {
				if ctx.Err() != nil {
					return nil // the fetching has ended before; it says why
				}
				return err
			}
			select {
			case windows <- window:
			case <-ctx.Done():
				return nil
			}
		}
		return nil
	})
	return windows
}

// begin notes first the window, then the gaps below its end. The other way
// round, a crash in between would leave a highest UID above mails that the
// ledger does not hold.
func (p *pass) begin(ctx context.Context, mails []medelbot.Known, t task) error {
	if err := p.Store.Begin(ctx, p.key, mails); err != nil || t.gapsAfter == nil {
		return err
	}
	uids := make([]uint32, len(mails))
	for i, k := range mails {
		uids[i] = k.UID
	}
	last := uids[len(uids)-1]
	if err := p.addGaps(ctx, *t.gapsAfter, uids[:len(uids)-1], last); err != nil {
		return err
	}
	*t.gapsAfter = max(*t.gapsAfter, last)
	return nil
}

// fetchWindow fetches a window's mails, in chunks that bound the memory.
func (p *pass) fetchWindow(ctx context.Context, c *conveyor, mails []medelbot.Known) error {
	for _, k := range mails {
		if !c.probe {
			p.begun[mailID{p.key, k.UID}] = true
		}
	}
	for len(mails) > 0 {
		n := p.chunk(mails)
		if err := p.fetchChunk(ctx, c, mails[:n]); err != nil {
			return err
		}
		mails = mails[n:]
	}
	return nil
}

// chunk tells how many of the mails go into one FETCH. Those that are too
// large or not described go alone.
func (p *pass) chunk(mails []medelbot.Known) int {
	var sum int64
	for i, k := range mails {
		alone := k.Size > p.MailSize || k.Size == undescribed
		if sum += k.Size; i > 0 && (alone || sum > chunkBytes) {
			return i
		}
		if alone {
			return 1
		}
	}
	return len(mails)
}

// fetchChunk fetches mails with one command and has them filed.
func (p *pass) fetchChunk(ctx context.Context, c *conveyor, mails []medelbot.Known) error {
	if err := c.reserve(ctx, mails); err != nil {
		return err
	}
	defer c.flush()
	if k := mails[0]; k.Size > p.MailSize {
		raw, problem, err := p.box.FetchStart(ctx, k, startBytes)
		if err != nil {
			return p.broken(c, mails, err)
		}
		p.arrived(c, k, raw, problem)
		return nil
	} else if k.Size == undescribed {
		p.arrived(c, k, nil, fmt.Errorf("the server lists the mail and does not describe it"))
		return nil
	}
	open := slices.Clone(mails)
	err := p.box.Fetch(ctx, mails, func(k medelbot.Known, raw []byte, problem error) {
		if i := slices.Index(open, k); i >= 0 { // else it was sent twice
			open = slices.Delete(open, i, i+1)
			p.arrived(c, k, raw, problem)
		}
	})
	if err != nil {
		return p.broken(c, open, err)
	}
	return p.unsent(ctx, c, open)
}
