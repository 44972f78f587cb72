package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"medelbot"
	"medelbot/templates"
)

// readingText writes readings for a person.
type readingText struct {
	calls []medelbot.Call
	zone  *time.Location
}

// write tells what was read of one mail, from where, and why.
func (t readingText) write(s *sheet, one *parsed) {
	r := &one.reading
	s.title(one.file)
	s.row("from", cmp.Or(addressText(r.From), "nobody"))
	if r.Applicant != r.From {
		s.row("written by", cmp.Or(addressText(r.Applicant), "somebody who is not named"))
	}
	s.row("subject", cmp.Or(r.Subject, "none"))
	s.row("arrived", t.moment(r.Date))
	s.row("kind", kindText(r))
	if len(r.Why) > 0 {
		s.row("", "because "+strings.Join(r.Why, "; "))
	}
	if r.Call != "" {
		s.row("call", r.Call)
	}
	if r.Case != "" {
		s.row("case", r.Case)
	}
	s.row("sender", trustTexts[r.Trust]+": "+r.TrustWhy)
	s.row("answer", answerText(r))
	for _, w := range r.Warnings {
		s.row("warning", string(w)+": "+r.Reasons[w])
	}
	for _, a := range r.Attachments {
		s.row("attachment", attachmentText(a))
	}
	t.commands(s, r)
	if list := ordered(r, t.calls); len(list) > 0 {
		s.gap()
		t.elements(s, list, r.Call)
	}
	if r.Explanation != nil {
		s.gap()
		explanation(s, r.Explanation)
	}
	s.gap()
}

func addressText(a medelbot.Address) string {
	switch {
	case a.Name == "" || a.Email == "":
		return a.Name + a.Email
	}
	return a.Name + " <" + a.Email + ">"
}

func (t readingText) moment(at time.Time) string {
	if at.IsZero() {
		return "the mail does not say when"
	}
	return at.In(t.zone).Format("2006-01-02 15:04")
}

func kindText(r *medelbot.Reading) string {
	text := string(r.Kind)
	switch {
	case r.Complete == nil:
	case *r.Complete:
		text += ", complete"
	default:
		text += ", not complete"
	}
	if r.Machine {
		text += ", sent by a program"
	}
	return text
}

// trustTexts say what our own border found of the sender.
var trustTexts = map[medelbot.Trust]string{
	medelbot.TrustNone: "not known",
	medelbot.TrustPass: "genuine, says our own mail server",
	medelbot.TrustFail: "forged, says our own mail server",
}

// answerText says which letter answers and who gets it, or why nobody does.
func answerText(r *medelbot.Reading) string {
	if r.Reply == medelbot.NoLetter {
		return "none: " + r.Unanswered
	}
	text := string(r.Reply) + " to " + r.ReplyTo.Email
	switch r.Kind {
	case medelbot.Supplement, medelbot.StatusQuery, medelbot.Withdrawal:
		text += ", if its case is known and has this address"
	}
	return text
}

func attachmentText(a medelbot.Attachment) string {
	text := fmt.Sprintf("%s (%s, %s)", a.Name, a.Type, sizeText(a.Size))
	if a.Problem != "" {
		text += ": " + a.Problem
	}
	return text
}

// sizeText writes a size in bytes as people do.
func sizeText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// elements writes elements with the words that they were read from.
func (t readingText) elements(s *sheet, list orderedElements, call string) {
	for _, e := range list {
		status := string(e.Status)
		if value := valueText(e.Value); value != "" {
			status += ": " + value
		}
		s.row(string(e.Key), status)
		if e.Code != "" {
			s.row("", string(e.Code)+": "+t.codeText(e.Code, call))
		}
		if e.Evidence != nil && e.Evidence.Quote != "" {
			s.row("", evidenceText(*e.Evidence))
		}
		if who, ok := vouchedTexts[e.Vouched]; ok {
			s.row("", who)
		}
	}
}

// vouchedTexts say who stands for a value.
var vouchedTexts = map[medelbot.Vouched]string{
	medelbot.VouchedBySender: "stated by the applicant's own address, says our mail server",
	medelbot.VouchedByPast:   "the applicant was paid to it before",
	medelbot.VouchedByPerson: "a coordinator stands for it",
}

// codeText says what is the matter with an element.
func (t readingText) codeText(code medelbot.Code, call string) string {
	switch code {
	case medelbot.OverCap:
		for _, c := range t.calls {
			if c.ID == call {
				return "more than the call's " + templates.Kronor(c.Cap)
			}
		}
		return "more than the call gives"
	case medelbot.BadChecksum:
		return "its check digits do not agree with the others"
	case medelbot.NoChannel:
		return "neither an address nor a telephone number"
	case medelbot.Conflicting:
		return "it can be understood in more than one way"
	case medelbot.NotSEK:
		return "in another currency"
	case medelbot.NotANumber:
		return "told without figures"
	case medelbot.Unreadable:
		return "it cannot be read for certain"
	}
	return "a person must look"
}

func evidenceText(e medelbot.Evidence) string {
	text := e.Source
	if e.Place != "" {
		text += ", " + e.Place
	}
	text += ": \"" + e.Quote + "\""
	if e.OCR {
		text += ", read from a picture"
	}
	return text
}

// valueText writes a value on one line.
func valueText(v *medelbot.Value) string {
	if v == nil {
		return ""
	}
	parts := v.Words()
	if v.SEK != 0 {
		parts = append(parts, templates.Kronor(v.SEK))
	}
	if v.Check != "" {
		parts = append(parts, "(clearing number not in the table)")
	}
	return strings.Join(parts, ", ")
}

// shortValue is the longest value, in characters, that its reason follows on the
// same line; what is longer is a passage.
const shortValue = 40

// explanation writes what was considered and not taken.
func explanation(s *sheet, e *medelbot.Explanation) {
	if len(e.Kinds)+len(e.Candidates) == 0 {
		s.title("Nothing else was considered.")
		return
	}
	s.title("Considered, and not taken:")
	for _, k := range e.Kinds {
		s.row(string(k.Kind), k.Why)
	}
	for _, c := range e.Candidates {
		switch value := clip(c.Value, 200); {
		case utf8.RuneCountInString(value) > shortValue:
			s.row(string(c.Element), "\""+value+"\"")
			s.row("", c.Why)
		default:
			s.row(string(c.Element), value+": "+c.Why)
		}
		if c.Evidence.Quote != c.Value {
			s.row("", evidenceText(c.Evidence))
		}
	}
}
