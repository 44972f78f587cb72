package medelbot

import (
	"maps"
	"slices"
)

// ElementKey names one thing that a call asks for.
type ElementKey string

// The elements of the fund's calls and of the final report.
const (
	Applicant ElementKey = "applicant" // vem som söker
	Reference ElementKey = "reference" // hänvisning till Patientkontrakt
	Amount    ElementKey = "amount"    // summa som söks
	Purpose   ElementKey = "purpose"   // vad pengarna ska användas till
	Effects   ElementKey = "effects"   // önskade effekter
	Contact   ElementKey = "contact"   // kontaktperson för uppföljning och rapport
	Account   ElementKey = "account"   // kontonummer eller bankgiro

	Arrangement ElementKey = "arrangement"  // upplägg och innehåll
	TargetGroup ElementKey = "target_group" // målgrupp
	Actors      ElementKey = "actors"       // aktörer
	Spending    ElementKey = "spending"     // vad pengarna använts till
	Learning    ElementKey = "learning"     // lärande och resultat
	NextSteps   ElementKey = "next_steps"   // nästa steg
)

// AllElements lists every known element in the order in which people meet them.
var AllElements = []ElementKey{
	Applicant, Reference, Amount, Purpose, Effects, Contact, Account,
	Arrangement, TargetGroup, Actors, Spending, Learning, NextSteps,
}

// ReportElements are the six parts of a final report (redovisning), where a call
// names no others (see Call.ReportParts).
var ReportElements = []ElementKey{Arrangement, TargetGroup, Actors, Spending, Learning, NextSteps}

// Known reports whether k is an element of the program's own. Calls can have others
// (see CallElement).
func (k ElementKey) Known() bool {
	for _, e := range AllElements {
		if e == k {
			return true
		}
	}
	return false
}

// ElementStatus says what a reader may make of an element. Only OK counts
// towards a complete application.
type ElementStatus string

const (
	OK      ElementStatus = "ok"
	Missing ElementStatus = "missing"
	Invalid ElementStatus = "invalid" // stated, but breaks a rule
	Unclear ElementStatus = "unclear" // a person must look
)

// Code says why an element is Invalid or Unclear.
type Code string

const (
	OverCap     Code = "over_cap"
	BadChecksum Code = "bad_checksum"
	NoChannel   Code = "no_channel" // a contact with neither e-mail nor phone
	Conflicting Code = "conflicting"
	NotSEK      Code = "not_sek"
	NotANumber  Code = "not_a_number"
	Unreadable  Code = "unreadable"
)

// Value is what an element was read as. Which fields are set depends on the
// element: Name for an applicant; SEK (whole kronor) for an amount; Name,
// Email and Phone (E.164) for a contact; Type, Number and Check for an
// account; Text for prose.
type Value struct {
	Name   string `json:"name,omitempty"`
	Email  string `json:"email,omitempty"`
	Phone  string `json:"phone,omitempty"`
	SEK    int64  `json:"sek,omitempty"`
	Type   string `json:"type,omitempty"`
	Number string `json:"number,omitempty"`
	Check  string `json:"check,omitempty"` // "unknown": in a clearing range that no table knows
	Text   string `json:"text,omitempty"`
}

// Words are what a value says in words, each by itself, in the order in which
// people read them; of a sum there are none.
func (v *Value) Words() []string {
	words := []string{v.Name, v.Email, v.Phone, v.Type, v.Number, v.Text}
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

// Evidence says where a value was read: "body", "subject", "sender" or the
// name of an attachment, and the words themselves. A file within an attachment
// has the names of both: "allt.zip/ansökan.docx".
type Evidence struct {
	Source string `json:"source"`
	// Place is where in an attachment it stands: "page 2", or a cell as
	// "Budget!B7"; "" if that is not known.
	Place string `json:"place,omitempty"`
	Quote string `json:"quote"`
	OCR   bool   `json:"ocr,omitempty"`
}

// Element is one element as read from one mail, or as a case holds it.
// Every element that is not Missing has Evidence.
type Element struct {
	Status   ElementStatus `json:"status"`
	Code     Code          `json:"code,omitempty"`
	Value    *Value        `json:"value,omitempty"`
	Evidence *Evidence     `json:"evidence,omitempty"`
	// Vouched says who stands for the value besides its own words; of an account
	// nobody vouches for nothing is paid (promise 7).
	Vouched Vouched `json:"vouched,omitempty"`
}

// Vouched is who stands for a value.
type Vouched string

const (
	VouchedByNobody Vouched = ""
	VouchedBySender Vouched = "sender" // stated with a trusted pass by the applicant's own address
	VouchedByPast   Vouched = "past"   // the same applicant was paid to it before
	VouchedByPerson Vouched = "person" // a coordinator confirmed or corrected it
)

// Elements maps each element of a call to what was read of it.
type Elements map[ElementKey]Element

// copied is a copy whose values and evidence are its own, too.
func (e Elements) copied() Elements {
	all := maps.Clone(e)
	for key, x := range all {
		if x.Value != nil {
			v := *x.Value
			x.Value = &v
		}
		if x.Evidence != nil {
			v := *x.Evidence
			x.Evidence = &v
		}
		all[key] = x
	}
	return all
}

// Complete reports whether every one of the wanted elements is OK.
func (e Elements) Complete(wanted []ElementKey) bool {
	return len(e.Lacking(wanted)) == 0
}

// Lacking lists, in the order of wanted, the elements that are not OK.
func (e Elements) Lacking(wanted []ElementKey) []ElementKey {
	var lacking []ElementKey
	for _, k := range wanted {
		if e[k].Status != OK {
			lacking = append(lacking, k)
		}
	}
	return lacking
}
