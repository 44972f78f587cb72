package notifier

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"medelbot"
	"medelbot/templates"
)

// plain makes one line of a letter's text, so that a test need not know where
// it is folded.
func plain(text string) string {
	return strings.ReplaceAll(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ' ' }), " "), "\u00a0", " ")
}

// render writes the digest of the coordinator with that number.
func render(t *testing.T, c *Composer, person int, f medelbot.DigestFacts) string {
	t.Helper()
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[person], "2021-05-14", f)
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := parts(t, l.Raw)
	return plain(text)
}

func vote(person string, deed medelbot.Deed, sek int64, at time.Time) medelbot.Vote {
	return medelbot.Vote{Person: person, Seat: person, Deed: deed, SEK: sek, Reason: "Tydlig plan", At: at}
}

// Each case is shown for what it wants of each coordinator.
func TestWants(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	yes := vote("Harald Grönqvist", medelbot.DeedGrant, 85000, now.Add(-time.Hour))
	no := vote("Anette Nilsson", medelbot.DeedDecline, 0, now.Add(-time.Minute))
	c := testComposer(t, now)
	harald, anette := c.Coordinators[0], c.Coordinators[1]
	deputy := medelbot.Person{Name: "Ersättare", DeputyFor: "Anette Nilsson", From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 1)}
	tests := []struct {
		name   string
		status medelbot.Status
		change func(*medelbot.Case)
		to     medelbot.Person
		want   templates.Want
	}{
		{"nobody has voted", medelbot.StatusComplete, nil, harald, templates.WantAssess},
		{"the other has", medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{yes} }, anette, templates.WantVote},
		{"... and the deputy is asked too", medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{yes} }, deputy, templates.WantVote},
		{"this one has", medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{yes} }, harald, ""},
		{"they differ", medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{yes, no} }, harald, templates.WantAgree},
		{"... for the deputy, too", medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{yes, no} }, deputy, templates.WantAgree},
		{"held", medelbot.StatusHeld, nil, harald, templates.WantLook},
		{"incomplete", medelbot.StatusIncomplete, nil, harald, ""},
		{"granted, may be undone", medelbot.StatusGranted, func(k *medelbot.Case) { k.Decision = &medelbot.Decision{Final: now.Add(time.Minute)} }, harald, ""},
		{"granted", medelbot.StatusGranted, func(k *medelbot.Case) { k.Decision = &medelbot.Decision{Final: now} }, harald, templates.WantPay},
		{"paid", medelbot.StatusPaid, nil, harald, ""},
		{"reported", medelbot.StatusReported, nil, harald, templates.WantRead},
	}
	for _, tt := range tests {
		k, _ := application(nil)
		k.Status = tt.status
		if tt.change != nil {
			tt.change(&k)
		}
		w, ok := wants(&medelbot.DigestCase{Case: k}, tt.to, now)
		if w.want != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.name, w.want, ok, tt.want)
		}
	}
}

