package parser

import (
	"regexp"
	"strings"

	"medelbot"
	"medelbot/parser/ink"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
	"medelbot/parser/swedish"
)

// answersInline tells a mail whose writer answered between the lines of
// another: own words follow quoted ones at least twice, or hold a quoted line
// themselves, or the quoted mail goes on behind them.
func answersInline(segments []segment.Segment) bool {
	n := 0
	for i := 1; i < len(segments); i++ {
		if segments[i].Mark != segment.Own || segments[i-1].Mark != segment.Quoted || strings.TrimSpace(segments[i].Text) == "" {
			continue
		}
		n++
		if strings.Contains(segments[i].Text, "\n>") || i+1 < len(segments) && sameMail(&segments[i-1], &segments[i+1]) {
			return true
		}
	}
	return n >= 2
}

var listMark = regexp.MustCompile(`^\s*(?:[-*•·o]|\d{1,2}[.)])\s`)

// questions returns the lines that an answer stands under: the last paragraph
// of the quoted text, as a heading.
func questions(g segment.Segment) string {
	if g.Mark != segment.Quoted {
		return ""
	}
	lines := strings.Split(strings.TrimSpace(g.Text), "\n")
	from := len(lines)
	for from > 0 && len(lines)-from < 3 && strings.TrimSpace(lines[from-1]) != "" {
		from--
		if listMark.MatchString(lines[from]) {
			break // a list mark begins the question
		}
	}
	if len(lines)-from > 1 && listMark.MatchString(lines[from]) && asks(lines[from]) != lexicon.Other {
		lines = lines[:from+1] // as in our letters, where below the heading stands what we want to know
	}
	heading := strings.Join(strings.Fields(strings.Join(lines[from:], " ")), " ")
	if heading == "" {
		return ""
	}
	return "\n> " + heading + "\n"
}

// inks are those of a quoted mail's questions and of the answers in it.
type inks struct{ question, answer ink.Ink }

// How many different elements must be asked in one ink and answered in another
// before the answers are taken for the writer's. Colourful mail has one or two
// such lines.
const (
	enough       = 3
	enoughBelow  = 2 // who writes hardly anything above must have written below
	enoughIfTold = 1

	hardlyAWord = 25 // words
)

// toldInside tells what the words above say of answers below: how many are
// needed, and whether they are promised, so that also an older mail and bold
// letters may hold them.
func toldInside(own string) (needed int, promised bool) {
	found := phrase.Words(clip(own))
	short := len(found) <= hardlyAWord
	switch {
	case swedish.PointsTo(found, lexicon.Quoted):
		return enoughIfTold, true
	case short && swedish.PointsTo(found, lexicon.Inside):
		return enoughIfTold, false
	case short:
		return enoughBelow, false
	}
	return enough, false
}

// claim marks as Own what the writer answered inside the mail below his, if
// only its ink tells the words apart. It reports whether there was any.
func (s *source) claim(segments []segment.Segment) bool {
	var own strings.Builder
	inked := false
	for _, g := range segments {
		inked = inked || g.Ink != ink.Plain
		if g.Mark == segment.Own {
			own.WriteString(g.Text)
		}
	}
	if !inked {
		return false
	}
	needed, promised := toldInside(own.String())
	for i := 0; i < len(segments); {
		end := i + 1
		for end < len(segments) && sameMail(&segments[i], &segments[end]) {
			end++
		}
		g := &segments[i]
		if g.Mark == segment.Quoted && (g.Depth == 1 || promised) && (g.From.Email == "" || !strings.EqualFold(g.From.Email, s.sender.Email)) &&
			claimFrom(segments[i:end], needed, promised) {
			return true
		}
		i = end
	}
	return false
}

func sameMail(a, b *segment.Segment) bool {
	return a.Mark == segment.Quoted && b.Mark == segment.Quoted && a.Depth == b.Depth && a.From == b.From && a.Date == b.Date
}

// claimFrom marks the answers in the segments of one quoted mail, if as many
// elements as needed are asked and answered.
func claimFrom(mail []segment.Segment, needed int, promised bool) bool {
	asked := make(map[inks]map[medelbot.ElementKey]bool)
	var best inks
	for i := 1; i < len(mail); i++ {
		pair := inks{mail[i-1].Ink, mail[i].Ink}
		key := asks(questions(mail[i-1]))
		if key == lexicon.Other || pair.question == pair.answer || !promised && !pair.tellApart(mail) {
			continue
		}
		if asked[pair] == nil {
			asked[pair] = make(map[medelbot.ElementKey]bool)
		}
		asked[pair][key] = true
		if len(asked[pair]) > len(asked[best]) {
			best = pair
		}
	}
	if len(asked[best]) < needed {
		return false
	}
	for i := range mail {
		if mail[i].Ink == best.answer && i > 0 {
			mail[i].Mark = segment.Own
			if best.answer == ink.Tag {
				mail[i].Text = untag(mail[i].Text)
			}
		}
	}
	return true
}

// tellApart reports whether two inks are more than the dress of one text.
// Headings in bold or in colour above black text are common; a call whose long
// lines are coloured and that is answered in black is not.
func (p inks) tellApart(mail []segment.Segment) bool {
	if p.answer.Coloured() || p.answer == ink.Tag {
		return true
	}
	const words = 8 // of a line that is no heading
	for _, g := range mail {
		if g.Ink != p.question || !p.question.Coloured() {
			continue
		}
		for line := range strings.Lines(g.Text) {
			if len(strings.Fields(line)) >= words {
				return true
			}
		}
	}
	return false
}

// asks tells which element a question of the call is about, lexicon.Other if
// none.
func asks(question string) medelbot.ElementKey {
	best, weight := medelbot.ElementKey(lexicon.Other), 1
	for _, m := range lexicon.Labels().Find(phrase.Words(question)) {
		if m.Weight > weight {
			best, weight = medelbot.ElementKey(m.Key), m.Weight
		}
	}
	return best
}

func untag(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(segment.Untag(line))
	}
	return out.String()
}
