package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser"
)

// linkTime is a Friday within the call of 2021.
var linkTime = time.Date(2021, 5, 14, 10, 0, 0, 0, time.UTC)

// linkCases are cases of every status, in each state that offers other links.
func linkCases() []medelbot.Case {
	element := func(v medelbot.Value) medelbot.Element {
		return medelbot.Element{Status: medelbot.OK, Value: &v, Vouched: medelbot.VouchedBySender, Evidence: &medelbot.Evidence{Source: "body", Quote: "som det står"}}
	}
	decided := func(outcome medelbot.Deed, final time.Duration) *medelbot.Decision {
		return &medelbot.Decision{Outcome: outcome, SEK: 85000, By: []string{"Harald Grönqvist", "Anette Nilsson"},
			At: linkTime.Add(final - 15*time.Minute), Final: linkTime.Add(final)}
	}
	var all []medelbot.Case
	add := func(status medelbot.Status, change func(*medelbot.Case)) {
		k := medelbot.Case{
			Call: "patientkontrakt-2021", Mailbox: "testbaddar", Status: status, Applicant: "Region Kronoberg",
			Addresses: []string{"asa.oberg@kronoberg.example"}, OpenedAt: linkTime.Add(-48 * time.Hour),
			Elements: medelbot.Elements{
				medelbot.Applicant: element(medelbot.Value{Name: "Region Kronoberg"}),
				medelbot.Reference: element(medelbot.Value{}),
				medelbot.Amount:    element(medelbot.Value{SEK: 85000}),
				medelbot.Purpose:   element(medelbot.Value{Text: "Pröva gemensam tidbok på två mottagningar."}),
				medelbot.Effects:   element(medelbot.Value{Text: "Färre ombokningar."}),
				medelbot.Contact:   element(medelbot.Value{Name: "Åsa Öberg", Email: "asa.oberg@kronoberg.example"}),
				medelbot.Account:   element(medelbot.Value{Type: "bankgiro", Number: "5050-1055"}),
			},
		}
		if change != nil {
			change(&k)
		}
		all = append(all, k)
	}
	doubtful := func(k *medelbot.Case) {
		e := k.Elements[medelbot.Account]
		e.Vouched = medelbot.VouchedByNobody
		k.Elements[medelbot.Account] = e
	}
	overdue := func(k *medelbot.Case) {
		k.Decision, k.Paid, k.PaidAt = decided(medelbot.DeedGrant, -2000*time.Hour), 85000, linkTime.Add(-1900*time.Hour)
		k.ReportDue = linkTime.Add(-time.Hour)
	}
	add(medelbot.StatusHeld, nil)
	add(medelbot.StatusIncomplete, func(k *medelbot.Case) { delete(k.Elements, medelbot.Effects) })
	add(medelbot.StatusComplete, nil)
	add(medelbot.StatusComplete, doubtful)
	add(medelbot.StatusGranted, func(k *medelbot.Case) { k.Decision = decided(medelbot.DeedGrant, time.Minute) })
	add(medelbot.StatusGranted, func(k *medelbot.Case) { k.Decision = decided(medelbot.DeedGrant, -time.Hour) })
	add(medelbot.StatusGranted, func(k *medelbot.Case) { k.Decision = decided(medelbot.DeedGrant, -time.Hour); doubtful(k) })
	add(medelbot.StatusDeclined, func(k *medelbot.Case) { k.Decision = decided(medelbot.DeedDecline, time.Minute) })
	add(medelbot.StatusPaid, overdue)
	add(medelbot.StatusReportIncomplete, overdue)
	add(medelbot.StatusReported, overdue)
	add(medelbot.StatusWithdrawn, nil)
	return all
}

