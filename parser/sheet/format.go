package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// builtIn are the number formats that have no text in the file (ECMA-376 part
// 1, 18.8.30). The currency is that of the reader's country.
var builtIn = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `#,##0\ "kr"`, 6: `#,##0\ "kr"`, 7: `#,##0.00\ "kr"`, 8: `#,##0.00\ "kr"`,
	9: "0%", 10: "0.00%", 11: "0.00E+00",
	14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
	20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
	37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
	41: "#,##0", 42: `#,##0\ "kr"`, 43: "#,##0.00", 44: `#,##0.00\ "kr"`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0",
}

// show writes a number as a format (18.8.31) shows it, with a comma before the
// decimals and blanks between thousands. Dates come as 2021-03-15. seen is
// false for a format that shows nothing.
func show(v float64, format string, from1904 bool) (text string, seen bool) {
	section, negative := choose(splitFormat(format), v)
	if strings.TrimSpace(format) != "" && section == "" {
		return plain(v), false
	}
	p := readFormat(section)
	switch {
	case p.isTime() && v >= 0:
		return showTime(v, p, from1904), true
	case p.odd:
		return plain(v), true
	case p.digits == "" && p.before == "":
		return plain(v), true
	case p.digits == "":
		return oneLine(p.before + p.after), true // words for the number, as "-" for nothing
	}
	v = math.Abs(v) * p.scale
	number := plain(v)
	if p.digits != general {
		number = p.fill(v)
	}
	text = oneLine(p.before + number + p.after)
	if negative {
		text = "-" + text
	}
	if strings.HasPrefix(text, "- ") && number != "" {
		text = "-" + text[2:] // the sign stands at the cell's edge
	}
	return text, true
}

// plain writes a number as it is.
func plain(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	if a := math.Abs(v); a >= 1e15 || a < 1e-9 {
		return strings.Replace(strconv.FormatFloat(v, 'g', 6, 64), ".", ",", 1)
	}
	// What a program shows is free of the noise of binary fractions.
	s := strings.TrimRight(strconv.FormatFloat(v, 'f', 9, 64), "0")
	return strings.Replace(strings.TrimSuffix(s, "."), ".", ",", 1)
}

// splitFormat parts the sections of a format.
func splitFormat(format string) []string {
	var sections []string
	start := 0
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '\\', '_', '*':
			i++
		case '"', '[':
			i = closing(format, i)
		case ';':
			sections = append(sections, format[start:i])
			start = i + 1
		}
	}
	return append(sections, format[start:])
}

// closing finds the end of a quoted or bracketed stretch.
func closing(s string, i int) int {
	mark := byte('"')
	if s[i] == '[' {
		mark = ']'
	}
	if n := strings.IndexByte(s[i+1:], mark); n >= 0 {
		return i + 1 + n
	}
	return len(s) - 1
}

// choose takes the section for a number. negative tells that the section leaves
// the sign to be written.
func choose(sections []string, v float64) (section string, negative bool) {
	switch {
	case v < 0 && len(sections) > 1:
		// The section may write the sign, or red or brackets in its place.
		return sections[1], !strings.ContainsAny(sections[1], "-(") || strings.HasPrefix(sections[1], "_-")
	case v == 0 && len(sections) > 2:
		return sections[2], false
	}
	return sections[0], v < 0
}

const general = "G" // digits of a format that does not tell how many

// pattern is a section of a format taken apart.
type pattern struct {
	before, after string  // words around the number
	digits        string  // 0, # and ? with what stands between them, as "# ##0.00"
	scale         float64 // 100 for percents, 1/1000 for thousands
	grouped       bool    // thousands are set apart
	odd           bool    // fractions and powers of ten
	year, month   bool
	day, clock    bool
}

func (p *pattern) isTime() bool { return p.year || p.month || p.day || p.clock }

