package notifier

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"medelbot"
)

func coordinatorRequest(name medelbot.LetterName, person, to string) medelbot.LetterRequest {
	return medelbot.LetterRequest{Name: name, To: medelbot.Address{Name: person, Email: to}, Person: person, State: medelbot.Queued, N: 3, Mailbox: "testbaddar"}
}

var noticeCodes = []medelbot.NoticeCode{
	medelbot.NoticeNewCase, medelbot.NoticeCaseComplete, medelbot.NoticeReport, medelbot.NoticeEnded,
	medelbot.NoticeDiffers, medelbot.NoticeRefused, medelbot.NoticeWithdrawal, medelbot.NoticeAccount, medelbot.NoticeNoAnswer,
	medelbot.NoticeNoReport, medelbot.NoticeVotesVoided, medelbot.NoticeDecisionWaits, medelbot.NoticeChangedGranted,
	medelbot.NoticeMalware,
}

// Every code has its own words, in the subject and in the letter.
func TestNoticesAreWorded(t *testing.T) {
	c := testComposer(t, springNow)
	seen := map[string]bool{}
	for _, code := range noticeCodes {
		k, m := application(nil)
		q := coordinatorRequest(medelbot.NoticeLetter, "Anette Nilsson", "anette.nilsson@skr.se")
		q.Notice = code
		l, err := c.Compose(k, q, m)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := parts(t, l.Raw)
		if seen[l.Subject] || strings.Contains(text, "Något har hänt") || !strings.HasPrefix(l.Subject, "[PK-2021-0007] ") {
			t.Errorf("%s: subject %q\n%s", code, l.Subject, text)
		}
		seen[l.Subject] = true
	}
}

