package store

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// Why a warning was given is told of a case as its newest mail with that warning
// had it, also by show.
func TestReasonsOfWarnings(t *testing.T) {
	s, _ := openNew(t)
	m := application(1)
	m.Reading.Reasons = map[medelbot.Warning]string{medelbot.Late: "it came a day late", medelbot.Suspicious: "it names two senders"}
	warned := rules()
	decide := warned.Decide
	warned.Decide = func(f medelbot.Facts) medelbot.Change {
		c := decide(f)
		c.Case.Warnings = []medelbot.Warning{medelbot.Late, medelbot.Suspicious}
		return c
	}
	number := fileOne(t, s, m, warned).Case
	fileOne(t, s, application(2), rules())
	more := application(3)
	more.Reading.Kind, more.Reading.Case = medelbot.Supplement, number
	more.Reading.Reasons = map[medelbot.Warning]string{medelbot.Suspicious: "answers shall go elsewhere"}
	fileOne(t, s, more, rules())
	want := map[medelbot.Warning]string{medelbot.Late: "it came a day late", medelbot.Suspicious: "answers shall go elsewhere"}
	facts, err := s.DigestFacts(t.Context(), noon)
	do(t, err)
	if diff := cmp.Diff(want, facts.Cases[0].Reasons); diff != "" || facts.Cases[1].Reasons != nil {
		t.Errorf("%s; of the other %v", diff, facts.Cases[1].Reasons)
	}
	if diff := cmp.Diff(want, theCase(t, s, number).Reasons); diff != "" {
		t.Error(diff)
	}
}
