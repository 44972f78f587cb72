// Package payments writes the payment basis (underlag för utbetalning) of
// granted money: rows for a spreadsheet, and the bank's file of payments. It is
// pure: what may be paid is for others to say, and clock and files are
// arguments.
package payments

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"medelbot"
)

// Payment is one sum that is to be paid out.
type Payment struct {
	Case               string // its number, by which the payee knows the money again
	Payee              string
	OrganisationNumber string // of the payee, NNNNNN-NNNN; "" if it is not known
	SEK                int64  // whole kronor
	Account            medelbot.Value
}

// Payer is who pays.
type Payer struct {
	Name               string
	OrganisationNumber string         // NNNNNN-NNNN
	Account            medelbot.Value // an IBAN or a bankgiro
	BIC                string         // of the payer's bank; "" leaves it to the bank
}

// Error is a payment basis that cannot be written.
type Error struct {
	Case string // "" if it is about the payer or all of it
	Text string
	Try  string
}

func (e *Error) Error() string {
	if e.Case == "" {
		return e.Text
	}
	return e.Case + ": " + e.Text
}

// Hint says what to try.
func (e *Error) Hint() string { return e.Try }

// Head are the headings of Rows. They are Swedish, for the finance department
// reads them.
var Head = [...]string{"Ärende", "Mottagare", "Organisationsnummer", "Belopp", "Kontoslag", "Konto"}

// Rows lists the payments as rows under Head. The sum, in the fourth column,
// is digits alone.
func Rows(list []Payment) [][]string {
	rows := make([][]string, 0, len(list))
	for _, p := range list {
		rows = append(rows, []string{
			p.Case, p.Payee, p.OrganisationNumber, strconv.FormatInt(p.SEK, 10), kind(p.Account), p.Account.Number,
		})
	}
	return rows
}

// Sum adds the payments up, in kronor.
func Sum(list []Payment) int64 {
	var sum int64
	for _, p := range list {
		sum += p.SEK
	}
	return sum
}

// kind names the kind of an account in Swedish.
func kind(v medelbot.Value) string {
	switch medelbot.AccountType(v.Type) {
	case medelbot.BankAccount:
		return "bankkonto"
	case medelbot.IBAN:
		return "IBAN"
	}
	return v.Type // bankgiro and plusgiro are Swedish words
}

// Fault says why a payment cannot stand in the bank's file, as a clause; "" if
// it can.
func (p *Payment) Fault() string {
	switch {
	case p.SEK <= 0:
		return "there is no sum to pay"
	case text(p.Payee, maxName) == "":
		return "the payee has no name that a bank can read"
	case identifier(p.Case) == "":
		return "there is no case number to refer to"
	case !organisationNumber(p.OrganisationNumber):
		return "the payee's organisation number is not known"
	}
	return creditFault(p.Account)
}

// creditFault says why nothing can be paid to an account by the bank's file.
func creditFault(v medelbot.Value) string {
	if fault := accountFault(v); fault != "" {
		return fault
	}
	if medelbot.AccountType(v.Type) == medelbot.IBAN && !strings.HasPrefix(v.Number, "SE") {
		return "the account is abroad, and this is a file of domestic payments"
	}
	return ""
}

func accountFault(v medelbot.Value) string {
	n, check := medelbot.CheckAccount(medelbot.AccountType(v.Type), v.Number)
	if check == medelbot.NoAccount || check == medelbot.BadCheck || n.Number != v.Number {
		return fmt.Sprintf("%s %s is no account number", v.Type, v.Number)
	}
	return ""
}

// organisationNumber tells whether s is one, with its check digit.
func organisationNumber(s string) bool {
	_, ok := medelbot.OrganisationNumber(s)
	return ok
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// check looks at all that goes into the bank's file.
func check(by Payer, day time.Time, list []Payment) error {
	switch {
	case len(list) == 0:
		return &Error{Text: "there is nothing to pay", Try: "medelbot payments, which tells what is held back and why"}
	case text(by.Name, maxName) == "":
		return &Error{Text: "the payer has no name", Try: "name under [payer] in the configuration"}
	case !organisationNumber(by.OrganisationNumber):
		return &Error{Text: "the payer's organisation number is not right", Try: "organisation_number under [payer] in the configuration"}
	case accountFault(by.Account) != "":
		return &Error{Text: "the payer's account is not right: " + accountFault(by.Account), Try: "iban or bankgiro under [payer] in the configuration"}
	case day.IsZero():
		return &Error{Text: "there is no day to pay on"}
	}
	seen := map[string]bool{}
	for i := range list {
		p := &list[i]
		if fault := p.Fault(); fault != "" {
			return &Error{Case: p.Case, Text: fault}
		}
		if seen[identifier(p.Case)] {
			return &Error{Case: p.Case, Text: "it stands there twice"}
		}
		seen[identifier(p.Case)] = true
	}
	return nil
}
