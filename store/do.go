package store

import (
	"context"
	"errors"
	"fmt"

	"medelbot"
)

// Done is what became of orders.
type Done struct {
	Case    medelbot.Case     // as it stands afterwards
	Letters []medelbot.Letter // composed, without Raw
	Why     []string          // of each order, for a log; "" where the rules say nothing
	Untold  bool              // a letter to the applicant is missing; see medelbot.Change
}

// Do carries out a person's orders on a case, in the order given, all of them
// or none: h.Do gets the facts as the orders before it left them, and its
// Change is applied in the same transaction. If it refuses one, or a letter
// cannot be written, nothing is changed; the error then wraps the
// *medelbot.Refusal. It wraps ErrNotFound if there is no such case.
//
// The log names by; mailed commands do not come this way, but as mails by File.
func (s *Store) Do(ctx context.Context, number string, by medelbot.Actor, orders []medelbot.Order, h medelbot.Handler) (Done, error) {
	var all Done
	err := s.write(ctx, "act on case "+number, func(t *tx) error {
		all = Done{}
		for _, o := range orders {
			d, why, err := t.order(number, by, o, h)
			if err != nil {
				return fmt.Errorf("%s: %w", o.Deed, err)
			}
			all.Letters = append(all.Letters, d.letters...)
			all.Why = append(all.Why, why)
			all.Untold = all.Untold || d.untold
		}
		k, err := t.mustFind(number)
		if err != nil {
			return err
		}
		all.Case = *k
		return nil
	})
	return all, err
}

// order carries out one order.
func (t *tx) order(number string, by medelbot.Actor, o medelbot.Order, h medelbot.Handler) (done, string, error) {
	a := &acting{tx: t, handler: h, by: by.String()}
	k, err := t.mustFind(number)
	if err != nil {
		return done{}, "", err
	}
	facts, err := a.factsOf(k)
	if err != nil {
		return done{}, "", err
	}
	if err := a.applicantFacts(&facts, ""); err != nil {
		return done{}, "", err
	}
	if facts.Into, err = t.findCase(o.Into); err != nil {
		return done{}, "", err
	}
	g := copyGiven(&facts)
	c, err := callDo(h, facts, by, o)
	if err != nil {
		return done{}, "", err
	}
	d, err := a.carryOut(c, g, nil)
	return d, c.Why, err
}

// mustFind is findCase for a case that a person has named.
func (t *tx) mustFind(number string) (*medelbot.Case, error) {
	k, err := t.findCase(number)
	if err == nil && k == nil {
		err = fmt.Errorf("there is no such case: %w", ErrNotFound)
	}
	return k, err
}

// callDo asks the rules; a panic of theirs is an error about this order.
func callDo(h medelbot.Handler, f medelbot.Facts, by medelbot.Actor, o medelbot.Order) (c medelbot.Change, err error) {
	if h.Do == nil {
		return c, ruleError{errors.New("there are no rules for orders")}
	}
	defer func() {
		if p := recover(); p != nil {
			err = ruleError{fmt.Errorf("the rules broke on it: %v", p)}
		}
	}()
	if c, err = h.Do(f, by, o); err != nil {
		return c, ruleError{err}
	}
	return c, nil
}
