package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"medelbot/store"
)

type digestCommand struct {
	Preview string `placeholder:"FILE" help:"Write what the first coordinator would get to FILE (.html or .txt, - prints the text), and send nothing."`
}

// Help is the long help of the command.
func (digestCommand) Help() string {
	return `Sends each coordinator today's digest now instead of at its time, unless it was written already. If a daemon runs on the database, it sends them; else this command does.`
}

// Run sends or shows the digest.
func (c *digestCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	if len(o.cfg.Coordinators) == 0 || len(o.cfg.Mailboxes) == 0 {
		return &failure{text: "nobody gets a digest, since the configuration names no [[coordinator]] or no [[mailbox]]", try: "compare with the file that medelbot init writes"}
	}
	if c.Preview != "" {
		return c.preview(ctx, p, o)
	}
	spareMemory()
	n, err := o.digester().Now(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		fmt.Fprintln(p.out, "Today's digest is written already. To see whether it left: medelbot outbox")
		return nil
	}
	fmt.Fprintf(p.out, "Digests composed: %d.\n", n)
	return o.sendNow(ctx, p.out)
}

// sendNow has the letters that are due handed over: by the daemon if one runs.
func (o *office) sendNow(ctx context.Context, out io.Writer) error {
	// Two processes must not look after the same letters under way: whoever
	// holds the lock sends.
	if err := o.store.Lock(); errors.Is(err, store.ErrHeld) {
		fmt.Fprintln(out, "The running daemon sends them.")
		return nil
	} else if err != nil {
		return err
	}
	box, done, err := o.outbox()
	defer done()
	if err != nil {
		return err
	}
	sent, err := box.Drain(ctx)
	fmt.Fprintf(out, "Letters handed over: %d. To see what is held: medelbot outbox\n", sent)
	return err
}

func (c *digestCommand) preview(ctx context.Context, p *process, o *office) error {
	r, err := o.digester().Preview(ctx, o.cfg.People()[0])
	if err != nil {
		return err
	}
	text := r.Subject + "\n\n" + r.Text
	switch ext := strings.ToLower(filepath.Ext(c.Preview)); {
	case ext == ".html" || ext == ".htm":
		text = r.HTML
	case ext != ".txt" && c.Preview != "-":
		return &usageError{text: fmt.Sprintf("%s is neither an .html nor a .txt file", c.Preview), try: "medelbot digest --preview digest.html"}
	}
	err = writeTo(p, c.Preview, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	if err != nil || c.Preview == "-" {
		return err
	}
	fmt.Fprintf(p.out, "Wrote %s.\n", c.Preview)
	return nil
}
