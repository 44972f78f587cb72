package config

import (
	"errors"
	"testing"

	"medelbot"
)

// A call's own months count for its cases, also a nought; what it leaves out, and
// every other call, is as for all.
func TestRetentionOf(t *testing.T) {
	c := parse(t, small+`
		[retention]
		declined = 24
		closed = 60
		[[call]]
		id = "own"
		opens = 2022-01-01
		closes = 2022-12-31
		elements = ["applicant"]
		[call.retention]
		declined = 0
		withdrawn = 12`)
	want := medelbot.Retention{Declined: 24, Closed: 60, BookkeepingYears: 7, Zone: c.Zone()}
	own := want
	own.Declined, own.Withdrawn = 0, 12
	for call, want := range map[string]medelbot.Retention{"testbadd": want, "one of long ago": want, "own": own} {
		if got := c.RetentionOf(call); got != want {
			t.Errorf("%s: %+v", call, got)
		}
	}
	// Nothing is erased unasked by a file that says nothing of it.
	none := parse(t, small)
	for _, s := range medelbot.Statuses {
		if rule := none.RetentionOf("testbadd").Rule(s); rule != "" {
			t.Errorf("by default %s", rule)
		}
	}
	if none.Retention.AsideDays != 0 {
		t.Errorf("by default mail of no case is kept %d days", none.Retention.AsideDays)
	}
}

func TestRetentionComplaints(t *testing.T) {
	for text, key := range map[string]string{
		"[retention]\nclosed = -1":            "retention.closed",
		"[retention]\ndeclined = 24000":       "retention.declined",
		"[retention]\naside_days = -1":        "retention.aside_days",
		"[retention]\nbookkeeping_years = -7": "retention.bookkeeping_years",
		"[[call]]\nid = \"b\"\nopens = 2021-01-01\ncloses = 2021-01-02\nelements = [\"applicant\"]\n[call.retention]\nwithdrawn = -2": "call.retention.withdrawn",
	} {
		_, err := Parse("c.toml", []byte(small+text))
		if e := (*Error)(nil); !errors.As(err, &e) || e.Key != key || e.Line == 0 || e.Try == "" {
			t.Errorf("%s: %+v", text, err)
		}
	}
}