// What waits for a vote comes first, then what is complete, the longest first.
func TestUrgency(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	var facts medelbot.DigestFacts
	facts.Now = now
	add := func(number string, status medelbot.Status, days int, change func(*medelbot.Case)) {
		k, _ := application(nil)
		k.Number, k.Status, k.OpenedAt = number, status, now.AddDate(0, 0, -days)
		if change != nil {
			change(&k)
		}
		facts.Cases = append(facts.Cases, medelbot.DigestCase{Case: k})
	}
	add("G", medelbot.StatusReported, 90, nil)
	add("F", medelbot.StatusGranted, 80, func(k *medelbot.Case) { k.Decision = &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 1} })
	add("E", medelbot.StatusHeld, 70, nil)
	add("D", medelbot.StatusComplete, 1, nil)
	add("C", medelbot.StatusComplete, 20, nil)
	add("B", medelbot.StatusComplete, 3, func(k *medelbot.Case) {
		k.Votes = []medelbot.Vote{vote("Harald Grönqvist", medelbot.DeedGrant, 1, now.Add(-time.Hour)), vote("Anette Nilsson", medelbot.DeedGrant, 2, now)}
	})
	add("A", medelbot.StatusComplete, 2, func(k *medelbot.Case) {
		k.Votes = []medelbot.Vote{vote("Harald Grönqvist", medelbot.DeedGrant, 1, now.Add(-time.Hour))}
	})
	v := previewOf(t, c, c.Coordinators[1], facts)
	var order string
	for _, k := range v.Detailed {
		order += k.Number
	}
	if order != "ABCDEFG" || v.Votes != 2 || v.Waiting != 2 || v.Held != 1 || v.Unpaid != 1 || v.ToRead != 1 || v.Tasks() != 7 || v.More() != 0 {
		t.Errorf("%s: %+v", order, v)
	}
	if v = previewOf(t, c, c.Coordinators[0], facts); v.Votes != 1 || len(v.Voted) != 1 || v.Voted[0].Number != "A" {
		t.Errorf("for the one who voted: %d votes wanted, %v", v.Votes, v.Voted)
	}
}

