package notifier

import (
	"fmt"
	"net/url"
	"time"

	"medelbot"
	"medelbot/templates"
)

// alarmError is how many characters are shown of why a mailbox cannot be read.
const alarmError = 200

// Alarm is what there is to tell of a mailbox that cannot be read or sent from, or
// will soon be neither; or of the end of that.
type Alarm struct {
	What    string    // what goes wrong: fetch, send, token or expiry
	Mailbox string    // its name
	Address string    // its address
	Secret  string    // of expiry: what ends, "client secret" or "refresh token"
	Ends    time.Time // of expiry: when
	Since   time.Time // it was well until then; tells its troubles apart, to the second
	Again   time.Time // it is well since then; zero while it is not
	Cause   string    // a code of the intake's; "" for a cause that has none
	Error   string    // why, in plain words; a server's may be among them
}

// alarmTime tells troubles apart.
const alarmTime = "20060102T150405Z"

// key is what the keys of the alarms of one kind of trouble begin with.
func (a Alarm) key() string {
	return "alarm:" + url.QueryEscape(a.What) + ":" + url.QueryEscape(a.Mailbox) + ":" + url.QueryEscape(a.Secret) + ":"
}

// stage is part of the key and of the Message-ID.
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
		Key: a.key() + since + ":" + a.stage() + ":" + address, Mailbox: from, Name: medelbot.AlarmLetter,
		To: address, State: medelbot.Queued, Mode: c.Mode,
	}
	if c.Mode == medelbot.Observe {
		l.State, l.Reason = medelbot.Held, medelbot.HeldObserve
	}
	v := templates.AlarmView{
		Frame: c.frame(from, medelbot.Call{}), To: firstName(to.Name), Mailbox: a.Mailbox, Address: a.Address,
		What: a.What, Secret: a.Secret, Since: a.Since.In(c.Zone), Cause: a.Cause, Error: safe(a.Error, alarmError),
	}
	if !a.Again.IsZero() {
		v.Again = a.Again.In(c.Zone)
	}
	if !a.Ends.IsZero() {
		v.Ends = a.Ends.In(c.Zone)
	}
	return c.finish(l, c.Templates, v, "alarm."+since+"."+a.stage(), nil)
}
