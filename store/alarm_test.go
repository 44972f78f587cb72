package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// An alarm is kept until it ends, also over a restart.
func TestAlarms(t *testing.T) {
	s, _ := openNew(t)
	fetch := Alarm{Trouble: "fetch:testbaddar", Way: "letter", Since: noon}
	hook := Alarm{Trouble: "fetch:testbaddar", Way: "webhook", Since: noon}
	do(t, s.SetAlarms(t.Context(), hook, fetch))
	fetch.ToldAt = noon.Add(time.Hour)
	do(t, s.SetAlarms(t.Context(), fetch))
	again, _ := openAt(t, s.path)
	got, err := again.Alarms(t.Context())
	do(t, err)
	if d := cmp.Diff([]Alarm{fetch, hook}, got); d != "" {
		t.Error(d)
	}
	do(t, again.EndAlarms(t.Context(), fetch, Alarm{Trouble: "fetch:testbaddar", Way: "command"}))
	got, err = s.Alarms(t.Context())
	do(t, err)
	if d := cmp.Diff([]Alarm{hook}, got); d != "" {
		t.Error(d)
	}
}