// linkDeeds are what the drafts order, by the words that they begin with.
var linkDeeds = []struct {
	command string
	want    medelbot.CommandLine
}{
	{"BEVILJA 85000", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedGrant, SEK: 85000}}},
	{"AVSLÅ", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedDecline}}},
	{"KOMPLETTERA: ", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedRequest}}},
	{"SLÄPP", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedRelease}}},
	{"LÄGG ÅT SIDAN", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedHold}}},
	{"ÅNGRA", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedUndo}}},
	{"UTBETALD 2021-05-14", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedPay}}},
	{"FÖRLÄNG 2021-06-13", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedExtend}}},
	{"STÄNG", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedClose}}},
	{"BEKRÄFTA KONTO", medelbot.CommandLine{Word: medelbot.WordDeed, Order: medelbot.Order{Deed: medelbot.DeedConfirm, Element: medelbot.Account}}},
	{"GÖR ÄRENDE", medelbot.CommandLine{Word: medelbot.WordTake}},
	{"PAUSA", medelbot.CommandLine{Word: medelbot.WordPause}},
	{"ÅTERUPPTA", medelbot.CommandLine{Word: medelbot.WordResume}},
}

// linkTest is an office with cases, to whose letters drafts are sent back.
type linkTest struct {
	*testing.T
	o       *office
	options parser.Options
	mails   int
	cases   int
	seen    map[string]bool // the commands that were sent
}

func newLinkTest(t *testing.T) *linkTest {
	dir := t.TempDir()
	example, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "config.toml")
	example = bytes.Replace(example, []byte(`letters = "observe"`), []byte(`letters = "send"`), 1)
	if err := os.WriteFile(path, example, 0o600); err != nil {
		t.Fatal(err)
	}
	p := &process{now: func() time.Time { return linkTime }, read: parser.Read, config: path}
	o, err := p.foundOffice(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return &linkTest{T: t, o: o, options: mailboxOptions(o.cfg, &o.cfg.Mailboxes[0]), seen: map[string]bool{}}
}

// open files a case under a new number and gives it as it is stored.
func (x *linkTest) open(k medelbot.Case) medelbot.Case {
	x.Helper()
	x.cases++
	k.Number = fmt.Sprintf("PK-2021-%04d", x.cases)
	if err := x.o.store.Import(x.Context(), []medelbot.Case{k}, "a test"); err != nil {
		x.Fatal(err)
	}
	v, err := x.o.store.Case(x.Context(), k.Number)
	if err != nil {
		x.Fatal(err)
	}
	return v.Case
}

// letter writes a letter about a case to a coordinator and puts its codes into
// the store.
func (x *linkTest) letter(name medelbot.LetterName, k medelbot.Case, to medelbot.Person) []byte {
	x.Helper()
	x.mails++ // the letters' running numbers
	var l medelbot.Letter
	var err error
	if name == medelbot.DigestLetter {
		facts, ferr := x.o.store.DigestFacts(x.Context(), linkTime.Add(-24*time.Hour))
		if ferr != nil {
			x.Fatal(ferr)
		}
		l, err = x.o.composer.ComposeDigest("testbaddar", to, fmt.Sprintf("day %d", x.mails), facts)
	} else {
		l, err = x.o.composer.Compose(k, medelbot.LetterRequest{
			Name: name, To: medelbot.Address{Email: to.Addresses[0]}, Person: to.Name, State: medelbot.Held, N: 1000 + x.mails,
			Notice: medelbot.NoticeNoAnswer, Results: []medelbot.OrderResult{{Text: "STATUS", Word: medelbot.WordStatus, Status: k.Status}},
		}, nil)
	}
	if err != nil {
		x.Fatal(err)
	}
	if queued, err := x.o.store.Enqueue(x.Context(), l); err != nil || !queued {
		x.Fatal(queued, err)
	}
	return l.Raw
}

// drafts are what the links of a letter open for a case; for "" those for none.
func (x *linkTest) drafts(letter []byte, number string) []demo.Draft {
	x.Helper()
	all, err := demo.Drafts(letter)
	if err != nil {
		x.Fatal(err)
	}
	var chosen []demo.Draft
	for _, d := range all {
		if strings.HasPrefix(d.Subject, "["+number+"]") || number == "" && !strings.HasPrefix(d.Subject, "[") {
			chosen = append(chosen, d)
		}
	}
	return chosen
}

