package medelbot

import (
	"errors"
	"testing"
	"time"
)

// The people and the case that the tests of deeds have in common.
var (
	noon = time.Date(2021, 5, 19, 10, 0, 0, 0, time.UTC)

	lead   = Person{Name: "Harald Grönqvist", Addresses: []string{"harald@skr.example", "harald@skl.example"}, Role: "project leader"}
	second = Person{Name: "Anette Nilsson", Addresses: []string{"anette@skr.example"}, Role: "coordinator", Logins: []string{"anette"}}
	deputy = Person{Name: "Karin Ek", Addresses: []string{"karin@skr.example"}, DeputyFor: "Anette Nilsson",
		From: noon.AddDate(0, 0, 10), Until: noon.AddDate(0, 0, 20)}
)

func testPolicy() Policy {
	return Policy{Mode: Send, LettersPerAddressDay: 5, Coordinators: []Person{lead, second, deputy}, Approvals: 2, Undo: 15 * time.Minute,
		Zone: time.UTC, CompletionDays: []int{7, 14}, ReportDays: []int{-30, -7, 0, 7, 21}, ReminderHour: 8}
}

func testCase(status Status) *Case {
	k := &Case{
		Number: "PK-2021-0007", Call: testCall.ID, Mailbox: "box", Status: status, Version: 1, Applicant: "Region X",
		Addresses: []string{"siv.berg@regionx.example", "ola.ek@regionx.example"},
		Elements: Elements{
			Applicant: {Status: OK, Value: &Value{Name: "Region X"}},
			Amount:    {Status: OK, Value: &Value{SEK: 50_000}},
			Contact:   {Status: OK, Value: &Value{Name: "Ola Ek", Email: "ola.ek@regionx.example"}},
			Account:   {Status: OK, Value: &Value{Type: "bankgiro", Number: "5050-1055"}, Vouched: VouchedBySender},
		},
	}
	switch status {
	case StatusIncomplete:
		k.Elements[Amount] = Element{Status: Missing}
		k.WaitsSince = noon
	case StatusGranted, StatusPaid, StatusReportIncomplete, StatusReported:
		k.Decision = &Decision{Outcome: DeedGrant, SEK: 50_000, At: noon.Add(-time.Hour), Final: noon.Add(-45 * time.Minute)}
		k.ReportDue = time.Date(2021, 12, 20, 23, 59, 59, 0, time.UTC)
	case StatusDeclined:
		k.Decision = &Decision{Outcome: DeedDecline, At: noon.Add(-time.Minute), Final: noon.Add(14 * time.Minute)}
	}
	if status == StatusPaid || status == StatusReportIncomplete || status == StatusReported {
		k.Paid, k.PaidAt = 50_000, noon.Add(-30*time.Minute)
		k.WaitsSince = k.PaidAt
	}
	return k
}

func caseFacts(k *Case) Facts {
	call := testCall
	call.Elements = []ElementKey{Applicant, Amount, Contact, Account}
	return Facts{Case: k, Call: &call, Now: noon}
}

func by(name string) Actor { return Actor{Role: RoleCoordinator, Person: name} }

func mustDo(t *testing.T, f Facts, a Actor, o Order) Change {
	t.Helper()
	c, err := Do(f, a, o, testPolicy())
	if err != nil {
		t.Fatalf("%s: %v", o.Deed, err)
	}
	return c
}

func letterOf(c Change, name LetterName) *LetterRequest {
	for i := range c.Letters {
		if c.Letters[i].Name == name {
			return &c.Letters[i]
		}
	}
	return nil
}

