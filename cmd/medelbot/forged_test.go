package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/store"
)

// forgeryStory is the scene on one set of servers.
type forgeryStory struct {
	forgeryScene
	t       *testing.T
	dir     string // of the configuration
	deliver func(raw string)
	run     func(args ...string) string
	later   func(time.Duration)
	// digest has each coordinator sent a digest and gives the one to an address.
	digest func() func(address string) []byte
	// together delivers many mails before a pass.
	together bool
}

// codes has the coordinators sent a digest, and takes their codes from it.
func (x *forgeryStory) codes() {
	x.t.Helper()
	to := x.digest()
	for _, d := range []*decider{&x.first, &x.second} {
		draft, err := demo.FindDraft(to(d.address), x.number, "BEVILJA")
		if err != nil {
			x.t.Fatal(err)
		}
		found := regexp.MustCompile(`Kod: ([a-z2-7-]+)`).FindStringSubmatch(draft.Body)
		if found == nil {
			x.t.Fatalf("the draft has no code: %s", draft.Body)
		}
		d.code = found[1]
	}
}

// stands is the case, and of it as text all that a command can change.
func (x *forgeryStory) stands() (store.CaseView, string) {
	x.t.Helper()
	db := openDatabase(x.t, x.dir)
	defer db.Close()
	v, err := db.Case(x.t.Context(), x.number)
	if err != nil {
		x.t.Fatal(err)
	}
	text, err := json.Marshal([]any{v.Status, v.Votes, v.Decision, v.Asked, v.Elements, v.Paid, v.WaitsSince, v.Addresses})
	if err != nil {
		x.t.Fatal(err)
	}
	return v, string(text)
}

// refusals are the codes by which the commands of a case were refused.
func refusals(t *testing.T, v store.CaseView) (codes []medelbot.RefusalCode) {
	t.Helper()
	for _, e := range v.Log {
		if e.Name != medelbot.EventRefused {
			continue
		}
		var about struct{ Code medelbot.RefusalCode }
		if err := json.Unmarshal(e.Payload.(json.RawMessage), &about); err != nil {
			t.Fatal(err)
		}
		codes = append(codes, about.Code)
	}
	return codes
}

