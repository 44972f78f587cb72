package htmltext

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestConvert(t *testing.T) {
	tests := []struct {
		name, html, visible, hidden string
	}{
		{"paragraphs as Outlook writes them", `<p class=MsoNormal>Hej,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Vi s&ouml;ker<br>medel</p>`, "Hej,\n\nVi söker\nmedel", ""},
		{"lines as Gmail writes them", `<div dir="ltr">Hej<div><br></div><div>Vi söker</div></div>`, "Hej\n\nVi söker", ""},
		{"blanks are collapsed, hard blanks are not", "<p>Summa:   85\n000&nbsp;kr och&nbsp; mer</p>", "Summa: 85 000 kr och  mer", ""},
		{"inline elements do not part words", `<p>Region <b>Got</b>land<span>,</span> <i>Visby</i></p>`, "Region Gotland, Visby", ""},
		{"soft hyphen and zero width", "<p>vård&shy;central&#8203;en</p>", "vårdcentralen", ""},
		{"table of labels and values", `<table><tr><td><p>Sökt summa</p></td><td><p>85 000 kr</p></td></tr><tr><td>Konto</td><td>5050-1055</td></tr></table>`, "Sökt summa\t85 000 kr\nKonto\t5050-1055", ""},
		{"table without end tags", `<table><tr><td>Summa<td>5 000<tr><td>Konto<td>5050-1055</table>Slut`, "Summa\t5 000\nKonto\t5050-1055\nSlut", ""},
		{"br and paragraphs in a cell", `<table><tr><td>Kontakt</td><td>Eva Berg<br>eva@region.example<p>070-174 06 05</p></td></tr></table>`, "Kontakt\tEva Berg, eva@region.example, 070-174 06 05", ""},
		{"a letter laid out in a table", `<table><tr><td width=20></td><td>Hej!<br>Vi söker medel.<br>Eva</td><td></td></tr></table>`, "Hej!\nVi söker medel.\nEva", ""},
		{"table in a table", `<table><tr><td><table><tr><td>Summa</td><td>5 000</td></tr></table></td></tr></table>`, "Summa\t5 000", ""},
		{"lists", `<ul><li>ett<li>två</ul><ol start=3><li>tre</li><li><p>fyra</p></li></ol>`, "- ett\n- två\n3. tre\n4. fyra", ""},
		{"list in a list", `<ol><li>ett<ul><li>a</li></ul></li><li>två</li></ol>`, "1. ett\n- a\n2. två", ""},
		{"quotes", `<p>Ja.</p><blockquote type="cite"><p>Kommer ni?</p><blockquote type="cite">Ni är bjudna<br>till oss.</blockquote></blockquote><p>Eva</p>`, "Ja.\n> Kommer ni?\n>> Ni är bjudna\n>> till oss.\nEva", ""},
		{"Gmail's quote", `<div>Ja.</div><div class="gmail_quote"><div class="gmail_attr">Den 3 maj 2021 skrev Eva:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">Nej?</blockquote></div>`, "Ja.\nDen 3 maj 2021 skrev Eva:\n> Nej?", ""},
		{"an indented text is no quote", `<blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>Vi söker medel.</div></blockquote>`, "Vi söker medel.", ""},
		{"block above a mail in Outlook", `<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Från:</b> Eva &lt;eva@region.example&gt;<br><b>Skickat:</b> den 3 maj 2021</p></div>`, "Från: Eva <eva@region.example>\nSkickat: den 3 maj 2021", ""},
		{"preformatted", "<pre>Hej\n\n  Summa:   5 000\n</pre>", "Hej\n\n  Summa:   5 000", ""},
		{"link that hides an address", `<p><a href="mailto:eva@region.example?subject=x">Eva Berg</a>, <a href="mailto:bo@region.example">bo@region.example</a></p>`, "Eva Berg <eva@region.example>, bo@region.example", ""},
		{"check boxes", `<p><input type="checkbox" checked>Ja <input type=checkbox>Nej</p>`, "[x] Ja [ ] Nej", ""},
		{"no text: style, script, title, comments", `<html><head><title>x</title><style>p{color:red}</style></head><body><script>y()</script><!-- z --><!--[if mso]><p>w</p><![endif]--><p>Hej</p>`, "Hej", ""},

		{"display:none", `<p>syns</p><div style="DISPLAY: none !important">dolt <b>djupt</b></div><p>syns</p>`, "syns\nsyns", "dolt djupt"},
		{"visibility:hidden", `<p style="visibility:hidden">dolt <span style="visibility:visible">syns</span></p>`, "syns", "dolt"},
		{"no font size", `<p style="font-size:0px">dolt <span style="font-size:12pt">syns</span></p>`, "syns", "dolt"},
		{"white on white", `<p style="color:#ffffff">dolt</p><p style="color:white;background:#fefefe">dolt</p><font color="#FFF">dolt</font>`, "", "dolt\ndolt\ndolt"},
		{"white on a dark ground", `<table><tr><td bgcolor="#003366"><span style="color:#fff">syns</span></td></tr></table><div style="background:url(a.png)"><p style="color:white">syns</p></div>`, "syns\nsyns", ""},
		{"black on black", `<div style="background-color:rgb(0, 0, 0)"><span style="color:rgb(3,3,3)">dolt</span></div>`, "", "dolt"},
		{"mso-hide", `<span style="mso-hide:all">dolt</span>`, "", "dolt"},
		{"hidden attribute", `<p hidden>dolt</p><p>syns</p>`, "syns", "dolt"},
		{"opacity and height", `<div style="max-height:0;overflow:hidden">dolt</div><div style="opacity:0.0">dolt</div>`, "", "dolt\ndolt"},
		{"style sheet", `<style>.pre, p.x { display:none } @media print { .y{display:none} }</style><p class="a pre">dolt</p><p class=x>dolt</p><p class=y>syns</p>`, "syns", "dolt\ndolt"},
		{"hidden in a cell", `<table><tr><td>Konto</td><td><span style="display:none">5923-4567</span>5050-1055</td></tr></table>`, "Konto\t5050-1055", "5923-4567"},

		{"unclosed and crossed tags", `<b><p>Hej<i></b> du</p></i>`, "Hej du", ""},
		{"not HTML at all", "Hej & välkommen < alla", "Hej & välkommen < alla", ""},
		{"empty", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Convert(test.html)
			if got.Visible != test.visible {
				t.Errorf("Visible = %q, want %q", got.Visible, test.visible)
			}
			if got.Hidden != test.hidden {
				t.Errorf("Hidden = %q, want %q", got.Hidden, test.hidden)
			}
		})
	}
}

