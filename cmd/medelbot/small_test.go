package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser"
	"medelbot/store"
)

func TestReport(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		text   string
	}{
		{nil, 0, ""},
		{errors.New("the disk is full"), 1, "medelbot: the disk is full.\n"},
		{errors.New("one thing.\nanother thing."), 1, "medelbot: one thing; another thing.\n"},
		{fmt.Errorf("outside: %w", &failure{text: "inside", try: "this", err: io.EOF}), 1, "medelbot: outside: inside: EOF.\nTry: this\n"},
		{&usageError{text: "did you mean it?", try: "yes."}, 2, "medelbot: did you mean it?\nTry: yes\n"},
		{&config.Error{File: "c.toml", Line: 3, Key: "a.b", Text: "wrong"}, 2, "medelbot: c.toml, line 3, key a.b: wrong.\n"},
		{fmt.Errorf("file mail: %w", context.Canceled), 1, "medelbot: interrupted.\n"},
		{errors.Join(nil, &failure{text: "a", try: "b"}), 1, "medelbot: a.\nTry: b\n"},
		{&failure{text: "535 \x1b[2Jgo\r\naway\u202e", try: "a\x1b]0;b"}, 1, "medelbot: 535 [2Jgo; away.\nTry: a]0;b\n"},
		{&failure{text: "no login", err: &failure{text: "no password", try: "write it down"}}, 1, "medelbot: no login: no password.\nTry: write it down\n"},
	} {
		var b bytes.Buffer
		if status := report(&b, c.err); status != c.status || b.String() != c.text {
			t.Errorf("%v: status %d, %q; want %d, %q", c.err, status, b.String(), c.status, c.text)
		}
	}
}

// What the store says of a mail's state is told without the deed before it.
func TestAsideError(t *testing.T) {
	taken := fmt.Errorf("take aside mail 4: %w", &store.StateError{Now: "it belongs to case PK-2021-0001 already"})
	if got, want := sentence(asideError(4, taken)), "medelbot: mail 4 stays as it is: it belongs to case PK-2021-0001 already.\nTry: medelbot aside attach 4 CASE, or medelbot aside drop 4"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What a person vouches for is not held back, and the store still sees the mail
// as it is.
func TestTrusting(t *testing.T) {
	call := medelbot.Call{ID: "a", Prefix: "PK"}
	m := medelbot.Mail{Truncated: true, Reading: medelbot.Reading{Kind: medelbot.Application, Warnings: []medelbot.Warning{medelbot.Suspicious}}}
	h := trusting(medelbot.Handler{Decide: func(f medelbot.Facts) medelbot.Change { return medelbot.Decide(f, medelbot.Policy{}) }})
	c := h.Decide(medelbot.Facts{Mail: &m, Call: &call})
	if !c.Open || c.Case.Status == medelbot.StatusHeld || !slices.Equal(c.Case.Warnings, m.Reading.Warnings) {
		t.Errorf("decided %+v, case %+v", c, c.Case)
	}
	if !m.Truncated || !m.Reading.Has(medelbot.Suspicious) {
		t.Errorf("the mail became %+v", m)
	}
}

// A mailbox that waits for a person does not end the watching of others and is
// tried again; when all wait, the watching ends.
func TestWatchAll(t *testing.T) {
	wrong := errors.New("wrong password")
	told := func(string, error) {}
	well := func(ctx context.Context) error { <-ctx.Done(); return nil }
	for _, c := range []struct {
		name    string
		others  []watch // beside the one that is mended
		patient bool
	}{
		{"mended", []watch{{"a", well}}, false},
		{"all wait, and somebody will come", nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tries := 0
				mended := func(ctx context.Context) error {
					if tries++; tries < 3 {
						return wrong
					}
					return well(ctx)
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				done := make(chan error, 1)
				go func() {
					done <- watchAll(ctx, "mailbox", append(c.others, watch{"b", mended}), c.patient, told)
				}()
				time.Sleep(3 * rest) // by the bubble's clock
				if cancel(); <-done != nil || tries != 3 {
					t.Errorf("tried %d times", tries)
				}
			})
		})
	}
	t.Run("all wait", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			fails := func(context.Context) error { return wrong }
			err := watchAll(t.Context(), "mailbox", []watch{{"a", fails}, {"b", fails}}, false, told)
			if !errors.Is(err, wrong) {
				t.Errorf("got %v", err)
			}
		})
	})
	t.Run("told to stop", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			stops := func(context.Context) error { cancel(); return wrong }
			if err := watchAll(ctx, "mailbox", []watch{{"a", stops}, {"b", well}}, false, told); err != nil {
				t.Errorf("got %v", err)
			}
		})
	})
}

// The demo closes what it has opened, also if it got no further.
func TestDemoCloses(t *testing.T) {
	dir := t.TempDir()
	servers, err := demo.StartServers(func(demo.Letter) {})
	if err != nil {
		t.Fatal(err)
	}
	defer servers.Close()
	d := &demonstration{dir: dir, servers: servers}
	if err := d.close(); err != nil {
		t.Errorf("nothing was open: %v", err)
	}
	if err := d.open(t.Context(), &process{now: time.Now}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
	if _, err := d.log.WriteString("x"); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the log is open still: %v", err)
	}
	if _, err := d.office.store.Paused(t.Context()); err == nil {
		t.Error("the database is open still")
	}
}

