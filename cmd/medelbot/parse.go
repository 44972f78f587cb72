package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/parser"
)

type parseCommand struct {
	JSON    bool     `name:"json" help:"One JSON object a line for each mail, in the order given."`
	Explain bool     `help:"Tell also what was considered and not taken, and why."`
	Mails   []string `arg:"" name:"mail" help:"Files in the .eml form; - is standard input."`
}

// Help is the long help of the command.
func (parseCommand) Help() string {
	return `For each mail: what kind of mail it is and why, the call it is for, what was read for each element and where, and which letter would answer it, or why none does.

With --explain also what lost: the kinds that some words spoke for, and the sums, accounts, people and passages that were not taken. With --json it is the key "explanation".

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
	opts.Explain = c.Explain
	documents := p.newDocuments(cfg.Scanner())
	defer documents.Close()
	out := &sheet{w: p.out}
	print := func(one *parsed) error {
		readingText{opts.Calls, opts.Zone}.write(out, one)
		return out.err
	}
	if c.JSON {
		print = func(one *parsed) error { return printReadingJSON(p.out, one, opts.Calls) }
	}
	limit := int64(cfg.Limits.MailSize)
	read := func(file string) parsed {
		raw, err := readMail(file, p.in, limit)
		if err != nil {
			return parsed{file: file, err: err}
		}
		r, err := documents.read(ctx, p.read, raw, opts)
		if err == nil && r.Barred != medelbot.AsideNone {
			err = &failure{text: fmt.Sprintf("%s: %s (%s)", file, r.Barred.English(), r.Malware+r.Unscanned), try: "delete the file, or clamd = \"\" under [malware] to read it all the same"}
		}
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
		if err := print(&one); err != nil {
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
	if one.err != nil {
		return printLine(w, struct {
			File  string `json:"file"`
			Error string `json:"error"`
		}{one.file, one.err.Error()})
	}
	r := &one.reading
	line := struct {
		File        string              `json:"file"`
		Kind        medelbot.Kind       `json:"kind"`
		Reply       medelbot.LetterName `json:"reply"`
		Call        *string             `json:"call"`
		Case        string              `json:"case"`
		Complete    *bool               `json:"complete"`
		Warnings    []medelbot.Warning  `json:"warnings"`
		Elements    orderedElements     `json:"elements"`
		Language    medelbot.Language   `json:"language,omitempty"` // if it can be told
		Commands    []commandJSON       `json:"commands,omitempty"` // only of a command
		Explanation *explanationJSON    `json:"explanation,omitempty"`
	}{one.file, r.Kind, r.Reply, nil, r.Case, r.Complete, orEmpty(r.Warnings), ordered(r, calls), r.Language, commandForms(r), explanationForm(r)}
	if r.Call != "" {
		line.Call = &r.Call
	}
	return printLine(w, line)
}

// explanationJSON is what --explain adds.
type explanationJSON struct {
	Why        []string                    `json:"why"`        // the kind
	Reasons    map[medelbot.Warning]string `json:"warnings"`   // what gave rise to each
	Unanswered string                      `json:"unanswered"` // why reply is none, else ""
	*medelbot.Explanation
}

func explanationForm(r *medelbot.Reading) *explanationJSON {
	if r.Explanation == nil {
		return nil
	}
	reasons := r.Reasons
	if reasons == nil {
		reasons = map[medelbot.Warning]string{}
	}
	return &explanationJSON{orEmpty(r.Why), reasons, r.Unanswered, r.Explanation}
}