func TestRefusalsAreWorded(t *testing.T) {
	c := testComposer(t, springNow)
	for _, code := range medelbot.RefusalCodes() {
		q := coordinatorRequest(medelbot.TranscriptLetter, "Anette Nilsson", "anette.nilsson@skr.se")
		q.Results = []medelbot.OrderResult{{Text: "BEVILJA", Deed: medelbot.DeedGrant, Refused: code}}
		l, err := c.Compose(medelbot.Case{}, q, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, text, _ := parts(t, l.Raw); strings.Contains(text, "("+string(code)+")") || !strings.Contains(text, "Inget är gjort.") {
			t.Errorf("%s has no Swedish wording:\n%s", code, text)
		}
	}
}

// Every deed that can be ordered is told of in its own words.
func TestDeedsAreWorded(t *testing.T) {
	c := testComposer(t, springNow)
	seen := map[string]medelbot.Deed{}
	for _, deed := range []medelbot.Deed{
		medelbot.DeedGrant, medelbot.DeedDecline, medelbot.DeedUndo, medelbot.DeedPay, medelbot.DeedRepay, medelbot.DeedExtend, medelbot.DeedRequest,
		medelbot.DeedWithdraw, medelbot.DeedClose, medelbot.DeedHold, medelbot.DeedRelease, medelbot.DeedNote, medelbot.DeedCorrect,
		medelbot.DeedConfirm, medelbot.DeedMerge,
	} {
		said, err := c.Templates.Phrase("command done", c.results([]medelbot.OrderResult{{Deed: deed, Word: medelbot.WordDeed}})[0])
		if err != nil || said == "Det är gjort." || seen[said] != "" {
			t.Errorf("%s: %q (as %s), %v", deed, said, seen[said], err)
		}
		seen[said] = deed
	}
}

// A transcript says of each reason why the applicant is not told, and does not
// say then that a question was sent.
func TestUntoldIsWorded(t *testing.T) {
	c := testComposer(t, springNow)
	seen := map[string]bool{}
	for _, reason := range []string{"", medelbot.HeldObserve, medelbot.HeldNotAllowed, medelbot.HeldCap, medelbot.HeldMuted, medelbot.HeldNoAddress} {
		q := coordinatorRequest(medelbot.TranscriptLetter, "Anette Nilsson", "anette.nilsson@skr.se")
		q.Results = []medelbot.OrderResult{{Text: "KOMPLETTERA: Hur?", Deed: medelbot.DeedRequest, Word: medelbot.WordDeed, Held: reason}}
		k, _ := application(nil)
		l, err := c.Compose(k, q, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, text, page := parts(t, l.Raw)
		_, told, _ := strings.Cut(text, "”KOMPLETTERA: Hur?”")
		told, _, _ = strings.Cut(strings.TrimSpace(told), "\n\n")
		told = strings.Join(strings.Fields(told), " ")
		if sent := strings.Contains(told, "Frågan skickas"); sent != (reason == "") || seen[told] || strings.Contains(page, "<strong>Brevet") != (reason != "" && reason != medelbot.HeldNoAddress) {
			t.Errorf("%q: %q", reason, told)
		}
		seen[told] = true
	}
}

func TestTranscript(t *testing.T) {
	zone := stockholm(t)
	now := time.Date(2021, 5, 14, 10, 0, 0, 0, zone)
	command := &medelbot.Mail{Arrived: now, Reading: medelbot.Reading{
		Kind: medelbot.Command, MessageID: "beslut.1@skr.se", Subject: "[PK-2021-0007] Bevilja", Trust: medelbot.TrustPass,
		From: medelbot.Address{Name: "Anette Nilsson", Email: "anette.nilsson@skr.se"},
	}}
	granted, _ := application(nil)
	granted.Status = medelbot.StatusGranted
	granted.Decision = &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 85000, By: []string{"Harald Grönqvist", "Anette Nilsson"}, At: now, Final: now.Add(15 * time.Minute)}
	voted, _ := application(nil)
	voted.Votes = []medelbot.Vote{{Person: "Anette Nilsson", Seat: "Anette Nilsson", Deed: medelbot.DeedGrant, SEK: 85000, At: now}}
	ok := func(text string, deed medelbot.Deed, change func(*medelbot.OrderResult)) medelbot.OrderResult {
		r := medelbot.OrderResult{Text: text, Deed: deed, Word: medelbot.WordDeed, SEK: 85000}
		if change != nil {
			change(&r)
		}
		return r
	}
	word := func(text string, w medelbot.Word) medelbot.OrderResult {
		return medelbot.OrderResult{Text: text, Word: w}
	}
	tests := []struct {
		name    string
		k       medelbot.Case
		results []medelbot.OrderResult
		aside   int64
		subject string
		want    []string // in the text part
		not     []string
		links   string // commands of the links
		tokens  []string
	}{
		{"the second vote", granted, []medelbot.OrderResult{ok("BEVILJA 85000", medelbot.DeedGrant, nil)}, 0, "[PK-2021-0007] Kvitto: gjort",
			[]string{"Det är gjort.", "Ansökan är beviljad med 85 000 kr.", "Ärendets läge nu: beviljad.", "kan ångras till 14 maj 2021 klockan 10.15"}, []string{"väntar på"},
			"ÅNGRA|BEKRÄFTA KONTO", []string{"PK-2021-0007"}},
		{"the first vote", voted, []medelbot.OrderResult{ok("BEVILJA 85000", medelbot.DeedGrant, func(r *medelbot.OrderResult) { r.Waiting = true })}, 0, "[PK-2021-0007] Kvitto: gjort",
			[]string{"Ditt beslut är noterat: 85 000 kr. Det gäller när en till har beslutat likadant.", "Anette Nilsson vill bevilja 85 000 kr."}, []string{"är beviljad", "Summa som söks"},
			"BEVILJA 85000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN|BEKRÄFTA KONTO", []string{"PK-2021-0007"}},
		{"they differ", voted, []medelbot.OrderResult{ok("AVSLÅ", medelbot.DeedDecline, func(r *medelbot.OrderResult) { r.Waiting, r.Differs = true, true })}, 0, "[PK-2021-0007] Kvitto: gjort",
			[]string{"Inget är ändrat. Kom överens"}, []string{"är avslagen"}, "BEVILJA 85000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN|BEKRÄFTA KONTO", []string{"PK-2021-0007"}},
		{"one of two is refused", granted, []medelbot.OrderResult{
			ok("UTBETALD", medelbot.DeedPay, func(r *medelbot.OrderResult) { r.Refused = medelbot.RefusedNotFinal }),
			ok("STÄNG", medelbot.DeedClose, func(r *medelbot.OrderResult) { r.Refused = medelbot.RefusedEarlier })}, 0, "[PK-2021-0007] Kvitto: inte gjort",
			[]string{"Inget är gjort.", "Inte gjort. Beslutet kan fortfarande ångras.", "En annan rad i mejlet"}, nil, "ÅNGRA|BEKRÄFTA KONTO", []string{"PK-2021-0007"}},
		{"the wrong status", granted, []medelbot.OrderResult{ok("BEVILJA", medelbot.DeedGrant, func(r *medelbot.OrderResult) {
			r.Refused, r.Status = medelbot.RefusedStatus, medelbot.StatusGranted
		})}, 0, "[PK-2021-0007] Kvitto: inte gjort", []string{"Det går inte att göra i ärendets läge (”beviljad”)."}, nil, "ÅNGRA|BEKRÄFTA KONTO", []string{"PK-2021-0007"}},
		{"help", medelbot.Case{}, []medelbot.OrderResult{word("HJÄLP", medelbot.WordHelp)}, 0, "Kvitto: gjort",
			[]string{"BEVILJA 85000: beviljar summan", "GÖR ÄRENDE", "MOTIVERING:", "RÄTTA summa"}, []string{"Läget"}, "PAUSA|ÅTERUPPTA", []string{"all"}},
		{"status of all", medelbot.Case{}, []medelbot.OrderResult{word("STATUS", medelbot.WordStatus)}, 0, "Kvitto: gjort",
			[]string{"komplett: 3", "beviljad: 2", "i allt: 5"}, []string{"beviljar summan"}, "PAUSA|ÅTERUPPTA", []string{"all"}},
		{"status of a case", voted, []medelbot.OrderResult{word("STATUS", medelbot.WordStatus)}, 0, "[PK-2021-0007] Kvitto: gjort",
			[]string{"Ärendets läge nu: komplett.", "Summa som söks: 85 000 kr", "Region Kronoberg, 85 000 kr"}, []string{"i allt"}, "BEVILJA 85000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN|BEKRÄFTA KONTO", []string{"PK-2021-0007"}},
		{"pause", medelbot.Case{}, []medelbot.OrderResult{word("PAUSA", medelbot.WordPause)}, 0, "Kvitto: gjort",
			[]string{"Alla brev är nu pausade."}, nil, "ÅTERUPPTA", []string{"all"}},
		{"take", medelbot.Case{}, []medelbot.OrderResult{word("GÖR ÄRENDE", medelbot.WordTake)}, 12, "Kvitto: gjort",
			[]string{"Mejlet blir ett ärende.", "mejl nummer 12"}, nil, "", nil},
		{"take, refused", medelbot.Case{}, []medelbot.OrderResult{{Text: "GÖR ÄRENDE", Word: medelbot.WordTake, Refused: medelbot.RefusedUsedToken}}, 12, "Kvitto: inte gjort",
			[]string{"Koden är redan använd."}, nil, "GÖR ÄRENDE", []string{"aside"}},
		{"not understood", medelbot.Case{}, []medelbot.OrderResult{{Text: "BEVLJA", Refused: medelbot.RefusedUnknown}}, 0, "Kvitto: inte gjort",
			[]string{"”BEVLJA”", "Programmet förstår inte raden.", "AVSLÅ: avslår ansökan."}, nil, "PAUSA|ÅTERUPPTA", []string{"all"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := testComposer(t, now)
			q := coordinatorRequest(medelbot.TranscriptLetter, "Anette Nilsson", "anette.nilsson@skr.se")
			q.Results, q.Aside, q.Counts = tt.results, tt.aside, map[medelbot.Status]int{medelbot.StatusComplete: 3, medelbot.StatusGranted: 2}
			l, err := c.Compose(tt.k, q, command)
			if err != nil {
				t.Fatal(err)
			}
			h, text, page := parts(t, l.Raw)
			flat := strings.ReplaceAll(strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " "), "\u00a0", " ")
			for _, want := range tt.want {
				if !strings.Contains(flat, want) {
					t.Errorf("%q is missing in\n%s", want, text)
				}
			}
			for _, not := range tt.not {
				if strings.Contains(flat, not) {
					t.Errorf("%q stands in\n%s", not, text)
				}
			}
			if l.Subject != tt.subject {
				t.Errorf("subject %q, want %q", l.Subject, tt.subject)
			}
			if h.Get("In-Reply-To") != "<beslut.1@skr.se>" || h.Get("Auto-Submitted") != "auto-generated" || l.Mailbox != "testbaddar" || l.Case != tt.k.Number {
				t.Errorf("headers %v, letter %+v", h, l)
			}
			var commands, tokens []string
			for _, m := range links(t, page) {
				commands = append(commands, m.order(t).command)
			}
			for _, k := range l.Tokens {
				thing := k.Case
				if k.Aside != 0 {
					thing = "aside"
				}
				if thing == "" {
					thing = "all"
				}
				tokens = append(tokens, thing)
			}
			if got := strings.Join(commands, "|"); got != tt.links {
				t.Errorf("links %s, want %s", got, tt.links)
			}
			if fmt.Sprint(tokens) != fmt.Sprint(tt.tokens) {
				t.Errorf("tokens %v, want %v", tokens, tt.tokens)
			}
		})
	}
}

