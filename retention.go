package medelbot

import (
	"fmt"
	"time"
)

// Erasure is how much of a case was erased (gallrat).
type Erasure string

const (
	NotErased Erasure = ""
	// ErasedToBookkeeping is of a case whose money was paid: what the law on
	// bookkeeping asks for is left, and nothing else. See KeptForBookkeeping.
	ErasedToBookkeeping Erasure = "bookkeeping"
	// ErasedWhole leaves the number, so that it is never given again, the
	// statuses and days, the sums, and a log without its details.
	ErasedWhole Erasure = "whole"
)

// KeptForBookkeeping is what is left of a case of which money was paid: what a
// voucher must hold, and what it rests on (Bokföringslagen 1999:1078, 5 kap. 7 §:
// what it is about, the sum, the other party, the day, and which papers it rests
// on). The store erases everything else, and docs/gdpr.md lists the same.
var KeptForBookkeeping = []string{
	"case number", "call", "mailbox", "status", "days on which it was opened, ended and changed",
	"applicant (the organisation)", "sum sought", "sum granted", "day of the decision", "who decided",
	"sum paid", "day of the payment", "sums that came back", "account as paid to",
}

// Retention says how long is kept what has ended (bevarande och gallring).
type Retention struct {
	// Declined, Withdrawn and Closed are months after a case came to that status;
	// 0 keeps it for ever.
	Declined, Withdrawn, Closed int
	// BookkeepingYears is how many years after the year in which money of a case
	// last moved its bookkeeping is kept.
	BookkeepingYears int
	// Zone is where months and years begin and end.
	Zone *time.Location
}

// EndedCase is what retention goes by.
type EndedCase struct {
	Number string
	Call   string // Call.ID
	Status Status
	// EndedAt is when the case came to its status; zero while it goes on.
	EndedAt time.Time
	// MoneyAt is when money was last paid or came back; zero: never.
	MoneyAt time.Time
	// Out is what was paid and has not come back, in kronor.
	Out int64
	// Into is the case in which this one goes on, "" if in none. It goes with that
	// one.
	Into   string
	Erased Erasure // how much is erased already
}

// after is the months of a status, 0 for ever.
func (r Retention) after(s Status) int {
	switch s {
	case StatusDeclined:
		return r.Declined
	case StatusWithdrawn:
		return r.Withdrawn
	case StatusClosed:
		return r.Closed
	}
	return 0
}

// Rule words by which rule an ended case is erased, for the log: "closed: 24
// months". "" if by none.
func (r Retention) Rule(s Status) string {
	if n := r.after(s); n > 0 {
		return fmt.Sprintf("%s: %d months", s, n)
	}
	return ""
}

// BooksUntil is the first instant at which nothing of the case is kept for
// bookkeeping any more; zero if no money ever moved. What is booked is kept
// until the end of the seventh year after the end of the calendar year in which
// the bookkeeping year ended (Bokföringslagen 7 kap. 2 §). The bookkeeping year
// is taken for a calendar year.
func (r Retention) BooksUntil(k EndedCase) time.Time {
	if k.MoneyAt.IsZero() {
		return time.Time{}
	}
	return time.Date(k.MoneyAt.In(r.zone()).Year()+1+r.BookkeepingYears, 1, 1, 0, 0, 0, 0, r.zone())
}

// Erasable is how much of a case may be erased now, whoever asks for it; the
// error is a *Refusal that says why no more can be.
func (r Retention) Erasable(k EndedCase, now time.Time) (Erasure, error) {
	switch {
	case k.Into != "":
		return NotErased, &Refusal{Code: RefusedMerged, Try: "medelbot erase " + k.Into + ", which erases both"}
	case k.Status.Open():
		return NotErased, &Refusal{Code: RefusedStatus, Status: k.Status, Try: "withdraw or close it first"}
	case k.Erased == ErasedWhole:
		return NotErased, &Refusal{Code: RefusedErased}
	}
	if until := r.BooksUntil(k); now.Before(until) {
		if k.Erased == ErasedToBookkeeping {
			return NotErased, &Refusal{Code: RefusedErased, Try: "wait until " + until.Format(time.DateOnly) + ": what is left is kept for bookkeeping until then"}
		}
		return ErasedToBookkeeping, nil
	}
	return ErasedWhole, nil
}

// Due is how much of a case is to be erased now without being asked for:
// NotErased if nothing, or nothing more. A case that was withdrawn with money still
// to come back is not done with until it is closed.
func (r Retention) Due(k EndedCase, now time.Time) Erasure {
	n := r.after(k.Status)
	if n == 0 || k.Status == StatusWithdrawn && k.Out > 0 || k.EndedAt.IsZero() || now.Before(months(k.EndedAt.In(r.zone()), n)) {
		return NotErased
	}
	e, err := r.Erasable(k, now)
	if err != nil {
		return NotErased
	}
	return e
}

func (r Retention) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}
