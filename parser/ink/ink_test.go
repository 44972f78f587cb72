package ink

import "testing"

func TestColour(t *testing.T) {
	tests := []struct {
		name    string
		r, g, b uint8
		like    [3]uint8 // a colour of the same ink
		plain   bool
	}{
		{name: "black", plain: true},
		{name: "grey", r: 0x80, g: 0x80, b: 0x80, plain: true},
		{name: "the blue-grey of Office", r: 0x44, g: 0x54, b: 0x6a, plain: true},
		{name: "two reds", r: 0xc0, like: [3]uint8{0xff, 0x22, 0x00}},
		{name: "a red towards purple", r: 0xe0, b: 0x10, like: [3]uint8{0xff, 0, 0}},
		{name: "Outlook's blue of answers", r: 0x1f, g: 0x49, b: 0x7d, like: [3]uint8{0x00, 0x70, 0xc0}},
		{name: "two greens", g: 0xb0, b: 0x50, like: [3]uint8{0x00, 0x80, 0x00}},
	}
	for _, test := range tests {
		got := Colour(test.r, test.g, test.b)
		if test.plain != (got == Plain) || !test.plain && got != Colour(test.like[0], test.like[1], test.like[2]) {
			t.Errorf("%s: ink %d", test.name, got)
		}
	}
	red, blue := Colour(255, 0, 0), Colour(0, 0, 255)
	if red == blue || Highlight(red) == red || Highlight(red) == Highlight(blue) || Highlight(Plain) != Plain {
		t.Error("inks are mixed up")
	}
}

func TestMarks(t *testing.T) {
	for i := Plain; i <= last; i++ {
		text := string(Append([]byte("före"), i)) + "efter"
		before, got, after, ok := Next(text)
		if before != "före" || got != i || after != "efter" || !ok {
			t.Errorf("ink %d: %q %d %q %t", i, before, got, after, ok)
		}
		if Strip(text) != "föreefter" {
			t.Errorf("Strip(%q) = %q", text, Strip(text))
		}
	}
	for _, text := range []string{"", "ingen", "\ue03f annan privat bokstav", "\xee\x80"} {
		if _, _, _, ok := Next(text); ok || Strip(text) != text {
			t.Errorf("%q holds no mark", text)
		}
	}
}
