package medelbot

import (
	"testing"
	"time"
)

// Trust must not be won by steps: what a mail states that nobody vouches for
// gives its writer no right over the case (promises 6 and 7).
func TestContactStatedWithoutAPassGetsNoRights(t *testing.T) {
	mallory := Element{Status: OK, Value: &Value{Name: "Eva Ek", Email: "eva@evil.example"}}
	for _, tt := range []struct {
		name   string
		change func(*Facts)
	}{
		{"the first contact, with no verdict", func(f *Facts) {
			f.Case.Elements[Contact], f.Mail.Reading.Trust = Element{Status: Missing}, TrustNone
		}},
		{"another contact, with no verdict", func(f *Facts) { f.Mail.Reading.Trust = TrustNone }},
		{"the first contact, from a colleague with a pass", func(f *Facts) {
			f.Case.Elements[Contact], f.Mail.Reading.From.Email = Element{Status: Missing}, "per@regionx.example"
		}},
	} {
		f := supplementFacts(StatusIncomplete, Elements{Contact: mallory})
		tt.change(&f)
		c := Decide(f, testPolicy())
		next := supplementFacts(StatusIncomplete, giro("5555-5551"))
		next.Case = c.Case
		next.Mail.Reading.From.Email, next.Mail.Reading.Applicant.Email = "eva@evil.example", "eva@evil.example"
		if got := Belongs(next.Case, &next.Mail.Reading); got != NotBelonging {
			t.Errorf("%s: the stated contact belongs by %s", tt.name, got)
		}
	}
}

// Once a coordinator stands for the contact, the address belongs to the case.
func TestConfirmedContactBelongs(t *testing.T) {
	f := caseFacts(testCase(StatusComplete))
	f.Case.Elements[Contact] = Element{Status: OK, Value: &Value{Name: "Eva Ek", Email: "Eva@Glantan.example"}}
	c := mustDo(t, f, by(lead.Name), Order{Deed: DeedConfirm, Element: Contact})
	if got := Belongs(c.Case, &Reading{From: Address{Email: "eva@glantan.example"}}); got != BelongsByAddress {
		t.Errorf("%q, addresses %v", got, c.Case.Addresses)
	}
}

// Only the applicant's own address vouches for an account, not everybody's who
// may add to the case.
func TestWhoVouchesForAnAccount(t *testing.T) {
	for _, tt := range []struct {
		name      string
		applicant string
		from      string
		want      Vouched
	}{
		{"the applicant", "Region X", "siv.berg@regionx.example", VouchedBySender},
		{"the contact", "Region X", "ola.ek@regionx.example", VouchedBySender},
		{"a colleague", "Region X", "per@regionx.example", VouchedByNobody},
		{"a region's colleague", "Region Skåne", "per@skane.se", VouchedByNobody},
		{"an address of the case that is not the region's", "Region Skåne", "siv.berg@regionx.example", VouchedByNobody},
		{"the region's own", "Region Skåne", "siv@skane.se", VouchedBySender},
	} {
		f := supplementFacts(StatusComplete, giro("5555-5551"))
		f.Case.Applicant, f.Case.Elements[Account] = tt.applicant, Element{Status: Missing}
		f.Case.Addresses = append(f.Case.Addresses, "siv@skane.se")
		f.Mail.Reading.From.Email, f.Mail.Reading.Applicant.Email = tt.from, tt.from
		c := Decide(f, testPolicy())
		if e := c.Case.Elements[Account]; e.Vouched != tt.want || e.Value == nil {
			t.Errorf("%s: %+v, want vouched %q", tt.name, e, tt.want)
		}
	}
	// Who applies for a region from elsewhere vouches for no account of it.
	call := testCall
	f := Facts{Mail: &Mail{Reading: completeReading()}, Call: &call, Now: noon}
	r := &f.Mail.Reading
	r.Trust = TrustPass
	r.From.Email, r.Applicant.Email, r.ReplyTo.Email = "eva@skaneregionfonden.se", "eva@skaneregionfonden.se", "eva@skaneregionfonden.se"
	r.Elements[Applicant] = Element{Status: OK, Value: &Value{Name: "Region Skåne"}}
	r.Elements[Account] = giro("5555-5551")[Account]
	if e := Decide(f, testPolicy()).Case.Elements[Account]; e.Payable() {
		t.Errorf("an account that another organisation states for a region: %+v", e)
	}
}

