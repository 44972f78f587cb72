package parser

import (
	"strconv"
	"strings"

	"medelbot"
	"medelbot/parser/elements"
	"medelbot/parser/segment"
	"medelbot/parser/swedish"
)

// hiddenContradiction finds an element that hidden text states otherwise than
// what one sees. A hidden summary for lists of mails contradicts nothing.
func (r *reader) hiddenContradiction(reading *medelbot.Reading) medelbot.ElementKey {
	hidden := strings.TrimSpace(r.source.hidden)
	if hidden == "" || len(reading.Elements) == 0 {
		return ""
	}
	wanted := []medelbot.ElementKey{medelbot.Account, medelbot.Amount, medelbot.Contact}
	unseen := elements.Read(elements.Input{
		Wanted: wanted, Texts: []elements.Text{{Source: "body", Own: hidden}}, Home: r.opts.Coordinators, HomeDomains: r.home.domains, Vocabulary: r.words,
	})
	seen := r.stated(&r.source, wanted)
	for _, k := range wanted {
		a, b := unseen[k].Value, seen[k].Value
		if a == nil || unseen[k].Status == medelbot.Missing {
			continue
		}
		switch {
		case b == nil && k != medelbot.Contact:
			return k
		case b == nil:
		case k == medelbot.Account && a.Number != b.Number, k == medelbot.Amount && a.SEK != b.SEK,
			k == medelbot.Contact && a.Email != "" && !strings.EqualFold(a.Email, b.Email):
			return k
		}
	}
	return ""
}

// plainContradiction finds an account or a sum that the plain text of a mail
// states otherwise than its HTML, which is what a person sees. A plain text
// that says less, because it is cut or only says that there is HTML, does not
// contradict; nor does one that holds the same figures anywhere.
func (r *reader) plainContradiction(reading *medelbot.Reading) medelbot.ElementKey {
	if r.source.plain == "" {
		return ""
	}
	var doubted []medelbot.ElementKey
	for _, k := range []medelbot.ElementKey{medelbot.Account, medelbot.Amount} {
		e := reading.Elements[k]
		if e.Status == medelbot.OK && e.Value != nil && e.Evidence != nil && e.Evidence.Source == "body" && !holds(r.source.plain, k, e.Value) {
			doubted = append(doubted, k)
		}
	}
	if len(doubted) == 0 {
		return ""
	}
	prefix, _ := segment.Subject(r.message.Subject)
	plain := source{sender: r.source.sender}
	plain.take(segment.Split(r.source.plain, prefix))
	plain = r.unwrap(plain)
	other := r.stated(&plain, doubted)
	for _, k := range doubted {
		if e := other[k]; e.Status == medelbot.OK && e.Value != nil && !holds(r.source.seen, k, e.Value) {
			return k
		}
	}
	return ""
}

// stated reads elements from the words of one text of the mail alone.
func (r *reader) stated(s *source, wanted []medelbot.ElementKey) medelbot.Elements {
	return elements.Read(elements.Input{
		Wanted: wanted, Subject: r.source.subjectOrOuter(r.message), Home: r.opts.Coordinators, HomeDomains: r.home.domains, Vocabulary: r.words,
		Texts: []elements.Text{{Source: "body", Own: s.own, Signature: s.signature}},
	})
}

// holds reports whether a text holds the figures of an account or a sum,
// however they are grouped.
func holds(text string, k medelbot.ElementKey, v *medelbot.Value) bool {
	if k == medelbot.Account {
		figures := digits(text)
		if clearing, account, ok := strings.Cut(v.Number, "-"); ok && v.Type == string(medelbot.BankAccount) { // in either order
			return strings.Contains(figures, clearing) && strings.Contains(figures, account)
		}
		return strings.Contains(figures, digits(v.Number))
	}
	if strings.Contains(digits(text), strconv.FormatInt(v.SEK, 10)) {
		return true
	}
	for _, a := range swedish.Amounts(swedish.Clean(clip(text))) {
		if a.Ore == v.SEK*100 {
			return true
		}
	}
	return false
}

// digits drops all but the figures of a text.
func digits(text string) string {
	var figures []byte
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			figures = append(figures, c)
		}
	}
	return string(figures)
}
