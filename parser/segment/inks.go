package segment

import (
	"regexp"
	"strings"
	"unicode"

	"medelbot/parser/ink"
)

// cutInks cuts the lines of quoted mail where their ink changes, so that
// answers "in red" between and behind the lines of the mail become segments of
// their own. Whose words they are is for a caller to say who knows what is
// asked: a mail may be colourful by itself.
func (s *splitter) cutInks() {
	s.findTags()
	var cut []line // nil as long as nothing is cut
	for i := range s.lines {
		l := s.lines[i]
		if l.mark != Quoted || l.inked == "" {
			if cut != nil {
				cut = append(cut, l)
			}
			continue
		}
		if cut == nil {
			cut = append(make([]line, 0, len(s.lines)+8), s.lines[:i]...)
		}
		cut = append(cut, l.pieces()...)
	}
	if cut != nil {
		s.lines = cut
	}
}

// pieces cuts a line before its last ink. What changes within the line and back
// is an emphasis of the one who wrote the line.
func (l line) pieces() []line {
	type stretch struct {
		text string
		ink  ink.Ink
	}
	var all []stretch
	current, rest := ink.Plain, l.inked
	for more := true; more; {
		var text string
		var next ink.Ink
		text, next, rest, more = ink.Next(rest)
		if strings.ContainsFunc(text, isTelling) {
			all = append(all, stretch{text, current})
		} else if n := len(all); n > 0 {
			all[n-1].text += text // blanks and full stops go with what they follow
		} else if text != "" {
			all = append(all, stretch{text, ink.Plain})
		}
		current = next
	}
	if n := len(all); n > 1 && !strings.ContainsFunc(all[0].text, isTelling) {
		all[0].ink = all[1].ink // a list mark goes with its item
	}
	if len(all) == 0 {
		return []line{l}
	}
	tail := len(all) - 1
	for tail > 0 && all[tail-1].ink == all[len(all)-1].ink {
		tail--
	}
	head := l
	head.text, head.ink = "", all[0].ink
	for _, piece := range all[:tail] {
		head.text += piece.text
	}
	end := l
	end.text, end.ink = "", all[tail].ink
	for _, piece := range all[tail:] {
		end.text += piece.text
	}
	if tail == 0 || head.ink == end.ink {
		l.ink = end.ink
		return []line{l}
	}
	return []line{head, end}
}

func isTelling(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// tag is what writers put before their answers within a mail that they were
// sent, where they have no colour: "-->", "***", "[Anna]", "Svar:", "AB:".
var tag = regexp.MustCompile(`^\s*(-{1,3}>|={1,3}>|\*{2,3}|#{2,3}|\[[\p{L} .-]{2,20}\]:?|(?i:svar|vårt svar|answer):|\p{Lu}{2,3}:)\s*\S`)

// findTags gives the lines that begin with a writer's mark an ink of their own,
// if a quoted mail holds the same mark at least twice. What they say below the
// mark lasts until the next blank line.
func (s *splitter) findTags() {
	tags := make(map[int]string) // by line
	counts := make(map[string]int)
	for i := range s.lines {
		if l := &s.lines[i]; l.mark == Quoted && l.inked == "" && mayBeTag(l.text) {
			if m := tag.FindStringSubmatch(l.text); m != nil {
				tags[i] = m[1]
				counts[m[1]]++
			}
		}
	}
	for i := 0; len(tags) > 0 && i < len(s.lines); i++ {
		if counts[tags[i]] < 2 {
			continue
		}
		s.lines[i].ink = ink.Tag
		for i+1 < len(s.lines) && tags[i+1] == "" && s.lines[i+1].mail == s.lines[i].mail && !s.lines[i+1].blank() && !listItem.MatchString(s.lines[i+1].text) {
			i++
			s.lines[i].ink = ink.Tag
		}
	}
}

// mayBeTag is the quick look before the pattern.
func mayBeTag(text string) bool {
	text = strings.TrimLeft(text, " \t")
	return text != "" && (strings.IndexByte("-=*#[", text[0]) >= 0 || strings.IndexByte(text[:min(len(text), 14)], ':') > 0)
}

// Untag returns a tagged line without the writer's mark.
func Untag(text string) string {
	if m := tag.FindStringSubmatchIndex(text); m != nil {
		return text[m[3]:]
	}
	return text
}
