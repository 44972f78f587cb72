package kind

import (
	"strings"

	"medelbot"
	"medelbot/parser/command"
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

// command knows a decision that answers a notice or a digest, or bears a code
// that only a letter of ours held.
func (r *reader) command() (Verdict, bool) {
	coded := command.HasCode(r.Own) || command.HasCode(r.Subject)
	if r.Coordinator {
		return r.ordered(coded)
	}
	word, decides := commandLine(r.Own)
	if coded && word == "" {
		word, _ = command.Begins(r.Own, r.ElementNames)
	}
	switch {
	case word == "":
		return Verdict{}, false
	case !coded && !r.belongs() && r.Prefix != segment.Reply:
		return r.not(medelbot.Command, "its text begins with %q, but it answers no letter", word)
	case !coded && (!decides || !r.belongs()):
		return r.not(medelbot.Command, "its text begins with %q, but no coordinator sent it", word)
	}
	v, ok := verdict(medelbot.Command, "its text begins with %q, but no coordinator sent it", word)
	v.Outsider = true
	return v, ok
}

// ordered knows a coordinator's commands. What only speaks of one is ordinary
// mail; what bears a code and no command was meant for one, and its writer must
// be told that it was not understood.
func (r *reader) ordered(coded bool) (Verdict, bool) {
	word, _ := command.Begins(r.Own, r.ElementNames)
	if len(r.own.words) == 0 {
		word, _ = command.Begins(r.Subject, r.ElementNames)
	}
	// It is about the fund, be it that it bears the numbers of several cases.
	ours := r.belongs() || r.QuotesUs || r.Thread.From != ""
	switch {
	case word != "" && len(r.own.words) <= bareWords && (ours || r.Prefix != segment.Reply):
		// A mail of one word is nothing else: "pausa", in the text or the subject.
		return verdict(medelbot.Command, "a coordinator's mail says only %q", word)
	case word != "" && coded:
		return verdict(medelbot.Command, "a coordinator's text begins with %q and bears a code", word)
	case coded:
		return verdict(medelbot.Command, "a coordinator's mail bears a code")
	case word == "":
		return Verdict{}, false
	case !ours:
		return r.not(medelbot.Command, "its text begins with %q, but it answers no letter", word)
	}
	return verdict(medelbot.Command, "a coordinator's text begins with %q", word)
}
