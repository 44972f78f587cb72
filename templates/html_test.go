package templates

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// eachLetter renders all samples in all languages; name tells them apart.
func eachLetter(t testing.TB, do func(name string, r Rendered)) {
	t.Helper()
	s := load(t)
	for _, l := range languages {
		for i, v := range l.samples() {
			r, err := s.In(l.name).Render(v)
			if err != nil {
				t.Fatal(err)
			}
			do(fmt.Sprintf("%s/%02d-%s", l.name, i, v.Letter()), r)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// The HTML must be what its letter needs and nothing more: valid, in the
// letter's language, nothing fetched from anywhere, headings in order.
func TestHTML(t *testing.T) {
	eachLetter(t, func(name string, r Rendered) {
		for _, fault := range faults(r.HTML) {
			t.Errorf("%s: %s", name, fault)
		}
		if !strings.Contains(r.HTML, fmt.Sprintf("<html lang=%q>", r.Language)) {
			t.Errorf("%s is not marked as %s", name, r.Language)
		}
		if len(r.HTML) > 40<<10 {
			t.Errorf("%s: the HTML part has %d bytes", name, len(r.HTML))
		}
	})
}

// faults tells what is wrong with a letter's HTML.
func faults(page string) (found []string) {
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	written, meant := writtenTags(page), parsedTags(doc)
	for i := range max(len(written), len(meant)) {
		if i >= len(written) || i >= len(meant) || written[i] != meant[i] {
			fault("a browser must mend what stands around element %d: %v", i, written[max(0, i-3):min(i+3, len(written))])
			break
		}
	}
	sheet := ""
	ids, metas := map[string]bool{}, map[string]bool{}
	level, firsts := 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				fault("two elements have the id %s", id)
			}
			ids[id] = true
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "background" {
				fault("<%s> has the attribute %s", n.Data, a.Key)
			}
		}
		for _, class := range strings.Fields(attribute(n, "class")) {
			// "none" is what has no colour of its own.
			if class != "none" && !strings.Contains(sheet, "."+class) {
				fault("no style is for the class %s", class)
			}
		}
		switch n.DataAtom {
		case atom.Html:
			if attribute(n, "lang") == "" {
				fault("no language")
			}
		case atom.Meta:
			metas[attribute(n, "name")] = true
		case atom.Style:
			sheet += n.FirstChild.Data
			if strings.Contains(sheet, "url(") || strings.Contains(sheet, "@import") {
				fault("the styles fetch something")
			}
		case atom.Img, atom.Script, atom.Link, atom.Iframe, atom.Object, atom.Form, atom.Font, atom.Base, atom.Svg, atom.Embed:
			fault("there is a <%s>", n.Data)
		case atom.H1, atom.H2, atom.H3:
			here := int(n.Data[1] - '0')
			if here > level+1 {
				fault("a heading skips from %d to %d", level, here)
			}
			if level = here; level == 1 {
				firsts++
			}
		case atom.Li:
			if p := n.Parent.DataAtom; p != atom.Ul && p != atom.Ol {
				fault("an <li> stands in a <%s>", n.Parent.Data)
			}
		case atom.Dt, atom.Dd:
			if n.Parent.DataAtom != atom.Dl {
				fault("a <%s> stands in a <%s>", n.Data, n.Parent.Data)
			}
		case atom.Table:
			if wrong := tableFault(n); wrong != "" {
				fault("%s", wrong)
			}
		case atom.A:
			if h := attribute(n, "href"); !strings.HasPrefix(h, "mailto:") && !strings.HasPrefix(h, "tel:") {
				fault("a link to %q", h)
			}
		}
		for _, bad := range []string{"url(", "float", "position", "expression"} {
			if strings.Contains(attribute(n, "style"), bad) {
				fault("<%s> has the style %q", n.Data, attribute(n, "style"))
			}
		}
	}
	for _, name := range []string{"viewport", "color-scheme"} {
		if !metas[name] {
			fault("no meta %s", name)
		}
	}
	if firsts != 1 {
		fault("there are %d headings of the first rank", firsts)
	}
	return found
}

// tag is an element and how deep it stands.
type tag struct {
	name  string
	depth int
}

// writtenTags lists the elements as they are written, and the end tags that do
// not end the innermost of them.
func writtenTags(page string) []tag {
	void := map[string]bool{"meta": true, "br": true}
	var tags []tag
	var open []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return tags
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tags = append(tags, tag{string(name), len(open)})
			if !void[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) > 0 && open[len(open)-1] == string(name) {
				open = open[:len(open)-1]
			} else {
				tags = append(tags, tag{"/" + string(name), len(open)})
			}
		}
	}
}

// parsedTags lists the elements as a browser understands them.
func parsedTags(doc *html.Node) []tag {
	var tags []tag
	var walk func(*html.Node, int)
	walk = func(n *html.Node, depth int) {
		if n.Type == html.ElementNode {
			tags = append(tags, tag{n.Data, depth})
			depth++
		}
		for c := range n.ChildNodes() {
			walk(c, depth)
		}
	}
	walk(doc, 0)
	return tags
}

