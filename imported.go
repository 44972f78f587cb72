package medelbot

import "time"

// Imported prepares a case of the past, which comes from elsewhere, for the
// clock: its waiting for a report begins now, so that nobody is reminded of
// what was due before.
func Imported(k Case, now time.Time, p Policy) Case {
	d := begin(Facts{Case: &k, Now: now}, Actor{Role: RoleProgram}, p)
	if !k.ReportDue.IsZero() && (k.Status == StatusPaid || k.Status == StatusReportIncomplete) {
		d.wait()
	}
	d.k.NextAt = p.next(&d.k)
	return d.k
}
