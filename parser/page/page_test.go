package page

import (
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	tests := []struct {
		name string
		draw func(p *Page)
		want string
	}{
		{"paragraphs and line breaks", func(p *Page) {
			p.Write("Ett")
			p.Break()
			p.Write("två")
			p.EndParagraph()
			p.EndParagraph()
			p.Write("Tre")
		}, "Ett\ntvå\n\nTre"},
		{"letters that are line ends", func(p *Page) { p.Write("Ett\u2028två\u2060\ufeff tre\nfyra") }, "Ett\ntvå tre fyra"},
		{"pictures of a font", func(p *Page) { p.Write("\uf0fe Ja \uf0b4och" + Symbols("o þ")) }, "[x] Ja och[ ] [x]"},
		{"an indent", func(p *Page) { p.Write("\t Ett"); p.Write("\ttvå") }, "Ett\ttvå"},
		{"a check box before a word", func(p *Page) { p.Write("☒"); p.Write("Ja"); p.Write("☐"); p.Write(" Nej") }, "[x] Ja[ ] Nej"},
		{"list items", func(p *Page) {
			p.Item("1.")
			p.Write(" Ett")
			p.EndParagraph()
			p.Item("2.")
			p.EndParagraph()
			p.Write("text")
		}, "1. Ett\n\ntext"},
		{"a table that is told by its beginning", func(p *Page) {
			p.OpenTable()
			for _, cell := range []string{"A", "B"} {
				p.OpenCell()
				p.Write(cell)
				p.CloseCell()
			}
			p.EndRow()
			p.CloseTable()
			p.Write("C")
		}, "A\tB\nC"},
		{"a table that is told by its cells", func(p *Page) {
			for _, cell := range []string{"A", "B"} {
				p.Nest(1)
				p.Write(cell)
				p.CloseCell()
			}
			p.EndRowOf(1)
			p.Nest(0)
			p.Write("C")
		}, "A\tB\nC"},
		{"a table in a table, and a row that is not ended", func(p *Page) {
			p.Nest(1)
			p.Write("A")
			p.EndParagraph()
			p.Nest(2)
			p.Write("B")
			p.CloseCell()
			p.Nest(2)
			p.Write("C")
			p.EndRowOf(2)
			p.Nest(0)
			p.Write("D")
		}, "A\nB\tC\nD"},
		{"a text box below its paragraph", func(p *Page) {
			p.Write("A")
			p.OpenApart()
			p.Nest(1)
			p.Write("B")
			p.CloseCell()
			p.Anchor(p.CloseApart())
			p.Write("C")
			p.EndParagraph()
			p.Write("D")
		}, "AC\nB\nD"},
		{"what is open at the end", func(p *Page) {
			p.OpenTable()
			p.OpenCell()
			p.Write("A")
			p.OpenApart()
			p.OpenCell()
			p.Write("B")
		}, "A\nB"},
		{"ends without beginnings", func(p *Page) {
			p.CloseCell()
			p.EndRow()
			p.CloseTable()
			p.EndRowOf(3)
			p.CloseField()
			p.Write("A" + p.CloseApart())
		}, "A"},
		{"cells without a table are lines", func(p *Page) { p.OpenCell(); p.Write("A"); p.CloseCell(); p.Write("B") }, "A\nB"},
		{"a prompt", func(p *Page) {
			p.OpenField("Skriv här")
			p.Write("Skriv ")
			p.Write("här")
			p.CloseField()
			p.Write("!")
		}, "!"},
		{"an answer", func(p *Page) { p.OpenField("Skriv här"); p.Write("75 000"); p.CloseField() }, "75 000"},
		{"an answer given beforehand", func(p *Page) { p.OpenField("Region Skåne"); p.Write("Region Skåne"); p.CloseField() }, "Region Skåne"},
		{"a prompt in pieces", func(p *Page) { p.Write("Namn: Klicka här för "); p.Write("att ange text.") }, "Namn: "},
		{"a paragraph that was deleted", func(p *Page) {
			p.Write("A")
			p.EndParagraph()
			p.Delete("B")
			p.EndParagraph()
			p.Write("C")
		}, "A\nC"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := New()
			test.draw(p)
			if got := p.Text(); got != test.want {
				t.Errorf("Text = %q, want %q", got, test.want)
			}
		})
	}
}

func TestPageBoundsTables(t *testing.T) {
	const depth = 100
	p := New()
	for range depth {
		p.OpenTable()
		p.OpenCell()
		p.Write("a")
		p.EndParagraph()
	}
	for range depth {
		p.CloseCell()
		p.EndRow()
		p.CloseTable()
	}
	p.Nest(depth)
	p.Write("b")
	if got := strings.Count(p.Text(), "a\n"); got != depth {
		t.Errorf("%d of %d lines are left", got, depth)
	}
}

func TestDeleted(t *testing.T) {
	p := New()
	p.Delete("50")
	p.Delete(" 000\n\n")
	p.Write("kr")
	p.Delete("dolt")
	if got := p.Deleted(); got != "50 000\ndolt" {
		t.Errorf("Deleted = %q", got)
	}
}

func TestFull(t *testing.T) {
	p := New()
	for range 5000 {
		p.Write(strings.Repeat("a", 1000))
		p.EndParagraph()
	}
	if got := len(p.Text()); !p.Full() || got > maxText {
		t.Errorf("full: %v after %d bytes", p.Full(), got)
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		format string
		n      int
		want   string
	}{
		{"1", 12, "12"}, {"a", 2, "b"}, {"A", 28, "BB"}, {"i", 4, "iv"}, {"I", 1999, "MCMXCIX"}, {"a", 0, "0"}, {"I", 5000, "5000"}, {"?", 3, "3"},
	}
	for _, test := range tests {
		if got := Number(test.format, test.n); got != test.want {
			t.Errorf("Number(%q, %d) = %q, want %q", test.format, test.n, got, test.want)
		}
	}
}

func TestList(t *testing.T) {
	l := List{}
	l.Levels[0] = Level{Format: "1", Text: "%1.", Start: 1}
	l.Levels[1] = Level{Format: "a", Text: "%1.%2)", Start: 1}
	l.Levels[2] = Level{Text: "\uf0b7"}
	var got []string
	for _, level := range []int{0, 1, 1, 2, 0, 1, -1, 99} {
		got = append(got, l.Next(level))
	}
	if want := "1. 1.a) 1.b) - 2. 2.a) 3. "; strings.Join(got, " ") != want {
		t.Errorf("labels %q, want %q", strings.Join(got, " "), want)
	}
}

func TestIsPlaceholder(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "\u2002\u2002\u2002": true, "<Skriv namn>": true, "[Klicka här]": true, "Region Skåne": false, "75 000 kr": false, "Skrivarlyan": false,
	} {
		if got := IsPlaceholder(text); got != want {
			t.Errorf("IsPlaceholder(%q) = %v", text, got)
		}
	}
}
