package medelbot

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

const tokenText = "k7f3-9d2m-qqtz-4wba"

// commandFacts is a mail of the project leader that grants the case, with the
// code of their own digest.
func commandFacts() Facts {
	f := caseFacts(testCase(StatusComplete))
	f.Token = &Token{Hash: TokenHash(tokenText), Case: f.Case.Number, Person: lead.Name, Assessed: f.Case.Assessed(),
		Issued: noon.Add(-24 * time.Hour), Expires: noon.Add(29 * 24 * time.Hour)}
	f.Mail = &Mail{
		Folder: FolderKey{Mailbox: "box"},
		Reading: Reading{
			Kind: Command, Reply: NoLetter, Trust: TrustPass, Case: f.Case.Number, Cases: []string{f.Case.Number},
			From:    Address{Email: "harald@skr.example"},
			Command: &CommandMail{Token: tokenText, Lines: []CommandLine{{Text: "BEVILJA", Word: WordDeed, Order: Order{Deed: DeedGrant}}}},
		},
	}
	return f
}

func line(text string, o Order) CommandLine {
	return CommandLine{Text: text, Word: WordDeed, Order: o}
}

func TestCommandOfCoordinator(t *testing.T) {
	f := commandFacts()
	c := Decide(f, testPolicy())
	if len(c.Case.Votes) != 1 || c.Case.Votes[0].Person != lead.Name || !c.Spend || c.Aside != AsideNone {
		t.Fatalf("%+v", c)
	}
	l := letterOf(c, TranscriptLetter)
	if l == nil || l.To.Email != lead.Addresses[0] || len(l.Results) != 1 || l.Results[0].Refused != "" || !l.Results[0].Waiting {
		t.Errorf("transcript %+v", l)
	}
	// From another of the person's addresses, too; the transcript goes to the first.
	f = commandFacts()
	f.Mail.Reading.From.Email = "Harald@SKL.example"
	if c := Decide(f, testPolicy()); len(c.Case.Votes) != 1 || letterOf(c, TranscriptLetter).To.Email != lead.Addresses[0] {
		t.Errorf("from the second address: %+v", c)
	}
}

