package intake

import (
	"context"
	"log/slog"
	"time"

	"medelbot"
)

// markGrace is how long marking may take when the program is told to stop.
const markGrace = 3 * time.Second

// noteMark remembers a filed mail for mark, if the configuration asks for it.
func (p *pass) noteMark(m medelbot.Mail) {
	if p.AfterFiling != AfterNothing && p.key.Folder == p.Folder {
		p.marks[p.key] = append(p.marks[p.key], m.UID)
	}
}

// mark does to the filed mails what the configuration asks for. They are filed
// and answered already, so that a failure is no more than a line in the log;
// it is tried again after the next pass.
func (w *Watcher) mark(ctx context.Context) {
	if len(w.marks) == 0 {
		return
	}
	if ctx.Err() != nil {
		// What is filed and not marked is not known to the next process.
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), markGrace)
		defer cancel()
	}
	defer w.writer.Close() // the next mail may be days away
	for key, uids := range w.marks {
		var err error
		if w.AfterFiling == AfterMove {
			err = w.writer.Move(ctx, key.Folder, key.UIDValidity, uids, w.ProcessedFolder)
		} else {
			err = w.writer.SetKeyword(ctx, key.Folder, key.UIDValidity, uids, w.Keyword)
		}
		if err != nil {
			w.tell(slog.LevelWarn, eventMarkFailed, "folder", key.Folder, "mails", len(uids), "error", err)
			continue
		}
		delete(w.marks, key)
		w.tell(slog.LevelInfo, eventMarked, "folder", key.Folder, "mails", len(uids), "how", string(w.AfterFiling))
	}
}
