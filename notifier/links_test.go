package notifier

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"medelbot"
)

// draftMail is what a mail program makes of a mailto link (RFC 6068).
type draftMail struct{ to, subject, body string }

// follow decodes a link as RFC 6068 says: "+" is a plus sign, other fields than
// subject and body are none of ours.
func follow(t *testing.T, link string) draftMail {
	t.Helper()
	rest, ok := strings.CutPrefix(link, "mailto:")
	to, query, found := strings.Cut(rest, "?")
	if !ok || !found || len(link) > 2000 || strings.ContainsAny(link, " \r\n\"<>+") {
		t.Fatalf("the link %q", link)
	}
	unescape := func(s string) string {
		out, err := url.PathUnescape(s)
		if err != nil {
			t.Fatalf("%q: %v", link, err)
		}
		return out
	}
	m := draftMail{to: unescape(to)}
	for _, field := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(field, "=")
		switch name {
		case "subject":
			m.subject = unescape(value)
		case "body":
			m.body = unescape(value)
		default:
			t.Fatalf("the link %q has the field %q", link, name)
		}
	}
	return m
}

// order is what a naive reader finds in a draft.
type order struct{ command, code string }

var codeLine = regexp.MustCompile(`^Kod: ([a-z2-7]{4}(?:-[a-z2-7]{2,4}){6})$`)

func (m draftMail) order(t *testing.T) order {
	t.Helper()
	lines := strings.Split(m.body, "\r\n")
	if strings.ContainsAny(strings.ReplaceAll(m.body, "\r\n", ""), "\r\n") || strings.ContainsAny(m.subject, "\r\n") {
		t.Errorf("line ends: %q, %q", m.subject, m.body)
	}
	o := order{command: strings.TrimSpace(lines[0])}
	for _, line := range lines {
		if found := codeLine.FindStringSubmatch(line); found != nil {
			o.code = found[1]
		}
	}
	return o
}

// links lists the mailto links of a letter that open drafts.
func links(t *testing.T, page string) []draftMail {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []draftMail
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" && strings.Contains(a.Val, "?") {
				all = append(all, follow(t, a.Val))
			}
		}
	}
	return all
}

