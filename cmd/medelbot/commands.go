package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"medelbot"
	"medelbot/cmd/medelbot/autoconfig"
	"medelbot/cmd/medelbot/config"
	"medelbot/parser"
)

// process is what a command has of the process that it runs in.
type process struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	user     func() string // who is at the keyboard
	read     readFunc
	self     func(args ...string) *exec.Cmd // a command of this same program; nil if it cannot run itself
	config   string                         // path of the configuration file, unless --config names one
	// reload gives the requests to read the configuration anew, until stop is
	// called; nil if nobody can ask.
	reload func() (requests <-chan os.Signal, stop func())
	// hungUp gives a context that ends also when the terminal goes away, until stop
	// is called; nil: nobody says so.
	hungUp func(context.Context) (ctx context.Context, stop context.CancelFunc)
	finder autoconfig.Finder // finds out how a mailbox is reached
}

// readFunc reads one raw mail; see parser.Read.
type readFunc func(raw []byte, opts parser.Options) (medelbot.Reading, error)

// configuration reads the configuration file of the one fund that a command is
// about.
func (p *process) configuration() (*config.Config, error) { return config.LoadOne(p.config) }

// configurations reads those of all funds.
func (p *process) configurations() ([]*config.Config, error) { return config.LoadAll(p.config) }

// commands is the command line: one field a command, in the order of the help.
type commands struct {
	Config  string           `placeholder:"FILE" help:"Configuration file; for run, check and health also a folder of several, one a fund. Default: what $$MEDELBOT_CONFIG names, else config.toml."`
	Version kong.VersionFlag `help:"Show the version."`

	Demo  demoCommand  `cmd:"" group:"start" help:"See the whole story on this machine: mail in, answers out, a digest. Needs nothing."`
	Init  initCommand  `cmd:"" group:"start" help:"Write a config.toml to start from."`
	Check checkCommand `cmd:"" group:"start" help:"Try everything that the daemon needs and say what is wrong."`
	Login loginCommand `cmd:"" group:"start" help:"Allow medelbot at a mailbox of Microsoft 365 or Google, once, as a person."`
	Forms formsCommand `cmd:"" group:"start" help:"Write the forms for applications and reports, to be published or mailed."`

	Run    runCommand    `cmd:"" group:"run" help:"Watch the mailboxes, file what comes, send letters."`
	Pause  pauseCommand  `cmd:"" group:"run" help:"Stop all letters."`
	Resume resumeCommand `cmd:"" group:"run" help:"Let letters leave again."`
	Mute   muteCommand   `cmd:"" group:"run" help:"Never answer an address."`
	Health healthCommand `cmd:"" group:"run" help:"Ask the running daemon whether it is ready, for programs that watch it."`

	Parse   parseCommand   `cmd:"" group:"look" help:"Show what would be read from mails. Touches no database, sends nothing."`
	Cases   casesCommand   `cmd:"" group:"look" help:"List cases."`
	Show    showCommand    `cmd:"" group:"look" help:"Show all of one case."`
	Search  searchCommand  `cmd:"" group:"look" help:"Search mails and attachments."`
	Preview previewCommand `cmd:"" group:"look" help:"Write every letter with sample data, to look at."`
	Verify  verifyCommand  `cmd:"" group:"look" help:"Look for damage to the database, and for what somebody changed past the program."`
	Replay  replayCommand  `cmd:"" group:"look" help:"List what today's rules would read otherwise in the mails that are kept."`

	Decide   decideCommand   `cmd:"" group:"case" help:"Note one person's decision: grant or decline."`
	Undo     undoCommand     `cmd:"" group:"case" help:"Take a decision back before its letter has left."`
	Request  requestCommand  `cmd:"" group:"case" help:"Ask the applicant for more."`
	Correct  correctCommand  `cmd:"" group:"case" help:"Mend what was misread."`
	Confirm  confirmCommand  `cmd:"" group:"case" help:"Stand for a value, such as an account."`
	Hold     holdCommand     `cmd:"" group:"case" help:"Lay a case aside."`
	Release  releaseCommand  `cmd:"" group:"case" help:"Let a held case go on."`
	Merge    mergeCommand    `cmd:"" group:"case" help:"Join two cases."`
	Note     noteCommand     `cmd:"" group:"case" help:"Write a note in the log of a case."`
	Extend   extendCommand   `cmd:"" group:"case" help:"Give the report another day."`
	Withdraw withdrawCommand `cmd:"" group:"case" help:"Note that the applicant takes the application back."`
	Close    closeCommand    `cmd:"" group:"case" help:"End a case."`

	Payments paymentsCommand `cmd:"" group:"money" help:"The payment basis: what is granted and not paid, also as a file for the bank."`
	Pay      payCommand      `cmd:"" group:"money" help:"Note that granted money was paid."`
	Repay    repayCommand    `cmd:"" group:"money" help:"Note that paid money came back."`

	Ingest ingestCommand `cmd:"" group:"act" help:"File mails from .eml files, Maildirs and mboxes."`
	Import importCommand `cmd:"" group:"act" help:"File past cases from a spreadsheet."`
	Aside  asideCommand  `cmd:"" group:"act" help:"Mail that waits for a person: list, take, attach, drop."`
	Outbox outboxCommand `cmd:"" group:"act" help:"Letters: list, show, release, drop."`
	Digest digestCommand `cmd:"" group:"act" help:"Send the coordinators' digest now, or preview it."`
	Remind remindCommand `cmd:"" group:"act" help:"Send the reminders that are due now, or show them."`

	Backup  backupCommand  `cmd:"" group:"keep" help:"Copy the database to a file. The daemon may go on meanwhile."`
	Restore restoreCommand `cmd:"" group:"keep" help:"Put a backup in the place of the database."`
	Export  exportCommand  `cmd:"" group:"keep" help:"Write all of one case as a zip file, for the registrar."`
	Erase   eraseCommand   `cmd:"" group:"keep" help:"Erase a case that is over, but for what bookkeeping needs."`

	Manual        manualCommand    `cmd:"" hidden:"" help:"Write manual pages and completions, for a package."`
	ReadApart     apartCommand     `cmd:"" hidden:"" help:"Read one mail on standard input within limits."`
	ReadDocuments documentsCommand `cmd:"" hidden:"" help:"Read documents that come on standard input, within limits."`
	Limited       limitedCommand   `cmd:"" hidden:"" help:"Run another program within limits."`
}

