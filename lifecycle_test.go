package medelbot

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/lifecycle.md anew")

func TestLifecycleTable(t *testing.T) {
	type key struct {
		from Status
		deed Deed
		when Outcome
	}
	seen := map[key]bool{}
	reached, left := map[Status]bool{}, map[Status]bool{}
	for _, s := range Lifecycle {
		k := key{s.From, s.Deed, s.When}
		if seen[k] {
			t.Errorf("%s, %s %s stands twice", s.From, s.Deed, s.When)
		}
		seen[k] = true
		if s.When != "" && seen[key{s.From, s.Deed, ""}] && s.From != "" {
			t.Errorf("%s, %s has a line for both outcomes and one for %s", s.From, s.Deed, s.When)
		}
		if s.From == "" {
			reached[s.To] = true
		}
		if s.To != s.From {
			left[s.From] = true
		}
		if len(s.Who) == 0 || s.Letter == "" {
			t.Errorf("%s, %s: who may do it and which letter comes of it must be said", s.From, s.Deed)
		}
		if slices.Contains(s.Who, RoleProgram) && s.From != s.To {
			t.Errorf("%s, %s: the clock alone changes no status", s.From, s.Deed)
		}
	}
	for range Statuses { // as often as the longest way can be
		for _, s := range Lifecycle {
			if reached[s.From] {
				reached[s.To] = true
			}
		}
	}
	for _, s := range Statuses {
		if !reached[s] {
			t.Errorf("no case can become %s", s)
		}
		if left[s] == (s == StatusClosed) {
			t.Errorf("%s: every status but the last has a way out", s)
		}
	}
}

// A deed with two outcomes has a line for each, or it could be done and lead
// nowhere.
func TestLifecycleHasBothOutcomes(t *testing.T) {
	for _, s := range Lifecycle {
		if s.When == "" {
			continue
		}
		for _, when := range []Outcome{Whole, Lacking} {
			if _, ok := step(s.From, s.Deed, when); !ok {
				t.Errorf("%s, %s has no line for %s", s.From, s.Deed, when)
			}
		}
	}
}

// Only people decide, and only coordinators move money.
func TestOnlyCoordinatorsDecide(t *testing.T) {
	for _, s := range Lifecycle {
		switch s.Deed {
		case DeedGrant, DeedDecline, DeedUndo, DeedPay, DeedRepay, DeedExtend, DeedConfirm, DeedCorrect, DeedRelease, DeedMerge, DeedClose:
			if !slices.Equal(s.Who, coordinator) {
				t.Errorf("%s, %s can be done by %v", s.From, s.Deed, s.Who)
			}
		}
		if s.To == StatusGranted && s.From != StatusGranted && s.From != StatusComplete {
			t.Errorf("money is granted to a case that is %s", s.From)
		}
		if s.To == StatusPaid && s.From != StatusPaid && s.From != StatusGranted {
			t.Errorf("money is paid to a case that is %s", s.From)
		}
	}
}

func TestLifecycleDoc(t *testing.T) {
	const file = "docs/lifecycle.md"
	if *update {
		if err := os.WriteFile(file, []byte(lifecycleDoc()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != lifecycleDoc() {
		t.Errorf("%s is not what the table says. Try: go test . -run LifecycleDoc -update", file)
	}
}

func lifecycleDoc() string {
	var b strings.Builder
	b.WriteString(`# The life of a case

Printed from the table in lifecycle.go; a test fails when they differ. What the table does not name cannot be done.

`)
	b.WriteString("```mermaid\nstateDiagram-v2\n")
	var drawn []string
	for _, s := range Lifecycle {
		from := string(s.From)
		if from == "" {
			from = "[*]"
		}
		line := fmt.Sprintf("    %s --> %s : %s", from, s.To, s.Deed)
		if s.From != s.To && !slices.Contains(drawn, line) {
			drawn = append(drawn, line)
			b.WriteString(line + "\n")
		}
	}
	b.WriteString("    closed --> [*]\n```\n\n")
	b.WriteString("| from | deed | outcome | to | who | letter to the applicant |\n|---|---|---|---|---|---|\n")
	line := func(from Status, s Step, to Status) {
		var who []string
		for _, r := range s.Who {
			who = append(who, string(r))
		}
		letter := string(s.Letter)
		if s.Letter == NoLetter {
			letter = ""
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", from, s.Deed, s.When, to, strings.Join(who, ", "), letter)
	}
	for _, s := range Lifecycle {
		from := s.From
		if from == "" {
			from = "(new)"
		}
		line(from, s, s.To)
	}
	for _, s := range anywhere {
		line("(any)", s, "(same)")
	}
	b.WriteString(`
Outcome: *complete* if the application, or the report, then holds all that is asked for, *lacking* if not.

A decision (grant, decline) is taken when as many coordinators as ` + "`decision.approvals`" + ` says have said the same. Its letter
leaves after ` + "`decision.undo`" + ` and a complete look at the mailbox; until then it can be undone.
`)
	return b.String()
}
