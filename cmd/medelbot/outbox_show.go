package main

import (
	"context"
	"fmt"

	"medelbot"
	"medelbot/parser/message"
)

type outboxShowCommand struct {
	ID  int64 `arg:"" help:"The letter's number in the list."`
	EML bool  `name:"eml" help:"The whole letter as it leaves, headers and HTML included."`
}

// Help is the long help of the command.
func (outboxShowCommand) Help() string {
	return `Shows whom the letter is for, which files it brings along and its text, as the recipient of plain text reads it. With --eml it is printed whole, to be opened by a mail program: medelbot outbox show 7 --eml > letter.eml

The codes in letters to coordinators are left out: who has one can decide as its reader.`
}

// notKept is why some letters can be read no more.
const notKept = "letters to coordinators hold codes that let their reader decide, and are forgotten once they have left or were dropped"

// forgotten says why a letter can be read no more; "" if it can.
func forgotten(l *medelbot.Letter) string {
	switch {
	case len(l.Raw) > 0:
		return ""
	case l.To == "":
		return medelbot.DroppedErased
	case l.Name.ToCoordinator():
		return notKept
	}
	return ""
}

// Run prints one letter.
func (c *outboxShowCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	l, err := o.store.Letter(ctx, c.ID)
	if err != nil {
		return letterError(c.ID, err)
	}
	why := forgotten(&l)
	if l.Name.ToCoordinator() {
		l.Raw = medelbot.MaskTokens(l.Raw, nil)
	}
	if c.EML {
		if why != "" {
			return &failure{text: fmt.Sprintf("the text of letter %d is not kept: %s", c.ID, why), try: fmt.Sprintf("medelbot outbox show %d", c.ID)}
		}
		_, err := p.out.Write(l.Raw)
		return err
	}
	fmt.Fprintf(p.out, "To:      %s\nSubject: %s\nState:   %s\n", printable(l.To), printable(l.Subject), stateText(&l))
	if why != "" {
		_, err := fmt.Fprintf(p.out, "\nIts text is not kept: %s.\n", why)
		return err
	}
	parts := message.Parse(l.Raw).Parts
	for _, part := range parts {
		if part.Name != "" {
			fmt.Fprintf(p.out, "File:    %s\n", printable(part.Name))
		}
	}
	for _, part := range parts {
		if part.Type == "text/plain" {
			_, err := fmt.Fprintf(p.out, "\n%s", part.Text)
			return err
		}
	}
	return nil
}
