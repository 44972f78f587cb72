package rtf

import (
	"reflect"
	"strings"
	"testing"

	"medelbot/parser/document"
)

// head is what Swedish Word begins with; fonts 1 to 3 have code pages of their own.
const head = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fnil\fcharset204 Arial CYR;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset128 MS Mincho;}}` +
	`{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\*\cs10 Default;}}{\info{\author Någon}{\title Hemligt}}{\*\generator Riched20;}`

func TestRead(t *testing.T) {
	tests := []struct {
		name, rtf, want string
	}{
		{"paragraphs", `Ans\'f6kan\par\par Region\line Gotland\par`, "Ansökan\n\nRegion\nGotland"},
		{"line ends of the file are none of the text", "Ans\\'f6\nkan\r\n\\par\n", "Ansökan"},
		{"a backslash before a line end ends a paragraph", "Ett\\\nTv\\'e5", "Ett\nTvå"},
		{"letters that are escaped", `\{a\} b\\c`, `{a} b\c`},
		{"letters beyond the code page", `\uc1\u197?\u228\'e4\u246 o V\u228\'e4xj\u246\'f6`, "Åäö Växjö"},
		{"no letter instead", `\uc0\u197\u228\u246 !`, "Åäö!"},
		{"two letters instead", `\uc2\u8211--{\u8212-}x\'e5`, "–—xå"},
		{"a letter of two halves", `\u-10179?\u-8704?`, "\U0001F600"},
		{"skipping ends with the group", `{\uc5\u8211}abc`, "–abc"},
		{"a font's own code page", `{\f1 \'ef\'f0\'e8\'e2\'e5\'f2} \'e5`, "привет å"},
		{"letters of two bytes", `{\f3 \'93\'fa\'96\'7b}`, "日本"},
		{"check boxes of Wingdings", `{\f2 \'fe} Ja {\f2\'a8} Nej`, "[x] Ja [ ] Nej"},
		{"UTF-8 that nobody escaped", "Växjö", "Växjö"},
		{"Mac letters", `\mac\f9 Sm\'8cland`, "Småland"},
		{"spaces and hyphens", `100\~000 kr, v\'e5rd\-central, 070\_174`, "100\u00a0000 kr, vårdcentral, 070-174"},
		{"signs", `\ldblquote a\rdblquote\emdash b\endash c\rquote s\tab d`, "“a”—b–c’s\td"},
		{"a table", `\trowd\cellx1000\cellx2000\pard\intbl S\'f6kt summa\cell 85 000 kr\cell\row\pard Efter\par`, "Sökt summa\t85 000 kr\nEfter"},
		{"a table as Word 365 writes it", `\trowd\irow0\cellx1000\cellx2000\pard\plain\intbl{A\cell B\cell }\pard\intbl{\trowd\irow0\cellx1000\cellx2000\row }\pard{C\par}`, "A\tB\nC"},
		{"a table whose cells do not say so", `\trowd\cellx1000\cellx2000 A\cell B\cell\row C\par`, "A\tB\nC"},
		{"an empty cell", `\trowd\pard\intbl A\cell\cell C\cell\row`, "A\t\tC"},
		{"label over value in one cell", `\trowd\pard\intbl Bankgiro\par 5050-1055\cell\row`, "Bankgiro\n5050-1055"},
		{"a table in a table", `\trowd\pard\intbl\itap1 Budget\cell\pard\intbl\itap2 Film\nestcell 20 000\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}\pard\intbl\itap1\cell\row\pard X`, "Budget\nFilm\t20 000\nX"},
		{"a link", `{\field{\*\fldinst HYPERLINK "mailto:eva@region.example"}{\fldrslt{\ul eva@region.example}}}`, "eva@region.example"},
		{"a field that nobody knows", `{\field{\*\fldinst{ TIME }}{\fldrslt 12:00}}`, "12:00"},
		{"a text field", `Belopp: {\field{\*\fldinst{ FORMTEXT {\*\formfield{\fftype0{\*\ffname B}{\*\ffdeftext Skriv h\'e4r}}}}}{\fldrslt{75 }{000}}} kr`, "Belopp: 75 000 kr"},
		{"an unfilled text field", `Belopp: {\field{\*\fldinst{ FORMTEXT {\*\formfield{\fftype0{\*\ffname B}{\*\ffdeftext Skriv h\'e4r}}}}}{\fldrslt{Skriv }{h\'e4r}}} kr`, "Belopp:  kr"},
		{"check boxes", `{\field{\*\fldinst{ FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0{\*\ffname A}}}}}{\fldrslt}} Ja {\field{\*\fldinst{ FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}}{\fldrslt}} Nej`, "[x] Ja [ ] Nej"},
		{"a drop-down", `{\field{\*\fldinst{ FORMDROPDOWN {\*\formfield{\fftype2\ffres1\ffdefres0{\*\ffl Sk\'e5ne}{\*\ffl Halland}}}}}{\fldrslt Halland}}`, "Halland"},
		{"a list", `{\listtext\tab 1.\tab}Ett\par{\listtext\f1\'b7\tab}Tv\'e5\par{\pntext\'B7\tab}Tre\par{\listtext o\tab}Fyra`, "1. Ett\n- Två\n- Tre\n- Fyra"},
		{"destinations that nobody knows", `a{\*\nobody knows{\b this}}b{\*\bkmkstart x}c`, "abc"},
		{"a text box", `f\'f6re{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt \pard i rutan\par}}{\shprslt{\*\do{\dptxbxtext i rutan\par}}}} efter\par`, "före efter\ni rutan"},
		{"a text box of Word 95", `f\'f6re{\*\do\dobxpage\dptxbx{\dptxbxtext i rutan\par}}\par`, "före\ni rutan"},
		{"words in two ways", `{\upr{V?xj?}{\*\ud{V\u228 axj\u246 o}}}`, "Växjö"},
		{"pictures among text", `a{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00}}b`, "ab"},
		{"bytes that are no text", "a\\bin5 }}}}}b", "ab"},
		{"a comment", `Berg{\*\atnid E}{\chatn{\*\annotation{\*\atnref 1}Fel person?}}`, "Berg"},
		{"a placeholder of Word as text", `Region: Klicka eller tryck h\'e4r f\'f6r att ange text.`, "Region: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read([]byte(head + test.rtf + "}"))
			if err != nil || doc.Problem != "" {
				t.Fatalf("Read: %v, problem %q", err, doc.Problem)
			}
			if doc.Text != test.want {
				t.Errorf("Text = %q, want %q", doc.Text, test.want)
			}
		})
	}
}

