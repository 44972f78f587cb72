package notifier

import (
	"strconv"
	"strings"
	"testing"
	"time"

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
	v := c.digestView("testbaddar", c.Coordinators[1], facts, nil)
	var order string
	for _, k := range v.Detailed {
		order += k.Number
	}
	if order != "ABCDEFG" || v.Votes != 2 || v.Waiting != 2 || v.Held != 1 || v.Unpaid != 1 || v.ToRead != 1 || v.Tasks() != 7 || v.More() != 0 {
		t.Errorf("%s: %+v", order, v)
	}
	if v = c.digestView("testbaddar", c.Coordinators[0], facts, nil); v.Votes != 1 || len(v.Voted) != 1 || v.Voted[0].Number != "A" {
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