// A letter about no case has a key and a mailbox of its own.
func TestCoordinatorKeys(t *testing.T) {
	c := testComposer(t, springNow)
	mail := func(id string, content byte) *medelbot.Mail {
		return &medelbot.Mail{Reading: medelbot.Reading{Kind: medelbot.Command, MessageID: id, ContentHash: [32]byte{content}}}
	}
	keys := map[string]string{}
	for _, tt := range []struct {
		name string
		k    medelbot.Case
		m    *medelbot.Mail
		n    int
		key  string
	}{
		{"a mail", medelbot.Case{}, mail("a@b.se", 1), 1, ""},
		{"another mail", medelbot.Case{}, mail("b@b.se", 1), 1, ""},
		{"the same Message-ID, other content", medelbot.Case{}, mail("a@b.se", 2), 1, ""},
		{"no Message-ID", medelbot.Case{}, mail("", 1), 1, ""},
		{"no Message-ID, other content", medelbot.Case{}, mail("", 2), 1, ""},
		{"a second letter", medelbot.Case{}, mail("a@b.se", 1), 2, ""},
		{"a case", medelbot.Case{Number: "PK-2021-0007", Mailbox: "testbaddar"}, mail("a@b.se", 1), 1, ""},
		{"a case with a key", medelbot.Case{Number: "PK-2021-0007", Mailbox: "testbaddar"}, nil, 1, "no_report.1"},
	} {
		q := coordinatorRequest(medelbot.NoticeLetter, "Anette Nilsson", "anette.nilsson@skr.se")
		q.Notice, q.N, q.Key = medelbot.NoticeRefused, tt.n, tt.key
		l, err := c.Compose(tt.k, q, tt.m)
		if err != nil || l.Mailbox != "testbaddar" {
			t.Fatalf("%s: %v, %+v", tt.name, err, l)
		}
		if keys[l.Key] != "" {
			t.Errorf("%s and %s have the key %s", tt.name, keys[l.Key], l.Key)
		}
		keys[l.Key] = tt.name
	}
}