func TestTwoPersonsDecide(t *testing.T) {
	k := testCase(StatusComplete)
	c := mustDo(t, caseFacts(k), by(lead.Name), Order{Deed: DeedGrant})
	if c.Case.Status != StatusComplete || letterOf(c, DecisionGranted) != nil || len(c.Case.Votes) != 1 {
		t.Fatalf("one person decided: %s, %d votes", c.Case.Status, len(c.Case.Votes))
	}
	if n := letterOf(c, NoticeLetter); n == nil || n.Notice != NoticeDecisionWaits || n.Person != second.Name || len(c.Letters) != 1 {
		t.Errorf("the other one should hear of it, and nobody else: %+v", c.Letters)
	}
	c = mustDo(t, caseFacts(c.Case), by(lead.Name), Order{Deed: DeedGrant})
	if c.Case.Status != StatusComplete || len(c.Case.Votes) != 1 {
		t.Fatalf("the same person twice is two persons: %s, %d votes", c.Case.Status, len(c.Case.Votes))
	}
	if len(c.Letters) != 0 {
		t.Errorf("the other one is told of the same vote twice: %+v", c.Letters)
	}
	c = mustDo(t, caseFacts(c.Case), by(second.Name), Order{Deed: DeedGrant, Text: "Bra plan."})
	l := letterOf(c, DecisionGranted)
	if c.Case.Status != StatusGranted || l == nil || len(c.Case.Votes) != 0 {
		t.Fatalf("two agree: %s, letters %+v", c.Case.Status, c.Letters)
	}
	if !l.NotBefore.Equal(noon.Add(15*time.Minute)) || !l.AfterPass || l.Expects != StatusGranted {
		t.Errorf("the letter must wait for the time to undo and a pass: %+v", l)
	}
	if d := c.Case.Decision; d.SEK != 50_000 || len(d.By) != 2 || d.Reason != "Bra plan." {
		t.Errorf("decision %+v", d)
	}
	if k.Status != StatusComplete || len(k.Votes) != 0 {
		t.Error("the case that was read was changed")
	}
}

// The votes of persons who have left the configuration count neither for a
// decision nor against one, and a person who was renamed is not two.
func TestVotesOfThoseWhoHaveLeft(t *testing.T) {
	for _, tt := range []struct {
		name   string
		vote   Vote
		counts bool
	}{
		{"who is there", Vote{Person: lead.Name, Seat: lead.Name}, true},
		{"a deputy whose days are over", Vote{Person: deputy.Name, Seat: deputy.DeputyFor}, false}, // the seat is the voter's own
		{"who has left", Vote{Person: "Eva Ström", Seat: "Eva Ström"}, false},
		{"the same person under an earlier name", Vote{Person: "Anette Berg", Seat: "Anette Berg"}, false},
		{"one who was a deputy of who has left", Vote{Person: lead.Name, Seat: "Eva Ström"}, false},
	} {
		k := testCase(StatusComplete)
		tt.vote.Deed, tt.vote.SEK = DeedGrant, 50_000
		k.Votes = []Vote{tt.vote}
		c := mustDo(t, caseFacts(k), by(second.Name), Order{Deed: DeedGrant})
		if decided := c.Case.Status == StatusGranted; decided != tt.counts || !decided && len(c.Case.Votes) != 1 {
			t.Errorf("%s: %s, votes %+v", tt.name, c.Case.Status, c.Case.Votes)
		}
		// Nor is a decision against theirs a disagreement.
		if n := letterOf(c, NoticeLetter); n != nil && n.Notice == NoticeDiffers {
			t.Errorf("%s: told as a disagreement", tt.name)
		}
	}
}

// A login that stands by one coordinator is that person's, and at the keyboard
// that person has no other; by mail all is as it was.
func TestLogins(t *testing.T) {
	for _, a := range []Actor{
		{Role: RoleCoordinator, Person: second.Name, User: "anette"},
		{Role: RoleCoordinator, Person: second.Name},
		{Role: RoleCoordinator, Person: lead.Name, User: "root"},
	} {
		c := mustDo(t, caseFacts(testCase(StatusComplete)), a, Order{Deed: DeedGrant})
		if len(c.Case.Votes) != 1 || c.Case.Votes[0].User != a.User {
			t.Errorf("%+v: votes %+v", a, c.Case.Votes)
		}
	}
}