// None of these may change anything (promise 5).
func TestForgedCommands(t *testing.T) {
	type change = func(*Facts)
	from := func(email string) change { return func(f *Facts) { f.Mail.Reading.From.Email = email } }
	reading := func(do func(*Reading)) change { return func(f *Facts) { do(&f.Mail.Reading) } }
	token := func(do func(*Token)) change { return func(f *Facts) { do(f.Token) } }
	stale := func(key ElementKey, e Element) change {
		return func(f *Facts) { f.Case.Elements[key] = e }
	}
	order := func(lines ...CommandLine) change {
		return func(f *Facts) { f.Mail.Reading.Command.Lines = lines }
	}
	tests := []struct {
		name   string
		change change
		code   RefusalCode // "" if the mail is only set aside
	}{
		{"a stranger", from("mallory@evil.example"), RefusedStranger},
		{"the applicant", from("siv.berg@regionx.example"), RefusedStranger},
		{"nobody in From", from(""), RefusedStranger},
		{"a look-alike domain", from("harald@skr.examp1e"), RefusedStranger},
		{"a subdomain of ours", from("harald@mail.skr.example"), RefusedStranger},
		{"our domain as a subdomain of another", from("harald@skr.example.evil.example"), RefusedStranger},
		{"a colleague without the right", from("lena@skr.example"), RefusedStranger},
		{"an address with a plus", from("harald+x@skr.example"), RefusedStranger},
		{"a Cyrillic a in the address", from("hаrald@skr.example"), RefusedStranger},
		{"no verdict of our border", reading(func(r *Reading) { r.Trust = TrustNone }), RefusedNoPass},
		{"a failed verdict", reading(func(r *Reading) { r.Trust = TrustFail }), RefusedNoPass},
		{"a pass, and yet suspicious: two From, hidden text", reading(func(r *Reading) { r.Warnings = []Warning{Suspicious} }), RefusedNoPass},
		{"sent by a program", reading(func(r *Reading) { r.Machine = true }), ""},
		{"found in the junk folder", func(f *Facts) { f.Mail.Quiet = QuietJunk }, ""},
		{"older than the first start", func(f *Facts) { f.Mail.Quiet = QuietOld }, ""},
		{"ingested from a file", func(f *Facts) { f.Mail.Quiet = QuietBackfill }, ""},
		{"cut at the size limit", func(f *Facts) { f.Mail.Truncated = true }, ""},
		{"no code", func(f *Facts) { f.Mail.Reading.Command.Token, f.Token = "", nil }, RefusedNoToken},
		{"a guessed code", func(f *Facts) { f.Mail.Reading.Command.Token, f.Token = "aaaa-aaaa", nil }, RefusedBadToken},
		{"the code of the other coordinator's digest", token(func(k *Token) { k.Person = second.Name }), RefusedOtherToken},
		{"a code that was used: replayed", token(func(k *Token) { k.Used = noon.Add(-time.Minute) }), RefusedUsedToken},
		{"a code that was used this instant", token(func(k *Token) { k.Used = noon }), RefusedUsedToken},
		{"an expired code", token(func(k *Token) { k.Expires = noon.Add(-time.Second) }), RefusedOldToken},
		{"a code of tomorrow, after the clock went back", token(func(k *Token) { k.Issued = noon.Add(time.Hour) }), RefusedOldToken},
		{"the code of another case", token(func(k *Token) { k.Case = "PK-2021-0008" }), RefusedOtherCase},
		{"the code of a mail set aside", token(func(k *Token) { k.Case, k.Aside = "", 12 }), RefusedOtherCase},
		{"a general code", token(func(k *Token) { k.Case = "" }), RefusedOtherCase},
		{"the code's case, and another one in the subject", reading(func(r *Reading) { r.Case = "PK-2021-0008" }), RefusedOtherCase},
		{"another case beside the command", func(f *Facts) { f.Mail.Reading.Command.Lines[0].Case = "PK-2021-0008" }, RefusedOtherCase},
		{"a general code and no case at all", func(f *Facts) { f.Token.Case, f.Case, f.Mail.Reading.Case = "", nil, "" }, RefusedNoCase},
		{"the sum was changed since", stale(Amount, Element{Status: OK, Value: &Value{SEK: 99_000}}), RefusedStaleToken},
		{"the account was changed since", stale(Account, Element{Status: OK, Value: &Value{Type: "bankgiro", Number: "5555-5551"}}), RefusedStaleToken},
		{"an element has gone since", stale(Contact, Element{Status: Missing}), RefusedStaleToken},
		{"an element has come since", stale(Purpose, Element{Status: OK, Value: &Value{Text: "x"}}), RefusedStaleToken},
		{"the case is decided", func(f *Facts) { f.Case.Status = StatusGranted }, RefusedStatus},
		{"the case is held", func(f *Facts) { f.Case.Status = StatusHeld }, RefusedStatus},
		{"the case is closed", func(f *Facts) { f.Case.Status = StatusClosed }, RefusedStatus},
		{"more than the call gives", order(line("BEVILJA 1000000", Order{Deed: DeedGrant, SEK: 1_000_000})), RefusedOverCap},
		{"a deputy off duty", func(f *Facts) { f.Mail.Reading.From.Email, f.Token.Person = deputy.Addresses[0], deputy.Name }, RefusedOff},
		{"a line that is no command", order(line("BEVILJA", Order{Deed: DeedGrant}), CommandLine{Text: "BETALLA", Fault: string(RefusedUnknown)}), RefusedUnknown},
		{"one good command and one that cannot be done", order(line("BEVILJA", Order{Deed: DeedGrant}), line("UTBETALD", Order{Deed: DeedPay})), RefusedStatus},
		{"no lines", order(), RefusedUnknown},
		{"no commands were read", reading(func(r *Reading) { r.Command = nil }), RefusedUnknown},
		{"making a case of a mail that waits no more", order(CommandLine{Text: "GÖR ÄRENDE", Word: WordTake}), RefusedNoCase},
		{"a pause without a code", func(f *Facts) {
			order(CommandLine{Text: "PAUSA", Word: WordPause})(f)
			f.Mail.Reading.Command.Token, f.Token = "", nil
		}, RefusedNoToken},
		{"an end of the pause with another's code", func(f *Facts) {
			order(CommandLine{Text: "ÅTERUPPTA", Word: WordResume})(f)
			f.Token.Person = second.Name
		}, RefusedOtherToken},
	}
	if len(tests) < 40 {
		t.Errorf("%d kinds of forged commands are tried, 40 should be", len(tests))
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := commandFacts()
			tt.change(&f)
			var before *Case
			if f.Case != nil {
				k := f.Case.Copy()
				before = &k
			}
			c := Decide(f, testPolicy())
			if c.Spend || c.Undone || c.Open || c.Also != nil || c.Pause || c.Resume || c.TakeAside != 0 || c.CloseAside {
				t.Errorf("something was done: %+v", c)
			}
			if before != nil && !reflect.DeepEqual(*c.Case, *before) {
				t.Errorf("the case was changed: %+v, was %+v", *c.Case, *before)
			}
			if !c.Keep {
				t.Error("the mail is not kept")
			}
			for _, l := range c.Letters {
				if _, ours := testPolicy().personOf(l.To.Email); !ours || !l.Name.ToCoordinator() {
					t.Errorf("%s goes to %s", l.Name, l.To.Email)
				}
			}
			if tt.code == "" {
				if c.Aside == AsideNone {
					t.Error("nobody is shown it")
				}
				return
			}
			logged := false
			for _, e := range c.Events {
				if e.Name == EventRefused {
					logged = logged || fmt.Sprint(e.Payload.(map[string]any)["code"]) == string(tt.code)
				} else {
					t.Errorf("the log says %s", e.Name)
				}
			}
			if !logged {
				t.Errorf("the log does not say %s: %+v", tt.code, c.Events)
			}
			if len(c.Letters) == 0 {
				t.Error("no coordinator is told")
			}
		})
	}
}