func TestDraftsByStatus(t *testing.T) {
	now := time.Date(2021, 5, 14, 10, 0, 0, 0, time.UTC)
	decided := func(outcome medelbot.Deed, final time.Time) func(*medelbot.Case) {
		return func(k *medelbot.Case) {
			k.Decision = &medelbot.Decision{Outcome: outcome, SEK: 85000, Final: final}
		}
	}
	vouch := func(k *medelbot.Case) {
		x := k.Elements[medelbot.Account]
		x.Vouched = medelbot.VouchedBySender
		k.Elements[medelbot.Account] = x
	}
	votes := func(sums ...int64) func(*medelbot.Case) {
		return func(k *medelbot.Case) {
			for _, sum := range sums {
				k.Votes = append(k.Votes, medelbot.Vote{Deed: medelbot.DeedGrant, SEK: sum})
			}
		}
	}
	tests := []struct {
		name   string
		status medelbot.Status
		change []func(*medelbot.Case)
		want   string
	}{
		{"complete", medelbot.StatusComplete, nil, "BEVILJA 85000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN|BEKRÄFTA KONTO"},
		{"complete, vouched for", medelbot.StatusComplete, []func(*medelbot.Case){vouch}, "BEVILJA 85000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN"},
		{"no sum", medelbot.StatusComplete, []func(*medelbot.Case){vouch, func(k *medelbot.Case) { delete(k.Elements, medelbot.Amount) }},
			"BEVILJA|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN"},
		{"one has granted another sum", medelbot.StatusComplete, []func(*medelbot.Case){vouch, votes(75000)},
			"BEVILJA 75000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN"},
		{"they disagree on the sum", medelbot.StatusComplete, []func(*medelbot.Case){vouch, votes(75000, 80000)},
			"BEVILJA 85000|AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN"},
		{"incomplete", medelbot.StatusIncomplete, []func(*medelbot.Case){vouch}, "AVSLÅ|KOMPLETTERA:|LÄGG ÅT SIDAN"},
		{"held", medelbot.StatusHeld, []func(*medelbot.Case){vouch}, "AVSLÅ|SLÄPP|STÄNG"},
		{"granted, to be undone", medelbot.StatusGranted, []func(*medelbot.Case){vouch, decided(medelbot.DeedGrant, now.Add(time.Minute))}, "ÅNGRA"},
		{"granted for good", medelbot.StatusGranted, []func(*medelbot.Case){vouch, decided(medelbot.DeedGrant, now)}, "UTBETALD 2021-05-14"},
		{"granted, nobody stands for the account", medelbot.StatusGranted, []func(*medelbot.Case){decided(medelbot.DeedGrant, now)}, "BEKRÄFTA KONTO"},
		{"declined, to be undone", medelbot.StatusDeclined, []func(*medelbot.Case){decided(medelbot.DeedDecline, now.Add(time.Minute))}, "ÅNGRA|STÄNG"},
		{"declined for good", medelbot.StatusDeclined, []func(*medelbot.Case){decided(medelbot.DeedDecline, now)}, "STÄNG"},
		{"paid", medelbot.StatusPaid, []func(*medelbot.Case){vouch, func(k *medelbot.Case) { k.ReportDue = now.Add(time.Hour) }}, "STÄNG"},
		{"the report is overdue", medelbot.StatusPaid, []func(*medelbot.Case){vouch, func(k *medelbot.Case) { k.ReportDue = now.Add(-time.Hour) }}, "FÖRLÄNG 2021-06-13|STÄNG"},
		{"reported", medelbot.StatusReported, []func(*medelbot.Case){vouch}, "STÄNG"},
		{"withdrawn", medelbot.StatusWithdrawn, nil, "STÄNG"},
		{"closed", medelbot.StatusClosed, nil, ""},
	}
	for _, tt := range tests {
		c := testComposer(t, now)
		k, _ := application(nil)
		k.Status = tt.status
		for _, change := range tt.change {
			change(&k)
		}
		d := c.desk("Anette Nilsson", "anette.nilsson@skr.se", "testbaddar")
		a := d.onCase(&k)
		var commands []string
		for _, x := range a.Actions {
			commands = append(commands, x.Command)
			m := follow(t, x.Link)
			if o := m.order(t); o.command != x.Command || o.code != a.Code {
				t.Errorf("%s: the draft orders %+v, want %s with %s", tt.name, o, x.Command, a.Code)
			}
			if m.to != "harald.gronqvist@skr.se" || !strings.HasPrefix(m.subject, "[PK-2021-0007] ") {
				t.Errorf("%s: the draft goes to %q as %q", tt.name, m.to, m.subject)
			}
		}
		if got := strings.Join(commands, "|"); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if (a.Code == "") != (tt.want == "") || len(d.tokens) != min(1, len(commands)) {
			t.Errorf("%s: %d tokens, code %q", tt.name, len(d.tokens), a.Code)
		}
	}
}

// A draft says what its status allows and no more, in every status.
func TestNoDraftBeyondTheLifecycle(t *testing.T) {
	now := time.Date(2021, 5, 14, 10, 0, 0, 0, time.UTC)
	c := testComposer(t, now)
	for _, s := range medelbot.Statuses {
		k, _ := application(nil)
		k.Status = s
		d := c.desk("Anette Nilsson", "anette.nilsson@skr.se", "testbaddar")
		for _, deed := range offered {
			x, ok := d.draft(&k, deed)
			listed := slices.ContainsFunc(d.drafts(&k), func(y draft) bool { return y == x })
			if allowed := slices.Contains(s.Deeds(medelbot.RoleCoordinator), deed); ok && listed != allowed {
				t.Errorf("%s of a case that is %s: offered %v, allowed %v", deed, s, listed, allowed)
			}
		}
	}
}

func TestMailto(t *testing.T) {
	tests := []struct{ address, subject, body, want string }{
		{"a@b.se", "x", "y", "mailto:a@b.se?subject=x&body=y"},
		{"a+b&c=d@b.se", "å & b", "1+1 = 2?\r\nKod: x", "mailto:a%2Bb%26c%3Dd@b.se?subject=%C3%A5%20%26%20b&body=1%2B1%20%3D%202%3F%0D%0AKod%3A%20x"},
		{"a%0d@b.se", "\r\nBcc: x@y.se", "<script>%0A\u202e", "mailto:a%250d@b.se?subject=%0D%0ABcc%3A%20x%40y.se&body=%3Cscript%3E%250A%E2%80%AE"},
	}
	for _, tt := range tests {
		if got := mailto(tt.address, tt.subject, tt.body); got != tt.want {
			t.Errorf("%s\nwant %s", got, tt.want)
		}
		m := follow(t, mailto(tt.address, tt.subject, tt.body))
		if m != (draftMail{tt.address, tt.subject, tt.body}) {
			t.Errorf("%+v came back of %+v", m, tt)
		}
	}
}

