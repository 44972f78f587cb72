// Package lexicon holds every word and phrase, in Swedish, English and Norwegian,
// by which the rules know what a mail is and what it says. Whoever wants to
// teach a new way of saying something adds it here and nowhere else:
//
//	kinds_application.go  a mail applies, asks about applying, means to apply
//	kinds_case.go         it reports, supplies, withdraws, asks how things go
//	kinds_other.go        it is about something else, or from a program
//	english.go            English words for a case, and the labels of our English letters
//	commands.go           a coordinator decides
//	labels*.go            headings and form labels, by element
//	cues*.go              how sentences without any heading tell an element
//	replies.go            an answer puts itself off, points elsewhere, ends
//	prose.go              plans, deeds and hopes, word by word
//	sums*.go              which sum is sought, how it is written, what is no sum
//	accounts.go           which number is an account
//	applicants.go         who applies, and from what
//	fund.go               how a fund of another name is read, and who applies to it
//	people.go             who is the contact, and what is nobody's name
//	mentions.go           an application speaks of a testbed, a principle, a part of Patientkontrakt
//	sentences.go          where sentences end
//
// Phrases are written in the notation of package phrase, one or several on a
// line, parted by ';'. Case, å, ä and ö do not matter. Each list says in its
// comment what its words do; each table is read when it is first asked for. How
// to teach a phrase, and how to test it, is told in docs/reading.md.
//
// Not here is what programs write and how letters are laid out, which stands with
// the patterns that know it: subject prefixes, quote headers, sign-offs, footers
// (segment), addresses of programs (kind). Nor are single words of grammar such as "och" and "för att", which
// stand in the functions that know their use (swedish).
package lexicon

import (
	"sync"

	"medelbot/parser/phrase"
)

// spoken are words as people write them who write as they speak.
var spoken = phrase.Spoken{
	"är": "e", "till": "te", "jag": "ja", "och": "o", "det": "de", "de": "dom", "med": "me", "vad": "va",
	"mig": "mej", "sig": "sej", "dig": "dej", "något": "nåt", "sedan": "sen", "pengarna": "pengarn", "slantarna": "slantarn",
}

// aliases stand for words that many phrases share.
var aliases = phrase.Aliases{
	"<money>": "medel|medlen|pengar|pengarna|bidrag|kr|kronor|tkr|mkr|tusen|tusenlappar|sek|extra|ekstra|midler|finansiering|" +
		"testbäddsmedel|utvecklingsmedel|stimulansmedel",
	"<phone>":       "nummer|numret|telefonnummer|telefonnumret|telnr|mobilnummer|mobilnumret|mobilnr|mobil|telefon|direktnummer|direktnumret",
	"<report>":      "rapport*|slutrapport*|sluttrapport*|redovisning*|slutredovisning*|återrapport*",
	"<application>": "ansökan|ansökningen|ansökning|ansökningar|ansökningsblankett*|ansökningsformulär*|ansökningshandling*|testbäddsansök*",
}

// table reads tables when it is first asked for.
func table(tables ...phrase.Table) func() *phrase.Lexicon {
	return sync.OnceValue(func() *phrase.Lexicon {
		all := phrase.Table{}
		for _, t := range tables {
			for key, phrases := range t {
				all[key] += "\n" + phrases
			}
		}
		return phrase.New(all, aliases, spoken)
	})
}
