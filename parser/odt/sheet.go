package odt

import (
	"encoding/xml"
	"strconv"
	"strings"

	"medelbot/parser/page"
)

// sheet is what a paragraph's text depends on beside its own words: styles and
// lists. Styles are named by family and name ("text/T1").
type sheet struct {
	styles map[string]*style
	lists  map[string]*page.List // by the name of their style; "" is that of headings
	style  *style                // whose properties are being read
	list   *page.List            // whose levels are being read
}

// style is what matters of a paragraph or text style.
type style struct {
	parent, list string
	display      string // "none" hides the text
	symbols      bool   // the letters are those of a font of symbols
}

const (
	maxStyles = 20000
	maxParent = 10 // styles that one style is based on
)

func newSheet() sheet {
	return sheet{styles: map[string]*style{}, lists: map[string]*page.List{}}
}

// start reads an element of the styles.
func (s *sheet) start(name string, t xml.StartElement) {
	switch name {
	case "style:style":
		if s.style = nil; len(s.styles) < maxStyles {
			family := attribute(t, "family") + "/"
			s.style = &style{list: attribute(t, "list-style-name")}
			if parent := attribute(t, "parent-style-name"); parent != "" {
				s.style.parent = family + parent
			}
			s.styles[family+attribute(t, "name")] = s.style
		}
	case "style:text-properties":
		if s.style != nil {
			s.style.display = attribute(t, "display")
			font := attribute(t, "font-name") + attribute(t, "font-family")
			s.style.symbols = strings.Contains(font, "Wingdings") || strings.Contains(font, "Webdings")
		}
	case "text:list-style", "text:outline-style":
		key := ""
		if name == "text:list-style" {
			key = attribute(t, "name")
		}
		if s.list = nil; len(s.lists) < maxStyles {
			s.list = &page.List{}
			s.lists[key] = s.list
		}
	case "text:list-level-style-number", "text:list-level-style-bullet", "text:list-level-style-image", "text:outline-level-style":
		if n := number(attribute(t, "level"), 0); s.list != nil && n >= 1 && n <= len(s.list.Levels) {
			s.list.Levels[n-1] = level(name, n, t)
		}
	}
}

func level(name string, n int, t xml.StartElement) page.Level {
	switch {
	case name == "text:list-level-style-bullet" || name == "text:list-level-style-image":
		return page.Level{Text: page.Bullet}
	case attribute(t, "num-format") == "":
		return page.Level{Format: "1"}
	}
	var marks []string
	for i := max(1, n+1-number(attribute(t, "display-levels"), 1)); i <= n; i++ {
		marks = append(marks, "%"+strconv.Itoa(i))
	}
	return page.Level{
		Format: attribute(t, "num-format"),
		Text:   attribute(t, "num-prefix") + strings.Join(marks, ".") + attribute(t, "num-suffix"),
		Start:  number(attribute(t, "start-value"), 1),
	}
}

// end leaves an element of the styles.
func (s *sheet) end(name string) {
	switch name {
	case "style:style":
		s.style = nil
	case "text:list-style", "text:outline-style":
		s.list = nil
	}
}

// hidden reports whether text of a style is not shown.
func (s *sheet) hidden(family, name string) bool {
	key := family + "/" + name
	for range maxParent {
		found := s.styles[key]
		if found == nil {
			return false
		}
		if found.display != "" {
			return found.display == "none"
		}
		key = found.parent
	}
	return false
}

// symbols reports whether a text style is of a font whose letters are pictures.
func (s *sheet) symbols(name string) bool {
	found := s.styles["text/"+name]
	return found != nil && found.symbols
}

// number reads a whole number, or returns what stands for none.
func number(s string, none int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return none
}
