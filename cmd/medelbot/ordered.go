package main

import (
	"time"

	"medelbot"
	"medelbot/templates"
)

// commandJSON is one command of a coordinator's mail. The mail's code is not
// among what is printed: it gives rights.
type commandJSON struct {
	Text    string               `json:"text"`
	Deed    medelbot.Deed        `json:"deed,omitempty"`
	Word    medelbot.Word        `json:"word,omitempty"` // of commands that are no deeds
	Case    string               `json:"case,omitempty"` // that the line itself names
	SEK     int64                `json:"sek,omitempty"`
	Day     string               `json:"day,omitempty"`
	Element medelbot.ElementKey  `json:"element,omitempty"`
	Fault   medelbot.RefusalCode `json:"fault,omitempty"`
}

// commandForms is nil for mail that is no command.
func commandForms(r *medelbot.Reading) []commandJSON {
	if r.Command == nil {
		return nil
	}
	return each(r.Command.Lines, func(l medelbot.CommandLine) commandJSON {
		form := commandJSON{Text: l.Text, Deed: l.Order.Deed, Word: l.Word, Case: l.Case, SEK: l.Order.SEK, Element: l.Order.Element, Fault: medelbot.RefusalCode(l.Fault)}
		if l.Word == medelbot.WordDeed {
			form.Word = ""
		}
		if !l.Order.Day.IsZero() {
			form.Day = l.Order.Day.Format(time.DateOnly)
		}
		return form
	})
}

// commands writes what a coordinator's mail orders, as it would be understood.
func (t readingText) commands(s *sheet, r *medelbot.Reading) {
	for _, c := range commandForms(r) {
		s.row("command", c.Text)
		text := string(c.Deed) + string(c.Word)
		if c.Fault != "" {
			text = "not understood: " + c.Fault.English()
		} else {
			for _, detail := range []string{string(c.Element), c.Day, c.Case} {
				if detail != "" {
					text += " " + detail
				}
			}
			if c.SEK != 0 {
				text += " " + templates.Kronor(c.SEK)
			}
		}
		s.row("", text)
	}
}
