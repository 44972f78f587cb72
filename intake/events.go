package intake

import (
	"context"
	"log/slog"
)

// event is the vocabulary of the log. Its lines hold numbers, folder names and
// causes; Message-IDs, being personal data, only at debug level.
type event string

const (
	eventConnected   event = "connected"
	eventTrouble     event = "mailbox trouble"
	eventBaseline    event = "baseline noted"
	eventRecognised  event = "renumbered folder recognised"
	eventFiled       event = "mail filed"
	eventMail        event = "one mail filed"
	eventGap         event = "mail came and went unread"
	eventIncomplete  event = "mail was not sent whole"
	eventUnreadable  event = "mail set aside unread"
	eventLacking     event = "mail was missing in the ledger"
	eventMarked      event = "mail marked on the server"
	eventMarkFailed  event = "mail could not be marked on the server"
	eventJunkTrouble event = "junk folder not read"
	eventSentTrouble event = "sent folder not read"
	eventAnswered    event = "sent folder looked at"
	eventInterrupted event = "mail begun by an earlier run"
)

func (w *Watcher) tell(level slog.Level, e event, attrs ...any) {
	// The log outlives every pass: no context could end it.
	w.Log.Log(context.Background(), level, string(e), attrs...)
}
