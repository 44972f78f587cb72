package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
)

// The stories of this file happen between the program itself and a real Dovecot
// and Postfix. Applicants live in the same Dovecot, so that letters can be seen
// to arrive.

// write makes a mail. Its Message-ID is made of the sender's address and its
// subject.
func write(from, subject, header, body string) string {
	return fmt.Sprintf("From: %s\nTo: testbaddar@fund.test\nSubject: %s\nDate: %s\nMessage-ID: %s\n%sMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s",
		from, subject, time.Now().Format(time.RFC1123Z), messageID(from, subject), header, body)
}

func messageID(from, subject string) string {
	return "<" + strings.ReplaceAll(strings.ToLower(subject), " ", ".") + "." + from + ">"
}

func application(from string) string {
	return write(from, "Ansokan testbadd Patientkontrakt", "", fmt.Sprintf(`Hej!

Sökande: Region Halland
Hänvisning: ert utskick om testbäddar för Patientkontrakt
Sökt belopp: 85 000 kronor
Ändamål: Vi prövar en gemensam plan för äldre som ofta byter vårdgivare.
Önskade effekter: Färre återinläggningar och en vårdkontakt som patienten känner till namnet.
Kontaktperson för uppföljning och rapport: Berit Öberg, %s, 070-174 06 21
Bankgiro: 5050-1055

Hälsningar
Berit Öberg
Region Halland
`, from))
}

func incompleteApplication(from string) string {
	return write(from, "Ansokan om medel till testbadd", "", fmt.Sprintf(`Hej,

Sökande: Region Dalarna
Hänvisning: Patientkontrakt
Sökt belopp: 60 000 kronor
Ändamål: Patienter väljer själva tid för sitt återbesök.
Kontaktperson: Cesar Fors, %s

/Cesar
`, from))
}

func outOfOffice(from string) string {
	return write(from, "Autosvar: Ansokan", "Auto-Submitted: auto-replied\n", "Jag är ledig till på måndag.\n")
}

func ordinary(from string) string {
	return write(from, "Lunch", "", "Hej! Ska vi äta lunch på torsdag? Jag bokar bord klockan tolv.\n\n/E\n")
}

// otherRoute is the mail as it comes over another mail exchanger.
func otherRoute(raw string) string {
	return "Received: from relay.example (192.0.2.9) by backup.mail.test; " + time.Now().Format(time.RFC1123Z) + "\n" + raw
}

