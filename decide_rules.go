package medelbot

import (
	"fmt"
	"strings"
)

// Decide says what a mail does: whether it is kept, which case it opens or
// belongs to, whether a person must look, and which letter answers it. It is
// pure; the store carries the Change out.
//
// When in doubt it files, sets aside and answers nobody (promise 4).
func Decide(f Facts, p Policy) Change {
	c := decide(f, p)
	if f.Mail.Quiet != "" && f.Mail.Quiet != QuietBackfill && c.Keep && c.Aside == AsideNone {
		c.Aside = asideOfQuiet(f.Mail.Quiet)
	}
	return c
}

func decide(f Facts, p Policy) Change {
	r := &f.Mail.Reading
	if r.Barred != AsideNone {
		return decideBarred(f, p)
	}
	switch r.Kind {
	case Application:
		return decideApplication(f, p)
	case Supplement:
		return decideSupplement(f, p)
	case Report:
		return decideReport(f, p)
	case StatusQuery:
		return decideStatusQuery(f, p)
	case Withdrawal:
		return decideWithdrawal(f, p)
	case Command:
		return decideCommand(f, p)
	case Bounce:
		return decideBounce(f)
	case AutoReply:
		return decideAutoReply(f)
	case Other, Bulk:
		return decidePrivate(f)
	}
	return Change{Keep: true, Aside: AsideNotAnswered, Why: fmt.Sprintf("no rule for a mail of kind %q", r.Kind)}
}

// decidePrivate leaves the person's own mail alone. Only what was too large
// to be read whole is shown, and what may be no ordinary mail after all: nobody
// can say that it was ordinary.
func decidePrivate(f Facts) Change {
	if doubt := f.Mail.Reading.Doubt; doubt != "" {
		return Change{Keep: true, Case: f.Case, Aside: AsideDoubtful, Why: fmt.Sprintf("perhaps %s: %s", doubt, AsideDoubtful.English())}
	}
	if f.Mail.Truncated && f.Mail.Reading.Kind == Other {
		return Change{Keep: true, Aside: AsideTooLarge, Why: "over the size limit; only its beginning was read"}
	}
	return Change{Why: "ordinary mail, left alone: " + because(f)}
}

// decideBounce ties a bounce of one of our letters to its case. A bounce of
// the person's own mail is none of our business.
func decideBounce(f Facts) Change {
	if f.Letter == nil {
		return Change{Why: "a bounce of somebody else's letter, left alone"}
	}
	c := Change{
		Keep: true, Case: f.Case, Aside: AsideLetterBounce,
		Events: []Event{{
			Case: f.Letter.Case, At: f.Now, Name: EventBounced, By: ByProgram,
			Payload: map[string]string{"letter": f.Letter.MessageID, "to": f.Letter.To},
		}},
		Why: fmt.Sprintf("our letter %s to %s came back", f.Letter.Name, f.Letter.To),
	}
	// Only who has seen the letter knows its whole Message-ID: the rest of it can be
	// guessed, and nobody shall take a coordinator's codes away by forging a bounce.
	if f.Mail.Reading.Original == f.Letter.MessageID {
		c.VoidTokens = f.Letter.ID
	}
	return c
}

// decideAutoReply keeps an automatic answer to one of our letters: it may name
// a stand-in or a date of return. Others are left alone.
func decideAutoReply(f Facts) Change {
	if f.Case == nil {
		return Change{Why: "an automatic answer, left alone: " + because(f)}
	}
	return Change{Keep: true, Case: f.Case, Why: "an automatic answer to " + f.Case.Number + ", kept and not answered"}
}

func asideOfQuiet(quiet string) AsideReason {
	if quiet == QuietJunk {
		return AsideJunk
	}
	return AsideOld
}

func describe(s Status, lacking []ElementKey) string {
	if len(lacking) == 0 {
		return string(s)
	}
	names := make([]string, len(lacking))
	for i, k := range lacking {
		names[i] = string(k)
	}
	return fmt.Sprintf("%s (to be mended: %s)", s, strings.Join(names, ", "))
}

func because(f Facts) string {
	if why := f.Mail.Reading.Why; len(why) > 0 {
		return strings.Join(why, "; ")
	}
	return string(f.Mail.Reading.Kind)
}

func orUnknown(name string) string {
	if name == "" {
		return "an unnamed applicant"
	}
	return name
}
