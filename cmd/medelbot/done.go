package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"medelbot"
	"medelbot/store"
	"medelbot/templates"
)

// do carries out one order on a case and tells what became of it.
func (o *office) do(ctx context.Context, out io.Writer, number string, by medelbot.Actor, x medelbot.Order) error {
	x = maskOrder(x)
	done, err := o.store.Do(ctx, number, by, []medelbot.Order{x}, o.handler)
	if err != nil {
		return orderError(number, err)
	}
	k := &done.Case
	for _, what := range o.told(k, by, x) {
		fmt.Fprintln(out, printable(what))
	}
	fmt.Fprintf(out, "Case %s: %s, %s.\n", k.Number, clip(orNobody(k.Applicant), 60), k.Status)
	if done.Untold {
		fmt.Fprintf(out, "No letter tells the applicant: %s.\n", medelbot.HeldNoAddress)
	}
	return o.tellLetters(out, k.Number, done.Letters)
}

// told says in lines what an order has done besides where the case stands now.
func (o *office) told(k *medelbot.Case, by medelbot.Actor, x medelbot.Order) []string {
	line := ""
	switch x.Deed {
	case medelbot.DeedGrant, medelbot.DeedDecline:
		return o.toldVote(k, by)
	case medelbot.DeedUndo:
		line = "The decision is undone. Nobody hears of it."
	case medelbot.DeedPay:
		line = fmt.Sprintf("Paid on %s: %s.", o.day(k.PaidAt), templates.Kronor(k.Paid))
	case medelbot.DeedRepay:
		line = fmt.Sprintf("Came back: %s. Of what was paid %s are left.", templates.Kronor(x.SEK), templates.Kronor(k.Paid-k.Repaid))
	case medelbot.DeedExtend:
		line = fmt.Sprintf("The report is due on %s.", o.day(k.ReportDue))
	case medelbot.DeedCorrect:
		line = fmt.Sprintf("Corrected %s: %s", x.Element, valueText(k.Elements[x.Element].Value))
	case medelbot.DeedConfirm:
		line = fmt.Sprintf("Confirmed %s: %s", x.Element, valueText(k.Elements[x.Element].Value))
	case medelbot.DeedMerge:
		line = fmt.Sprintf("Joined with %s.", x.Into)
	case medelbot.DeedNote:
		line = "Noted."
	}
	if line == "" {
		return nil
	}
	return []string{line}
}

// toldVote says what a decision has come to.
func (o *office) toldVote(k *medelbot.Case, by medelbot.Actor) []string {
	if k.Decision != nil {
		return []string{fmt.Sprintf("Decided by %s: %s.", strings.Join(k.Decision.By, " and "), outcomeText(k.Decision.Outcome, k.Decision.SEK))}
	}
	var mine, others []string
	differ := false
	for _, v := range k.Votes {
		differ = differ || v.Deed != k.Votes[0].Deed || v.SEK != k.Votes[0].SEK
		if v.Person == by.Person {
			mine = append(mine, fmt.Sprintf("Noted for %s: %s.", v.Person, outcomeText(v.Deed, v.SEK)))
		} else {
			others = append(others, fmt.Sprintf("%s has said: %s.", v.Person, outcomeText(v.Deed, v.SEK)))
		}
	}
	if differ {
		return append(append(mine, others...), "The decisions differ, so nothing is decided.")
	}
	return append(append(mine, others...), fmt.Sprintf("It takes %d persons who agree.", o.cfg.Decision.Approvals))
}

func outcomeText(d medelbot.Deed, sek int64) string {
	if d == medelbot.DeedDecline {
		return "declined"
	}
	return templates.Kronor(sek) + " granted"
}

// tellLetters tells of letters that were composed when they leave, and by whom.
func (o *office) tellLetters(out io.Writer, number string, letters []medelbot.Letter) error {
	queued := 0
	for i := range letters {
		l := &letters[i]
		fmt.Fprintf(out, "Letter: %s to %s, %s\n", l.Name, printable(l.To), o.leaves(l))
		if l.State == medelbot.Queued {
			queued++
		}
	}
	if queued == 0 {
		return nil
	}
	// Whoever holds the lock sends.
	err := o.store.Lock()
	if errors.Is(err, store.ErrHeld) {
		_, err := fmt.Fprintln(out, "The running daemon sends what leaves.")
		return err
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "No daemon runs on the database: letters wait for medelbot run.")
	return err
}

// leaves says when a letter leaves, or why it does not.
func (o *office) leaves(l *medelbot.Letter) string {
	switch {
	case l.State != medelbot.Queued:
		return stateText(l)
	case l.AfterPass:
		return fmt.Sprintf("leaves after %s unless undone: medelbot undo %s", o.soon(l.NotBefore), l.Case)
	case l.NotBefore.After(o.now()):
		return "leaves after " + o.soon(l.NotBefore)
	}
	return string(l.State)
}

// soon writes a time to come: of today by the clock alone.
func (o *office) soon(t time.Time) string {
	if o.day(t) == o.day(o.now()) {
		return t.In(o.cfg.Zone()).Format("15:04")
	}
	return o.minute(t)
}

func orNobody(applicant string) string {
	if applicant == "" {
		return "an unnamed applicant"
	}
	return applicant
}