// openDatabase opens the database beside a configuration.
func openDatabase(t *testing.T, dir string) *store.Store {
	t.Helper()
	db, err := store.OpenExisting(context.Background(), filepath.Join(dir, "medelbot.db"), time.Now, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// futile delivers forgeries, and wants all to stand as before.
func (x *forgeryStory) futile(forgeries ...forgery) {
	x.t.Helper()
	before, text := x.stands()
	want := refusals(x.t, before)
	for i, f := range forgeries {
		x.deliver(f.raw)
		if f.refused != "" {
			want = append(want, f.refused)
		}
		if x.together && i < len(forgeries)-1 {
			continue
		}
		x.run("run", "--once")
		after, textAfter := x.stands()
		if textAfter != text {
			x.t.Fatalf("%s: the case stood as\n%s\nand now as\n%s", f.name, text, textAfter)
		}
		if got := refusals(x.t, after); !slices.Equal(got, want) {
			x.t.Errorf("%s: refused as %v, want %v", f.name, got, want)
			want = got
		}
	}
}

// lettersTo counts the letters of the outbox by their recipient.
func (x *forgeryStory) lettersTo() map[string]int {
	x.t.Helper()
	db := openDatabase(x.t, x.dir)
	defer db.Close()
	letters, err := db.Outbox(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	to := map[string]int{}
	for _, l := range letters {
		to[l.To]++
	}
	return to
}

// play tells the whole: forged, replayed, stale, forwarded and quoted commands
// change nothing, and nobody but the coordinators is answered; then the true
// ones work, once.
func (x *forgeryStory) play() {
	x.t.Helper()
	t := x.t
	x.run("run", "--once") // the first start
	x.deliver(x.arrival(x.passed(x.applicant), "From: Ulla Hjort <"+x.applicant+">\nTo: <"+x.first.address+">\nSubject: Patientkontrakt\n",
		"Hej!\n\nRegion Skåne ansöker om medel ur testbädden för Patientkontrakt.\n\nSökande: Region Skåne\nSökt belopp: 45 000 kr\n"+
			"Vad pengarna ska användas till: Två utbildningsdagar i Kristianstad.\nÖnskade effekter: Att patienten vet vem hon ska ringa.\n"+
			"Kontaktperson: Ulla Hjort, "+x.applicant+", 070-174 06 09\nBankgiro: 590-3125\n\nUlla Hjort\n"))
	x.run("run", "--once")
	x.number = fmt.Sprintf("PK-%d-0001", time.Now().Year())
	x.codes()
	x.later(31 * 24 * time.Hour)
	x.futile(forgery{"a code that has expired", medelbot.RefusedOldToken, x.honest(x.first, grant(x.first.code))})
	x.codes()
	x.stale = x.first
	x.deliver(x.arrival(x.passed(x.applicant), "From: Ulla Hjort <"+x.applicant+">\nTo: <"+x.first.address+">\nSubject: ["+x.number+"]\n",
		"Hej!\n\nSökt belopp: 40 000 kr\n\nUlla Hjort\n"))
	x.run("run", "--once")
	if k, text := x.stands(); k.Status != medelbot.StatusComplete || k.Sought() != 40_000 {
		t.Fatalf("the changed application stands as %s", text)
	}
	x.later(24 * time.Hour)
	x.codes()
	answered := x.lettersTo()[x.applicant]

	x.futile(x.strangers()...)
	x.futile(x.slips()...)
	for to, n := range x.lettersTo() {
		if to != x.first.address && to != x.second.address && (to != x.applicant || n != answered) {
			t.Errorf("%s got %d letters", to, n)
		}
	}

	// The codes that all of them bore are good: the true commands work by them.
	vote := x.honest(x.first, grant(x.first.code))
	x.deliver(vote)
	x.run("run", "--once")
	if k, text := x.stands(); len(k.Votes) != 1 {
		t.Fatalf("after the first true command the case stands as %s", text)
	}
	x.futile(
		forgery{"the same mail once more", "", vote},
		forgery{"the same code once more", medelbot.RefusedUsedToken, x.honest(x.first, "AVSLÅ\nMOTIVERING: Nej.\n\nKod: "+x.first.code+"\n")},
		forgery{"the used code, from the other one", medelbot.RefusedOtherToken, x.honest(x.second, grant(x.first.code))},
	)
	x.deliver(x.honest(x.second, grant(x.second.code)))
	x.run("run", "--once")
	if k, text := x.stands(); k.Status != medelbot.StatusGranted || k.Granted() != 40_000 {
		t.Fatalf("after both true commands the case stands as %s", text)
	}
	x.futile(
		forgery{"the decision undone with a used code", medelbot.RefusedUsedToken, x.honest(x.second, "ÅNGRA\n\nKod: "+x.second.code+"\n")},
		forgery{"the decision undone by a stranger", medelbot.RefusedNoPass, x.arrival("", x.writes(x.second.named()), "ÅNGRA\n\nKod: "+x.first.code+"\n")},
	)
	x.later(20 * time.Minute)
	x.run("run", "--once")
	if got := x.lettersTo()[x.applicant]; got != answered+1 {
		t.Errorf("the applicant got %d letters, want %d", got, answered+1)
	}
	x.run("verify")
}

// The memory servers need nothing that a bare machine lacks.
func TestForgedCommands(t *testing.T) {
	t.Parallel()
	f := newOwnFund(t, "")
	x := forgeryStory{
		t: t, dir: filepath.Dir(f.config), run: f.medelbot,
		forgeryScene: forgeryScene{
			border: demo.Border, box: "box.fonden.example",
			first: decider{demo.Helena.Name, demo.Helena.Address, ""}, second: decider{demo.Karim.Name, demo.Karim.Address, ""},
			applicant: "ulla.hjort@skane.se",
		},
		deliver: func(raw string) {
			if err := f.servers.Deliver([]byte(strings.ReplaceAll(raw, "\n", "\r\n")), time.Now()); err != nil {
				t.Fatal(err)
			}
		},
		later: func(d time.Duration) { f.later += d },
		digest: func() func(string) []byte {
			f.letters = nil
			f.medelbot("digest")
			return func(address string) []byte {
				for _, l := range f.letters {
					if l.To == address {
						return l.Raw
					}
				}
				t.Fatalf("%s got no digest", address)
				return nil
			}
		},
	}
	x.play()
}
