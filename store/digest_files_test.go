package store

import (
	"slices"
	"testing"

	"medelbot"
)

func TestDigestTellsOfFiles(t *testing.T) {
	s, _ := openNew(t)
	m := application(1)
	m.Reading.Attachments = []medelbot.Attachment{{Name: "ansökan.docx"}, {Name: "skannad.pdf", Problem: "protected by a password"}, {Problem: "damaged"}}
	reported := rules()
	decide := reported.Decide
	reported.Decide = func(f medelbot.Facts) medelbot.Change {
		c := decide(f)
		c.Case.Status = medelbot.StatusReported
		for _, films := range []any{[]string{"https://film.example/1", "https://film.example/2"}, nil, []string{"https://film.example/1"}} {
			c.Events = append(c.Events, medelbot.Event{At: f.Now, Name: medelbot.EventDone, By: medelbot.ByProgram, Payload: map[string]any{"films": films}})
		}
		return c
	}
	fileOne(t, s, m, reported)
	fileOne(t, s, application(2), rules())
	facts, err := s.DigestFacts(t.Context(), noon)
	do(t, err)
	if got := facts.Cases[0].Unreadable; !slices.Equal(got, []string{"skannad.pdf", ""}) {
		t.Errorf("unreadable: %q", got)
	}
	if got := facts.Cases[0].Films; !slices.Equal(got, []string{"https://film.example/1", "https://film.example/2"}) {
		t.Errorf("films: %q", got)
	}
	if len(facts.Cases[1].Unreadable) != 0 || len(facts.Cases[1].Films) != 0 {
		t.Errorf("%+v", facts.Cases)
	}
}
