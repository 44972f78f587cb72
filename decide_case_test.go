package medelbot

import (
	"reflect"
	"slices"
	"testing"
)

// supplementFacts is a mail of the applicant that states elements.
func supplementFacts(status Status, stated Elements) Facts {
	f := caseFacts(testCase(status))
	f.Mail = &Mail{Reading: Reading{
		Kind: Supplement, Reply: AckSupplement, Trust: TrustPass, Case: f.Case.Number, Cases: []string{f.Case.Number},
		From:      Address{Email: "siv.berg@regionx.example"},
		Applicant: Address{Email: "siv.berg@regionx.example"},
		ReplyTo:   Address{Email: "siv.berg@regionx.example"},
		Elements:  stated,
	}}
	return f
}

func sum(sek int64) Elements { return Elements{Amount: {Status: OK, Value: &Value{SEK: sek}}} }

func giro(number string) Elements {
	return Elements{Account: {Status: OK, Value: &Value{Type: "bankgiro", Number: number}}}
}

func TestSupplementCompletes(t *testing.T) {
	c := Decide(supplementFacts(StatusIncomplete, sum(60_000)), testPolicy())
	if c.Case.Status != StatusComplete || c.Case.Sought() != 60_000 || !c.Case.NextAt.IsZero() {
		t.Fatalf("%+v", c.Case)
	}
	if l := letterOf(c, AckSupplement); l == nil || !reflect.DeepEqual(l.Changed, []ElementKey{Amount}) {
		t.Errorf("letters %+v", c.Letters)
	}
}

func TestSupplementThatLeavesSomethingOut(t *testing.T) {
	f := supplementFacts(StatusIncomplete, Elements{Contact: {Status: OK, Value: &Value{Name: "Per Ask", Email: "per@regionx.example"}}})
	c := Decide(f, testPolicy())
	if c.Case.Status != StatusIncomplete || letterOf(c, AckSupplement) == nil || c.Case.NextAt.IsZero() {
		t.Fatalf("%+v", c)
	}
	if c.Case.Addresses[len(c.Case.Addresses)-1] != "per@regionx.example" {
		t.Errorf("the new contact does not belong to the case: %v", c.Case.Addresses)
	}
}

func TestNewestStatedWins(t *testing.T) {
	c := Decide(supplementFacts(StatusComplete, Elements{Amount: {Status: Invalid, Code: OverCap, Value: &Value{SEK: 120_000}}}), testPolicy())
	if c.Case.Status != StatusIncomplete || c.Case.Elements[Amount].Code != OverCap || letterOf(c, AckSupplement) == nil {
		t.Errorf("a sum over the cap that was stated later: %+v", c.Case)
	}
}

func TestSupplementsThatWaitForAPerson(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status Status
		stated Elements
		change func(*Facts)
		want   AsideReason
	}{
		{"from a stranger", StatusIncomplete, sum(1), func(f *Facts) { f.Mail.Reading.From.Email = "x@evil.example" }, AsideStranger},
		{"from a colleague, with no verdict", StatusIncomplete, sum(1), func(f *Facts) {
			f.Mail.Reading.From.Email, f.Mail.Reading.Trust = "per@regionx.example", TrustNone
		}, AsideStranger},
		{"a new contact from a colleague", StatusIncomplete, Elements{Contact: {Status: OK, Value: &Value{Name: "Per"}}}, func(f *Facts) {
			f.Mail.Reading.From.Email = "per@regionx.example"
		}, AsideNewContact},
		{"two case numbers", StatusIncomplete, sum(1), func(f *Facts) { f.Mail.Reading.Cases = []string{"PK-2021-0007", "PK-2021-0009"} }, AsideSeveralCases},
		{"suspicious", StatusIncomplete, sum(1), func(f *Facts) { f.Mail.Reading.Warnings = []Warning{Suspicious} }, AsideSuspicious},
		{"in the junk folder", StatusIncomplete, sum(1), func(f *Facts) { f.Mail.Quiet = QuietJunk }, AsideSupplement},
		{"cut at the size limit", StatusIncomplete, sum(1), func(f *Facts) { f.Mail.Truncated = true }, AsideTooLarge},
		{"to a declined case", StatusDeclined, sum(1), nil, AsideDecided},
		{"to a paid case", StatusPaid, giro("5555-5551"), nil, AsideDecided},
		{"with nothing that could be read", StatusIncomplete, Elements{}, nil, AsideSupplement},
	} {
		f := supplementFacts(tt.status, tt.stated)
		if tt.change != nil {
			tt.change(&f)
		}
		before := f.Case.Copy()
		c := Decide(f, testPolicy())
		if c.Aside != tt.want || !c.Keep || letterOf(c, AckSupplement) != nil {
			t.Errorf("%s: aside %q, want %q; letters %+v", tt.name, c.Aside, tt.want, c.Letters)
		}
		if !reflect.DeepEqual(c.Case.Elements, before.Elements) {
			t.Errorf("%s: the case was changed", tt.name)
		}
	}
}

