package health

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Pulse tells whether all loops of the daemon go round: one that hangs looks
// like one that has nothing to do, but for this. Its methods may be called from
// several goroutines.
type Pulse struct {
	now   func() time.Time
	lock  sync.Mutex
	loops map[string]*loop
	ended bool
}

// loop is one of them.
type loop struct {
	last  time.Time     // when it last went round
	limit time.Duration // within which it must do so again
}

// NewPulse makes a pulse without any loop, by a clock. With one that is
// monotonic, as time.Now is, the time that a machine sleeps counts for nothing.
func NewPulse(now func() time.Time) *Pulse {
	return &Pulse{now: now, loops: map[string]*loop{}}
}

// Loop adds a loop that goes round at least once in each limit, from now on, and
// returns what it must call when it does. The limit leaves time for what a round
// may have to do: nothing is ended that only takes long. A pulse that has ended
// begins anew.
func (p *Pulse) Loop(name string, limit time.Duration) (beat func()) {
	l := &loop{last: p.now(), limit: limit}
	p.lock.Lock()
	defer p.lock.Unlock()
	p.loops[name] = l
	p.ended = false
	return func() {
		p.lock.Lock()
		defer p.lock.Unlock()
		l.last = p.now()
	}
}

// End tells that the loops go round no more, since they are not needed now.
func (p *Pulse) End() {
	p.lock.Lock()
	defer p.lock.Unlock()
	clear(p.loops)
	p.ended = true
}

// Ended tells whether End was called, and Loop not since.
func (p *Pulse) Ended() bool {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.ended
}

// Alive returns nil if each loop went round within its limit, else an error that
// names those that did not. It waits for nothing, so that a watchdog can ask.
func (p *Pulse) Alive() error {
	p.lock.Lock()
	defer p.lock.Unlock()
	var stuck []string
	for _, name := range slices.Sorted(maps.Keys(p.loops)) {
		l := p.loops[name]
		if still := p.now().Sub(l.last); still > l.limit {
			stuck = append(stuck, fmt.Sprintf("%s for %s", name, still.Round(time.Second)))
		}
	}
	if stuck == nil {
		return nil
	}
	return fmt.Errorf("parts of the daemon have not gone round: %s", strings.Join(stuck, ", "))
}

// Rounds tells when each loop last went round, by its name.
func (p *Pulse) Rounds() map[string]time.Time {
	p.lock.Lock()
	defer p.lock.Unlock()
	rounds := map[string]time.Time{}
	for name, l := range p.loops {
		rounds[name] = l.last
	}
	return rounds
}
