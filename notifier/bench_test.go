package notifier

import (
	"fmt"
	"testing"
	"time"

	"medelbot"
)

// manyFacts are the facts of a digest over n open cases of every kind, with all
// that a real one tells of each.
func manyFacts(n int, now time.Time) medelbot.DigestFacts {
	statuses := []medelbot.Status{
		medelbot.StatusComplete, medelbot.StatusIncomplete, medelbot.StatusGranted, medelbot.StatusPaid, medelbot.StatusReported, medelbot.StatusHeld,
	}
	f := medelbot.DigestFacts{Now: now, Since: now.AddDate(0, 0, -1), CaseTotal: n, ChainHead: "3fa9c1d2e4b70011223344",
		Calls: []medelbot.CallSum{{Call: "patientkontrakt-2021", Cases: n, Granted: 400000, Complete: 300000, Incomplete: 200000}}}
	regions := medelbot.Regions()
	for _, r := range regions {
		f.Regions = append(f.Regions, medelbot.RegionStatus{Call: "patientkontrakt-2021", Region: r.Name, Status: medelbot.StatusComplete})
	}
	for i := range n {
		k, _ := application(nil)
		k.Number, k.Status, k.Applicant = fmt.Sprintf("PK-2021-%04d", i+1), statuses[i%len(statuses)], regions[i%len(regions)].Name
		k.OpenedAt, k.ChangedAt, k.ReportDue = now.Add(-time.Duration(n-i)*time.Hour), now.Add(-time.Hour), now.AddDate(0, 0, i%60-20)
		k.Warnings = []medelbot.Warning{medelbot.Late, medelbot.Personnummer}
		k.Mentions = []medelbot.Mention{{Key: medelbot.MentionsSafety, Quote: "färre vårdskador och tryggare övergångar"}, {Key: medelbot.MentionsPlan, Quote: "en sammanhållen plan för varje patient"},
			{Key: medelbot.MentionsSpread, Quote: "arbetssättet sprids till alla vårdcentraler"}}
		if k.Status == medelbot.StatusGranted || k.Status == medelbot.StatusPaid {
			k.Decision = &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 85000, At: now.AddDate(0, 0, -2), Final: now.AddDate(0, 0, -2)}
		}
		if k.Status == medelbot.StatusComplete && i%4 == 0 {
			k.Votes = []medelbot.Vote{{Person: "Anette Nilsson", Seat: "Anette Nilsson", Deed: medelbot.DeedGrant, SEK: 85000, Reason: "Tydlig plan som kan spridas", At: now.Add(-time.Hour)}}
		}
		f.Cases = append(f.Cases, medelbot.DigestCase{Case: k, New: i%5 == 0,
			Earlier: []medelbot.CaseSum{{Number: "PK-2019-0003", Call: "gammal", Status: medelbot.StatusClosed, Granted: 60000, Paid: 60000}}})
	}
	return f
}

// BenchmarkDigest writes a digest over 5 000 open cases, its workbook included.
// Seen: 0.14 s and 20 MiB in all on 2 cores, most of it the workbook, which is
// written as it is made. With the facts (see the store), two coordinators have
// theirs after 0.7 s.
func BenchmarkDigest(b *testing.B) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(b, now)
	c.Calls[0].Budget = 2000000
	facts := manyFacts(5000, now)
	b.ReportAllocs()
	for b.Loop() {
		l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts)
		if err != nil || len(l.Tokens) == 0 {
			b.Fatal(err)
		}
	}
}

// A digest over thousands of cases is as easy to read as one over twenty.
func TestDigestOfThousands(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	for _, n := range []int{200, 5000} {
		c := testComposer(t, now)
		c.Calls[0].Budget = 2000000
		l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", manyFacts(n, now))
		if err != nil {
			t.Fatal(err)
		}
		_, text, page := parts(t, l.Raw)
		if len(page) > 90<<10 {
			t.Errorf("%d cases: the HTML part has %d bytes", n, len(page))
		}
		cases := map[string]bool{}
		for _, m := range links(t, page) {
			if len(m.subject) > 14 && m.subject[0] == '[' {
				cases[m.subject[1:13]] = true
			}
		}
		if len(cases) != detailLimit || len(l.Tokens) != detailLimit+1 {
			t.Errorf("%d cases: %d with links, %d tokens", n, len(cases), len(l.Tokens))
		}
		t.Logf("%d cases: %d bytes of HTML, %d of text, %d in all", n, len(page), len(text), len(l.Raw))
	}
}
