package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/mailbag"
)

type ingestCommand struct {
	Reply   bool     `help:"Answer them like mail that comes today. Without it nothing is sent."`
	Mailbox string   `placeholder:"NAME" help:"The mailbox whose mail it is, by its name in the configuration. Default: the first one."`
	Paths   []string `arg:"" name:"path" help:"Files in the .eml form, mboxes, Maildirs, or folders with any of them."`
}

// Help is the long help of the command.
func (ingestCommand) Help() string {
	return `Files mails as if they had come to the mailbox when they say that they did: applications become cases, doubtful mail is set aside, ordinary mail leaves no trace. A mail that is here already, also over another way, is not filed again, so that a second run does no harm.

A file that is no mail is reported and the rest goes on; the exit status is then 1.`
}

const (
	// A commit costs more than a mail; a batch that is too large costs memory.
	ingestBatch = 50
	ingestBytes = 16 << 20
)

// ingesting is one run of the command.
type ingesting struct {
	*office
	p       *process
	mailbox *config.Mailbox
	quiet   string
	bar     *progressbar.ProgressBar // nil if nobody watches
	batch   []medelbot.Mail
	bytes   int
	count   map[medelbot.FiledAs]int
	letters map[medelbot.OutboxState]int
	failed  int
}

// Run files the mails in batches, each in one transaction.
func (c *ingestCommand) Run(ctx context.Context, p *process) error {
	o, err := p.foundOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	in := &ingesting{
		office: o, p: p, quiet: medelbot.QuietBackfill,
		count: map[medelbot.FiledAs]int{}, letters: map[medelbot.OutboxState]int{},
	}
	if c.Reply {
		in.quiet = ""
	}
	if in.mailbox, err = chosenMailbox(o.cfg, c.Mailbox); err != nil {
		return err
	}
	bag := mailbag.Bag{Limit: int64(o.cfg.Limits.MailSize)}
	if f, ok := p.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		in.bar = progressbar.NewOptions64(bag.Count(c.Paths), progressbar.OptionSetWriter(p.err), progressbar.OptionSetDescription("filing"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	read := func(one mailbag.Item) readItem { return in.read(ctx, one) }
	weigh := func(one mailbag.Item) int64 { return int64(len(one.Raw)) }
	for one := range inOrder(ctx, bag.Mails(c.Paths), fewMails(bag.Limit), weigh, read) {
		if err := in.add(ctx, one); err != nil {
			return err
		}
	}
	if err := in.file(ctx); err != nil {
		return err
	}
	return in.close(ctx)
}

func chosenMailbox(cfg *config.Config, name string) (*config.Mailbox, error) {
	var names []string
	for i := range cfg.Mailboxes {
		if m := &cfg.Mailboxes[i]; name == "" || m.Name == name {
			return m, nil
		}
		names = append(names, cfg.Mailboxes[i].Name)
	}
	if len(names) == 0 {
		return nil, &config.Error{File: cfg.Path(), Text: "there is no [[mailbox]] whose mail it could be", Try: "compare with the file that medelbot init writes"}
	}
	return nil, &usageError{text: fmt.Sprintf("no mailbox has the name %q", name), try: cmp.Or(config.Nearest(name, names), strings.Join(names, ", "))}
}

// readItem is one mail of a file with its reading, or why there is none.
type readItem struct {
	mail  medelbot.Mail
	err   error
	later error // why neither this nor another one can be read now
}

func (in *ingesting) read(ctx context.Context, one mailbag.Item) readItem {
	if one.Err == nil && !isMail(one.Raw) {
		one.Err = notMail(one.Name)
	}
	if one.Err != nil {
		return readItem{err: one.Err}
	}
	m := medelbot.Mail{
		Folder: medelbot.FolderKey{Mailbox: in.mailbox.Name},
		Raw:    one.Raw, Size: one.Size, Truncated: one.Size > int64(len(one.Raw)), Quiet: in.quiet,
	}
	r, err := in.reader(in.mailbox)(ctx, one.Raw, time.Time{})
	if later(err) {
		return readItem{later: err}
	}
	if err != nil {
		m.Fault = err.Error()
	}
	m.Reading, m.Arrived = r, r.Date
	if m.Arrived.IsZero() {
		m.Arrived = in.now()
	}
	return readItem{mail: m}
}

// add takes one mail into the batch, and files that when it is full.
func (in *ingesting) add(ctx context.Context, one readItem) error {
	if in.bar != nil {
		_ = in.bar.Add(1) // only for show
	}
	if one.later != nil {
		return &failure{text: "the rest is not filed", try: "the same command again then: what is filed is not filed twice", err: errors.Join(one.later, in.file(ctx))}
	}
	if one.err != nil {
		in.failed++
		fmt.Fprintln(in.p.err, sentence(one.err))
		return nil
	}
	in.batch = append(in.batch, one.mail)
	in.bytes += len(one.mail.Raw)
	if len(in.batch) < ingestBatch && in.bytes < ingestBytes {
		return nil
	}
	return in.file(ctx)
}

func (in *ingesting) file(ctx context.Context) error {
	if len(in.batch) == 0 {
		return nil
	}
	filed, err := in.store.File(ctx, in.batch, in.handler)
	if err != nil {
		return err
	}
	for _, f := range filed {
		in.count[f.As]++
		for _, l := range f.Letters {
			in.letters[l.State]++
		}
	}
	in.batch, in.bytes = nil, 0
	return nil
}

// close tells what became of the mails.
func (in *ingesting) close(ctx context.Context) error {
	if in.bar != nil {
		_ = in.bar.Finish() // only for show
	}
	total := 0
	for _, n := range in.count {
		total += n
	}
	fmt.Fprintf(in.p.out, "Mails: %d. For cases: %d. Set aside: %d. Only kept: %d. Here already: %d. Left alone: %d.\n", total,
		in.count[medelbot.FiledCase], in.count[medelbot.FiledAside], in.count[medelbot.FiledKept], in.count[medelbot.FiledCopy], in.count[medelbot.FiledPrivate])
	if total == 0 && in.failed == 0 {
		fmt.Fprintln(in.p.out, "No mail was found. In folders only files named .eml or .mbox and Maildirs are read.")
	}
	aside, err := in.store.AsideList(ctx)
	if err != nil {
		return err
	}
	if len(aside) > 0 {
		fmt.Fprintf(in.p.out, "Mails that wait for you: %d. To see them: medelbot aside\n", len(aside))
	}
	if n := in.letters[medelbot.Queued]; n > 0 {
		fmt.Fprintf(in.p.out, "Letters queued: %d. They leave by: medelbot run\n", n)
	}
	if n := in.letters[medelbot.Held]; n > 0 {
		fmt.Fprintf(in.p.out, "Letters held: %d. To see why: medelbot outbox\n", n)
	}
	if in.failed > 0 {
		return &failure{text: fmt.Sprintf("files or mails that could not be read: %d", in.failed), try: "see what is said of each; the others are filed"}
	}
	return ctx.Err()
}
