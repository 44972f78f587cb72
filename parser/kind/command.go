package kind

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
)

// shortLine is how many words a line of a command has at most, where the word
// is not written in capitals.
const shortLine = 4

// commandLine returns the command word that the text begins with, after a
// greeting at most. decides tells whether it is one that changes a case and
// stands alone or with a sum, a token or a reason, as nobody writes by chance.
func commandLine(own string) (word string, decides bool) {
	lines := 0
	for line := range strings.Lines(own) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		words := phrase.FirstWords(line, maxWords)
		// A number of a case may stand before the word: PK-2021-0012 bevilja.
		for len(words) > 1 && (words[0].Fold == "pk" || isDigits(words[0].Fold)) {
			words = words[1:]
		}
		if len(words) > 0 {
			word := words[0].Fold
			deciding := lexicon.Decisions.Has(word)
			if (deciding || lexicon.Commands.Has(word)) && !strings.HasSuffix(line, "?") {
				upper := strings.ToUpper(firstWord(line)) == firstWord(line)
				return word, deciding && (upper || len(words) <= shortLine)
			}
		}
		if lines++; lines >= 2 || len(words) > shortLine {
			return "", false
		}
	}
	return "", false
}

func firstWord(line string) string {
	word, _, _ := strings.Cut(line, " ")
	return word
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// bareWords is how long a coordinator's mail of its own may be to be a command.
const bareWords = 3

// command knows a decision that answers a notice or a digest.
func (r *reader) command() (Verdict, bool) {
	word, decides := commandLine(r.Own)
	if r.Coordinator && len(r.own.words) <= bareWords {
		// A mail of one word is nothing else: "pausa", in the text or the subject.
		if word == "" && len(r.own.words) == 0 {
			word, _ = commandLine(r.Subject)
		}
		if word != "" {
			return verdict(medelbot.Command, "a coordinator's mail says only %q", word)
		}
	}
	if word == "" {
		return Verdict{}, false
	}
	if !r.belongs() && r.Prefix != segment.Reply {
		return r.not(medelbot.Command, "its text begins with %q, but it answers no letter", word)
	}
	if r.Coordinator {
		return verdict(medelbot.Command, "a coordinator's text begins with %q", word)
	}
	if !decides || !r.belongs() {
		return r.not(medelbot.Command, "its text begins with %q, but no coordinator sent it", word)
	}
	v, ok := verdict(medelbot.Command, "its text begins with %q, but no coordinator sent it", word)
	v.Outsider = true
	return v, ok
}
