package medelbot

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

const (
	live  = "k3v9-aaaa-bbbb-cccc-dddd-eeee-2z"
	spent = "m4w2-aaaa-bbbb-cccc-dddd-eeee-3y"
	gone  = "xxxx-xxxx-xxxx-xxxx-xxxx-xxxx-xx"
)

func TestMaskTokens(t *testing.T) {
	t.Parallel()
	masks := func(hash [32]byte) bool { return hash == TokenHash(strings.ReplaceAll(live, "9", "7")) }
	token := strings.ReplaceAll(live, "9", "7") // base32 has no 9
	for _, tt := range []struct{ name, raw, want string }{
		{"as it was written", "Kod: " + token + "\r\n", "Kod: " + gone + "\r\n"},
		{"quoted", "> Kod: " + token + ".\r\n", "> Kod: " + gone + ".\r\n"},
		{"in capitals, with blanks", "KOD " + strings.ToUpper(strings.ReplaceAll(token, "-", " ")), "KOD " + strings.ReplaceAll(gone, "-", " ")},
		{"in a link", "mailto:a@b.se?body=Kod:%20" + token + "%0D%0A", "mailto:a@b.se?body=Kod:%20" + gone + "%0D%0A"},
		{"its hyphens encoded", "Kod=3A=20" + strings.ReplaceAll(token, "-", "=2D"), "Kod=3A=20" + strings.ReplaceAll(gone, "-", "=2D")},
		{"its hyphens another character", strings.ReplaceAll(token, "-", "‑"), strings.ReplaceAll(gone, "-", "‑")},
		{"broken by quoted-printable", "Kod: k3v7-aaa=\r\na-bbbb-cccc-dddd-eeee-2z", "Kod: xxxx-xxx=\r\nx-xxxx-xxxx-xxxx-xxxx-xx"},
		{"broken between groups, in a quote", "> Kod: k3v7-aaaa-bbbb-\r\n> cccc-dddd-eeee-2z", "> Kod: xxxx-xxxx-xxxx-\r\n> xxxx-xxxx-xxxx-xx"},
		{"two, one of them used up", spent + " " + token, spent + " " + gone},
		{"one that was used up", "Kod: " + spent, "Kod: " + spent},
		{"no token", "En helt vanlig text med ord, och 5050-1055-2021-0007.", "En helt vanlig text med ord, och 5050-1055-2021-0007."},
		{"nothing", "", ""},
	} {
		if got := string(MaskTokens([]byte(tt.raw), masks)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := string(MaskTokens([]byte("a "+spent+" "+token), nil)); got != "a "+gone+" "+gone {
		t.Errorf("all: %q", got)
	}
}

// A mail program that encodes its text as base64 hides the tokens of a quoted
// letter from who only looks at the lines.
func TestMaskTokensInBase64(t *testing.T) {
	t.Parallel()
	lines := func(text string) string {
		var b strings.Builder
		for all := base64.StdEncoding.EncodeToString([]byte(text)); all != ""; {
			n := min(76, len(all))
			b.WriteString(all[:n] + "\r\n")
			all = all[n:]
		}
		return b.String()
	}
	mail := func(text string) string {
		return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines(text) + "\r\n--gräns\r\nBild\r\n"
	}
	letter := func(code string) string {
		return "Hej!\r\n\r\n" + strings.Repeat("En rad till om ärendet.\r\n", 5) + "Kod: " + code + "\r\nVänligen\r\n"
	}
	for _, wrap := range []func(string) string{mail, func(text string) string { return mail(mail(text)) }} {
		raw := []byte(wrap(letter(spent)))
		before := bytes.Clone(raw)
		if got, want := string(MaskTokens(raw, nil)), wrap(letter(gone)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if !bytes.Equal(raw, before) {
			t.Error("the text given was changed")
		}
		if got := MaskTokens(raw, func([32]byte) bool { return false }); &got[0] != &raw[0] {
			t.Error("a text without such tokens was copied")
		}
	}
}

// Whatever comes: as long as before, nothing is left to mask, and only what
// looks like a token, or holds it encoded, was changed.
func FuzzMaskTokens(f *testing.F) {
	for _, s := range []string{live, spent, "Kod: k3v7-aaa=\r\na-bbbb-cccc-dddd-eeee-2z", base64.StdEncoding.EncodeToString([]byte(spent)) + "\r\n", "=2D=", "%"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		got := MaskTokens(raw, nil)
		if len(got) != len(raw) || !bytes.Equal(raw, before) {
			t.Fatalf("%q became %q of %q", before, got, raw)
		}
		if again := MaskTokens(got, func(hash [32]byte) bool { return hash != TokenHash(strings.Repeat("x", 26)) }); !bytes.Equal(again, got) {
			t.Errorf("%q: %q was left in %q", raw, again, got)
		}
	})
}
