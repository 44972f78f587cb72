package health

import (
	"testing"
	"time"
)

// A loop that rests within its limit is alive; one that goes beyond it is named,
// until it goes round again.
func TestPulse(t *testing.T) {
	start := time.Date(2021, 5, 14, 6, 0, 0, 0, time.UTC)
	now := start
	p := NewPulse(func() time.Time { return now })
	outbox, clock := p.Loop("outbox", time.Minute), p.Loop("clock", time.Hour)
	for i, step := range []struct {
		wait time.Duration
		beat func()
		want string
	}{
		{time.Minute, nil, ""},
		{time.Second, nil, "parts of the daemon have not gone round: outbox for 1m1s"},
		{0, outbox, ""},
		{time.Hour, nil, "parts of the daemon have not gone round: clock for 1h1m1s, outbox for 1h0m0s"},
		{0, clock, "parts of the daemon have not gone round: outbox for 1h0m0s"},
		{0, outbox, ""},
	} {
		now = now.Add(step.wait)
		if step.beat != nil {
			step.beat()
		}
		got := ""
		if err := p.Alive(); err != nil {
			got = err.Error()
		}
		if got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
	if rounds := p.Rounds(); len(rounds) != 2 || !rounds["clock"].Equal(now) {
		t.Errorf("rounds: %v", rounds)
	}
}
