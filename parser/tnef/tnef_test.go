package tnef

import (
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf16"

	"medelbot/parser/internal/damage"
)

// The writer below makes the files of these tests, after the specification.

func u16(v int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(v)) }
func u32(v int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(v)) }

func join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func stream(attributes ...[]byte) []byte {
	return join(append([][]byte{u32(signature), u16(1)}, attributes...)...)
}

func attribute(level byte, id int, value []byte) []byte {
	sum := 0
	for _, b := range value {
		sum += int(b)
	}
	return join([]byte{level}, u32(id), u32(len(value)), value, u16(sum))
}

func props(list ...[]byte) []byte { return join(append([][]byte{u32(len(list))}, list...)...) }

func pad(value []byte) []byte { return append(value, make([]byte, -len(value)&3)...) }

// variable writes a property whose values tell their sizes.
func variable(kind, id int, value []byte) []byte {
	return join(u16(kind), u16(id), u32(1), u32(len(value)), pad(value))
}

func text8(id int, s string) []byte { return variable(typeString8, id, []byte(s+"\x00")) }

func text16(id int, s string) []byte {
	var value []byte
	for _, u := range utf16.Encode([]rune(s + "\x00")) {
		value = append(value, u16(int(u))...)
	}
	return variable(typeString, id, value)
}

func long(id, v int) []byte { return join(u16(3), u16(id), u32(v)) }

// named writes a property with a name, of which there are two kinds.
func named(value int, words string) []byte {
	guid := make([]byte, 16)
	if words == "" {
		return join(u16(3), u16(0x8001), guid, u32(0), u32(0x8501), u32(value))
	}
	var name []byte
	for _, u := range utf16.Encode([]rune(words + "\x00")) {
		name = append(name, u16(int(u))...)
	}
	return join(u16(3), u16(0x8002), guid, u32(1), u32(len(name)), pad(name), u32(value))
}

// packed packs RTF without finding anything in it that repeats.
func packed(rtf string) []byte {
	var out []byte
	at := len(known)
	for len(rtf) > 0 {
		n := min(8, len(rtf))
		if n < 8 {
			out = append(out, 1<<n)
		} else {
			out = append(out, 0)
		}
		out = append(out, rtf[:n]...)
		rtf, at = rtf[n:], (at+n)%window
		if n < 8 {
			return join(u32(len(out)+14), u32(1<<20), u32(compressed), u32(0), out, []byte{byte(at >> 4), byte(at << 4)})
		}
	}
	return join(u32(len(out)+14), u32(1<<20), u32(compressed), u32(0), out, []byte{1, byte(at >> 4), byte(at << 4)})
}

const wrapped = `{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag <html><body><table><tr><td>}S\'f6kt belopp{\*\htmltag </td><td>}85 000 kr{\*\htmltag </td></tr></table></body></html>}}`

// winmail is a mail as Outlook sends it: a body in RTF, two files and a mail.
func winmail() []byte {
	inner := stream(attribute(1, attOemCodepage, u32(1252)), attribute(1, attBody, []byte("Hej fr\xe5n en kollega\x00")))
	return stream(
		attribute(1, 0x00089006, u32(0x10000)),
		attribute(1, attOemCodepage, join(u32(1252), u32(0))),
		attribute(1, 0x00078008, []byte("IPM.Microsoft Mail.Note\x00")),
		attribute(1, attMsgProps, props(long(propCodepage, 1252), named(1, ""), named(2, "Keywords"),
			join(u16(manyValues|typeString8), u16(0x1111), u32(2), u32(2), pad([]byte("a\x00")), u32(6), pad([]byte("abcde\x00"))),
			join(u16(0x000b), u16(0x0e1b), u16(1), u16(0)), join(u16(0x0040), u16(0x0039), make([]byte, 8)),
			variable(typeBinary, propRTF, packed(wrapped)))),
		attribute(levelAttachment, attRendData, make([]byte, 14)),
		attribute(levelAttachment, attAttachTitle, []byte("ANSKAN~1.DOC\x00")),
		attribute(levelAttachment, attAttachData, []byte("innehåll")),
		attribute(levelAttachment, attAttachment, props(text16(propAttachLong, "Ansökan Lindhaga.docx"), text8(propDisplayName, "x"))),
		attribute(levelAttachment, attRendData, make([]byte, 14)),
		attribute(levelAttachment, attAttachTitle, []byte("b\xf6rd.txt\x00")),
		attribute(levelAttachment, attAttachData, []byte("bilaga")),
		attribute(levelAttachment, attRendData, make([]byte, 14)),
		attribute(levelAttachment, attAttachment, props(long(propAttachMethod, 5), text8(propDisplayName, "Fr\xe5ga"),
			variable(typeObject, propAttachData, join(make([]byte, 16), inner)))),
	)
}

