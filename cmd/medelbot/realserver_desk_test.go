package main

import (
	"fmt"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
)

// The stories of this file are about the mailbox as a person's own desk: drafts,
// answers by hand, and mail to oneself.

// put lays a mail into one of the person's folders.
func (p *person) put(folder, raw string) {
	p.t.Helper()
	raw = strings.ReplaceAll(raw, "\n", "\r\n")
	a := p.client.Append(folder, int64(len(raw)), nil)
	if _, err := a.Write([]byte(raw)); err != nil {
		p.t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		p.t.Fatal(err)
	}
	if _, err := a.Wait(); err != nil {
		p.t.Fatal(err)
	}
}

// outbox lists the letters to an applicant as NAME STATE, oldest first.
func (f *fund) outbox(to *person) (letters []string) {
	f.t.Helper()
	db := openDatabase(f.t, filepath.Dir(f.config))
	defer db.Close()
	all, err := db.Outbox(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	for _, l := range slices.Backward(all) {
		if l.To == to.address && !l.Name.ToCoordinator() {
			letters = append(letters, fmt.Sprintf("%s %s", l.Name, l.State))
		}
	}
	return letters
}

// drafts names what lies in Drafts.
func (p *person) drafts() (names []medelbot.LetterName) {
	p.t.Helper()
	for _, l := range p.folder("Drafts") {
		names = append(names, demo.NameOf([]byte(l.raw)))
	}
	return names
}

// A draft that a supplement overtakes is replaced; one that a person has sent is
// a letter sent.
func TestRealServersDraftReplaced(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	box, cesar := s.official(t, "testbaddar"), s.applicant(t, "cesar")
	f := s.newFund(t, "draft", `sent_folder = "Sent"`, box)
	want := func(when string, drafts []medelbot.LetterName, letters ...string) {
		t.Helper()
		for range 2 { // another pass changes nothing
			f.run("run", "--once")
			if got := box.drafts(); fmt.Sprint(got) != fmt.Sprint(drafts) {
				t.Errorf("%s: Drafts holds %v, want %v", when, got, drafts)
			}
			if got := f.outbox(cesar); fmt.Sprint(got) != fmt.Sprint(letters) {
				t.Errorf("%s: the letters are %v, want %v", when, got, letters)
			}
		}
	}
	var draft letter
	supplement := func(subject, text string) {
		t.Helper()
		box.receive(cesar.address, write(cesar.address, subject, "In-Reply-To: "+draft.header.Get("Message-ID")+"\n", text))
	}
	f.run("run", "--once")
	box.receive(cesar.address, incompleteApplication(cesar.address))
	want("after the application", []medelbot.LetterName{medelbot.AckIncomplete}, "ack_incomplete drafted")

	// The person sends it: their program moves the draft to Sent.
	draft = box.await("Drafts", "draft", func(letter) bool { return true })
	number := strings.Trim(strings.Fields(draft.subject())[0], "[]")
	if _, err := box.client.Select("Drafts", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := box.client.Move(imap.UIDSetNum(draft.uid), "Sent").Wait(); err != nil {
		t.Fatal(err)
	}
	want("after the draft was sent", nil, "ack_incomplete sent")

	supplement("SV: ["+number+"] effekter", "Hej!\n\nÖnskade effekter: Färre patienter uteblir från sitt besök.\n\n/Cesar\n")
	want("after a supplement", []medelbot.LetterName{medelbot.AckSupplement}, "ack_incomplete sent", "ack_supplement drafted")
	first := box.folder("Drafts")[0].header.Get("Message-ID")
	supplement("SV: ["+number+"] konto", "Hej!\n\nBankgiro: 5050-1055\n\n/Cesar\n")
	want("after another one", []medelbot.LetterName{medelbot.AckSupplement},
		"ack_incomplete sent", "ack_supplement dropped", "ack_supplement drafted")
	if again := box.folder("Drafts")[0].header.Get("Message-ID"); again == first {
		t.Error("the older of the two drafts was left")
	}
	if n := len(cesar.folder("INBOX")); n != 0 {
		t.Errorf("%d letters were sent", n)
	}
	f.run("verify")
}

// A person who answers first has answered: before the mail was read, or while
// the answer waited.
func TestRealServersAnsweredByHand(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	box, berit, cesar, gun := s.official(t, "testbaddar"), s.applicant(t, "berit"), s.applicant(t, "cesar"), s.applicant(t, "gun")
	f := s.newFund(t, "send", "sent_folder = \"Sent\"\n[limits]\nack_delay = \"1h\"", box)
	f.run("run", "--once")
	answer := func(raw string) {
		t.Helper()
		m, err := mail.ReadMessage(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		id := m.Header.Get("Message-ID")
		box.put("Sent", write(box.address, "SV: "+m.Header.Get("Subject"), "In-Reply-To: "+id+"\nReferences: "+id+"\n", "Tack! Jag ringer dig.\n"))
	}
	fromBerit, fromCesar := application(berit.address), incompleteApplication(cesar.address)
	box.receive(berit.address, fromBerit)
	box.receive(gun.address, application(gun.address))
	f.run("run", "--once")
	answer(fromBerit)
	box.receive(cesar.address, fromCesar)
	answer(fromCesar)
	f.run("run", "--once")
	f.later(2 * time.Hour)
	f.run("run", "--once")
	gun.answer(box, "[PK-") // the others had as much time
	for p, want := range map[*person]string{berit: "[ack_complete dropped]", cesar: "[]", gun: "[ack_complete sent]"} {
		if got := fmt.Sprint(f.outbox(p)); got != want {
			t.Errorf("the letters to %s are %s, want %s", p.user, got, want)
		}
	}
	if n := len(berit.folder("INBOX")) + len(cesar.folder("INBOX")); n != 0 {
		t.Errorf("%d letters came to who was answered by hand", n)
	}
	db := openDatabase(t, filepath.Dir(f.config))
	defer db.Close()
	for number, want := range map[string]bool{"0001": true, "0002": false, "0003": true} {
		v, err := db.Case(t.Context(), fmt.Sprintf("PK-%d-%s", time.Now().Year(), number))
		if err != nil {
			t.Fatal(err)
		}
		logged := 0
		for _, e := range v.Log {
			if e.Name == medelbot.EventByHand {
				logged++
			}
		}
		if (logged == 1) != want || logged > 1 {
			t.Errorf("case %s: that a person answered is logged %d times", number, logged)
		}
	}
}

// The project leader's own mailbox is the one that is read, and what is filed is
// moved: an order to oneself too, but none of our own letters.
func TestRealServersOrderToOneself(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	x := &lifeStory{t: t, box: s.official(t, "harald"), karin: s.official(t, "karin"), berit: s.applicant(t, "berit"), seen: map[string]bool{}}
	x.f = s.lifeFund(t, "after_filing = \"move\"\nprocessed_folder = \"Hanterat\"", x.box, x.karin)
	x.pass()
	x.box.receive(x.berit.address, application(x.berit.address))
	x.pass()
	x.number = strings.Trim(strings.Fields(x.next(x.berit, medelbot.AckComplete).subject())[0], "[]")
	x.f.run("digest")
	x.orders(x.box, medelbot.DigestLetter, "BEVILJA")
	x.pass()
	x.next(x.box, medelbot.TranscriptLetter)
	x.next(x.karin, medelbot.NoticeLetter)
	x.pass() // our own letters have come to the mailbox meanwhile
	var moved []string
	for _, l := range x.box.folder("Hanterat") {
		from, err := mail.ParseAddress(l.header.Get("From"))
		if err != nil {
			t.Fatal(err)
		}
		moved = append(moved, from.Address)
	}
	if want := []string{x.berit.address, x.box.address}; fmt.Sprint(moved) != fmt.Sprint(want) {
		t.Errorf("moved is what came from %v, want %v", moved, want)
	}
	var left []medelbot.LetterName
	for _, l := range x.box.folder("INBOX") {
		left = append(left, demo.NameOf([]byte(l.raw)))
	}
	if want := []medelbot.LetterName{medelbot.DigestLetter, medelbot.TranscriptLetter}; fmt.Sprint(left) != fmt.Sprint(want) {
		t.Errorf("in INBOX lie %v, want %v", left, want)
	}
	if n := len(x.berit.folder("INBOX")); n != 1 {
		t.Errorf("the applicant has %d letters, want 1", n)
	}
}

// Forged, replayed, stale, forwarded and quoted commands as real mails.
func TestRealServersForgedCommands(t *testing.T) {
	t.Parallel()
	s := findServers(t)
	box, karin, ulla := s.official(t, "harald"), s.official(t, "karin"), s.applicant(t, "ulla")
	f := s.lifeFund(t, "", box, karin)
	x := forgeryStory{
		t: t, dir: filepath.Dir(f.config), run: f.run, later: f.later, together: true,
		forgeryScene: forgeryScene{
			border: border, box: "box.fund.test", applicant: ulla.address,
			first: decider{"Harald Berg", box.address, ""}, second: decider{"Karin Hedlund", karin.address, ""},
		},
		deliver: func(raw string) { box.receive("x@"+evil, raw) },
	}
	x.digest = func() func(string) []byte {
		since := time.Now().Add(f.ahead).Truncate(time.Second)
		f.run("digest")
		return func(address string) []byte {
			to := box
			if address == karin.address {
				to = karin
			}
			return []byte(to.await("INBOX", "digest", func(l letter) bool {
				at, err := l.header.Date()
				return err == nil && !at.Before(since) && demo.NameOf([]byte(l.raw)) == medelbot.DigestLetter
			}).raw)
		}
	}
	x.play()
	if n := len(ulla.folder("INBOX")); n != 3 {
		t.Errorf("the applicant has %d letters, want 3", n)
	}
}
