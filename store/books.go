package store

import (
	"cmp"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"medelbot"
)

// books are all cases without their elements, added up.
type books struct {
	total       int
	ended       []medelbot.CaseSum
	byCall      map[string]*medelbot.CallSum
	byApplicant map[string][]medelbot.CaseSum // by the name in lower case, opened first
	place       map[string]int                // of each case's number in its applicant's list
	furthest    map[regionKey]medelbot.CaseSum
}

// regionKey is a region in one call; at is its place in medelbot.Regions.
type regionKey struct {
	call string
	at   int
}

// books reads every case once.
func (t *tx) books() (*books, error) {
	b := &books{
		byCall: map[string]*medelbot.CallSum{}, byApplicant: map[string][]medelbot.CaseSum{},
		place: map[string]int{}, furthest: map[regionKey]medelbot.CaseSum{},
	}
	regions := map[string]int{}
	for i, r := range medelbot.Regions() {
		regions[strings.ToLower(r.Name)] = i
	}
	err := t.each(`SELECT number, call, applicant, status, opened_at, changed_at, sought, granted, paid, repaid
		FROM cases ORDER BY opened_at, number`, nil, func(rows *sql.Rows) error {
		var k medelbot.CaseSum
		var sought int64
		if err := rows.Scan(&k.Number, &k.Call, &k.Applicant, &k.Status, timeColumn{&k.OpenedAt}, timeColumn{&k.ChangedAt},
			&sought, &k.Granted, &k.Paid, &k.Repaid); err != nil {
			return err
		}
		b.add(k, sought)
		if at, ok := regions[lower(k.Applicant)]; ok {
			key := regionKey{k.Call, at}
			if old, ok := b.furthest[key]; !ok || medelbot.Further(old, k) < 0 {
				b.furthest[key] = k
			}
		}
		return nil
	})
	return b, err
}

func (b *books) add(k medelbot.CaseSum, sought int64) {
	b.total++
	if !k.Status.Open() {
		b.ended = append(b.ended, k)
	}
	name := lower(k.Applicant)
	b.place[k.Number] = len(b.byApplicant[name])
	b.byApplicant[name] = append(b.byApplicant[name], k)
	sum := b.byCall[k.Call]
	if sum == nil {
		sum = &medelbot.CallSum{Call: k.Call}
		b.byCall[k.Call] = sum
	}
	sum.Cases++
	sum.Granted += k.Granted
	sum.Paid += k.Paid
	sum.Repaid += k.Repaid
	switch k.Status {
	case medelbot.StatusComplete:
		sum.Complete += sought
	case medelbot.StatusIncomplete, medelbot.StatusHeld:
		sum.Incomplete += sought
	}
}

// earlier lists the cases that the applicant of k opened before it. All cases
// of an applicant share one list, which is never written to again.
func (b *books) earlier(k *medelbot.Case) []medelbot.CaseSum {
	at, name := b.place[k.Number], lower(k.Applicant)
	if name == "" || at == 0 {
		return nil
	}
	return b.byApplicant[name][:at:at]
}

func (b *books) calls() []medelbot.CallSum {
	var sums []medelbot.CallSum
	for _, id := range slices.Sorted(maps.Keys(b.byCall)) {
		sums = append(sums, *b.byCall[id])
	}
	return sums
}

func (b *books) regions() []medelbot.RegionStatus {
	keys := slices.SortedFunc(maps.Keys(b.furthest), func(x, y regionKey) int {
		return cmp.Or(cmp.Compare(x.call, y.call), cmp.Compare(x.at, y.at))
	})
	var all []medelbot.RegionStatus
	for _, key := range keys {
		k := b.furthest[key]
		all = append(all, medelbot.RegionStatus{Call: key.call, Region: medelbot.Regions()[key.at].Name, Case: k.Number, Status: k.Status})
	}
	return all
}
