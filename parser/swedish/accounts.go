package swedish

import (
	"fmt"
	"maps"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// An Account is a number in a text that money could be sent to.
type Account struct {
	Start, End int
	Number     medelbot.BankNumber
	Check      medelbot.AccountCheck // never NoAccount, unless Doubt
	// Doubt: labelled as an account, but of which kind, or which digits,
	// cannot be told for certain. Number may be empty.
	Doubt bool
	// Old: named only to say that it is not to be used.
	Old bool
}

// Accounts finds account numbers in cleaned text: numbers that a word says
// are one ("bg", "plusgiro", "clearing", a bank's name, "sätts in på"). hint is
// the label or question to which the text is the answer, "" if there is none.
// Numbers beside "org.nr", "tel", "OCR" and their like are never accounts.
func Accounts(s, hint string) []Account { return FindAccounts(s, hint, nil) }

// FindAccounts is Accounts for somebody who wonders: refuse, unless nil, is told
// of every other number that is as long as an account, and why it is none.
func FindAccounts(s, hint string, refuse func(number Span, why string)) []Account {
	words := phrase.Words(s)
	found := lexicon.Accounts().Find(words)
	asked := kinds{}
	for _, m := range lexicon.Accounts().Find(phrase.Words(hint)) {
		asked[m.Key] = true
	}
	var out []Account
	var former Span  // the last number that is as long as an account
	var called kinds // what was said of it, if it was one
	from := 0        // labels before the last number no longer count
	if len(found) == 0 && len(asked) == 0 && refuse == nil {
		return nil
	}
	for i := 0; i < len(s); i++ {
		start, ok := numberStart(s, i)
		if !ok {
			continue
		}
		for len(found) > 0 && words[found[0].After-1].End < start-farthest {
			found = found[1:]
		}
		says, old, other := labelsBefore(s, words, found, from, start, asked)
		groups := numberRunGroups(s, start)
		if len(groups) == 0 {
			continue
		}
		end, last := groups[0].End, groups[len(groups)-1].End
		var clearing []Span // that stands behind
		if says[lexicon.SaysAccount] || says[lexicon.SaysBank] {
			clearing = clearingBehind(s, words, found, groups, says)
		}
		if s[start] == '0' && len(clearing) == 0 || runeBefore(s, start) == '+' {
			// No giro, clearing number or IBAN begins so, but phones do.
			refuseNumber(s, Span{start, last}, notAnAccount{why: "it begins as telephone numbers do"}, refuse)
			i = last - 1
			continue
		}
		if len(says) == 0 && other.said == "" {
			if says = labelBehind(s, words, found, last); len(says) == 0 {
				says, old = correction(s, words, found, start)
			}
			if len(says) == 0 && len(called) > 0 && Replaces(s, former, Span{start, last}) == First {
				says = maps.Clone(called)
			}
		}
		if countDigits(s[start:last]) >= 6 {
			former, called = Span{start, last}, nil
		}
		switch {
		case len(says) == 0:
			refuseNumber(s, Span{start, last}, other, refuse)
		case len(asked) > 0 && namesPerson(s, start) && unlabelled(s, words, found, from, start):
			refuseNumber(s, Span{start, last}, notAnAccount{why: "it is a personal identity number"}, refuse)
		default:
			if says[lexicon.SaysClearing] {
				groups = joinClearing(s, groups)
			} else if len(clearing) > 0 {
				groups = append(clearing, groups...)
				says[lexicon.SaysClearing] = true
			}
			if a, ok := readAccount(s, groups, says); ok {
				old = old && !ledNew(s, start)
				a.Old, former, called = old, Span{a.Start, a.End}, says
				out = append(out, a)
				end = a.End
			} else {
				refuseNumber(s, Span{start, last}, notAnAccount{why: "it is too short for an account"}, refuse)
			}
			from = end
		}
		i = max(end, i+1) - 1
	}
	return out
}

type kinds map[string]bool

// notAnAccount says why a number is none: by which words.
type notAnAccount struct{ why, said string }

// refuseNumber tells of a number that is no account, if somebody asks and it
// has the digits of one.
func refuseNumber(s string, number Span, not notAnAccount, refuse func(Span, string)) {
	if digits := countDigits(s[number.Start:number.End]); refuse == nil || digits < 6 {
		return
	}
	if not.said != "" {
		not.why = fmt.Sprintf(not.why, not.said)
	}
	refuse(number, not.why)
}

// numberStart tells whether an account could begin at s[i]: with a digit, or
// with the two letters of an IBAN.
func numberStart(s string, i int) (int, bool) {
	if isWordRune(runeBefore(s, i)) {
		return 0, false
	}
	if isDigit(s[i]) {
		return i, true
	}
	if i+4 < len(s) && (s[i]|0x20 == 's' && s[i+1]|0x20 == 'e') && isDigit(s[i+2]) && isDigit(s[i+3]) {
		return i, true
	}
	return 0, false
}

// labelsBefore tells what the words between from and start say: the clause's
// labels. It says nothing, and why, if there are none or the one nearest to the
// number says that it is another sort of number.
func labelsBefore(s string, words []phrase.Word, found []phrase.Match, from, start int, asked kinds) (says kinds, old bool, not notAnAccount) {
	from = max(from, clauseStart(s, start))
	says = kinds{}
	nearest, nearestEnd, nearestStart := "", -1, 0
	for _, m := range found {
		a, b := words[m.First].Start, words[m.After-1].End
		if a > start {
			break
		}
		if b > start || a < from {
			continue
		}
		if m.Key == lexicon.SaysOld {
			old = true
			continue
		}
		says[m.Key] = true
		if b > nearestEnd || b == nearestEnd && a < nearestStart {
			nearest, nearestEnd, nearestStart = m.Key, b, a
		}
	}
	switch {
	case nearest == lexicon.SaysOther:
		return nil, false, notAnAccount{"%q says that it is another sort of number", s[nearestStart:nearestEnd]}
	case nearest == "" && len(asked) == 0:
		return nil, false, notAnAccount{why: "no word says that it is an account"}
	case start-nearestEnd > 90 && nearest != "" && len(asked) == 0:
		return nil, false, notAnAccount{"%q stands too far before it", s[nearestStart:nearestEnd]}
	}
	delete(says, lexicon.SaysOther)
	if len(says) == 0 || !says[lexicon.SaysBankgiro] && !says[lexicon.SaysPlusgiro] && !says[lexicon.SaysIBAN] {
		for k := range asked {
			says[k] = true
		}
	}
	delete(says, lexicon.SaysOther)
	delete(says, lexicon.SaysOld)
	return says, old, notAnAccount{why: "no word says that it is an account"}
}

// namesPerson tells a personal identity number in a sentence of its own below the
// account that was asked for: "Patienten 19121212-1212 var med". Where it is the
// whole answer it may be an account that bears its holder's number.
func namesPerson(s string, start int) bool {
	if strings.TrimSpace(s[:start]) == "" {
		return false
	}
	line := s[start:]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	people := Personnummer(line)
	return len(people) > 0 && people[0].Start == 0
}

// unlabelled tells that no word of the number's own clause says account.
func unlabelled(s string, words []phrase.Word, found []phrase.Match, from, start int) bool {
	says, _, _ := labelsBefore(s, words, found, from, start, nil)
	return len(says) == 0
}

// clauseStart goes back to the sentence or line in which a number stands; a
// label at the end of the line above still counts ("Bankgiro\n5050-1055").
func clauseStart(s string, i int) int {
	lines := 0
	for k := i - 1; k > max(0, i-farthest); k-- {
		switch s[k] {
		case '\n':
			blank := strings.TrimSpace(s[k+1:i]) == ""
			if lines++; lines > 1 || !blank && !wrappedBefore(s, k) {
				return k + 1
			}
		case '.', '!', '?', ';':
			if k+1 < i && isBlank(s[k+1]) && (s[k] != '.' || endsSentence(s, k, k+1)) {
				return k + 1
			}
		}
	}
	return max(0, i-farthest)
}

// numberRunGroups splits the digits from start on into groups with short
// separators between them. An IBAN's letters go with its first group.
func numberRunGroups(s string, start int) []Span {
	var groups []Span
	i, digits := start, 0
	for len(groups) < 10 {
		g := i
		if len(groups) == 0 && !isDigit(s[i]) {
			i += 2
		}
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i == g {
			break
		}
		groups = append(groups, Span{g, i})
		digits += i - g
		sep := i
		hyphen := false
		for sep < len(s) && sep-i < 5 {
			// A comma parts a clearing number from its account, and nothing else.
			if s[sep] == ' ' || s[sep] == ',' && sep == i && digits <= 5 {
				sep++
			} else if s[sep] == '-' || s[sep] == '.' && sep == i {
				sep, hyphen = sep+1, true
			} else if strings.HasPrefix(s[sep:], "–") || strings.HasPrefix(s[sep:], "—") || strings.HasPrefix(s[sep:], "−") {
				sep, hyphen = sep+3, true
			} else if s[sep] == '\n' && hyphen { // broken at its hyphen
				sep++
			} else {
				break
			}
		}
		if sep >= len(s) || !isDigit(s[sep]) {
			break
		}
		i = sep
	}
	return groups
}

// joinClearing: "8327-9, konto 12 345 678-9" goes on behind the words.
func joinClearing(s string, groups []Span) []Span {
	n := len(groups)
	digits := 0
	for _, g := range groups {
		digits += g.End - g.Start
	}
	if digits > 5 {
		return groups
	}
	end := groups[n-1].End
	for _, w := range wordsAt(s, end) {
		if isDigit(w.Fold[0]) {
			return append(groups, numberRunGroups(s, w.Start)...)
		}
		if !lexicon.AccountJoins.Has(w.Fold) {
			return groups
		}
	}
	return groups
}

// reachBehind is how far behind a number, in bytes, words may tell what it is.
const reachBehind = 50

// clearingBehind finds the clearing number of an account that is named before
// it: "konto 55 310 75 (Länsförsäkringar, clearing 9023)".
func clearingBehind(s string, words []phrase.Word, found []phrase.Match, groups []Span, says kinds) []Span {
	if says[lexicon.SaysClearing] || says[lexicon.SaysBankgiro] || says[lexicon.SaysPlusgiro] {
		return nil
	}
	digits := 0
	for _, g := range groups {
		digits += g.End - g.Start
	}
	last := groups[len(groups)-1].End
	for _, m := range found {
		from, to := words[m.First].Start, words[m.After-1].End
		switch {
		case from < last:
			continue
		case from-last > reachBehind || m.Key == lexicon.SaysBankgiro || m.Key == lexicon.SaysPlusgiro:
			return nil
		case m.Key != lexicon.SaysClearing || digits < 6 || strings.Contains(s[last:from], "\n\n"):
			continue
		}
		for k := to; k < min(len(s), to+16) && s[k] != '\n'; k++ {
			if !isDigit(s[k]) {
				continue
			}
			clearing := numberRunGroups(s, k)
			if n := clearing[len(clearing)-1].End; countDigits(s[k:n]) == 4 || countDigits(s[k:n]) == 5 {
				return clearing
			}
			return nil
		}
	}
	return nil
}

// labelBehind tells what a word right behind a number says, if it can only mean
// that number: "5050-1055 (bankgiro)", "5050-1055 är vårt bg".
func labelBehind(s string, words []phrase.Word, found []phrase.Match, last int) kinds {
	for _, m := range found {
		from := words[m.First].Start
		if from < last || m.Key != lexicon.SaysBankgiro && m.Key != lexicon.SaysPlusgiro {
			continue
		}
		between := strings.Fields(s[last:min(from, last+reachBehind)])
		if from-last > reachBehind || len(between) == 0 || strings.Join(between, "") != "(" && between[0] != "är" && between[0] != "=" || len(between) > 2 {
			return nil
		}
		return kinds{m.Key: true}
	}
	return nil
}

// correction tells what a sentence before makes of the numbers in "Jag skrev fel
// bankgiro. Det ska inte vara 5050-1055 utan 991-2346.", and that the first of
// them is not to be used.
func correction(s string, words []phrase.Word, found []phrase.Match, start int) (says kinds, old bool) {
	clause := clauseStart(s, start)
	here := phrase.Words(s[clause:start])
	if len(here) == 0 || len(here) > 8 || !lexicon.Corrects.Has(here[0].Fold) {
		return nil, false
	}
	before := clauseStart(s, max(0, clause-2))
	for _, m := range found {
		if from := words[m.First].Start; from >= before && from < clause && (m.Key == lexicon.SaysBankgiro || m.Key == lexicon.SaysPlusgiro) {
			says = kinds{m.Key: true}
		}
	}
	if says == nil {
		return nil, false
	}
	denied, instead := false, false
	for _, w := range here {
		denied, instead = denied || w.Fold == "inte" || w.Fold == "ej", instead || w.Fold == "utan"
	}
	return says, denied && !instead
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}
