package kind

import (
	"testing"

	"medelbot"
	"medelbot/parser/topic"
)

// What the rules take for more than ordinary mail is left to the person where
// its writer plainly does something else.
func TestSecondOpinion(t *testing.T) {
	for _, test := range []struct {
		text string
		kind medelbot.Kind
		held bool
	}{
		{"Efter diskussion i ledningen blir det ingen ansökan från oss den här gången.", medelbot.Application, true},
		{"Min mamma skulle behöva ett eget patientkontrakt hos er, hur får hon ett sådant?", medelbot.Application, true},
		{"Vi som granskar räkenskaperna behöver få kopior av besluten och utbetalningarna senast på fredag.", medelbot.Supplement, true},
		{"Vi ångrar oss och vill ha kvar vår ansökan, bortse från det förra mejlet.", medelbot.Withdrawal, true},
		{"Vi kommer inte att lämna in någon ansökan i den här omgången, vi drar oss ur innan vi ens har börjat.", medelbot.Withdrawal, true},
		{"Region Halland ansöker härmed om 40 000 kr ur testbäddarna.", medelbot.Application, false},
		{"Här kommer det bankgiro som ni saknade i vår ansökan.", medelbot.Supplement, false},
		{"Vi drar härmed tillbaka vår ansökan.", medelbot.Withdrawal, false},
	} {
		r := readerOf(Mail{Own: test.text})
		if why := r.secondOpinion(test.kind); (why != "") != test.held {
			a := r.acts()
			t.Errorf("%s %q: %q (own act %.2f)", test.kind, test.text, why, a[ownAct[test.kind]].score)
		}
	}
}

// A withdrawal is known by the turn of its sentence only within a case.
func TestWithdrawsPlainly(t *testing.T) {
	const text = "Ni kan makulera ansökan från oss, projektet blir inte av."
	for _, answer := range []bool{false, true} {
		r := readerOf(Mail{Own: text, Thread: Thread{Answer: answer}})
		if got := r.withdrawsPlainly(); got != answer {
			t.Errorf("answer %t: %t, score %.2f", answer, got, r.acts()[topic.Withdraws].score)
		}
	}
}

// A question about its case is known by its turn only within a case.
func TestChasesPlainly(t *testing.T) {
	for _, test := range []struct {
		text   string
		answer bool
		want   bool
	}{
		{"Tar över efter Stellan. Kan du säga var ärendet befinner sig, är det komplett eller väntar ni på något från oss?", true, true},
		{"Tar över efter Stellan. Kan du säga var ärendet befinner sig, är det komplett eller väntar ni på något från oss?", false, false},
		{"Vi tittar på det och hör av oss. Är det bråttom?", true, false},
	} {
		if got := readerOf(Mail{Own: test.text, Thread: Thread{Answer: test.answer}}).chasesPlainly(); got != test.want {
			t.Errorf("%q, answer %t: %t", test.text, test.answer, got)
		}
	}
}

// readerOf reads a mail of which no element is stated.
func readerOf(m Mail) *reader {
	none := func() medelbot.Elements { return nil }
	m.Application, m.Report = none, none
	return &reader{Mail: m, own: readSigns(m.Own), subject: readSigns(m.Subject), names: readSigns(""), docs: readSigns(m.Documents)}
}
