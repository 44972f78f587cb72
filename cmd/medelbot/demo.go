package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/demo"
	"medelbot/intake"
	"medelbot/parser/message"
)

type demoCommand struct {
	Out string `placeholder:"DIR" help:"Folder for what the demo leaves; made if it is missing. Default: a new one among the temporary files."`
}

// Help is the long help of the command.
func (demoCommand) Help() string {
	return `Starts a mail server of its own inside the program, lets mails arrive, and runs the daemon on them. Prints what happens and why, and leaves in DIR every mail and letter, an index.html that links them, the configuration and the database. It needs no network and no configuration, and takes seconds.

The exit status is 1 if an expected letter did not come.`
}

// demoTime bounds the whole demo, so that a fault ends it.
const demoTime = time.Minute

// Run runs the demo.
func (c *demoCommand) Run(ctx context.Context, p *process) (err error) {
	dir, err := demoFolder(c.Out)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, demoTime)
	defer cancel()
	d := &demonstration{out: p.out, dir: dir, filed: make(chan filing, 1), letters: make(chan demo.Letter, 16), ready: make(chan struct{}),
		clock: &handClock{now: p.now}, newest: map[comes][]byte{}}
	if d.servers, err = demo.StartServers(func(l demo.Letter) { d.letters <- l }); err != nil {
		return &failure{text: "the demo's mail server did not start", try: "look whether this machine allows servers on 127.0.0.1", err: err}
	}
	defer d.servers.Close()
	zone, err := time.LoadLocation(config.Defaults().Timezone)
	if err != nil {
		return err
	}
	now := p.now().In(zone)
	if d.mails, err = demo.Arrivals(now); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	if err := d.open(ctx, p, now); err != nil {
		return err
	}
	err = d.run(ctx)
	fmt.Fprintf(p.out, "\nAll of it is in %s\n  open     %s\n  or try   medelbot cases --config %s\n", dir, filepath.Join(dir, "index.html"), filepath.Join(dir, "config.toml"))
	return err
}

// demoFolder makes the folder that the demo leaves its things in.
func demoFolder(dir string) (string, error) {
	if dir == "" {
		return os.MkdirTemp("", "medelbot-demo-")
	}
	return dir, newFolder(dir)
}

// newFolder makes a folder to fill. One with something in it is an error, for
// nothing is overwritten.
func newFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return &failure{text: "the folder cannot be made", try: "another folder", err: err}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return &failure{text: "the folder cannot be read", try: "another folder", err: err}
	}
	if len(entries) > 0 {
		return &failure{text: fmt.Sprintf("the folder %s is not empty, and nothing is overwritten", dir), try: "a new folder after --out"}
	}
	return nil
}

// demonstration is one run of the demo.
type demonstration struct {
	out     io.Writer
	dir     string
	servers *demo.Servers
	office  *office
	log     *os.File
	clock   *handClock
	mails   []demo.Arrival
	story   demo.Story

	ready   chan struct{}    // closed when the daemon has noted what was there
	filed   chan filing      // what became of each mail
	letters chan demo.Letter // letters in the order of their coming to the server
	count   int              // letters so far
	newest  map[comes][]byte // the newest letter of each name to each address
	wrong   []error
}

// filing is a mail and what became of it.
type filing struct {
	mail  medelbot.Mail
	filed medelbot.Filed
}

// narrator is the daemon's ledger, and tells the demo of what it is told.
type narrator struct {
	intake.Store
	ready chan<- struct{}
	filed chan<- filing
	over  <-chan struct{} // closed when the demo has ended and listens no more
}

// FinishBaseline also tells that mail may come now.
func (n *narrator) FinishBaseline(ctx context.Context, key medelbot.FolderKey) error {
	err := n.Store.FinishBaseline(ctx, key)
	if err == nil {
		close(n.ready)
	}
	return err
}

// File also tells what became of each mail.
func (n *narrator) File(ctx context.Context, mails []medelbot.Mail, h medelbot.Handler) ([]medelbot.Filed, error) {
	filed, err := n.Store.File(ctx, mails, h)
	for i := range filed {
		select {
		case n.filed <- filing{mails[i], filed[i]}:
		case <-n.over: // not ctx, for a filing that has begun is not broken off
		}
	}
	return filed, err
}

