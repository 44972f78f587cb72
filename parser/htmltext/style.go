package htmltext

import (
	"strconv"
	"strings"

	"medelbot/parser/ink"
)

// look is what styles say of an element's text: as read from one element or as
// its ancestors together make it.
type look struct {
	gone   bool // display:none and its kin: no child can undo it
	struck bool // crossed out
	ghost  bool // visibility:hidden
	seen   bool // visibility:visible
	tiny   bool // a font size of nothing
	sized  bool // a font size that can be read
	pre    bool // line ends count
	normal bool // line ends do not count
	link   bool // inside a link, whose colour says nothing

	letters, ground color // of what one would see; not from style sheets

	tint   said // ink of the letters
	light  said // ink of the highlighting
	bold   said // 2 is on, 1 is off
	italic said
}

// said is 0 where nothing is said, else one more than a value.
type said uint8

func say(i ink.Ink) said { return said(i) + 1 }

func (s *said) inherit(inner said) {
	if inner != 0 {
		*s = inner
	}
}

const (
	off said = 1
	on  said = 2
)

// with returns the look of a child of l that says inner of itself.
func (l look) with(inner look) look {
	l.gone = l.gone || inner.gone
	l.struck = l.struck || inner.struck
	l.ghost = (l.ghost || inner.ghost) && !inner.seen
	l.tiny = (l.tiny || inner.tiny) && !inner.sized
	l.pre = (l.pre || inner.pre) && !inner.normal
	l.link = l.link || inner.link
	if inner.letters != 0 {
		l.letters = inner.letters
	}
	if inner.ground != 0 {
		l.ground = inner.ground
	}
	if !l.link {
		l.tint.inherit(inner.tint)
		l.light.inherit(inner.light)
		l.bold.inherit(inner.bold)
		l.italic.inherit(inner.italic)
	}
	return l
}

// merge adds the rules of a style sheet.
func (l *look) merge(rule look) {
	*l = rule.with(*l)
}

// invisible reports whether a person cannot see text of that look.
func (l *look) invisible() bool {
	return l.gone || l.ghost || l.tiny || l.letters == transparent || sameColor(l.letters, l.ground)
}

// ink returns what text of that look is to a reader.
func (l *look) ink() ink.Ink {
	switch {
	case l.light > 1:
		return ink.Highlight(ink.Ink(l.light - 1))
	case l.tint > 1:
		return ink.Ink(l.tint - 1)
	case l.bold == on || l.italic == on:
		return ink.Emphasis
	}
	return ink.Plain
}

// apply reads the declarations of a style attribute or of a style sheet's rule.
func (l *look) apply(style string) {
	flat, cut := false, false // no height or width; what is outside is cut off
	for style != "" {
		var declaration string
		declaration, style, _ = strings.Cut(style, ";")
		key, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		value = strings.ToLower(strings.TrimSpace(value))
		value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
		switch key {
		case "display":
			l.gone = l.gone || value == "none"
		case "mso-hide":
			l.gone = l.gone || value == "all"
		case "opacity", "max-height":
			l.gone = l.gone || isZero(value)
		case "height", "width", "max-width":
			flat = flat || isZero(value)
		case "overflow":
			cut = value == "hidden"
		case "text-indent", "left", "top", "margin-left", "margin-top":
			l.gone = l.gone || isFarOff(value)
		case "clip":
			l.gone = l.gone || strings.HasPrefix(value, "rect(0") || strings.HasPrefix(value, "rect(1px")
		case "visibility":
			l.ghost = value == "hidden" || value == "collapse"
			l.seen = value == "visible"
		case "font-size":
			l.tiny = isZero(value) || value == "1px" || value == "1pt" || value == "1.0pt"
			l.sized = !l.tiny && !strings.HasSuffix(value, "%") && !strings.HasSuffix(value, "em")
		case "color":
			l.letters = parseColor(value)
			if l.letters != 0 {
				l.tint = say(l.letters.ink())
			}
		case "background", "background-color":
			l.ground = parseColor(value)
		case "font-weight":
			l.bold = off
			if n, _ := strconv.Atoi(value); n >= 600 || strings.HasPrefix(value, "bold") {
				l.bold = on
			}
		case "font-style":
			l.italic = off
			if value == "italic" || value == "oblique" {
				l.italic = on
			}
		case "text-decoration", "text-decoration-line":
			l.struck = l.struck || strings.Contains(value, "line-through")
		case "white-space":
			l.pre = strings.HasPrefix(value, "pre") || value == "break-spaces"
			l.normal = value == "normal" || value == "nowrap"
		}
	}
	l.gone = l.gone || flat && cut
}

// property returns the value of one declaration, lower case, or "".
func property(style, name string) string {
	for declaration := range strings.SplitSeq(style, ";") {
		if key, value, ok := strings.Cut(declaration, ":"); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.ToLower(strings.TrimSpace(value))
		}
	}
	return ""
}

// length returns the number of a length, whatever its unit.
func length(value string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimRight(value, "abcdefghijklmnopqrstuvwxyz%"), 64)
	return n, err == nil
}

func isZero(value string) bool {
	n, ok := length(value)
	return ok && n == 0
}

// isFarOff reports whether a length puts text beyond the edge of any screen.
func isFarOff(value string) bool {
	n, ok := length(value)
	return ok && n <= -500
}

// sheet holds the rules of style elements that matter here, by ".class" or
// "#id".
type sheet map[string]look

// maxRules bounds a sheet.
const maxRules = 1000

// read adds the rules of one style element. Only plain selectors (.class,
// tag.class, #id) are understood; rules inside @media hold for some screens
// only and are passed over.
func (s sheet) read(css string) {
	css = strings.NewReplacer("<!--", " ", "-->", " ").Replace(css)
	for len(s) < maxRules {
		open := strings.IndexByte(css, '{')
		if open < 0 {
			return
		}
		selectors, body := css[:open], css[open+1:]
		if at := strings.LastIndexByte(selectors, '@'); at >= 0 && !strings.Contains(selectors[at:], ";") {
			css = afterBlock(body)
			continue
		}
		shut := strings.IndexByte(body, '}')
		if shut < 0 {
			return
		}
		css = body[shut+1:]
		var l look
		l.apply(body[:shut])
		// A colour of a sheet hides nothing: without the cascade it would accuse
		// white headings on dark grounds.
		l.letters, l.ground = 0, 0
		if l == (look{}) {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			if _, comment, ok := strings.Cut(selector, "*/"); ok {
				selector = comment
			}
			selector = strings.TrimSpace(selector)
			if dot := strings.IndexAny(selector, ".#"); dot >= 0 && !strings.ContainsAny(selector, " >+~:[*") && strings.LastIndexAny(selector, ".#") == dot {
				s[selector[dot:]] = l
			}
		}
	}
}

// afterBlock skips to the end of a block whose opening brace has been read.
func afterBlock(css string) string {
	for depth := 1; depth > 0; {
		at := strings.IndexAny(css, "{}")
		if at < 0 {
			return ""
		}
		if css[at] == '{' {
			depth++
		} else {
			depth--
		}
		css = css[at+1:]
	}
	return css
}
