package htmltext

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot/parser/ink"
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

		{"beyond the edge of the screen", `<div style="position:absolute; left:-9999px">dolt</div><p style="text-indent:-10000px">dolt</p><p style="margin-left:-18pt;text-indent:-18pt">syns</p>`, "syns", "dolt\ndolt"},
		{"no height and cut off", `<div style="height:0;overflow:hidden">dolt</div><div style="height:0">syns</div>`, "syns", "dolt"},
		{"transparent", `<p style="color:transparent">dolt</p><span style="color:rgba(0,0,0,0)">dolt</span>`, "", "dolt\ndolt"},
		{"a mail's own marks of ink", "<p>Hej\ue001 du</p>", "Hej du", ""},

		{"unclosed and crossed tags", `<b><p>Hej<i></b> du</p></i>`, "Hej du", ""},
		{"a sign of comparison", "<p>5 < 6 och a<b, x <3</p></ p>", "5 < 6 och a", ""},
		{"a tag's end in a value", `<p title="a > b" class='x>y'>Hej</p>`, "Hej", ""},
		{"comments that end oddly", `<!-->ett<!--->, två<!-- x --!>, tre<!-- <p>fyra`, "ett, två, tre", ""},
		{"declarations", `<?xml version="1.0"?><!DOCTYPE html><![if !mso]>Hej<![endif]>`, "Hej", ""},
		{"tags in a script", `<script>if (a</b/.test(x)) "<p>nej</p>"</script >Hej <textarea>a &amp; <b>c</textarea>`, "Hej a & <b>c", ""},
		{"a value that never ends", `<p>Hej <a href="x>du`, "Hej", ""},
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

// Ink is marked where it changes; lines begin and end without.
func TestConvertInk(t *testing.T) {
	red, green, yellow := ink.Colour(255, 0, 0), ink.Colour(0, 128, 0), ink.Highlight(ink.Colour(255, 255, 0))
	of := func(i ink.Ink, text string) string {
		return string(ink.Append([]byte(string(ink.Append(nil, i))+text), ink.Plain))
	}
	for _, test := range []struct{ name, html, want string }{
		{"span", `<p>Vem? <span style="color:#C00000">Region Gotland</span></p>`, "Vem? " + of(red, "Region Gotland")},
		{"two lines", `<font color="red">ett<br>två</font>`, of(red, "ett") + "\n" + of(red, "två")},
		{"class", `<style>.svar { color: green }</style><p class="svar">Ja</p>`, of(green, "Ja")},
		{"highlighting", `<p>Ja, <mark>absolut</mark></p>`, "Ja, " + of(yellow, "absolut")},
		{"the ground of a block is no highlighting", `<table><tr><td bgcolor="yellow">Ja</td></tr></table><div style="background:yellow">Ja</div>`, "Ja\nJa"},
		{"bold and italic", `<p><b>Vem?</b> <span style="font-style:italic">Vi</span></p>`, of(ink.Emphasis, "Vem? Vi")},
		{"bold undone", `<p style="font-weight:bold"><span style="font-weight:normal">Vem?</span></p>`, "Vem?"},
		{"links are blue anyway", `<p>Se <a href="http://x.example" style="color:blue"><span style="color:#0563C1">här</span></a></p>`, "Se här"},
		{"an anchor is no link", `<a name="_Mail"><span style="color:red">Ja</span></a>`, of(red, "Ja")},
		{"cells", `<table><tr><td>Summa</td><td style="color:red">5 000<br>kr</td></tr></table>`, "Summa\t" + of(red, "5 000") + ", " + of(red, "kr")},
		{"grey and black", `<p style="color:#595959">Hej <span style="color:windowtext">du</span></p>`, "Hej du"},
	} {
		if got := Convert(test.html); got.Inked != test.want || got.Visible != ink.Strip(test.want) {
			t.Errorf("%s: %q, want %q", test.name, got.Inked, test.want)
		}
	}
}

func TestConvertDeleted(t *testing.T) {
	got := Convert(`<p>Summa: <s>80 000</s> <del>85 000</del> 90 000 kr</p><p style="text-decoration:line-through">Konto: <b>5050-1055</b></p><p><span style="text-decoration:underline line-through">a</span><strike>b</strike></p>`)
	if got.Visible != "Summa: 90 000 kr" || got.Deleted != "80 000 85 000\nKonto: 5050-1055\nab" {
		t.Errorf("got %+v", got)
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
		if !utf8.ValidString(got.Inked) || !utf8.ValidString(got.Hidden) || !utf8.ValidString(got.Deleted) {
			t.Errorf("invalid text: %+v", got)
		}
		if strings.ContainsFunc(got.Visible, ink.IsMark) {
			t.Errorf("marks of ink are left: %q", got.Visible)
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