// Rights are for coordinators on duty at their own addresses, and nobody else.
func TestDesk(t *testing.T) {
	now := time.Date(2021, 5, 14, 10, 0, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Coordinators = append(c.Coordinators,
		medelbot.Person{Name: "Ersättare Nu", Addresses: []string{"nu@skr.se"}, DeputyFor: "Anette Nilsson", From: now.Add(-time.Hour), Until: now.Add(time.Hour)},
		medelbot.Person{Name: "Ersättare Sedan", Addresses: []string{"sedan@skr.se"}, DeputyFor: "Anette Nilsson", From: now.Add(time.Hour), Until: now.Add(2 * time.Hour)})
	tests := []struct {
		person, to string
		want       bool
	}{
		{"Anette Nilsson", "anette.nilsson@skr.se", true},
		{"Anette Nilsson", "ANETTE.NILSSON@skr.se", true},
		{"Harald Grönqvist", "harald.gronqvist@skl.se", true},
		{"Anette Nilsson", "harald.gronqvist@skr.se", false},
		{"Anette Nilsson", "anette.nilsson@ond.example", false},
		{"Någon Annan", "anette.nilsson@skr.se", false},
		{"", "anette.nilsson@skr.se", false},
		{"", "", false},
		{"Ersättare Nu", "nu@skr.se", true},
		{"Ersättare Sedan", "sedan@skr.se", false},
	}
	for _, tt := range tests {
		d := c.desk(tt.person, tt.to, "testbaddar")
		if (d != nil) != tt.want {
			t.Errorf("%s at %s has a desk: %v", tt.person, tt.to, d != nil)
		}
		k, _ := application(nil)
		if a := d.onCase(&k); (a.Code != "") != tt.want || (d.onAll(pauseDraft).Code != "") != tt.want || (d.onAside(3, "testbaddar").Code != "") != tt.want {
			t.Errorf("%s at %s: %+v", tt.person, tt.to, a)
		}
	}
}

func TestTokens(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	facts := digestFacts(now)
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[1], "2021-05-14", facts)
	if err != nil {
		t.Fatal(err)
	}
	_, text, page := parts(t, l.Raw)
	byHash := map[[32]byte]medelbot.Token{}
	things := map[string]int{}
	for _, k := range l.Tokens {
		byHash[k.Hash] = k
		if k.Person != "Anette Nilsson" || !k.Issued.Equal(now) || !k.Expires.Equal(now.Add(medelbot.TokenLife)) || !k.Used.IsZero() {
			t.Errorf("token %+v", k)
		}
		switch {
		case k.Case != "":
			i := slices.IndexFunc(facts.Cases, func(x medelbot.DigestCase) bool { return x.Number == k.Case })
			if i < 0 || k.Assessed != facts.Cases[i].Assessed() || k.Aside != 0 {
				t.Errorf("token %+v", k)
			}
			things[k.Case]++
		case k.Aside != 0:
			things["aside"]++
		default:
			things["all"]++
		}
	}
	// The aside mails lie in Harald's own mailbox.
	for thing, n := range map[string]int{"PK-2021-0007": 1, "PK-2021-0008": 1, "PK-2021-0009": 1, "all": 1, "aside": 0, "PK-2021-0005": 0} {
		if things[thing] != n {
			t.Errorf("%d tokens for %s, want %d", things[thing], thing, n)
		}
	}
	all := links(t, page)
	if len(all) < 8 {
		t.Fatalf("%d links", len(all))
	}
	for _, m := range all {
		o := m.order(t)
		k, known := byHash[medelbot.TokenHash(o.code)]
		if !known || !strings.Contains(text, "Kod: "+o.code) {
			t.Errorf("the code of %q is no token of the letter", m.subject)
		}
		if k.Case != "" && !strings.HasPrefix(m.subject, "["+k.Case+"]") {
			t.Errorf("%q bears the token of %s", m.subject, k.Case)
		}
		// What can be clicked can also be typed.
		if !strings.Contains(text, o.command) {
			t.Errorf("the text part does not name %q", o.command)
		}
	}
}

func TestNoChanceNoLetter(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Rand = strings.NewReader("too few")
	if _, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", digestFacts(now)); err == nil || !strings.Contains(err.Error(), "random") {
		t.Errorf("%v", err)
	}
}
