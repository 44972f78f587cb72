package medelbot

import "strings"

// AccountType is the kind of number that money can be sent to.
type AccountType string

const (
	Bankgiro    AccountType = "bankgiro"
	Plusgiro    AccountType = "plusgiro"
	BankAccount AccountType = "bank" // clearing number and account number
	IBAN        AccountType = "iban"
)

// AccountCheck is what a check of an account number came to.
type AccountCheck int

const (
	// NoAccount: the characters have not the shape of such a number.
	NoAccount AccountCheck = iota
	// BadCheck: the shape is right and a check digit or the length is not.
	BadCheck
	// UncheckedAccount: in a clearing range that no table knows, or for which
	// no check is published. Taken, but never paid unconfirmed.
	UncheckedAccount
	// CheckedAccount: every check that there is has passed.
	CheckedAccount
)

// BankNumber is an account number in its normal form:
// bankgiro NNN-NNNN or NNNN-NNNN, plusgiro NNNNNN-N, bank CLEARING-ACCOUNT
// with the digits as written, iban in capitals without blanks.
type BankNumber struct {
	Type   AccountType
	Number string
	Bank   string // as clearing.tsv names it; "" for giros and unknown ranges
}

// CheckAccount reads a number that somebody says is an account of the given
// type. Blanks and hyphens may stand where people put them; a comma parts the
// clearing number from the rest. Letters other than an IBAN's are refused.
// The number is in its normal form unless the result is NoAccount.
func CheckAccount(t AccountType, written string) (BankNumber, AccountCheck) {
	written = plainNumber(written)
	switch t {
	case Bankgiro:
		return checkGiro(Bankgiro, written, 7, 8, 4)
	case Plusgiro:
		return checkGiro(Plusgiro, written, 2, 8, 1)
	case BankAccount:
		return checkBank(written)
	case IBAN:
		return checkIBAN(written)
	}
	return BankNumber{}, NoAccount
}

// plainNumber turns the many blanks and hyphens of word processors (no-break,
// narrow and zero-width ones among them) into ' ' and '-'.
func plainNumber(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad':
			return -1
		case r == '\u00a0' || r == '\t' || r == '\n' || r == '\r' || r == '\u202f' || r >= '\u2000' && r <= '\u200a':
			return ' '
		case r >= '\u2010' && r <= '\u2015' || r == '\u2212' || r == '\ufe63':
			return '-'
		}
		return r
	}, s))
}

// numberGroups splits digits at the separators given. ok is false if anything
// but digits and separators is there.
func numberGroups(s, separators string) (groups []string, ok bool) {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && strings.IndexByte(separators, s[i]) < 0 {
			return nil, false
		}
	}
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) }), true
}

// checkGiro reads a bankgiro or plusgiro: min to max digits with a hyphen, if
// any, before the last tail ones.
func checkGiro(t AccountType, s string, min, max, tail int) (BankNumber, AccountCheck) {
	groups, ok := numberGroups(strings.ReplaceAll(s, " ", ""), "-")
	digits := strings.Join(groups, "")
	if len(digits) == 16 { // zero-filled in payment files
		digits = strings.TrimLeft(digits, "0")
	}
	if !ok || len(digits) < min || len(digits) > max || digits[0] == '0' || strings.HasPrefix(s, "-") {
		return BankNumber{}, NoAccount
	}
	if len(groups) > 1 && len(groups[len(groups)-1]) != tail && !spelledOut(groups) {
		return BankNumber{}, NoAccount
	}
	number := BankNumber{Type: t, Number: digits[:len(digits)-tail] + "-" + digits[len(digits)-tail:]}
	if !Luhn(digits) {
		return number, BadCheck
	}
	return number, CheckedAccount
}

// spelledOut tells hyphens between single digits or pairs, as some write a
// number to be read aloud, from hyphens that stand in the wrong place.
func spelledOut(groups []string) bool {
	for _, g := range groups {
		if len(g) > 2 {
			return false
		}
	}
	return len(groups) > 3
}

