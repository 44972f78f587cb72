package intake

import (
	"context"
	"slices"

	"medelbot"
)

const (
	// describeBatch is how many mails are described in one command.
	describeBatch = 250
	// recogniseBatch is how many are recognised in one transaction; the
	// ledger's whole past is looked through each time.
	recogniseBatch = 20_000
)

// settle brings a folder that the ledger does not know, or knows under other
// numbers, to the point from which new mail is told from old. It can be cut
// short anywhere and is done again then.
func (p *pass) settle(ctx context.Context) error {
	if p.state.Renumbered {
		if err := p.rescan(ctx); err != nil {
			return err
		}
	} else if err := p.baseline(ctx); err != nil {
		return err
	}
	if p.state.First {
		if err := p.Store.FinishBaseline(ctx, p.key); err != nil {
			return err
		}
	}
	return p.open(ctx)
}

// baseline notes what was in the folder at the very first opening.
func (p *pass) baseline(ctx context.Context) error {
	if p.state.BaselineNext <= 1 {
		return nil // it was empty
	}
	uids, err := p.box.Search(ctx, 1, p.state.BaselineNext-1)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(uids, describeBatch) {
		known, err := p.box.Describe(ctx, batch)
		if err != nil {
			return err
		}
		if err := p.Store.AddBaseline(ctx, p.key, known); err != nil {
			return err
		}
	}
	medelbot.LogBaseline.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyMails.Is(len(uids)))
	return nil
}

// rescan recognises the mails of a folder that got new numbers, and reads
// those that nobody knows.
func (p *pass) rescan(ctx context.Context) error {
	uids, err := p.box.Search(ctx, 1, 0)
	if err != nil {
		return err
	}
	var unknown []uint32
	for batch := range slices.Chunk(uids, recogniseBatch) {
		var known []medelbot.Known
		for part := range slices.Chunk(batch, describeBatch) {
			described, err := p.box.Describe(ctx, part)
			if err != nil {
				return err
			}
			known = append(known, described...)
		}
		strange, err := p.Store.Recognise(ctx, p.key, known)
		if err != nil {
			return err
		}
		unknown = append(unknown, strange...)
	}
	medelbot.LogRecognised.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyMails.Is(len(uids)), medelbot.KeyUnknown.Is(len(unknown)))
	if err := p.take(ctx, task{uids: unknown}); err != nil {
		return err
	}
	// The numbers up to here are used up; nothing came and went among them
	// that we could know of.
	if last := append([]uint32{0}, uids...)[len(uids)]; p.uidNext > last+1 {
		if err := p.Store.AddGap(ctx, p.key, last+1, p.uidNext-1, 0); err != nil {
			return err
		}
	}
	return p.Store.FinishRescan(ctx, p.key)
}
