package swedish

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
)

// readAccount reads as many of the groups as make an account of a kind that
// the labels allow.
func readAccount(s string, groups []Span, says kinds) (Account, bool) {
	var bad *Account
	types := allowedTypes(says)
	for k := len(groups); k > 0; k-- {
		for _, t := range types {
			a, ok := tryAccount(s, groups[:k], t, says)
			if !ok || k < len(groups) && !whole(s, groups[:k], t) {
				continue
			}
			if a.Check != medelbot.BadCheck {
				return a, true
			}
			if bad == nil {
				bad = &a
			}
		}
	}
	if bad != nil {
		return *bad, true
	}
	digits := 0
	for _, g := range groups {
		digits += g.End - g.Start
	}
	if digits >= 6 { // labelled, and yet nothing that can be paid to
		start, end := outline(groups)
		return Account{Start: start, End: end, Doubt: true}, true
	}
	return Account{}, false
}

// whole tells whether an account can end before the digits that follow it. A
// giro can after its hyphen and an IBAN by its length; of any other number a
// beginning that happens to pass its check would be somebody else's account.
func whole(s string, groups []Span, t medelbot.AccountType) bool {
	n := len(groups)
	switch t {
	case medelbot.IBAN:
		return true
	case medelbot.Bankgiro, medelbot.Plusgiro:
		return n > 1 && strings.ContainsAny(s[groups[n-2].End:groups[n-1].Start], "-–—−")
	}
	return false
}

func allowedTypes(says kinds) []medelbot.AccountType {
	bg, pg := says[lexicon.SaysBankgiro], says[lexicon.SaysPlusgiro]
	switch {
	case bg && !pg && !says[lexicon.SaysAccount] && !says[lexicon.SaysClearing] && !says[lexicon.SaysBank] && !says[lexicon.SaysIBAN]:
		return []medelbot.AccountType{medelbot.Bankgiro}
	case pg && !bg && !says[lexicon.SaysAccount] && !says[lexicon.SaysClearing] && !says[lexicon.SaysBank] && !says[lexicon.SaysIBAN]:
		return []medelbot.AccountType{medelbot.Plusgiro}
	case says[lexicon.SaysClearing] && !bg && !pg:
		return []medelbot.AccountType{medelbot.IBAN, medelbot.BankAccount}
	}
	return []medelbot.AccountType{medelbot.IBAN, medelbot.Bankgiro, medelbot.Plusgiro, medelbot.BankAccount}
}

// tryAccount reads all of the groups as one account of type t. Where no label
// names the type, the shape must: a bankgiro has its hyphen before the last
// four digits, a plusgiro before the last one.
func tryAccount(s string, groups []Span, t medelbot.AccountType, says kinds) (Account, bool) {
	var b strings.Builder
	for i, g := range groups {
		if i > 0 && g.Start < groups[i-1].End {
			b.WriteString(", ") // the clearing number stands behind
		} else if i > 0 {
			sep := strings.NewReplacer("\n", "", "–", "-", "—", "-", "−", "-").Replace(s[groups[i-1].End:g.Start])
			if len(sep) > 3 || strings.Trim(sep, " -.,") != "" {
				sep = ", " // words between clearing and account
			}
			b.WriteString(sep)
		}
		b.WriteString(s[g.Start:g.End])
	}
	written := b.String()
	letters := !isDigit(written[0])
	if letters != (t == medelbot.IBAN) || t != medelbot.BankAccount && strings.ContainsAny(written, ",.") {
		return Account{}, false
	}
	hyphen := strings.LastIndexByte(written, '-')
	tail := len(strings.ReplaceAll(written[hyphen+1:], " ", ""))
	named := says[string(t)] && !(says[lexicon.SaysBankgiro] && says[lexicon.SaysPlusgiro])
	doubt := false
	switch t {
	case medelbot.Bankgiro, medelbot.Plusgiro:
		want := 4
		if t == medelbot.Plusgiro {
			want = 1
		}
		if hyphen >= 0 && tail != want {
			return Account{}, false
		}
		// Digits alone could be either.
		doubt = hyphen < 0 && !named && !(t == medelbot.Bankgiro && says[lexicon.SaysBankgiro] && !says[lexicon.SaysPlusgiro])
		if t == medelbot.Plusgiro && !named && len(written) < 6 {
			return Account{}, false
		}
	case medelbot.BankAccount:
		if digits := countDigits(written); digits < 9 && !says[lexicon.SaysClearing] || digits > 16 {
			return Account{}, false
		}
	}
	number, check := medelbot.CheckAccount(t, written)
	if check == medelbot.NoAccount {
		return Account{}, false
	}
	if t == medelbot.BankAccount && check == medelbot.BadCheck && !says[lexicon.SaysClearing] && countDigits(written) < 11 {
		return Account{}, false // a piece of an account: which one?
	}
	// An unknown clearing number is believed only where a label says that it is one.
	if check == medelbot.UncheckedAccount && !says[lexicon.SaysClearing] && !says[lexicon.SaysAccount] && !says[lexicon.SaysBank] {
		return Account{}, false
	}
	start, end := outline(groups)
	return Account{Start: start, End: end, Number: number, Check: check, Doubt: doubt}, true
}

// outline is the stretch in which all groups stand.
func outline(groups []Span) (start, end int) {
	start, end = groups[0].Start, groups[0].End
	for _, g := range groups {
		start, end = min(start, g.Start), max(end, g.End)
	}
	return start, end
}
