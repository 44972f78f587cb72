package notifier

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"medelbot"
	"medelbot/templates"
)

// alarmError is how many characters are shown of why a mailbox cannot be read.
const alarmError = 200

// Alarm is what there is to tell of a mailbox that cannot be read, or can be
// again.
type Alarm struct {
	Mailbox string    // its name
	Address string    // its address
	Since   time.Time // it was read until then; tells its troubles apart, to the second
	Again   time.Time // it is read since then; zero while it cannot be
	Cause   string    // a code of the intake's; "" for a cause that has none
	Error   string    // why, in plain words; a server's may be among them
}

// alarmTime orders keys by time.
const alarmTime = "20060102T150405Z"

// AlarmKey is what the keys of a mailbox's alarms begin with. Of two such keys
// the later one is of the newer trouble or, of one trouble, tells of its end.
func AlarmKey(mailbox string) string { return "alarm:" + url.QueryEscape(mailbox) + ":" }

// ParseAlarmKey tells from the key of an alarm since when the mailbox could not
// be read, and whether the letter tells of the end of that. ok is false of other
// keys.
func ParseAlarmKey(key string) (since time.Time, over, ok bool) {
	part := strings.SplitN(key, ":", 5)
	if len(part) != 5 || part[0] != "alarm" {
		return since, false, false
	}
	since, err := time.Parse(alarmTime, part[2])
	return since, part[3] == "over", err == nil
}

// stage is part of the key and of the Message-ID; the words are in the order of
// what they stand for.
func (a Alarm) stage() string {
	if a.Again.IsZero() {
		return "begun"
	}
	return "over"
}

// ComposeAlarm writes an alarm to one coordinator, who has an address. from is
// the mailbox that it leaves from, which may be another one.
func (c *Composer) ComposeAlarm(from string, to medelbot.Person, a Alarm) (medelbot.Letter, error) {
	address := to.Addresses[0]
	if err := checkAddress(address); err != nil {
		return medelbot.Letter{}, fmt.Errorf("the alarm to %s has no recipient that can be used: %w", to.Name, err)
	}
	since := a.Since.UTC().Format(alarmTime)
	l := medelbot.Letter{
		Key: AlarmKey(a.Mailbox) + since + ":" + a.stage() + ":" + address, Mailbox: from, Name: medelbot.AlarmLetter,
		To: address, State: medelbot.Queued, Mode: c.Mode,
	}
	if c.Mode == medelbot.Observe {
		l.State, l.Reason = medelbot.Held, medelbot.HeldObserve
	}
	v := templates.AlarmView{
		Frame: c.frame(from, medelbot.Call{}), To: firstName(to.Name), Mailbox: a.Mailbox, Address: a.Address,
		Since: a.Since.In(c.Zone), Cause: a.Cause, Error: safe(a.Error, alarmError),
	}
	if !a.Again.IsZero() {
		v.Again = a.Again.In(c.Zone)
	}
	return c.finish(l, c.Templates, v, "alarm."+since+"."+a.stage(), nil)
}
