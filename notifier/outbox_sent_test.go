package notifier

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"medelbot"
)

// shelf is a mail folder in memory.
type shelf struct {
	held      []string // raw messages or Message-IDs
	findFault error
	fault     error
	lost      bool // Append fails although the message got there
}

func (s *shelf) folder() *Folder {
	return &Folder{
		Find: func(_ context.Context, id string) (bool, error) {
			return slices.ContainsFunc(s.held, func(h string) bool { return strings.Contains(h, id) }), s.findFault
		},
		Append: func(_ context.Context, raw []byte) error {
			if s.fault == nil || s.lost {
				s.held = append(s.held, string(raw))
			}
			return s.fault
		},
	}
}

func TestUnknownOutcomeIsLookedUp(t *testing.T) {
	tests := []struct {
		name  string
		sent  *shelf
		state medelbot.OutboxState
		why   string
	}{
		{"it lies in Sent", &shelf{held: []string{"PK-2021-0001.ack_complete.1.00@skr.se"}}, medelbot.Sent, ""},
		{"it does not", &shelf{}, medelbot.Uncertain, "it is not in Sent"},
		{"Sent cannot be read", &shelf{findFault: errors.New("no such folder")}, medelbot.Uncertain, "no such folder"},
		{"there is no Sent", nil, medelbot.Uncertain, "EOF"},
	}
	for _, tt := range tests {
		for _, interrupted := range []bool{false, true} {
			m := queued(fixed, 1)
			w := &way{send: func(int, string) error { return &SendError{Unknown, errors.New("EOF")} }}
			o := outbox(m, w)
			before := 0
			if tt.sent != nil {
				o.Routes[0].Sent, o.Routes[0].CopyToSent = tt.sent.folder(), true
				before = len(tt.sent.held)
			}
			if interrupted {
				m.letters[0].State = medelbot.Sending
			}
			if _, err := o.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			l := m.letter(1)
			if l.State != tt.state || !interrupted && !strings.Contains(l.Reason, tt.why) {
				t.Errorf("%s, interrupted %v: %s (%s)", tt.name, interrupted, l.State, l.Reason)
			}
			if interrupted && w.tries != 0 {
				t.Errorf("%s: it was sent again", tt.name)
			}
			if tt.sent != nil && len(tt.sent.held) != before {
				t.Errorf("%s: a copy was made of a letter that is there or perhaps never left", tt.name)
			}
		}
	}
}

func TestCopyToSent(t *testing.T) {
	m := queued(fixed, 2)
	m.letters[1].Name = medelbot.DigestLetter
	sent := &shelf{}
	o := outbox(m, &way{})
	o.Routes[0].Sent, o.Routes[0].CopyToSent = sent.folder(), true
	if _, err := o.Drain(t.Context()); err != nil || len(sent.held) != 1 || !strings.Contains(sent.held[0], "Subject: 1") {
		t.Errorf("%v, in Sent: %q", err, sent.held)
	}
	m = queued(fixed, 1)
	o = outbox(m, &way{})
	o.Routes[0].Sent, o.Routes[0].CopyToSent = (&shelf{fault: errors.New("over quota")}).folder(), true
	if n, err := o.Drain(t.Context()); n != 1 || err != nil || m.states() != "sent" {
		t.Errorf("a copy that failed: %d, %v, %s", n, err, m.states())
	}
}
