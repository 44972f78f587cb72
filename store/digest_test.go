package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
)

// put writes a case past the rules.
func put(t *testing.T, s *Store, number, call, applicant string, status medelbot.Status, opened, changed time.Time, sums ...int64) {
	t.Helper()
	sums = append(sums, 0, 0, 0, 0)
	if _, err := s.writer.Exec(`INSERT INTO cases (number, call, mailbox, status, version, applicant, opened_at, changed_at, sought, granted, paid, repaid)
		VALUES (?, ?, 'testbaddar', ?, 1, ?, ?, ?, ?, ?, ?, ?)`, number, call, status, applicant, timeText(opened), timeText(changed),
		sums[0], sums[1], sums[2], sums[3]); err != nil {
		t.Fatal(err)
	}
}

func TestDigestTellsOfMoneyAndRegions(t *testing.T) {
	s, h := openNew(t)
	since := noon.Add(time.Hour)
	h.forward(2 * time.Hour)
	day := func(n int) time.Time { return noon.AddDate(0, 0, n-30) }
	put(t, s, "PK-2019-0001", "2019", "Region Halland", medelbot.StatusClosed, day(1), day(9), 90000, 90000, 90000, 5000)
	put(t, s, "PK-2019-0002", "2019", "Region Dalarna", medelbot.StatusClosed, day(2), day(9), 90000)
	put(t, s, "PK-2021-0001", "2021", "Region Dalarna", medelbot.StatusComplete, day(3), day(3), 80000)
	put(t, s, "PK-2021-0002", "2021", "region dalarna", medelbot.StatusIncomplete, day(4), day(4), 70000)
	put(t, s, "PK-2021-0003", "2021", "Region Halland", medelbot.StatusWithdrawn, day(5), since.Add(time.Second), 60000)
	put(t, s, "PK-2021-0004", "2021", "Region Halland", medelbot.StatusDeclined, day(6), day(6), 50000)
	put(t, s, "PK-2021-0005", "2021", "Region Halland", medelbot.StatusHeld, day(7), day(7), 0)
	put(t, s, "PK-2021-0006", "2021", "En stiftelse", medelbot.StatusPaid, day(8), day(8), 40000, 30000, 30000)
	put(t, s, "PK-2021-0007", "2021", "", medelbot.StatusComplete, day(9), day(9), 10000)
	put(t, s, "PK-2021-0008", "2021", "", medelbot.StatusGranted, day(9), day(9), 20000, 20000)
	do(t, s.Pause(t.Context(), "Harald"))
	f, err := s.DigestFacts(t.Context(), since)
	do(t, err)

	if diff := cmp.Diff([]medelbot.CallSum{
		{Call: "2019", Cases: 2, Granted: 90000, Paid: 90000, Repaid: 5000},
		{Call: "2021", Cases: 8, Granted: 50000, Complete: 90000, Incomplete: 70000, Paid: 30000},
	}, f.Calls); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]medelbot.RegionStatus{
		{Call: "2019", Region: "Region Halland", Case: "PK-2019-0001", Status: medelbot.StatusClosed},
		{Call: "2019", Region: "Region Dalarna", Case: "PK-2019-0002", Status: medelbot.StatusClosed},
		{Call: "2021", Region: "Region Halland", Case: "PK-2021-0005", Status: medelbot.StatusHeld},
		{Call: "2021", Region: "Region Dalarna", Case: "PK-2021-0001", Status: medelbot.StatusComplete},
	}, f.Regions); diff != "" {
		t.Error(diff)
	}
	if len(f.Ended) != 1 || f.Ended[0].Number != "PK-2021-0003" || f.CaseTotal != 10 || f.PausedBy != "Harald" {
		t.Errorf("ended %+v of %d, paused by %q", f.Ended, f.CaseTotal, f.PausedBy)
	}
	earlier := map[string]string{}
	for _, k := range f.Cases {
		for _, e := range k.Earlier {
			earlier[k.Number] += fmt.Sprintf("%s %d ", e.Number[3:], e.Granted)
		}
	}
	if diff := cmp.Diff(map[string]string{
		"PK-2021-0001": "2019-0002 0 ",
		"PK-2021-0002": "2019-0002 0 2021-0001 0 ",
		"PK-2021-0005": "2019-0001 90000 2021-0003 0 2021-0004 0 ",
	}, earlier); diff != "" || len(f.Cases) != 6 {
		t.Errorf("%d cases; %s", len(f.Cases), diff)
	}
}

func TestDigestOfNothing(t *testing.T) {
	s, _ := openNew(t)
	f, err := s.DigestFacts(t.Context(), time.Time{})
	if err != nil || len(f.Cases)+len(f.Calls)+len(f.Regions)+len(f.Ended) != 0 || f.PausedBy != "" || f.ChainHead != "" {
		t.Errorf("%+v, %v", f, err)
	}
}

// An applicant with very many cases does not make the digest grow with their
// square.
func TestEarlierCasesAreShared(t *testing.T) {
	s, _ := openNew(t)
	for i := range 50 {
		put(t, s, fmt.Sprintf("PK-2021-%04d", i), "2021", "Region Halland", medelbot.StatusComplete, noon, noon)
	}
	f, err := s.DigestFacts(t.Context(), noon)
	do(t, err)
	last := f.Cases[49].Earlier
	for i, k := range f.Cases {
		if len(k.Earlier) != i || cap(k.Earlier) != i || i > 0 && &k.Earlier[0] != &last[0] {
			t.Errorf("case %d has %d earlier ones", i, len(k.Earlier))
		}
	}
}