// A mail that answers our letter about one case and names another is about
// nobody knows which.
func TestAnswerThatNamesAnotherCase(t *testing.T) {
	f := supplementFacts(StatusComplete, nil)
	f.Mail.Reading.Kind, f.Mail.Reading.Reply = Withdrawal, AckWithdrawal
	f.Letter, f.Mail.Reading.Cases = &Letter{Case: f.Case.Number}, []string{"PK-2021-0009"}
	if c := Decide(f, testPolicy()); c.Case.Status != StatusComplete || c.Aside != AsideSeveralCases {
		t.Errorf("%+v", c)
	}
	// Of a case that was merged the mail is about the one that goes on.
	f.Letter.Case = "PK-2021-0009"
	if c := Decide(f, testPolicy()); c.Case.Status != StatusWithdrawn {
		t.Errorf("merged: %+v", c)
	}
}

// Nobody is told of a decision but by its own letter, which can be taken back.
func TestDecisionIsToldByItsLetterAlone(t *testing.T) {
	call := testCall
	f := Facts{Mail: &Mail{Reading: completeReading()}, Call: &call, Now: noon}
	twin := Decide(f, testPolicy()).Case
	twin.Number, twin.Status = "PK-2021-0001", StatusGranted
	twin.Decision = &Decision{Outcome: DeedGrant, SEK: 50_000, At: noon.Add(-time.Hour), Final: noon.Add(-time.Minute)}
	f.Others = []Case{*twin}
	if c := Decide(f, testPolicy()); len(c.Letters) != 0 || c.Aside != AsideKnownCase {
		t.Errorf("the application once more: %+v", c)
	}
	g := caseFacts(testCase(StatusGranted))
	g.Decision = &Letter{State: Queued}
	later := Order{Deed: DeedExtend, Day: noon.AddDate(0, 6, 0)}
	if _, err := Do(g, by(lead.Name), later, testPolicy()); err == nil {
		t.Error("another day for the report is told before the decision is")
	}
	g.Decision = &Letter{State: Sent}
	mustDo(t, g, by(lead.Name), later)
}

func TestApplicantsDoNotFloodTheCoordinators(t *testing.T) {
	f := supplementFacts(StatusComplete, giro("5555-5551"))
	f.NoticesToday = applicantNoticesPerDay
	c := Decide(f, testPolicy())
	if letterOf(c, NoticeLetter) != nil || len(c.Case.Warnings) == 0 {
		t.Errorf("a changed account: %+v", c)
	}
	f = supplementFacts(StatusGranted, nil)
	f.Mail.Reading.Kind, f.NoticesToday = Withdrawal, applicantNoticesPerDay
	if c := Decide(f, testPolicy()); letterOf(c, NoticeLetter) != nil || c.Aside != AsideWithdrawal {
		t.Errorf("a withdrawal: %+v", c)
	}
}

// An answering machine at a coordinator's address, and a transcript that comes
// back under another Message-ID, must not go on for ever.
func TestTranscriptsDoNotLoop(t *testing.T) {
	f := commandFacts()
	f.Token, f.TranscriptsToday = nil, transcriptsPerDay
	c := Decide(f, testPolicy())
	if len(c.Letters) != 0 || c.Aside != AsideCommand || !c.Keep {
		t.Errorf("a refused command: %+v", c)
	}
	f = commandFacts()
	f.Mail.Reading.Command = &CommandMail{Lines: []CommandLine{{Text: "STATUS", Word: WordStatus}}}
	f.Token, f.TranscriptsToday = nil, transcriptsPerDay
	if c := Decide(f, testPolicy()); len(c.Letters) != 0 || c.Aside != AsideCommand {
		t.Errorf("a question: %+v", c)
	}
	f = commandFacts()
	f.TranscriptsToday = transcriptsPerDay
	if c := Decide(f, testPolicy()); letterOf(c, TranscriptLetter) == nil {
		t.Errorf("what was carried out is told: %+v", c)
	}
}

// A decision that the same mail takes back is told to nobody, also if the case is
// decided again before its letter would have left.
func TestDecidedAndUndoneInOneMail(t *testing.T) {
	f := commandFacts()
	f.Case.Votes = []Vote{{Person: second.Name, Seat: second.Name, Deed: DeedGrant, SEK: 50_000, At: noon}}
	f.Mail.Reading.Command.Lines = []CommandLine{line("BEVILJA", Order{Deed: DeedGrant}), line("ÅNGRA", Order{Deed: DeedUndo})}
	c := Decide(f, testPolicy())
	if c.Case.Status != StatusComplete || c.Case.Decision != nil {
		t.Fatalf("%+v", c.Case)
	}
	if l := letterOf(c, DecisionGranted); l != nil {
		t.Errorf("%+v", l)
	}
}