var linkCode = regexp.MustCompile(`Kod: (\S+)`)

// read reads what a draft orders when it comes by mail.
func (x *linkTest) read(name string, raw []byte, d demo.Draft) (medelbot.Reading, medelbot.CommandLine) {
	x.Helper()
	r, err := parser.Read(raw, x.options)
	if err != nil || r.Kind != medelbot.Command || r.Command == nil || r.Trust != medelbot.TrustPass {
		x.Fatalf("%s: read as %s (%v), trust %q, error %v", name, r.Kind, r.Why, r.Trust, err)
	}
	if code := linkCode.FindStringSubmatch(d.Body); code == nil || medelbot.TokenHash(r.Command.Token) != medelbot.TokenHash(code[1]) {
		x.Errorf("%s: the code is %q, of %q", name, r.Command.Token, d.Body)
	}
	if len(r.Command.Lines) != 1 {
		x.Fatalf("%s: read as %+v", name, r.Command.Lines)
	}
	for _, want := range linkDeeds {
		if !strings.HasPrefix(d.Body, want.command) {
			continue
		}
		got := r.Command.Lines[0]
		if got.Word != want.want.Word || got.Order.Deed != want.want.Order.Deed || got.Order.Element != want.want.Order.Element ||
			want.want.Order.SEK != 0 && got.Order.SEK != want.want.Order.SEK || got.Order.Value != nil || got.Order.Into != "" {
			x.Errorf("%s: read as %+v", name, got)
		}
		x.seen[want.command] = true
		return r, got
	}
	x.Fatalf("%s: no test knows the command of %q", name, d.Body)
	return r, medelbot.CommandLine{}
}

// file files a mail and tells what the log then says of it.
func (x *linkTest) file(r medelbot.Reading, raw []byte) (filed medelbot.Filed, refused string) {
	x.Helper()
	m := medelbot.Mail{Folder: medelbot.FolderKey{Mailbox: "testbaddar"}, Raw: raw, Size: int64(len(raw)), Arrived: linkTime, Reading: r}
	all, err := x.o.store.File(x.Context(), []medelbot.Mail{m}, x.o.handler)
	if err != nil {
		x.Fatal(err)
	}
	if all[0].As == medelbot.FiledAside {
		return all[0], "set aside: " + all[0].Why
	}
	if strings.Contains(all[0].Why, "refused") {
		return all[0], all[0].Why
	}
	return all[0], ""
}

// typed is the draft with what its writer must add to it.
func typed(d demo.Draft) demo.Draft {
	d.Body = strings.Replace(d.Body, "KOMPLETTERA: \r\n", "KOMPLETTERA: Hur många patienter gäller det?\r\n", 1)
	d.Body = strings.Replace(d.Body, "MOTIVERING: \r\n", "MOTIVERING: Ett tydligt upplägg som kan spridas.\r\n", 1)
	return d
}

// Each link of each letter to a coordinator, in the state of a case in which it
// is offered, sent back as mail programs send it, does what it says.
func TestEveryLinkDoesWhatItSays(t *testing.T) {
	t.Parallel()
	x := newLinkTest(t)
	for _, like := range linkCases() {
		for odd, name := range []medelbot.LetterName{medelbot.NoticeLetter, medelbot.TranscriptLetter} {
			k := x.open(like)
			offered := len(x.drafts(x.letter(name, k, x.o.cfg.People()[1]), k.Number))
			if offered == 0 {
				t.Errorf("%s of a case that is %s has no links", name, k.Status)
			}
			for i := range offered {
				// The two letters share the forms, so that each link is sent in every one.
				for n := (i + odd) % 2; n < len(draftForms); n += 2 {
					x.follow(like, name, i, draftForms[n], x.o.cfg.People()[n/2%2])
				}
			}
		}
	}
	for _, want := range linkDeeds[:10] {
		if !x.seen[want.command] {
			t.Errorf("no letter has a link for %s", want.command)
		}
	}
}

