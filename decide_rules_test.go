package medelbot

import (
	"slices"
	"testing"
	"time"
)

var testCall = Call{ID: "test-2021", Prefix: "PK", Cap: 100_000, Elements: []ElementKey{Applicant, Amount, Contact}}

// completeReading is an application with all that testCall asks for. Its
// sender wants answers elsewhere.
func completeReading() Reading {
	yes := true
	return Reading{
		Kind: Application, Reply: AckComplete, Call: testCall.ID, Complete: &yes,
		From:      Address{Name: "Siv Berg", Email: "Siv.Berg@regionx.example"},
		Applicant: Address{Name: "Siv Berg", Email: "Siv.Berg@regionx.example"},
		ReplyTo:   Address{Name: "Bidrag", Email: "bidrag@regionx.example"},
		Elements: Elements{
			Applicant: {Status: OK, Value: &Value{Name: "Region X"}},
			Amount:    {Status: OK, Value: &Value{SEK: 50_000}},
			Contact:   {Status: OK, Value: &Value{Name: "Ola Ek", Email: "ola.ek@regionx.example"}},
		},
	}
}

func TestDecide(t *testing.T) {
	letter := &Letter{Case: "PK-2021-0007", Name: AckComplete, To: "siv.berg@regionx.example", MessageID: "PK-2021-0007.ack_complete.1.x@skr.example"}
	known := &Case{Number: "PK-2021-0007"}
	tests := []struct {
		name   string
		change func(*Facts, *Policy)
		status Status
		letter LetterName
		state  OutboxState
		aside  AsideReason
		keep   bool
		open   bool
	}{
		{name: "a complete application is acknowledged", status: StatusComplete, letter: AckComplete, state: Queued, keep: true, open: true},
		{name: "an incomplete one is told what is missing", status: StatusIncomplete, letter: AckIncomplete, state: Queued, keep: true, open: true,
			change: func(f *Facts, _ *Policy) {
				no := false
				f.Mail.Reading.Complete = &no
				f.Mail.Reading.Elements[Amount] = Element{Status: Missing}
			}},
		{name: "a reading that calls itself complete but lacks an element is not", status: StatusIncomplete, letter: AckIncomplete, state: Queued, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { delete(f.Mail.Reading.Elements, Contact) }},
		{name: "a suspicious one is held and not answered", status: StatusHeld, aside: AsideSuspicious, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Warnings = []Warning{Suspicious} }},
		{name: "ordinary mail that may be an application is shown to a person", aside: AsideDoubtful, keep: true,
			change: func(f *Facts, _ *Policy) {
				f.Mail.Reading.Kind, f.Mail.Reading.Doubt = Other, Application
			}},
		{name: "a machine is not answered", status: StatusComplete, aside: AsideMachine, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Machine = true }},
		{name: "nobody to answer", status: StatusComplete, aside: AsideNotAnswered, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.ReplyTo = Address{} }},
		{name: "we do not write to ourselves", status: StatusComplete, aside: AsideNotAnswered, keep: true, open: true,
			change: func(_ *Facts, p *Policy) { p.Own = func(string) bool { return true } }},
		{name: "a muted address is not answered", status: StatusComplete, aside: AsideMuted, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Muted = true }},
		{name: "observe mode holds the letter", status: StatusComplete, letter: AckComplete, state: Held, keep: true, open: true,
			change: func(_ *Facts, p *Policy) { p.Mode = Observe }},
		{name: "an address outside a test set-up is held", status: StatusComplete, letter: AckComplete, state: Held, keep: true, open: true,
			change: func(_ *Facts, p *Policy) { p.Allowed = func(string) bool { return false } }},
		{name: "the cap of letters a day holds the letter", status: StatusComplete, letter: AckComplete, state: Held, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.LettersToday = 5 }},
		{name: "backfill is silent", status: StatusComplete, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Quiet = QuietBackfill }},
		{name: "mail from before the first start is shown, not answered", status: StatusComplete, aside: AsideOld, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Quiet = QuietOld }},
		{name: "mail from the junk folder is shown, not answered", status: StatusComplete, aside: AsideJunk, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Quiet = QuietJunk }},
		{name: "an application over the size limit is held", status: StatusHeld, aside: AsideTooLarge, keep: true, open: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Truncated = true }},
		{name: "an application that fits no call is set aside", aside: AsideNoCall, keep: true,
			change: func(f *Facts, _ *Policy) { f.Call = nil }},
		{name: "an application with a case number opens no second case", aside: AsideKnownCase, keep: true,
			change: func(f *Facts, _ *Policy) { f.Case = known }},
		{name: "ordinary mail leaves nothing", change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind = Other }},
		{name: "ordinary mail in the junk folder leaves nothing",
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind, f.Mail.Quiet = Other, QuietJunk }},
		{name: "a newsletter leaves nothing, however large",
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind, f.Mail.Truncated = Bulk, true }},
		{name: "what was too large to be read whole is shown", aside: AsideTooLarge, keep: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind, f.Mail.Truncated = Other, true }},
		{name: "a supplement from somebody else waits for a person", aside: AsideStranger, keep: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind, f.Case = Supplement, known }},
		{name: "a supplement to no case waits for a person", aside: AsideUnknownCase, keep: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind = Supplement }},
		{name: "a forged withdrawal is shown as suspicious", aside: AsideSuspicious, keep: true,
			change: func(f *Facts, _ *Policy) {
				f.Mail.Reading.Kind, f.Mail.Reading.Warnings, f.Case = Withdrawal, []Warning{Suspicious}, known
			}},
		{name: "a bounce of our letter is shown", aside: AsideLetterBounce, keep: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind, f.Letter, f.Case = Bounce, letter, known }},
		{name: "a bounce of the person's own letter is left alone",
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind = Bounce }},
		{name: "an automatic answer to a case is kept and not answered", keep: true,
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind, f.Case = AutoReply, known }},
		{name: "an automatic answer to somebody else is left alone",
			change: func(f *Facts, _ *Policy) { f.Mail.Reading.Kind = AutoReply }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			call := testCall
			f := Facts{Mail: &Mail{Reading: completeReading()}, Now: time.Date(2021, 5, 3, 9, 0, 0, 0, time.UTC), Call: &call}
			p := Policy{Mode: Send, LettersPerAddressDay: 5}
			if tt.change != nil {
				tt.change(&f, &p)
			}
			c := Decide(f, p)
			if c.Keep != tt.keep || c.Open != tt.open || c.Aside != tt.aside {
				t.Errorf("keep %v, open %v, aside %q; want %v, %v, %q", c.Keep, c.Open, c.Aside, tt.keep, tt.open, tt.aside)
			}
			if tt.open && c.Case.Status != tt.status {
				t.Errorf("status %q, want %q", c.Case.Status, tt.status)
			}
			if c.Why == "" {
				t.Error("no reason is given")
			}
			if tt.letter == "" {
				if len(c.Letters) != 0 {
					t.Errorf("wants to send %v", c.Letters)
				}
				return
			}
			if len(c.Letters) != 1 || c.Letters[0].Name != tt.letter || c.Letters[0].State != tt.state {
				t.Fatalf("letters %+v, want one %s, %s", c.Letters, tt.letter, tt.state)
			}
			if want := completeReading().ReplyTo; c.Letters[0].To != want {
				t.Errorf("the letter goes to %v, want %v", c.Letters[0].To, want)
			}
			if held := c.Letters[0].State == Held; held != (c.Letters[0].Reason != "") {
				t.Errorf("state %s with reason %q", c.Letters[0].State, c.Letters[0].Reason)
			}
		})
	}
}

func TestDecideAddressesOfCase(t *testing.T) {
	call := testCall
	c := Decide(Facts{Mail: &Mail{Reading: completeReading()}, Call: &call}, Policy{Mode: Send})
	// The one who is answered comes first: later letters go there too.
	want := []string{"bidrag@regionx.example", "siv.berg@regionx.example", "ola.ek@regionx.example"}
	if !slices.Equal(c.Case.Addresses, want) {
		t.Errorf("addresses %v, want %v", c.Case.Addresses, want)
	}
}

func TestAsideReasonsAreWorded(t *testing.T) {
	for _, code := range AsideReasons() {
		if code.English() == string(code) {
			t.Errorf("%q has no English wording", code)
		}
	}
	if got := AsideReason("the mail could not be read").English(); got != "the mail could not be read" {
		t.Errorf("free text is shown as %q", got)
	}
}