func TestForgeryDoesNotFloodTheCoordinators(t *testing.T) {
	f := commandFacts()
	f.Mail.Reading.From.Email, f.NoticesToday = "mallory@evil.example", noticesPerDay
	if c := Decide(f, testPolicy()); len(c.Letters) != 0 || c.Aside != AsideRefused {
		t.Errorf("%+v", c)
	}
}

// What stops something holds whatever has been changed since.
func TestUndoWithAnOldDigest(t *testing.T) {
	f := commandFacts()
	f.Case = testCase(StatusGranted)
	f.Case.Elements[Account] = Element{Status: OK, Value: &Value{Type: "bankgiro", Number: "5555-5551"}}
	f.Decision = &Letter{State: Queued}
	f.Mail.Reading.Command.Lines = []CommandLine{line("ÅNGRA", Order{Deed: DeedUndo})}
	if c := Decide(f, testPolicy()); !c.Undone || c.Case.Status != StatusComplete {
		t.Errorf("%+v", c)
	}
}

func TestCommandsWithoutCode(t *testing.T) {
	for _, word := range []Word{WordHelp, WordStatus} {
		f := commandFacts()
		f.Mail.Reading.Command = &CommandMail{Lines: []CommandLine{{Text: string(word), Word: word}}}
		f.Token, f.Case, f.Mail.Reading.Cases, f.Mail.Reading.Case = nil, nil, nil, ""
		c := Decide(f, testPolicy())
		if l := letterOf(c, TranscriptLetter); l == nil || l.Results[0].Refused != "" || c.Spend || len(c.Events) != 0 {
			t.Errorf("%s: %+v", word, c)
		}
	}
}

func TestSeveralCommands(t *testing.T) {
	f := commandFacts()
	f.Case.Status = StatusGranted
	f.Case.Decision = &Decision{Outcome: DeedGrant, SEK: 50_000, At: noon.Add(-time.Hour), Final: noon.Add(-time.Minute)}
	f.Mail.Reading.Command.Lines = []CommandLine{
		line("BEKRÄFTA KONTO", Order{Deed: DeedConfirm, Element: Account}), line("UTBETALD", Order{Deed: DeedPay})}
	c := Decide(f, testPolicy())
	if c.Case.Status != StatusPaid || c.Case.Elements[Account].Vouched != VouchedByPerson || len(letterOf(c, TranscriptLetter).Results) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestTakeAside(t *testing.T) {
	f := commandFacts()
	f.Case, f.Mail.Reading.Case, f.Mail.Reading.Cases = nil, "", nil
	f.Token.Case, f.Token.Aside, f.Aside = "", 12, &AsideMail{ID: 12}
	f.Mail.Reading.Command.Lines = []CommandLine{{Text: "GÖR ÄRENDE", Word: WordTake}}
	if c := Decide(f, testPolicy()); c.TakeAside != 12 || !c.Spend {
		t.Errorf("%+v", c)
	}
}

func TestTokenHashForgivesTyping(t *testing.T) {
	if TokenHash("K7F3 9d2m-QQTZ4wba") != TokenHash(tokenText) {
		t.Error("capitals, blanks and hyphens change the code")
	}
	if TokenHash("k7f3-9d2m-qqtz-4wbb") == TokenHash(tokenText) {
		t.Error("another code is the same")
	}
}

// A coordinator who is told that the applicant was asked waits for the answer:
// a letter that does not leave is told of.
func TestTranscriptTellsOfHeldLetters(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Facts, *Policy)
		want   string
	}{
		{"it leaves", nil, ""},
		{"observe mode", func(_ *Facts, p *Policy) { p.Mode = Observe }, HeldObserve},
		{"the day's letters are out", func(f *Facts, p *Policy) { f.LettersToday, p.LettersPerAddressDay = 5, 5 }, HeldCap},
		{"an address that nobody writes to in tests", func(_ *Facts, p *Policy) {
			p.Allowed = func(a string) bool { return a == lead.Addresses[0] }
		}, HeldNotAllowed},
		{"a muted address", func(f *Facts, _ *Policy) { f.Muted = true }, HeldMuted},
		{"no address", func(f *Facts, _ *Policy) { f.Case.Addresses = nil }, HeldNoAddress},
		{"only our own address", func(f *Facts, p *Policy) { p.Own = func(a string) bool { return a == f.Case.Addresses[0] } }, HeldNoAddress},
	}
	for _, tt := range tests {
		f, p := commandFacts(), testPolicy()
		f.Mail.Reading.Command.Lines = []CommandLine{
			line("KOMPLETTERA: Hur många?", Order{Deed: DeedRequest, Text: "Hur många?"}), line("ANTECKNA: x", Order{Deed: DeedNote, Text: "x"}),
		}
		if tt.change != nil {
			tt.change(&f, &p)
		}
		l := letterOf(Decide(f, p), TranscriptLetter)
		if l == nil || len(l.Results) != 2 || l.Results[0].Refused != "" || l.Results[0].Held != tt.want || l.Results[1].Held != "" {
			t.Errorf("%s: %+v", tt.name, l)
		}
	}
}
