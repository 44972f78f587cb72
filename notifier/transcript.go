package notifier

import (
	"slices"

	"medelbot"
	"medelbot/templates"
)

// transcript tells a coordinator what became of their commands, and gives fresh
// rights for the next ones: the code of the mail that brought them is spent.
func (c *Composer) transcript(base templates.CoordinatorMail, q medelbot.LetterRequest, d *desk, mailbox string) templates.TranscriptView {
	v := templates.TranscriptView{CoordinatorMail: base, Aside: q.Aside, Help: asksHelp(q.Results)}
	if base.Case == nil && did(q.Results, medelbot.WordStatus) {
		for _, s := range medelbot.Statuses {
			if n := q.Counts[s]; n > 0 {
				v.Counts = append(v.Counts, templates.Count{Status: s, N: n})
				v.Total += n
			}
		}
	}
	switch {
	case did(q.Results, medelbot.WordPause):
		v.Access = d.onAll(resumeDraft)
	case did(q.Results, medelbot.WordResume):
		v.Access = d.onAll(pauseDraft)
	case base.Case != nil:
	case q.Aside == 0:
		v.Access = d.onAll(pauseDraft, resumeDraft)
	case !did(q.Results, medelbot.WordTake):
		v.Access = d.onAside(q.Aside, mailbox)
	}
	return v
}

// did tells whether a command was carried out.
func did(results []medelbot.OrderResult, w medelbot.Word) bool {
	return slices.ContainsFunc(results, func(r medelbot.OrderResult) bool { return r.Word == w && r.Refused == "" })
}

// asksHelp tells whether the commands should be explained: they were asked for,
// or one was not understood.
func asksHelp(results []medelbot.OrderResult) bool {
	return slices.ContainsFunc(results, func(r medelbot.OrderResult) bool {
		return r.Word == medelbot.WordHelp || r.Refused == medelbot.RefusedUnknown
	})
}
