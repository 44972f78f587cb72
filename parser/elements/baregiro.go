package elements

import (
	"regexp"
	"slices"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// bareGiroWords is how long, in words, an answer is at most that states a bare
// number, correctionWords how long it is if one number takes the place of another.
const (
	bareGiroWords   = 25
	correctionWords = 80
)

var (
	bareGiro = regexp.MustCompile(`(?:^|[\s:(])([1-9]\d{2,3}-\d{4})(?:$|[\s.,!;)])`)
	caseLike = regexp.MustCompile(`^20[1-4]\d-`) // "2021-0033"
)

// bareGiros reads a number that no word calls an account, in a short answer to
// our letter that asked for one: "593-0474 är numret", or behind the word for
// one: "Vi har nytt bankgiro. Använd 593-0474." It must be written as a bankgiro
// number is, its check digit must be right, and it must be the only one.
func (r *reader) bareGiros() []statedAccount {
	asked := r.in.Asked && slices.ContainsFunc(r.in.Texts, asksForAccount)
	var list []statedAccount
	for _, d := range r.documents {
		said := lexicon.Accounts()
		if d.source != "body" || len(d.words) > correctionWords || said.Has(d.words, lexicon.SaysOther) {
			continue
		}
		if a := d.correctedGiro(); a != nil {
			list = append(list, *a)
			continue
		}
		if len(d.words) > bareGiroWords {
			continue
		}
		answers := asked && !said.Has(d.words, lexicon.SaysOld)
		for _, m := range bareGiro.FindAllStringSubmatchIndex(d.text, -1) {
			number := d.text[m[2]:m[3]]
			if d.isQuoted(m[2]) || caseLike.MatchString(number) || !answers && !d.usesGiro(m[2]) {
				continue
			}
			for _, a := range swedish.Accounts(number, lexicon.SaysBankgiro) {
				list = append(list, statedAccount{Account: a, written: number, evidence: d.around(m[2], m[3])})
			}
		}
	}
	if len(list) != 1 || list[0].Check != medelbot.CheckedAccount || list[0].Number.Type != medelbot.Bankgiro {
		return nil
	}
	return list
}

// correctedGiro finds the second of two numbers of which it takes the place, and
// that are written as bankgiro numbers are, though no word calls them so: "numret
// jag skickade (593-0474) är fel, det ska vara 5050-1055".
func (d *document) correctedGiro() *statedAccount {
	found := bareGiro.FindAllStringSubmatchIndex(d.text, -1)
	if len(found) != 2 {
		return nil
	}
	var giros []swedish.Account
	for _, m := range found {
		if number := d.text[m[2]:m[3]]; !d.isQuoted(m[2]) && !caseLike.MatchString(number) {
			giros = append(giros, swedish.Accounts(number, lexicon.SaysBankgiro)...)
		}
	}
	start, end := found[1][2], found[1][3]
	if len(giros) != 2 || giros[0].Check != medelbot.CheckedAccount ||
		swedish.Replaces(d.text, swedish.Span{Start: found[0][2], End: found[0][3]}, swedish.Span{Start: start, End: end}) != swedish.First {
		return nil
	}
	return &statedAccount{Account: giros[1], written: d.text[start:end], evidence: d.around(start, end)}
}

// usesGiro tells a number that is to be used, in a text that speaks of a bankgiro
// before it.
func (d *document) usesGiro(at int) bool {
	n := 0
	for n < len(d.words) && d.words[n].End <= at {
		n++
	}
	return n > 0 && lexicon.Uses.Has(d.words[n-1].Fold) && (n < 2 || !lexicon.Denials.Has(d.words[n-2].Fold)) &&
		lexicon.Accounts().Has(d.words[:n], lexicon.SaysBankgiro)
}

// asksForAccount tells whether the letter that a text quotes speaks of the
// account.
func asksForAccount(t Text) bool {
	words := phrase.Words(swedish.Clean(head(t.Quoted)))
	return lexicon.Accounts().Has(words, lexicon.SaysBankgiro) || lexicon.Accounts().Has(words, lexicon.SaysAccount)
}
