package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"medelbot"
	"medelbot/store"
)

// statusRest is how often the service manager gets a new line for people.
const statusRest = time.Minute

// notice takes trouble in telling the service manager something: the daemon
// goes on, and the manager acts by what it does not hear.
func (d *daemon) notice(err error) {
	if err != nil {
		medelbot.LogNotTold.Fail(d.log, err, 0)
	}
}

// status is the line that the service manager shows of the daemon: for each fund
// what is open and what waits for a person.
func (d *daemon) status(ctx context.Context) (string, error) {
	var funds []string
	for _, c := range d.crews {
		f, err := c.store.Figures(ctx)
		if err != nil {
			return "", err
		}
		text := summary(f)
		if c.fund != "" {
			text = c.fund + ": " + text
		}
		funds = append(funds, text)
	}
	return strings.Join(funds, "; "), nil
}

// summary says in a few words what a database holds.
func summary(f store.Figures) string {
	open := 0
	for _, c := range f.Cases {
		if c.Status != medelbot.StatusClosed && c.Status != medelbot.StatusDeclined && c.Status != medelbot.StatusWithdrawn {
			open += c.Count
		}
	}
	text := fmt.Sprintf("open cases: %d, mails set aside: %d, letters to send: %d", open, f.Asides, f.Letters[medelbot.Queued])
	if n := f.Letters[medelbot.Held] + f.Letters[medelbot.Failed] + f.Letters[medelbot.Uncertain]; n > 0 {
		text += fmt.Sprintf(", letters that wait for a person: %d", n)
	}
	if f.Paused {
		text += ", all letters paused"
	}
	return text
}
