package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"medelbot"
)

// tickAgain is how long a case waits over which the rules or the composer
// failed, so that it does not stand in the way of the others.
const tickAgain = time.Hour

// rescheduled is how many cases Reschedule looks at in one transaction: mail
// must not wait for the whole of a large fund.
const rescheduled = 100

const (
	dueCasesQuery = `SELECT number FROM cases WHERE next_at <= ? ORDER BY next_at, number LIMIT ?`
	nextTickQuery = `SELECT next_at FROM cases WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1`
)

// Tick has h.Tick do what is due in at most limit cases, the longest due first,
// and tells how many it was done in and whether more are due. A case over which
// the rules or the composer fail stays as it is, comes again an hour later, and
// is told of in the error; the others go on. If the database fails, nothing is
// done at all.
func (s *Store) Tick(ctx context.Context, limit int, h medelbot.Handler) (ticked int, more bool, err error) {
	var faults []error
	err = s.write(ctx, "do what is due", func(t *tx) error {
		ticked, more, faults = 0, false, nil
		numbers, err := t.numbers(dueCasesQuery, timeText(t.now), limit+1)
		if err != nil {
			return err
		}
		if more = len(numbers) > limit; more {
			numbers = numbers[:limit]
		}
		for _, number := range numbers {
			fault, err := t.tick(number, h)
			if err != nil {
				return err
			}
			if fault != nil {
				faults = append(faults, fault)
				continue
			}
			ticked++
		}
		return nil
	})
	if err != nil {
		return 0, false, err
	}
	return ticked, more, errors.Join(faults...)
}

// NextTick says when a case is due next, which may be in the past; false if
// none ever will be.
func (s *Store) NextTick(ctx context.Context) (at time.Time, ok bool, err error) {
	err = s.read(ctx, "look when a case is due", func(t *tx) error {
		ok, err = t.row(nextTickQuery, nil, timeColumn{&at})
		return err
	})
	return at, ok, err
}

// Reschedule has h.Tick look at every open case, also where nothing is due: for
// the start of the daemon, when the configured days may be others than those by
// which the cases have their time. What is due is done as by Tick, and the error
// is as Tick's; a case that stays as it is costs no writing.
func (s *Store) Reschedule(ctx context.Context, h medelbot.Handler) error {
	open := []medelbot.Status{}
	for _, status := range medelbot.Statuses {
		if status.Open() {
			open = append(open, status)
		}
	}
	statuses, err := jsonText(open)
	if err != nil {
		return err
	}
	var faults []error
	for last, more := "", true; more; {
		err := s.write(ctx, "set the time of the open cases", func(t *tx) error {
			numbers, err := t.numbers(openCasesQuery, last, statuses, rescheduled)
			if err != nil {
				return err
			}
			if more = len(numbers) == rescheduled; len(numbers) > 0 {
				last = numbers[len(numbers)-1]
			}
			for _, number := range numbers {
				fault, err := t.tick(number, h)
				if err != nil {
					return err
				}
				if fault != nil {
					faults = append(faults, fault)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return errors.Join(faults...)
}

const openCasesQuery = `SELECT number FROM cases WHERE number > ? AND +status IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ?`

// tick lets the clock act on one case. A trouble of the rules over it is fault.
func (t *tx) tick(number string, h medelbot.Handler) (fault, err error) {
	fault, err = t.apart(func() error { return t.tickCase(number, h) })
	if err != nil || fault == nil {
		return nil, err
	}
	_, err = t.exec(`UPDATE cases SET next_at = ?, version = version + 1 WHERE number = ?`, timeText(t.now.Add(tickAgain)), number)
	return fmt.Errorf("case %s: %w", number, fault), err
}

func (t *tx) tickCase(number string, h medelbot.Handler) error {
	k, err := t.mustFind(number)
	if err != nil {
		return err
	}
	a := &acting{tx: t, handler: h, by: medelbot.ByProgram, since: k.NextAt}
	facts, err := a.factsOf(k)
	if err != nil {
		return err
	}
	g := copyGiven(&facts)
	c, err := callTick(h, facts)
	if err != nil {
		return err
	}
	next := k.NextAt
	if c.Case != nil {
		next = c.Case.NextAt
	}
	if !next.IsZero() && !next.After(t.now) {
		return ruleError{fmt.Errorf("the rules leave it due since %s", timeText(next))}
	}
	_, err = a.carryOut(c, g, nil)
	return err
}

// callTick asks the rules; a panic of theirs is an error about this case.
func callTick(h medelbot.Handler, f medelbot.Facts) (c medelbot.Change, err error) {
	if h.Tick == nil {
		return c, ruleError{errors.New("there are no rules for the clock")}
	}
	defer func() {
		if p := recover(); p != nil {
			err = ruleError{fmt.Errorf("the rules broke on it: %v", p)}
		}
	}()
	return h.Tick(f), nil
}