func TestAccounts(t *testing.T) {
	noAccount := func(f *Facts) { f.Case.Elements[Account] = Element{Status: Missing} }
	for _, tt := range []struct {
		name    string
		change  func(*Facts)
		vouched Vouched
		warned  bool
	}{
		{"the first one, from the applicant's own address with a pass", noAccount, VouchedBySender, false},
		{"the first one, with no verdict", func(f *Facts) { noAccount(f); f.Mail.Reading.Trust = TrustNone }, VouchedByNobody, false},
		{"the first one, but paid to before", func(f *Facts) {
			noAccount(f)
			f.Mail.Reading.Trust, f.PaidTo = TrustNone, []Value{{Type: "bankgiro", Number: "5555-5551"}}
		}, VouchedByPast, false},
		{"the first one, off a picture", func(f *Facts) {
			noAccount(f)
			e := f.Mail.Reading.Elements[Account]
			e.Evidence = &Evidence{OCR: true}
			f.Mail.Reading.Elements[Account] = e
		}, VouchedByNobody, false},
		{"the first one, from who applied for another", func(f *Facts) {
			noAccount(f)
			f.Case.Applicant, f.Case.Warnings = "Region Dalarna", []Warning{SenderNotApplicant}
		}, VouchedByNobody, false},
		{"the first one, from the one applied for", func(f *Facts) {
			noAccount(f)
			f.Case.Applicant, f.Case.Warnings = "Region Dalarna", []Warning{SenderNotApplicant}
			f.Case.Addresses = append(f.Case.Addresses, "per.ask@regiondalarna.se")
			f.Mail.Reading.From.Email, f.Mail.Reading.Applicant.Email = "per.ask@regiondalarna.se", "per.ask@regiondalarna.se"
		}, VouchedBySender, false},
		{"a changed one", nil, VouchedByNobody, true},
		{"a changed one that a person had confirmed", func(f *Facts) {
			e := f.Case.Elements[Account]
			e.Vouched = VouchedByPerson
			f.Case.Elements[Account] = e
		}, VouchedByNobody, true},
		{"a changed one after the money was granted", func(f *Facts) { f.Case.Status = StatusGranted }, VouchedByNobody, true},
		{"a changed one that was paid to before", func(f *Facts) { f.PaidTo = []Value{{Type: "bankgiro", Number: "5555-5551"}} }, VouchedByNobody, true},
	} {
		f := supplementFacts(StatusComplete, giro("5555-5551"))
		if tt.change != nil {
			tt.change(&f)
		}
		c := Decide(f, testPolicy())
		e := c.Case.Elements[Account]
		if e.Vouched != tt.vouched || e.Value.Number != "5555-5551" {
			t.Errorf("%s: %+v, want vouched %q", tt.name, e, tt.vouched)
		}
		warned := slices.Contains(c.Case.Warnings, DuplicateAccountChange)
		if n := letterOf(c, NoticeLetter); warned != tt.warned || (n != nil) != tt.warned {
			t.Errorf("%s: warnings %v, letters %+v", tt.name, c.Case.Warnings, c.Letters)
		}
	}
}

// Back and forth is a change too: the first account does not come back vouched.
func TestAccountChangedBack(t *testing.T) {
	f := supplementFacts(StatusComplete, giro("5555-5551"))
	c := Decide(f, testPolicy())
	g := supplementFacts(StatusComplete, giro("5050-1055"))
	g.Case = c.Case
	c = Decide(g, testPolicy())
	if e := c.Case.Elements[Account]; e.Value.Number != "5050-1055" || e.Vouched != VouchedByNobody {
		t.Errorf("%+v", e)
	}
	// And saying it once more makes it no truer.
	h := supplementFacts(StatusComplete, giro("5050-1055"))
	h.Case = c.Case
	if e := Decide(h, testPolicy()).Case.Elements[Account]; e.Vouched != VouchedByNobody {
		t.Errorf("said again: %+v", e)
	}
}