func TestDisagreementChangesNothing(t *testing.T) {
	for _, other := range []Order{{Deed: DeedGrant, SEK: 40_000}, {Deed: DeedDecline, Text: "Nej."}} {
		c := mustDo(t, caseFacts(testCase(StatusComplete)), by(lead.Name), Order{Deed: DeedGrant})
		c = mustDo(t, caseFacts(c.Case), by(second.Name), other)
		if c.Case.Status != StatusComplete || c.Case.Decision != nil || len(c.Case.Votes) != 2 {
			t.Errorf("%+v: %s, %d votes", other, c.Case.Status, len(c.Case.Votes))
		}
		if n := letterOf(c, NoticeLetter); n == nil || n.Notice != NoticeDiffers || n.Person != lead.Name {
			t.Errorf("%+v: the other one is not told: %+v", other, c.Letters)
		}
		// Either can come round.
		c = mustDo(t, caseFacts(c.Case), by(lead.Name), other)
		if c.Case.Decision == nil {
			t.Errorf("%+v: they agree and nothing is decided", other)
		}
	}
}

func TestDeputyTakesOnePlace(t *testing.T) {
	f := caseFacts(testCase(StatusComplete))
	f.Now = noon.AddDate(0, 0, 12)
	c := mustDo(t, f, by(second.Name), Order{Deed: DeedGrant})
	g := caseFacts(c.Case)
	g.Now = f.Now
	c = mustDo(t, g, by(deputy.Name), Order{Deed: DeedGrant})
	if c.Case.Decision != nil || len(c.Case.Votes) != 1 {
		t.Fatal("a deputy and the one stood in for are two persons")
	}
	h := caseFacts(c.Case)
	h.Now = f.Now
	if c = mustDo(t, h, by(lead.Name), Order{Deed: DeedGrant}); c.Case.Status != StatusGranted {
		t.Error("a deputy's word does not count on its days")
	}
}

func TestVotesFallWithTheElements(t *testing.T) {
	c := mustDo(t, caseFacts(testCase(StatusComplete)), by(lead.Name), Order{Deed: DeedGrant})
	c = mustDo(t, caseFacts(c.Case), by(second.Name), Order{Deed: DeedCorrect, Element: Amount, Value: &Value{SEK: 45_000}})
	if len(c.Case.Votes) != 0 || c.Case.Status != StatusComplete {
		t.Fatalf("%d votes stand though the sum was changed", len(c.Case.Votes))
	}
	if n := letterOf(c, NoticeLetter); n == nil || n.Notice != NoticeVotesVoided || n.Person != lead.Name {
		t.Errorf("who had decided is not told: %+v", c.Letters)
	}
}

