package medelbot

import "time"

// DigestFacts is what a digest tells, collected in one read of the store.
type DigestFacts struct {
	Since, Now time.Time
	Cases      []DigestCase // open cases, waiting longest first
	Aside      []AsideMail  // open ones, oldest first
	Letters    []Letter     // held, failed and uncertain ones, without Raw
	Folders    []FolderCount
	CaseTotal  int    // all cases there are
	ChainHead  string // hex digest of the newest event
}

// DigestCase is one case in a digest.
type DigestCase struct {
	Case
	New     bool // opened since the last digest
	Changed bool // changed since the last digest
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