// checkBank reads a clearing number and an account number. The clearing
// number ends at a comma, else at the first blank or hyphen if four or five
// digits stand before it, else after four digits (five in the 8000s if the
// fifth is right).
func checkBank(s string) (BankNumber, AccountCheck) {
	head, rest, comma := strings.Cut(s, ",")
	groups, ok := numberGroups(head, " -.")
	if comma {
		tail, tailOK := numberGroups(rest, " -.")
		rest, ok = strings.Join(tail, ""), ok && tailOK
		head = strings.Join(groups, "")
	} else {
		head, rest = splitClearing(groups)
	}
	if !ok || len(head) < 4 || len(head) > 5 || len(rest) < 2 || len(rest) > 16 || head[0] == '0' {
		return BankNumber{}, NoAccount
	}
	if head[0] != '8' {
		if len(head) == 5 { // only Swedbank's 8000s have a fifth digit
			return BankNumber{Type: BankAccount, Number: head + "-" + rest}, BadCheck
		}
		return checkRange(head, rest)
	}
	if len(head) == 5 {
		return checkSwedbank(head, rest)
	}
	// The fifth digit may stand at the beginning of the rest.
	fifth := head + rest[:1]
	if len(rest) > 10 && Luhn(fifth) {
		if n, check := checkSwedbank(fifth, rest[1:]); check == CheckedAccount {
			return n, check
		}
	}
	n, check := checkRange(head, rest)
	if check != CheckedAccount && !comma && len(groups) == 1 && Luhn(fifth) {
		if m, c := checkSwedbank(fifth, rest[1:]); c == CheckedAccount {
			return m, c
		}
	}
	return n, check
}

// splitClearing parts groups of digits without a comma between them.
func splitClearing(groups []string) (clearing, rest string) {
	digits := strings.Join(groups, "")
	if len(digits) < 5 {
		return digits, ""
	}
	if len(groups) > 1 {
		first := groups[0]
		// "8327-9 14 725 892-5": a single digit after 8xxx is the fifth.
		if len(first) == 4 && first[0] == '8' && len(groups) > 2 && len(groups[1]) == 1 {
			return digits[:5], digits[5:]
		}
		if len(first) == 4 || len(first) == 5 {
			return first, digits[len(first):]
		}
	}
	return digits[:4], digits[4:]
}

func checkSwedbank(clearing, account string) (BankNumber, AccountCheck) {
	n, check := checkRange(clearing[:4], account)
	if check == NoAccount {
		return n, check
	}
	_, digits, _ := strings.Cut(n.Number, "-")
	n.Number = clearing + "-" + digits
	if !Luhn(clearing) {
		check = BadCheck
	}
	return n, check
}

// checkRange checks an account number under the rule of its clearing range.
// Zeros beyond the range's length are padding and are dropped.
func checkRange(clearing, account string) (BankNumber, AccountCheck) {
	r, known := clearingOf(clearing)
	if !known {
		r = clearingRange{min: 7, max: 10, checks: []string{"none"}}
	}
	for len(account) > r.max && account[0] == '0' {
		account = account[1:]
	}
	n := BankNumber{Type: BankAccount, Number: clearing + "-" + account, Bank: r.bank}
	switch {
	case r.checks[0] == "refuse" || len(account) < r.min || len(account) > r.max:
		return n, BadCheck
	case r.checks[0] == "none":
		return n, UncheckedAccount
	case r.passes(clearing, account):
		return n, CheckedAccount
	}
	return n, BadCheck
}

// checkIBAN checks length (24 for Sweden) and the mod-97 check of ISO 13616.
func checkIBAN(s string) (BankNumber, AccountCheck) {
	s = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(s))
	if len(s) < 15 || len(s) > 34 || strings.HasPrefix(s, "SE") && len(s) != 24 {
		return BankNumber{}, NoAccount
	}
	rest := 0
	for i := range len(s) {
		c := s[(i+4)%len(s)] // the first four count as the last
		switch {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z' && !(strings.HasPrefix(s, "SE") && i < len(s)-4):
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return BankNumber{}, NoAccount
		}
	}
	letters := s[0] >= 'A' && s[1] >= 'A' && s[2] <= '9' && s[3] <= '9'
	if !letters {
		return BankNumber{}, NoAccount
	}
	n := BankNumber{Type: IBAN, Number: s}
	if rest != 1 {
		return n, BadCheck
	}
	return n, CheckedAccount
}
