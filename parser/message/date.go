package message

import (
	"net/mail"
	"strings"
	"time"
)

// looseDates are forms outside RFC 5322 that programs write.
var looseDates = []string{
	"Jan _2 15:04:05 2006 -0700", "Jan _2 15:04:05 2006", "Jan _2 15:04:05 MST 2006", // ctime
	"2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 January 2006 15:04:05 -0700", "2-Jan-2006 15:04:05 -0700",
	"Jan 2, 2006 15:04:05 -0700", "2 Jan 2006 15.04.05 -0700",
	time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02T15:04:05",
}

// parseDate reads a date and time of a header; zero if it cannot be read or
// lies outside the years in which mail was sent in earnest. A time without a
// zone is taken as UTC.
func parseDate(s string) time.Time {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		return time.Time{}
	}
	t, err := mail.ParseDate(s)
	if err != nil {
		t = parseLooseDate(s)
	}
	if t.Year() < 1980 || t.Year() > 2100 {
		return time.Time{}
	}
	return t
}

func parseLooseDate(s string) time.Time {
	if open := strings.IndexByte(s, '('); open >= 0 {
		s = s[:open]
	}
	// A weekday, right or wrong, in any language, adds nothing.
	if day, rest, ok := strings.Cut(s, ","); ok && !strings.ContainsAny(day, "0123456789") {
		s = rest
	} else if day, rest, ok := strings.Cut(s, " "); ok && isWeekday(day) {
		s = rest
	}
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimSuffix(strings.NewReplacer(" GMT+", " +", " GMT-", " -", " GMT", " +0000", " UTC", " +0000").Replace(s), ".")
	for _, layout := range looseDates {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

func isWeekday(s string) bool {
	return len(s) == 3 && strings.Contains(" Mon Tue Wed Thu Fri Sat Sun ", " "+s+" ")
}

// receivedDate reads the time at the end of a Received field.
func receivedDate(value string) time.Time {
	return parseDate(value[strings.LastIndexByte(value, ';')+1:])
}
