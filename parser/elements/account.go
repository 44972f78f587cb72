package elements

import (
	"regexp"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/swedish"
)

// statedAccount is an account as one place states it.
type statedAccount struct {
	swedish.Account
	written  string
	evidence *medelbot.Evidence
	yields   bool // to what other documents state
}

// footAccounts are those of a letter-foot to which the text points: "det bankgiro
// som står i brevfoten".
func (d *document) footAccounts() []statedAccount {
	var list []statedAccount
	for _, a := range swedish.Accounts(d.foot, "") {
		ev := &medelbot.Evidence{Source: d.source, Quote: quote(d.foot[a.Start:a.End]), OCR: d.ocr}
		list = append(list, statedAccount{Account: a, written: d.foot[a.Start:a.End], evidence: ev})
	}
	return list
}

// account reads where the money is to go. Several different accounts, or
// another one in hidden text, are for a person to sort out.
func (r *reader) account() medelbot.Element {
	list := r.statedAccounts()
	if len(list) == 0 {
		list = r.bareGiros()
	}
	best, conflict := chooseAccount(list)
	if best == nil {
		return medelbot.Element{}
	}
	conflict = conflict || r.hidesAnother(best)
	for _, a := range list {
		switch {
		case conflict:
			r.refuseStated(medelbot.Account, a.written, a.evidence, "several accounts are stated: a person must choose")
		case a.Number.Number != best.Number.Number && sameMoney(&a, best):
			r.refuseStated(medelbot.Account, a.written, a.evidence, "it is the same account, written in another way")
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

// statedAccounts lists what the documents state, and the signature if they
// point to it, without what they say is not to be used.
func (r *reader) statedAccounts() []statedAccount {
	var list []statedAccount
	for _, d := range r.documents {
		var refuse func(swedish.Span, string)
		if r.refused != nil {
			refuse = func(number swedish.Span, why string) {
				if !r.wonders(medelbot.Account) {
					return
				}
				switch s := d.sectionAt(number.Start); {
				case d.inAmount(number):
				case s != nil && !s.is(medelbot.Account):
					r.refuse(medelbot.Account, d, number.Start, number.End, "it answers %q", s.label)
				default:
					r.refuse(medelbot.Account, d, number.Start, number.End, "%s", why)
				}
			}
		}
		for _, a := range append(d.accounts(refuse), d.footAccounts()...) {
			a.yields = d.yields
			list = append(list, a)
		}
	}
	list = unyielding(list, func(a statedAccount) bool { return a.yields })
	if r.pointed {
		for _, a := range swedish.Accounts(r.signature, "") {
			list = append(list, statedAccount{Account: a, written: r.signature[a.Start:a.End], evidence: bodyLine(r.signature, a.Start, a.End)})
		}
	}
	return slices.DeleteFunc(list, func(a statedAccount) bool {
		if a.Old {
			r.refuseStated(medelbot.Account, a.written, a.evidence, "it is named as one not to be used")
		}
		return a.Old
	})
}

// chooseAccount takes the first account, or the same one where it is written
// without doubt. Another account beside it is a conflict.
func chooseAccount(list []statedAccount) (best *statedAccount, conflict bool) {
	for i := range list {
		a := &list[i]
		switch {
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
	return best, conflict
}

// hidesAnother tells whether hidden text states another account, beyond doubt.
func (r *reader) hidesAnother(best *statedAccount) bool {
	return slices.ContainsFunc(swedish.Accounts(r.hidden, ""), func(a swedish.Account) bool {
		return !a.Doubt && a.Check == medelbot.CheckedAccount && a.Number.Number != best.Number.Number
	})
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
// labels, and beside words that say what they are. refuse, unless nil, is told
// of the numbers that are none.
func (d *document) accounts(refuse func(number swedish.Span, why string)) []statedAccount {
	var out []statedAccount
	add := func(from, to int, hint string) {
		var refuseHere func(swedish.Span, string)
		if refuse != nil {
			refuseHere = func(n swedish.Span, why string) { refuse(swedish.Span{Start: n.Start + from, End: n.End + from}, why) }
		}
		for _, a := range swedish.FindAccounts(d.text[from:to], hint, refuseHere) {
			a.Start, a.End = a.Start+from, a.End+from
			switch {
			case d.isQuoted(a.Start), d.isPostcode(a.Start, a.End): // a question, an address
			case !d.letterFoot(a.Start):
				out = append(out, statedAccount{Account: a, written: d.text[a.Start:a.End], evidence: d.around(a.Start, a.End)})
			case refuse != nil:
				refuse(swedish.Span{Start: a.Start, End: a.End}, "it stands in a letter-foot, beside the organisation's other facts")
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
			// "Betalsätt: Bankgiro" above "Nummer: 5050-1055"
			if sort, number, ok := strings.Cut(strings.TrimSpace(d.text[s.value:s.end]), "\n"); ok && swedish.AccountDetail(number) {
				hint += " " + sort
			}
		}
		if s.is(medelbot.Account) || s.keys[0] == lexicon.Other {
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
	markReplaced(d.text, out)
	return out
}

// markReplaced marks the accounts that are only named because another takes their
// place.
func markReplaced(text string, list []statedAccount) {
	for i := 1; i < len(list); i++ {
		a, b := &list[i-1], &list[i]
		switch swedish.Replaces(text, swedish.Span{Start: a.Start, End: a.End}, swedish.Span{Start: b.Start, End: b.End}) {
		case swedish.First:
			a.Old, b.Old = true, false
		case swedish.Second:
			b.Old = true
		}
	}
}

// postcode is a postal code with a town behind it.
var postcode = regexp.MustCompile(`\b[1-9][0-9]{2} [0-9]{2} [a-zåäö]{2}`)

// isPostcode tells a number that is the postal code before the name of a town.
func (d *document) isPostcode(start, end int) bool {
	at := postcode.FindStringIndex(strings.ToLower(d.text[start:min(len(d.text), end+8)]))
	return at != nil && at[0] == 0 && end-start == len("123 45") && swedish.Title(strings.TrimLeft(d.text[end:], " "))
}

// letterFoot tells an account in a letter-foot from one that is stated: two
// or more of a foot's other facts stand in its line, and no words point there.
func (d *document) letterFoot(at int) bool {
	if swedish.PointsTo(d.words, lexicon.Signature) {
		return false
	}
	l := strings.ToLower(lineOf(d.text, at, at))
	n := 0
	for _, w := range lexicon.LetterFoot {
		if strings.Contains(l, w) {
			n++
		}
	}
	return n >= 2 || n == 1 && postcode.MatchString(l) && strings.Contains(l, "org")
}
