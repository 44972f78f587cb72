package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/command"
	"medelbot/store"
)

// onCase is the part of a command line that all deeds share.
type onCase struct {
	Case string `arg:"" help:"The case number, such as PK-2021-0007."`
	As   string `placeholder:"PERSON" help:"Who does it: a coordinator of the configuration, by name, first name or address."`
}

// carryOut does one deed and tells what became of it.
func (c *onCase) carryOut(ctx context.Context, p *process, order func(*office) (medelbot.Order, error)) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	x, err := order(o)
	if err != nil {
		return err
	}
	by, err := p.actor(o.cfg, c.As)
	if err != nil {
		return err
	}
	return o.do(ctx, p.out, caseNumber(c.Case), by, x)
}

// plainly is an order that needs nothing of the configuration.
func plainly(x medelbot.Order) func(*office) (medelbot.Order, error) {
	return func(*office) (medelbot.Order, error) { return x, nil }
}

// caseNumber takes a number as people write it.
func caseNumber(written string) string { return strings.ToUpper(strings.Trim(written, "[] ")) }

type decideCommand struct {
	Case    string   `arg:"" help:"The case number, such as PK-2021-0007."`
	Outcome string   `arg:"" enum:"grant,decline" help:"grant or decline."`
	Amount  []string `arg:"" optional:"" help:"The sum granted, in kronor. Default: the sum sought."`
	As      string   `required:"" placeholder:"PERSON" help:"Who decides: a coordinator of the configuration, by name, first name or address."`
	Reason  string   `placeholder:"TEXT" help:"Why, as the applicant is told it."`
}

// Help is the long help of the command.
func (decideCommand) Help() string {
	return `Notes one person's decision, by the same rules as by mail. A case is decided when as many agree as the configuration says (decision.approvals); decisions that differ change nothing. One system user cannot give the decisions of two persons: the other one decides by mail, or under a login of their own (sudo and su keep whose login it is).

The letter waits for the time to undo the decision (decision.undo) and for a complete pass over the mailbox.`
}

// Run notes a decision.
func (c *decideCommand) Run(ctx context.Context, p *process) error {
	on := onCase{Case: c.Case, As: c.As}
	return on.carryOut(ctx, p, func(*office) (medelbot.Order, error) {
		x := medelbot.Order{Deed: medelbot.Deed(c.Outcome), Text: strings.TrimSpace(c.Reason)}
		if len(c.Amount) == 0 {
			return x, nil
		}
		if x.Deed == medelbot.DeedDecline {
			return x, &usageError{text: "who declines grants no sum", try: "medelbot decide --help"}
		}
		var err error
		x.SEK, err = command.Sum(strings.Join(c.Amount, " "))
		return x, misread(err)
	})
}

type requestCommand struct {
	onCase
	Text []string `arg:"" help:"What the applicant should send or explain, in Swedish."`
}

// Help is the long help of the command.
func (requestCommand) Help() string {
	return `The applicant gets a letter with your words, and the case waits for an answer, with reminders.`
}

// Run asks the applicant for more.
func (c *requestCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedRequest, Text: strings.Join(c.Text, " ")}))
}

type noteCommand struct {
	onCase
	Text []string `arg:"" help:"What to remember about the case."`
}

// Help is the long help of the command.
func (noteCommand) Help() string {
	return `Writes a note in the log of the case. The applicant is not told.`
}

// Run writes a note.
func (c *noteCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedNote, Text: strings.Join(c.Text, " ")}))
}

type undoCommand struct{ onCase }

// Help is the long help of the command.
func (undoCommand) Help() string {
	return `Takes a decision back before its letter has left: the letter is dropped and nobody hears of it. Anyone of those who decide may do it.`
}

// Run takes a decision back.
func (c *undoCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedUndo}))
}

type extendCommand struct {
	onCase
	Day []string `arg:"" help:"The last day for the report, such as 2021-12-01 or 1 december 2021."`
}

// Help is the long help of the command.
func (extendCommand) Help() string {
	return `Gives the report another day. The applicant is told, and the reminders count from that day.`
}

// Run gives the report another day.
func (c *extendCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, func(o *office) (medelbot.Order, error) {
		day, err := command.ComingDay(strings.Join(c.Day, " "), o.now(), o.cfg.Zone())
		return medelbot.Order{Deed: medelbot.DeedExtend, Day: day}, misread(err)
	})
}

type withdrawCommand struct{ onCase }

// Help is the long help of the command.
func (withdrawCommand) Help() string {
	return `For an applicant who has taken the application back by phone, or wants no more of what was granted. The applicant gets a letter, and the reminders stop. Money that was paid stays with the case until you note that it came back: medelbot repay.`
}

// Run notes that the applicant takes the application back.
func (c *withdrawCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedWithdraw}))
}

type closeCommand struct{ onCase }

// Help is the long help of the command.
func (closeCommand) Help() string {
	return `Ends the case: nothing more is awaited, and no reminder leaves.`
}

