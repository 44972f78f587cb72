package templates

import (
	"strings"
	"testing"
	"time"

	"medelbot"
)

func TestFunctions(t *testing.T) {
	day := time.Date(2021, 5, 14, 7, 5, 0, 0, time.UTC)
	tests := []struct{ got, want string }{
		{swedish.date(day), "fredag 14 maj 2021"},
		{swedish.date(day.AddDate(0, 0, 2)), "söndag 16 maj 2021"},
		{swedish.day(day), "14 maj 2021"},
		{Kronor(0), "0\u00a0kr"},
		{Kronor(999), "999\u00a0kr"},
		{Kronor(85000), "85\u00a0000\u00a0kr"},
		{Kronor(1234567), "1\u00a0234\u00a0567\u00a0kr"},
		{Kronor(-1000), "−1\u00a0000\u00a0kr"},
		{swedish.plural(0, "ett mejl", "mejl"), "inga mejl"},
		{swedish.plural(1, "ett mejl", "mejl"), "ett mejl"},
		{swedish.plural(12, "ett mejl", "mejl"), "tolv mejl"},
		{swedish.plural(13, "ett mejl", "mejl"), "13\u00a0mejl"},
		{english.date(day), "Friday 14 May 2021"},
		{english.day(day), "14 May 2021"},
		{KronorIn(medelbot.English, 999), "SEK\u00a0999"},
		{KronorIn(medelbot.English, 1234567), "SEK\u00a01,234,567"},
		{KronorIn(medelbot.English, -1000), "−SEK\u00a01,000"},
		{KronorIn("fi", 1000), "1\u00a0000\u00a0kr"},
		{english.plural(0, "one day", "days"), "no days"},
		{english.plural(1, "one day", "days"), "one day"},
		{english.plural(12, "one day", "days"), "twelve days"},
		{english.plural(13, "one day", "days"), "13\u00a0days"},
		{english.separator(1, 3) + english.separator(2, 3), ",  and "},
		{capital("åtta"), "Åtta"},
		{capital(""), ""},
		{telephone("+46 (0)8-465 004 11"), "+460846500411"},
		{rule("Frågor"), "Frågor\n------"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
	for n, want := range map[int]string{1: "a", 2: "a och b", 3: "a, b och c"} {
		var got string
		for i := range n {
			got += swedish.separator(i, n) + string(rune('a'+i))
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "\n"},
		{"\n\n\na\n\n\n\nb  \n\n", "a\n\nb\n"},
		{"ett två tre fyra", "ett två\ntre fyra\n"},
		{"- ett två tre", "- ett två\n  tre\n"},
		{"12. ett två", "12. ett\n    två\n"},
		{"  in ett två tre", "  in ett\n  två tre\n"},
		{"ettlångtordsominteryms x", "ettlångtordsominteryms\nx\n"},
		{"85\u00a0000\u00a0kr och x", "85\u00a0000\u00a0kr\noch x\n"},
	}
	for _, tt := range tests {
		if got := wrap(tt.in, 9); got != tt.want {
			t.Errorf("wrap(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("- ett två\n\n  tre", 7)
	f.Fuzz(func(t *testing.T, s string, width int) {
		if width < 1 || width > 200 {
			return
		}
		// No word is lost or changed.
		split := func(s string) string {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }), " ")
		}
		if !strings.ContainsAny(s, "\t\r") && split(wrap(s, width)) != split(s) {
			t.Errorf("wrap(%q, %d) = %q", s, width, wrap(s, width))
		}
	})
}

func BenchmarkRenderAll(b *testing.B) {
	s := load(b)
	views := Samples()
	for b.Loop() {
		for _, v := range views {
			if _, err := s.Render(v); err != nil {
				b.Fatal(err)
			}
		}
	}
}
