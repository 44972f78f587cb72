package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
)

// border is whose Authentication-Results count in these stories.
const border = "mx.fund.test"

// lifeFund is a fund of two coordinators, one of whom has the mailbox itself,
// as in a real one. settings are added to the mailbox's table.
func (s realServers) lifeFund(t *testing.T, settings string, box, second *person) *fund {
	t.Helper()
	f := &fund{t: t, config: filepath.Join(t.TempDir(), "config.toml"), coordinator: second}
	text := fmt.Sprintf(`letters = "send"
organisation = "Fonden"
letters_only_to = ["@mail.test", "@fund.test"]
[[mailbox]]
name = "fonden"
address = %[1]q
sender = "Harald Berg"
imap = %[2]q
smtp = %[3]q
username = %[4]q
password_file = "secret"
ca_file = %[5]q
sent_folder = "Sent"
trusted_authserv = [%[6]q]
%[8]s
[[coordinator]]
name = "Harald Berg"
addresses = [%[1]q]
role = "project leader"
[[coordinator]]
name = "Karin Hedlund"
addresses = [%[7]q]
role = "coordinator"
[digest]
at = "23:59" # the story asks for it
[payer]
name = "Fonden"
bankgiro = "5050-1055"
organisation_number = "222000-0315"
[[call]]
id = "testbaddar"
name = "Testbäddar Patientkontrakt"
prefix = "PK"
opens = 2020-01-01
closes = 2099-12-31
cap = 100000
report_months = 6
elements = ["applicant", "reference", "amount", "purpose", "effects", "contact", "account"]
`, box.address, box.servers.imaps, box.servers.smtp, box.user, box.servers.caFile, border, second.address, settings)
	for name, content := range map[string]string{f.config: text, filepath.Join(filepath.Dir(f.config), "secret"): s.password + "\n"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// vouched is a mail as our border lets it in.
func vouched(from *person, subject, header, body string) string {
	_, domain, _ := strings.Cut(from.address, "@")
	raw := write(from.address, subject, header, body)
	raw = strings.Replace(raw, "Message-ID: <", "Message-ID: <"+rand.Text()[:8]+".", 1)
	return fmt.Sprintf("Authentication-Results: %s; spf=pass smtp.mailfrom=%s; dmarc=pass header.from=%s\n%s", border, domain, domain, raw)
}

// lifeStory is one applicant, two coordinators and the program between them.
type lifeStory struct {
	t              *testing.T
	f              *fund
	box            *person // the project leader's own mailbox, which medelbot reads
	karin, berit   *person
	number         string
	seen           map[string]bool // Message-IDs of letters that a step has looked at
	lettersToBerit []medelbot.LetterName
}

// pass makes one pass.
func (x *lifeStory) pass() {
	x.t.Helper()
	x.f.run("run", "--once")
}

// next waits for a letter of a name to somebody that no step has looked at.
func (x *lifeStory) next(to *person, name medelbot.LetterName) letter {
	x.t.Helper()
	return x.take(to, name, func(letter) bool { return true })
}

// take waits for one that is wanted besides.
func (x *lifeStory) take(to *person, name medelbot.LetterName, wanted func(letter) bool) letter {
	x.t.Helper()
	l := to.await("INBOX", string(name), func(l letter) bool {
		return !x.seen[l.header.Get("Message-ID")] && demo.NameOf([]byte(l.raw)) == name && wanted(l)
	})
	x.seen[l.header.Get("Message-ID")] = true
	if to == x.berit {
		x.lettersToBerit = append(x.lettersToBerit, name)
	}
	return l
}

// answers has the applicant answer a letter.
func (x *lifeStory) answers(l letter, text string) {
	x.t.Helper()
	id := l.header.Get("Message-ID")
	x.box.receive(x.berit.address, vouched(x.berit, "SV: ["+x.number+"]", "In-Reply-To: "+id+"\nReferences: "+id+"\n", text))
	x.pass()
}

// orders has a coordinator send the draft that a link in a letter of that name
// opens.
func (x *lifeStory) orders(by *person, name medelbot.LetterName, command string) {
	x.t.Helper()
	var draft demo.Draft
	x.take(by, name, func(l letter) bool {
		found, err := demo.FindDraft([]byte(l.raw), x.number, command)
		draft = found
		return err == nil
	})
	if draft.To != x.box.address {
		x.t.Errorf("the draft goes to %s", draft.To)
	}
	x.box.receive(by.address, vouched(by, draft.Subject, "", draft.Body))
}

// status is how the case stands.
func (x *lifeStory) status(want medelbot.Status) {
	x.t.Helper()
	if got := x.f.run("show", x.number, "--json"); !strings.Contains(got, fmt.Sprintf("%q:%q", "status", want)) {
		x.t.Fatalf("the case should be %s: %s", want, got)
	}
}

func TestRealServersLifeOfACase(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	x := &lifeStory{t: t, box: s.official(t, "harald"), karin: s.official(t, "karin"), berit: s.applicant(t, "berit"), seen: map[string]bool{}}
	x.f = s.lifeFund(t, "", x.box, x.karin)
	x.pass() // the first start

	// Incomplete, and completed by an answer.
	x.box.receive(x.berit.address, vouched(x.berit, "Ansokan om medel till testbadd", "", fmt.Sprintf(`Hej,

Sökande: Region Dalarna
Hänvisning: Patientkontrakt
Sökt belopp: 60 000 kronor
Ändamål: Patienter väljer själva tid för sitt återbesök.
Kontaktperson: Berit Fors, %s

/Berit
`, x.berit.address)))
	x.pass()
	ack := x.next(x.berit, medelbot.AckIncomplete)
	x.number = strings.Trim(strings.Fields(ack.subject())[0], "[]")
	x.answers(ack, "Hej!\n\nÖnskade effekter: Färre patienter uteblir från sitt besök.\nBankgiro: 5050-1055\n\n/Berit\n")
	x.next(x.berit, medelbot.AckSupplement)
	x.status(medelbot.StatusComplete)

	// Two decide by mail; a forger does not.
	x.f.run("digest")
	forged := write(x.box.address, "["+x.number+"] Bevilja", "", "BEVILJA 100000\n\nKod: aaaa-bbbb-cccc-dddd-eeee-ffff-gg\n")
	x.box.receive("mallory@mail.test", "Authentication-Results: "+border+"; dmarc=fail header.from=fund.test\n"+forged)
	x.pass()
	x.next(x.box, medelbot.NoticeLetter)
	x.next(x.karin, medelbot.NoticeLetter)
	x.orders(x.box, medelbot.DigestLetter, "BEVILJA")
	x.pass()
	x.next(x.box, medelbot.TranscriptLetter)
	x.next(x.karin, medelbot.NoticeLetter)
	x.status(medelbot.StatusComplete)
	x.orders(x.karin, medelbot.DigestLetter, "BEVILJA")
	x.pass()
	x.status(medelbot.StatusGranted)

	// An ÅNGRA that waited in the mailbox while the program was down is honoured,
	// though the time to undo has passed.
	x.orders(x.karin, medelbot.TranscriptLetter, "ÅNGRA")
	x.f.later(time.Hour)
	x.pass()
	x.status(medelbot.StatusComplete)

	x.orders(x.karin, medelbot.TranscriptLetter, "BEVILJA")
	x.pass()
	x.next(x.karin, medelbot.TranscriptLetter)
	x.orders(x.box, medelbot.NoticeLetter, "BEVILJA")
	x.pass()
	x.next(x.box, medelbot.TranscriptLetter)
	x.status(medelbot.StatusGranted)
	x.f.later(20 * time.Minute)
	x.pass()
	x.next(x.berit, medelbot.DecisionGranted)

	// The bank's file, once a person has confirmed the account: who applied for
	// the region does not write from one of its addresses.
	if basis := x.f.run("payments", "--csv", "-"); strings.Contains(basis, "5050-1055") {
		t.Errorf("an account that nobody vouches for would be paid to: %s", basis)
	}
	x.f.run("confirm", x.number, "account", "--as", "Karin Hedlund")
	basis := strings.ReplaceAll(x.f.run("payments", "--csv", "-"), " ", "")
	for _, want := range []string{"5050-1055", "60000", x.number} {
		if !strings.Contains(basis, want) {
			t.Errorf("the payment basis has no %s: %s", want, basis)
		}
	}
	x.f.later(24 * time.Hour)
	x.f.run("digest")
	x.orders(x.box, medelbot.DigestLetter, "UTBETALD")
	x.pass()
	x.next(x.box, medelbot.TranscriptLetter)
	x.next(x.berit, medelbot.PaymentMade)
	x.status(medelbot.StatusPaid)

	// Half a year of silence: of the reminders that were due only the last is sent.
	x.f.later(188 * 24 * time.Hour)
	x.pass()
	x.pass()
	reminder := x.next(x.berit, medelbot.ReportReminder)
	x.answers(reminder, `Hej,

Upplägg och innehåll: Två mottagningar lät patienten boka återbesöket själv.
Målgrupp: Patienter med långvarig sjukdom.
Aktörer: Medicinmottagningen och två vårdcentraler.
Vad pengarna har använts till: Handledning för 60 000 kronor.

/Berit
`)
	report := x.next(x.berit, medelbot.AckReportIncomplete)
	x.status(medelbot.StatusReportIncomplete)
	x.answers(report, "Hej!\n\nLärdomar och resultat: Vi lärde oss att patienten vill se kalendern själv.\nNästa steg: Två mottagningar till börjar i höst.\n\n/Berit\n")
	x.next(x.berit, medelbot.AckReportComplete)
	x.status(medelbot.StatusReported)

	x.f.run("digest")
	x.orders(x.karin, medelbot.DigestLetter, "STÄNG")
	x.pass()
	x.status(medelbot.StatusClosed)
	x.f.run("verify")

	// Nothing more has come to the applicant, and nothing twice.
	x.next(x.karin, medelbot.TranscriptLetter)
	var names []medelbot.LetterName
	for _, l := range x.berit.folder("INBOX") {
		names = append(names, demo.NameOf([]byte(l.raw)))
	}
	slices.Sort(names)
	slices.Sort(x.lettersToBerit)
	if !slices.Equal(names, x.lettersToBerit) {
		t.Errorf("the applicant has %v, and should have %v", names, x.lettersToBerit)
	}
	for _, l := range x.box.folder("Sent") {
		if demo.NameOf([]byte(l.raw)).ToCoordinator() {
			t.Errorf("%q was copied to Sent", l.subject())
		}
	}
}
