package sheet

import (
	"strconv"
	"strings"
)

const lastRow = 1<<20 - 1 // of a sheet of Excel

// cellName names a cell as programs do: the first one is A1.
func cellName(row, column int) string {
	var name []byte
	for column++; column > 0; column = (column - 1) / 26 {
		name = append([]byte{byte('A' + (column-1)%26)}, name...)
	}
	return string(name) + strconv.Itoa(row+1)
}

// parseCell reads a name such as B7 or $B$7. A part that is not there is -1: B
// is a whole column, 7 a whole row.
func parseCell(s string) (row, column int, ok bool) {
	s = strings.TrimPrefix(s, "$")
	row, column = -1, 0
	for s != "" && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') {
		if column = column*26 + int(s[0]|0x20-'a') + 1; column > maxColumns {
			return 0, 0, false
		}
		s = s[1:]
	}
	column--
	if s = strings.TrimPrefix(s, "$"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > lastRow+1 {
			return 0, 0, false
		}
		row = n - 1
	}
	return row, column, row >= 0 || column >= 0
}

// parseArea reads a block of cells such as B4:B8, B:B or B7.
func parseArea(s string) (area, bool) {
	from, to, several := strings.Cut(s, ":")
	if !several {
		to = from
	}
	a := area{}
	var ok, fine bool
	a.top, a.left, ok = parseCell(from)
	a.bottom, a.right, fine = parseCell(to)
	if !ok || !fine || !several && (a.top < 0 || a.left < 0) {
		return area{}, false
	}
	a.top, a.left = max(a.top, 0), max(a.left, 0)
	if a.bottom < 0 {
		a.bottom = lastRow
	}
	if a.right < 0 {
		a.right = maxColumns
	}
	return a, true
}
