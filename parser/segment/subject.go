package segment

import (
	"regexp"
	"strings"
)

// Prefix is what the words before a subject say of a mail.
type Prefix string

const (
	NoPrefix Prefix = ""
	Reply    Prefix = "reply"   // SV:, RE:
	Forward  Prefix = "forward" // VB:, FW:, VS:
	Auto     Prefix = "auto"    // Automatiskt svar:, Frånvaro:
	Failure  Prefix = "failure" // Olevererbart:, Undeliverable:
	Receipt  Prefix = "receipt" // Läst:
	Meeting  Prefix = "meeting" // Accepterat: (only a hint: demand a calendar part)
)

// subjectPrefixes are tried in this order.
var subjectPrefixes = []struct {
	prefix  Prefix
	pattern *regexp.Regexp
}{
	{Reply, regexp.MustCompile(`(?i)^\s*(?:sv|re|aw|ang)(?:\[\d+\])?\s*:\s*`)},
	{Forward, regexp.MustCompile(`(?i)^\s*(?:vb|fw|fwd|vs|vl|wg|vidarebefordrat|vidarebefordran)(?:\[\d+\])?\s*:\s*`)},
	{Auto, regexp.MustCompile(`(?i)^\s*(?:automatiskt svar|autosvar|automatsvar|auto-?reply|automatic reply|out of (?:the )?office|ooo|ute av kontoret|frånvarande|frånvaro|semestersvar|semesterhälsning)\s*(?:[:!]|$)|^\s*frånvaromeddelande`)},
	{Failure, regexp.MustCompile(`(?i)^\s*(?:olevererbart|inte levererat|ej levererat|oleveranbart|leveransfel|fördröjd leverans|går inte att leverera|undeliverable|undelivered mail|delivery status notification|mail delivery (?:failed|failure)|returned mail|failure notice)`)},
	{Receipt, regexp.MustCompile(`(?i)^\s*(?:läst|inte läst|ej läst|levererat|vidarebefordrad|read|not read|delivered)\s*:`)},
	{Meeting, regexp.MustCompile(`(?i)^\s*(?:accepter(?:at|ad)|avböj(?:t|d)|preliminär(?:t)?(?: tackat ja)?|tackat (?:ja|nej)|inställ(?:t|d)|uppdaterad inbjudan|inbjudan|nytt tidsförslag|ny tid föreslagen|accepted|declined|tentative|canceled|cancelled)\s*:`)},
}

// gatewayTag is what mail gateways put before a subject: [EXTERN], *** EXT ***.
var gatewayTag = regexp.MustCompile(`(?i)^\s*(?:\[\s*ext(?:ern|ernal|ernt)?\s*\]|\*+\s*ext[a-z]*\s*\*+|\(ext(?:ern)?\))\s*:?\s*`)

// Subject tells the outermost prefix of a subject, which is the one that says
// what this mail is, and the subject without reply and forward prefixes and
// gateway tags. "SV: Automatiskt svar: x" is a person's reply.
func Subject(subject string) (prefix Prefix, rest string) {
	rest = subject
	for {
		rest = gatewayTag.ReplaceAllString(rest, "")
		found, matched := prefixOf(rest)
		if prefix == NoPrefix {
			prefix = found
		}
		if found != Reply && found != Forward {
			return prefix, strings.TrimSpace(rest)
		}
		rest = rest[len(matched):]
	}
}

func prefixOf(s string) (prefix Prefix, matched string) {
	for _, p := range subjectPrefixes {
		if m := p.pattern.FindString(s); m != "" {
			return p.prefix, m
		}
	}
	return NoPrefix, ""
}
