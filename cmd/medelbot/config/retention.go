package config

import (
	"fmt"

	"medelbot"
)

// Retention is how long is kept what has ended, in months after a case came to
// its status; 0 is for ever.
type Retention struct {
	Declined  int `toml:"declined"`
	Withdrawn int `toml:"withdrawn"`
	Closed    int `toml:"closed"`
	// AsideDays is how many days mail of no case is kept that waits for nobody; 0
	// is for ever.
	AsideDays int `toml:"aside_days"`
	// BookkeepingYears is how many years after the year in which money last moved
	// what bookkeeping needs is kept.
	BookkeepingYears int `toml:"bookkeeping_years"`
}

// CallRetention is what a call has otherwise; what it leaves out is as for all.
type CallRetention struct {
	Declined  *int `toml:"declined"`
	Withdrawn *int `toml:"withdrawn"`
	Closed    *int `toml:"closed"`
}

// RetentionOf is the rule for the cases of a call, also of one that is not
// configured any more.
func (c *Config) RetentionOf(call string) medelbot.Retention {
	r := medelbot.Retention{
		Declined: c.Retention.Declined, Withdrawn: c.Retention.Withdrawn, Closed: c.Retention.Closed,
		BookkeepingYears: c.Retention.BookkeepingYears, Zone: c.zone,
	}
	for i := range c.Calls {
		if c.Calls[i].ID != call {
			continue
		}
		own := &c.Calls[i].Retention
		for _, x := range []struct {
			months *int
			to     *int
		}{{own.Declined, &r.Declined}, {own.Withdrawn, &r.Withdrawn}, {own.Closed, &r.Closed}} {
			if x.months != nil {
				*x.to = *x.months
			}
		}
	}
	return r
}

// longestMonths is a century: more is a slip.
const longestMonths = 1200

func (c *Config) checkRetention(bad complain) error {
	r := &c.Retention
	if err := checkMonths(bad, "retention", map[string]int{"declined": r.Declined, "withdrawn": r.Withdrawn, "closed": r.Closed}); err != nil {
		return err
	}
	if r.AsideDays < 0 || r.AsideDays > 36500 {
		return bad("retention.aside_days", "mail cannot be kept so many days", "aside_days = 90, or 0 to keep it for ever")
	}
	if r.BookkeepingYears < 0 || r.BookkeepingYears > 100 {
		return bad("retention.bookkeeping_years", "bookkeeping cannot be kept so many years", "bookkeeping_years = 7")
	}
	for i := range c.Calls {
		own := &c.Calls[i].Retention
		months := map[string]int{}
		for key, n := range map[string]*int{"declined": own.Declined, "withdrawn": own.Withdrawn, "closed": own.Closed} {
			if n != nil {
				months[key] = *n
			}
		}
		if err := checkMonths(bad, fmt.Sprintf("call.%d.retention", i), months); err != nil {
			return err
		}
	}
	return nil
}

func checkMonths(bad complain, table string, months map[string]int) error {
	for _, key := range []string{"declined", "withdrawn", "closed"} {
		if n := months[key]; n < 0 || n > longestMonths {
			return bad(table+"."+key, "a case cannot be kept so many months", key+" = 24, or 0 to keep it for ever")
		}
	}
	return nil
}