func TestReadKeepsOtherTextsApart(t *testing.T) {
	doc, err := Read([]byte(head + `{\header Region Gotland\par}{\headerf Region Gotland\par}{\footer{\trowd\pard\intbl Bankgiro\cell 5050-1055\cell\row}}` +
		`Vi s\'f6ker {\deleted\revauthdel1 50 000}{\revised 60 000} kr{\footnote\pard{\super\chftn} Varav moms}.{\v dolt}\par Slut{\footnote\ftnalt Slutnot}\par}`))
	if err != nil {
		t.Fatal(err)
	}
	want := document.Document{
		Text: "Vi söker 60 000 kr.\nSlut\n\nVarav moms\n\nSlutnot", Margins: "Region Gotland\n\nBankgiro\t5050-1055", Deleted: "50 000\ndolt",
	}
	if !reflect.DeepEqual(doc, want) {
		t.Errorf("Read = %+v, want %+v", doc, want)
	}
}

// Outlook keeps an HTML mail as RTF, in winmail.dat and in .msg files.
func TestReadHTML(t *testing.T) {
	doc, err := Read([]byte(`{\rtf1\ansi\ansicpg1252\fromhtml1 \fbidi \deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\*\htmltag64}` +
		`{\*\htmltag19 <html>}{\*\htmltag34 <head>}{\*\htmltag241 <style>}{\*\htmltag241 p \{color:red\}}{\*\htmltag249 </style>}{\*\htmltag41 </head>}{\*\htmltag50 <body>}` +
		`{\*\htmltag148 <table>}{\*\htmltag156 <tr>}{\*\htmltag148 <td>}{\*\htmltag64}\htmlrtf{\htmlrtf0 S\'f6kt belopp\htmlrtf\par}\htmlrtf0{\*\htmltag156 </td>}{\*\htmltag148 <td>}` +
		`\htmlrtf{\htmlrtf0 85{\*\htmltag84 &nbsp;}\htmlrtf\'a0\htmlrtf0 000 kr\htmlrtf}\htmlrtf0{\*\htmltag156 </td>}{\*\htmltag156 </tr>}{\*\htmltag156 </table>}` +
		`{\*\htmltag64 <p>}V{\*\mhtmltag64 <p>}\'e4nligen\line {\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 Maja{\*\htmltag72 </p>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}`))
	if err != nil || doc.Problem != "" {
		t.Fatalf("Read: %v, %q", err, doc.Problem)
	}
	text := strings.ReplaceAll(doc.Text, "\u00a0", " ")
	for _, want := range []string{"Sökt belopp\t85 000 kr", "Vänligen", "<Maja"} {
		if !strings.Contains(text, want) {
			t.Errorf("Text = %q, want %q in it", text, want)
		}
	}
	if strings.Contains(text, "color") {
		t.Errorf("Text = %q holds the style sheet", text)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		name, data, text, want string
	}{
		{"empty", "", "", "no RTF"},
		{"another format", "PK\x03\x04", "", "no RTF"},
		{"cut off", head + `Vi s\'f6ker 50 000 kr\par och{\b f`, "Vi söker 50 000 kr\nochf", "its end is missing"},
		{"nested too deep", head + "a" + strings.Repeat("{", 10_000), "a", "nested too deep"},
		{"without text", head + "}", "", "no text"},
		{"only drawings", head + `{\pict\wmetafile8 ffd8}}`, "", "only pictures"},
		{"another document in it", head + `Se budget{\object\objemb{\*\objclass Excel.Sheet.12}{\*\objdata 0105}{\result{\pict 00}}}}`, "Se budget", "embedded"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, _ := Read([]byte(test.data))
			if doc.Text != test.text || !strings.Contains(doc.Problem, test.want) {
				t.Errorf("Read = %+v; want text %q and a problem with %q", doc, test.text, test.want)
			}
		})
	}
}

