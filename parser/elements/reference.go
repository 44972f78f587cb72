package elements

import (
	"medelbot"
	"medelbot/parser/swedish"
)

// reference reads the reference to the call: the programme's name, its
// mailing or its testbeds, in the own words or the subject.
func (r *reader) reference() medelbot.Element {
	for _, weak := range []bool{false, true} {
		for _, d := range r.documents {
			if at, end, ok := swedish.Reference(d.words, weak); ok {
				return medelbot.Element{Status: medelbot.OK, Evidence: d.around(at, end)}
			}
		}
		if _, _, ok := swedish.Reference(r.in.Vocabulary.Words(r.subject), weak); ok {
			return medelbot.Element{Status: medelbot.OK, Evidence: &medelbot.Evidence{Source: "subject", Quote: quote(r.subject)}}
		}
	}
	for _, d := range r.documents {
		if _, _, ok := swedish.Reference(r.in.Vocabulary.Words(d.source), false); ok {
			return medelbot.Element{Status: medelbot.OK, Evidence: &medelbot.Evidence{Source: d.source, Quote: quote(d.source)}}
		}
	}
	return medelbot.Element{}
}
