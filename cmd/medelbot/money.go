package main

import (
	"context"
	"strings"

	"medelbot"
	"medelbot/parser/command"
)

type payCommand struct {
	Cases  []string `arg:"" name:"case" help:"The case numbers."`
	On     string   `placeholder:"DAY" help:"The day on which it was paid, such as 2021-06-15. Default: today."`
	Amount string   `placeholder:"SUM" help:"The sum that was paid, in kronor, of one case. Default: the sum granted."`
	As     string   `placeholder:"PERSON" help:"Who does it: a coordinator of the configuration, by name, first name or address."`
}

// Help is the long help of the command.
func (payCommand) Help() string {
	return `Notes that granted money was paid. The applicant gets a letter that says so and when the report is due. It pays nothing itself: medelbot payments writes what the bank needs.

Each case is noted for itself: what is refused of one does not hinder the others; the exit status is then 1.`
}

// Run notes payments.
func (c *payCommand) Run(ctx context.Context, p *process) error {
	if c.Amount != "" && len(c.Cases) > 1 {
		return &usageError{text: "--amount is the sum of one case, and there are several", try: "one medelbot pay for each"}
	}
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	by, err := p.actor(o.cfg, c.As)
	if err != nil {
		return err
	}
	x := medelbot.Order{Deed: medelbot.DeedPay}
	if c.On != "" {
		if x.Day, err = command.PastDay(c.On, o.now(), o.cfg.Zone()); err != nil {
			return misread(err)
		}
	}
	if c.Amount != "" {
		if x.SEK, err = command.Sum(c.Amount); err != nil {
			return misread(err)
		}
	}
	return eachNamed(p, "cases", c.Cases, func(written string) error { return o.do(ctx, p.out, caseNumber(written), by, x) })
}

type repayCommand struct {
	onCase
	Sum []string `arg:"" help:"The sum that came back, in kronor."`
}

// Help is the long help of the command.
func (repayCommand) Help() string {
	return `Notes that paid money came back, all or a part of it. The applicant is not told.`
}

// Run notes a repayment.
func (c *repayCommand) Run(ctx context.Context, p *process) error {
	return c.carryOut(ctx, p, func(*office) (medelbot.Order, error) {
		sek, err := command.Sum(strings.Join(c.Sum, " "))
		return medelbot.Order{Deed: medelbot.DeedRepay, SEK: sek}, misread(err)
	})
}
