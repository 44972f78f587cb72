package docx

import (
	"encoding/xml"
	"strconv"

	"medelbot/parser/page"
)

// sheet is what a paragraph's text depends on beside its own words: styles and
// lists.
type sheet struct {
	styles map[string]style
	lists  map[string]*page.List // by numId
}

// style is what matters of a paragraph or character style.
type style struct {
	basedOn, list, level string
	hidden               bool
}

// maxBase bounds how many styles one style may be based on.
const maxBase = 10

// style returns a style with what it inherits.
func (s *sheet) style(id string) style {
	found := s.styles[id]
	for range maxBase {
		base, ok := s.styles[found.basedOn]
		if !ok {
			break
		}
		found.basedOn = base.basedOn
		found.hidden = found.hidden || base.hidden
		if found.list == "" {
			found.list, found.level = base.list, base.level
		}
	}
	return found
}

// label counts one more paragraph of a list and returns its label.
func (s *sheet) label(list, level string) string {
	l := s.lists[list]
	if l == nil {
		return ""
	}
	return l.Next(number(level))
}

// value is an element whose attribute val says all. A nil value is an element
// that is not there.
type value struct {
	Val string `xml:"val,attr"`
}

func (v *value) text() string {
	if v == nil {
		return ""
	}
	return v.Val
}

type stylesXML struct {
	Styles []struct {
		ID      string `xml:"styleId,attr"`
		BasedOn *value `xml:"basedOn"`
		Level   *value `xml:"pPr>numPr>ilvl"`
		List    *value `xml:"pPr>numPr>numId"`
		Hidden  *value `xml:"rPr>vanish"`
	} `xml:"style"`
}

type levelXML struct {
	Level  string `xml:"ilvl,attr"`
	Start  *value `xml:"start"`
	Format *value `xml:"numFmt"`
	Text   *value `xml:"lvlText"`
}

type numberingXML struct {
	Lists []struct {
		ID     string     `xml:"abstractNumId,attr"`
		Levels []levelXML `xml:"lvl"`
	} `xml:"abstractNum"`
	Nums []struct {
		ID        string `xml:"numId,attr"`
		List      *value `xml:"abstractNumId"`
		Overrides []struct {
			Level string    `xml:"ilvl,attr"`
			Start *value    `xml:"startOverride"`
			Other *levelXML `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

// maxSheet bounds the bytes of styles and numbering, which are read at once.
const maxSheet = 4 << 20

// readSheet reads styles and numbering. Text counts for more than its labels:
// what is damaged here is left out in silence.
func (r *reader) readSheet() sheet {
	var s sheet
	var styles stylesXML
	if data, err := r.archive.Read("word/styles.xml"); err == nil && len(data) <= maxSheet && xml.Unmarshal(data, &styles) == nil {
		s.styles = make(map[string]style, len(styles.Styles))
		for _, x := range styles.Styles {
			s.styles[x.ID] = style{
				basedOn: x.BasedOn.text(), list: x.List.text(), level: x.Level.text(),
				hidden: x.Hidden != nil && isOn(x.Hidden.Val),
			}
		}
	}
	var numbering numberingXML
	if data, err := r.archive.Read("word/numbering.xml"); err == nil && len(data) <= maxSheet && xml.Unmarshal(data, &numbering) == nil {
		s.lists = numbering.lists()
	}
	return s
}

// lists returns the lists by the numbers that paragraphs name them by. Numbers
// of one list go on counting together, unless they start anew.
func (x *numberingXML) lists() map[string]*page.List {
	plain := map[string]*page.List{}
	for i := range x.Lists {
		l := &page.List{}
		for j := range x.Lists[i].Levels {
			x.Lists[i].Levels[j].put(l)
		}
		plain[x.Lists[i].ID] = l
	}
	lists := map[string]*page.List{}
	for _, num := range x.Nums {
		l := plain[num.List.text()]
		if l == nil {
			continue
		}
		if len(num.Overrides) > 0 {
			own := &page.List{Levels: l.Levels}
			for _, o := range num.Overrides {
				if o.Other != nil {
					o.Other.put(own)
				}
				if n := number(o.Level); o.Start != nil && n >= 0 && n < len(own.Levels) {
					own.Levels[n].Start = number(o.Start.Val)
				}
			}
			l = own
		}
		lists[num.ID] = l
	}
	return lists
}

// put sets a level of a list.
func (x *levelXML) put(l *page.List) {
	n, err := strconv.Atoi(x.Level)
	if err != nil || n < 0 || n >= len(l.Levels) {
		return
	}
	level := page.Level{Text: x.Text.text(), Format: "1"}
	if x.Start != nil {
		level.Start = number(x.Start.Val)
	}
	switch x.Format.text() {
	case "bullet":
		level.Format = ""
	case "lowerLetter":
		level.Format = "a"
	case "upperLetter":
		level.Format = "A"
	case "lowerRoman":
		level.Format = "i"
	case "upperRoman":
		level.Format = "I"
	}
	l.Levels[n] = level
}

// number reads a whole number; 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