// All that an assessment needs stands with the case, as hints and quotes.
func TestDetail(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Calls[0].Budget, c.Calls[0].CapPer = 1000000, medelbot.CapPerRegion
	k, _ := application(func(e medelbot.Elements, r *medelbot.Reading) {
		x := e[medelbot.Amount]
		x.Evidence = &medelbot.Evidence{Source: "budget.xlsx", Place: "Budget!B7", Quote: "Sökt: 85 tkr"}
		e[medelbot.Amount] = x
		x = e[medelbot.Effects]
		x.Evidence = &medelbot.Evidence{Source: "ansökan.pdf", Place: "page 2", Quote: "Vi hoppas på mer"}
		e[medelbot.Effects] = x
		r.Warnings = []medelbot.Warning{medelbot.UnreadableAttachment}
	})
	k.Votes = []medelbot.Vote{vote("Harald Grönqvist", medelbot.DeedGrant, 80000, now)}
	k.Mentions = []medelbot.Mention{{Key: medelbot.MentionsSafety, Quote: "färre vårdskador"}, {Key: medelbot.MentionsSpread, Quote: "sprids till fler"}}
	earlier := []medelbot.CaseSum{
		{Number: "PK-2018-0001", Call: "gammal", Status: medelbot.StatusClosed},
		{Number: "PK-2019-0003", Call: "gammal", Status: medelbot.StatusClosed, Granted: 60000, Paid: 60000},
		{Number: "PK-2021-0001", Call: k.Call, Status: medelbot.StatusGranted, Granted: 10000},
		{Number: "PK-2021-0002", Call: k.Call, Status: medelbot.StatusDeclined},
	}
	facts := medelbot.DigestFacts{Now: now, PausedBy: "Anette Nilsson", Cases: []medelbot.DigestCase{{Case: k, Earlier: earlier,
		Reasons: map[medelbot.Warning]string{medelbot.UnreadableAttachment: "lösenord"}, Unreadable: []string{"bilaga.pages"}}},
		Calls:   []medelbot.CallSum{{Call: k.Call, Cases: 3, Granted: 400000, Complete: 85000, Incomplete: 50000, Paid: 100000, Repaid: 5000}},
		Regions: []medelbot.RegionStatus{{Call: k.Call, Region: "Region Kronoberg", Status: medelbot.StatusComplete}, {Call: k.Call, Region: "Region Skåne", Status: medelbot.StatusPaid}}}
	text := render(t, c, 1, facts)
	for _, want := range []string{
		"Ditt beslut saknas.", "Harald Grönqvist vill bevilja 80 000 kr: ”Tydlig plan”",
		"läst i bilagan budget.xlsx, cell Budget!B7: ”Sökt: 85 tkr”", "läst i bilagan ansökan.pdf, sidan 2",
		"har en bilaga som inte går att läsa (”lösenord”)", "Går inte att läsa: bilaga.pages.",
		"Texten nämner: patientsäkerhet (”färre vårdskador”) och spridning (”sprids till fler”).",
		"PK-2021-0002 i Testbäddar Patientkontrakt 2021, avslagen; PK-2021-0001 i Testbäddar Patientkontrakt 2021, beviljad, 10 000 kr beviljat; PK-2019-0003 i gammal, avslutad, 60 000 kr beviljat, 60 000 kr utbetalt och 1 till.",
		"Den som söker har fått 10 000 kr i samma utlysning, av högst 100 000 kr.",
		"Kontot måste bekräftas", "Av 1 000 000 kr är 400 000 kr beviljat, 85 000 kr söks i kompletta ansökningar och 50 000 kr i ofullständiga. 600 000 kr är kvar att bevilja.",
		"100 000 kr är utbetalt och 5 000 kr har kommit tillbaka.", "komplett: Kronoberg", "utbetald: Skåne", "har inte sökt: Stockholm, Uppsala,",
		"Alla brev är pausade av Anette Nilsson.", "ÅTERUPPTA Kod:",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// A report is read beside what was promised.
func TestReportBesidePromise(t *testing.T) {
	now := time.Date(2021, 12, 1, 6, 30, 0, 0, time.UTC)
	k, _ := application(nil)
	k.Status, k.Paid, k.ReportDue = medelbot.StatusReported, 85000, now
	k.Report = medelbot.Elements{medelbot.Learning: {Status: medelbot.OK, Value: &medelbot.Value{Text: "Vi lärde oss att ringa upp."}, Evidence: &medelbot.Evidence{Source: "body", Quote: "lärde"}}}
	text := render(t, testComposer(t, now), 0, medelbot.DigestFacts{Now: now, Cases: []medelbot.DigestCase{{Case: k, Films: []string{"https://film.example/1"}}}})
	for _, want := range []string{"Rapporten har kommit.", "Önskade effekter: Fler patienter vet vem de ska ringa.", "Lärdomar och resultat: Vi lärde oss att ringa upp.", "film[.]example/1", "STÄNG Kod:"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Kontonummer") {
		t.Error("the account is shown with a report")
	}
}

func TestBars(t *testing.T) {
	tests := []struct {
		name string
		f    templates.CallFrame
		want string
	}{
		{"no budget", templates.CallFrame{Granted: 5}, ""},
		{"nothing yet", templates.CallFrame{Budget: 100}, "left 100"},
		{"some of each", templates.CallFrame{Budget: 1000, Granted: 400, Complete: 100, Incomplete: 50}, "granted 40, complete 10, incomplete 5, left 45"},
		{"thirds", templates.CallFrame{Budget: 300, Granted: 100, Complete: 100}, "granted 34, complete 33, left 33"},
		{"all", templates.CallFrame{Budget: 100, Granted: 100}, "granted 100"},
		{"more than there is", templates.CallFrame{Budget: 100, Granted: 150, Complete: 50}, "granted 75, complete 25"},
		{"too little to see", templates.CallFrame{Budget: 1000000, Granted: 1}, "left 100"},
	}
	for _, tt := range tests {
		var got []string
		sum := 0
		for _, b := range bars(tt.f) {
			got = append(got, b.Kind+" "+strconv.Itoa(b.Percent))
			sum += b.Percent
		}
		if strings.Join(got, ", ") != tt.want || tt.want != "" && sum != 100 {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}

func TestModesAreSaid(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	for mode, want := range map[medelbot.LetterMode]string{
		medelbot.Observe: "Programmet är inställt på att bara titta", medelbot.Draft: "ligger som utkast", medelbot.Send: "",
	} {
		c := testComposer(t, now)
		c.Mode = mode
		text := render(t, c, 0, medelbot.DigestFacts{Now: now})
		if want != "" && !strings.Contains(text, want) || want == "" && strings.Contains(text, "utkast") {
			t.Errorf("%s: %s", mode, text)
		}
	}
}

// A deputy sees what the other sees, mail in the other's own mailbox included.
func TestDeputySeesTheOthersMail(t *testing.T) {
	now := time.Date(2021, 7, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Coordinators = append(c.Coordinators, medelbot.Person{Name: "Siv Berg", Addresses: []string{"siv.berg@skr.se"}, DeputyFor: "Harald Grönqvist",
		From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 1)})
	facts := medelbot.DigestFacts{Now: now, Aside: []medelbot.AsideMail{{ID: 1, Mailbox: "testbaddar", Subject: "Haralds"}}}
	for i, want := range []bool{true, false, true} {
		if got := strings.Contains(render(t, c, i, facts), "Haralds"); got != want {
			t.Errorf("%s sees it: %v", c.Coordinators[i].Name, got)
		}
	}
	if text := render(t, c, 2, facts); !strings.Contains(text, "Hej Siv!") || !strings.Contains(text, "Du ersätter Harald Grönqvist") || !strings.Contains(text, "GÖR ÄRENDE Kod:") {
		t.Error(text)
	}
}

// Applicants are told of a deputy on the deputy's days only.
func TestDeputiesAnswerOnTheirDays(t *testing.T) {
	now := time.Date(2021, 7, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	c.Coordinators = append(c.Coordinators,
		medelbot.Person{Name: "Siv Berg", Addresses: []string{"siv.berg@skr.se"}, DeputyFor: "Harald Grönqvist", From: now, Until: now},
		medelbot.Person{Name: "Bo Lind", Addresses: []string{"bo.lind@skr.se"}, DeputyFor: "Harald Grönqvist", From: now.AddDate(0, 0, 1), Until: now.AddDate(0, 0, 2)})
	var names []string
	for _, x := range c.frame("testbaddar", medelbot.Call{}).Contacts {
		names = append(names, x.Name)
	}
	if got := strings.Join(names, ", "); got != "Harald Grönqvist, Anette Nilsson, Siv Berg" {
		t.Errorf("%s", got)
	}
}

// worstCase is a case in which every field is as long as it can be, and hostile.
func worstCase(status medelbot.Status, number string, hostile string) medelbot.DigestCase {
	k, _ := application(func(e medelbot.Elements, _ *medelbot.Reading) {
		for key, x := range e {
			if x.Value != nil {
				x.Value = &medelbot.Value{Name: hostile, Email: hostile, Phone: hostile, SEK: x.Value.SEK, Type: hostile, Number: hostile, Text: hostile}
			}
			x.Evidence = &medelbot.Evidence{Source: hostile, Place: "!" + hostile, Quote: "x" + hostile, OCR: true}
			e[key] = x
		}
	})
	k.Number, k.Status, k.Applicant, k.Asked, k.Report = number, status, hostile, hostile, k.Elements
	k.Votes = []medelbot.Vote{{Person: "Harald Grönqvist", Seat: "Harald Grönqvist", Deed: medelbot.DeedGrant, SEK: 85000, Reason: hostile}}
	k.Warnings = []medelbot.Warning{medelbot.Late, medelbot.Suspicious, medelbot.Personnummer}
	x := medelbot.DigestCase{Case: k, Reasons: map[medelbot.Warning]string{}, Unreadable: []string{hostile, hostile}, Films: []string{hostile, hostile, hostile, hostile}}
	for _, w := range k.Warnings {
		x.Reasons[w] = hostile
	}
	for _, m := range []medelbot.MentionKey{medelbot.MentionsSafety, medelbot.MentionsSpread, medelbot.MentionsPlan, medelbot.MentionsTime, medelbot.MentionsCovers} {
		x.Mentions = append(x.Mentions, medelbot.Mention{Key: m, Quote: hostile})
	}
	for range 9 {
		x.Earlier = append(x.Earlier, medelbot.CaseSum{Number: "PK-2019-0003", Call: k.Call, Status: medelbot.StatusClosed, Granted: 60000, Paid: 60000})
	}
	return x
}

// Whatever comes with a mail stays words: in the letter, in the links, in the
// subject, and within its bounds.
func TestDigestOfHostileCases(t *testing.T) {
	const attack = "\"><script>alert(1)</script>\r\nBcc: x@y.se\r\n\r\nBEVILJA 100000 %0D%0AKod: https://ond.example/x \u202egnp\u200b\x00 [PK-2021-9999] Kod: aaaa-bbbb-cccc-dddd-eeee-ffff-gg "
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	facts := medelbot.DigestFacts{Now: now, PausedBy: attack}
	statuses := []medelbot.Status{medelbot.StatusComplete, medelbot.StatusHeld, medelbot.StatusReported, medelbot.StatusIncomplete}
	for i := range 200 {
		facts.Cases = append(facts.Cases, worstCase(statuses[i%4], "PK-2021-0"+strconv.Itoa(100+i), strings.Repeat(attack, 9)))
	}
	for i := range 30 {
		facts.Aside = append(facts.Aside, medelbot.AsideMail{ID: int64(i), Mailbox: "testbaddar", From: medelbot.Address{Name: attack, Email: attack}, Subject: attack, Reason: attack})
	}
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts)
	if err != nil {
		t.Fatal(err)
	}
	h, text, page := parts(t, l.Raw)
	if len(page) > 90<<10 { // Gmail clips at 102 KB
		t.Errorf("the HTML part has %d bytes", len(page))
	}
	if h.Get("Bcc") != "" || strings.Contains(page, "<script") || strings.Contains(text, "\r") {
		t.Error("the letter gave way")
	}
	for _, bad := range []string{"\u202e", "\u200b", "\x00", "https://ond"} {
		if strings.Contains(text, bad) || strings.Contains(page, bad) {
			t.Errorf("%q came through", bad)
		}
	}
	held := map[[32]byte]bool{}
	for _, k := range l.Tokens {
		held[k.Hash] = true
	}
	for _, m := range links(t, page) {
		o := m.order(t)
		if !held[medelbot.TokenHash(o.code)] || strings.Contains(m.body+m.subject, "ond") || strings.Contains(m.subject, "9999") || strings.Count(m.body, "Kod:") != 1 {
			t.Errorf("a link gave way: %+v", m)
		}
	}
}

// The workbook holds every open case, and what looks like a formula is text.
func TestDigestBringsAWorkbook(t *testing.T) {
	now := time.Date(2021, 5, 14, 5, 30, 0, 0, time.UTC)
	c := testComposer(t, now)
	facts := digestFacts(now)
	facts.Cases[0].Applicant = "=HYPERLINK(1)"
	raw, err := c.CasesBook(facts.Cases)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Ärenden")
	if err != nil || len(rows) != len(facts.Cases)+1 || len(rows[0]) != len(caseColumns) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	got := strings.Join(rows[1], "|")
	for _, want := range []string{"PK-2021-0005|Testbäddar Patientkontrakt 2021|ofullständig|=HYPERLINK(1)|85,000|", "|2021-05-02|", "kontaktperson, konto"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
	l, err := c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", facts)
	if err != nil || !strings.Contains(string(l.Raw), "filename*=utf-8''%C3%A4renden-2021-05-14.xlsx") {
		t.Errorf("%v: no file by its name", err)
	}
	if l, err = c.ComposeDigest("testbaddar", c.Coordinators[0], "2021-05-14", medelbot.DigestFacts{Now: now}); err != nil || strings.Contains(string(l.Raw), "xlsx") {
		t.Errorf("%v: a workbook of no cases", err)
	}
}
