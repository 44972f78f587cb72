package htmltext

import (
	"strconv"
	"strings"

	"medelbot/parser/ink"
)

// color is 0 where nothing is said, else 1<<24 | RGB, or one of those below.
type color uint32

const (
	unknownColor color = 1 << 25
	transparent  color = 1 << 26
	white        color = 1<<24 | 0xffffff
)

// colorNames are the names of CSS that mail programs and people use.
var colorNames = map[string]color{
	"transparent": transparent, "white": white, "black": 1 << 24, "windowtext": 1 << 24, "canvastext": 1 << 24, "text": 1 << 24,
	"gray": 1<<24 | 0x808080, "grey": 1<<24 | 0x808080, "silver": 1<<24 | 0xc0c0c0, "lightgray": 1<<24 | 0xd3d3d3, "lightgrey": 1<<24 | 0xd3d3d3,
	"whitesmoke": 1<<24 | 0xf5f5f5, "snow": 1<<24 | 0xfffafa, "ivory": 1<<24 | 0xfffff0, "ghostwhite": 1<<24 | 0xf8f8ff,
	"red": 1<<24 | 0xff0000, "darkred": 1<<24 | 0x8b0000, "maroon": 1<<24 | 0x800000, "crimson": 1<<24 | 0xdc143c, "firebrick": 1<<24 | 0xb22222, "brown": 1<<24 | 0xa52a2a,
	"orange": 1<<24 | 0xffa500, "darkorange": 1<<24 | 0xff8c00, "yellow": 1<<24 | 0xffff00, "gold": 1<<24 | 0xffd700, "olive": 1<<24 | 0x808000,
	"green": 1<<24 | 0x008000, "darkgreen": 1<<24 | 0x006400, "lime": 1<<24 | 0x00ff00, "limegreen": 1<<24 | 0x32cd32, "lightgreen": 1<<24 | 0x90ee90,
	"blue": 1<<24 | 0x0000ff, "navy": 1<<24 | 0x000080, "darkblue": 1<<24 | 0x00008b, "mediumblue": 1<<24 | 0x0000cd, "royalblue": 1<<24 | 0x4169e1,
	"teal": 1<<24 | 0x008080, "aqua": 1<<24 | 0x00ffff, "cyan": 1<<24 | 0x00ffff, "turquoise": 1<<24 | 0x40e0d0, "lightblue": 1<<24 | 0xadd8e6,
	"purple": 1<<24 | 0x800080, "fuchsia": 1<<24 | 0xff00ff, "magenta": 1<<24 | 0xff00ff, "violet": 1<<24 | 0xee82ee, "indigo": 1<<24 | 0x4b0082,
}

// parseColor reads the forms in which mail programs write a colour.
func parseColor(value string) color {
	value = strings.ToLower(strings.TrimSpace(value))
	switch {
	case value == "" || value == "inherit" || value == "initial" || value == "unset":
		return 0
	case strings.HasPrefix(value, "#"):
		hex, _, _ := strings.Cut(value[1:], " ")
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && len(hex) == 6 {
			return 1<<24 | color(n)
		}
	case strings.HasPrefix(value, "rgb"):
		return parseRGB(value)
	}
	if known, ok := colorNames[value]; ok {
		return known
	}
	return unknownColor
}

// parseRGB reads "rgb(192, 0, 0)" and "rgba(0 0 0 / 0)".
func parseRGB(value string) color {
	open, shut := strings.IndexByte(value, '('), strings.IndexByte(value, ')')
	if open < 0 || shut < open {
		return unknownColor
	}
	parts := strings.FieldsFunc(value[open+1:shut], func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) < 3 {
		return unknownColor
	}
	if len(parts) > 3 && isZero(parts[3]) {
		return transparent
	}
	rgb := color(0)
	for _, part := range parts[:3] {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > 255 {
			return unknownColor
		}
		rgb = rgb<<8 | color(n)
	}
	return 1<<24 | rgb
}

// sameColor reports whether nobody can tell two colours apart.
func sameColor(a, b color) bool {
	if a>>24 != 1 || b>>24 != 1 {
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

// ink returns what a colour is to a reader.
func (c color) ink() ink.Ink {
	if c>>24 != 1 {
		return ink.Plain
	}
	return ink.Colour(uint8(c>>16), uint8(c>>8), uint8(c))
}