func TestRealServersStory(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	first, second := s.official(t, "testbaddar"), s.official(t, "medel")
	anna, berit, cesar, david, erik, gun := s.applicant(t, "anna"), s.applicant(t, "berit"), s.applicant(t, "cesar"),
		s.applicant(t, "david"), s.applicant(t, "erik"), s.applicant(t, "gun")
	f := s.newFund(t, "send", `sent_folder = "Sent"`, first, second)

	// What lay there before the first start is nobody's business.
	first.receive(anna.address, application(anna.address))
	f.run("run", "--once")
	d := f.start()

	// New mail wakes the daemon: it polls only once an hour.
	fromBerit := application(berit.address)
	first.receive(berit.address, fromBerit)
	ack := berit.answer(first, "[PK-")
	for field, want := range map[string]string{
		"In-Reply-To":              messageID(berit.address, "Ansokan testbadd Patientkontrakt"),
		"References":               messageID(berit.address, "Ansokan testbadd Patientkontrakt"),
		"Auto-Submitted":           "auto-replied",
		"X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
	} {
		if got := ack.header.Get(field); got != want {
			t.Errorf("the answer has %s: %s, want %s", field, got, want)
		}
	}
	if id := ack.header.Get("Message-ID"); !strings.Contains(id, ".ack_complete.") {
		t.Errorf("the answer to a complete application is %s", id)
	}

	first.await("Sent", "copy of the answer", func(l letter) bool {
		return l.header.Get("Message-ID") == ack.header.Get("Message-ID") && l.has(imap.FlagSeen)
	})

	second.receive(cesar.address, incompleteApplication(cesar.address))
	if id := cesar.answer(second, "[PK-").header.Get("Message-ID"); !strings.Contains(id, ".ack_incomplete.") {
		t.Errorf("the answer to an incomplete application is %s", id)
	}

	// None of these gets an answer; the last one's shows that they were read.
	first.receive(david.address, outOfOffice(david.address))
	first.receive(erik.address, ordinary(erik.address))
	first.receive(berit.address, otherRoute(fromBerit))
	first.receive(gun.address, application(gun.address))
	gun.answer(first, "[PK-")
	for p, want := range map[*person]int{anna: 0, berit: 1, cesar: 1, david: 0, erik: 0, gun: 1} {
		if got := len(p.folder("INBOX")); got != want {
			t.Errorf("%s has %d letters, want %d", p.user, got, want)
		}
	}
	if got := f.cases(); got != 3 {
		t.Errorf("there are %d cases, want 3", got)
	}

	// A letter that comes back is tied to its case and shown.
	first.receive("frans@bounce.test", application("frans@bounce.test"))
	first.await("INBOX", "bounce", func(l letter) bool { return strings.Contains(l.subject(), "Undelivered") })
	d.awaitLog("aside=1")
	if aside := f.run("aside", "--json"); !strings.Contains(aside, "letter_bounce") {
		t.Errorf("the bounce is not shown among the mail set aside: %s", aside)
	}

	for _, l := range first.folder("INBOX") {
		for _, flag := range l.flags {
			if flag != "\\Recent" {
				t.Errorf("the mail %q has got the flag %s", l.subject(), flag)
			}
		}
	}

	if status, said := f.refused("run"); status != 1 || !strings.Contains(said, "Try:") {
		t.Errorf("a second daemon ended with status %d: %s", status, said)
	}
	d.stop()

	// Nobody is answered anew after a restart; the digest goes out.
	f.run("digest")
	f.run("run", "--once")
	f.coordinator.await("INBOX", "digest", func(l letter) bool {
		return l.header.Get("Auto-Submitted") == "auto-generated" && strings.Contains(l.raw, "PK-")
	})
	for _, l := range append(first.folder("Sent"), second.folder("Sent")...) {
		if strings.Contains(l.header.Get("To"), f.coordinator.address) {
			t.Errorf("the digest %q was copied to Sent", l.subject())
		}
	}
	for p, want := range map[*person]int{anna: 0, berit: 1, cesar: 1, david: 0, erik: 0, gun: 1} {
		if got := len(p.folder("INBOX")); got != want {
			t.Errorf("after a restart %s has %d letters, want %d", p.user, got, want)
		}
	}
}

