package parser_test

import (
	"testing"
	"time"

	"medelbot"
	"medelbot/parser"
)

// options describes the fund as the tests know it: three calls, one mailbox,
// two coordinators.
func options(t testing.TB) parser.Options {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	end := func(y int, m time.Month, d int) time.Time { return day(y, m, d+1).Add(-time.Nanosecond) }
	seven := []medelbot.ElementKey{
		medelbot.Applicant, medelbot.Reference, medelbot.Amount, medelbot.Purpose, medelbot.Effects, medelbot.Contact, medelbot.Account,
	}
	return parser.Options{
		Calls: []medelbot.Call{
			{
				ID: "patientkontrakt-2019", Name: "Testbäddar 2019", Prefix: "PK", Opens: day(2019, 10, 30), Closes: end(2019, 12, 31),
				Cap: 100000, CapPer: medelbot.CapPerRegion, Optional: []medelbot.ElementKey{medelbot.Amount},
				Elements: []medelbot.ElementKey{medelbot.Applicant, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors},
			},
			{
				ID: "patientkontrakt-2021", Name: "Testbäddar 2021", Prefix: "PK", Opens: day(2021, 1, 1), Closes: end(2021, 12, 31),
				Cap: 100000, CapPer: medelbot.CapPerApplication, Elements: seven,
			},
			{
				ID: "patientkontrakt-invanare-2021", Name: "Invånare 2021", Prefix: "PK", Opens: day(2021, 1, 1), Closes: end(2021, 12, 31),
				Cap: 100000, CapPer: medelbot.CapPerApplication, Elements: seven, Keywords: []string{"Patientkontrakt invånare"},
			},
		},
		Mailboxes: []string{"harald.gronqvist@skr.se"},
		Coordinators: []medelbot.Person{
			{Name: "Harald Grönqvist", Addresses: []string{"harald.gronqvist@skr.se", "harald.gronqvist@skl.se"}},
			{Name: "Anette Nilsson", Addresses: []string{"anette.nilsson@skr.se", "anette.nilsson@skl.se"}},
		},
		Authserv: []string{"mx.skr.se", "mx2.skr.se"},
		Zone:     zone,
	}
}
