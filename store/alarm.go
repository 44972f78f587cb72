package store

import (
	"context"
	"database/sql"
	"time"
)

// Alarm is trouble that is under way, as one way of telling people knows it.
type Alarm struct {
	Trouble, Way string    // what goes wrong, and by what it is told; together they name the alarm
	Since        time.Time // to the millisecond
	ToldAt       time.Time // zero until that has worked
}

// Alarms lists the alarms of all troubles that are under way.
func (s *Store) Alarms(ctx context.Context) (alarms []Alarm, err error) {
	err = s.read(ctx, "list the alarms", func(t *tx) error {
		return t.each(`SELECT trouble, way, since, told_at FROM alarm ORDER BY trouble, way`, nil, func(rows *sql.Rows) error {
			var a Alarm
			err := rows.Scan(&a.Trouble, &a.Way, timeColumn{&a.Since}, timeColumn{&a.ToldAt})
			alarms = append(alarms, a)
			return err
		})
	})
	return alarms, err
}

// SetAlarms notes alarms, each in the place of the one of its name.
func (s *Store) SetAlarms(ctx context.Context, alarms ...Alarm) error {
	return s.write(ctx, "note an alarm", func(t *tx) error {
		for _, a := range alarms {
			if _, err := t.exec(`INSERT INTO alarm (trouble, way, since, told_at) VALUES (?, ?, ?, ?)
				ON CONFLICT (trouble, way) DO UPDATE SET since = excluded.since, told_at = excluded.told_at`,
				a.Trouble, a.Way, timeText(a.Since), optionalTime(a.ToldAt)); err != nil {
				return err
			}
		}
		return nil
	})
}

// EndAlarms forgets alarms: their trouble is over, and that was told where the
// trouble was.
func (s *Store) EndAlarms(ctx context.Context, alarms ...Alarm) error {
	return s.write(ctx, "end an alarm", func(t *tx) error {
		for _, a := range alarms {
			if _, err := t.exec(`DELETE FROM alarm WHERE trouble = ? AND way = ?`, a.Trouble, a.Way); err != nil {
				return err
			}
		}
		return nil
	})
}