// Run ends a case.
func (c *closeCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedClose}))
}

type holdCommand struct{ onCase }

// Help is the long help of the command.
func (holdCommand) Help() string {
	return `Lays a case aside: it waits for you, and the applicant is not reminded. To let it go on: medelbot release.`
}

// Run lays a case aside.
func (c *holdCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedHold}))
}

type releaseCommand struct{ onCase }

// Help is the long help of the command.
func (releaseCommand) Help() string {
	return `Lets a held case go on. The applicant then gets the answer that was held back: that all is there, or what is missing.`
}

// Run lets a held case go on.
func (c *releaseCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedRelease}))
}

type mergeCommand struct {
	onCase
	Into string `arg:"" help:"The number of the case that goes on."`
}

// Help is the long help of the command.
func (mergeCommand) Help() string {
	return `For one application that became two cases, of the same applicant and call and not decided. It cannot be undone. The other case gets what it lacks from the first one, which is closed. An account that comes over this way must be confirmed. The applicant is not told.`
}

// Run joins two cases.
func (c *mergeCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, plainly(medelbot.Order{Deed: medelbot.DeedMerge, Into: caseNumber(c.Into)}))
}

type correctCommand struct {
	onCase
	Element string   `arg:"" help:"One of applicant, reference, amount, purpose, effects, contact, account, or another that the call asks for."`
	Value   []string `arg:"" help:"What it should be."`
}

// Help is the long help of the command.
func (correctCommand) Help() string {
	return `Mends what was misread. The old value stays in the history. A sum is written in kronor; a contact as name, address and phone; an account with its kind, such as bankgiro 5050-1055, plusgiro 28 65 43-4, or 8327-9, 014 725 892-5.

What you correct you stand for: an account that you correct can be paid to. Decisions that some have given are void when what they decided on is changed.`
}

// Run mends a value.
func (c *correctCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, func(o *office) (medelbot.Order, error) {
		key, err := element(c.Element, o.handler.Calls)
		if err != nil {
			return medelbot.Order{}, err
		}
		v, err := command.Value(key, strings.Join(c.Value, " "))
		return medelbot.Order{Deed: medelbot.DeedCorrect, Element: key, Value: &v}, misread(err)
	})
}

type confirmCommand struct {
	onCase
	Element string   `arg:"" help:"The element, such as account."`
	Value   []string `arg:"" optional:"" help:"What you stand for: if something else stands there by now, nothing is confirmed."`
}

// Help is the long help of the command.
func (confirmCommand) Help() string {
	return `Notes that you stand for a value, as when you have called the applicant about the account: on a number that you knew before, never on one from the mail itself. An account that nobody stands for is held out of the payment basis.

Name the value that you have checked, such as: medelbot confirm PK-2021-0007 account bankgiro 5050-1055. Without it, you stand for whatever the case holds at that moment; it is printed, and stands in the log.`
}

// Run notes that a person stands for a value.
func (c *confirmCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, func(o *office) (medelbot.Order, error) {
		key, err := element(c.Element, o.handler.Calls)
		x := medelbot.Order{Deed: medelbot.DeedConfirm, Element: key}
		if err != nil || len(c.Value) == 0 {
			return x, err
		}
		v, err := command.Value(key, strings.Join(c.Value, " "))
		x.Value = &v
		return x, misread(err)
	})
}

func element(written string, calls []medelbot.Call) (medelbot.ElementKey, error) {
	key, known := medelbot.ElementKey(strings.ToLower(written)), medelbot.ElementsOf(calls)
	if !slices.Contains(known, key) {
		return "", &usageError{text: fmt.Sprintf("there is no element %q", written), try: "one of " + joined(known)}
	}
	return key, nil
}

// misread makes a usage error of a value that cannot be read.
func misread(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{text: err.Error(), try: medelbot.Hint(err)}
}

// commandsFor lists the commands that a coordinator can give on a case as it
// stands.
func commandsFor(s medelbot.Status) []string {
	var names []string
	for _, d := range s.Deeds(medelbot.RoleCoordinator) {
		name := string(d)
		if d == medelbot.DeedGrant || d == medelbot.DeedDecline {
			name = "decide " + name
		}
		names = append(names, name)
	}
	return append(names, string(medelbot.DeedNote)) // in every status
}

// orderError words what a person who ordered something must know.
func orderError(number string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &failure{text: "there is no case " + number, try: "medelbot cases"}
	}
	if refused := (*medelbot.Refusal)(nil); errors.As(err, &refused) {
		try := refused.Hint()
		if refused.Code == medelbot.RefusedStatus {
			try = fmt.Sprintf("one of what can be done then: %s; or medelbot show %s", strings.Join(commandsFor(refused.Status), ", "), number)
		}
		return &failure{text: number + " stays as it is", try: try, err: refused}
	}
	return err
}
