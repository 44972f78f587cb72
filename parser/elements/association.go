package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// association reads who applies to a fund that is not for regions, as it is
// written: what a label or a sentence of applying says, else the only name of an
// association in the signature or the sender's own.
func (r *reader) association() medelbot.Element {
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(medelbot.Applicant) {
				continue
			}
			if name := labelledName(d.answer(s), s.weight); name != "" {
				return named(name, d.evidence(s.start, s.end))
			}
		}
	}
	for _, d := range r.documents {
		for _, s := range swedish.Sentences(d.text) {
			if name := applyingName(d.text[s.Start:s.End]); name != "" {
				return named(name, d.evidence(s.Start, s.End))
			}
		}
	}
	for _, d := range r.documents {
		for _, m := range lexicon.Introductions().Find(d.words) {
			if words := d.words[m.After:]; len(words) > 0 {
				if name := nameBehind(d.text, words); name != "" {
					return named(name, d.around(words[0].Start, words[0].End))
				}
			}
		}
	}
	for _, text := range []string{r.signature, r.ending()} {
		for line := range strings.Lines(text) {
			if name := firstPart(strings.TrimSpace(line)); isAssociation(name) {
				return named(name, &medelbot.Evidence{Source: "body", Quote: quote(strings.TrimSpace(line))})
			}
		}
	}
	if name := r.in.Sender.Name; isAssociation(name) {
		return named(name, &medelbot.Evidence{Source: "sender", Quote: quote(strings.TrimSpace(name + " <" + r.in.Sender.Email + ">"))})
	}
	return medelbot.Element{}
}

// lastLines is how many lines of a mail without a greeting may be its signature.
const lastLines = 3

// ending gives the last lines of the body that are no sentences.
func (r *reader) ending() string {
	var kept []string
	for _, d := range r.documents {
		if d.source != "body" {
			continue
		}
		lines := strings.Split(strings.TrimSpace(d.text), "\n")
		for _, line := range lines[max(0, len(lines)-lastLines):] {
			if !endsPhrase(line) && !strings.ContainsAny(line, ":?") {
				kept = append(kept, line)
			}
		}
	}
	return strings.Join(kept, "\n")
}

// longestApplicant is how many words a name of an applicant has at most.
const longestApplicant = 9

// labelledName reads the answer to "who applies?". Under a label that says little,
// such as "Från", only an association is taken.
func labelledName(answer string, weight int) string {
	name := firstPart(answer)
	if n := len(strings.Fields(name)); n == 0 || n > longestApplicant || swedish.Defers(answer) {
		return ""
	}
	if weight >= plain || isAssociation(name) || swedish.Title(name) {
		return name
	}
	return ""
}

// applyingName finds the name in a sentence that applies: right before the verb,
// "Kulturföreningen Sydtorn söker ...", or right behind it, "Härmed ansöker
// Teaterladans vänner om ...".
func applyingName(sentence string) string {
	sentence = withoutBrackets(sentence)
	for _, m := range lexicon.Seeking().Find(phrase.Words(sentence)) {
		words := phrase.Words(sentence)
		if name := nameBefore(sentence, words[:m.First]); name != "" {
			return name
		}
		if name := nameBehind(sentence, words[m.After:]); name != "" {
			return name
		}
	}
	return ""
}

// withoutBrackets blanks what stands in brackets, as a number behind a name; the
// rest stays where it is.
func withoutBrackets(s string) string {
	out := []byte(s)
	open := -1
	for i := range out {
		switch {
		case out[i] == '(':
			open = i
		case out[i] == ')' && open >= 0:
			for ; open <= i; open++ {
				out[open] = ' '
			}
			open = -1
		}
	}
	return string(out)
}

// nameBefore takes the words at the end that make a name.
func nameBefore(text string, words []phrase.Word) string {
	from := len(words)
	for from > 0 && len(words)-from < longestApplicant && inName(text, words, from-1, from == len(words)) {
		from--
	}
	for from < len(words) && (lexicon.ApplicantFillers.Has(words[from].Fold) || lexicon.NotApplicants.Has(words[from].Fold)) && !strings.EqualFold(words[from].Fold, "the") {
		from++
	}
	return nameOfWords(text, words[from:])
}

// nameBehind takes the words at the beginning that make a name: "för" and "the" may
// stand before it.
func nameBehind(text string, words []phrase.Word) string {
	to := 0
	for len(words) > 0 && words[0].After == 0 && (words[0].Fold == "for" || words[0].Fold == "the") {
		words = words[1:]
	}
	for to < len(words) && to < longestApplicant && inName(text, words, to, to == 0) && (to == 0 || words[to-1].After == 0) {
		to++
	}
	for to > 0 && lexicon.ApplicantFillers.Has(words[to-1].Fold) {
		to--
	}
	return nameOfWords(text, words[:to])
}

// inName tells a word that may be one of a name: with a capital, of a kind of
// association, or a filler that is not at its edge.
func inName(text string, words []phrase.Word, i int, edge bool) bool {
	w := words[i]
	switch {
	case lexicon.NotApplicants.Has(w.Fold) && !lexicon.ApplicantFillers.Has(w.Fold), w.After&phrase.End != 0:
		return false
	case lexicon.ApplicantFillers.Has(w.Fold):
		return !edge
	case lexicon.ApplicantEnds.Has(w.Fold):
		return i > 0
	}
	return swedish.Title(text[w.Start:w.End]) || associationWord(w.Fold)
}

// nameOfWords is the name that the words are, if one of them says that they name an
// association.
func nameOfWords(text string, words []phrase.Word) string {
	if len(words) == 0 {
		return ""
	}
	name := text[words[0].Start:words[len(words)-1].End]
	if !isAssociation(name) || !swedish.Title(strings.TrimPrefix(name, "the ")) {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
}

// isAssociation tells a name of which a word says that it is one of an association.
func isAssociation(name string) bool {
	words := phrase.Words(name)
	if len(words) < 2 || len(words) > longestApplicant || !swedish.Title(strings.TrimSpace(name)) {
		return false
	}
	for _, w := range words {
		if associationWord(w.Fold) {
			return true
		}
	}
	return false
}

func associationWord(fold string) bool {
	return swedish.OrganisationWord(fold) || swedish.AssociationWord(fold)
}