// follow sends one link's draft back from a case of its own, first as it is
// where words are wanted of its writer.
func (x *linkTest) follow(like medelbot.Case, name medelbot.LetterName, i int, form draftForm, by medelbot.Person) {
	x.Helper()
	k := x.open(like)
	letter := x.letter(name, k, by)
	d := x.drafts(letter, k.Number)[i]
	title := fmt.Sprintf("%s of %s, %s: %s", name, k.Status, form.name, strings.TrimSpace(strings.Split(d.Body, "\r\n")[0]))
	x.mails++
	raw := sendDraft(x.T, form, d, letter, by, x.mails)
	r, line := x.read(title, raw, d)
	if line.Order.Deed == medelbot.DeedRequest {
		if _, refused := x.file(r, raw); line.Fault != string(medelbot.RefusedNoReason) || refused == "" {
			x.Errorf("%s without words: fault %q, %s", title, line.Fault, refused)
		}
	}
	if line.Order.Deed == medelbot.DeedRequest || x.mails%2 == 0 {
		d = typed(d)
		x.mails++
		raw = sendDraft(x.T, form, d, letter, by, x.mails)
		r, line = x.read(title, raw, d)
		if strings.Contains(d.Body, "MOTIVERING") && line.Order.Text != "Ett tydligt upplägg som kan spridas." {
			x.Errorf("%s: the reason is %q", title, line.Order.Text)
		}
	}
	filed, refused := x.file(r, raw)
	v, err := x.o.store.Case(x.Context(), k.Number)
	if err != nil {
		x.Fatal(err)
	}
	if line.Fault != "" || refused != "" || filed.Case != k.Number || v.Version == k.Version {
		x.Errorf("%s: fault %q, %s; filed in %q, version %d", title, line.Fault, refused, filed.Case, v.Version)
	}
}

// The digest's links: of cases, of mail that was set aside, and of all letters.
func TestEveryLinkOfTheDigest(t *testing.T) {
	for _, form := range draftForms {
		t.Run(form.name, func(t *testing.T) {
			t.Parallel()
			x := newLinkTest(t)
			by := x.o.cfg.People()[0]
			aside := medelbot.Mail{Folder: medelbot.FolderKey{Mailbox: "testbaddar"}, Raw: []byte("?"), Size: 1, Arrived: linkTime.Add(-time.Hour), Fault: "it cannot be read"}
			if _, err := x.o.store.File(t.Context(), []medelbot.Mail{aside}, x.o.handler); err != nil {
				t.Fatal(err)
			}
			var numbers []string
			for _, k := range linkCases() {
				numbers = append(numbers, x.open(k).Number)
			}
			letter := x.letter(medelbot.DigestLetter, medelbot.Case{}, by)
			for _, number := range append(numbers, "") {
				// A code is for one mail: of each case the first link is tried.
				done := map[string]bool{}
				for _, d := range x.drafts(letter, number) {
					code := linkCode.FindString(d.Body)
					x.mails++
					raw := sendDraft(t, form, d, letter, by, x.mails)
					title := number + " " + strings.TrimSpace(strings.Split(d.Body, "\r\n")[0])
					r, line := x.read(title, raw, d)
					if done[code] || line.Fault != "" {
						continue
					}
					done[code] = true
					if _, refused := x.file(r, raw); refused != "" {
						t.Errorf("%s: %s", title, refused)
					}
				}
				if number == "" && len(done) != 2 { // that of all letters, and that of the mail set aside
					t.Errorf("%d codes for no case were tried", len(done))
				}
			}
			for _, command := range []string{"BEVILJA 85000", "SLÄPP", "UTBETALD 2021-05-14", "STÄNG", "GÖR ÄRENDE", "PAUSA"} {
				if !x.seen[command] {
					t.Errorf("the digest has no link for %s", command)
				}
			}
		})
	}
}
