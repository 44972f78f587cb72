package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// chained returns a store with six events about two cases.
func chained(t *testing.T) *Store {
	t.Helper()
	s, h := openNew(t)
	for uid := range uint32(2) {
		fileOne(t, s, application(uid+1), rules())
		h.forward(time.Second)
	}
	do(t, s.Pause(t.Context(), "Harald"))
	do(t, s.Pause(t.Context(), "Harald")) // twice is once
	do(t, s.Resume(t.Context(), "Harald"))
	return s
}

func TestChainHolds(t *testing.T) {
	s := chained(t)
	before, err := s.VerifyChain(t.Context())
	if err != nil || before.Length != 6 || len(before.Head) != 64 {
		t.Fatalf("%+v, %v", before, err)
	}
	facts, err := s.DigestFacts(t.Context(), noon)
	if err != nil || facts.ChainHead != before.Head {
		t.Errorf("the digest tells of the head %s, %v", facts.ChainHead, err)
	}
	// Erasing payload and salt together breaks nothing, and the head stays.
	if _, err := s.writer.Exec(`UPDATE event SET payload = NULL, salt = NULL WHERE case_number <> ''`); err != nil {
		t.Fatal(err)
	}
	if after, err := s.VerifyChain(t.Context()); err != nil || after != before {
		t.Errorf("after erasing: %+v, %v", after, err)
	}
}

func TestEmptyChain(t *testing.T) {
	s, _ := openNew(t)
	if c, err := s.VerifyChain(t.Context()); err != nil || c != (Chain{}) {
		t.Errorf("%+v, %v", c, err)
	}
}

// The schema itself refuses changes to the log.
func TestLogIsAppendOnly(t *testing.T) {
	s := chained(t)
	for _, statement := range []string{
		`DELETE FROM event WHERE seq = 6`,
		`UPDATE event SET by = 'nobody' WHERE seq = 2`,
		`UPDATE event SET payload = '{}' WHERE seq = 2`,
		`UPDATE event SET payload = NULL, salt = NULL, name = 'other' WHERE seq = 2`,
		`UPDATE event SET salt = NULL WHERE seq = 2`,
		`INSERT OR REPLACE INTO event SELECT 2, case_number, at, name, 'nobody', mail_id, payload, salt, digest, hash FROM event WHERE seq = 2`,
	} {
		if _, err := s.writer.Exec(statement); err == nil {
			t.Errorf("allowed: %s", statement)
		}
	}
	if _, err := s.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
}

// Whoever gets round the triggers is found out.
func TestTamperedChainIsFound(t *testing.T) {
	tests := []struct{ name, statement, says string }{
		{"a changed name", `UPDATE event SET by = 'nobody' WHERE seq = 5`, "event 5 (paused"},
		{"a changed time", `UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2`, "event 2"},
		{"a changed case", `UPDATE event SET case_number = 'PK-2021-0002' WHERE seq = 1`, "event 1"},
		{"a changed payload", `UPDATE event SET payload = '{"call":"x"}' WHERE seq = 3`, "details of event 3"},
		{"another digest", `UPDATE event SET payload = NULL, salt = NULL, digest = x'00' WHERE seq = 3`, "event 3"},
		{"one removed", `DELETE FROM event WHERE seq = 2`, "event 2 is missing"},
		{"the first removed", `DELETE FROM event WHERE seq = 1`, "event 1 is missing"},
		{"one put in", `INSERT INTO event SELECT 7, case_number, at, name, by, mail_id, payload, salt, digest, hash FROM event WHERE seq = 6`, "event 7"},
		{"two swapped", `UPDATE event SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 ELSE seq END; UPDATE event SET seq = abs(seq)`, "event 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := chained(t)
			if _, err := s.writer.Exec(`DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; ` + tt.statement); err != nil {
				t.Fatal(err)
			}
			_, err := s.VerifyChain(t.Context())
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("the error is %v, want one about %q", err, tt.says)
			}
		})
	}
}

// Equal payloads must not show as equal once one of them is erased.
func TestDigestsAreSalted(t *testing.T) {
	s := chained(t)
	if n := count(t, s, `SELECT count(DISTINCT digest) FROM event`); n != 6 {
		t.Errorf("%d different digests of 6", n)
	}
}

func TestEventPayload(t *testing.T) {
	s := chained(t)
	v, err := s.Case(t.Context(), "PK-2021-0001")
	do(t, err)
	raw, ok := v.Log[0].Payload.(json.RawMessage)
	if want := fmt.Sprintf(`"call":%q`, testCall.ID); !ok || !strings.Contains(string(raw), want) {
		t.Errorf("the payload is %s", raw)
	}
	if v.Log[0].Name != medelbot.EventOpened || v.Log[0].Seq != 1 || len(v.Log[0].Hash) != 64 {
		t.Errorf("%+v", v.Log[0])
	}
}
