package sheet

import "testing"

func TestShow(t *testing.T) {
	for _, c := range []struct {
		v      float64
		format string
		want   string
	}{
		{100000, "", "100000"},
		{100000, "General", "100000"},
		{85000.5, "", "85000,5"},
		{0.1 + 0.2, "", "0,3"},
		{5050105512345678, "", "5,05011e+15"},
		{85000, `#\ ##0" kr"`, "85 000 kr"},
		{1234567, `#\ ##0" kr"`, "1 234 567 kr"},
		{85000, `#,##0\ "kr"`, "85 000 kr"},
		{85000, `_-* #,##0.00\ "kr"_-;\-* #,##0.00\ "kr"_-;_-* "-"??\ "kr"_-;_-@_-`, "85 000,00 kr"},
		{-85000, `_-* #,##0.00\ "kr"_-;\-* #,##0.00\ "kr"_-;_-* "-"??\ "kr"_-;_-@_-`, "-85 000,00 kr"},
		{0, `_-* #,##0.00\ "kr"_-;\-* #,##0.00\ "kr"_-;_-* "-"??\ "kr"_-;_-@_-`, "- kr"},
		{85000, `#,##0 [$kr-41D]`, "85 000 kr"},
		{85000, `[$SEK] #,##0`, "SEK 85 000"},
		{85000, `[$€-2]\ #,##0`, "€ 85 000"},
		{85000, `#,##0, "tkr"`, "85 tkr"},
		{85000, `General" kr"`, "85000 kr"},
		{-85000, "#,##0", "-85 000"},
		{-85000, "#,##0;[Red]-#,##0", "-85 000"},
		{-85000, "#,##0;[Red]#,##0", "-85 000"},
		{-85000, "#,##0_);(#,##0)", "(85 000)"},
		{0.155, "0%", "16%"},
		{0.155, "0.0%", "15,5%"},
		{12.5, "0.##", "12,5"},
		{12, "0.##", "12"},
		{50501055, `0000\-0000`, "5050-1055"},
		{1234, `0000\-0000`, "0000-1234"},
		{22100, `000\ 00`, "221 00"},
		{123456785, `00\-0000\-0000`, "01-2345-6785"},
		{0, "#", "0"},
		{0.5, "# ?/?", "0,5"},
		{12345, "0.00E+00", "12345"},
		{44270, "yyyy-mm-dd", "2021-03-15"},
		{44270, `[$-41D]d mmmm yyyy;@`, "2021-03-15"},
		{44270.5625, "yyyy-mm-dd hh:mm", "2021-03-15 13:30"},
		{0.5625, "h:mm AM/PM", "13:30"},
		{44270.99999, "yyyy-mm-dd", "2021-03-15"},
		{1, "d/m/yy", "1900-01-01"},
		{1e300, "yyyy", "1e+300"},
		{7, "@", "7"},
		{7, `"sju"`, "sju"},
		{7, `"`, "7"},
		{7, `\`, "7"},
		{7, "[", "7"},
	} {
		if got, seen := show(c.v, c.format, false); got != c.want || !seen {
			t.Errorf("%v as %q: %q, want %q", c.v, c.format, got, c.want)
		}
	}
	if _, seen := show(7, ";;;", false); seen {
		t.Error("a format without digits shows nothing")
	}
	if got, _ := show(0, "yyyy-mm-dd", true); got != "1904-01-01" {
		t.Errorf("days from 1904: %q", got)
	}
}

func FuzzShow(f *testing.F) {
	f.Add(85000.0, `_-* #,##0.00\ "kr"_-;\-* "x"`)
	f.Add(-0.1, "[h]:mm;;0%")
	f.Fuzz(func(t *testing.T, v float64, format string) { show(v, format, false) })
}

func TestRespell(t *testing.T) {
	for _, c := range []struct {
		shown string
		n     float64
		want  string
	}{
		{"12,500 kr", 12500, "12 500 kr"},
		{"12.500,00 kr", 12500, "12 500,00 kr"},
		{"$12,500.50", 12500.5, "$12 500,50"},
		{"-12,500", -12500, "-12 500"},
		{"12.5", 12.5, "12,5"},
		{"12.5%", 0.125, "12,5%"},
		{"5050-1055", 50501055, "5050-1055"},
		{"13", 12.7, "13"},
		{"tolv", 12, "tolv"},
		{"###", 12, "###"},
	} {
		if got := respell(c.shown, c.n); got != c.want {
			t.Errorf("%q of %v: %q, want %q", c.shown, c.n, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		row, column int
		want        string
	}{{0, 0, "A1"}, {6, 1, "B7"}, {0, 25, "Z1"}, {0, 26, "AA1"}, {lastRow, maxColumns - 1, "XFD1048576"}} {
		name := cellName(c.row, c.column)
		row, column, ok := parseCell(name)
		if name != c.want || !ok || row != c.row || column != c.column {
			t.Errorf("%q, and back %d %d %v", name, row, column, ok)
		}
	}
	for _, bad := range []string{"", "1A", "A0", "XFE1", "A1048577", "A99999999999999999999", "Å1", "A1:"} {
		if a, ok := parseArea(bad); ok {
			t.Errorf("%q is %v", bad, a)
		}
	}
}
