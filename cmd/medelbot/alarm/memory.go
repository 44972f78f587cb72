package alarm

import (
	"context"
	"maps"
	"sync"

	"medelbot/store"
)

// memory knows what was told of troubles that are under way: what the store holds
// and, while that cannot be written to, what it will hold. A full disk is trouble
// that people must be told of, and once.
type memory struct {
	lock  sync.Mutex
	held  map[name]store.Alarm  // what the store held when it was last read
	later map[name]*store.Alarm // what is not written yet; nil for one that has ended
}

// known gives the alarms as they are, also with an error, which is the store's.
func (m *memory) known(ctx context.Context, s Store) (map[name]store.Alarm, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	all, err := s.Alarms(ctx)
	if err == nil {
		m.held = map[name]store.Alarm{}
		for _, a := range all {
			m.held[name{a.Trouble, a.Way}] = a
		}
	}
	known := map[name]store.Alarm{}
	maps.Copy(known, m.held)
	for n, a := range m.later {
		if a == nil {
			delete(known, n)
		} else {
			known[n] = *a
		}
	}
	return known, err
}

// set notes an alarm, and end that it has ended; save writes that.
func (m *memory) set(a store.Alarm) { m.note(a, &a) }

func (m *memory) end(a store.Alarm) { m.note(a, nil) }

func (m *memory) note(a store.Alarm, as *store.Alarm) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.later == nil {
		m.later = map[name]*store.Alarm{}
	}
	m.later[name{a.Trouble, a.Way}] = as
}

// save writes what is not written yet. After an error it is known all the same,
// to this process, and written by a later call.
func (m *memory) save(ctx context.Context, s Store) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	var set, ended []store.Alarm
	for n, a := range m.later {
		if a == nil {
			ended = append(ended, store.Alarm{Trouble: n.trouble, Way: n.way})
		} else {
			set = append(set, *a)
		}
	}
	if set != nil {
		if err := s.SetAlarms(ctx, set...); err != nil {
			return err
		}
	}
	if ended != nil {
		if err := s.EndAlarms(ctx, ended...); err != nil {
			return err
		}
	}
	clear(m.later)
	return nil
}