func TestUndo(t *testing.T) {
	for _, tt := range []struct {
		name   string
		letter *Letter
		ok     bool
	}{
		{"waiting", &Letter{State: Queued}, true},
		{"waiting after the time to undo, as after a night without the program", &Letter{State: Queued, NotBefore: noon.Add(-10 * time.Hour)}, true},
		{"held in observe mode", &Letter{State: Held}, true},
		{"tried once", &Letter{State: Queued, Attempts: 1}, false},
		{"on its way", &Letter{State: Sending, Attempts: 1}, false},
		{"sent", &Letter{State: Sent, Attempts: 1}, false},
		{"perhaps sent", &Letter{State: Uncertain, Attempts: 1}, false},
		{"in Drafts, where a person may send it", &Letter{State: Drafted, Attempts: 1}, false},
	} {
		f := caseFacts(testCase(StatusGranted))
		f.Decision = tt.letter
		c, err := Do(f, by(lead.Name), Order{Deed: DeedUndo}, testPolicy())
		if (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if tt.ok && (c.Case.Status != StatusComplete || c.Case.Decision != nil || !c.Undone || !c.Case.ReportDue.IsZero() || len(c.Letters) != 0) {
			t.Errorf("%s: %+v", tt.name, c)
		}
	}
}

func TestOrdersRefused(t *testing.T) {
	day := func(days int) time.Time { return noon.AddDate(0, 0, days) }
	for _, tt := range []struct {
		name   string
		status Status
		change func(*Facts)
		by     Actor
		order  Order
		want   RefusalCode
	}{
		{"no such person decides", StatusComplete, nil, by("Eva Ström"), Order{Deed: DeedGrant}, RefusedNoPerson},
		{"nobody decides", StatusComplete, nil, Actor{Role: RoleCoordinator, User: "root"}, Order{Deed: DeedGrant}, RefusedNoPerson},
		{"a deputy before its days", StatusComplete, nil, by(deputy.Name), Order{Deed: DeedGrant}, RefusedOff},
		{"an applicant decides", StatusComplete, nil, Actor{Role: RoleApplicant, Person: lead.Name}, Order{Deed: DeedGrant}, RefusedRole},
		{"one system user for two persons", StatusComplete, func(f *Facts) {
			f.Case.Votes = []Vote{{Person: second.Name, Seat: second.Name, User: "root", Deed: DeedGrant, SEK: 50_000}}
		}, Actor{Role: RoleCoordinator, Person: lead.Name, User: "root"}, Order{Deed: DeedGrant}, RefusedSameUser},
		{"a login that is another one's", StatusComplete, nil, Actor{Role: RoleCoordinator, Person: lead.Name, User: "anette"}, Order{Deed: DeedGrant}, RefusedOtherLogin},
		{"a login that is not the person's", StatusComplete, nil, Actor{Role: RoleCoordinator, Person: second.Name, User: "root"}, Order{Deed: DeedConfirm, Element: Account}, RefusedOtherLogin},
		{"another account was checked", StatusComplete, nil, by(lead.Name), Order{Deed: DeedConfirm, Element: Account, Value: &Value{Type: "bankgiro", Number: "590-3125"}}, RefusedOtherValue},
		{"more than the cap", StatusComplete, nil, by(lead.Name), Order{Deed: DeedGrant, SEK: 100_001}, RefusedOverCap},
		{"more than the region's cap", StatusComplete, func(f *Facts) {
			f.Call.CapPer = CapPerRegion
			f.Others = []Case{{Status: StatusPaid, Decision: &Decision{Outcome: DeedGrant, SEK: 60_000}}}
		}, by(lead.Name), Order{Deed: DeedGrant}, RefusedOverCap},
		{"a sum below nothing", StatusComplete, nil, by(lead.Name), Order{Deed: DeedGrant, SEK: -5}, RefusedNoSum},
		{"no sum is known", StatusComplete, func(f *Facts) {
			delete(f.Case.Elements, Amount)
			f.Call.Elements = []ElementKey{Applicant}
		}, by(lead.Name), Order{Deed: DeedGrant}, RefusedNoSum},
		{"an incomplete case is granted", StatusIncomplete, nil, by(lead.Name), Order{Deed: DeedGrant, SEK: 1}, RefusedStatus},
		{"a held case is granted", StatusHeld, nil, by(lead.Name), Order{Deed: DeedGrant}, RefusedStatus},
		{"a granted case is granted again", StatusGranted, nil, by(lead.Name), Order{Deed: DeedGrant}, RefusedStatus},
		{"a paid case is declined", StatusPaid, nil, by(lead.Name), Order{Deed: DeedDecline}, RefusedStatus},
		{"a closed case is granted", StatusClosed, nil, by(lead.Name), Order{Deed: DeedGrant}, RefusedStatus},
		{"nothing to undo", StatusComplete, nil, by(lead.Name), Order{Deed: DeedUndo}, RefusedStatus},
		{"a paid case is undone", StatusPaid, nil, by(lead.Name), Order{Deed: DeedUndo}, RefusedStatus},
		{"paid before the decision", StatusComplete, nil, by(lead.Name), Order{Deed: DeedPay}, RefusedStatus},
		{"paid within the time to undo", StatusGranted, func(f *Facts) { f.Case.Decision.Final = noon.Add(time.Minute) }, by(lead.Name), Order{Deed: DeedPay}, RefusedNotFinal},
		{"paid before the letter has left", StatusGranted, func(f *Facts) { f.Decision = &Letter{State: Queued} }, by(lead.Name), Order{Deed: DeedPay}, RefusedNotFinal},
		{"paid to an account that nobody confirmed", StatusGranted, func(f *Facts) {
			e := f.Case.Elements[Account]
			e.Vouched = VouchedByNobody
			f.Case.Elements[Account] = e
		}, by(lead.Name), Order{Deed: DeedPay}, RefusedUnconfirmed},
		{"paid to an account read off a picture", StatusGranted, func(f *Facts) {
			e := f.Case.Elements[Account]
			e.Evidence = &Evidence{OCR: true}
			f.Case.Elements[Account] = e
		}, by(lead.Name), Order{Deed: DeedPay}, RefusedUnconfirmed},
		{"paid tomorrow", StatusGranted, nil, by(lead.Name), Order{Deed: DeedPay, Day: day(1)}, RefusedNoDay},
		{"paid the day before the decision", StatusGranted, nil, by(lead.Name), Order{Deed: DeedPay, Day: day(-1)}, RefusedNoDay},
		{"more is paid than granted", StatusGranted, nil, by(lead.Name), Order{Deed: DeedPay, SEK: 50_001}, RefusedTooMuch},
		{"less than nothing is paid", StatusGranted, nil, by(lead.Name), Order{Deed: DeedPay, SEK: -1}, RefusedNoSum},
		{"nothing comes back", StatusPaid, nil, by(lead.Name), Order{Deed: DeedRepay}, RefusedNoSum},
		{"more comes back than was paid", StatusPaid, nil, by(lead.Name), Order{Deed: DeedRepay, SEK: 50_001}, RefusedTooMuch},
		{"more comes back than is left of what was paid", StatusPaid, func(f *Facts) { f.Case.Repaid = 20_000 }, by(lead.Name), Order{Deed: DeedRepay, SEK: 30_001}, RefusedTooMuch},
		{"the report is put off to yesterday", StatusPaid, nil, by(lead.Name), Order{Deed: DeedExtend, Day: day(-1)}, RefusedNoDay},
		{"the report is put off to no day", StatusPaid, nil, by(lead.Name), Order{Deed: DeedExtend}, RefusedNoDay},
		{"more is asked for without words", StatusComplete, nil, by(lead.Name), Order{Deed: DeedRequest, Text: " "}, RefusedNoReason},
		{"an element that the call does not ask for", StatusComplete, nil, by(lead.Name), Order{Deed: DeedCorrect, Element: NextSteps, Value: &Value{Text: "x"}}, RefusedMissing},
		{"a correction without a value", StatusComplete, nil, by(lead.Name), Order{Deed: DeedCorrect, Element: Amount}, RefusedNoValue},
		{"a correction over the cap", StatusComplete, nil, by(lead.Name), Order{Deed: DeedCorrect, Element: Amount, Value: &Value{SEK: 100_001}}, RefusedOverCap},
		{"the sum of a granted case is corrected", StatusGranted, nil, by(lead.Name), Order{Deed: DeedCorrect, Element: Amount, Value: &Value{SEK: 1}}, RefusedStatus},
		{"what is not there is confirmed", StatusIncomplete, nil, by(lead.Name), Order{Deed: DeedConfirm, Element: Amount}, RefusedMissing},
		{"a case is merged into none", StatusComplete, nil, by(lead.Name), Order{Deed: DeedMerge}, RefusedInto},
		{"a case is merged into itself", StatusComplete, func(f *Facts) { f.Into = f.Case }, by(lead.Name), Order{Deed: DeedMerge}, RefusedInto},
		{"a case is merged into a decided one", StatusComplete, func(f *Facts) {
			f.Into = testCase(StatusGranted)
			f.Into.Number = "PK-2021-0008"
		}, by(lead.Name), Order{Deed: DeedMerge}, RefusedInto},
		{"a case is merged into another applicant's", StatusComplete, func(f *Facts) {
			f.Into = testCase(StatusComplete)
			f.Into.Number = "PK-2021-0008"
			f.Into.Elements[Applicant] = Element{Status: OK, Value: &Value{Name: "Region Y"}}
		}, by(lead.Name), Order{Deed: DeedMerge}, RefusedInto},
		{"a closed case is closed", StatusClosed, nil, by(lead.Name), Order{Deed: DeedClose}, RefusedStatus},
		{"a deed that nobody can order", StatusIncomplete, nil, by(lead.Name), Order{Deed: DeedRemind}, RefusedUnknown},
	} {
		f := caseFacts(testCase(tt.status))
		if tt.change != nil {
			tt.change(&f)
		}
		_, err := Do(f, tt.by, tt.order, testPolicy())
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Code != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	if _, err := Do(Facts{}, by(lead.Name), Order{Deed: DeedGrant}, testPolicy()); err == nil {
		t.Error("an order without a case was carried out")
	}
}

func TestRefusalsAreWorded(t *testing.T) {
	for code, text := range refusalEnglish {
		if text == "" || code.English() != text {
			t.Errorf("%s has no words", code)
		}
	}
}

func TestPayAndReport(t *testing.T) {
	f := caseFacts(testCase(StatusGranted))
	c := mustDo(t, f, by(lead.Name), Order{Deed: DeedPay})
	if c.Case.Status != StatusPaid || c.Case.Paid != 50_000 || letterOf(c, PaymentMade) == nil {
		t.Fatalf("%+v", c.Case)
	}
	if want := time.Date(2021, 11, 20, 8, 0, 0, 0, time.UTC); !c.Case.NextAt.Equal(want) {
		t.Errorf("next %v, want %v", c.Case.NextAt, want)
	}
	c = mustDo(t, caseFacts(c.Case), by(lead.Name), Order{Deed: DeedExtend, Day: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)})
	// The first reminder's day has passed already; the next is a week before.
	if want := time.Date(2021, 5, 25, 8, 0, 0, 0, time.UTC); !c.Case.NextAt.Equal(want) || letterOf(c, StatusLetter) == nil {
		t.Errorf("next %v, want %v; letters %+v", c.Case.NextAt, want, c.Letters)
	}
}

// Two decide on an application; one who ends it alone does not do so unseen.
func TestEndingWithoutADecisionIsTold(t *testing.T) {
	for _, tt := range []struct {
		status Status
		order  Order
		told   bool
	}{
		{StatusHeld, Order{Deed: DeedClose}, true},
		{StatusComplete, Order{Deed: DeedWithdraw}, true},
		{StatusComplete, Order{Deed: DeedMerge}, true},
		{StatusReported, Order{Deed: DeedClose}, false},
	} {
		f := caseFacts(testCase(tt.status))
		f.Into = testCase(StatusIncomplete)
		f.Into.Number = "PK-2021-0008"
		n := letterOf(mustDo(t, f, by(lead.Name), tt.order), NoticeLetter)
		if tt.told != (n != nil && n.Notice == NoticeEnded && n.Person == second.Name) {
			t.Errorf("%s, %s: %+v", tt.status, tt.order.Deed, n)
		}
	}
}

func TestMergeTakesWhatLacks(t *testing.T) {
	f := caseFacts(testCase(StatusComplete))
	f.Into = testCase(StatusIncomplete)
	f.Into.Number, f.Into.Addresses = "PK-2021-0008", []string{"per@regionx.example"}
	c := mustDo(t, f, by(lead.Name), Order{Deed: DeedMerge})
	if c.Case.Status != StatusClosed || c.Also == nil || c.Also.Status != StatusComplete || c.Also.Sought() != 50_000 {
		t.Fatalf("%+v and %+v", c.Case, c.Also)
	}
	if len(c.Also.Addresses) != 3 || c.Also.Addresses[0] != "per@regionx.example" {
		t.Errorf("addresses %v", c.Also.Addresses)
	}
}

func TestMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2021-01-31", 1, "2021-02-28"}, {"2020-01-31", 1, "2020-02-29"}, {"2021-05-14", 6, "2021-11-14"},
		{"2021-12-31", 2, "2022-02-28"}, {"2024-02-29", 12, "2025-02-28"},
	} {
		from, _ := time.Parse(time.DateOnly, tt.from)
		if got := months(from, tt.n).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s and %d months: %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}
