package medelbot

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Order is one deed that a coordinator wants done. A mailed command and the
// command line make the same orders, and Do carries both out.
type Order struct {
	Deed    Deed
	SEK     int64      // grant (0: the sum sought), pay (0: the sum granted), repay
	Day     time.Time  // pay (zero: today), extend
	Text    string     // decline, grant: the reason; request: what is asked; note
	Element ElementKey // correct, confirm
	Value   *Value     // correct; confirm: the value that was seen (nil: whatever stands there)
	Into    string     // merge: the case that goes on
}

// Actor is who gives an order.
type Actor struct {
	Role   Role
	Person string // Person.Name of a coordinator; "" if none is named
	User   string // the system user of a command line; "" for mail
	Email  string // the address that a mail came from
}

// String names the actor for the log.
func (a Actor) String() string {
	switch {
	case a.Person != "" && a.User != "":
		return fmt.Sprintf("%s (system user %s)", a.Person, a.User)
	case a.Person != "":
		return a.Person
	case a.User != "":
		return a.User
	case a.Role == RoleApplicant:
		return "the applicant"
	}
	return ByProgram
}

// CommandMail is what a coordinator's mail orders: the commands above the
// quote, one a line.
type CommandMail struct {
	Token string // as written; "" if there is none
	Lines []CommandLine
}

// CommandLine is one command as it was read.
type CommandLine struct {
	Text  string // as it was written, bounded
	Word  Word
	Case  string // the case number that the line itself names; "" if none
	Order Order  // for words that are deeds
	Fault string // why it cannot be understood, as a code of RefusalCode; "" if it can
}

// Word is a command word that is no deed of a case by itself.
type Word string

// The words. WordDeed is for those whose Order says it all.
const (
	WordDeed   Word = "deed"
	WordTake   Word = "take" // GÖR ÄRENDE of an aside mail
	WordStatus Word = "status"
	WordPause  Word = "pause"
	WordResume Word = "resume"
	WordHelp   Word = "help"
)

// RefusalCode says why an order was not carried out. English() words it for
// logs and commands, the templates in Swedish for letters.
type RefusalCode string

const (
	RefusedUnknown     RefusalCode = "unknown_command"
	RefusedNoCase      RefusalCode = "no_case"        // it names no case
	RefusedStranger    RefusalCode = "stranger"       // the sender is no coordinator
	RefusedNoPass      RefusalCode = "no_pass"        // nothing proves who sent it
	RefusedNoToken     RefusalCode = "no_token"       // it bears no code
	RefusedBadToken    RefusalCode = "bad_token"      // nobody was given that code
	RefusedOtherToken  RefusalCode = "other_token"    // the code was given to somebody else
	RefusedUsedToken   RefusalCode = "used_token"     // ... was used already
	RefusedOldToken    RefusalCode = "old_token"      // ... has expired
	RefusedStaleToken  RefusalCode = "stale_token"    // an element was changed since
	RefusedOtherCase   RefusalCode = "other_case"     // the code is for another case than the one named
	RefusedStatus      RefusalCode = "wrong_status"   // the case does not stand so that it could be done
	RefusedRole        RefusalCode = "wrong_role"     // not for this one to do
	RefusedNoSum       RefusalCode = "no_sum"         // no sum is named, and none is known
	RefusedTooMuch     RefusalCode = "too_much"       // more is paid than was granted, or comes back than was paid
	RefusedOverCap     RefusalCode = "over_cap"       // more than the call gives
	RefusedNoReason    RefusalCode = "no_text"        // words are needed
	RefusedNoDay       RefusalCode = "no_day"         // a day is needed
	RefusedNoValue     RefusalCode = "bad_value"      // what should stand there cannot be read or breaks a rule
	RefusedSameUser    RefusalCode = "same_user"      // the same system user gave the other vote
	RefusedOtherLogin  RefusalCode = "other_login"    // the system user is another person's, or not this one's
	RefusedOtherValue  RefusalCode = "other_value"    // what stands there is not what was confirmed
	RefusedNoPerson    RefusalCode = "no_person"      // decisions are for named coordinators
	RefusedLeft        RefusalCode = "letter_left"    // too late to undo: the letter has left
	RefusedNotFinal    RefusalCode = "not_final"      // the time to undo is not over
	RefusedUnconfirmed RefusalCode = "unconfirmed"    // the account must be confirmed first
	RefusedMissing     RefusalCode = "missing"        // the case has no such element
	RefusedInto        RefusalCode = "bad_merge"      // the other case cannot take it
	RefusedOff         RefusalCode = "off_duty"       // a deputy outside the configured days
	RefusedEarlier     RefusalCode = "earlier_failed" // a command above it in the same mail was refused
	RefusedContradicts RefusalCode = "contradicts"    // another command in the same mail says otherwise
	RefusedTwoTexts    RefusalCode = "two_texts"      // only one of the mail's alternative texts holds it
	RefusedErased      RefusalCode = "erased"         // the case was erased
	RefusedMerged      RefusalCode = "merged"         // the case goes on in another one
)

