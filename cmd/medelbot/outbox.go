package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"medelbot"
	"medelbot/store"
)

type outboxCommand struct {
	List    outboxListCommand    `cmd:"" default:"withargs" help:"List letters (what outbox does by itself)."`
	Show    outboxShowCommand    `cmd:"" help:"Read a letter."`
	Release outboxReleaseCommand `cmd:"" help:"Let a held, failed or uncertain letter leave."`
	Drop    outboxDropCommand    `cmd:"" help:"Decide that a letter shall never leave."`
}

// Help is the long help of the command.
func (outboxCommand) Help() string {
	return `A letter is queued (leaves when its time comes), sending, held (waits for you, for the reason shown), drafted (lies in Drafts), sent, failed (the server refused it for good), uncertain (perhaps delivered: look in the recipient's thread or ask, then release or drop it), or dropped.`
}

type outboxListCommand struct {
	State []string `placeholder:"STATE" help:"Only letters of these states, separated by commas."`
	JSON  bool     `name:"json" help:"One JSON object a line for each letter."`
}

// Run lists the letters, the newest first.
func (c *outboxListCommand) Run(ctx context.Context, p *process) error {
	known := []medelbot.OutboxState{medelbot.Queued, medelbot.Sending, medelbot.Held, medelbot.Drafted,
		medelbot.Sent, medelbot.Failed, medelbot.Uncertain, medelbot.Dropped}
	var states []medelbot.OutboxState
	for _, s := range c.State {
		if !slices.Contains(known, medelbot.OutboxState(s)) {
			return &usageError{text: fmt.Sprintf("%q is no state of a letter", s), try: joined(known)}
		}
		states = append(states, medelbot.OutboxState(s))
	}
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	letters, err := o.store.Outbox(ctx, states...)
	if err != nil {
		return err
	}
	if c.JSON {
		return printLines(p.out, letters, func(l medelbot.Letter) any { return letterForm(l) })
	}
	paused, err := o.store.Paused(ctx)
	if err != nil {
		return err
	}
	return printLetters(p.out, letters, paused, o)
}

func printLetters(out io.Writer, letters []medelbot.Letter, paused bool, o *office) error {
	if paused {
		fmt.Fprintln(out, "Letters are paused. To go on: medelbot resume")
	}
	if len(letters) == 0 {
		_, err := fmt.Fprintln(out, "There are no such letters.")
		return err
	}
	t := table{titles: []string{"ID", "CREATED", "LETTER", "CASE", "TO", "STATE"}}
	for _, l := range letters {
		t.add(strconv.FormatInt(l.ID, 10), o.day(l.CreatedAt), string(l.Name), l.Case, printable(l.To), o.leaves(&l))
	}
	return t.print(out)
}

// stateText says where a letter stands and why.
func stateText(l *medelbot.Letter) string {
	switch l.Reason {
	case "":
		return string(l.State)
	case medelbot.HeldObserve:
		return string(l.State) + ": observe mode" // most letters of whoever tries the program
	}
	return string(l.State) + ": " + clip(l.Reason, 120)
}

type outboxReleaseCommand struct {
	IDs []int64 `arg:"" name:"id" help:"The letters' numbers in the list."`
}

// Help is the long help of the command.
func (outboxReleaseCommand) Help() string {
	return `Each letter is queued again and leaves when the daemon next looks (a decision's when the time to undo it is over, too), whatever letters = says in the configuration. An uncertain letter may then reach its recipient twice. One that cannot be released does not keep the others back.`
}

// Run queues letters that waited for a person.
func (c *outboxReleaseCommand) Run(ctx context.Context, p *process) error {
	return p.eachLetter(ctx, c.IDs, func(o *office, id int64) error {
		if err := o.store.Release(ctx, id, p.user()); err != nil {
			return err
		}
		l, err := o.store.Letter(ctx, id)
		if err != nil {
			return err
		}
		when := "when the daemon next looks"
		if l.AfterPass {
			when = fmt.Sprintf("after %s, unless the decision is undone: medelbot undo %s", o.soon(l.NotBefore), l.Case)
		}
		_, err = fmt.Fprintf(p.out, "Letter %d is queued and leaves %s.\n", id, when)
		return err
	})
}

type outboxDropCommand struct {
	IDs []int64 `arg:"" name:"id" help:"The letters' numbers in the list."`
}

// Help is the long help of the command.
func (outboxDropCommand) Help() string {
	return `The letters stay in the list as dropped, and never leave.`
}

// Run ends the waiting of letters.
func (c *outboxDropCommand) Run(ctx context.Context, p *process) error {
	return p.eachLetter(ctx, c.IDs, func(o *office, id int64) error {
		if err := o.store.Drop(ctx, id, p.user()); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.out, "Letter %d will not leave.\n", id)
		return err
	})
}

// eachLetter does something to the letters that a person has named.
func (p *process) eachLetter(ctx context.Context, ids []int64, do func(o *office, id int64) error) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	return eachNamed(p, "letters", ids, func(id int64) error { return letterError(id, do(o, id)) })
}

// letterError words what a person who named a letter must know; nil stays nil.
func letterError(id int64, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &failure{text: fmt.Sprintf("there is no letter %d", id), try: "medelbot outbox"}
	}
	if state := (*store.StateError)(nil); errors.As(err, &state) {
		return &failure{text: fmt.Sprintf("letter %d cannot be changed", id), try: "medelbot outbox", err: state}
	}
	return err
}
