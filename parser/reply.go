package parser

import "medelbot"

// unanswered says why nobody gets an answer to a mail, "" if somebody does.
// When in doubt nobody is answered.
func unanswered(r *medelbot.Reading) string {
	switch {
	case r.Kind == medelbot.Command:
		return "of commands the coordinators are told what became of them"
	case !concernsFund(r.Kind):
		return "mail of this kind is left to people"
	case r.Machine:
		return "a program sent it, so it is filed and not answered"
	case r.Has(medelbot.Suspicious):
		return "it is suspicious, and a person must look at it first"
	case r.Kind == medelbot.Application && r.Call == "":
		return "no call had opened when it came"
	case r.ReplyTo.Email == "":
		return "there is no address of the sender's own to answer to"
	}
	return ""
}

// reply names the letter that answers a mail, as if its case exists and the
// address is the case's own.
func reply(r *medelbot.Reading) medelbot.LetterName {
	complete := r.Complete != nil && *r.Complete
	switch r.Kind {
	case medelbot.Application:
		if complete {
			return medelbot.AckComplete
		}
		return medelbot.AckIncomplete
	case medelbot.Report:
		if complete {
			return medelbot.AckReportComplete
		}
		return medelbot.AckReportIncomplete
	case medelbot.Supplement:
		return medelbot.AckSupplement
	case medelbot.StatusQuery:
		return medelbot.StatusLetter
	case medelbot.Withdrawal:
		return medelbot.AckWithdrawal
	}
	return medelbot.NoLetter
}
