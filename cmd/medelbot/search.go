package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"medelbot/store"
)

type searchCommand struct {
	Words []string `arg:"" help:"Words that a mail must all hold; the last may be the beginning of one."`
	JSON  bool     `name:"json" help:"One JSON object a line for each mail."`
}

// Help is the long help of the command.
func (searchCommand) Help() string {
	return `Searches the subjects, senders, texts and attachments of the fund's mail, at most 100 mails, the best first. Capitals make no difference; å, ä and ö are letters of their own.`
}

// Run searches the kept mail.
func (c *searchCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	hits, err := o.store.Search(ctx, strings.Join(c.Words, " "))
	if errors.Is(err, store.ErrNoWords) {
		return &usageError{text: "there is no word to search for", try: "medelbot search återbesök"}
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printLines(p.out, hits, func(h store.Hit) any { return hitForm(h) })
	}
	if len(hits) == 0 {
		_, err := fmt.Fprintln(p.out, "No mail holds these words.")
		return err
	}
	for _, h := range hits {
		number := h.Case
		if number == "" {
			number = "no case"
		}
		if _, err := fmt.Fprintf(p.out, "%s  %s  %s\n    %s\n", number, o.day(h.Arrived), clip(h.Subject, 80), indented(clip(h.Snippet, 300), 4)); err != nil {
			return err
		}
	}
	return nil
}
