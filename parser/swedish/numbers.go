package swedish

import "strings"

// figure is a number as written: mant divided by ten to the power of decimals.
type figure struct {
	start, end int
	mant       int64
	decimals   int
	digits     int  // of the whole part
	grouped    bool // with marks between thousands
	broken     bool // grouping that no rule allows: a person must look
	lined      bool // grouped over a line end
}

// scanFigure reads the figure that begins at s[i], which is a digit with no
// letter or digit before it. Marks between thousands are one blank, full
// stop, comma or apostrophe, the same throughout.
func scanFigure(s string, i int) figure {
	f := figure{start: i}
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	whole := s[i:j]
	if len(whole) <= 3 && whole[0] != '0' {
		mark := ""
		for {
			m := groupMark(s, j)
			if m == "" || mark != "" && m != mark && m != "\n" || !threeDigits(s, j+len(m)) {
				break
			}
			if m == "\n" {
				if !wrappedBefore(s, j) {
					break
				}
				f.lined = true
			} else {
				mark = m
			}
			whole += s[j+len(m) : j+len(m)+3]
			j += len(m) + 3
			f.grouped = true
		}
	}
	f.digits = len(whole)
	if len(whole) > 15 {
		whole, f.broken = whole[:15], true
	}
	for k := range len(whole) {
		f.mant = f.mant*10 + int64(whole[k]-'0')
	}
	f.broken = f.broken || len(whole) > 1 && whole[0] == '0'
	// Decimals: one or two, more only after a zero ("0,075 mkr").
	if j+1 < len(s) && (s[j] == ',' || s[j] == '.') && isDigit(s[j+1]) {
		k := j + 1
		for k < len(s) && isDigit(s[k]) {
			k++
		}
		if n := k - j - 1; n <= 2 || f.mant == 0 && n <= 6 {
			for _, c := range s[j+1 : k] {
				f.mant = f.mant*10 + int64(c-'0')
			}
			f.decimals, j = n, k
		}
	}
	f.end = j
	return f
}

// groupMark gives the mark between thousands at s[j], "" if there is none.
func groupMark(s string, j int) string {
	if j >= len(s) {
		return ""
	}
	switch s[j] {
	case ' ', '.', ',', '\'', '\n':
		return s[j : j+1]
	}
	if strings.HasPrefix(s[j:], "’") {
		return "’"
	}
	return ""
}

func threeDigits(s string, j int) bool {
	return j+3 <= len(s) && isDigit(s[j]) && isDigit(s[j+1]) && isDigit(s[j+2]) && (j+3 == len(s) || !isDigit(s[j+3]))
}

// wrappedBefore tells a line that a mail program broke (they do near column
// 72) from a short line that its writer ended.
func wrappedBefore(s string, j int) bool {
	return len(lineBefore(s, j)) >= 55
}
