package intake

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"medelbot"
	"medelbot/intake/imap"
)

// pass is one look at one folder.
type pass struct {
	*Watcher
	box     mailbox
	key     medelbot.FolderKey
	uidNext uint32
	state   medelbot.FolderState
	quiet   string // why nothing in this folder is answered; "" if it is
	news    bool   // something came since the last look
	again   int    // mails that were not sent whole and are fetched anew
}

// reconcileEvery is how often, at the least, the ledger is compared with all
// that is on the server. The digest tells of the newest comparison.
const reconcileEvery = time.Hour

// smallFolder is how many mails a folder may hold to be compared also whenever
// something came, so that a digest tells today's numbers. In a large one that
// would cost more than the mail itself.
const smallFolder = 5000

// reconciliation is when a folder was last compared, and how many mails it held.
type reconciliation struct {
	at    time.Time
	mails int
}

// look takes in what is new in a folder.
func (w *Watcher) look(ctx context.Context, box mailbox, folder, quiet string) error {
	opened, err := box.Examine(ctx, folder)
	if err != nil {
		return err
	}
	p := &pass{Watcher: w, box: box, quiet: quiet, uidNext: opened.UIDNext,
		key: medelbot.FolderKey{Mailbox: w.Mailbox, Folder: folder, UIDValidity: opened.UIDValidity}}
	if err := p.open(ctx); err != nil {
		return err
	}
	if err := p.run(ctx); err != nil {
		return err
	}
	if p.again > 0 {
		return &imap.Error{Trouble: imap.Confused, Message: "some mail was not sent whole and is fetched again over a new connection"}
	}
	return nil
}

func (p *pass) open(ctx context.Context) (err error) {
	if p.state, err = p.Store.OpenFolder(ctx, p.key, p.uidNext); err == nil && p.marking() {
		p.marks = marks{p.key, p.state.Unmarked}
	}
	return err
}

func (p *pass) run(ctx context.Context) error {
	if p.state.First || p.state.Renumbered {
		if err := p.settle(ctx); err != nil {
			return err
		}
	}
	failing, err := p.resume(ctx)
	if err != nil {
		return err
	}
	if err := p.takeNew(ctx); err != nil {
		return err
	}
	if err := p.reconcile(ctx); err != nil {
		return err
	}
	// Last and one by one: whatever is wrong with them, it harms no other.
	return p.takeSingly(ctx, failing, false)
}

// resume reads what was begun and not filed: by this process, when a
// connection broke, or by an earlier one, which one of these mails may have
// killed. It returns those that a connection has already failed on.
func (p *pass) resume(ctx context.Context) (failing []uint32, err error) {
	p.forgetFiled()
	var own, strange []uint32
	for _, uid := range p.state.Begun {
		id := mailID{p.key, uid}
		switch {
		case p.trials[id] != nil:
			failing = append(failing, uid)
		case p.begun[id]:
			own = append(own, uid)
		default:
			strange = append(strange, uid)
		}
	}
	if len(strange) > 0 {
		medelbot.LogInterrupted.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyMails.Is(len(strange)))
	}
	if err := p.takeSingly(ctx, strange, true); err != nil {
		return failing, err
	}
	return failing, p.take(ctx, task{uids: own})
}

// forgetFiled keeps of the mails begun by this process those that are still so
// in the ledger.
func (p *pass) forgetFiled() {
	maps.DeleteFunc(p.begun, func(id mailID, _ bool) bool {
		return id.folder == p.key && !slices.Contains(p.state.Begun, id.uid)
	})
}

func (p *pass) takeSingly(ctx context.Context, uids []uint32, probe bool) error {
	for _, uid := range uids {
		if err := p.take(ctx, task{uids: []uint32{uid}, probe: probe}); err != nil {
			return err
		}
	}
	return nil
}

// takeNew reads what came since the ledger's highest UID. A number that the
// server has given and holds no longer was a mail that came and went unread.
func (p *pass) takeNew(ctx context.Context) error {
	if p.state.Highest == math.MaxUint32 {
		return nil
	}
	uids, err := p.box.Search(ctx, p.state.Highest+1, 0)
	if err != nil {
		return err
	}
	// Numbers below BaselineNext were used up before we came.
	last := p.state.Highest
	if p.state.BaselineNext > 0 {
		last = max(last, p.state.BaselineNext-1)
	}
	p.news = len(uids) > 0
	if err := p.take(ctx, task{uids: uids, gapsAfter: &last}); err != nil {
		return err
	}
	return p.addGaps(ctx, last, nil, p.uidNext)
}

// addGaps notes the numbers above after and below before that are not in uids.
func (p *pass) addGaps(ctx context.Context, after uint32, uids []uint32, before uint32) error {
	count := 0
	for _, uid := range append(slices.Clip(uids), before) {
		if uid > after+1 {
			n := int(uid - after - 1)
			if err := p.Store.AddGap(ctx, p.key, after+1, uid-1, n); err != nil {
				return err
			}
			count += n
		}
		after = max(after, uid)
	}
	if count > 0 {
		medelbot.LogGap.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyMails.Is(count))
	}
	return nil
}

// reconcile compares, every hour and when something came, all UIDs on the
// server with the ledger, and takes in what it lacks. Nothing should ever be
// lacking.
func (p *pass) reconcile(ctx context.Context) error {
	now := p.Clock()
	last, ok := p.reconciled[p.key]
	if ok && now.Sub(last.at) < reconcileEvery && !(p.news && last.mails <= smallFolder) {
		return nil
	}
	uids, err := p.box.Search(ctx, 1, 0)
	if err != nil {
		return err
	}
	missing, err := p.Store.Reconcile(ctx, p.key, uids)
	if err != nil {
		return err
	}
	// What came after the folder was opened is the next pass's business.
	missing = slices.DeleteFunc(missing, func(uid uint32) bool { return uid >= p.uidNext })
	if len(missing) > 0 {
		medelbot.LogLacking.To(p.Log, medelbot.KeyFolder.Is(p.key.Folder), medelbot.KeyMails.Is(len(missing)))
		if err := p.take(ctx, task{uids: missing}); err != nil {
			return err
		}
	}
	p.reconciled[p.key] = reconciliation{at: now, mails: len(uids)}
	return nil
}

// skew is how far the server's clock may be behind ours without a mail that
// came right after the first start being taken for an older one.
const skew = 10 * time.Minute

// quietFor tells why a mail is filed without a letter; "" if it is answered as
// usual. In the folder's first life a UID of BaselineNext or above says that a
// mail is new, unless its date shows that it was dragged in from elsewhere.
// After a renumbering the date, which counts whole seconds, is all there is to
// go by.
func (p *pass) quietFor(k medelbot.Known) string {
	first := p.state.BaselineAt.Truncate(time.Second)
	if p.state.BaselineNext > 0 && k.UID >= p.state.BaselineNext {
		first = first.Add(-skew)
	}
	switch {
	case p.quiet != "":
		return p.quiet
	case !k.Date.IsZero() && k.Date.Before(first):
		return medelbot.QuietOld
	}
	return ""
}
