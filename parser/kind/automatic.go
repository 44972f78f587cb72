package kind

import (
	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/segment"
)

// automaticWords counts signs of an automatic answer.
func (r *reader) automaticWords() int {
	return r.own.says(lexicon.Absent) + r.own.says(lexicon.Automatic)
}

// shortWords is up to how many words a text without marks in its header may be
// an automatic answer, newsletterWords from how many on one sign of a newsletter
// may be enough.
const (
	shortWords      = 130
	newsletterWords = 50
)

// automatic knows automatic answers and mass mailings that no header marks.
func (r *reader) automatic() (Verdict, bool) {
	if r.handsOver() > 0 && r.stated() >= 2 {
		return r.notAutomatic("but it applies and states elements")
	}
	if r.own.firmly(lexicon.Withdraws) > 0 && r.belongs() {
		return r.notAutomatic("but it withdraws")
	}
	if r.own.says(lexicon.ReportLate) > 0 && r.Thread.Awaits() {
		return r.notAutomatic("but it says when the report is to come")
	}
	short := len(r.own.words) < shortWords
	switch {
	case r.own.count(lexicon.Newsletter) >= 2 || r.own.has(lexicon.Newsletter) && len(r.own.words) > newsletterWords && r.subject.has(lexicon.Newsletter):
		return verdict(medelbot.Bulk, "its text is that of a newsletter: %q", r.own.quote(lexicon.Newsletter))
	case r.own.count(lexicon.Spam) >= 2:
		return verdict(medelbot.Bulk, "its text is advertising: %q", r.own.quote(lexicon.Spam))
	case short && r.subject.has(lexicon.Automatic), short && r.own.says(lexicon.Automatic) >= 2:
		return verdict(medelbot.AutoReply, "its text says that it is automatic: %q", r.own.quote(lexicon.Automatic)+r.subject.quote(lexicon.Automatic))
	case short && r.own.says(lexicon.Absent)+r.subject.count(lexicon.Absent) >= r.absentWords() && !r.own.has(lexicon.Chases) && r.onlyNames():
		return verdict(medelbot.AutoReply, "its text says that the writer is away: %q", r.own.quote(lexicon.Absent))
	case short && r.own.says(lexicon.Automatic) >= 1 && (r.own.has(lexicon.Absent) || r.Prefix == segment.Reply || r.Thread.Answer):
		return verdict(medelbot.AutoReply, "its text says that it is automatic: %q", r.own.quote(lexicon.Automatic))
	case !short:
		return r.notAutomatic("but it is long")
	}
	return r.notAutomatic("which alone is not enough")
}

// notAutomatic says that signs of automatic mail do not make it one.
func (r *reader) notAutomatic(but string) (Verdict, bool) {
	for _, x := range []struct {
		sign string
		kind medelbot.Kind
	}{
		{lexicon.Automatic, medelbot.AutoReply}, {lexicon.Absent, medelbot.AutoReply}, {lexicon.Newsletter, medelbot.Bulk}, {lexicon.Spam, medelbot.Bulk},
	} {
		if said := r.own.quote(x.sign); said != "" {
			return r.not(x.kind, "it says %q, %s", said, but)
		}
	}
	return Verdict{}, false
}

// absentWords is how many signs of absence make an automatic answer. Below our
// own letter one is enough.
func (r *reader) absentWords() int {
	if (r.Thread.Answer || r.Thread.Case != "" && r.Prefix == segment.Reply) && len(r.Names) == 0 {
		return 1
	}
	return 2
}

// onlyNames tells a text that states nothing but whom to turn to.
func (r *reader) onlyNames() bool {
	n := r.stated()
	return n == 0 || n == 1 && r.states(medelbot.Contact)
}

// home leaves our own people's mail alone: they do not apply.
func (r *reader) home() (Verdict, bool) {
	if r.Home {
		return verdict(medelbot.Other, "the words are those of our own people")
	}
	return Verdict{}, false
}

// recall knows Outlook's request to take a mail back: a person must see it.
func (r *reader) recall() (Verdict, bool) {
	if r.own.has(lexicon.Recalls) || r.subject.has(lexicon.Recalls) {
		return verdict(medelbot.Other, "it asks for a mail to be taken back")
	}
	return Verdict{}, false
}
