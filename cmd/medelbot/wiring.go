package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/journal"
	"medelbot/cmd/medelbot/signin"
	"medelbot/intake"
	"medelbot/intake/imap"
	"medelbot/notifier"
	"medelbot/parser"
	"medelbot/store"
	"medelbot/templates"
)

// office is the rooms joined by one configuration: all that commands work with.
type office struct {
	cfg      *config.Config
	now      func() time.Time
	read     readFunc
	fund     string        // its name among several; "" if it is the only one
	log      *slog.Logger  // of the daemon; other commands print what they did
	mask     *journal.Mask // takes people out of what log and alarms say
	store    *store.Store
	composer *notifier.Composer
	handler  medelbot.Handler
	// ledger is what the watchers file mail with: the store, or one who tells
	// about it.
	ledger    intake.Store
	documents *documents
	// tokens gives access tokens, by mailbox; it holds those that need them.
	tokens map[string]*signin.Source
	// probe reads a mail apart from this process.
	probe intake.ProbeFunc
	// wake kicks the outbox, stir the clock; to write to them see kick.
	wake, stir chan struct{}
}

// openOffice reads the configuration and joins the rooms around a database that
// is there: made by a look at it, an empty one would hide that its path is
// mistyped. Close it.
func (p *process) openOffice(ctx context.Context) (*office, error) {
	cfg, err := p.configuration()
	if err != nil {
		return nil, err
	}
	return p.newOffice(ctx, cfg, store.OpenExisting)
}

// foundOffice is openOffice for commands that fill a database: they make it.
func (p *process) foundOffice(ctx context.Context) (*office, error) {
	cfg, err := p.configuration()
	if err != nil {
		return nil, err
	}
	return p.found(ctx, cfg)
}

// found is foundOffice for a configuration that has been read.
func (p *process) found(ctx context.Context, cfg *config.Config) (*office, error) {
	return p.newOffice(ctx, cfg, store.Open)
}

// openFunc opens a database; see store.Open.
type openFunc func(ctx context.Context, path string, clock func() time.Time, zone *time.Location) (*store.Store, error)

func (p *process) newOffice(ctx context.Context, cfg *config.Config, open openFunc) (*office, error) {
	letters, err := templates.Load(cfg.TemplatesPath())
	if err != nil {
		return nil, &usageError{text: err.Error(), try: medelbot.Hint(err)}
	}
	db, err := open(ctx, cfg.DatabasePath(), p.now, cfg.Zone())
	if err != nil {
		return nil, err
	}
	o := &office{
		cfg: cfg, now: p.now, read: p.read, store: db, ledger: passesOver(cfg.Mailboxes, db, p.now),
		log:       slog.New(slog.DiscardHandler),
		mask:      journal.NewMask(cfg.Personal()),
		documents: p.newDocuments(cfg.Scanner()),
		tokens:    tokenSources(cfg, p.now),
		probe:     p.probe(cfg),
		wake:      make(chan struct{}, 1),
		stir:      make(chan struct{}, 1),
	}
	o.composer = composerOf(cfg, letters)
	o.composer.Clock = p.now
	policy := policyOf(cfg)
	o.handler = medelbot.Handler{
		Calls:  cfg.AllCalls(),
		Decide: func(f medelbot.Facts) medelbot.Change { return medelbot.Decide(f, policy) },
		Do: func(f medelbot.Facts, by medelbot.Actor, order medelbot.Order) (medelbot.Change, error) {
			return medelbot.Do(f, by, order, policy)
		},
		Tick:    func(f medelbot.Facts) medelbot.Change { return medelbot.Tick(f, policy) },
		Compose: o.composer.Compose,
	}
	return o, nil
}

// composerOf writes the letters of one configuration. It has no clock yet.
func composerOf(cfg *config.Config, letters *templates.Set) *notifier.Composer {
	c := &notifier.Composer{
		Templates:    letters,
		Organisation: cfg.Organisation,
		Mailboxes:    map[string]notifier.From{},
		Calls:        cfg.AllCalls(),
		Coordinators: cfg.People(),
		Own:          cfg.Own,
		Mode:         cfg.Mode(),
		Zone:         cfg.Zone(),
		Rand:         rand.Reader,
	}
	for _, m := range cfg.Mailboxes {
		c.Mailboxes[m.Name] = notifier.From{Name: m.Sender, Address: m.Address}
	}
	return c
}

// policyOf is what the configuration says about answering and deciding.
func policyOf(cfg *config.Config) medelbot.Policy {
	return medelbot.Policy{
		Mode:                 cfg.Mode(),
		LettersPerAddressDay: cfg.Limits.LettersPerAddressDay,
		AckDelay:             time.Duration(cfg.Limits.AckDelay),
		Own:                  cfg.Own,
		Allowed:              cfg.Allowed,
		Coordinators:         cfg.People(),
		AtOnce:               cfg.Digest.AtOnce,
		Approvals:            cfg.Decision.Approvals,
		Undo:                 time.Duration(cfg.Decision.Undo),
		Zone:                 cfg.Zone(),
		CompletionDays:       cfg.Reminders.Completion,
		ReportDays:           cfg.Reminders.Report,
		ReminderHour:         cfg.Reminders.At.Hour,
	}
}

