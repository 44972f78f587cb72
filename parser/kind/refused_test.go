package kind

import (
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser/segment"
)

// A rule that found signs of its kind and something against it says so, with
// the words; to nobody but who asks.
func TestRefused(t *testing.T) {
	stated := func(keys ...medelbot.ElementKey) func() medelbot.Elements {
		e := medelbot.Elements{}
		for _, k := range keys {
			e[k] = medelbot.Element{Status: medelbot.OK}
		}
		return func() medelbot.Elements { return e }
	}
	for _, tc := range []struct {
		mail Mail
		want string // kind and why, parted by "|"
	}{
		{Mail{Own: "Vi ansöker om 50 000 kr för vårt projekt.\n"}, "application|it does not name the fund, and it states 0 elements"},
		{Mail{Own: "Hur ansöker vi om medel för Patientkontrakt?\n"}, "application|"},
		{Mail{Own: "Vi tänker ansöka om medel för Patientkontrakt i höst.\n"}, `application|it says what is to come: "`},
		{Mail{Own: "Hej!\nJag ansöker om jobbet som utvecklare hos er. CV bifogas.\n"}, `application|it is about something else: "`},
		{Mail{Own: "Godkänn\n\nHälsningar Bo", Subject: "Semester"}, "command|its text begins with"},
		{Mail{Own: "Vi drar tillbaka vårt förslag om lokal.\n"}, `withdrawal|it says "`},
		{Mail{Own: "Här kommer slutrapporten om taket.\n", Subject: "Slutrapport"}, "report|of a report's parts it tells 0"},
		{Mail{Own: "Tack för ert beslut!\n", Thread: Thread{Case: "PK-2021-0001"}, Prefix: segment.Reply}, "supplement|it belongs to a case, but carries nothing"},
	} {
		m := tc.mail
		m.Application, m.Report = stated(), stated()
		if v := Of(m); len(v.Refused) > 0 {
			t.Errorf("%q: nobody asked, and got %v", m.Own, v.Refused)
		}
		m.Explain = true
		var got []string
		for _, r := range Of(m).Refused {
			got = append(got, string(r.Kind)+"|"+r.Why)
		}
		if !strings.Contains(strings.Join(got, "\n"), tc.want) {
			t.Errorf("%q: %q, want %s", m.Own, got, tc.want)
		}
	}
}
