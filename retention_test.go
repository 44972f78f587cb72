package medelbot

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// What is due of a case that is over, and from when on.
func TestRetention(t *testing.T) {
	r := Retention{Declined: 24, Withdrawn: 6, Closed: 1, BookkeepingYears: 7, Zone: day(t, "2021-01-01 00:00").Location()}
	ended := func(s Status, at string) EndedCase {
		return EndedCase{Number: "PK-2021-0001", Status: s, EndedAt: day(t, at)}
	}
	paid := func(k EndedCase, at string) EndedCase { k.MoneyAt = day(t, at); return k }
	gone := func(k EndedCase, e Erasure) EndedCase { k.Erased = e; return k }
	out := func(k EndedCase, sek int64) EndedCase { k.Out = sek; return k }
	into := func(k EndedCase) EndedCase { k.Into = "PK-2021-0002"; return k }
	closed := ended(StatusClosed, "2022-01-31 15:00")
	for _, c := range []struct {
		name string
		k    EndedCase
		now  string
		want Erasure
	}{
		{"the day before", ended(StatusDeclined, "2021-05-04 09:00"), "2023-05-03 23:59", NotErased},
		{"two years later", ended(StatusDeclined, "2021-05-04 09:00"), "2023-05-04 12:00", ErasedWhole},
		{"much later", ended(StatusDeclined, "2021-05-04 09:00"), "2099-01-01 00:00", ErasedWhole},
		{"withdrawn, and money is to come back", out(paid(ended(StatusWithdrawn, "2021-05-04 09:00"), "2021-05-01 00:00"), 10000), "2099-01-01 00:00", NotErased},
		{"withdrawn, and all came back", paid(ended(StatusWithdrawn, "2021-05-04 09:00"), "2021-05-01 00:00"), "2022-01-01 00:00", ErasedToBookkeeping},
		{"closed: nobody waits for the money", out(paid(closed, "2021-06-01 00:00"), 10000), "2022-03-01 00:00", ErasedToBookkeeping},
		{"a case that goes on", EndedCase{Status: StatusGranted}, "2099-01-01 00:00", NotErased},
		{"a month without that day", closed, "2022-02-28 12:00", ErasedWhole},
		{"nothing paid", closed, "2022-03-01 00:00", ErasedWhole},
		{"paid", paid(closed, "2021-06-01 00:00"), "2022-03-01 00:00", ErasedToBookkeeping},
		{"the last day of the seventh year", paid(closed, "2021-01-01 00:00"), "2028-12-31 23:59", ErasedToBookkeeping},
		{"the eighth year", paid(closed, "2021-12-31 23:59"), "2029-01-01 00:00", ErasedWhole},
		{"erased already", gone(paid(closed, "2021-06-01 00:00"), ErasedToBookkeeping), "2028-12-31 23:59", NotErased},
		{"the rest of it", gone(paid(closed, "2021-06-01 00:00"), ErasedToBookkeeping), "2029-01-01 00:00", ErasedWhole},
		{"all of it", gone(closed, ErasedWhole), "2099-01-01 00:00", NotErased},
		{"merged: it goes with the other one", into(closed), "2099-01-01 00:00", NotErased},
	} {
		if got := r.Due(c.k, day(t, c.now)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	r.Withdrawn = 0
	if got := r.Due(ended(StatusWithdrawn, "2021-05-04 09:00"), day(t, "2099-01-01 00:00")); got != NotErased {
		t.Errorf("a status without months: %q", got)
	}
	if r.Rule(StatusDeclined) != "declined: 24 months" || r.Rule(StatusWithdrawn) != "" {
		t.Errorf("rules: %q, %q", r.Rule(StatusDeclined), r.Rule(StatusWithdrawn))
	}
}

// By default nothing is erased unasked, and a person can ask for what is over.
func TestErasable(t *testing.T) {
	now := day(t, "2022-01-01 00:00")
	k := EndedCase{Status: StatusDeclined, EndedAt: day(t, "2021-12-31 12:00")}
	if e := (Retention{}).Due(k, day(t, "2099-01-01 00:00")); e != NotErased {
		t.Errorf("without any rule: %q", e)
	}
	if e, err := (Retention{}).Erasable(k, now); e != ErasedWhole || err != nil {
		t.Errorf("asked for: %q, %v", e, err)
	}
	for name, c := range map[string]struct {
		k    EndedCase
		code RefusalCode
	}{
		"open":               {EndedCase{Status: StatusPaid}, RefusedStatus},
		"merged":             {EndedCase{Status: StatusClosed, Into: "PK-2021-0002"}, RefusedMerged},
		"erased":             {EndedCase{Status: StatusClosed, Erased: ErasedWhole}, RefusedErased},
		"kept for the books": {EndedCase{Status: StatusClosed, Erased: ErasedToBookkeeping, MoneyAt: now}, RefusedErased},
	} {
		refused := (*Refusal)(nil)
		if e, err := (Retention{BookkeepingYears: 7}).Erasable(c.k, now); e != NotErased || !errors.As(err, &refused) || refused.Code != c.code || refused.Try == "" && c.code != RefusedErased {
			t.Errorf("%s: %q, %v", name, e, err)
		}
	}
}

// Of an erased case nothing can be ordered, but that paid money comes back while
// it is kept for bookkeeping.
func TestErasedCasesAreLeftAlone(t *testing.T) {
	by := Actor{Role: RoleCoordinator, Person: "Harald"}
	for _, c := range []struct {
		erased Erasure
		order  Order
		code   RefusalCode
	}{
		{ErasedToBookkeeping, Order{Deed: DeedRepay, SEK: 5}, ""},
		{ErasedToBookkeeping, Order{Deed: DeedNote, Text: "x"}, RefusedErased},
		{ErasedWhole, Order{Deed: DeedRepay, SEK: 5}, RefusedErased},
		{ErasedWhole, Order{Deed: DeedClose}, RefusedErased},
	} {
		k := Case{Number: "PK-2021-0001", Status: StatusWithdrawn, Paid: 10, Erased: c.erased}
		_, err := Do(Facts{Case: &k, Now: time.Unix(0, 0)}, by, c.order, Policy{})
		refused := (*Refusal)(nil)
		if errors.As(err, &refused) != (c.code != "") || refused != nil && refused.Code != c.code {
			t.Errorf("%s of what is erased as %q: %v", c.order.Deed, c.erased, err)
		}
	}
}

// What is left for bookkeeping is told to people in the same words.
func TestBookkeepingIsDocumented(t *testing.T) {
	text, err := os.ReadFile("docs/gdpr.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "### What bookkeeping needs")
	for _, what := range KeptForBookkeeping {
		if !strings.Contains(list, what) {
			t.Errorf("docs/gdpr.md does not name %q", what)
		}
	}
}
