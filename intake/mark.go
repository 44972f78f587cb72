package intake

import (
	"context"
	"time"

	"medelbot"
)

// markGrace is how long marking may take when the program is told to stop.
const markGrace = 3 * time.Second

// marks are the filed mails that are still to be marked or moved. The ledger
// holds them too, written together with the mail: what one process files, the
// next one marks if need be.
type marks struct {
	folder medelbot.FolderKey // the main folder, as it was last opened
	uids   []uint32
}

// marking tells whether the configuration asks for something to be done to the
// mails of this folder once they are filed.
func (p *pass) marking() bool { return p.AfterFiling != AfterNothing && p.key.Folder == p.Folder }

// mark does to the filed mails what the configuration asks for. They are filed
// and answered already, so that a failure is no more than a line in the log;
// it is tried again after the next pass.
func (w *Watcher) mark(ctx context.Context) {
	if len(w.marks.uids) == 0 {
		return
	}
	if ctx.Err() != nil {
		// Told to stop: the next process would mark them, but when will that be?
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), markGrace)
		defer cancel()
	}
	defer w.writer.Close() // the next mail may be days away
	key, uids := w.marks.folder, w.marks.uids
	var err error
	if w.AfterFiling == AfterMove {
		err = w.writer.Move(ctx, key.Folder, key.UIDValidity, uids, w.ProcessedFolder)
	} else {
		err = w.writer.SetKeyword(ctx, key.Folder, key.UIDValidity, uids, w.Keyword)
	}
	if err == nil {
		// Killed before this, it is done again: mails that are gone are passed
		// over, and a keyword is the same twice.
		err = w.Store.FinishMarking(ctx, key, uids)
	}
	if err != nil {
		medelbot.LogMarkFailed.To(w.Log, medelbot.KeyFolder.Is(key.Folder), medelbot.KeyMails.Is(len(uids)), medelbot.KeyError.Is(err))
		return
	}
	w.marks.uids = nil
	medelbot.LogMarked.To(w.Log, medelbot.KeyFolder.Is(key.Folder), medelbot.KeyMails.Is(len(uids)), medelbot.KeyHow.Is(string(w.AfterFiling)))
}
