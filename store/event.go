package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"medelbot"
)

// saltBytes keeps an erased payload from being guessed by its digest.
const saltBytes = 16

// appendEvents adds events to the log. A time that is not set is the
// transaction's, a name that is not set is the program's.
func (t *tx) appendEvents(events ...medelbot.Event) error {
	if len(events) == 0 {
		return nil
	}
	var seq int64
	var prev []byte
	if _, err := t.row(`SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1`, nil, &seq, &prev); err != nil {
		return err
	}
	for _, e := range events {
		if e.At.IsZero() {
			e.At = t.now
		}
		if e.By == "" {
			e.By = medelbot.ByProgram
		}
		seq++
		hash, err := t.appendEvent(seq, prev, e)
		if err != nil {
			return fmt.Errorf("log %s: %w", e.Name, err)
		}
		prev = hash
	}
	return nil
}

func (t *tx) appendEvent(seq int64, prev []byte, e medelbot.Event) ([]byte, error) {
	payload, err := json.Marshal(e.Payload)
	if err != nil {
		return nil, ruleError{err}
	}
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return nil, err
	}
	r := eventRow{
		seq: seq, number: e.Case, at: timeText(e.At), name: string(e.Name), by: e.By, mailID: e.MailID,
		digest: payloadDigest(salt, payload),
	}
	hash := r.chain(prev)
	_, err = t.exec(`INSERT INTO event (seq, case_number, at, name, by, mail_id, payload, salt, digest, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.seq, r.number, r.at, r.name, r.by, r.mailID, string(payload), salt, r.digest, hash)
	return hash, err
}

// eventRow is what of an event goes into its hash.
type eventRow struct {
	seq              int64
	number, at, name string
	by               string
	mailID           int64
	digest           []byte
}

// chain hashes the event after the one with the hash prev. Each field is
// preceded by its length, so that no two events give the same bytes.
func (r eventRow) chain(prev []byte) []byte {
	h := sha256.New()
	field := func(b []byte) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	field(prev)
	field(binary.BigEndian.AppendUint64(nil, uint64(r.seq)))
	field([]byte(r.number))
	field([]byte(r.at))
	field([]byte(r.name))
	field([]byte(r.by))
	field(binary.BigEndian.AppendUint64(nil, uint64(r.mailID)))
	field(r.digest)
	return h.Sum(nil)
}

// payloadDigest is of salt and payload; the salt has a fixed length.
func payloadDigest(salt, payload []byte) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(payload)
	return h.Sum(nil)
}

// VerifyChain reads the whole event log and recomputes its chain of hashes. An
// *Error names the first event that was changed, removed or put in. That the
// newest events are all there can only be told by a Head noted elsewhere, as
// in a digest. An erased payload breaks nothing.
func (s *Store) VerifyChain(ctx context.Context) (Chain, error) {
	var c Chain
	err := s.read(ctx, "verify the event log", func(t *tx) error {
		var prev []byte
		return t.each(`SELECT seq, case_number, at, name, by, mail_id, payload, salt, digest, hash FROM event ORDER BY seq`, nil,
			func(rows *sql.Rows) error {
				var r eventRow
				var payload sql.NullString
				var salt, hash []byte
				if err := rows.Scan(&r.seq, &r.number, &r.at, &r.name, &r.by, &r.mailID, &payload, &salt, &r.digest, &hash); err != nil {
					return err
				}
				if r.seq != c.Length+1 {
					return tampered("event %d is missing from the log", c.Length+1)
				}
				if string(r.chain(prev)) != string(hash) {
					return tampered("event %d (%s, %s) does not fit the one before it: it was changed after it was written", r.seq, r.name, r.at)
				}
				if payload.Valid && string(payloadDigest(salt, []byte(payload.String))) != string(r.digest) {
					return tampered("the details of event %d (%s, %s) were changed after they were written", r.seq, r.name, r.at)
				}
				c.Length, c.Head, prev = r.seq, hex.EncodeToString(hash), hash
				return nil
			})
	})
	return c, err
}

func tampered(format string, args ...any) error {
	return &Error{Text: fmt.Sprintf(format, args...), Try: "compare with a backup and find out who could write to the database file"}
}

// events reads a case's part of the log.
func (t *tx) events(number string) ([]LoggedEvent, error) {
	var events []LoggedEvent
	err := t.each(`SELECT seq, case_number, at, name, by, mail_id, payload, hash FROM event WHERE case_number = ? ORDER BY seq`,
		[]any{number}, func(rows *sql.Rows) error {
			var e LoggedEvent
			var payload sql.NullString
			var hash []byte
			err := rows.Scan(&e.Seq, &e.Case, timeColumn{&e.At}, &e.Name, &e.By, &e.MailID, &payload, &hash)
			if payload.Valid {
				e.Payload = json.RawMessage(payload.String)
			}
			e.Hash = hex.EncodeToString(hash)
			events = append(events, e)
			return err
		})
	return events, err
}
