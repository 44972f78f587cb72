// Package authres reads what our own mail servers said of a sender
// (Authentication-Results, RFC 8601).
package authres

import (
	"medelbot"
	"medelbot/parser/message"
)

// Verdict returns the trust that the mail has earned at our own border. trusted
// names the authserv-ids of our own servers.
func Verdict(m *message.Message, trusted []string) medelbot.Trust {
	return medelbot.TrustNone
}
