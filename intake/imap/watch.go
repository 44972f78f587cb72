package imap

import (
	"fmt"
	"net"
	"sync"
	"time"
)

// watch is a connection that ends itself when an answer is due and no byte
// comes, or when far more comes than any answer could hold. It counts below
// TLS, so that a handshake is watched like everything else.
type watch struct {
	net.Conn
	server string
	// progress is called when bytes of an answer that is due come in.
	progress func()

	mu      sync.Mutex
	silence time.Duration // allowed without a byte; 0: no answer is due
	timer   *time.Timer
	left    int64  // bytes that may still come
	reason  *Error // why it was ended on purpose
	broken  error  // the first error of a Read
	ended   bool
}

// restBytes may come in while no answer is due: notices of other clients'
// doings, and answers to what was not asked.
const restBytes = 16 << 20

func newWatch(conn net.Conn, server string) *watch {
	w := &watch{Conn: conn, server: server, progress: func() {}, left: restBytes}
	w.timer = time.AfterFunc(time.Hour, w.silent)
	w.timer.Stop()
	return w
}

func (w *watch) silent() {
	w.mu.Lock()
	silence := w.silence
	w.mu.Unlock()
	if silence > 0 { // else the answer came as the timer fired
		w.end(&Error{Trouble: Silent, Message: fmt.Sprintf("%s sent nothing for %s although an answer was due", w.server, silence)})
	}
}

// expect starts to wait for an answer of at most size bytes.
func (w *watch) expect(silence time.Duration, size int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.silence, w.left = silence, size
	if !w.ended {
		w.timer.Reset(silence)
	}
}

// rest tells that no answer is due any more.
func (w *watch) rest() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.silence, w.left = 0, restBytes
	w.timer.Stop()
}

// end closes the connection. The first reason stands.
func (w *watch) end(reason *Error) {
	w.mu.Lock()
	if w.reason == nil && !w.ended {
		w.reason = reason
	}
	w.ended = true
	w.timer.Stop()
	w.mu.Unlock()
	w.Conn.Close()
}

// why tells for what reason the connection was ended on purpose, nil if it was
// not, and the error of the first Read that failed.
func (w *watch) why() (reason *Error, broken error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.reason, w.broken
}

func (w *watch) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.mu.Lock()
	w.left -= int64(n)
	flooded := w.left < 0
	due := n > 0 && w.silence > 0 && !w.ended
	if due {
		w.timer.Reset(w.silence)
	}
	if err != nil && w.broken == nil {
		w.broken = err
	}
	w.mu.Unlock()
	if due {
		w.progress()
	}
	if flooded {
		w.end(&Error{Trouble: Confused, Message: fmt.Sprintf("%s sent far more than was asked for", w.server)})
	}
	return n, err
}

// Close marks the connection as ended, so that no timer outlives it.
func (w *watch) Close() error {
	w.end(nil)
	return nil
}

// SetDeadline does nothing: go-imap's client sets read deadlines of its own,
// such as five minutes for a literal, that would undo the ones given here.
func (w *watch) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing; see SetDeadline.
func (w *watch) SetReadDeadline(time.Time) error { return nil }
