package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/store"
)

// deciding is a killable program with cases on which two coordinators decide.
type deciding struct {
	*killable
	numbers []string
	undone  map[string]bool // by a mail that came while the letter waited
	mails   int
}

func startDeciding(t *testing.T, cases int) *deciding {
	t.Helper()
	d := &deciding{killable: startKillable(t), undone: map[string]bool{}}
	d.run(t, "--once") // notes that the mailbox is empty
	for n := range cases {
		d.deliver(t, []byte(strings.ReplaceAll(fmt.Sprintf(`From: Siv Rosander <siv.%[1]d@gotland.se>
To: helena.forsgren@fonden.example
Subject: Patientkontrakt
Message-ID: <%[1]d@gotland.se>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Sökande: Region Gotland
Hänvisning: Patientkontrakt
Sökt belopp: %[2]d 000 kr
Ändamål: Två utbildningsdagar i Visby, omgång %[1]d.
Önskade effekter: Att patienten vet vem hon ska ringa.
Kontaktperson: Siv Rosander, siv.%[1]d@gotland.se
Bankgiro: 590-3125
`, n+1, 10+n), "\n", "\r\n")))
		d.numbers = append(d.numbers, fmt.Sprintf("PK-%d-%04d", time.Now().Year(), n+1))
	}
	d.run(t, "--once")
	cmd, log := d.program(t, "digest")
	if err := cmd.Run(); err != nil {
		t.Fatalf("digest: %v\n%s", err, log)
	}
	return d
}

func (d *deciding) deliver(t *testing.T, raw []byte) {
	t.Helper()
	if err := d.servers.Deliver(raw, time.Now()); err != nil {
		t.Fatal(err)
	}
}

// order has a coordinator send the draft of a command in each of some cases, as
// far as a letter that came has a link for it, and gives the cases where it does.
func (d *deciding) order(t *testing.T, by demo.Coordinator, name medelbot.LetterName, command string, numbers []string) (ordered []string) {
	t.Helper()
	d.mu.Lock()
	letters := slices.Clone(d.letters)
	d.mu.Unlock()
	for _, number := range numbers {
		for _, l := range letters {
			if l.To != by.Address || demo.NameOf(l.Raw) != name {
				continue
			}
			draft, err := demo.FindDraft(l.Raw, number, command)
			if err != nil {
				continue
			}
			d.mails++
			d.deliver(t, draft.Command(by, time.Now(), 1000+d.mails))
			ordered = append(ordered, number)
			break
		}
	}
	return ordered
}

// vote has one of the two grant all cases.
func (d *deciding) vote(t *testing.T, by demo.Coordinator) {
	t.Helper()
	if voted := d.order(t, by, medelbot.DigestLetter, "BEVILJA", d.numbers); len(voted) != len(d.numbers) {
		t.Fatalf("%s has links for %v", by.Name, voted)
	}
}

// undo has one of the two take back the decision of every other case, as far as
// the transcript with the link has come.
func (d *deciding) undo(t *testing.T) {
	t.Helper()
	var half []string
	for i := 0; i < len(d.numbers); i += 2 {
		half = append(half, d.numbers[i])
	}
	for _, number := range d.order(t, demo.Karim, medelbot.TranscriptLetter, "ÅNGRA", half) {
		d.undone[number] = true
	}
	if len(d.undone) == 0 {
		t.Fatal("no letter has a link to undo a decision")
	}
}

// checkDecisions lets the program come to its end, and wants of each case two
// votes and one decision letter, or none if the decision was undone.
func (d *deciding) checkDecisions(t *testing.T) {
	t.Helper()
	// Whatever was decided while the clock was ahead has its time to undo, too.
	for range 2 {
		d.later += 20 * time.Minute
		d.run(t, "--once")
	}
	d.run(t, "--once") // finds nothing left to do
	db, err := store.Open(context.Background(), d.path("medelbot.db"), time.Now, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	uncertain := 0
	for _, number := range d.numbers {
		v, err := db.Case(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		want := medelbot.StatusGranted
		if d.undone[number] {
			want = medelbot.StatusComplete
		}
		if v.Status != want {
			t.Errorf("%s, undone %v, is %s", number, d.undone[number], v.Status)
		}
		voters := map[string]int{}
		for _, e := range v.Log {
			if e.Name == medelbot.EventVoted {
				voters[e.By]++
			}
		}
		if len(voters) != 2 || voters[demo.Helena.Name] != 1 || voters[demo.Karim.Name] != 1 {
			t.Errorf("%s was voted on by %v", number, voters)
		}
		decisions, accepted := 0, 0
		for _, l := range v.Letters {
			got := d.accepted[l.MessageID]
			if l.State == medelbot.Uncertain {
				uncertain++
			}
			switch {
			case l.State == medelbot.Sent && got == 1, l.State == medelbot.Uncertain && got <= 1, l.State == medelbot.Dropped && got == 0:
			default:
				t.Errorf("%s is %s (%s) and was accepted %d times", l.MessageID, l.State, l.Reason, got)
			}
			if l.Name == medelbot.DecisionGranted {
				accepted += got
				if l.State != medelbot.Dropped {
					decisions++
				}
			}
		}
		if told := decisions == 1; told == d.undone[number] || decisions > 1 || accepted > decisions {
			t.Errorf("%s, undone %v, has %d decision letters, of which %d were accepted", number, d.undone[number], decisions, accepted)
		}
	}
	if _, err := db.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	t.Logf("%d undone of %d, %d letters uncertain", len(d.undone), len(d.numbers), uncertain)
}

// Two decide, and one takes every other decision back, while the program is
// killed again and again. No vote is lost or counted twice, nobody is told twice
// of a decision, and nobody of one that was undone while the program was down.
func TestKilledDeciding(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	t.Parallel()
	d := startDeciding(t, 4)
	random := rand.New(rand.NewPCG(2021, 5))
	kill := func() { d.runAndKill(t, 200+random.Int64N(90_000)) }
	d.vote(t, demo.Helena)
	kill()
	d.vote(t, demo.Karim)
	kill()
	kill()
	d.run(t, "--once") // so that the links to undo have come
	d.undo(t)
	d.later = 20 * time.Minute
	kill()
	kill()
	d.later = 40 * time.Minute
	kill()
	d.checkDecisions(t)
}

// The same, killed at each step of the way.
func TestKilledDecidingAtNamedSteps(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	t.Parallel()
	d := startDeciding(t, 4)
	kill := func(step, seen string) {
		t.Helper()
		if !d.runUntil(t, patience, func(p []byte) bool { return bytes.Contains(p, []byte(seen)) }) {
			t.Errorf("%s: %q did not come by", step, seen)
		}
	}
	d.vote(t, demo.Helena)
	kill("a vote is read", "BEVILJA")
	kill("the vote was filed, and the other one is told", ".notice.")
	d.vote(t, demo.Karim)
	kill("the vote that decides is read", "BEVILJA")
	kill("the decision's letter waits, and who has decided is told", ".transcript.")
	d.run(t, "--once")
	d.undo(t)
	d.later = 20 * time.Minute
	kill("what takes the decision back is read", "=C3=85NGRA")
	kill("the decision was undone, and who has undone it is told", ".transcript.")
	kill("the pass is over, and the way out is opened", "EHLO")
	kill("the decision's letter is handed over", ".decision_granted.")
	kill("the other one's letter was taken", "queued")
	d.checkDecisions(t)
}
