package medelbot

import "time"

// FolderKey names one life of a mailbox folder. UIDs mean something only
// together with the UIDVALIDITY they were given under (RFC 9051, 2.3.1.1).
type FolderKey struct {
	Mailbox     string // the name in the configuration
	Folder      string
	UIDValidity uint32
}

// Known is what the ledger notes of a mail before anybody has read it: enough
// to recognise it after the server has renumbered its UIDs.
type Known struct {
	UID       uint32
	MessageID string // without angle brackets; "" if none
	Size      int64  // RFC822.SIZE
	Date      time.Time
}

// FolderState is what the ledger knows of a folder when it is opened.
type FolderState struct {
	// First is set until the baseline of this mailbox's folder is finished:
	// note what is there, answer none of it.
	First bool
	// Renumbered is set while the folder has a UIDVALIDITY other than the one
	// known before, until the rescan is finished.
	Renumbered bool
	// BaselineNext is the UIDNEXT of the very first opening: mail with a lower
	// UID was there before us, also if the baseline was cut short.
	BaselineNext uint32
	// BaselineAt is when the folder was first opened; mail that the server got
	// earlier is never answered, whatever UID it bears today.
	BaselineAt time.Time
	// Highest is the highest UID that the ledger holds, as mail or as gap.
	Highest uint32
	// Begun are UIDs whose reading was begun and not finished: the program
	// stopped or died in between.
	Begun []uint32
	// Unmarked are UIDs of mail that was filed with Mail.Mark and is not marked
	// on the server yet.
	Unmarked []uint32
}

// Mail is one arrived mail with its reading, on its way into the store.
type Mail struct {
	Folder    FolderKey // zero for mail that was ingested from files
	UID       uint32
	Raw       []byte // as fetched; only the beginning if Truncated
	Size      int64  // as the server says, in bytes
	Truncated bool   // over the size limit: headers and the first text only
	Arrived   time.Time
	Reading   Reading
	// Quiet says why this mail is filed without any letter: backfill, older
	// than the first start, found in the junk folder. "" answers as usual.
	Quiet string
	// Fault is set if the mail could not be read at all; it is set aside raw.
	Fault string
	// Mark asks to remember, if the mail is kept, that it is still to be marked
	// or moved on the server.
	Mark bool
}

// Why a mail is filed without any letter.
const (
	QuietBackfill = "backfill"                   // ingested on purpose
	QuietOld      = "older than the first start" // there before us
	QuietJunk     = "found in the junk folder"
)

// SentMail is what is read of a mail in the Sent folder: enough to tell which
// mail it answers, and nothing of what it says. Message-IDs are without angle
// brackets.
type SentMail struct {
	UID        uint32
	MessageID  string
	InReplyTo  []string
	References []string
	Date       time.Time // by the mail's own field, else when it was put there
	// Machine is set if a program sent it (RFC 3834, section 5): whoever wrote what
	// it answers still waits for a person.
	Machine bool
}

// FiledAs is what became of a mail in the store.
type FiledAs string

const (
	FiledCase    FiledAs = "case"    // opened or changed a case
	FiledAside   FiledAs = "aside"   // kept, waits for a person
	FiledKept    FiledAs = "kept"    // kept and tied to a case, nobody needs to act
	FiledPrivate FiledAs = "private" // only a ledger row
	FiledCopy    FiledAs = "copy"    // a copy of a mail that is here already
)

// Filed tells what became of one mail.
type Filed struct {
	MailID  int64 // 0 if the mail was not kept
	As      FiledAs
	Case    string
	Why     string   // one sentence for the log
	Letters []Letter // composed in the same transaction, without Raw
}
