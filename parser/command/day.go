package command

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"medelbot/parser/phrase"
)

// PastDay reads a day that has been, such as that of a payment, and gives its
// first instant in the zone. A day without a year is the last one until now.
func PastDay(written string, now time.Time, zone *time.Location) (time.Time, error) {
	return oneDay(written, clock{now.In(zone), -1})
}

// ComingDay reads a day to come, such as one until when somebody has time, and
// gives its last second in the zone. A day without a year is the next one.
func ComingDay(written string, now time.Time, zone *time.Location) (time.Time, error) {
	day, err := oneDay(written, clock{now.In(zone), +1})
	if err != nil {
		return time.Time{}, err
	}
	return endOf(day), nil
}

// endOf is the last second of a day.
func endOf(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, day.Location())
}

const tryDay = "2021-05-14, 14 maj 2021 or 14/5"

// oneDay reads a text that is a day and nothing else.
func oneDay(written string, c clock) (time.Time, error) {
	day, rest, err := c.cutDay(written)
	switch {
	case err != nil:
		return time.Time{}, err
	case day.IsZero() || !onlyFiller(rest):
		return time.Time{}, wrong(written, "is no day", tryDay)
	}
	return day, nil
}

// clock knows in which year a day without one lies.
type clock struct {
	now  time.Time // in the zone
	side int       // -1: behind now, +1: ahead of it
}

// months by their first three letters, which is how much of them people write.
var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11, "dec": 12,
}

// days are how people write a day, in folded text. The groups are year, month
// and day, in the order that each says.
var days = []struct {
	pattern          *regexp.Regexp
	year, month, day int
}{
	{regexp.MustCompile(`\b(20\d\d)-(\d{1,2})-(\d{1,2})\b`), 1, 2, 3},
	{regexp.MustCompile(`\b(20\d\d)([01]\d)([0-3]\d)\b`), 1, 2, 3},
	{regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b`), 3, 2, 1},
	{regexp.MustCompile(`\b(\d{1,2})(?::?[ae])? ?(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?: (20\d\d)\b)?`), 3, 2, 1},
	{regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})(?:[-/ ](20\d\d)\b|[-/](\d\d)\b)?`), 3, 2, 1},
}

// spokenDays are days told from today.
var spokenDays = []struct {
	pattern *regexp.Regexp
	away    int
}{
	{regexp.MustCompile(`\bi ?dag\b`), 0},
	{regexp.MustCompile(`\bi ?gar\b`), -1},
	{regexp.MustCompile(`\bi ?forrgar\b`), -2},
	{regexp.MustCompile(`\bi ?morgon\b`), 1},
}

// cutDay takes the day out of a text: its first instant, zero if there is none,
// and the text without it, folded. Two days are an error, and so is one that no
// calendar has.
func (c clock) cutDay(written string) (day time.Time, rest string, err error) {
	rest = strings.Join(strings.Fields(phrase.Fold(written)), " ")
	for range 2 {
		from, to, found, ok := c.find(rest)
		switch {
		case from == to:
			return day, rest, nil
		case !ok:
			return time.Time{}, rest, wrong(written, "holds a day that no calendar has, or whose year is not told", tryDay)
		case !day.IsZero():
			return time.Time{}, rest, wrong(written, "holds more than one day", tryDay)
		}
		day, rest = found, rest[:from]+" "+rest[to:]
	}
	return time.Time{}, rest, wrong(written, "holds more than one day", tryDay)
}

// find finds the first way of writing a day that stands in a folded text. ok is
// false if it is none after all.
func (c clock) find(s string) (from, to int, day time.Time, ok bool) {
	for _, d := range days {
		m := d.pattern.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		group := func(i int) string {
			if 2*i+1 >= len(m) || m[2*i] < 0 {
				return ""
			}
			return s[m[2*i]:m[2*i+1]]
		}
		year := group(d.year)
		if short := group(4); short != "" {
			year = "20" + short
		}
		day, ok = c.date(year, group(d.month), group(d.day))
		return m[0], m[1], day, ok
	}
	for _, d := range spokenDays {
		if m := d.pattern.FindStringIndex(s); m != nil {
			y, month, today := c.now.Date()
			return m[0], m[1], time.Date(y, month, today+d.away, 0, 0, 0, 0, c.now.Location()), c.knows()
		}
	}
	return 0, 0, time.Time{}, false
}

// knows tells whether there is a today: a mail may bear no date at all.
func (c clock) knows() bool { return c.now.Year() > 1 }

// leap is how many years apart two leap days can lie.
const leap = 8

// date makes a day of its parts; without a year the nearest one on the clock's
// side, today among them.
func (c clock) date(year, month, day string) (time.Time, bool) {
	m, named := months[month]
	if !named {
		n, _ := strconv.Atoi(month)
		m = time.Month(n)
	}
	d, _ := strconv.Atoi(day)
	if year != "" {
		y, _ := strconv.Atoi(year)
		return c.at(y, m, d)
	}
	today, _ := c.at(c.now.Year(), c.now.Month(), c.now.Day())
	for k := 0; c.knows() && k <= leap; k++ {
		at, ok := c.at(c.now.Year()+c.side*k, m, d)
		if ok && (at.Equal(today) || at.After(today) == (c.side > 0)) {
			return at, true
		}
	}
	return time.Time{}, false
}

// at is the first instant of a day, false if there is no such day.
func (c clock) at(y int, m time.Month, d int) (time.Time, bool) {
	t := time.Date(y, m, d, 0, 0, 0, 0, c.now.Location())
	return t, t.Month() == m && t.Day() == d
}
