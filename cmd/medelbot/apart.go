package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"medelbot/cmd/medelbot/config"
	"medelbot/intake"
	"medelbot/parser/apart"
)

type apartCommand struct{}

// Run reads one mail on standard input within limits, and tells by the exit
// status whether it survived.
func (apartCommand) Run(ctx context.Context, p *process) error {
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	limits := apart.DefaultLimits()
	if err := limits.Set(); err != nil {
		return err
	}
	raw, err := io.ReadAll(p.in)
	if err != nil {
		return err
	}
	documents := p.newDocuments(cfg.Scanner())
	defer documents.Close()
	_, err = documents.read(ctx, p.read, raw, readingOptions(cfg))
	if later(err) {
		return nil // the mail has survived so far, and is told to wait by who reads it next
	}
	return err
}

// probe reads a mail in a process of its own, which is this program with
// another command. The error says how it ended if it did not end well. It is
// nil where the program cannot run itself.
func (p *process) probe(cfg *config.Config) intake.ProbeFunc {
	if p.self == nil {
		return nil
	}
	env := withoutPasswords(os.Environ(), cfg)
	return func(ctx context.Context, raw []byte) error {
		ctx, cancel := context.WithTimeout(ctx, mailTime+apart.DefaultLimits().Wall)
		defer cancel()
		cmd := p.self("read-apart", "--config", cfg.Path())
		mail, in, err := os.Pipe()
		if err != nil {
			return err
		}
		cmd.Stdin = mail
		child, err := apart.Start(cmd, env)
		if err := errors.Join(err, mail.Close()); err != nil {
			return fmt.Errorf("the program cannot run itself to read a mail apart: %w", errors.Join(err, in.Close()))
		}
		defer context.AfterFunc(ctx, child.Kill)()
		_, writing := in.Write(raw) // fails when the child has died
		writing = errors.Join(writing, in.Close())
		err = child.Wait()
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return fmt.Errorf("reading it took more than %s", mailTime)
		}
		if err = errors.Join(err, writing); err != nil {
			return fmt.Errorf("reading it broke the program (%w): %s", err, clip(child.Said(), 200))
		}
		return nil
	}
}

// withoutPasswords is an environment less the passwords in it: who reads what a
// stranger sent need not log in anywhere.
func withoutPasswords(env []string, cfg *config.Config) []string {
	return slices.DeleteFunc(env, func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.ContainsFunc(cfg.Mailboxes, func(m config.Mailbox) bool { return m.PasswordEnv == name })
	})
}