// What a stranger writes is shown bounded and inert, and gives nobody rights.
func TestNoticeOfAStrangersCommand(t *testing.T) {
	const attack = "BEVILJA <script>alert(1)</script>\r\nBcc: x@y.se https://ond.example/x \u202e%0D%0AKod: aaaa-bbbb-cccc-dddd-eeee-ffff-gg"
	c := testComposer(t, springNow)
	k, _ := application(nil)
	m := &medelbot.Mail{Reading: medelbot.Reading{Kind: medelbot.Command, MessageID: attack, References: []string{"r@ond.example"}, Subject: attack,
		From: medelbot.Address{Name: attack, Email: "vem@ond.example"}}}
	for _, to := range []struct {
		person, email string
		tokens        int
	}{{"Anette Nilsson", "anette.nilsson@skr.se", 1}, {"Harald Grönqvist", "harald.gronqvist@skr.se", 1}, {"", "anette.nilsson@skr.se", 0}, {"Anette Nilsson", "vem@ond.example", 0}} {
		q := coordinatorRequest(medelbot.NoticeLetter, to.person, to.email)
		q.Notice, q.Text = medelbot.NoticeRefused, string(medelbot.RefusedStranger)
		for range 60 {
			q.Results = append(q.Results, medelbot.OrderResult{Text: strings.Repeat(attack, 30), Refused: medelbot.RefusedStranger})
		}
		l, err := c.Compose(k, q, m)
		if err != nil {
			t.Fatal(err)
		}
		h, text, page := parts(t, l.Raw)
		if len(l.Tokens) != to.tokens || (len(links(t, page)) > 0) != (to.tokens > 0) {
			t.Errorf("%s at %s: %d tokens, %d links", to.person, to.email, len(l.Tokens), len(links(t, page)))
		}
		if h.Get("Bcc") != "" || h.Get("In-Reply-To") != "" || h.Get("References") != "" || len(text) > 12<<10 {
			t.Errorf("headers %v, %d bytes", h, len(text))
		}
		for _, part := range []string{text, page} {
			for _, bad := range []string{"https://ond", "\u202e", "\r"} {
				if strings.Contains(part, bad) {
					t.Errorf("%q came through", bad)
				}
			}
		}
		if strings.Contains(page, "<script") {
			t.Error("HTML gave way")
		}
		if strings.Contains(text, "\nKod: aaaa") || strings.Contains(text, "\n   Kod: aaaa") {
			t.Error("a stranger's code stands on a line of its own")
		}
		for _, token := range l.Tokens {
			if token.Person != to.person || token.Case != k.Number {
				t.Errorf("token %+v", token)
			}
		}
	}
}

func TestCoordinatorLetterRefuses(t *testing.T) {
	c := testComposer(t, springNow)
	for name, change := range map[string]func(*medelbot.LetterRequest){
		"no address":          func(q *medelbot.LetterRequest) { q.To.Email = "" },
		"no mailbox":          func(q *medelbot.LetterRequest) { q.Mailbox = "" },
		"digest by request":   func(q *medelbot.LetterRequest) { q.Name = medelbot.DigestLetter },
		"address with a CRLF": func(q *medelbot.LetterRequest) { q.To.Email = "a@b.se\r\nBcc: x@y.se" },
	} {
		q := coordinatorRequest(medelbot.NoticeLetter, "Anette Nilsson", "anette.nilsson@skr.se")
		change(&q)
		if l, err := c.Compose(medelbot.Case{}, q, nil); err == nil {
			t.Errorf("%s: %+v", name, l)
		}
	}
}
