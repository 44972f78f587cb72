package importer

import (
	"fmt"
	"strings"
	"unicode"

	"medelbot"
)

// column is what a column of the spreadsheet holds.
type column string

const (
	number    column = "number"
	call      column = "call"
	applicant column = "applicant"
	status    column = "status"
	opened    column = "opened"
	sought    column = "sum sought"
	granted   column = "sum granted"
	decided   column = "decided"
	paid      column = "paid"
	due       column = "report due"
	reported  column = "reported"
	contact   column = "contact"
	email     column = "email"
	phone     column = "phone"
	account   column = "account"
)

// names are the headings that people give the columns: Swedish ones and their
// own names in English. Capitals and signs mean nothing.
var names = map[column][]string{
	number:    {"ärendenummer", "ärende", "ärendenr", "nummer", "diarienummer", "case", "case number"},
	call:      {"utlysning", "utlysnings id"},
	applicant: {"sökande", "region", "organisation", "mottagare"},
	status:    {"läge", "state"},
	opened:    {"inkom", "inkommen", "ansökan inkom", "ansökningsdatum", "received"},
	sought:    {"sökt belopp", "sökt", "sökt summa", "sought", "amount"},
	granted:   {"beviljat belopp", "beviljat", "beviljad summa", "granted"},
	decided:   {"beslutsdatum", "beslut", "beslutad", "beslutat", "decision"},
	paid:      {"utbetald", "utbetalt", "utbetalningsdatum", "paid on"},
	due:       {"rapport senast", "redovisning senast", "redovisas senast", "sista redovisningsdag"},
	reported:  {"redovisad", "rapporterad", "rapport inkom", "redovisning inkom"},
	contact:   {"kontaktperson", "kontakt", "contact person"},
	email:     {"e-post", "epostadress", "mejl", "mejladress", "e-mail", "address"},
	phone:     {"telefon", "telefonnummer", "mobil"},
	account:   {"konto", "kontonummer", "bankgiro", "plusgiro"},
}

// statuses are the words for where a case stands, besides the program's own.
var statuses = map[string]medelbot.Status{
	"beviljad": medelbot.StatusGranted, "beviljat": medelbot.StatusGranted,
	"avslagen": medelbot.StatusDeclined, "avslaget": medelbot.StatusDeclined, "avslag": medelbot.StatusDeclined,
	"utbetald": medelbot.StatusPaid, "utbetalt": medelbot.StatusPaid,
	"redovisad": medelbot.StatusReported, "redovisat": medelbot.StatusReported, "rapporterad": medelbot.StatusReported,
	"återtagen": medelbot.StatusWithdrawn, "återtaget": medelbot.StatusWithdrawn,
	"avslutad": medelbot.StatusClosed, "avslutat": medelbot.StatusClosed, "stängd": medelbot.StatusClosed,
}

// folded takes a heading for what it says: letters in lower case.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// headings finds out what each column holds. A heading that nobody knows is a
// fault: what stands below it would be lost in silence.
func headings(row []string, at int) (map[column]int, []Fault) {
	known := map[string]column{}
	for c, all := range names {
		known[folded(string(c))] = c
		for _, name := range all {
			known[folded(name)] = c
		}
	}
	columns := map[column]int{}
	var faults []Fault
	for i, written := range row {
		if strings.TrimSpace(written) == "" {
			continue
		}
		c, ok := known[folded(written)]
		switch before, twice := columns[c]; {
		case !ok:
			faults = append(faults, Fault{Row: at, Column: written, Text: "nobody knows what this column holds"})
		case twice:
			faults = append(faults, Fault{Row: at, Column: written, Text: fmt.Sprintf("the column %s says the same", row[before])})
		default:
			columns[c] = i
		}
	}
	for _, c := range []column{call, applicant} {
		if _, ok := columns[c]; !ok {
			faults = append(faults, Fault{Row: at, Text: fmt.Sprintf("there is no column %s (%s)", c, names[c][0])})
		}
	}
	return columns, faults
}
