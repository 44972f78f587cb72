package store

import (
	"testing"
	"time"
)

// Text order must be time order, and every time must come back, whatever a
// mail says of its date.
func TestTimeText(t *testing.T) {
	west := time.FixedZone("west", -3600)
	times := []time.Time{
		time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC),
		{},
		time.Date(2021, 5, 4, 11, 59, 59, 999_999_999, time.UTC),
		time.Date(2021, 5, 4, 13, 0, 0, 0, west),
		time.Date(2021, 10, 31, 2, 30, 0, 1_000_000, stockholm(t)),
		time.Date(9999, 12, 31, 23, 59, 59, 0, west),
		time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	last := ""
	for _, at := range times {
		text := timeText(at)
		if len(text) != len(stamp) || text < last {
			t.Errorf("%v is written %q after %q", at, text, last)
		}
		last = text
		var back time.Time
		if err := (timeColumn{&back}).Scan(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if y := at.UTC().Year(); y >= 0 && y <= 9999 && !back.Equal(at.Truncate(time.Millisecond)) {
			t.Errorf("%v came back as %v", at, back)
		}
	}
}
