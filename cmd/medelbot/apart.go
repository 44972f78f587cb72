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
	"medelbot/parser"
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
	ctx, cancel := context.WithTimeout(ctx, mailTime)
	defer cancel()
	return documents.survive(ctx, p.read, raw, readingOptions(cfg))
}

// survive reads a mail to see whether that breaks the program. A virus scanner
// that is away, or slower than ctx, says nothing of the mail: whoever reads it next
// finds out, and has it wait.
func (d *documents) survive(ctx context.Context, read readFunc, raw []byte, opts parser.Options) error {
	_, err := d.read(ctx, read, raw, opts)
	if later(err) || ctx.Err() != nil {
		return nil
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
	env := withoutSecrets(os.Environ())
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

// withoutSecrets is what a reader of mail needs of an environment. Passwords and
// client secrets may stand there too, of this fund and of others, and who reads
// what a stranger sent need not log in anywhere.
func withoutSecrets(env []string) []string {
	return slices.DeleteFunc(env, func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return !slices.Contains([]string{"PATH", "HOME", "TMPDIR", "TZ"}, name)
	})
}