// The demo fails if an expected letter does not come.
func TestDemoFails(t *testing.T) {
	var out, stderr bytes.Buffer
	p := process{in: strings.NewReader(""), out: &out, err: &stderr, now: time.Now, read: func([]byte, parser.Options) (medelbot.Reading, error) {
		return medelbot.Reading{Kind: medelbot.Other, Reply: medelbot.NoLetter}, nil
	}}
	if status := execute(t.Context(), []string{"demo", "--out", t.TempDir()}, p); status != statusFailed {
		t.Errorf("exit status %d\n%s%s", status, &out, &stderr)
	}
	if want := "mail 2 (a complete application in plain text) should be answered by [ack_complete]"; !strings.Contains(stderr.String(), want) {
		t.Errorf("got %q, want ...%s...", stderr.String(), want)
	}
}

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Region Skåne": "Region Skåne", "=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "-2": "'-2", "+46701740609": "+46701740609", "+A1": "'+A1", "+": "'+", "\t=x": "'\t=x",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("harmless(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for in, want := range map[string]string{
		"kort": "kort", "åäö åäö åäö": "åäö åäö å…", "  a \n b ": "a b", "a\x1b[31mb": "a[31mb", "\u202eab\u200b": "ab",
	} {
		if got := clip(in, 10); got != want {
			t.Errorf("clip(%q) = %q, want %q", in, got, want)
		}
	}
}

// No words of a mail reach the terminal with their control characters, neither
// on a sheet nor in JSON.
func TestReadingIsHarmless(t *testing.T) {
	const evil = "\x1b[2J\u009b3J\x7f\u202ea\u00ad\U000e0041b"
	address, evidence := medelbot.Address{Name: evil, Email: evil}, medelbot.Evidence{Source: evil, Quote: evil}
	one := &parsed{file: evil, reading: medelbot.Reading{
		Kind: medelbot.Application, Reply: medelbot.AckComplete, Why: []string{evil}, From: address, ReplyTo: address, Subject: evil, Case: evil,
		Attachments: []medelbot.Attachment{{Name: evil, Type: evil, Problem: evil}},
		Warnings:    []medelbot.Warning{medelbot.Late}, Reasons: map[medelbot.Warning]string{medelbot.Late: evil},
		Elements: medelbot.Elements{medelbot.Purpose: {Status: medelbot.OK, Value: &medelbot.Value{Text: evil}, Evidence: &evidence}},
		Explanation: &medelbot.Explanation{
			Kinds:      []medelbot.RefusedKind{{Kind: medelbot.Bulk, Why: evil}},
			Candidates: []medelbot.Candidate{{Element: medelbot.Amount, Value: evil, Evidence: medelbot.Evidence{Source: evil, Quote: "x"}, Why: evil}},
		},
	}}
	var text, line bytes.Buffer
	s := &sheet{w: &text}
	readingText{nil, time.UTC}.write(s, one)
	if s.err != nil {
		t.Fatal(s.err)
	}
	if err := printReadingJSON(&line, one, nil); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(text.String(), "\n", ""); strings.ContainsFunc(got, isControl) || strings.Count(got, "[2J3Jab") != 18 {
		t.Errorf("%d times: %s", strings.Count(got, "[2J3Jab"), text.String())
	}
	if got := strings.TrimSuffix(line.String(), "\n"); strings.ContainsFunc(got, isControl) {
		t.Errorf("%q", got)
	}
	var back struct{ File string }
	if err := json.Unmarshal(line.Bytes(), &back); err != nil || back.File != evil {
		t.Errorf("%q, %v", back.File, err)
	}
}

func TestFolded(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "ett två": "ett två", "ett två tre": "ett två|tre", "åäöåäöåäöåäö x": "åäöåäöåäö|åäö x", "a åäöåäöåäöåäö": "a|åäöåäöåäö|åäö", "a\n\tb": "a b",
	} {
		if got := strings.Join(folded(in, 9), "|"); got != want {
			t.Errorf("folded(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRowOfALongLabel(t *testing.T) {
	var b strings.Builder
	s := sheet{w: &b}
	s.row("purpose", "Utbildning.")
	s.row("part agreement", "\"Vi skriver en överenskommelse.\"")
	want := "  purpose      Utbildning.\n  part agreement\n               \"Vi skriver en överenskommelse.\"\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestSizeText(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1499: "1 kB", 1500: "2 kB", 2_340_000: "2.3 MB"} {
		if got := sizeText(n); got != want {
			t.Errorf("sizeText(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestIsMail(t *testing.T) {
	for text, want := range map[string]bool{
		"From: a@b.se\r\n\r\nHej": true, "From x Thu May 6 10:00:00 2021\nSubject: x\n": true, "broken line\nsubject : x\n": true,
		"Received: x\rFrom: y\r": true, "": false, "PNG\x00\x01": false, "Hej!\n\nVi ses.": false, "<html>": false,
	} {
		if got := isMail([]byte(text)); got != want {
			t.Errorf("isMail(%q) = %v", text, got)
		}
	}
}

func TestCallAt(t *testing.T) {
	cfg, err := config.Parse("config.example.toml", []byte(medelbot.ExampleConfig()))
	if err != nil {
		t.Fatal(err)
	}
	calls := cfg.AllCalls()
	for _, c := range calls {
		want := c.ID
		if len(c.Keywords) > 0 {
			want = "patientkontrakt-2021" // keywords choose by what a mail says
		}
		for _, at := range []struct {
			name string
			id   string
		}{{"opens", callAt(calls, c.Opens)}, {"closes", callAt(calls, c.Closes)}} {
			if at.id != want {
				t.Errorf("when %s %s: %q, want %q", c.ID, at.name, at.id, want)
			}
		}
	}
	if got := callAt(calls, calls[0].Opens.Add(-1)); got != "" {
		t.Errorf("before the first call: %q", got)
	}
}
