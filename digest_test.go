package medelbot

import (
	"slices"
	"testing"
	"time"
)

func TestDigestLists(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2021, 6, n, 0, 0, 0, 0, time.UTC) }
	granted := func(at time.Time) *Decision { return &Decision{Outcome: DeedGrant, SEK: 80000, At: at} }
	f := DigestFacts{Cases: []DigestCase{
		{Case: Case{Number: "1", Status: StatusGranted, Decision: granted(day(3)), ReportDue: day(9)}},
		{Case: Case{Number: "2", Status: StatusGranted, Decision: granted(day(2))}},
		{Case: Case{Number: "3", Status: StatusPaid, Decision: granted(day(1)), ReportDue: day(8)}},
		{Case: Case{Number: "4", Status: StatusReportIncomplete, ReportDue: day(7)}},
		{Case: Case{Number: "5", Status: StatusPaid}}, // no report is awaited
		{Case: Case{Number: "6", Status: StatusReported, ReportDue: day(1)}},
		{Case: Case{Number: "7", Status: StatusComplete}},
	}}
	numbers := func(list []DigestCase) (all []string) {
		for _, k := range list {
			all = append(all, k.Number)
		}
		return all
	}
	if got := numbers(f.Unpaid()); !slices.Equal(got, []string{"2", "1"}) {
		t.Errorf("unpaid: %v", got)
	}
	if got := numbers(f.Reports()); !slices.Equal(got, []string{"4", "3"}) {
		t.Errorf("reports: %v", got)
	}
}

// Every status has its place, and what was paid and closed is the furthest.
func TestFurther(t *testing.T) {
	order := []CaseSum{
		{Status: StatusWithdrawn}, {Status: StatusDeclined}, {Status: StatusClosed}, {Status: StatusHeld},
		{Status: StatusIncomplete}, {Status: StatusComplete}, {Status: StatusGranted}, {Status: StatusPaid},
		{Status: StatusReportIncomplete}, {Status: StatusReported}, {Status: StatusClosed, Paid: 80000},
	}
	if len(order) != len(Statuses)+1 {
		t.Error("a status is not in the table")
	}
	for i := range order {
		for j := range order {
			if got := Further(order[i], order[j]); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%+v against %+v: %d", order[i], order[j], got)
			}
		}
	}
}
