package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// Duration is a span of time, written as 90s, 15m or 1h30m.
type Duration time.Duration

// UnmarshalText reads a duration. It must not be negative.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v < 0 {
		return fmt.Errorf(`%q is no duration: write it as "90s", "15m" or "1h30m"`, text)
	}
	*d = Duration(v)
	return nil
}

// MarshalText writes it as UnmarshalText reads it.
func (d Duration) MarshalText() ([]byte, error) {
	s := time.Duration(d).String()
	for _, unit := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, unit) {
			s = s[:len(s)-2]
		}
	}
	return []byte(s), nil
}

// Size is a number of bytes, written as 50MB: units of a thousand.
type Size int64

// UnmarshalText reads a size: a whole number, then B, kB, MB or GB.
func (s *Size) UnmarshalText(text []byte) error {
	bad := fmt.Errorf(`%q is no size: write it as "50MB"`, text)
	digits := strings.TrimRight(string(text), " BbKkMmGg")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n <= 0 {
		return bad
	}
	unit, known := map[string]int64{"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9}[strings.ToLower(strings.TrimSpace(string(text[len(digits):])))]
	if !known || n > math.MaxInt64/unit {
		return bad
	}
	*s = Size(n * unit)
	return nil
}

// MarshalText writes it as UnmarshalText reads it.
func (s Size) MarshalText() ([]byte, error) {
	for _, u := range []struct {
		name  string
		bytes Size
	}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}} {
		if s >= u.bytes && s%u.bytes == 0 {
			return fmt.Appendf(nil, "%d%s", s/u.bytes, u.name), nil
		}
	}
	return fmt.Appendf(nil, "%dB", s), nil
}

// Clock is a time of day, written as 07:30.
type Clock struct{ Hour, Minute int }

// UnmarshalText reads a time of day.
func (c *Clock) UnmarshalText(text []byte) error {
	t, err := time.Parse("15:04", string(text))
	if err != nil {
		return fmt.Errorf(`%q is no time of day: write it as "07:30"`, text)
	}
	*c = Clock{t.Hour(), t.Minute()}
	return nil
}

// MarshalText writes it as UnmarshalText reads it.
func (c Clock) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%02d:%02d", c.Hour, c.Minute), nil
}

// begin is the first instant of a day in a zone; zero for no day.
func begin(d toml.LocalDate, zone *time.Location) time.Time {
	if d == (toml.LocalDate{}) {
		return time.Time{}
	}
	return d.AsTime(zone)
}

// end is the last instant of a day in a zone, where a day has 23 or 25 hours
// when the clocks change; zero for no day.
func end(d toml.LocalDate, zone *time.Location) time.Time {
	if d == (toml.LocalDate{}) {
		return time.Time{}
	}
	return d.AsTime(zone).AddDate(0, 0, 1).Add(-time.Nanosecond)
}
