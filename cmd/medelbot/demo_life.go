package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
)

// handClock is a clock that a hand can move ahead.
type handClock struct {
	now   func() time.Time
	lock  sync.Mutex
	ahead time.Duration
}

// Now is the time that the hand has made it.
func (c *handClock) Now() time.Time {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.now().Add(c.ahead)
}

func (c *handClock) move(d time.Duration) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.ahead += d
}

// comes is a letter that must come, and to whom.
type comes struct {
	name medelbot.LetterName
	to   string
}

// life plays what becomes of one application after its answer: completed,
// decided by two people, undone once, paid, reminded, reported and closed.
func (d *demonstration) life(ctx context.Context, ended chan error, number string) error {
	x := life{demonstration: d, ctx: ctx, ended: ended, number: number}
	helena, karim := demo.Helena, demo.Karim
	for _, step := range []func() error{
		func() error {
			return x.applicant("what was missing, in an answer to our letter", medelbot.AckIncomplete, demo.Supplement, medelbot.AckSupplement)
		},
		x.digests,
		func() error {
			raw := demo.ForgedCommand(helena, number, d.clock.Now(), d.next())
			return x.act("a forged decision: somebody else writes in the project leader's name", raw,
				comes{medelbot.NoticeLetter, helena.Address}, comes{medelbot.NoticeLetter, karim.Address})
		},
		func() error {
			return x.command("the project leader grants it, by the link in the digest", helena, medelbot.DigestLetter, "BEVILJA",
				comes{medelbot.TranscriptLetter, helena.Address}, comes{medelbot.NoticeLetter, karim.Address})
		},
		func() error {
			return x.command("the coordinator agrees: it is decided, and its letter waits", karim, medelbot.DigestLetter, "BEVILJA",
				comes{medelbot.TranscriptLetter, karim.Address})
		},
		func() error {
			return x.command("the coordinator has second thoughts in time", karim, medelbot.TranscriptLetter, "ÅNGRA",
				comes{medelbot.TranscriptLetter, karim.Address})
		},
		func() error {
			return x.command("... and grants it after all", karim, medelbot.TranscriptLetter, "BEVILJA",
				comes{medelbot.TranscriptLetter, karim.Address}, comes{medelbot.NoticeLetter, helena.Address})
		},
		func() error {
			return x.command("the project leader agrees, by the link in the notice", helena, medelbot.NoticeLetter, "BEVILJA",
				comes{medelbot.TranscriptLetter, helena.Address})
		},
		func() error {
			return x.later("twenty minutes later: nobody has undone it", 20*time.Minute, comes{medelbot.DecisionGranted, demo.Applicant})
		},
		func() error { return x.tomorrow() },
		func() error {
			return x.command("the money is paid", helena, medelbot.DigestLetter, "UTBETALD",
				comes{medelbot.TranscriptLetter, helena.Address}, comes{medelbot.PaymentMade, demo.Applicant})
		},
		func() error {
			return x.later("a month before the report is due", x.until(-30), comes{medelbot.ReportReminder, demo.Applicant})
		},
		func() error {
			return x.later("the day has come", x.until(0), comes{medelbot.ReportReminder, demo.Applicant})
		},
		func() error {
			return x.applicant("a report that lacks two parts", medelbot.ReportReminder, demo.PartOfReport, medelbot.AckReportIncomplete)
		},
		func() error {
			return x.applicant("the two parts", medelbot.AckReportIncomplete, demo.RestOfReport, medelbot.AckReportComplete)
		},
		func() error { return x.tomorrow() },
		func() error {
			return x.command("the case is closed", karim, medelbot.DigestLetter, "STÄNG", comes{medelbot.TranscriptLetter, karim.Address})
		},
		x.closed,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// life is one case's on the demo's stage.
type life struct {
	*demonstration
	ctx    context.Context
	ended  chan error
	number string
}

// act lets a mail come, and waits for what must come of it.
func (x *life) act(title string, raw []byte, want ...comes) error {
	x.mails = append(x.mails, demo.Arrival{Title: title, Raw: raw, At: x.clock.Now()})
	if err := x.arrive(len(x.mails) - 1); err != nil {
		return err
	}
	f, err := await(x.ctx, x.filed, x.ended, "a mail to be filed")
	if err != nil {
		return err
	}
	story := &x.story.Mails[len(x.story.Mails)-1]
	story.Why, story.Case = f.filed.Why, f.filed.Case
	fmt.Fprintf(x.out, "    %s\n", indented(f.filed.Why, 4))
	return x.gather(title, story, want)
}

// gather waits for the letters that must come, in whatever order. The clock may
// have the daemon write about other cases, too.
func (x *life) gather(title string, story *demo.StoryMail, want []comes) error {
	for len(want) > 0 {
		l, page, err := x.letter(x.ctx, x.ended, "of "+title)
		if err != nil {
			return err
		}
		story.Letters = append(story.Letters, page)
		got := comes{demo.NameOf(l.Raw), l.To}
		switch i := slices.Index(want, got); {
		case i >= 0:
			want = slices.Delete(slices.Clone(want), i, i+1)
		case strings.Contains(page.Subject, x.number):
			return fmt.Errorf("%s: %v should come, and %s came to %s", title, want, got.name, got.to)
		}
	}
	return nil
}

// applicant answers one of our letters.
func (x *life) applicant(title string, to medelbot.LetterName, text string, answer medelbot.LetterName) error {
	letter, err := x.latest(to, demo.Applicant)
	if err != nil {
		return err
	}
	return x.act(title, demo.Answer(letter, text, x.clock.Now(), x.next()), comes{answer, demo.Applicant})
}

// command sends the draft that a link in the newest letter of a name opens.
func (x *life) command(title string, by demo.Coordinator, letter medelbot.LetterName, command string, want ...comes) error {
	raw, err := x.latest(letter, by.Address)
	if err != nil {
		return err
	}
	draft, err := demo.FindDraft(raw, x.number, command)
	if err != nil {
		return err
	}
	return x.act(title, draft.Command(by, x.clock.Now(), x.next()), want...)
}

// later moves the clock, and waits for what the daemon then does by itself.
func (x *life) later(title string, d time.Duration, want ...comes) error {
	x.clock.move(d)
	fmt.Fprintf(x.out, "\n    %s\n", indented(title+" (the clock is moved to "+x.clock.Now().Format("2006-01-02 15:04")+").", 4))
	x.story.Mails = append(x.story.Mails, demo.StoryMail{Title: title})
	nudge(x.office.stir)
	x.office.kick()
	return x.gather(title, &x.story.Mails[len(x.story.Mails)-1], want)
}

// until is how long it is to the hour of reminders, so many days from the day
// of the report.
func (x *life) until(days int) time.Duration {
	now := x.clock.Now()
	k, err := x.office.store.Case(x.ctx, x.number)
	if err != nil {
		x.wrong = append(x.wrong, err)
		return 0
	}
	due := k.ReportDue.In(x.office.cfg.Zone())
	return time.Date(due.Year(), due.Month(), due.Day()+days, 12, 0, 0, 0, due.Location()).Sub(now)
}

// tomorrow brings the next digest.
func (x *life) tomorrow() error {
	x.clock.move(24 * time.Hour)
	fmt.Fprintf(x.out, "\n    The next day (the clock is moved to %s).\n", x.clock.Now().Format("2006-01-02 15:04"))
	return x.digests()
}

// digests has each coordinator told what waits.
func (x *life) digests() error {
	fmt.Fprintln(x.out, "\nThe coordinators get today's digest.")
	n, err := x.office.digester().Now(x.ctx)
	if err != nil {
		return err
	}
	if want := len(x.office.cfg.Coordinators); n != want {
		x.wrong = append(x.wrong, fmt.Errorf("%d coordinators should get a digest, and %d do", want, n))
	}
	x.story.Mails = append(x.story.Mails, demo.StoryMail{Title: "the coordinators get today's digest"})
	return x.gather("the digest", &x.story.Mails[len(x.story.Mails)-1],
		[]comes{{medelbot.DigestLetter, demo.Helena.Address}, {medelbot.DigestLetter, demo.Karim.Address}})
}

// closed looks into the database for the end of the story.
func (x *life) closed() error {
	k, err := x.office.store.Case(x.ctx, x.number)
	if err == nil && k.Status != medelbot.StatusClosed {
		x.wrong = append(x.wrong, fmt.Errorf("case %s should be closed and is %s", x.number, k.Status))
	}
	return err
}