// tableFault says what a table lacks: one of data has a caption, headings that
// say what they head, and as many cells in each row. One that is a picture says
// so.
func tableFault(table *html.Node) string {
	picture := attribute(table, "role") == "presentation"
	caption, heads := 0, 0
	width := -1
	for n := range table.Descendants() {
		switch {
		case n.DataAtom == atom.Caption:
			caption++
		case n.DataAtom == atom.Th:
			if heads++; attribute(n, "scope") == "" {
				return "a <th> without scope"
			}
		case n.DataAtom == atom.Tr:
			cells := 0
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode {
					cells++
				}
			}
			if width >= 0 && cells != width {
				return fmt.Sprintf("a row of %d cells among those of %d", cells, width)
			}
			width = cells
		}
	}
	if !picture && (caption != 1 || heads == 0) {
		return "a table without a caption or headings"
	}
	if picture && caption+heads > 0 {
		return "a picture with a caption or headings of a table"
	}
	return ""
}

// What the checks look for, they find.
func TestFaultsAreFound(t *testing.T) {
	good := `<!DOCTYPE html><html lang="sv"><head><meta name="viewport"><meta name="color-scheme"><style>.a{}</style></head><body><h1>x</h1>BODY</body></html>`
	if f := faults(strings.Replace(good, "BODY", "<p class=\"a\">x<br>y</p>", 1)); len(f) > 0 {
		t.Fatalf("a good letter has the faults %q", f)
	}
	for _, body := range []string{
		"<p>x", "<p><div>x</div></p>", "<b><i>x</b></i>", "<h3>x</h3>", "<h1>x</h1>", `<p id="a">x</p><p id="a">y</p>`, `<a href="https://a.se">x</a>`, `<img alt="">`,
		"<li>x</li>", "<table><tbody><tr><td>x</td></tr></tbody></table>", `<table role="presentation"><tr><td>x</td></tr></table>`, `<p class="b">x</p>`,
		`<p onclick="x">x</p>`, `<p style="background:url(x)">x</p>`, "</p>", "<dd>x</dd>",
	} {
		if len(faults(strings.Replace(good, "BODY", body, 1))) == 0 {
			t.Errorf("no fault is found in %s", body)
		}
	}
}

// facts are what a reader acts on: sums, days, addresses, numbers and codes.
var facts = regexp.MustCompile(`\d+(?:\x{a0}\d{3})*\x{a0}kr|\bSEK \d+(?:,\d{3})*|\d{1,2} [[:alpha:]]+ \d{4}|[\w.+-]+@[\w.-]+\w|\b[A-Z]{1,8}-\d{4}-\d+|\b\w{4}-\w{4}-\w{4}-[\w-]+|\d[\d-]* \d{3} \d{2}(?: \d{2})?|SEK \d+(?:,\d{3})*|\d+`)

// Text and HTML hold the same facts.
func TestTextAndHTMLHoldTheSameFacts(t *testing.T) {
	eachLetter(t, func(name string, r Rendered) {
		doc, err := html.Parse(strings.NewReader(r.HTML))
		if err != nil {
			t.Fatal(err)
		}
		var visible strings.Builder
		for n := range doc.Descendants() {
			if n.Type == html.TextNode && n.Parent.DataAtom != atom.Title && n.Parent.DataAtom != atom.Style {
				visible.WriteString(n.Data)
			} else if n.Type == html.ElementNode {
				visible.WriteString("\n")
			}
		}
		// The numbers of a list are drawn, not written, in HTML.
		numbered := regexp.MustCompile(`(?m)^ *\d\. `)
		text, page := factsIn(numbered.ReplaceAllString(r.Text, "")), factsIn(visible.String())
		for f := range text {
			if !page[f] {
				t.Errorf("%s: only the text says %q", name, f)
			}
		}
		for f := range page {
			if !text[f] {
				t.Errorf("%s: only the HTML says %q", name, f)
			}
		}
	})
}

func factsIn(s string) map[string]bool {
	found := map[string]bool{}
	for _, f := range facts.FindAllString(bareSums(s), -1) {
		found[f] = true
	}
	return found
}

var sum = regexp.MustCompile(`\b\d{1,3}(?: \d{3})* kr\b`)

// bareSums writes a text on one line and sums as commands do, 85000 for
// 85 000 kr: a button says the one where the text part has the other.
func bareSums(s string) string {
	s = strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
	return sum.ReplaceAllStringFunc(s, func(sum string) string {
		return strings.TrimSuffix(strings.ReplaceAll(sum, " ", ""), "kr")
	})
}

// BenchmarkLetters renders each Swedish sample once. Seen: 20 to 40 ms for all 54
// of them, on 2 busy cores.
func BenchmarkLetters(b *testing.B) {
	s := load(b)
	views := Samples()
	b.ReportAllocs()
	for b.Loop() {
		for _, v := range views {
			if _, err := s.Render(v); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// All languages have one look.
func TestOneLook(t *testing.T) {
	style := regexp.MustCompile(`(?s)<style>.*</style>`)
	sheets := map[string]bool{}
	eachLetter(t, func(_ string, r Rendered) { sheets[style.FindString(r.HTML)] = true })
	if len(sheets) != 1 {
		t.Errorf("there are %d sheets of styles", len(sheets))
	}
}