// The folder is deleted and made anew with the same mail in it, so that all UIDs
// change.
func TestRealServersRenumberedFolder(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	box, anna, berit, gun := s.official(t, "testbaddar"), s.applicant(t, "anna"), s.applicant(t, "berit"), s.applicant(t, "gun")
	f := s.newFund(t, "send", `folder = "Ansökningar"`, box)
	put := func(mails ...string) {
		t.Helper()
		for _, raw := range mails {
			raw = strings.ReplaceAll(raw, "\n", "\r\n")
			a := box.client.Append("Ansökningar", int64(len(raw)), nil)
			if _, err := a.Write([]byte(raw)); err != nil {
				t.Fatal(err)
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := a.Wait(); err != nil {
				t.Fatal(err)
			}
		}
	}
	create := func() {
		t.Helper()
		if err := box.client.Create("Ansökningar", nil).Wait(); err != nil {
			t.Fatal(err)
		}
	}

	create()
	old, known := application(anna.address), application(berit.address)
	put(old)
	f.run("run", "--once")
	put(known)
	f.run("run", "--once")
	berit.answer(box, "[PK-")

	if err := box.client.Delete("Ansökningar").Wait(); err != nil {
		t.Fatal(err)
	}
	create()
	put(known, old, application(gun.address))
	f.run("run", "--once")
	gun.answer(box, "[PK-")
	if n := len(anna.folder("INBOX")) + len(berit.folder("INBOX")); n != 1 {
		t.Errorf("after the renumbering there are %d letters to those known before, want 1", n)
	}
	if got := f.cases(); got != 2 {
		t.Errorf("there are %d cases, want 2", got)
	}
}

func TestRealServersDraft(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	box, berit := s.official(t, "testbaddar"), s.applicant(t, "berit")
	f := s.newFund(t, "draft", "", box)
	f.run("run", "--once")
	box.receive(berit.address, application(berit.address))
	f.run("run", "--once")
	draft := box.await("Drafts", "draft", func(l letter) bool { return strings.Contains(l.header.Get("To"), berit.address) })
	if !draft.has(imap.FlagDraft) {
		t.Errorf("the draft has the flags %v", draft.flags)
	}
	f.run("run", "--once")
	if n := len(box.folder("Drafts")); n != 1 {
		t.Errorf("after another pass there are %d drafts", n)
	}
	if n := len(berit.folder("INBOX")); n != 0 {
		t.Errorf("%d letters were sent", n)
	}
}

func TestRealServersAfterFiling(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	for _, mode := range []struct{ name, settings, folder string }{
		{"keyword", "after_filing = \"keyword\"\nkeyword = \"Medelbot\"", "INBOX"},
		{"move", "after_filing = \"move\"\nprocessed_folder = \"Hanterat/2021\"", "Hanterat/2021"},
	} {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			box, berit, erik := s.official(t, "testbaddar"), s.applicant(t, "berit"), s.applicant(t, "erik")
			f := s.newFund(t, "observe", mode.settings, box)
			f.run("run", "--once")
			box.receive(berit.address, application(berit.address))
			box.receive(erik.address, ordinary(erik.address))
			f.run("run", "--once")

			filed := box.await(mode.folder, "application", func(l letter) bool { return strings.Contains(l.header.Get("From"), berit.address) })
			if mode.name == "keyword" && !filed.has("Medelbot") {
				t.Errorf("the application has the flags %v", filed.flags)
			}
			if filed.has(imap.FlagSeen) {
				t.Error("the application is marked as read")
			}
			private := box.await("INBOX", "ordinary mail", func(l letter) bool { return strings.Contains(l.header.Get("From"), erik.address) })
			if private.has("Medelbot") || private.has(imap.FlagSeen) {
				t.Errorf("the ordinary mail has the flags %v", private.flags)
			}
		})
	}
}

// Dovecot goes away under the daemon and comes back. It is one of the story's
// own, not to disturb the others.
func TestRealServersRestart(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	scripts := os.Getenv("MEDELBOT_TEST_SERVERS")
	if scripts == "" {
		t.Fatal("MEDELBOT_TEST_SERVERS must name the folder with the servers' scripts")
	}
	ports, err := exec.Command(filepath.Join(scripts, "free-ports"), "4").Output()
	if err != nil {
		t.Fatal(err)
	}
	port := strings.Fields(string(ports))
	// Dovecot's own users must get through, and t.TempDir is for this user alone.
	state, err := os.MkdirTemp("", "medelbot-dovecot")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(state) })
	dovecot := func(action string) {
		t.Helper()
		cmd := exec.Command(filepath.Join(scripts, "dovecot"), action, state)
		cmd.Env = append(os.Environ(), "IMAPS_PORT="+port[0], "IMAP_PORT="+port[1], "LMTP_PORT="+port[2], "AUTH_PORT="+port[3])
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("dovecot %s: %v\n%s", action, err, out)
		}
	}
	dovecot("up")
	t.Cleanup(func() { dovecot("down") })
	own := s
	own.imaps, own.lmtp, own.caFile = "imaps://localhost:"+port[0], "127.0.0.1:"+port[2], filepath.Join(state, "ca.pem")
	joinFiles(t, own.caFile, filepath.Join(state, "cert.pem"), s.caFile)

	box, berit, gun := own.official(t, "testbaddar"), s.applicant(t, "berit"), s.applicant(t, "gun")
	f := s.newFund(t, "send", "", box)
	f.run("run", "--once")
	d := f.start()
	box.receive(berit.address, application(berit.address))
	berit.answer(box, "[PK-")

	dovecot("down")
	d.awaitLog("mailbox trouble")
	dovecot("up")
	box.receive(gun.address, application(gun.address))
	gun.answer(box, "[PK-")
	d.stop()
	if n := len(berit.folder("INBOX")); n != 1 {
		t.Errorf("berit has %d letters, want 1", n)
	}
}

func joinFiles(t *testing.T, to string, from ...string) {
	t.Helper()
	var all []byte
	for _, name := range from {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	if err := os.WriteFile(to, all, 0o600); err != nil {
		t.Fatal(err)
	}
}