const description = "Runs a small grant fund out of an ordinary mailbox: reads applications, files cases, answers applicants, and gives the coordinators a digest. Try first: medelbot demo"

// execute runs one command line and returns the exit status of the process:
// 0 done, 1 it failed, 2 wrong usage or configuration.
func execute(ctx context.Context, args []string, p process) int {
	var line commands
	// Kong ends the process after printing help; here it only notes that.
	helped := false
	k, err := kong.New(&line,
		kong.Name("medelbot"), kong.Description(description),
		kong.Writers(p.out, p.err), kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.ExplicitGroups([]kong.Group{
			{Key: "start", Title: "To begin:"},
			{Key: "run", Title: "To run:"},
			{Key: "look", Title: "To look:"},
			{Key: "case", Title: "To act on a case:"},
			{Key: "money", Title: "To pay:"},
			{Key: "act", Title: "To act:"},
			{Key: "keep", Title: "To keep:"},
		}),
		kong.Vars{"version": versionLine()},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return report(p.err, err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	chosen, err := k.Parse(args)
	if helped {
		return statusDone
	}
	if err != nil {
		return report(p.err, misuse(err))
	}
	p.config = cmp.Or(line.Config, p.config)
	if p.hungUp != nil && chosen.Command() != "run" { // which begins anew instead
		ended, stop := p.hungUp(ctx)
		defer stop()
		chosen.BindTo(ended, (*context.Context)(nil))
	}
	return report(p.err, chosen.Run(&p, chosen.Model))
}

// misuse makes a usage error of what kong says of a command line.
func misuse(err error) error {
	try := "medelbot --help"
	if e := (*kong.ParseError)(nil); errors.As(err, &e) && e.Context != nil && e.Context.Command() != "" {
		name, _, _ := strings.Cut(e.Context.Command(), " <")
		try = "medelbot " + name + " --help"
	}
	text := strings.ReplaceAll(err.Error(), `must be one of "",`, "must be one of ")
	if missing, ok := strings.CutPrefix(text, `expected "<`); ok {
		name, _, _ := strings.Cut(missing, ">")
		text = "the <" + name + "> is missing"
	}
	text = strings.ReplaceAll(text, "expected a valid 64 bit int but got", "expected a number but got")
	return &usageError{text: text, try: try}
}
