package parser

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/parser/command"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
)

// orders reads the commands of a mail: from what its sender typed above the first
// quote, in the first part that holds any text, and from nowhere else. The words
// of a mail that was passed on, and those of a list or a gateway in parts of
// their own, order nothing.
func (r *reader) orders(arrived time.Time) *medelbot.CommandMail {
	var shown body
	for part := range bodies(r.message) {
		if shown = part; strings.TrimSpace(part.visible) != "" {
			break
		}
	}
	prefix, subject := segment.Subject(r.message.Subject)
	own, below := aboveQuote(segment.Split(clip(shown.inked), prefix))
	mail := command.Read(command.Input{
		Text: own, Below: below, Subject: subject, Plain: clip(shown.plain), Writer: first(r.message.From).Name,
		Names: elementNames(r.opts.Calls), Now: arrived, Zone: cmp.Or(r.opts.Zone, time.UTC),
	})
	if len(mail.Lines) == 0 {
		// It begins with a command that stands below a quote, or among words that
		// hide it: whoever wrote it must be told that it was not carried out.
		said, _, _ := strings.Cut(strings.TrimSpace(r.source.own), "\n")
		mail.Lines = []medelbot.CommandLine{command.Unread(cmp.Or(said, subject))}
	}
	return &mail
}

// elementNames are the names that the calls give elements: their keys, labels and
// words. nil where no call has any.
func elementNames(calls []medelbot.Call) command.Names {
	var names command.Names
	for _, call := range calls {
		for _, e := range call.Worded {
			for _, name := range append([]string{string(e.Key), e.Label, e.LabelEN}, e.Words...) {
				var folded []string
				for _, w := range phrase.Words(name) {
					folded = append(folded, w.Fold)
				}
				if len(folded) > 0 {
					if names == nil {
						names = command.Names{}
					}
					names[strings.Join(folded, " ")] = e.Key
				}
			}
		}
	}
	return names
}

// aboveQuote gives the sender's own words above everything that is another one's,
// and the signature there. A banner of a mail gateway stands above them.
func aboveQuote(segments []segment.Segment) (own, signature string) {
	for _, g := range segments {
		switch g.Mark {
		case segment.Own:
			own += g.Text
		case segment.Signature:
			signature += g.Text
		case segment.Disclaimer:
		default:
			return own, signature
		}
	}
	return own, signature
}

// withoutInto leaves out the cases that a mail only names because others go on in
// them.
func withoutInto(cases []string, mail *medelbot.CommandMail) []string {
	return slices.DeleteFunc(cases, func(number string) bool {
		into := false
		for _, l := range mail.Lines {
			if l.Case == number {
				return false
			}
			into = into || l.Order.Into == number
		}
		return into
	})
}