// Elements beyond the stack's bound keep their text, and do not show what is
// hidden.
func TestConvertDeepNesting(t *testing.T) {
	const depth = 100_000
	html := strings.Repeat("<div>", depth) + `syns<p style="display:none">dolt</p>` + strings.Repeat("</div>", depth) + "<p>Hej</p>"
	got := Convert(html)
	if !strings.HasPrefix(got.Visible, "syns") || strings.Contains(got.Visible, "dolt") || !strings.Contains(got.Hidden, "dolt") {
		t.Errorf("Convert = %+v", got)
	}
	if !strings.HasSuffix(got.Visible, "Hej") {
		t.Errorf("the text after the nesting is lost: %q", got.Visible)
	}
}

// The test's time limit is the check.
func TestConvertIsLinear(t *testing.T) {
	for _, piece := range []string{"<table><tr><td>", "<blockquote>x", "<ol><li>x", "<b>", "</i>", "<p style='a:b'>", "<a href='mailto:x@y.example'>x", "<td>", "&amp;", "<!--", "<style>.a{", "<br>", "x "} {
		if got := Convert(strings.Repeat(piece, 20_000)); !utf8.ValidString(got.Visible) {
			t.Errorf("%q gives invalid text", piece)
		}
	}
}

func FuzzConvert(f *testing.F) {
	f.Add(`<table><tr><td>a<blockquote>b<li style="display:none">c</table></div><a href="mailto:x">`)
	f.Add(`<ol start=9999><li><input type=checkbox checked><pre>` + "\n x")
	f.Fuzz(func(t *testing.T, html string) {
		if !utf8.ValidString(html) {
			return
		}
		got := Convert(html)
		if !utf8.ValidString(got.Visible) || !utf8.ValidString(got.Hidden) {
			t.Errorf("invalid text: %+v", got)
		}
	})
}

func BenchmarkConvert(b *testing.B) {
	var html strings.Builder
	html.WriteString("<html><head><style><!--" + strings.Repeat("p.MsoNormal, li.MsoNormal {margin:0cm;font-size:11.0pt;}\n", 60) + "--></style></head><body>")
	for i := range 200 {
		fmt.Fprintf(&html, `<p class="MsoNormal"><span style="font-size:11.0pt;font-family:Calibri,sans-serif;color:#1F497D">Rad %d: vi söker medel för träffar.<o:p></o:p></span></p>`, i)
	}
	b.SetBytes(int64(html.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Convert(html.String())
	}
}
