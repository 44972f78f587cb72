package htmltext

import (
	"strconv"
	"strings"
)

// look is what styles say of an element's visibility: as read from one element
// or as its ancestors together make it.
type look struct {
	gone   bool // display:none and its kin: no child can undo it
	ghost  bool // visibility:hidden
	seen   bool // visibility:visible
	tiny   bool // a font size of nothing
	sized  bool // a font size that can be read
	pre    bool // line ends count
	normal bool // line ends do not count
	ink    color
	ground color
}

// color is 0 where nothing is said, else 1<<24 | RGB, or unknownColor.
type color uint32

const (
	unknownColor color = 1 << 25
	white        color = 1<<24 | 0xffffff
)

// with returns the look of a child of l that says inner of itself.
func (l look) with(inner look) look {
	l.gone = l.gone || inner.gone
	l.ghost = (l.ghost || inner.ghost) && !inner.seen
	l.tiny = (l.tiny || inner.tiny) && !inner.sized
	l.pre = (l.pre || inner.pre) && !inner.normal
	if inner.ink != 0 {
		l.ink = inner.ink
	}
	if inner.ground != 0 {
		l.ground = inner.ground
	}
	return l
}

// merge adds the rules of a style sheet.
func (l *look) merge(rule look) {
	*l = rule.with(*l)
}

// invisible reports whether a person cannot see text of that look.
func (l look) invisible() bool {
	return l.gone || l.ghost || l.tiny || sameColor(l.ink, l.ground)
}

// apply reads the declarations of a style attribute or of a style sheet's rule.
func (l *look) apply(style string) {
	for style != "" {
		var declaration string
		declaration, style, _ = strings.Cut(style, ";")
		key, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		switch key {
		case "display", "visibility", "font-size", "mso-hide", "opacity", "max-height", "color", "background", "background-color", "white-space", "text-indent":
		default:
			continue
		}
		value = strings.ToLower(strings.TrimSpace(value))
		value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
		switch key {
		case "display":
			l.gone = l.gone || value == "none"
		case "mso-hide":
			l.gone = l.gone || value == "all"
		case "opacity", "max-height":
			l.gone = l.gone || isZero(value)
		case "text-indent":
			l.gone = l.gone || strings.HasPrefix(value, "-999")
		case "visibility":
			l.ghost = value == "hidden" || value == "collapse"
			l.seen = value == "visible"
		case "font-size":
			l.tiny = isZero(value) || value == "1px" || value == "1pt" || value == "1.0pt"
			l.sized = !l.tiny && !strings.HasSuffix(value, "%") && !strings.HasSuffix(value, "em")
		case "color":
			l.ink = parseColor(value)
		case "background", "background-color":
			l.ground = parseColor(value)
		case "white-space":
			l.pre = strings.HasPrefix(value, "pre") || value == "break-spaces"
			l.normal = value == "normal" || value == "nowrap"
		}
	}
}

// maxStyles bounds the styles that are remembered.
const maxStyles = 200

// style applies a style attribute. Mail programs repeat a few of them on every
// line, so that each is read once.
func (c *converter) style(l *look, value []byte) {
	known, ok := c.styles[string(value)]
	if *l != (look{}) || !ok && len(c.styles) >= maxStyles {
		l.apply(string(value))
		return
	}
	if !ok {
		known.apply(string(value))
		c.styles[string(value)] = known
	}
	*l = known
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

// isZero reports whether a length is zero, in any unit.
func isZero(value string) bool {
	n, err := strconv.ParseFloat(strings.TrimRight(value, "abcdefghijklmnopqrstuvwxyz%"), 64)
	return err == nil && n == 0
}

// parseColor reads the colour forms that mail programs write.
func parseColor(value string) color {
	value = strings.ToLower(strings.TrimSpace(value))
	switch {
	case value == "" || value == "inherit" || value == "initial":
		return 0
	case value == "white":
		return white
	case value == "black":
		return 1 << 24
	case strings.HasPrefix(value, "#"):
		hex, _, _ := strings.Cut(value[1:], " ")
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && len(hex) == 6 {
			return 1<<24 | color(n)
		}
	case strings.HasPrefix(value, "rgb"):
		open, shut := strings.IndexByte(value, '('), strings.IndexByte(value, ')')
		if open < 0 || shut < open {
			return unknownColor
		}
		parts := strings.FieldsFunc(value[open+1:shut], func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
		rgb := color(0)
		for i := range 3 {
			if i >= len(parts) {
				return unknownColor
			}
			n, err := strconv.Atoi(parts[i])
			if err != nil || n < 0 || n > 255 {
				return unknownColor
			}
			rgb = rgb<<8 | color(n)
		}
		return 1<<24 | rgb
	}
	return unknownColor
}

// sameColor reports whether nobody can tell two colours apart.
func sameColor(a, b color) bool {
	if a == 0 || b == 0 || a == unknownColor || b == unknownColor {
		return false
	}
	for shift := 0; shift <= 16; shift += 8 {
		x, y := int(a>>shift&0xff), int(b>>shift&0xff)
		if x-y > 16 || y-x > 16 {
			return false
		}
	}
	return true
}

// sheet holds the rules of style elements that hide something, by ".class" or
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
		if !l.gone && !l.ghost && !l.tiny {
			continue
		}
		// A colour of a sheet is left alone: without the cascade it would accuse
		// white headings on dark grounds.
		l.ink, l.ground = 0, 0
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
