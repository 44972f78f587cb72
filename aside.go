package medelbot

// AsideReason is a code for why a mail waits for a person. English() words it
// for logs and commands; the templates hold its Swedish wording for digests.
// A reason that is no known code is free text, such as a fault, and is shown
// as it stands.
type AsideReason string

const (
	AsideNone         AsideReason = ""
	AsideSuspicious   AsideReason = "suspicious"
	AsideNotAnswered  AsideReason = "not_answered"  // filed, but there is nobody whom a program may answer
	AsideMachine      AsideReason = "machine"       // filed, but sent by a program
	AsideMuted        AsideReason = "muted"         // filed, but the address is on the never-answer list
	AsideOld          AsideReason = "old"           // the server got it before the first start
	AsideJunk         AsideReason = "junk"          // found in the junk folder
	AsideTooLarge     AsideReason = "too_large"     // only the headers and the first text were read
	AsideNoCall       AsideReason = "no_call"       // an application that fits no call
	AsideKnownCase    AsideReason = "known_case"    // an application that bears the number of a case
	AsideUnknownCase  AsideReason = "unknown_case"  // bears or should bear a case number, but there is no such case
	AsideSupplement   AsideReason = "supplement"    // adds to a case
	AsideReport       AsideReason = "report"        // reports on a case
	AsideStatusQuery  AsideReason = "status_query"  // asks about a case
	AsideWithdrawal   AsideReason = "withdrawal"    // withdraws a case
	AsideCommand      AsideReason = "command"       // a decision by mail
	AsideLetterBounce AsideReason = "letter_bounce" // one of our letters came back
	AsideDoubtful     AsideReason = "doubtful"      // may be ordinary mail, and may not
	AsideStranger     AsideReason = "stranger"      // about a case to which its sender does not belong
	AsideSeveralCases AsideReason = "several_cases" // bears the numbers of several cases
	AsideNewContact   AsideReason = "new_contact"   // names another contact, from an address that is new to the case
	AsideContradicts  AsideReason = "contradicts"   // says something else than a coordinator has confirmed
	AsideAnswer       AsideReason = "answer"        // answers what a coordinator has asked
	AsideDecided      AsideReason = "decided"       // changes what has been decided already
	AsideRefused      AsideReason = "refused"       // commands that somebody gave who may not
	AsideMalware      AsideReason = "malware"       // a virus scanner found something in it: never read
	AsideUnscanned    AsideReason = "unscanned"     // a virus scanner could not look at all of it: not read
)

var asideEnglish = map[AsideReason]string{
	AsideSuspicious:   "it looks suspicious, so nobody was answered",
	AsideNotAnswered:  "there is nobody whom a program may answer",
	AsideMachine:      "it was sent by a program, so nobody was answered",
	AsideMuted:        "its address is on the never-answer list",
	AsideOld:          "it is older than the first start, so nobody was answered",
	AsideJunk:         "it was found in the junk folder, so nobody was answered",
	AsideTooLarge:     "it is over the size limit: only the headers and the first text were read",
	AsideNoCall:       "it reads like an application, but fits no call",
	AsideKnownCase:    "it reads like an application, but bears the number of a case",
	AsideUnknownCase:  "it speaks of a case that is not here",
	AsideSupplement:   "it adds to the case",
	AsideReport:       "it reports on the case",
	AsideStatusQuery:  "it asks about the case",
	AsideWithdrawal:   "it withdraws the case",
	AsideCommand:      "it holds a decision",
	AsideLetterBounce: "one of our letters came back",
	AsideDoubtful:     "it may be an application or about one, but rather seems to be ordinary mail",
	AsideStranger:     "its sender does not belong to the case, so nobody was answered",
	AsideSeveralCases: "it bears the numbers of several cases",
	AsideNewContact:   "it names another contact person, from an address that is new to the case",
	AsideContradicts:  "it says something else than what a coordinator has confirmed",
	AsideAnswer:       "it answers what a coordinator has asked",
	AsideDecided:      "it would change what has been decided",
	AsideRefused:      "it holds commands, and its sender may give none",
	AsideMalware:      "a virus scanner found something in it, so nobody has read it: do not open it, not in the mailbox either",
	AsideUnscanned:    "the virus scanner could not look at all of it, so it was not read",
}

// English words the reason as the end of a sentence that begins "set aside:".
func (r AsideReason) English() string {
	if text, ok := asideEnglish[r]; ok {
		return text
	}
	return string(r)
}

// AsideReasons lists every known code.
func AsideReasons() []AsideReason {
	codes := make([]AsideReason, 0, len(asideEnglish))
	for code := range asideEnglish {
		codes = append(codes, code)
	}
	return codes
}
