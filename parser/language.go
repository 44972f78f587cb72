package parser

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/language"
	"medelbot/parser/segment"
)

// language tells in what language the applicant writes: by the mail's own words
// above what it quotes, without signature and footers; if they are too few, by
// the answers that stand in what came with it. What a form itself says is none
// of the applicant's.
func (r *reader) language(read medelbot.Elements) medelbot.Language {
	var own strings.Builder
	for _, g := range r.source.segments {
		if g.Mark == segment.Own {
			own.WriteString(g.Text)
		}
	}
	if l := language.Of(clip(own.String())); l != "" {
		return l
	}
	answers := make([]string, 0, len(read))
	for _, e := range read {
		if e.Value != nil && e.Value.Text != "" {
			answers = append(answers, e.Value.Text+".\n")
		}
	}
	slices.Sort(answers) // a map has no order
	return language.Of(strings.Join(answers, "\n"))
}
