package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"medelbot"
)

// Reminders are when applicants are reminded.
type Reminders struct {
	Completion []int `toml:"completion"` // days after which something is still missing
	Report     []int `toml:"report"`     // days from the report's day, negative before it
	At         Clock `toml:"at"`
}

// Payer is who pays the granted money, for the files that a bank takes.
type Payer struct {
	Name               string `toml:"name"`
	OrganisationNumber string `toml:"organisation_number"`
	IBAN               string `toml:"iban"`
	Bankgiro           string `toml:"bankgiro"`
	BIC                string `toml:"bic"`
	// Execution is how many days after the file was made the bank pays.
	Execution int `toml:"execution"`
}

// Applicant is an organisation that may apply and is no region.
type Applicant struct {
	Name    string   `toml:"name"`
	Number  string   `toml:"number"` // organisation number
	Domains []string `toml:"domains"`
}

// Named reports whether the file names a payer at all.
func (p *Payer) Named() bool { return p.Name != "" }

// Account is the account that is paid from, in its normal form.
func (p *Payer) Account() medelbot.BankNumber {
	kind, written := medelbot.IBAN, p.IBAN
	if written == "" {
		kind, written = medelbot.Bankgiro, p.Bankgiro
	}
	n, _ := medelbot.CheckAccount(kind, written) // it has been checked
	return n
}

// Number is the payer's organisation number, NNNNNN-NNNN.
func (p *Payer) Number() string {
	n, _ := medelbot.OrganisationNumber(p.OrganisationNumber)
	return n
}

// NumberOf finds the organisation number of a case's applicant, NNNNNN-NNNN:
// a region's, or that of an [[applicant]] with the name or with the domain of
// one of the case's addresses. "" if it is not known.
func (c *Config) NumberOf(k *medelbot.Case) string {
	for _, r := range medelbot.Regions() {
		if r.Name == k.Applicant {
			return r.Number
		}
	}
	for _, byName := range []bool{true, false} {
		for _, a := range c.Applicants {
			if byName && strings.EqualFold(a.Name, k.Applicant) || !byName && a.has(k.Addresses) {
				n, _ := medelbot.OrganisationNumber(a.Number)
				return n
			}
		}
	}
	return ""
}

// has reports whether one of the addresses is of the applicant's domains.
func (a *Applicant) has(addresses []string) bool {
	return slices.ContainsFunc(addresses, func(address string) bool {
		domain := (medelbot.Address{Email: address}).Domain()
		return slices.ContainsFunc(a.Domains, func(d string) bool { return strings.EqualFold(d, domain) })
	})
}

func (c *Config) checkReminders(bad complain) error {
	r := c.Reminders
	for _, list := range []struct {
		key   string
		days  []int
		least int
	}{{"completion", r.Completion, 1}, {"report", r.Report, -366}} {
		last := list.least - 1
		for _, day := range list.days {
			if day <= last || day > 366 {
				return bad("reminders."+list.key, fmt.Sprintf("the days must rise, each from %d to 366", list.least), "completion = [7, 14] and report = [-30, -7, 0, 7, 21]")
			}
			last = day
		}
	}
	if r.At.Minute != 0 {
		return bad("reminders.at", "reminders leave on the hour", `at = "08:00"`)
	}
	return nil
}

// bics are the codes of banks (ISO 9362).
var bics = regexp.MustCompile(`^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`)

// longestName is how much of a name Swedish banks take from a pain.001, which
// has room for twice as much.
const longestName = 70

func (c *Config) checkPayer(bad complain) error {
	p := c.Payer
	if p == (Payer{Execution: p.Execution}) {
		return nil
	}
	if p.Name == "" || len([]rune(p.Name)) > longestName {
		return bad("payer.name", fmt.Sprintf("the payer needs a name of at most %d characters", longestName), `name = "Sveriges Kommuner och Regioner"`)
	}
	if _, ok := medelbot.OrganisationNumber(p.OrganisationNumber); !ok {
		return bad("payer.organisation_number", fmt.Sprintf("%q is no organisation number", p.OrganisationNumber), `ten digits with the right check digit, such as "222000-0315"`)
	}
	if (p.IBAN == "") == (p.Bankgiro == "") {
		return bad("payer", "the payer needs one account: iban or bankgiro", `bankgiro = "5050-1055", the account that the money leaves`)
	}
	for _, account := range []struct {
		key, written string
		kind         medelbot.AccountType
	}{{"iban", p.IBAN, medelbot.IBAN}, {"bankgiro", p.Bankgiro, medelbot.Bankgiro}} {
		if account.written == "" {
			continue
		}
		if _, check := medelbot.CheckAccount(account.kind, account.written); check != medelbot.CheckedAccount {
			return bad("payer."+account.key, fmt.Sprintf("%q is no %s number, or a digit of it is wrong", account.written, account.key), "compare with what the bank has written")
		}
	}
	if p.BIC != "" && !bics.MatchString(p.BIC) {
		return bad("payer.bic", fmt.Sprintf("%q is no BIC", p.BIC), `eight or eleven capital letters and digits, such as "SWEDSESS"`)
	}
	if p.Execution < 0 || p.Execution > 30 {
		return bad("payer.execution", "the bank pays from 0 to 30 days after the file was made", "execution = 1")
	}
	return nil
}

func (c *Config) checkApplicants(bad complain) error {
	names := map[string]bool{}
	for i, a := range c.Applicants {
		key := fmt.Sprintf("applicant.%d", i)
		if a.Name == "" || names[strings.ToLower(a.Name)] {
			return bad(key, "an applicant needs a name of its own", `name = "Stiftelsen Gläntan"`)
		}
		names[strings.ToLower(a.Name)] = true
		if _, ok := medelbot.OrganisationNumber(a.Number); !ok {
			return bad(key+".number", fmt.Sprintf("%q is no organisation number", a.Number), `ten digits with the right check digit, such as "802999-9995"`)
		}
		for _, d := range a.Domains {
			if medelbot.Freemail(d) || !isAddress("a@"+d) {
				return bad(key+".domains", fmt.Sprintf("%q is no domain of an organisation", d), `domains = ["example.org"]`)
			}
		}
	}
	return nil
}
