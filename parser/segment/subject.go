package segment

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

// Subject tells the strongest prefix of a subject (auto, failure, receipt and
// meeting before forward before reply) and the subject without its reply and
// forward prefixes.
func Subject(subject string) (Prefix, string) {
	return NoPrefix, subject
}
