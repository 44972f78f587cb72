package payments

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"medelbot"
)

// The members of the Swedish clearing system (SESBA) that stand for the giros,
// and the scheme of a bankgiro number: Swedish Common Interpretation of ISO
// 20022 Payment Messages, Appendix 1, Common Payment Types in Sweden.
const (
	swedishClearing = "SESBA"
	memberBankgiro  = "9900"
	memberPlusgiro  = "9960"
	schemeBankgiro  = "BGNR"
	schemeBBAN      = "BBAN"
	// schemeCompany is an organisation's number as its country's authorities give
	// it (ExternalOrganisationIdentification1Code).
	schemeCompany = "COID"
)

// Pain001 writes the bank's file of payments: an ISO 20022
// CustomerCreditTransferInitiation, pain.001.001.03, with one group of payments
// on one day. created is when the file is made, by the clocks of the payer's
// place; day is when the bank shall pay.
//
// The file's id depends on what it orders and nothing else: banks refuse a
// second file with the same id, so that the same payments handed over twice are
// paid once.
func Pain001(w io.Writer, by Payer, day, created time.Time, list []Payment) error {
	if err := check(by, day, list); err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(order(by, day, created, list)); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func order(by Payer, day, created time.Time, list []Payment) document {
	id := fileID(by, day, list)
	payer := party{Name: text(by.Name, maxName), Country: some(country(by.Account)), Org: companyID(by.OrganisationNumber)}
	group := paymentGroup{
		ID: id + "-1", Method: "TRF", Count: len(list), Sum: kronor(Sum(list)), Level: "NURG",
		Day: day.Format(time.DateOnly), Debtor: payer,
		Account: debitAccount(by.Account), Currency: "SEK", Agent: debitAgent(by.BIC), Charges: "SLEV",
	}
	for _, p := range list {
		t := transfer{
			ID: identifier(p.Case), Amount: amount{Currency: "SEK", Sum: kronor(p.SEK)},
			Creditor: party{Name: text(p.Payee, maxName), Country: some(country(p.Account)), Org: companyID(p.OrganisationNumber)},
			Message:  text(p.Case, maxMessage),
		}
		t.Agent, t.Account = credit(p.Account)
		group.Transfers = append(group.Transfers, t)
	}
	return document{
		Space: "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03",
		Header: header{
			ID: id, Created: created.Format("2006-01-02T15:04:05"), Count: group.Count, Sum: group.Sum,
			Initiator: party{Name: payer.Name, Org: payer.Org},
		},
		Group: group,
	}
}

// fileID is the same for the same payments by the same payer on the same day.
func fileID(by Payer, day time.Time, list []Payment) string {
	h := sha256.New()
	// Writing to a hash cannot fail, and these types always have a JSON form.
	_ = json.NewEncoder(h).Encode([]any{by, day.Format(time.DateOnly), list})
	return strings.ToUpper("MEDEL-" + day.Format("20060102") + "-" + hex.EncodeToString(h.Sum(nil)[:8]))
}

func some(s string) *string { return &s }

func kronor(sek int64) string { return fmt.Sprintf("%d.00", sek) }

func companyID(number string) otherID {
	return otherID{ID: onlyDigits(number), Code: some(schemeCompany)}
}

// country is where an account is held.
func country(v medelbot.Value) string {
	if medelbot.AccountType(v.Type) == medelbot.IBAN {
		return v.Number[:2]
	}
	return "SE"
}

func debitAgent(bic string) agent {
	if bic == "" {
		return agent{Unknown: some("NOTPROVIDED")}
	}
	return agent{BIC: some(bic)}
}

func debitAccount(v medelbot.Value) accountID {
	if medelbot.AccountType(v.Type) == medelbot.IBAN {
		return accountID{IBAN: some(v.Number)}
	}
	return accountID{Other: &otherID{ID: onlyDigits(v.Number), Proprietary: some(schemeBankgiro)}}
}

// credit addresses an account that is paid to.
func credit(v medelbot.Value) (*agent, accountID) {
	digits := onlyDigits(v.Number)
	switch medelbot.AccountType(v.Type) {
	case medelbot.IBAN:
		return nil, accountID{IBAN: some(v.Number)} // the bank stands in the number
	case medelbot.Bankgiro:
		return member(memberBankgiro), accountID{Other: &otherID{ID: digits, Proprietary: some(schemeBankgiro)}}
	case medelbot.Plusgiro:
		return member(memberPlusgiro), accountID{Other: &otherID{ID: digits, Code: some(schemeBBAN)}}
	}
	clearing, account := parts(v.Number)
	return member(clearing), accountID{Other: &otherID{ID: account, Code: some(schemeBBAN)}}
}

func member(id string) *agent { return &agent{System: some(swedishClearing), Member: &id} }

// parts parts CLEARING-ACCOUNT as payment files want it: a clearing number has
// four digits. The fifth that Swedbank and the savings banks write after 8xxx is
// a check digit over the other four and is left out, and the account number is
// filled to ten digits there: 8567-9, 10 230 456 is 8567 and 0010230456
// (Bankgirot, Bankernas kontonummer: "clearingnummer (fyra siffror)").
func parts(number string) (clearing, account string) {
	clearing, account, _ = strings.Cut(number, "-")
	if clearing[0] == '8' {
		account = fmt.Sprintf("%010s", account)
	}
	return clearing[:4], account
}