func TestCoordinatorsWordHolds(t *testing.T) {
	f := supplementFacts(StatusComplete, sum(70_000))
	f.Case.Elements[Amount] = Element{Status: OK, Value: &Value{SEK: 45_000}, Vouched: VouchedByPerson}
	c := Decide(f, testPolicy())
	if c.Case.Sought() != 45_000 || c.Aside != AsideContradicts || letterOf(c, AckSupplement) != nil {
		t.Errorf("%+v", c)
	}
}

func TestAnswerToACoordinator(t *testing.T) {
	f := supplementFacts(StatusIncomplete, Elements{})
	f.Case.Elements[Amount], f.Case.Asked = Element{Status: OK, Value: &Value{SEK: 45_000}}, "Hur många vårdcentraler?"
	c := Decide(f, testPolicy())
	if c.Case.Status != StatusComplete || c.Case.Asked != "" || c.Aside != AsideAnswer || letterOf(c, AckSupplement) == nil {
		t.Errorf("%+v", c)
	}
}

func TestWithdrawal(t *testing.T) {
	withdraw := func(status Status) Facts {
		f := supplementFacts(status, nil)
		f.Mail.Reading.Kind, f.Mail.Reading.Reply = Withdrawal, AckWithdrawal
		return f
	}
	for _, status := range []Status{StatusHeld, StatusIncomplete, StatusComplete} {
		c := Decide(withdraw(status), testPolicy())
		if c.Case.Status != StatusWithdrawn || letterOf(c, AckWithdrawal) == nil || !c.Case.NextAt.IsZero() {
			t.Errorf("%s: %+v", status, c)
		}
	}
	for _, status := range []Status{StatusGranted, StatusPaid, StatusReportIncomplete} {
		c := Decide(withdraw(status), testPolicy())
		if n := letterOf(c, NoticeLetter); c.Case.Status != status || c.Aside != AsideWithdrawal || n == nil || n.Notice != NoticeWithdrawal {
			t.Errorf("%s: %+v", status, c)
		}
	}
	f := withdraw(StatusComplete)
	f.Mail.Reading.From.Email = "per@regionx.example" // of the same organisation, and new
	if c := Decide(f, testPolicy()); c.Case.Status != StatusComplete || c.Aside != AsideStranger {
		t.Errorf("from a new address: %+v", c)
	}
	f = withdraw(StatusComplete)
	f.Mail.Reading.Trust = TrustNone
	if c := Decide(f, testPolicy()); c.Case.Status != StatusComplete || c.Aside != AsideWithdrawal {
		t.Errorf("with nothing that proves who sent it: %+v", c)
	}
}

func TestReport(t *testing.T) {
	report := func(status Status, keys ...ElementKey) Facts {
		stated := Elements{}
		for _, k := range keys {
			stated[k] = Element{Status: OK, Value: &Value{Text: string(k)}}
		}
		f := supplementFacts(status, stated)
		f.Mail.Reading.Kind, f.Mail.Reading.Reply = Report, AckReportComplete
		return f
	}
	c := Decide(report(StatusPaid, ReportElements[:4]...), testPolicy())
	if c.Case.Status != StatusReportIncomplete || letterOf(c, AckReportIncomplete) == nil || len(c.Case.Elements) != 4 {
		t.Fatalf("%+v", c)
	}
	f := report(StatusReportIncomplete, ReportElements[4:]...)
	f.Case = c.Case
	c = Decide(f, testPolicy())
	if c.Case.Status != StatusReported || letterOf(c, AckReportComplete) == nil || !c.Case.NextAt.IsZero() {
		t.Errorf("%+v", c)
	}
	for _, status := range []Status{StatusIncomplete, StatusComplete, StatusGranted, StatusDeclined, StatusClosed} {
		if c := Decide(report(status, ReportElements...), testPolicy()); c.Aside != AsideReport || c.Case.Status != status {
			t.Errorf("%s: %+v", status, c)
		}
	}
}