func TestRead(t *testing.T) {
	d, err := Read(winmail())
	if err != nil || d.Problem != "" || d.Text != "Sökt belopp\t85 000 kr" {
		t.Fatalf("%q, problem %q, %v", d.Text, d.Problem, err)
	}
	want := []string{"Ansökan Lindhaga.docx", "börd.txt", "Fråga"}
	if len(d.Files) != len(want) {
		t.Fatalf("files %v", d.Files)
	}
	for i, f := range d.Files {
		if f.Name != want[i] {
			t.Errorf("file %q, want %q", f.Name, want[i])
		}
	}
	if string(d.Files[1].Data) != "bilaga" {
		t.Errorf("data %q", d.Files[1].Data)
	}
	inner, err := Read(d.Files[2].Data)
	if err != nil || inner.Text != "Hej från en kollega" {
		t.Errorf("the attached mail says %q, %v", inner.Text, err)
	}
}

func TestBody(t *testing.T) {
	for _, c := range []struct {
		what string
		data []byte
		want string
	}{
		{"plain", stream(attribute(1, attBody, []byte("S\xf6kt belopp\x00rest"))), "Sökt belopp"},
		{"plain in a code page of eastern Europe", stream(attribute(1, attOemCodepage, u32(1250)), attribute(1, attBody, []byte("\xb9"))), "ą"},
		{"plain in UTF-8", stream(attribute(1, attOemCodepage, u32(65001)), attribute(1, attBody, []byte("Sökt"))), "Sökt"},
		{"a property of plain text", stream(attribute(1, attMsgProps, props(text16(propBody, "Sökt belopp")))), "Sökt belopp"},
		{"HTML", stream(attribute(1, attMsgProps, props(variable(typeBinary, propHTML, []byte("<p>S\xf6kt</p>"))))), "Sökt"},
		{"HTML in UTF-16", stream(attribute(1, attMsgProps, props(text16(propHTML, "<p>Sökt</p>")))), "Sökt"},
		{"HTML of a picture only", stream(attribute(1, attBody, []byte("Vi söker medel")), attribute(1, attMsgProps, props(text8(propHTML, "<img src=x>")))), "Vi söker medel"},
		{"RTF", stream(attribute(1, attMsgProps, props(variable(typeBinary, propRTF, packed(`{\rtf1\ansi S\'f6kt}`))))), "Sökt"},
		{"wrong check sums", wrongSums(stream(attribute(1, attBody, []byte("text")))), "text"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if d, err := Read(c.data); err != nil || d.Text != c.want || d.Problem != "" {
				t.Errorf("%q, problem %q, %v", d.Text, d.Problem, err)
			}
		})
	}
}

func wrongSums(data []byte) []byte {
	data[len(data)-1] ^= 0xff
	return data
}

