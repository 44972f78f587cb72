package authres

import (
	"slices"
	"strings"

	"medelbot/parser/message"
)

// M365 stands among the trusted authserv-ids for Exchange Online, which writes
// its results without one, against RFC 8601, 2.2:
//
//	Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=region.example;
//	 dkim=pass (signature was verified) header.d=region.example;dmarc=pass action=none header.from=region.example;
//	 compauth=pass reason=100
//
// Any sender can write such a field, so its place alone tells whose it is. Who
// names M365 says that mail from outside comes to Exchange Online first: behind
// a gateway of one's own its results are about the gateway.
const M365 = "m365"

// exchangeOnline returns the Authentication-Results values that Exchange Online
// wrote of a mail from outside, in the form of [ourFields], or none.
//
// Its front door, a host in protection.outlook.com, writes a Received line and
// its results above it; above these stand only lines of its inner hosts. All
// customers share these names, so a sender who is one, too, brings such lines
// along: the topmost one of a front door is ours, and what stands below it
// counts for nothing. Mail within the organisation passes no front door.
func exchangeOnline(m *message.Message, trusted []string) []string {
	if !usesExchangeOnline(trusted) {
		return nil
	}
	var values []string
	for _, f := range m.Fields {
		switch strings.ToLower(f.Name) {
		case "received":
			switch by := strings.ToLower(receivedBy(f.Value)); {
			case strings.HasSuffix(by, ".protection.outlook.com"):
				return values
			case !strings.HasSuffix(by, ".outlook.com") && !strings.HasSuffix(by, ".office365.com"):
				return nil
			}
		case "authentication-results":
			if value := stripComments(f.Value); withoutID(value) {
				values = append(values, M365+"; "+value)
			}
		}
	}
	return nil
}

// usesExchangeOnline reports whether M365 is among the trusted ids.
func usesExchangeOnline(trusted []string) bool {
	return slices.ContainsFunc(trusted, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), M365) })
}

// withoutID reports whether a field without comments begins with a result.
func withoutID(value string) bool {
	first, _, _ := strings.Cut(value, ";")
	return strings.Contains(first, "=")
}