func readFormat(s string) pattern {
	p := pattern{scale: 1}
	literal := ""
	word := func(w string) {
		literal += w
	}
	digit := func(c byte) {
		if p.digits == "" {
			p.before = literal
		} else {
			p.digits += literal
		}
		p.digits, literal = p.digits+string(rune(c)), ""
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			n := len(string([]rune(s[i+1:])[:1]))
			word(s[i+1 : min(i+1+n, len(s))])
			i += n
		case c == '\\':
		case c == '_' || c == '*':
			word(" ") // as wide as the next letter
			i++
		case c == '"':
			end := closing(s, i)
			word(strings.TrimSuffix(s[i+1:end+1], `"`))
			i = end
		case c == '[':
			end := closing(s, i)
			p.bracket(strings.TrimSuffix(s[i+1:end+1], "]"), word)
			i = end
		case c == '0' || c == '#' || c == '?' || c == '.' && p.digits != "":
			digit(c)
		case c == ',' && p.digits != "":
			p.scale /= 1000
			if strings.ContainsAny(s[i+1:], "0#?") {
				p.scale, p.grouped = p.scale*1000, true
			}
		case len(s)-i >= 7 && strings.EqualFold(s[i:i+7], "general"):
			digit(general[0])
			i += 6
		case c == '%':
			p.scale *= 100
			word("%")
		case p.digits != "" && (c == 'E' || c == '/'):
			p.odd = true
		case len(s)-i >= 5 && strings.EqualFold(s[i:i+5], "am/pm"):
			i += 4
		default:
			if !p.time(c) && c != '@' {
				word(string(rune(c)))
			}
		}
	}
	if p.digits == "" {
		p.before = literal
	} else {
		p.after = literal
	}
	return p
}

// bracket reads a currency, or a count of hours. Colours and conditions are
// nothing to read.
func (p *pattern) bracket(s string, word func(string)) {
	switch {
	case strings.HasPrefix(s, "$"):
		currency, _, _ := strings.Cut(s[1:], "-")
		word(currency)
	case s != "" && strings.Trim(strings.ToLower(s), "hms") == "":
		p.clock = true
	}
}

// time reads a letter of a date or time.
func (p *pattern) time(c byte) bool {
	switch c | 0x20 {
	case 'y':
		p.year = true
	case 'm':
		p.month = true
	case 'd':
		p.day = true
	case 'h', 's':
		p.clock = true
	default:
		return false
	}
	return true
}

// fill puts the digits of a number into the pattern, from the right.
func (p *pattern) fill(v float64) string {
	whole, decimals, _ := strings.Cut(p.digits, ".")
	places := strings.Count(decimals, "0") + strings.Count(decimals, "#") + strings.Count(decimals, "?")
	digits, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', min(places, 15), 64), ".")
	for len(fraction) > strings.Count(decimals, "0") && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	if fraction != "" {
		fraction = "," + fraction
	}
	if digits == "0" && !strings.Contains(whole, "0") && strings.TrimSpace(p.before+p.after) != "" {
		digits = "" // only 0 in a format shows a nought
	}
	marks := []rune(whole)
	if i := strings.LastIndexAny(whole, " \u00a0\u202f"); i >= 0 && strings.Count(whole[i:], "0")+strings.Count(whole[i:], "#") == 3 {
		p.grouped = true // thousands, written by hand
	}
	if p.grouped {
		return group(digits) + fraction
	}
	var out []rune // from right to left
	next := len(digits) - 1
	for i := len(marks) - 1; i >= 0; i-- {
		switch m := marks[i]; {
		case m != '0' && m != '#' && m != '?':
			if next >= 0 || strings.ContainsRune(string(marks[:i]), '0') {
				out = append(out, m)
			}
		case next >= 0:
			out = append(out, rune(digits[next]))
			next--
		case m == '0':
			out = append(out, '0')
		}
	}
	for ; next >= 0; next-- {
		out = append(out, rune(digits[next]))
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out) + fraction
}

// group sets thousands apart by blanks.
func group(digits string) string {
	var out strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(' ')
		}
		out.WriteRune(d)
	}
	return out.String()
}

// lastDay is 9999-12-31, the last day that Excel knows.
const lastDay = 2958465

// showTime writes a date, a time or both. Numbers count days from 1900, or from
// 1904 as on old Macs (18.17.4).
func showTime(v float64, p pattern, from1904 bool) string {
	if v > lastDay {
		return plain(v)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60:
		epoch = epoch.AddDate(0, 0, 1) // Excel holds 1900 for a leap year
	}
	seconds := int(math.Round((v - math.Floor(v)) * 24 * 60 * 60))
	at := epoch.AddDate(0, 0, int(v)).Add(time.Duration(seconds) * time.Second)
	switch date := p.year || p.day || p.month && !p.clock; {
	case !p.clock:
		return at.Format(time.DateOnly)
	case date:
		return at.Format("2006-01-02 15:04")
	}
	return at.Format("15:04")
}
