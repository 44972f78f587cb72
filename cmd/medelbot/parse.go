package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/parser"
)

type parseCommand struct {
	JSON  bool     `name:"json" help:"One JSON object a line for each mail, in the order given."`
	Mails []string `arg:"" name:"mail" help:"Files in the .eml form; - is standard input."`
}

// Help is the long help of the command.
func (parseCommand) Help() string {
	return `For each mail: what kind of mail it is and why, the call it is for, what was read for each element and where, and which letter would answer it.

Only the calls, people and trusted servers of the configuration are used. A mail that cannot be read is reported and the rest goes on; the exit status is then 1.`
}

// parsed is one mail after reading.
type parsed struct {
	file    string
	reading medelbot.Reading
	err     error
}

// Run reads the mails on a few goroutines and prints them in the order given.
func (c *parseCommand) Run(ctx context.Context, p *process) error {
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	opts := readingOptions(cfg)
	print := printReading
	if c.JSON {
		print = printReadingJSON
	}
	limit := int64(cfg.Limits.MailSize)
	read := func(file string) parsed {
		raw, err := readMail(file, p.in, limit)
		if err != nil {
			return parsed{file: file, err: err}
		}
		r, err := p.read(raw, opts)
		return parsed{file, r, err}
	}
	weigh := func(file string) int64 { return mailSize(file, limit) }
	failed := 0
	for one := range inOrder(ctx, slices.Values(c.Mails), fewMails(limit), weigh, read) {
		if one.err != nil {
			failed++
			if !c.JSON {
				fmt.Fprintln(p.err, sentence(one.err))
				continue
			}
		}
		if err := print(p.out, &one, opts.Calls); err != nil {
			return err
		}
	}
	if failed > 0 {
		return &failure{text: fmt.Sprintf("%d of %d mails could not be read", failed, len(c.Mails)), try: "see what is said of each"}
	}
	return ctx.Err()
}

// readingOptions is what the parser needs of the configuration.
func readingOptions(cfg *config.Config) parser.Options {
	return parser.Options{
		Calls:        cfg.AllCalls(),
		Mailboxes:    cfg.Addresses(),
		Coordinators: cfg.People(),
		Authserv:     cfg.Authserv(),
		Zone:         cfg.Zone(),
	}
}

// printReadingJSON writes one line of parse --json. Its form is a contract.
func printReadingJSON(w io.Writer, one *parsed, calls []medelbot.Call) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if one.err != nil {
		return enc.Encode(struct {
			File  string `json:"file"`
			Error string `json:"error"`
		}{one.file, one.err.Error()})
	}
	r := &one.reading
	line := struct {
		File     string              `json:"file"`
		Kind     medelbot.Kind       `json:"kind"`
		Reply    medelbot.LetterName `json:"reply"`
		Call     *string             `json:"call"`
		Case     string              `json:"case"`
		Complete *bool               `json:"complete"`
		Warnings []medelbot.Warning  `json:"warnings"`
		Elements orderedElements     `json:"elements"`
	}{one.file, r.Kind, r.Reply, nil, r.Case, r.Complete, r.Warnings, ordered(r, calls)}
	if r.Call != "" {
		line.Call = &r.Call
	}
	if line.Warnings == nil {
		line.Warnings = []medelbot.Warning{}
	}
	return enc.Encode(line)
}
