package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// masks is what a fund with one coordinator, whose mailbox has a name, masks.
func masks() *Mask {
	return NewMask(map[string]string{
		"Harald.Ek@fonden.example": "testbaddar", "Bo": "(coordinator)", `fonden\bo`: "testbaddar", "Harald Ek": "(coordinator)", "Harald Ekström": "(coordinator)", "": "?",
	})
}

// Who is named in a text is taken out of it, and the rest stays.
func TestMask(t *testing.T) {
	m := masks()
	for text, want := range map[string]string{
		"the server does not let harald.ek@FONDEN.example in.":              "the server does not let testbaddar in.",
		"550 5.1.1 <anna@region.example>: Recipient rejected":               "550 5.1.1 <(address)>: Recipient rejected",
		"a=eva.öst@räksmörgås.example; b=x@[192.0.2.1]":                     "(address); (address)]",
		"Message-ID <20210504.1@region.example> twice":                      "Message-ID <(address)> twice",
		"the coordinator Harald Ekström has no address, nor has Harald Ek":  "the coordinator (coordinator) has no address, nor has (coordinator)",
		`the server does not let fonden\bo in. Body of mailBox: Bodil, Bo.`: "the server does not let testbaddar in. Body of mailBox: Bodil, (coordinator).",
		"personnummer 19121212-1212 in it":                                  "personnummer XXXXXXXX-XXXX in it",
		"PK-2021-0007 was sent at 12:15 by imaps://mail.example.org:993":    "PK-2021-0007 was sent at 12:15 by imaps://mail.example.org:993",
		"": "",
	} {
		if got := m.Text(text); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", text, got, want)
		}
	}
	if m.Error(nil) != nil {
		t.Error("an error of none")
	}
	cause := errors.New("not anna@region.example")
	if err := m.Error(cause); err.Error() != "not (address)" || !errors.Is(err, cause) {
		t.Error(err)
	}
}

// stringer says what it is only when asked.
type stringer struct{}

func (stringer) String() string { return "anna@region.example" }

// lazy is looked at only when it is written.
type lazy struct{}

func (lazy) LogValue() slog.Value { return slog.StringValue("anna@region.example") }

// Whatever way an address takes into a line above debug, it does not come out.
func TestNoWayRound(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		var b strings.Builder
		log := New(&b, Options{JSON: asJSON, Level: slog.LevelDebug, Mask: masks()})
		const a = "anna@region.example"
		log.With("who", a).WithGroup("g").Info("hello "+a, "string", a, "error", fmt.Errorf("to %w", errors.New(a)), "list", []string{a},
			"stringer", stringer{}, "lazy", lazy{}, slog.Group("inner", "deep", a), "bytes", []byte(a))
		if text := b.String(); strings.Contains(text, "anna") || strings.Contains(text, "region.example") || strings.Contains(text, "97 110") {
			t.Errorf("it came out: %s", text)
		}
		b.Reset()
		log.Debug("at debug", "string", a)
		if !strings.Contains(b.String(), a) {
			t.Errorf("masked at debug: %s", b.String())
		}
	}
}

// In JSON each line is an object with time, level and msg, and durations are for
// people.
func TestJSON(t *testing.T) {
	var b strings.Builder
	log := New(&b, Options{JSON: true, Mask: masks()})
	log.Debug("not written")
	log.Warn("mailbox trouble", "mailbox", "testbaddar", "again_in", 1500*time.Millisecond, "times", 3)
	var line map[string]any
	if err := json.Unmarshal([]byte(b.String()), &line); err != nil {
		t.Fatal(err)
	}
	delete(line, "time")
	if got, want := fmt.Sprint(line), "map[again_in:1.5s level:WARN mailbox:testbaddar msg:mailbox trouble times:3]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What is left holds no address, and is masked already.
func FuzzMask(f *testing.F) {
	f.Add("to <anna@region.example>: refused")
	f.Add("a@b@c 19121212-1212 @@ å@ö.se.")
	m := NewMask(nil)
	f.Fuzz(func(t *testing.T, text string) {
		got := m.Text(text)
		if address.MatchString(got) {
			t.Errorf("%q became %q, which holds an address", text, got)
		}
	})
}
