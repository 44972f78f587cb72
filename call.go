package medelbot

import (
	"fmt"
	"time"
)

// CapPer says what a call's cap is counted over.
type CapPer string

const (
	CapPerApplication CapPer = "application"
	CapPerRegion      CapPer = "region"    // over all that one region applies for
	CapPerApplicant   CapPer = "applicant" // the same for a fund that others than regions apply to
)

// Together reports whether one applicant's applications share the cap.
func (p CapPer) Together() bool { return p == CapPerRegion || p == CapPerApplicant }

// Call is one utlysning: when it is open, what it asks for and what it gives.
type Call struct {
	ID       string
	Name     string // as letters name it
	Prefix   string // of case numbers: PK gives PK-2021-0007
	Opens    time.Time
	Closes   time.Time // the last instant of the last day
	Cap      int64     // kronor
	CapPer   CapPer
	Elements []ElementKey
	Optional []ElementKey // never missed, but if stated it must be in order
	// Keywords make a mail choose this call over others of the same window,
	// such as the name of a testbed with a form of its own.
	Keywords []string
	// About are the words by which mails name the fund, in any inflection; if
	// empty it is about Patientkontrakt. Letters call it by the first one.
	About []string
	// Worded is how the call words elements, those of its own among them.
	Worded    []CallElement
	ReportDue time.Time // the end of the last day; zero: not set
	// ReportMonths is how many months after the decision the report is due, in
	// a call without a day of its own; 0: no report is awaited.
	ReportMonths int
	// Report are the parts of the final report; if empty ReportElements are.
	Report []ElementKey
	// Budget is what the call has to give in all, in kronor; 0: not known.
	Budget int64
	// AttachForm sends the call's form along with the letter that asks for what
	// is missing.
	AttachForm bool
	// Contacts answer an applicant's questions, by name and phone in every
	// letter; if empty the coordinators do.
	Contacts []Person
}

// Lacking lists what an application to the call lacks: the elements that it
// asks for, in its order, and the optional ones that are stated, where they are
// not OK.
func (c *Call) Lacking(e Elements) []ElementKey {
	lacking := e.Lacking(c.Elements)
	for _, k := range c.Optional {
		if x, stated := e[k]; stated && x.Status != Missing && x.Status != OK {
			lacking = append(lacking, k)
		}
	}
	return lacking
}

// ReportParts lists the parts of the final report, of a nil Call those that are
// built in.
func (c *Call) ReportParts() []ElementKey {
	if c == nil || len(c.Report) == 0 {
		return ReportElements
	}
	return c.Report
}

// CaseNumber writes the running number n of a year in the call's series.
func (c *Call) CaseNumber(year, n int) string {
	return fmt.Sprintf("%s-%04d-%04d", c.Prefix, year, n)
}

// Person is someone the organisation has named: a coordinator or a contact.
type Person struct {
	Name      string
	Addresses []string // the first one gets letters
	Role      string
	Phone     string
	// Logins are the system users under which the person, and nobody else, acts at
	// the keyboard; with none, any who is not another one's may name the person.
	Logins []string
	// DeputyFor is the name of the person whose place this one takes on the days
	// from From to Until; "" for one with a place of their own.
	DeputyFor   string
	From, Until time.Time
}