// open joins the rooms as run does, by a configuration file; only the ledger
// has a narrator before it, and the log goes to a file.
func (d *demonstration) open(ctx context.Context, p *process, now time.Time) error {
	text, err := d.servers.Config(now)
	if err != nil {
		return err
	}
	own := *p
	own.now = d.clock.Now
	own.config = filepath.Join(d.dir, "config.toml")
	if err := os.WriteFile(own.config, []byte(text), 0o600); err != nil {
		return err
	}
	if d.office, err = own.foundOffice(ctx); err != nil {
		return err
	}
	if d.log, err = os.OpenFile(filepath.Join(d.dir, "medelbot.log"), os.O_CREATE|os.O_WRONLY, 0o600); err != nil {
		return err
	}
	own.err = d.log
	d.office.log, d.office.mask = own.watched([]*config.Config{d.office.cfg})
	d.office.ledger = &narrator{d.office.store, d.ready, d.filed, ctx.Done()}
	return d.office.store.Lock()
}

// close closes what open has opened, also if it failed halfway.
func (d *demonstration) close() error {
	var errs []error
	if d.office != nil {
		errs = append(errs, d.office.Close())
	}
	if d.log != nil {
		errs = append(errs, d.log.Close())
	}
	return errors.Join(errs...)
}

// run lets the mails come one by one to the running daemon.
func (d *demonstration) run(ctx context.Context) error {
	for i, m := range d.mails {
		if m.Before {
			if err := d.arrive(i); err != nil {
				return err
			}
			fmt.Fprintln(d.out, "    The daemon starts now: it notes what is there and answers none of it.")
		}
	}
	serving, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- d.office.serve(serving) }()
	err := d.watch(ctx, ended)
	stop()
	if e := <-ended; err == nil {
		err = e
	}
	if err == nil {
		err = d.settled(ctx)
	}
	return errors.Join(err, errors.Join(d.wrong...), demo.SaveIndex(d.dir, d.story))
}

// watch plays the demo against the running daemon; ended tells that it is none
// any more.
func (d *demonstration) watch(ctx context.Context, ended chan error) error {
	if _, err := await(ctx, d.ready, ended, "the daemon to look into the mailbox"); err != nil {
		return err
	}
	for i, m := range d.mails {
		if m.Before {
			continue
		}
		if err := d.one(ctx, i, ended); err != nil {
			return err
		}
	}
	number := ""
	for i, m := range d.story.Mails {
		if d.mails[i].From == demo.Applicant {
			number = m.Case
		}
	}
	return d.life(ctx, ended, number)
}

// arrive puts a mail into the mailbox and tells of it.
func (d *demonstration) arrive(i int) error {
	m := message.Parse(d.mails[i].Raw)
	file, err := demo.SaveMail(d.dir, i+1, d.mails[i].Raw)
	if err != nil {
		return err
	}
	from := ""
	if len(m.From) > 0 {
		from = m.From[0].Name + " <" + m.From[0].Email + ">"
	}
	fmt.Fprintf(d.out, "\n%2d. %s\n", i+1, indented(fmt.Sprintf("%q from %s", m.Subject, from), 4))
	fmt.Fprintf(d.out, "    %s\n", indented("("+d.mails[i].Title+")", 4))
	d.story.Mails = append(d.story.Mails, demo.StoryMail{Title: d.mails[i].Title, From: from, Subject: m.Subject, File: file,
		Why: "It was there before the daemon's first start: noted, and not answered."})
	return d.servers.Deliver(d.mails[i].Raw, d.mails[i].At)
}

