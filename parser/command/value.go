package command

import (
	"regexp"
	"strings"

	"medelbot"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// The longest values, in bytes.
const (
	maxName = 120
	maxText = 8000
)

// Value reads what a coordinator says that an element is. What is not certain, or
// breaks a rule that every call has, is an *Error. An element that only a call has
// is told in words.
func Value(key medelbot.ElementKey, written string) (medelbot.Value, error) {
	text := strings.TrimSpace(swedish.Clean(written))
	if text == "" {
		return medelbot.Value{}, wrong(written, "says nothing", "write the value")
	}
	switch key {
	case medelbot.Amount:
		sek, err := Sum(text)
		return medelbot.Value{SEK: sek}, err
	case medelbot.Account:
		return account(text)
	case medelbot.Contact:
		return contact(text)
	case medelbot.Applicant:
		return applicant(text)
	}
	return medelbot.Value{Text: clip(text, maxText)}, nil
}

// accountLabels say which kind of number an account is.
var accountLabels = []struct {
	pattern *regexp.Regexp
	kind    medelbot.AccountType
}{
	{regexp.MustCompile(`^(?:bank ?giro|bg)(?:konto|nummer|nr)?[ .:]*`), medelbot.Bankgiro},
	{regexp.MustCompile(`^(?:plus ?giro|post ?giro|pg)(?:konto|nummer|nr)?[ .:]*`), medelbot.Plusgiro},
	{regexp.MustCompile(`^iban[ .:]*`), medelbot.IBAN},
	{regexp.MustCompile(`^(?:bank)?konto(?:nummer|nr)?[ .:]*|^clearing(?:nummer|nr)?[ .:]*`), medelbot.BankAccount},
}

// accountShapes tell the kinds of numbers apart that bear no label. Digits alone
// may be a giro of either kind, and are none.
var accountShapes = []struct {
	pattern *regexp.Regexp
	kind    medelbot.AccountType
}{
	{regexp.MustCompile(`^\d{3,4}-\d{4}$`), medelbot.Bankgiro},
	{regexp.MustCompile(`^[\d ]{1,9}-\d$`), medelbot.Plusgiro},
	{regexp.MustCompile(`^[A-Za-z]{2}\d{2}[\dA-Za-z ]+$`), medelbot.IBAN},
	{regexp.MustCompile(`^(?:[ ,.-]{0,2}\d){9,20}$`), medelbot.BankAccount},
}

const tryAccount = "bankgiro 5050-1055, plusgiro 123456-6, or clearing and account number: 8327-9, 123 456 789-7"

// account reads one account number with its kind. Its check digits must agree.
func account(written string) (medelbot.Value, error) {
	text := trimValue(strings.Map(hyphen, written))
	kind := medelbot.AccountType("")
	for _, l := range accountLabels {
		if m := l.pattern.FindString(strings.ToLower(text)); m != "" {
			text, kind = strings.TrimSpace(text[len(m):]), l.kind
			break
		}
	}
	if kind == "" || kind == medelbot.BankAccount { // "konto" is said of any of them
		for _, s := range accountShapes {
			if s.pattern.MatchString(text) && (kind == "" || s.kind != medelbot.Plusgiro || !strings.Contains(text, ",")) {
				kind = s.kind
				break
			}
		}
	}
	number, check := medelbot.CheckAccount(kind, text)
	value := medelbot.Value{Type: string(number.Type), Number: number.Number}
	switch check {
	case medelbot.NoAccount:
		return medelbot.Value{}, wrong(written, "cannot be read as one account number", tryAccount)
	case medelbot.BadCheck:
		return medelbot.Value{}, wrong(written, "is no valid number: its check digits or its length are wrong", "look at the number again")
	case medelbot.UncheckedAccount:
		value.Check = "unknown"
	}
	return value, nil
}

func hyphen(r rune) rune {
	if r >= 0x2010 && r <= 0x2015 || r == 0x2212 {
		return '-'
	}
	return r
}

const tryContact = "Anna Ask, anna.ask@regionhalland.se, 070-174 06 05"

// contact reads a person with a way to reach them.
func contact(written string) (medelbot.Value, error) {
	emails, phones := swedish.Emails(written), swedish.Phones(written)
	if len(emails) > 1 || len(phones) > 1 {
		return medelbot.Value{}, wrong(written, "names more than one address or telephone number", tryContact)
	}
	var v medelbot.Value
	rest := written
	for _, p := range phones {
		v.Phone, rest = p.E164, rest[:p.Start]+"\n"+rest[p.End:]
	}
	if len(emails) == 1 {
		v.Email = strings.ToLower(written[emails[0].Start:emails[0].End])
		rest = strings.Replace(rest, written[emails[0].Start:emails[0].End], "\n", 1)
	}
	switch names := swedish.Names(rest); {
	case len(names) > 1:
		return medelbot.Value{}, wrong(written, "names more than one person", tryContact)
	case len(names) == 1:
		v.Name = rest[names[0].Start:names[0].End]
	}
	switch {
	case v.Name == "":
		return medelbot.Value{}, wrong(written, "names nobody", tryContact)
	case v.Email == "" && v.Phone == "":
		return medelbot.Value{}, wrong(written, "does not say how to reach the person", tryContact)
	}
	return v, nil
}

// applicant reads who applies: a region by any of its names, or an organisation
// as it is written.
func applicant(written string) (medelbot.Value, error) {
	name := trimValue(written)
	region := ""
	for _, n := range swedish.FindRegions(name) {
		if n.County && (n.Start != 0 || n.End != len(name)) {
			continue // "Kalmar kommun" is not the region
		}
		if region != "" && region != n.Region.Name {
			return medelbot.Value{}, wrong(written, "names more than one region", "name the one that applies")
		}
		region = n.Region.Name
	}
	words := phrase.FirstWords(name, 2)
	switch {
	case region != "":
		return medelbot.Value{Name: region}, nil
	case len(words) > 0 && words[0].Fold == "region":
		return medelbot.Value{}, wrong(written, "is none of the 21 regions", "Region Halland")
	case len(words) == 0 || len(name) > maxName || strings.ContainsAny(name, "@\n") || !swedish.Title(strings.TrimLeft(name, `"'`)):
		return medelbot.Value{}, wrong(written, "is no name of a region or an organisation", "Region Halland, or Stiftelsen Lugna Gatan")
	}
	return medelbot.Value{Name: name}, nil
}
