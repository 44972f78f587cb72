package notifier

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"medelbot"
	"medelbot/templates"
)

const (
	commandLimit = 120 // characters shown of one command
	manyCommands = 20
	textLines    = 12
)

// composeForCoordinator writes a notice or a transcript. k may be the zero case:
// then the letter is about none, and leaves from q.Mailbox.
func (c *Composer) composeForCoordinator(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
	if err := checkAddress(q.To.Email); err != nil {
		return medelbot.Letter{}, fmt.Errorf("the letter %s to %s has no recipient that can be used: %w", q.Name, q.Person, err)
	}
	view, tokens, err := c.coordinatorView(k, q, m)
	if err != nil {
		return medelbot.Letter{}, fmt.Errorf("the letter %s to %s cannot be written: %w", q.Name, q.Person, err)
	}
	id := coordinatorKey(k, q, m)
	l := medelbot.Letter{
		Key: id, Mailbox: mailboxOf(k, q), Case: k.Number, Name: q.Name, To: q.To.Email,
		State: q.State, Reason: q.Reason, Mode: c.Mode, Tokens: tokens,
	}
	// Only a transcript answers its mail. A notice may tell of a stranger's: it
	// stands by itself, and so does a coordinator's answer to it.
	if q.Name != medelbot.TranscriptLetter {
		m = nil
	}
	return c.finish(l, c.Templates, view, id, m)
}

// coordinatorKey tells the letters to coordinators apart: by the case and its
// running number, or, where there is no case, by the mail that gave rise to it.
func coordinatorKey(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) string {
	about := k.Number
	if about == "" {
		about = "none"
		if m != nil {
			h := sha256.Sum256(slices.Concat([]byte(m.Reading.MessageID+"\n"), m.Reading.ContentHash[:]))
			about = hex.EncodeToString(h[:8])
		}
	}
	if q.Key != "" {
		return about + "." + q.Key
	}
	return fmt.Sprintf("%s.%s.%d", about, q.Name, max(1, q.N))
}

func mailboxOf(k medelbot.Case, q medelbot.LetterRequest) string {
	if k.Mailbox != "" {
		return k.Mailbox
	}
	return q.Mailbox
}

// coordinatorView makes the view of a letter to a coordinator, and the tokens
// that it holds. They are for the one whom it is addressed to: a request that
// names nobody, or an address that is not theirs, makes a letter without rights
// (promise 5).
func (c *Composer) coordinatorView(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (templates.View, []medelbot.Token, error) {
	mailbox := mailboxOf(k, q)
	d := c.desk(q.Person, q.To.Email, mailbox)
	base := templates.CoordinatorMail{
		Frame: c.frame(mailbox, medelbot.Call{}), To: firstName(q.Person), Now: c.Clock().In(c.Zone),
		Address: c.Mailboxes[mailbox].Address, Results: c.results(q.Results),
	}
	if base.To == "" {
		base.To = firstName(safe(q.To.Name, digestName))
	}
	if k.Number != "" {
		shown := c.caseFor(d, k, q.Name == medelbot.NoticeLetter || did(q.Results, medelbot.WordStatus))
		base.Case = &shown
	}
	var view templates.View
	switch q.Name {
	case medelbot.NoticeLetter:
		if q.Notice == medelbot.NoticeMalware && (d == nil || !c.shows(d.person, mailbox)) {
			m = nil // it may be somebody else's private mail
		}
		view = notice(base, q, m)
	case medelbot.TranscriptLetter:
		view = c.transcript(base, q, d, mailbox)
	default:
		return nil, nil, errors.New("there is no such letter to a coordinator")
	}
	if d == nil {
		return view, nil, nil
	}
	return view, d.tokens, d.fault
}

// caseFor shows a case to whoever sits at the desk, with what they can do to it.
func (c *Composer) caseFor(d *desk, k medelbot.Case, detailed bool) templates.DigestCase {
	x := medelbot.DigestCase{Case: k}
	shown := c.digestCase(&x, c.Clock())
	if d != nil {
		w, _ := wants(&x, d.person, c.Clock())
		shown.Want = w.want
	}
	if detailed && d != nil {
		c.detail(&shown, &x)
	}
	shown.Access = d.onCase(&k)
	return shown
}

func notice(base templates.CoordinatorMail, q medelbot.LetterRequest, m *medelbot.Mail) templates.NoticeView {
	v := templates.NoticeView{CoordinatorMail: base, Notice: q.Notice, Days: q.Days, Text: lines(q.Text)}
	if m != nil {
		v.From, v.Subject = sender(m.Reading.From), subject(m.Reading.Subject)
		v.Malware = safe(m.Reading.Malware, commandLimit)
	}
	if q.Notice == medelbot.NoticeRefused { // its text is the code of why, which each command tells
		v.Text = nil
	}
	return v
}

// lines makes somebody's own words fit for a letter, line by line.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = safe(line, proseLimit); line != "" {
			list = limited(list, textLines, line)
		}
	}
	return list
}

// results shows what became of commands. Their text may be a stranger's.
func (c *Composer) results(all []medelbot.OrderResult) []templates.CommandResult {
	var list []templates.CommandResult
	for _, r := range all {
		shown := templates.CommandResult{
			Text: safe(r.Text, commandLimit), Deed: r.Deed, Word: r.Word, Refused: r.Refused, Status: r.Status,
			Waiting: r.Waiting, Differs: r.Differs, SEK: r.SEK, Element: r.Element,
			Held: heldReason(r.Held),
		}
		if !r.Day.IsZero() {
			shown.Day = r.Day.In(c.Zone)
		}
		list = limited(list, manyCommands, shown)
	}
	return list
}
