package alarm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"medelbot"
	"medelbot/store"
)

// State is how something goes.
type State int

// The states.
const (
	Unknown State = iota // not tried yet
	Well
	Failing
)

// Finding is how one thing goes that people may have to be told of. Of its
// message Over is left out; Since is needed only while it fails.
type Finding struct {
	Message
	State State
	After time.Duration // it is told once it has lasted so long
}

// Store remembers what was told, over a restart.
type Store interface {
	Alarms(ctx context.Context) ([]store.Alarm, error)
	SetAlarms(ctx context.Context, alarms ...store.Alarm) error
	EndAlarms(ctx context.Context, alarms ...store.Alarm) error
}

// Lookout looks every minute how things go, and tells by each way of a trouble
// that lasts, once, and of its end, once. A way that fails keeps no other from
// telling, and is tried again later. Since when a trouble lasts is remembered,
// too: else a daemon that is started again and again would never tell.
type Lookout struct {
	Look  func() []Finding // how all things go now; it waits for nothing
	Ways  []Way
	Store Store
	Clock func() time.Time
	Log   *slog.Logger
	Beat  func() // called each minute and before each try of a way, also by several goroutines; nil calls nobody

	memory memory

	lock  sync.Mutex   // guards tries, for each way tells on its own
	tries map[name]try // of alarms that could not be told yet
}

// name names an alarm.
type name struct{ trouble, way string }

// try is what was tried of telling one.
type try struct {
	times int
	next  time.Time
}

const (
	// rest is how often it is looked.
	rest = time.Minute
	// longest is how long a way that fails is left alone at most.
	longest = time.Hour
)

// Run looks out until ctx ends. Trouble of its own is logged and waited out.
func (l *Lookout) Run(ctx context.Context) error {
	tick := time.NewTicker(rest)
	defer tick.Stop()
	for {
		l.beat()
		if err := l.Once(ctx); err != nil && ctx.Err() == nil {
			medelbot.LogNotDone.Fail(l.Log, err, rest)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (l *Lookout) beat() {
	if l.Beat != nil {
		l.Beat()
	}
}

// Once looks once, and tells what there is to tell. Its error is of the store,
// and keeps nobody from being told. What a way could not do is logged, and tried
// again by a later Once: so is all else that there was to tell by it, since it
// would fare no better.
func (l *Lookout) Once(ctx context.Context) error {
	findings := l.Look()
	known, unread := l.known(ctx, findings)
	l.begin(known, findings)
	unsaved := l.memory.save(ctx, l.Store)
	// Each way on its own: one that hangs keeps no other from telling.
	var group sync.WaitGroup
	faults := make([]error, len(l.Ways))
	for i, w := range l.Ways {
		group.Go(func() {
			for _, f := range findings {
				a, ok := known[name{f.Key(), w.Name}]
				if !ok {
					continue
				}
				err := l.attend(ctx, w, f, a)
				if errors.Is(err, errFailed) {
					return
				}
				faults[i] = errors.Join(faults[i], err)
			}
		})
	}
	group.Wait()
	return errors.Join(append(faults, unread, unsaved)...)
}

// known gives the alarms that are under way, and ends those of ways and things
// that the configuration names no more.
func (l *Lookout) known(ctx context.Context, findings []Finding) (map[name]store.Alarm, error) {
	all, err := l.memory.known(ctx, l.Store)
	ways, troubles := map[string]bool{}, map[string]bool{}
	for _, w := range l.Ways {
		ways[w.Name] = true
	}
	for _, f := range findings {
		troubles[f.Key()] = true
	}
	for n, a := range all {
		if !ways[n.way] || !troubles[n.trouble] {
			l.memory.end(a)
			delete(all, n)
		}
	}
	return all, err
}

// begin notes troubles that are new to a way.
func (l *Lookout) begin(known map[name]store.Alarm, findings []Finding) {
	for _, f := range findings {
		if f.State != Failing {
			continue
		}
		for _, w := range l.Ways {
			n := name{f.Key(), w.Name}
			if _, ok := known[n]; !ok {
				known[n] = store.Alarm{Trouble: n.trouble, Way: n.way, Since: f.Since}
				l.memory.set(known[n])
			}
		}
	}
}

// errFailed is a way that has just failed to tell; the log says why.
var errFailed = errors.New("the way failed")

// attend does what there is to do about one alarm by one way.
func (l *Lookout) attend(ctx context.Context, w Way, f Finding, a store.Alarm) error {
	m, now := f.Message, l.Clock()
	if a.Since.After(now) { // by a clock that has been set back since
		a.Since = now
		l.memory.set(a)
	}
	m.Since = a.Since
	switch {
	case f.State == Failing && a.ToldAt.IsZero() && now.Sub(a.Since) >= f.After:
		if told, err := l.tell(ctx, w, m); !told {
			return err
		}
		a.ToldAt = now
		l.memory.set(a)
	case f.State == Well && a.ToldAt.IsZero(): // it did not last
		l.memory.end(a)
	case f.State == Well:
		m.Over, m.Cause, m.Error, m.Try = now, "", "", ""
		if told, err := l.tell(ctx, w, m); !told {
			return err
		}
		l.memory.end(a)
	default:
		return nil
	}
	return l.memory.save(context.WithoutCancel(ctx), l.Store) // what was told was told, whatever comes now
}

// tell tells by one way, unless that has failed a short while ago, and whether it
// was told. Its only error is errFailed.
func (l *Lookout) tell(ctx context.Context, w Way, m Message) (told bool, err error) {
	// The end is another message than the beginning, and tried at once.
	n, now := name{m.Key() + " " + m.State(), w.Name}, l.Clock()
	l.lock.Lock()
	t := l.tries[n]
	l.lock.Unlock()
	if now.Before(t.next) {
		return false, nil
	}
	l.beat()
	fault := w.Tell(ctx, m)
	l.lock.Lock()
	defer l.lock.Unlock()
	if fault == nil {
		delete(l.tries, n)
		medelbot.LogAlarm.To(l.Log, medelbot.KeyMailbox.Is(m.Mailbox), medelbot.KeyWhat.Is(m.What), medelbot.KeyWay.Is(w.Name),
			medelbot.KeyOver.Is(!m.Over.IsZero()), medelbot.KeySince.Is(m.Since))
		return true, nil
	}
	if ctx.Err() != nil {
		return false, errFailed // told to stop: the next process tells
	}
	if l.tries == nil {
		l.tries = map[name]try{}
	}
	again := min(rest<<min(t.times, 10), longest)
	l.tries[n] = try{t.times + 1, now.Add(again)}
	medelbot.LogAlarmFailed.Fail(l.Log, fmt.Errorf("by %s: %w", w.Name, fault), again,
		medelbot.KeyMailbox.Is(m.Mailbox), medelbot.KeyWhat.Is(m.What), medelbot.KeyWay.Is(w.Name))
	return false, errFailed
}
