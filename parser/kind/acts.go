package kind

import (
	"fmt"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
	"medelbot/parser/topic"
)

// maxActs is how many sentences are judged: what a mail wants stands at its
// beginning.
const maxActs = 40

// act is what the writer does most plainly in some sentence.
type act struct {
	score    float32
	sentence string
}

// acts tells of everything that a writer can do with a sentence how plainly the
// subject or a sentence of the text does it.
func (r *reader) acts() map[string]act {
	if r.done != nil {
		return r.done
	}
	r.done = make(map[string]act)
	for _, s := range []*signs{r.subject, r.own} {
		for _, sentence := range s.sentences(maxActs) {
			scores := topic.Acts(sentence)
			for name, score := range scores.All() {
				if score > r.done[name].score {
					r.done[name] = act{score, s.text[sentence[0].Start:sentence[len(sentence)-1].End]}
				}
			}
		}
	}
	return r.done
}

// sentences cuts the words at the ends of sentences; at most n of them.
func (s *signs) sentences(n int) [][]phrase.Word {
	var out [][]phrase.Word
	first := 0
	for i, w := range s.words {
		if w.After&phrase.End != 0 || i == len(s.words)-1 {
			if out = append(out, s.words[first:i+1]); len(out) == n {
				break
			}
			first = i + 1
		}
	}
	return out
}

// ownAct is what the writer of a mail of each kind does in it.
var ownAct = map[medelbot.Kind]string{
	medelbot.Application: topic.Applies, medelbot.Supplement: topic.Supplies, medelbot.StatusQuery: topic.Chases,
	medelbot.Withdrawal: topic.Withdraws, medelbot.Report: topic.Reports,
}

// What a second opinion needs to overrule the rules: little enough to catch most
// of what they take for more than it is, so much that no labelled mail which they
// read right is overruled.
const (
	plainly = 0.7 // the writer does something else
	rather  = 0.5 // it is likelier than not
	hardly  = 0.3 // and not what the kind is about
)

// secondOpinion says why a mail is ordinary after all, though a rule has found
// its kind: its writer plainly does something else than people do who apply,
// supply, ask how it goes, withdraw or report, and nowhere does that. It judges
// by what was learnt from sentences, so that it knows turns which no rule has
// foreseen. "" if there is nothing to say. Both may be wrong: a person decides.
func (r *reader) secondOpinion(k medelbot.Kind) string {
	own, answered := ownAct[k]
	if k == medelbot.Supplement && len(r.Names) == 0 && !r.own.has(lexicon.Keeps) {
		if acts := r.acts(); acts[topic.Withdraws].score >= rather && acts[topic.Withdraws].score > max(acts[topic.Supplies].score, acts[topic.Applies].score) {
			return fmt.Sprintf("it seems to withdraw: %q", quoteOf(acts[topic.Withdraws].sentence))
		}
	}
	if k == medelbot.Report && r.Note != "" {
		if note := signsIn(r.Vocabulary, r.Note); note.has(lexicon.Examples) {
			return fmt.Sprintf("it was passed on as an example of somebody's report: %q", note.quote(lexicon.Examples))
		}
	}
	if !answered || len(r.Names) > 0 || r.stated() >= 4 && r.states(medelbot.Account) {
		return ""
	}
	if k == medelbot.Report && (r.reported() >= 4 || r.reported() > 0 && r.Thread.Awaits()) {
		return ""
	}
	acts := r.acts()
	does := acts[own].score
	switch k {
	case medelbot.Application:
		does = max(does, acts[topic.Supplies].score) // much in an application is told as if asked for
	case medelbot.Supplement:
		does = max(does, acts[topic.Applies].score)
	case medelbot.Withdrawal:
		if back := acts[topic.Restores]; back.score >= plainly && back.score > does {
			return fmt.Sprintf("it seems to take a withdrawal back: %q", quoteOf(back.sentence))
		}
	}
	if never := acts[topic.Declines]; never.score >= rather && never.score > does && !r.belongs() && k != medelbot.Application {
		return fmt.Sprintf("it belongs to no case and seems to say that nobody applies: %q", quoteOf(never.sentence))
	}
	if does >= hardly {
		return ""
	}
	for _, other := range []struct{ act, why string }{
		{topic.Declines, "it seems to say that nobody applies"}, {topic.Elsewhere, "it seems to concern something else than the fund"},
		{topic.Draft, "it seems to be a draft"}, {topic.Intends, "it seems to say what is to come"},
		{topic.Asks, "it seems to ask about applying"}, {topic.Office, "it seems to be about papers and practical things"},
		{topic.Informs, "it seems to pass something on"}, {topic.Tells, "it seems to tell of an application"},
	} {
		if other.act == topic.Asks && k == medelbot.Supplement {
			continue // "is this enough?" is asked by those who supply
		}
		if a := acts[other.act]; a.score >= plainly {
			return fmt.Sprintf("%s: %q", other.why, quoteOf(a.sentence))
		}
	}
	return ""
}

// withdrawsPlainly knows a withdrawal by the turn of a sentence where no phrase
// does, in mail that belongs to a case.
func (r *reader) withdrawsPlainly() bool {
	const beyondDoubt = 0.75
	if !r.belongs() || r.gives(medelbot.Account) {
		return false // most mail goes by unjudged
	}
	acts := r.acts()
	if r.states(medelbot.Amount) && acts[topic.Supplies].score >= hardly {
		return false
	}
	return acts[topic.Withdraws].score >= beyondDoubt && acts[topic.Restores].score < hardly && acts[topic.Applies].score < plainly
}

// withdrawsAll tells a mail that withdraws in its own words as plainly as people
// do who name what they had applied for, and neither applies nor supplies.
func (r *reader) withdrawsAll() bool {
	acts := r.acts()
	return acts[topic.Withdraws].score >= plainly && acts[topic.Applies].score < rather && acts[topic.Supplies].score < rather && r.supplies() == 0
}

// chasesPlainly knows a question about its case by the turn of a sentence where
// no phrase does, in mail that belongs to one and adds nothing to it.
func (r *reader) chasesPlainly() bool {
	const (
		beyondDoubt = 0.9
		fewWords    = 5 // "är det bråttom?" may ask of anything
	)
	if !r.belongs() || !r.own.hasQuestion() || r.gives(medelbot.Account) || r.gives(medelbot.Amount) || r.given() > 1 {
		return false
	}
	asks := r.acts()[topic.Chases]
	return asks.score >= beyondDoubt && len(strings.Fields(asks.sentence)) >= fewWords
}

// belongs tells whether the mail bears the number of a case or answers one of
// our letters.
func (r *reader) belongs() bool { return r.Thread.Case != "" || r.Thread.Answer }

// quoteOf writes a sentence on one line.
func quoteOf(sentence string) string {
	return swedish.MaskPersonnummer(strings.Join(strings.Fields(sentence), " "))
}