// one lets one mail come, and tells what becomes of it.
func (d *demonstration) one(ctx context.Context, i int, ended chan error) error {
	if err := d.arrive(i); err != nil {
		return err
	}
	f, err := await(ctx, d.filed, ended, "a mail to be filed")
	if err != nil {
		return err
	}
	m, story := &d.mails[i], &d.story.Mails[len(d.story.Mails)-1]
	story.Why, story.Case = f.filed.Why, f.filed.Case
	became := f.filed.Why
	if f.filed.Case != "" {
		became = f.filed.Case + ": " + became
	}
	fmt.Fprintf(d.out, "    %s\n", indented(became, 4))
	if f.filed.As == medelbot.FiledCase {
		printShortly(d.out, f.mail.Reading, d.office.handler.Calls)
	}
	if f.filed.As != m.As {
		d.wrong = append(d.wrong, fmt.Errorf("mail %d (%s) should be filed as %s and was filed as %s", i+1, m.Title, m.As, f.filed.As))
	}
	var names []medelbot.LetterName
	for _, l := range f.filed.Letters {
		names = append(names, l.Name)
		_, page, err := d.letter(ctx, ended, string(l.Name))
		if err != nil {
			return err
		}
		story.Letters = append(story.Letters, page)
	}
	if want := slices.DeleteFunc([]medelbot.LetterName{m.Answer}, func(n medelbot.LetterName) bool { return n == medelbot.NoLetter }); !slices.Equal(names, want) {
		d.wrong = append(d.wrong, fmt.Errorf("mail %d (%s) should be answered by %v and was answered by %v", i+1, m.Title, want, names))
	}
	if len(names) == 0 {
		fmt.Fprintln(d.out, "    No answer.")
	}
	return nil
}

// printShortly tells which elements were read and which not.
func printShortly(w io.Writer, r medelbot.Reading, calls []medelbot.Call) {
	for _, e := range ordered(&r, calls) {
		text, source := valueText(e.Value), ""
		if e.Evidence != nil {
			if text == "" {
				text = `"` + e.Evidence.Quote + `"`
			}
			if e.Evidence.Source != "body" {
				source = " (" + printable(e.Evidence.Source) + ")"
			}
		}
		switch e.Status {
		case medelbot.OK:
			most := 60
			if e.Key == medelbot.Contact {
				most = 120
			}
			text = clip(text, most)
		case medelbot.Missing:
			text = "missing"
		default:
			text = fmt.Sprintf("%s (%s): %s", e.Status, e.Code, clip(text, 50))
		}
		fmt.Fprintf(w, "      %-10s %s\n", e.Key, indented(text+source, 17))
	}
	if len(r.Warnings) > 0 {
		fmt.Fprintf(w, "      warnings   %s\n", joined(r.Warnings))
	}
}

// letter waits for the next letter at the SMTP server, and keeps it.
func (d *demonstration) letter(ctx context.Context, ended chan error, what string) (demo.Letter, demo.Page, error) {
	l, err := await(ctx, d.letters, ended, "the letter "+what)
	if err != nil {
		return l, demo.Page{}, err
	}
	d.count++
	name := demo.NameOf(l.Raw)
	d.newest[comes{name, l.To}] = l.Raw
	page, err := demo.SaveLetter(d.dir, fmt.Sprintf("%02d-%s", d.count, name), l)
	if err == nil {
		fmt.Fprintf(d.out, "    %s\n", indented(fmt.Sprintf("Letter to %s: %q", l.To, page.Subject), 4))
	}
	return l, page, err
}

// latest is the newest letter of a name to an address.
func (d *demonstration) latest(name medelbot.LetterName, to string) ([]byte, error) {
	raw, ok := d.newest[comes{name, to}]
	if !ok {
		return nil, fmt.Errorf("no letter %s has come to %s", name, to)
	}
	return raw, nil
}

// next is the number of the mail to come.
func (d *demonstration) next() int { return len(d.mails) + 1 }

// settled checks, now that the daemon has stopped, that its outbox agrees.
func (d *demonstration) settled(ctx context.Context) error {
	letters, err := d.office.store.Outbox(ctx)
	if err != nil {
		return err
	}
	sent := 0
	for _, l := range letters {
		switch {
		case l.State == medelbot.Sent:
			sent++
		case l.State == medelbot.Dropped && l.Reason == medelbot.DroppedUndone:
		default:
			d.wrong = append(d.wrong, fmt.Errorf("the letter to %s should be sent and is %s", l.To, stateText(&l)))
		}
	}
	fmt.Fprintf(d.out, "\nMails: %d. Letters sent: %d. The daemon has stopped.\n", len(d.mails), sent)
	return nil
}

// await waits for a value, for the daemon's end or for the end of the time.
func await[T any](ctx context.Context, from <-chan T, ended chan error, what string) (T, error) {
	select {
	case v := <-from:
		return v, nil
	case err := <-ended:
		ended <- err // for whoever waits for the end
		var none T
		return none, fmt.Errorf("the daemon ended while the demo waited for %s: %w", what, err)
	case <-ctx.Done():
		var none T
		return none, fmt.Errorf("the demo waited too long for %s: %w", what, ctx.Err())
	}
}
