package notifier

import (
	"strings"
	"testing"
	"time"

	"medelbot"
)

// badLogin is a mailbox that has not been read since the evening before, and
// what its server says.
func badLogin(now time.Time) Alarm {
	return Alarm{
		What: "fetch", Mailbox: "testbaddar", Address: "harald.gronqvist@skr.se", Since: now.Add(-10 * time.Hour), Cause: "bad_login",
		Error: "the server does not accept the name and the password: NO [AUTHENTICATIONFAILED]\r\nsee https://help.example/login",
	}
}

func TestAlarmGolden(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	over := badLogin(now)
	over.Again, over.Cause, over.Error = now, "", ""
	for name, a := range map[string]Alarm{"alarm": badLogin(now), "alarm_over": over} {
		c := testComposer(t, now)
		l, err := c.ComposeAlarm("testbaddar", c.Coordinators[1], a)
		if err != nil {
			t.Fatal(err)
		}
		h, text, html := parts(t, l.Raw)
		golden(t, name+".eml", string(l.Raw))
		golden(t, name+".txt", text)
		golden(t, name+".html", html)
		if h.Get("Auto-Submitted") != "auto-generated" || h.Get("To") != "<anette.nilsson@skr.se>" || h.Get("In-Reply-To") != "" {
			t.Errorf("headers %v", h)
		}
		if l.State != medelbot.Queued || l.Case != "" || len(l.Tokens) != 0 || !l.Name.ToCoordinator() {
			t.Errorf("letter %+v", l)
		}
		for _, live := range []string{"https://", "\r"} {
			if strings.Contains(text, live) {
				t.Errorf("%s holds what a server says as it is: %q", name, live)
			}
		}
	}
}

// One trouble has one key for a person, whatever it leaves from; its end has
// another one.
func TestAlarmKey(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Mailboxes["andra"] = From{Name: "Andra", Address: "andra@skr.se"}
	a := badLogin(now)
	a.Mailbox = "en: annan@skr.se"
	key := func(from string) string {
		l, err := c.ComposeAlarm(from, c.Coordinators[1], a)
		if err != nil {
			t.Fatal(err)
		}
		if l.Mailbox != from {
			t.Errorf("it leaves from %s, not from %s", l.Mailbox, from)
		}
		return l.Key
	}
	begun := key("testbaddar")
	if other := key("andra"); other != begun {
		t.Errorf("two keys for one trouble: %s, %s", begun, other)
	}
	a.Error = "something else"
	if again := key("andra"); again != begun {
		t.Errorf("two keys for one trouble: %s, %s", begun, again)
	}
	a.Again = now
	over := key("andra")
	a.Since, a.Again = now.Add(time.Minute), time.Time{}
	next := key("andra")
	a.What = "send"
	if send := key("andra"); begun == over || over == next || begun == next || send == next {
		t.Errorf("one key for two letters: %s, %s, %s, %s", begun, over, next, send)
	}
}

// An alarm obeys the mode as the digest does, and never goes to no address.
func TestAlarmIsHeldWhileObserving(t *testing.T) {
	c := testComposer(t, springNow)
	c.Mode = medelbot.Observe
	l, err := c.ComposeAlarm("testbaddar", c.Coordinators[0], badLogin(springNow))
	if err != nil || l.State != medelbot.Held || l.Reason != medelbot.HeldObserve {
		t.Errorf("letter %s, %s: %v", l.State, l.Reason, err)
	}
	if _, err := c.ComposeAlarm("testbaddar", medelbot.Person{Name: "X", Addresses: []string{"x\r\nBcc: y@z.se"}}, badLogin(springNow)); err == nil {
		t.Error("it was written to an address that is none")
	}
}
