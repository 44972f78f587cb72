package notifier

import (
	"errors"
	"fmt"
	"strings"
)

// checkRecipient refuses addresses that no letter to an applicant goes to.
func (c *Composer) checkRecipient(address string) error {
	if err := checkAddress(address); err != nil {
		return err
	}
	if c.Own != nil && c.Own(address) {
		return fmt.Errorf("%s is one of our own addresses", address)
	}
	return nil
}

// checkAddress accepts a plain ASCII addr-spec (RFC 5321, section 4.1.2): a
// dot-string, "@" and a host name of at least two labels. Quoted local parts,
// address literals and internationalised addresses are refused although they
// are valid: nobody writes from them here, and each is a way to slip something
// past a check.
func checkAddress(address string) error {
	if address == "" {
		return errors.New("the address is empty")
	}
	local, domain, ok := strings.Cut(address, "@")
	if !ok || len(address) > 254 || len(local) > 64 {
		return fmt.Errorf("%q is not a mail address", address)
	}
	for _, atom := range strings.Split(local, ".") {
		if atom == "" || strings.Trim(atom, atomCharacters) != "" {
			return fmt.Errorf("%q is not a plain mail address before its @", address)
		}
	}
	labels := strings.Split(domain, ".")
	if len(labels) < 2 {
		return fmt.Errorf("%q has no full domain", address)
	}
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.Trim(label, domainCharacters) != "" ||
			strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return fmt.Errorf("%q is not a plain mail address after its @", address)
		}
		if strings.HasPrefix(strings.ToLower(label), "xn--") {
			return fmt.Errorf("%q has an internationalised domain, which a person must look at", address)
		}
	}
	return nil
}

const (
	letterDigits     = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	atomCharacters   = letterDigits + "!#$%&'*+-/=?^_`{|}~" // RFC 5322, section 3.2.3
	domainCharacters = letterDigits + "-"
)
