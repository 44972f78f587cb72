package medelbot

import (
	"cmp"
	"slices"
	"time"
)

// DigestFacts is what a digest tells, collected in one read of the store.
type DigestFacts struct {
	Since, Now time.Time
	// Cases are the open ones, opened first. Of their elements they may hold only
	// what a table of them tells: what the values are, long texts cut, and without
	// the words that they were read from.
	Cases []DigestCase
	// Whole reads all of one of the Cases; nil if they are whole. What is shown in
	// detail, and what gives rights to it, must be of the case as this gives it.
	Whole     func(number string) (Case, error)
	Ended     []CaseSum      // cases that ended since the last digest, oldest first
	Calls     []CallSum      // every call that has cases, by ID
	Regions   []RegionStatus // every region that has a case, by call and in the order of Regions
	Aside     []AsideMail    // open ones, oldest first
	Letters   []Letter       // held, failed and uncertain ones, without Raw
	Folders   []FolderCount
	PausedBy  string // who stopped all letters; "" if they leave
	CaseTotal int    // all cases there are
	ChainHead string // hex digest of the newest event
}

// DigestCase is one case in a digest.
type DigestCase struct {
	Case
	New     bool // opened since the last digest
	Changed bool // changed since the last digest
	// Earlier are the cases that the same applicant opened before, in whatever
	// call, oldest first. The slice is shared: read only.
	Earlier []CaseSum
	// Reasons tell of each warning what gave rise to it, in words for a person,
	// as the newest mail of the case with that warning had it (Reading.Reasons).
	Reasons map[Warning]string
	// Unreadable are the names of the attachments that could not be read, of all
	// mails of the case.
	Unreadable []string
	// Films are the links to films of the case's reports (Reading.Films).
	Films []string
}

// CaseSum is a case without its elements: what sums are made of, in kronor.
type CaseSum struct {
	Number    string
	Call      string // Call.ID
	Applicant string
	Status    Status
	OpenedAt  time.Time
	ChangedAt time.Time
	Granted   int64 // 0 if none is, or the application was withdrawn
	Paid      int64
	Repaid    int64
}

// CallSum is how the frame of one call is used, in kronor. What is left of it
// is Call.Budget less Granted.
type CallSum struct {
	Call       string // Call.ID
	Cases      int
	Granted    int64
	Complete   int64 // sought by complete cases
	Incomplete int64 // sought by incomplete and held cases, as far as they say
	Paid       int64
	Repaid     int64
}

// RegionStatus is how far a region has come in one call: of its cases the one
// that has come the furthest.
type RegionStatus struct {
	Call   string // Call.ID
	Region string // Region.Name
	Case   string
	Status Status
}

// Unpaid lists the cases that were granted and not paid, first decided first.
// The time to undo the decision may still run: see Decision.Final.
func (f *DigestFacts) Unpaid() []DigestCase {
	list := f.casesWhere(func(k *DigestCase) bool { return k.Status == StatusGranted && k.Decision != nil })
	slices.SortStableFunc(list, func(a, b DigestCase) int { return a.Decision.At.Compare(b.Decision.At) })
	return list
}

// Reports lists the cases of which a report is awaited, first due first. One
// is overdue if its ReportDue is before Now.
func (f *DigestFacts) Reports() []DigestCase {
	list := f.casesWhere(func(k *DigestCase) bool {
		return (k.Status == StatusPaid || k.Status == StatusReportIncomplete) && !k.ReportDue.IsZero()
	})
	slices.SortStableFunc(list, func(a, b DigestCase) int { return a.ReportDue.Compare(b.ReportDue) })
	return list
}

func (f *DigestFacts) casesWhere(chosen func(*DigestCase) bool) []DigestCase {
	var list []DigestCase
	for i := range f.Cases {
		if chosen(&f.Cases[i]) {
			list = append(list, f.Cases[i])
		}
	}
	return list
}

// Further orders two cases of a region by how far they have come: negative if
// a is behind b. A case that ended without money is behind all that are open.
func Further(a, b CaseSum) int { return cmp.Compare(a.reached(), b.reached()) }

func (k *CaseSum) reached() int {
	order := []Status{StatusWithdrawn, StatusDeclined, "", StatusHeld, StatusIncomplete, StatusComplete,
		StatusGranted, StatusPaid, StatusReportIncomplete, StatusReported, StatusClosed}
	if k.Status == StatusClosed && k.Paid == 0 {
		return slices.Index(order, "")
	}
	return slices.Index(order, k.Status)
}

// AsideMail is one mail that waits for a person.
type AsideMail struct {
	ID      int64
	MailID  int64
	Mailbox string
	Case    string // "" if it belongs to none
	Kind    Kind
	From    Address
	Subject string
	Arrived time.Time
	Since   time.Time // it waits since then
	Reason  AsideReason
	Malware string // the name of what a virus scanner found in it; "" if nothing
}

// FolderCount compares what the server holds with what the ledger knows.
type FolderCount struct {
	Mailbox  string
	Folder   string
	Server   int // UIDs on the server at the last comparison
	Recorded int // of those, how many the ledger knows
	Gaps     int // mails that came and went unread, since the last digest
	At       time.Time
}
