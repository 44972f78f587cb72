package intake

import (
	"context"
	"errors"
	"slices"

	"medelbot"
	"medelbot/intake/imap"
)

// lookAtSent tells the store which mails a person has answered. Trouble with
// the Sent folder must not keep the inbox from being read: what the server
// refuses is passed over, and after a connection that broke over it the next
// round leaves it out.
func (w *Watcher) lookAtSent(ctx context.Context, box mailbox) error {
	if w.sentBroke {
		w.sentBroke = false
		return nil
	}
	err := w.spare(w.takeAnswers(ctx, box), medelbot.LogSentTrouble, &w.sentTold)
	var trouble *imap.Error
	w.sentBroke = errors.As(err, &trouble)
	return err
}

// takeAnswers notes what is new in the Sent folder. An empty look costs one
// command and no write.
func (w *Watcher) takeAnswers(ctx context.Context, box mailbox) error {
	opened, err := box.Examine(ctx, w.SentFolder)
	if err != nil {
		return err
	}
	key := medelbot.FolderKey{Mailbox: w.Mailbox, Folder: w.SentFolder, UIDValidity: opened.UIDValidity}
	// The store itself leaves out what is dated too early.
	from, _, err := w.Store.SentFrom(ctx, key, opened.UIDNext)
	if err != nil || from >= opened.UIDNext {
		return err
	}
	uids, err := box.Search(ctx, from, opened.UIDNext-1)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(uids, describeBatch) {
		mails, err := box.DescribeSent(ctx, batch)
		if err != nil {
			return err
		}
		from = batch[len(batch)-1] + 1
		if err := w.Store.NoteAnswered(ctx, key, from, mails); err != nil {
			return err
		}
	}
	medelbot.LogAnswered.To(w.Log, medelbot.KeyFolder.Is(key.Folder), medelbot.KeyMails.Is(len(uids)))
	if from < opened.UIDNext { // mails that came and went have used up numbers too
		return w.Store.NoteAnswered(ctx, key, opened.UIDNext, nil)
	}
	return nil
}
