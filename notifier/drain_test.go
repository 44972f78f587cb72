package notifier

import (
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
