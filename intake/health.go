package intake

import "time"

// Health is how the reading of one mailbox goes.
type Health struct {
	// LastRead is when the newest look that went well began: what lay in the
	// mailbox then is filed. Zero if none has since the watcher was made.
	LastRead time.Time
	// FailsSince is when the first look after that failed, and Err why the newest
	// one did. Both are zero while looks go well.
	FailsSince time.Time
	Err        error
}

// Health tells how the reading goes. It may be called at any time.
func (w *Watcher) Health() Health {
	w.healthLock.Lock()
	defer w.healthLock.Unlock()
	return w.health
}

func (w *Watcher) wentWell(begun time.Time) {
	w.healthLock.Lock()
	defer w.healthLock.Unlock()
	w.health = Health{LastRead: begun}
}

func (w *Watcher) failed(err error) {
	w.healthLock.Lock()
	defer w.healthLock.Unlock()
	if w.health.Err == nil {
		w.health.FailsSince = w.Clock()
	}
	w.health.Err = err
}