func TestProblems(t *testing.T) {
	file := attribute(levelAttachment, attRendData, nil)
	for _, c := range []struct {
		what string
		data []byte
		want string
	}{
		{"nothing in it", stream(), errEmpty.Error()},
		{"cut off", stream(attribute(1, attBody, []byte("hela texten")))[:20], errDamaged.Error()},
		{"a size of its own", stream(attribute(1, attBody, []byte("x")), []byte{1, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff}), errDamaged.Error()},
		{"no level", stream(attribute(1, attBody, []byte("x")), attribute(9, attBody, nil)), errDamaged.Error()},
		{"a property of an unknown type", stream(attribute(1, attBody, []byte("x")), attribute(1, attMsgProps, join(u32(1), u16(0x99), u16(1)))), errDamaged.Error()},
		{"more properties than there are", stream(attribute(1, attBody, []byte("x")), attribute(1, attMsgProps, join(u32(1<<31), long(1, 1), []byte{3}))), errDamaged.Error()},
		{"values without end", stream(attribute(1, attBody, []byte("x")), attribute(1, attMsgProps, join(u32(1), u16(manyValues|3), u16(1), u32(1<<31)))), errDamaged.Error()},
		{"values without size or end", stream(attribute(1, attBody, []byte("x")), attribute(1, attMsgProps, join(u32(maxProperties), repeat(maxProperties, join(u16(manyValues|1), u16(1), u32(-1)))))), ""},
		{"a link", stream(attribute(1, attBody, []byte("x")), file, attribute(levelAttachment, attAttachment, props(long(propAttachMethod, 2), text8(propAttachLong, "a.docx")))), errLinked.Error()},
		{"many files", stream(repeat(61, join(file, attribute(levelAttachment, attAttachData, []byte("x"))))), errFiles.Error()},
		{"RTF of no kind", stream(attribute(1, attBody, []byte("x")), attribute(1, attMsgProps, props(variable(typeBinary, propRTF, make([]byte, 20))))), errCompressed.Error()},
	} {
		t.Run(c.what, func(t *testing.T) {
			if d, err := Read(c.data); err != nil || d.Problem != c.want || len(d.Files) > maxFiles {
				t.Errorf("problem %q, %v", d.Problem, err)
			}
		})
	}
	if d, err := Read([]byte("From: a@x.example")); err == nil || d.Problem != errNotTNEF.Error() {
		t.Errorf("%+v, %v", d, err)
	}
}

func repeat(n int, s []byte) []byte { return []byte(strings.Repeat(string(s), n)) }

// Names lead nowhere and are readable.
func TestFileName(t *testing.T) {
	for _, c := range []struct {
		f    attached
		want string
	}{
		{attached{long: `C:\hem\ansökan.docx`, title: "ANSKAN~1.DOC"}, "ansökan.docx"},
		{attached{long: "../../etc/passwd"}, "passwd"},
		{attached{long: "..", title: "a\r\n.txt"}, "a.txt"},
		{attached{}, ""},
	} {
		if got := c.f.fileName(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.f, got, c.want)
		}
	}
}

// The example of the specification (MS-OXRTFCP, 4.1).
func TestDecompress(t *testing.T) {
	data, err := hex.DecodeString("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
	if err != nil {
		t.Fatal(err)
	}
	want := "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
	if got, err := decompress(data); string(got) != want || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := decompress(data[:30]); !strings.HasPrefix(want, string(got)) || err == nil {
		t.Errorf("cut off: %q, %v", got, err)
	}
	if got, err := decompress(join(u32(0), u32(5), u32(uncompressed), u32(0), []byte("{\\rtf1}"))); string(got) != "{\\rtf" || err != nil {
		t.Errorf("not compressed: %q, %v", got, err)
	}
	if len(known) != 207 {
		t.Errorf("the window begins with %d bytes", len(known))
	}
}

// A few bytes of references unpack to eight times as many, no more.
func TestDecompressBound(t *testing.T) {
	bomb := join(u32(0), u32(-1), u32(compressed), u32(0), repeat(1<<20, append([]byte{0xff}, repeat(8, []byte{0, 0x0f})...)))
	if got, err := decompress(bomb); len(got) > maxRTF || err != errLarge {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestReadDamaged(t *testing.T) {
	for i := range 300 {
		check(t, damage.Variant(winmail(), i))
	}
}

func check(t *testing.T, data []byte) {
	t.Helper()
	d, err := Read(data)
	if d.Text == "" && len(d.Files) == 0 && d.Problem == "" || err != nil && d.Text != "" || len(d.Files) > maxFiles {
		t.Errorf("%+v, %v", d, err)
	}
	size := 0
	for _, f := range d.Files {
		if size += len(f.Data); f.Name == "" || strings.ContainsAny(f.Name, "/\\\n\x00") {
			t.Errorf("a file is called %q", f.Name)
		}
	}
	if size > len(data) {
		t.Errorf("%d bytes of files out of %d", size, len(data))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(winmail())
	f.Add(stream(attribute(1, attBody, []byte("text"))))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}

func BenchmarkRead(b *testing.B) {
	data := winmail()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
