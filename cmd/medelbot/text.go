package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"medelbot"
	"medelbot/templates"
)

// printReading writes for a person what was read from a mail.
func printReading(w io.Writer, one *parsed, calls []medelbot.Call) error {
	r := &one.reading
	fmt.Fprintf(w, "%s: %s", one.file, r.Kind)
	if r.Call != "" {
		fmt.Fprintf(w, " to %s", r.Call)
	}
	if r.Case != "" {
		fmt.Fprintf(w, " for %s", r.Case)
	}
	if r.Complete != nil {
		fmt.Fprintf(w, ", %s", map[bool]string{true: "complete", false: "not complete"}[*r.Complete])
	}
	fmt.Fprintln(w)
	for _, why := range r.Why {
		fmt.Fprintf(w, "  because     %s\n", printable(why))
	}
	if len(r.Warnings) > 0 {
		fmt.Fprintf(w, "  warnings    %s\n", joined(r.Warnings))
	}
	if r.Reply == medelbot.NoLetter || r.ReplyTo.Email == "" {
		fmt.Fprintf(w, "  answer      %s\n", r.Reply)
	} else {
		fmt.Fprintf(w, "  answer      %s to %s\n", r.Reply, printable(r.ReplyTo.Email))
	}
	for _, a := range r.Attachments {
		if a.Problem != "" {
			fmt.Fprintf(w, "  attachment  %s: %s\n", printable(a.Name), printable(a.Problem))
		}
	}
	printElements(w, ordered(r, calls))
	_, err := fmt.Fprintln(w)
	return err
}

// printElements writes elements with the words that they were read from.
func printElements(w io.Writer, list orderedElements) {
	for _, e := range list {
		status := string(e.Status)
		if e.Code != "" {
			status += " (" + string(e.Code) + ")"
		}
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %-11s %-8s %s", e.Key, status, clip(valueText(e.Value), 160)), " "))
		if e.Evidence != nil {
			fmt.Fprintf(w, "  %-11s %-8s in %s: %q\n", "", "", printable(e.Evidence.Source), clip(e.Evidence.Quote, 120))
		}
	}
}

// valueText writes a value on one line.
func valueText(v *medelbot.Value) string {
	if v == nil {
		return ""
	}
	var parts []string
	for _, s := range []string{v.Name, v.Email, v.Phone, v.Type, v.Number, v.Text} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if v.SEK != 0 {
		parts = append(parts, templates.Kronor(v.SEK))
	}
	if v.Check != "" {
		parts = append(parts, "(clearing number not in the table)")
	}
	return strings.Join(parts, ", ")
}

// clip makes one line of a text and bounds it, in characters.
func clip(s string, most int) string {
	s = printable(strings.Join(strings.Fields(s), " "))
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// printable takes out what could move a terminal's cursor or turn the
// direction of a line: texts of mails are not to be trusted.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
			return -1
		}
		return r
	}, s)
}

func joined[T ~string](list []T) string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return strings.Join(all, ", ")
}
