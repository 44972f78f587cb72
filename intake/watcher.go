package intake

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"medelbot"
	"medelbot/intake/imap"
)

// mailbox is what a pass needs of a connection. *imap.Reader is one; there is
// no way through it to change anything on the server.
type mailbox interface {
	Examine(ctx context.Context, folder string) (imap.Folder, error)
	Search(ctx context.Context, from, to uint32) ([]uint32, error)
	Present(ctx context.Context, uids []uint32) ([]uint32, error)
	Describe(ctx context.Context, uids []uint32) ([]medelbot.Known, error)
	Fetch(ctx context.Context, mails []medelbot.Known, each func(k medelbot.Known, raw []byte, problem error)) error
	FetchStart(ctx context.Context, k medelbot.Known, n int64) (raw []byte, problem, err error)
	DescribeSent(ctx context.Context, uids []uint32) ([]medelbot.SentMail, error)
	Wait(ctx context.Context, d time.Duration) (news bool, err error)
}

// recycle is how old a connection grows. Middleboxes forget quiet ones, and
// servers end an IDLE after half an hour (RFC 2177).
const recycle = 25 * time.Minute

// Watcher takes the mail of one mailbox in. Once and Run must not be called at
// the same time as each other; Check and Health may.
type Watcher struct {
	Settings
	writer     *imap.Writer
	begun      map[mailID]bool   // begun by this process, not filed yet
	trials     map[mailID]*trial // fetching them failed
	marks      marks             // as the ledger has them
	reconciled map[medelbot.FolderKey]reconciliation
	junkTold   bool // the junk folder's trouble is in the log
	sentTold   bool // the Sent folder's is
	sentBroke  bool // a connection ended while the Sent folder was looked at
	healthLock sync.Mutex
	health     Health
}

// mailID names one mail on the server.
type mailID struct {
	folder medelbot.FolderKey
	uid    uint32
}

// New makes a watcher and connects to nothing yet.
func New(s Settings) (*Watcher, error) {
	s, err := s.withDefaults()
	if err != nil {
		return nil, err
	}
	w := &Watcher{
		Settings:   s,
		begun:      map[mailID]bool{},
		trials:     map[mailID]*trial{},
		reconciled: map[medelbot.FolderKey]reconciliation{},
	}
	w.Account.Progress = func() { w.Beat() } // whoever made the watcher may set Beat yet
	w.writer = imap.NewWriter(w.Account)
	return w, nil
}

// Once makes one pass over the mailbox: everything that is on the server and
// not in the ledger is filed. It returns the first trouble, as *imap.Error
// where the server or the network is to blame.
func (w *Watcher) Once(ctx context.Context) error {
	err := w.once(ctx)
	if w.sentBroke { // then without the Sent folder
		return errors.Join(err, w.once(ctx))
	}
	return err
}

func (w *Watcher) once(ctx context.Context) error {
	box, err := w.Account.OpenReader(ctx)
	if err != nil {
		return err
	}
	defer box.Close()
	return w.round(ctx, box, true)
}

// Run takes mail in until ctx ends and then returns nil. It survives every
// passing trouble by trying again with growing waits. Trouble that only a
// person can mend (imap.Error.Permanent) is returned if the mailbox has not
// been read once since Run began; later it is logged and tried again too.
func (w *Watcher) Run(ctx context.Context) error {
	waits := &backoff.ExponentialBackOff{
		InitialInterval: time.Second, RandomizationFactor: 0.5, Multiplier: 2, MaxInterval: 5 * time.Minute}
	worked := false
	for ctx.Err() == nil {
		w.Beat()
		err := w.attend(ctx, func() {
			worked = true
			waits.Reset()
		})
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil: // the connection grew old
			continue
		}
		w.failed(err)
		var trouble *imap.Error
		if errors.As(err, &trouble) && !worked && trouble.Permanent() {
			return err
		}
		delay := waits.NextBackOff()
		if trouble != nil { // a server that is asked sooner than it wants throttles for longer
			delay = max(delay, trouble.Pause)
		}
		medelbot.LogTrouble.Fail(w.Log, err, delay)
		select {
		case <-time.After(delay):
		case <-ctx.Done():
		}
	}
	return nil
}

// attend reads the mailbox over one connection until that fails (an error) or
// grows old (nil). read is called after each pass that went well.
func (w *Watcher) attend(ctx context.Context, read func()) error {
	box, err := w.Account.OpenReader(ctx)
	if err != nil {
		return err
	}
	defer box.Close()
	medelbot.LogConnected.To(w.Log, medelbot.KeyIdle.Is(box.CanIdle()))
	old := time.NewTimer(recycle)
	defer old.Stop()
	for news := false; ; {
		// What a server tells of is in the main folder; the junk folder is
		// looked at when the poll is due.
		if err := w.round(ctx, box, !news); err != nil {
			return err
		}
		read()
		select {
		case <-old.C:
			return nil
		default:
		}
		if news, err = box.Wait(ctx, min(w.Poll, recycle)); err != nil {
			return err
		}
	}
}

// round looks at the folders once and then marks what was filed. The Sent
// folder comes before the main one, so that nothing is answered that a person
// has answered. The main folder comes last, so that it is the one that is open
// afterwards.
func (w *Watcher) round(ctx context.Context, box mailbox, junk bool) error {
	defer w.mark(ctx)
	if w.Ready != nil {
		if err := w.Ready(ctx); err != nil {
			return err
		}
	}
	w.Beat()
	if junk && w.JunkFolder != "" {
		if err := w.lookAtJunk(ctx, box); err != nil {
			return err
		}
	}
	if w.SentFolder != "" {
		if err := w.lookAtSent(ctx, box); err != nil {
			return err
		}
	}
	begun := w.Clock()
	if err := w.look(ctx, box, w.Folder, ""); err != nil {
		return err
	}
	// A look that ends well leaves nothing over: a mail that was not sent whole
	// is an error of the look until it is sent or given up, and what an earlier
	// run began was read first.
	if err := w.Store.NotePass(ctx, w.Mailbox, begun); err != nil {
		return err
	}
	w.wentWell(begun)
	w.Wake()
	return nil
}

// lookAtJunk reads the junk folder. That it does not exist, or may not be read
// for whatever reason, must not keep the inbox from being read.
func (w *Watcher) lookAtJunk(ctx context.Context, box mailbox) error {
	return w.spare(w.look(ctx, box, w.JunkFolder, medelbot.QuietJunk), medelbot.LogJunkTrouble, &w.junkTold)
}

// spare passes over trouble with a folder that the inbox can be read without,
// and tells of it once.
func (w *Watcher) spare(err error, e medelbot.LogEvent, told *bool) error {
	var trouble *imap.Error
	if !errors.As(err, &trouble) {
		return err
	}
	switch trouble.Trouble {
	case imap.NoFolder, imap.NotAllowed, imap.Refused:
		if !*told {
			e.Fail(w.Log, err, 0)
		}
		*told = true
		return nil
	}
	return err
}

// Check tries each step that a watcher needs and tells what came of it.
func (w *Watcher) Check(ctx context.Context) []imap.Step {
	folders := []string{w.Folder}
	for _, f := range []string{w.JunkFolder, w.SentFolder} {
		if f != "" {
			folders = append(folders, f)
		}
	}
	return w.Account.Check(ctx, folders...)
}
