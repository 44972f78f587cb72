package medelbot

import (
	"slices"
	"strings"
)

// Belonging is how a mail's sender belongs to a case (promise 6).
type Belonging string

const (
	NotBelonging     Belonging = ""
	BelongsByAddress Belonging = "address" // the sender's address is one of the case's own
	BelongsByDomain  Belonging = "domain"  // ... is of the same organisation, with a trusted pass
)

// Belongs tells how the sender of a mail belongs to a case: by the address in
// From, for which no verdict of our border is needed, or by its domain, which
// anybody can write and which needs a trusted pass. The domain is one of the
// region's that applies, or equal to that of one of the case's addresses; at a
// freemail provider it says nothing. Who is found to be another, or is
// suspicious, never belongs.
//
// It looks at From and not at Reading.Applicant: the sender of a mail that was
// passed on is named by nothing but text.
func Belongs(k *Case, r *Reading) Belonging {
	domain := r.From.Domain()
	if domain == "" || r.Trust == TrustFail || r.Has(Suspicious) {
		return NotBelonging
	}
	for _, a := range k.Addresses {
		if sameMailbox(a, r.From.Email) {
			return BelongsByAddress
		}
	}
	if r.Trust != TrustPass || Freemail(domain) {
		return NotBelonging
	}
	if region, ok := RegionOfDomain(domain); ok && region.Name == k.Applicant {
		return BelongsByDomain
	}
	for _, a := range k.Addresses {
		if (Address{Email: a}).Domain() == domain {
			return BelongsByDomain
		}
	}
	return NotBelonging
}

// Firsthand reports whether the mail states its elements at first hand: its
// sender wrote them, our border has found the sender to be who From says, and
// nothing says that another one applies. Whether that sender belongs to a case
// is told by Belongs.
func (r *Reading) Firsthand() bool {
	return r.Trust == TrustPass && r.From.Domain() != "" && sameMailbox(r.From.Email, r.Applicant.Email) &&
		!r.Has(SenderNotApplicant) && !r.Has(Suspicious)
}

// sameMailbox compares two addresses without regard to case, as mail servers
// do in practice (RFC 5321, 2.4, lets the local part differ by it).
func sameMailbox(a, b string) bool {
	return strings.TrimSpace(a) != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// Domain returns the domain of an address in lower case and without a final
// dot, "" if there is none.
func (a Address) Domain() string {
	at := strings.LastIndexByte(a.Email, '@')
	if at < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(strings.TrimSpace(a.Email[at+1:]), "."))
}

// freemail are the providers of private mailboxes that Swedes and their
// neighbours use.
var freemail = []string{
	"gmail.com", "googlemail.com", "icloud.com", "me.com", "mac.com", "msn.com", "aol.com", "ymail.com", "rocketmail.com",
	"protonmail.com", "protonmail.ch", "proton.me", "pm.me", "tutanota.com", "tuta.io", "tuta.com", "fastmail.com", "fastmail.fm", "hey.com", "duck.com",
	"mail.com", "email.com", "zoho.com", "yandex.com", "yandex.ru", "mail.ru", "web.de", "t-online.de", "inbox.com", "hushmail.com",
	"telia.com", "tele2.se", "tele2.com", "comhem.se", "comhem.com", "bredband.net", "bredband2.com", "bahnhof.se", "spray.se", "passagen.se", "home.se",
	"swipnet.se", "glocalnet.net", "ownit.nu", "allente.se", "tre.se", "telenor.se", "algonet.se", "swe.net", "mail.se", "epost.se",
	"online.no", "broadpark.no", "jubii.dk", "mail.dk", "elisanet.fi", "kolumbus.fi", "luukku.com",
}

// freemailNames are providers that have the same name in many countries:
// yahoo.se, yahoo.co.uk.
var freemailNames = []string{"hotmail", "outlook", "live", "yahoo", "gmx"}

// Freemail reports whether a domain, or one above it, is a provider's of
// private mailboxes: an address there says nothing of an organisation.
func Freemail(domain string) bool {
	labels := strings.Split(strings.ToLower(strings.TrimSuffix(domain, ".")), ".")
	for i := range labels {
		if slices.Contains(freemail, strings.Join(labels[i:], ".")) {
			return true
		}
		if slices.Contains(freemailNames, labels[i]) && isCountry(labels[i+1:]) {
			return true
		}
	}
	return false
}

// isCountry tells what stands behind the name of a provider: com, se, co.uk.
func isCountry(labels []string) bool {
	return len(labels) == 1 || len(labels) == 2 && (labels[0] == "co" || labels[0] == "com") && len(labels[1]) == 2
}
