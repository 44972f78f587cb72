package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"medelbot"
)

const (
	// roomBytes bounds what is held in memory of mails that are fetched and
	// not filed yet. A single larger mail has the room for itself.
	roomBytes = 8 << 20
	// mailBytes is counted for each mail besides its raw form: its reading.
	mailBytes = 16 << 10
	// queued is how many mails fit in between; the room is full before.
	queued = roomBytes/mailBytes + 1
)

// conveyor carries fetched mails through reading to filing, in order.
type conveyor struct {
	p      *pass
	ctx    context.Context // ends when filing fails
	group  *errgroup.Group
	probe  bool
	single bool // it carries one mail only
	room   *semaphore.Weighted
	unread chan *item
	order  chan *item // nil asks to file what there is
}

type item struct {
	mail  medelbot.Mail
	known medelbot.Known
	read  chan struct{} // closed when mail is ready to be filed
	later error         // why it cannot be read now, for no fault of its own
}

func (p *pass) startConveyor(ctx context.Context, t task) *conveyor {
	c := &conveyor{p: p, probe: t.probe, single: len(t.uids) == 1, room: semaphore.NewWeighted(roomBytes),
		unread: make(chan *item, queued), order: make(chan *item, 2*queued)}
	c.group, c.ctx = errgroup.WithContext(ctx)
	for range min(runtime.GOMAXPROCS(0), len(t.uids)) {
		c.group.Go(func() error {
			for it := range c.unread {
				c.read(it)
			}
			return nil
		})
	}
	c.group.Go(c.file)
	return c
}

// finish waits until what was put is filed, or cannot be.
func (c *conveyor) finish() error {
	close(c.unread)
	close(c.order)
	return c.group.Wait()
}

// weigh tells how much room a mail takes.
func (c *conveyor) weigh(k medelbot.Known) int64 {
	size := k.Size
	if size > c.p.MailSize {
		size = startBytes
	}
	return min(max(size, 0)+mailBytes, roomBytes)
}

// reserve waits for the room that mails take. Without it a slow reader would
// stop the transfer in the middle, which looks like a silent server.
func (c *conveyor) reserve(ctx context.Context, mails []medelbot.Known) error {
	var sum int64
	for _, k := range mails {
		sum += c.weigh(k)
	}
	return c.room.Acquire(ctx, sum)
}

func (c *conveyor) release(k medelbot.Known) { c.room.Release(c.weigh(k)) }

// put sends a mail on. A fault says why it is not even tried to be read.
func (c *conveyor) put(k medelbot.Known, raw []byte, fault string) {
	it := &item{known: k, read: make(chan struct{}), mail: medelbot.Mail{
		Folder: c.p.key, UID: k.UID, Raw: raw, Size: max(k.Size, int64(len(raw))), Truncated: fault == "" && k.Size > c.p.MailSize,
		Arrived: k.Date, Quiet: c.p.quietFor(k), Fault: fault, Mark: c.p.marking()}}
	if it.mail.Arrived.IsZero() {
		it.mail.Arrived = c.p.Clock()
	}
	c.unread <- it
	c.inOrder(it)
}

// flush asks to file what has come so far.
func (c *conveyor) flush() { c.inOrder(nil) }

func (c *conveyor) inOrder(it *item) {
	select {
	case c.order <- it:
	case <-c.ctx.Done(): // nobody files any more
	}
}

// read fills in the reading, or the fault that prevented it.
func (c *conveyor) read(it *item) {
	defer close(it.read)
	defer c.p.Beat()
	if it.mail.Fault != "" || c.ctx.Err() != nil {
		return
	}
	if c.probe && c.p.Probe != nil {
		if err := c.p.Probe(c.ctx, it.mail.Raw); err != nil {
			it.mail.Fault = fmt.Sprintf("an earlier run ended while this mail was read, and reading it apart failed too: %v", err)
			return
		}
	}
	reading, err := c.readSafely(it)
	if later := (*LaterError)(nil); errors.As(err, &later) {
		it.later = later.Err
		return
	}
	if err != nil {
		it.mail.Fault = err.Error()
		return
	}
	it.mail.Reading = reading
	if reading.Barred != medelbot.AsideNone {
		it.mail.Mark = false // nobody knows whose it is, and where it lies people are warned of it
	}
}

// readSafely turns a panic into an error: one mail must not end the program.
func (c *conveyor) readSafely(it *item) (reading medelbot.Reading, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading it failed in an unforeseen way: %v", r)
		}
	}()
	return c.p.Read(c.ctx, it.mail.Raw, it.known.Date)
}

// file collects mails, in order, and files them together.
func (c *conveyor) file() error {
	var batch []*item
	for it := range c.order {
		if it != nil {
			batch = append(batch, it)
			continue
		}
		if err := c.fileBatch(batch); err != nil {
			return err
		}
		batch = batch[:0]
	}
	return nil
}

// fileBatch files mails in one transaction, up to the first that must wait.
func (c *conveyor) fileBatch(batch []*item) error {
	mails := make([]medelbot.Mail, 0, len(batch))
	for _, it := range batch {
		select {
		case <-it.read:
		case <-c.ctx.Done():
			return c.ctx.Err()
		}
		if it.later != nil {
			return errors.Join(c.fileRead(batch[:len(mails)], mails), it.later)
		}
		mails = append(mails, it.mail)
	}
	return c.fileRead(batch, mails)
}

// fileRead files a batch of which all mails have been read. Once begun it is not
// broken off: it takes a moment, and half a batch would have to be read again.
func (c *conveyor) fileRead(batch []*item, mails []medelbot.Mail) error {
	if len(batch) == 0 {
		return nil
	}
	c.p.Beat()
	if err := c.ctx.Err(); err != nil {
		return err // a reading that was broken off must not count
	}
	filed, err := c.p.Store.File(context.WithoutCancel(c.ctx), mails, c.p.Handler)
	if err != nil {
		return err
	}
	if len(filed) != len(mails) {
		return fmt.Errorf("the store was given %d mails and told of %d", len(mails), len(filed))
	}
	for _, it := range batch {
		c.release(it.known)
	}
	c.p.filed(mails, filed)
	clear(batch)
	return nil
}

// filed tells the log and the outbox, and notes what is to be marked.
func (p *pass) filed(mails []medelbot.Mail, filed []medelbot.Filed) {
	letters, aside := 0, 0
	for i, f := range filed {
		letters += len(f.Letters)
		switch f.As {
		case medelbot.FiledCase, medelbot.FiledKept, medelbot.FiledAside:
			if mails[i].Mark {
				p.marks.uids = append(p.marks.uids, mails[i].UID)
			}
		}
		if f.As == medelbot.FiledAside {
			aside++
		}
		if found := mails[i].Reading.Malware; found != "" {
			medelbot.LogMalware.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyUID.Is(mails[i].UID), medelbot.KeyWhat.Is(found))
		}
		if mails[i].Fault != "" {
			medelbot.LogUnreadable.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyUID.Is(mails[i].UID))
		}
		medelbot.LogMail.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyUID.Is(mails[i].UID), medelbot.KeyAs.Is(f.As),
			medelbot.KeyCase.Is(f.Case), medelbot.KeyWhy.Is(cmp.Or(mails[i].Fault, f.Why)))
	}
	medelbot.LogFiled.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyMails.Is(len(filed)), medelbot.KeyAside.Is(aside), medelbot.KeyLetters.Is(letters))
	if letters > 0 {
		p.Wake()
	}
}