var refusalEnglish = map[RefusalCode]string{
	RefusedUnknown:     "this is no command",
	RefusedNoCase:      "it names no case that is here",
	RefusedStranger:    "the sender is no coordinator",
	RefusedNoPass:      "our mail server does not vouch for the sender",
	RefusedNoToken:     "it bears no code from a digest",
	RefusedBadToken:    "nobody was given this code",
	RefusedOtherToken:  "the code was given to somebody else",
	RefusedUsedToken:   "the code has been used",
	RefusedOldToken:    "the code has expired",
	RefusedStaleToken:  "the application was changed after the code was given",
	RefusedOtherCase:   "the code is for another case",
	RefusedStatus:      "this cannot be done as the case stands",
	RefusedRole:        "this is not theirs to do",
	RefusedNoSum:       "no sum is named, and the application holds none",
	RefusedTooMuch:     "the sum is more than was granted, or paid",
	RefusedOverCap:     "the sum is more than the call gives",
	RefusedNoReason:    "it needs a text",
	RefusedNoDay:       "the day is missing or cannot be right",
	RefusedNoValue:     "the value cannot be read or breaks a rule",
	RefusedSameUser:    "the same system user gave the other decision",
	RefusedOtherLogin:  "this login is not theirs",
	RefusedOtherValue:  "another value stands there",
	RefusedNoPerson:    "only a coordinator of the configuration can decide",
	RefusedLeft:        "the letter has left",
	RefusedNotFinal:    "the time to undo the decision is not over",
	RefusedUnconfirmed: "nobody has confirmed the account",
	RefusedMissing:     "the case has no such element",
	RefusedInto:        "the other case cannot take it",
	RefusedOff:         "the deputy has no duty today",
	RefusedEarlier:     "a command above it was refused",
	RefusedContradicts: "another command in the same mail says otherwise",
	RefusedTwoTexts:    "the plain text of the mail and its HTML do not both say it",
	RefusedErased:      "it was erased",
	RefusedMerged:      "it goes on in another case",
}

// English words the code as a clause.
func (c RefusalCode) English() string { return refusalEnglish[c] }

// RefusalCodes lists every known code.
func RefusalCodes() []RefusalCode {
	return slices.Sorted(maps.Keys(refusalEnglish))
}

// Refusal is the error of an order that is not carried out. Nothing was
// changed.
type Refusal struct {
	Code   RefusalCode
	Status Status // of the case, for RefusedStatus
	Try    string
}

func (r *Refusal) Error() string {
	if r.Code == RefusedStatus {
		return fmt.Sprintf("this cannot be done while the case is %s", r.Status)
	}
	return r.Code.English()
}

// Hint says what to try.
func (r *Refusal) Hint() string { return r.Try }

// OrderResult is what became of one command, for the transcript.
type OrderResult struct {
	Text    string // the command as it was written
	Deed    Deed   // "" for words that are none
	Word    Word
	Refused RefusalCode // "" if it was carried out
	Status  Status      // of the case afterwards
	// Waiting is set if a vote was noted that others must agree to; Differs if
	// theirs says something else.
	Waiting, Differs bool
	SEK              int64
	Day              time.Time
	Element          ElementKey
	// Held is why the letter to the applicant that the deed brings about does not
	// leave: HeldCap and its kin; "" if it leaves, or if there is none.
	Held string
}