// Close ends the processes that read documents and closes the database.
func (o *office) Close() error {
	o.documents.Close()
	for _, tokens := range o.tokens {
		_ = tokens.Close() // what cannot be written now either is told by the next login
	}
	return o.store.Close()
}

// kick tells the outbox that there may be a letter to take out.
func (o *office) kick() { nudge(o.wake) }

// kickAll tells the clock besides that something was asked of it.
func (o *office) kickAll() {
	o.kick()
	nudge(o.stir)
}

// nudge never blocks: a channel that is full has been told already.
func nudge(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// reader reads mail that came to one mailbox, by that mailbox's own border.
func (o *office) reader(m *config.Mailbox) intake.ReadFunc {
	opts := mailboxOptions(o.cfg, m)
	return func(ctx context.Context, raw []byte, internal time.Time) (medelbot.Reading, error) {
		opts := opts
		opts.Internal = internal
		return o.documents.read(ctx, o.read, raw, opts)
	}
}

// mailboxOptions is what the parser needs to know for mail that came to one
// mailbox: no other one's border is believed.
func mailboxOptions(cfg *config.Config, m *config.Mailbox) parser.Options {
	opts := readingOptions(cfg)
	opts.Authserv, opts.InternalMarks = m.TrustedAuthserv, m.InternalMarks
	return opts
}

// watchers makes one watcher for each mailbox.
func (o *office) watchers() ([]*intake.Watcher, error) {
	var all []*intake.Watcher
	for i := range o.cfg.Mailboxes {
		m := &o.cfg.Mailboxes[i]
		w, err := intake.New(intake.Settings{
			Mailbox:         m.Name,
			Account:         account(m, o.tokens[m.Name]),
			Store:           o.ledger,
			Read:            o.reader(m),
			Handler:         o.handler,
			Clock:           o.now,
			Folder:          m.Folder,
			JunkFolder:      m.JunkFolder,
			SentFolder:      m.SentFolder,
			Poll:            time.Duration(m.Poll),
			MailSize:        int64(o.cfg.Limits.MailSize),
			AfterFiling:     intake.AfterFiling(m.AfterFiling),
			Keyword:         m.Keyword,
			ProcessedFolder: m.ProcessedFolder,
			Probe:           o.probe,
			Ready:           o.documents.ready,
			Wake:            o.kickAll,
			Log:             o.log,
		})
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	if len(all) == 0 {
		return nil, &config.Error{File: o.cfg.Path(), Text: "there is no [[mailbox]] to watch", Try: "compare with the file that medelbot init writes"}
	}
	return all, nil
}

// outbox makes the one outbox, with a way out for each mailbox. done closes
// its connections.
func (o *office) outbox() (box *notifier.Outbox, done func(), err error) {
	box = &notifier.Outbox{Store: o.store, Mode: o.cfg.Mode(), Allowed: o.cfg.Allowed, Wake: o.wake, Clock: o.now, Log: o.log}
	var writers []*imap.Writer
	done = func() {
		for _, w := range writers {
			w.Close()
		}
	}
	for i := range o.cfg.Mailboxes {
		m := &o.cfg.Mailboxes[i]
		way := notifier.Route{Mailbox: m.Name, From: m.Address}
		if m.SMTP != "" {
			if way.SMTP, err = sender(m, o.tokens[m.Name]); err != nil {
				return nil, done, err
			}
		}
		// A connection that can write exists only where the configuration asks
		// for one (promise 1).
		if o.cfg.Mode() == medelbot.Draft || m.SentFolder != "" {
			w := imap.NewWriter(account(m, o.tokens[m.Name]))
			writers = append(writers, w)
			if o.cfg.Mode() == medelbot.Draft {
				way.Drafts = folder(w, m.DraftsFolder, `\Draft`)
				// Nowhere else is anything ever taken away.
				way.Drafts.Remove = func(ctx context.Context, id string) error { return w.Remove(ctx, m.DraftsFolder, id) }
			}
			if m.SentFolder != "" {
				way.Sent = folder(w, m.SentFolder, `\Seen`)
				way.CopyToSent = !m.ServerCopiesSent
			}
		}
		box.Routes = append(box.Routes, way)
	}
	return box, done, nil
}

// digester makes the one who sends the coordinators' digests.
func (o *office) digester() *notifier.Digester {
	return &notifier.Digester{
		Composer: o.composer, Store: o.store, Mailbox: o.cfg.DigestMailbox(), To: o.cfg.People(),
		Hour: o.cfg.Digest.At.Hour, Minute: o.cfg.Digest.At.Minute, Wake: o.kick, Log: o.log,
	}
}
