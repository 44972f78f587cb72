package intake

import (
	"context"
	"fmt"
	"strings"
	"time"

	"medelbot"
)

// story is what the ledger of the tests holds besides mail: passes, and how far
// the Sent folder was looked at.
type story struct {
	passes   []time.Time
	passErr  error
	sentNext map[medelbot.FolderKey]uint32
	answered []string
	notes    int // calls of NoteAnswered
}

func (l *ledger) NotePass(_ context.Context, _ string, begun time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.passErr == nil {
		l.passes = append(l.passes, begun)
	}
	return l.passErr
}

func (l *ledger) SentFrom(_ context.Context, key medelbot.FolderKey, uidNext uint32) (uint32, time.Time, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sentNext == nil {
		l.sentNext = map[medelbot.FolderKey]uint32{key: uidNext}
	}
	next, known := l.sentNext[key]
	if !known { // another life of the folder
		next = 1
	}
	return next, time.Time{}, nil
}

func (l *ledger) NoteAnswered(_ context.Context, key medelbot.FolderKey, next uint32, answers []medelbot.SentMail) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.notes++
	l.sentNext[key] = next
	for _, m := range answers {
		l.answered = append(l.answered, fmt.Sprintf("%d %s answers %s", m.UID, m.MessageID, strings.Join(append(m.InReplyTo, m.References...), " ")))
	}
	return nil
}

// noted tells how many passes were noted since it was last asked.
func (l *ledger) noted() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := len(l.passes)
	l.passes = nil
	return n
}

// answers tells what was noted of the Sent folder since it was last asked.
func (l *ledger) answers() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := strings.Join(l.answered, "\n")
	l.answered = nil
	return all
}
