package notifier

import (
	"io"
	"net/textproto"
	"slices"
	"testing"
)

// A crash while connecting must not leave a letter of which nobody knows
// whether it left: the connection is there before the attempt is noted.
func TestConnectBeforeAttempt(t *testing.T) {
	m := queued(fixed, 2)
	w := &way{open: func(int) error {
		m.log = append(m.log, "connected")
		return nil
	}}
	want := []string{"connected", "1 sending", "1 sent", "2 sending", "2 sent"}
	if _, err := outbox(m, w).Drain(t.Context()); err != nil || !slices.Equal(m.log, want) {
		t.Errorf("%v, %v; want %v", err, m.log, want)
	}
}

// What is shown of a letter is in words, also when the server just hung up.
func TestSendErrorText(t *testing.T) {
	for want, err := range map[string]error{
		"550 5.1.1 no such user":            &textproto.Error{Code: 550, Msg: "5.1.1\nno such user"},
		"the server closed the connection":  io.EOF,
		"the server did not answer in time": errSilent,
	} {
		if got := (&SendError{Unsent, err}).Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
