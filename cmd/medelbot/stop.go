package main

import (
	"context"
	"fmt"
	"net/mail"
)

type pauseCommand struct{}

// Help is the long help of the command.
func (pauseCommand) Help() string {
	return `No letter leaves until medelbot resume, digests included. Mail is still read and filed, and letters are still written; they wait. A running daemon heeds it at once, apart from a letter that is being handed over.`
}

// Run stops all letters.
func (pauseCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	if err := o.store.Pause(ctx, p.user()); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "No letter leaves until: medelbot resume")
	return nil
}

type resumeCommand struct{}

// Help is the long help of the command.
func (resumeCommand) Help() string {
	return `Ends medelbot pause: letters that waited for it leave now. What is held for another reason stays: medelbot outbox.`
}

// Run lets letters leave again.
func (resumeCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	if err := o.store.Resume(ctx, p.user()); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "Letters leave again.")
	return nil
}

type muteCommand struct {
	Address string `arg:"" help:"The address, such as anna@example.org."`
	Undo    bool   `help:"Answer the address again."`
}

// Help is the long help of the command.
func (muteCommand) Help() string {
	return `Mail from the address is still filed; letters to it that have not left are held, and stay so with --undo: medelbot outbox.`
}

// Run puts the address on the never-answer list, or takes it off.
func (c *muteCommand) Run(ctx context.Context, p *process) error {
	a, err := mail.ParseAddress(c.Address)
	if err != nil {
		return &usageError{text: fmt.Sprintf("%q is no mail address", c.Address), try: "medelbot mute anna@example.org"}
	}
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	if c.Undo {
		found, err := o.store.Unmute(ctx, a.Address, p.user())
		if err == nil && !found {
			err = &failure{text: a.Address + " was not muted", try: "the address as it was written then"}
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "%s is answered again. Letters that are held: medelbot outbox --state held\n", a.Address)
		return nil
	}
	if err := o.store.Mute(ctx, a.Address, p.user()); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s is never answered from now on.\n", a.Address)
	return nil
}
