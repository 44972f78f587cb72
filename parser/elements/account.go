package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/swedish"
)

// statedAccount is an account as one place states it.
type statedAccount struct {
	swedish.Account
	evidence *medelbot.Evidence
}

// account reads where the money is to go. Several different accounts, or
// another one in hidden text, are for a person to sort out.
func (r *reader) account() medelbot.Element {
	var list []statedAccount
	for _, d := range r.documents {
		list = append(list, d.accounts()...)
	}
	if r.pointed {
		for _, a := range swedish.Accounts(r.signature, "") {
			list = append(list, statedAccount{a, &medelbot.Evidence{Source: "body", Quote: quote(lineOf(r.signature, a.Start, a.End))}})
		}
	}
	var best *statedAccount
	conflict := false
	for i := range list {
		a := &list[i]
		switch {
		case a.Old:
		case best == nil:
			best = a
		case a.Number.Number == best.Number.Number && a.Number.Type == best.Number.Type:
			if best.Doubt && !a.Doubt {
				best = a
			}
		case best.Doubt && !a.Doubt && sameDigits(a, best), a.Doubt && !best.Doubt && sameDigits(a, best):
			if best.Doubt {
				best = a
			}
		case sameMoney(a, best):
		default:
			conflict = true
		}
	}
	if best == nil {
		return medelbot.Element{}
	}
	for _, a := range swedish.Accounts(r.hidden, "") {
		if !a.Doubt && a.Check == medelbot.CheckedAccount && a.Number.Number != best.Number.Number {
			conflict = true
		}
	}
	e := medelbot.Element{Evidence: best.evidence}
	value := &medelbot.Value{Type: string(best.Number.Type), Number: best.Number.Number}
	switch {
	case conflict:
		e.Status, e.Code = medelbot.Unclear, medelbot.Conflicting
	case best.Doubt && best.Number.Number == "":
		e.Status, e.Code = medelbot.Unclear, medelbot.Unreadable
	case best.Doubt:
		e.Status, e.Code = medelbot.Unclear, medelbot.Conflicting
	case best.Check == medelbot.BadCheck:
		e.Status, e.Code, e.Value = medelbot.Invalid, medelbot.BadChecksum, value
	case best.Check == medelbot.UncheckedAccount:
		value.Check = "unknown"
		e.Status, e.Value = medelbot.OK, value
	default:
		e.Status, e.Value = medelbot.OK, value
	}
	return e
}

func sameDigits(a, b *statedAccount) bool {
	return strings.ReplaceAll(a.Number.Number, "-", "") == strings.ReplaceAll(b.Number.Number, "-", "")
}

// sameMoney: an IBAN beside its own account is one account written twice.
func sameMoney(a, b *statedAccount) bool {
	if a.Number.Type == b.Number.Type || a.Number.Type != medelbot.IBAN && b.Number.Type != medelbot.IBAN {
		return false
	}
	x, y := a, b
	if y.Number.Type == medelbot.IBAN {
		x, y = y, x
	}
	_, digits, ok := strings.Cut(y.Number.Number, "-")
	return ok && y.Number.Type == medelbot.BankAccount && strings.HasSuffix(x.Number.Number, strings.TrimLeft(digits, "0"))
}

// accounts finds the accounts that a document states: in the answers to
// labels, and beside words that say what they are.
func (d *document) accounts() []statedAccount {
	var out []statedAccount
	add := func(from, to int, hint string) {
		for _, a := range swedish.Accounts(d.text[from:to], hint) {
			a.Start, a.End = a.Start+from, a.End+from
			if !d.letterFoot(a.Start) {
				out = append(out, statedAccount{a, d.around(a.Start, a.End)})
			}
		}
	}
	at := 0
	for i := range d.sections {
		s := d.sections[i]
		if s.start < at {
			continue
		}
		// Clearing and account number may stand in rows of their own.
		for k := i + 1; s.is(medelbot.Account) && k < len(d.sections) && d.sections[k].is(medelbot.Account); k++ {
			s.end = d.sections[k].end
		}
		add(at, s.start, "")
		hint := ""
		if s.is(medelbot.Account) {
			hint = s.label
		}
		if s.is(medelbot.Account) || s.keys[0] == swedish.Other {
			add(s.value, s.end, hint)
			if hint == "" && len(out) == 0 {
				add(s.start, s.end, "")
			}
		} else {
			add(s.start, s.end, "")
		}
		at = s.end
	}
	add(at, len(d.text), "")
	return out
}

// footWords are what a letter-foot holds beside its account.
var footWords = []string{"org.nr", "orgnr", "org nr", "organisationsnummer", "postadress", "besöksadress", "växel", "www.", "telefon", "tel.", "tel:", "e-post", "webb", "box ", "fax"}

// letterFoot tells an account in a letter-foot from one that is stated: two
// or more of a foot's other facts stand in its line.
func (d *document) letterFoot(at int) bool {
	l := strings.ToLower(lineOf(d.text, at, at))
	n := 0
	for _, w := range footWords {
		if strings.Contains(l, w) {
			n++
		}
	}
	return n >= 2
}
