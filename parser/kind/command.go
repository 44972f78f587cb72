package kind

import "strings"

// commandWords begin a coordinator's answer to a notice or a digest; those
// that decide are true. An applicant may well begin with one of the others.
var commandWords = map[string]bool{
	"bevilja": true, "beviljas": true, "beviljad": true, "bifall": true, "bifalles": true, "godkann": true, "godkannes": true,
	"avsla": true, "avslas": true, "avslag": true, "neka": true,
	"komplettera": false, "komplettering": false, "begar": false, "betald": true, "betalt": true, "utbetald": true, "utbetalt": true, "utbetalas": true,
	"forlang": false, "avsluta": true, "stang": true, "aterta": false, "notera": false, "notering": false, "angra": true, "anteckna": false,
	"pausa": false, "paus": false, "ateruppta": false, "fortsatt": false, "tysta": false, "bekrafta": false, "ratta": false, "status": false, "hjalp": false, "lista": false,
	"grant": true, "approve": true, "decline": true, "reject": true, "undo": true, "pause": false, "resume": false, "help": false,
}

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
		tokens := strings.FieldsFunc(fold(line), func(r rune) bool {
			return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80
		})
		// A number of a case may stand before the word: PK-2021-0012 bevilja.
		for len(tokens) > 1 && (tokens[0] == "pk" || isDigits(tokens[0])) {
			tokens = tokens[1:]
		}
		if len(tokens) > 0 {
			if deciding, known := commandWords[tokens[0]]; known && !strings.HasSuffix(line, "?") {
				upper := strings.ToUpper(firstWord(line)) == firstWord(line)
				return tokens[0], deciding && (upper || len(tokens) <= 4)
			}
		}
		if lines++; lines >= 2 || len(tokens) > 4 {
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
