package main

import (
	"context"
	"errors"
	"fmt"

	"medelbot/store"
)

type verifyCommand struct {
	JSON bool   `name:"json" help:"One JSON object with all that was looked at."`
	File string `arg:"" optional:"" name:"file" help:"A backup to look at. Default: the database of the configuration."`
}

// Help is the long help of the command.
func (verifyCommand) Help() string {
	return `Reads the whole database and looks for damage to the file, for events that somebody changed or took out, and for cases, letters and codes that contradict each other or the log. That the newest events are all there it cannot know: compare the head that it prints with the one in the newest digest. Exit status 1 if something is wrong. A daemon may run meanwhile.

A backup is not changed: it is copied among the temporary files ($TMPDIR), which takes as much room again for as long, and the copy is brought up to this program's schema.`
}

// Run looks for what is wrong with the database.
func (c *verifyCommand) Run(ctx context.Context, p *process) error {
	v, err := c.look(ctx, p)
	if err != nil {
		return err
	}
	if c.JSON {
		err = printLine(p.out, verdictForm(v))
	} else {
		err = printVerdict(&sheet{w: p.out}, v)
	}
	if err != nil || v.Sound() {
		return err
	}
	if c.File != "" {
		return &failure{text: fmt.Sprintf("the backup is not as it should be (faults: %d)", v.Faults()), try: "an older one; and look whether the database itself is well: medelbot verify"}
	}
	return &failure{text: fmt.Sprintf("the database is not as it should be (faults: %d)", v.Faults()),
		try: "stop the daemon, keep a copy of the file, find out who could write to it, and compare with the last good backup"}
}

// look verifies the database, or the backup that is named.
func (c *verifyCommand) look(ctx context.Context, p *process) (v store.Verdict, err error) {
	if c.File == "" {
		o, err := p.openOffice(ctx)
		if err != nil {
			return v, err
		}
		defer o.Close()
		return o.store.Verify(ctx)
	}
	// On a machine that only keeps backups there is no configuration.
	cfg, err := p.configurationOrExample()
	if err != nil {
		return v, err
	}
	s, done, err := copyOf(ctx, cfg, c.File, p.now)
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, done()) }()
	return s.Verify(ctx)
}

func printVerdict(s *sheet, v store.Verdict) error {
	for _, c := range v.Checks {
		if len(c.Faults) == 0 {
			s.print("ok     " + c.Name)
			continue
		}
		s.print("WRONG  " + c.Name)
		for _, f := range c.Faults {
			s.print("       " + indented(printable(f), len("WRONG  ")))
		}
	}
	s.gap()
	switch {
	case v.Chain.Length == 0 && v.Sound():
		s.print("The log holds no event.")
		return s.err
	case v.Chain.Length == 0:
		s.print("The log holds no event that can be trusted.")
		return s.err
	}
	s.print(fmt.Sprintf("Events in the log: %d. The newest one's mark, to compare with a digest:", v.Chain.Length))
	s.print(v.Chain.Head)
	return s.err
}

type verdictJSON struct {
	Sound  bool        `json:"sound"`
	Checks []checkJSON `json:"checks"`
	Events int64       `json:"events"`
	Head   string      `json:"head"` // "" if there is none, or the chain is broken at its first event
}

type checkJSON struct {
	Check  string   `json:"check"`
	Faults []string `json:"faults"`
}

func verdictForm(v store.Verdict) verdictJSON {
	return verdictJSON{
		Sound: v.Sound(), Events: v.Chain.Length, Head: v.Chain.Head,
		Checks: each(v.Checks, func(c store.Check) checkJSON { return checkJSON{c.Name, orEmpty(c.Faults)} }),
	}
}
