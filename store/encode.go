package store

import (
	"database/sql"
	"encoding/json"
	"time"
)

// stamp is how times are written: UTC, milliseconds, always 24 characters.
const stamp = "2006-01-02T15:04:05.000Z"

// timeText writes a time. One that a mail puts outside the years 0 to 9999 is
// brought to their border: another width would break the order, and the reading.
func timeText(t time.Time) string {
	t = t.UTC()
	if t.Year() < 0 {
		t = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if t.Year() > 9999 {
		t = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	}
	return t.Format(stamp)
}

// optionalTime writes the zero time as NULL.
func optionalTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return timeText(t)
}

// optionalText writes "" as NULL.
func optionalText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// optionalID writes 0 as NULL.
func optionalID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// timeColumn scans a time, NULL as the zero time.
type timeColumn struct{ to *time.Time }

func (c timeColumn) Scan(src any) error {
	var text sql.NullString
	if err := text.Scan(src); err != nil {
		return err
	}
	*c.to = time.Time{}
	if !text.Valid {
		return nil
	}
	t, err := time.Parse(stamp, text.String)
	*c.to = t
	return err
}

// textColumn scans text, NULL as "".
type textColumn[T ~string] struct{ to *T }

func (c textColumn[T]) Scan(src any) error {
	var text sql.NullString
	err := text.Scan(src)
	*c.to = T(text.String)
	return err
}

// idColumn scans the id of a row, NULL as 0.
type idColumn struct{ to *int64 }

func (c idColumn) Scan(src any) error {
	var id sql.NullInt64
	err := id.Scan(src)
	*c.to = id.Int64
	return err
}

// jsonColumn scans JSON text; NULL leaves the value as it is.
type jsonColumn struct{ to any }

func (c jsonColumn) Scan(src any) error {
	var text sql.NullString
	if err := text.Scan(src); err != nil || !text.Valid {
		return err
	}
	return json.Unmarshal([]byte(text.String), c.to)
}

// jsonText writes v as JSON, and what JSON calls null as NULL.
func jsonText(v any) (any, error) {
	b, err := json.Marshal(v)
	if err != nil || string(b) == "null" {
		return nil, err
	}
	return string(b), nil
}