func TestStatusQuestion(t *testing.T) {
	ask := func(status Status) Facts {
		f := supplementFacts(status, nil)
		f.Mail.Reading.Kind, f.Mail.Reading.Reply = StatusQuery, StatusLetter
		return f
	}
	if c := Decide(ask(StatusPaid), testPolicy()); letterOf(c, StatusLetter) == nil || c.Aside != AsideNone {
		t.Errorf("%+v", c)
	}
	f := ask(StatusGranted)
	f.Decision = &Letter{State: Queued}
	if c := Decide(f, testPolicy()); len(c.Letters) != 0 || c.Aside != AsideStatusQuery {
		t.Errorf("a decision that can still be undone is told: %+v", c)
	}
	f = ask(StatusComplete)
	f.Mail.Reading.From.Email = "journalist@paper.example"
	if c := Decide(f, testPolicy()); len(c.Letters) != 0 || c.Aside != AsideStranger {
		t.Errorf("a stranger is told: %+v", c)
	}
	// "Hyllie och Kirseberg deltar. När får vi besked?"
	f = ask(StatusIncomplete)
	f.Case.Asked = "Vilka vårdcentraler deltar?"
	if c := Decide(f, testPolicy()); letterOf(c, StatusLetter) == nil || c.Aside != AsideAnswer || c.Case.Asked == "" {
		t.Errorf("what was asked may be answered with a question, and nobody is shown it: %+v", c)
	}
}

func TestSameApplicationTwice(t *testing.T) {
	call := testCall
	f := Facts{Mail: &Mail{Reading: completeReading()}, Call: &call, Now: noon}
	first := Decide(f, testPolicy())
	first.Case.Number = "PK-2021-0001"
	f.Others = []Case{*first.Case}
	c := Decide(f, testPolicy())
	if c.Open || c.Case.Number != "PK-2021-0001" || letterOf(c, StatusLetter) == nil {
		t.Errorf("%+v", c)
	}
	f.Mail.Reading.Elements[Amount] = Element{Status: OK, Value: &Value{SEK: 49_000}}
	if c := Decide(f, testPolicy()); !c.Open {
		t.Errorf("another sum is another application: %+v", c)
	}
}

func TestCapOfARegion(t *testing.T) {
	call := testCall
	call.CapPer = CapPerRegion
	f := Facts{Mail: &Mail{Reading: completeReading()}, Call: &call, Now: noon}
	f.Others = []Case{{Number: "PK-2021-0001", Status: StatusPaid, Decision: &Decision{Outcome: DeedGrant, SEK: 60_000}}}
	if c := Decide(f, testPolicy()); c.Case.Status != StatusIncomplete || c.Case.Elements[Amount].Code != OverCap {
		t.Errorf("50 000 beside 60 000 of 100 000: %+v", c.Case)
	}
	f.Others[0].Status = StatusWithdrawn
	if c := Decide(f, testPolicy()); c.Case.Status != StatusComplete {
		t.Errorf("a withdrawn case takes of the cap: %+v", c.Case)
	}
}

func TestToldAtOnce(t *testing.T) {
	p := testPolicy()
	p.AtOnce = []NoticeCode{NoticeNewCase, NoticeCaseComplete}
	call := testCall
	opened := Facts{Mail: &Mail{Reading: completeReading()}, Call: &call, Now: noon}
	for _, tt := range []struct {
		name   string
		facts  Facts
		change func(*Facts, *Policy)
		want   NoticeCode
	}{
		{"a new case", opened, nil, NoticeNewCase},
		{"what it lacked", supplementFacts(StatusIncomplete, sum(60_000)), nil, NoticeCaseComplete},
		{"more to a complete case", supplementFacts(StatusComplete, sum(60_000)), nil, ""},
		{"not configured", opened, func(_ *Facts, p *Policy) { p.AtOnce = nil }, ""},
		{"found in the junk folder", opened, func(f *Facts, _ *Policy) { f.Mail = &Mail{Reading: completeReading(), Quiet: QuietJunk} }, ""},
		{"the twenty-first of the day", opened, func(f *Facts, _ *Policy) { f.NoticesToday = noticesPerDay }, ""},
	} {
		f, policy := tt.facts, p
		if tt.change != nil {
			tt.change(&f, &policy)
		}
		n := letterOf(Decide(f, policy), NoticeLetter)
		if n == nil && tt.want != "" || n != nil && n.Notice != tt.want {
			t.Errorf("%s: %+v", tt.name, n)
		}
	}
}

func TestAnsweredByHand(t *testing.T) {
	call := testCall
	f := Facts{Mail: &Mail{Reading: completeReading()}, Call: &call, Now: noon, ByHand: true}
	c := Decide(f, testPolicy())
	if len(c.Letters) != 0 || !c.Open || len(c.Events) != 1 || c.Events[0].Name != EventByHand {
		t.Errorf("%+v", c)
	}
}
