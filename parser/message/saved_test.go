package message

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

func TestIsSaved(t *testing.T) {
	const mail = "From: a@x.example\r\nReceived: from a\r\n\tby b\r\n\r\nHej"
	for _, c := range []struct {
		name, data string
		want       bool
	}{
		{"a.eml", mail, true},
		{"A.EML", mail, true},
		{"a.txt", mail, false},
		{"a.eml", "Hej: du\r\n\r\n", false},
		{"a.eml", "From: a@x.example\r\nHej du,\r\nDate: x\r\n", false},
		{"a.eml", "PK\x03\x04", false},
		{"a.eml", "", false},
	} {
		if got := IsSaved(c.name, []byte(c.data)); got != c.want {
			t.Errorf("%s %q: %v", c.name, c.data, got)
		}
	}
}

// A mail saved as a file is a mail that was passed on, whatever its type.
func TestParseSavedMail(t *testing.T) {
	m := Parse([]byte("Subject: Vb\nContent-Type: application/octet-stream; name=\"brev.eml\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n" +
		"RnJvbTogYUB4LmV4YW1wbGUKU3ViamVjdDogSW5yZQoKSGVqCg==\n"))
	if len(m.Parts) != 1 || m.Parts[0].Inner == nil || m.Parts[0].Inner.Subject != "Inre" {
		t.Errorf("%+v", m.Parts)
	}
}

func TestTextFile(t *testing.T) {
	wide := func(order binary.AppendByteOrder, s string) string {
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			out = order.AppendUint16(out, u)
		}
		return string(out)
	}
	for _, c := range []struct{ charset, data, want string }{
		{"", "Sökt\r\nbelopp", "Sökt\nbelopp"},
		{"", "\ufeffSökt", "Sökt"},
		{"", "S\xf6kt", "Sökt"},
		{"iso-8859-1", "S\xf6kt", "Sökt"},
		{"iso-8859-1", "Sökt", "Sökt"},
		{"", wide(binary.LittleEndian, "\ufeffSökt belopp"), "Sökt belopp"},
		{"utf-16", wide(binary.BigEndian, "\ufeffSökt belopp"), "Sökt belopp"},
		{"", wide(binary.LittleEndian, "Sökt belopp"), "Sökt belopp"},
		{"", wide(binary.BigEndian, "Sökt belopp"), "Sökt belopp"},
		{"", "\xff\xfe", ""},
		{"", "", ""},
	} {
		if got := TextFile("text/plain", c.charset, []byte(c.data)); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.charset, c.data, got, c.want)
		}
	}
	if IsUTF16([]byte{0, 1, 0, 0, 0, 2, 0, 0, 0, 3}) {
		t.Error("numbers are no text")
	}
}