// A form that was scanned and pasted.
func TestReadPictures(t *testing.T) {
	pictures := `{\*\shppict{\pict{\*\picprop{\sp{\sn a}{\sv 1}}}\picw10\jpegblip` + "\n" + `ffd8f` + "\n" + `f}}{\nonshppict{\pict\wmetafile8 00}}{\pict\pngblip\bin3 a}b}`
	want := []document.File{{Name: "picture 1.jpg", Data: []byte{0xff, 0xd8, 0xff}}, {Name: "picture 2.png", Data: []byte("a}b")}}
	doc, err := Read([]byte(head + pictures + "}"))
	if err != nil || doc.Problem != "" || !reflect.DeepEqual(doc.Files, want) {
		t.Errorf("Read = %+v, %v, want %+v", doc, err, want)
	}
	if doc, err := Read([]byte(head + pictures + "Brev}")); err != nil || len(doc.Files) > 0 || doc.Text != "Brev" {
		t.Errorf("Read = %+v, %v, want no files beside a text", doc, err)
	}
}

func TestReadBoundsText(t *testing.T) {
	doc, _ := Read([]byte(head + strings.Repeat(`pengar\par `, 1<<20) + "}"))
	if len(doc.Text) > 4<<20 || !strings.Contains(doc.Problem, "too much text") {
		t.Errorf("%d bytes of text, problem %q", len(doc.Text), doc.Problem)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + `\trowd\intbl A\cell{\nestcell\row}{\footnote b}\u8211-{\shp{\shptxt c}}}`))
	f.Add([]byte(`{\rtf1\fromhtml1{\*\htmltag <p>}\htmlrtf x\htmlrtf0 y}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := Read(data); (err != nil || doc.Text == "" && len(doc.Files) == 0) && doc.Problem == "" {
			t.Errorf("error %v and no text without a word for a person", err)
		}
	})
}
