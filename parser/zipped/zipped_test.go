package zipped

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if len(parts[i+1]) > 1<<20 {
			method = zip.Store // to be quick
		}
		w, err := archive.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRead(t *testing.T) {
	a, err := Open(pack(t, `word\document.xml`, "ett", "/word/styles.xml", "två", "word/styles.xml", "tre"))
	if err != nil || a.Cut || strings.Join(a.Names, " ") != "word/document.xml word/styles.xml" {
		t.Fatalf("Open = %+v, %v", a, err)
	}
	for name, want := range map[string]string{"word/document.xml": "ett", "word/styles.xml": "två", "missing.xml": ""} {
		if got, err := a.Read(name); string(got) != want || err != nil {
			t.Errorf("Read(%q) = %q, %v", name, got, err)
		}
	}
}

// A document whose end was lost on the way still has its first parts.
func TestReadCut(t *testing.T) {
	text := strings.Repeat("Vi söker pengar. ", 1000)
	whole := pack(t, "a.xml", text, "b.xml", text+"x", "c.xml", "y")
	a, err := Open(whole[:len(whole)/2])
	if err != nil || !a.Cut {
		t.Fatalf("Open = %+v, %v", a, err)
	}
	if got, err := a.Read("a.xml"); string(got) != text || err != nil {
		t.Errorf("%d bytes of the first part, %v", len(got), err)
	}
	if got, err := a.Read("b.xml"); !strings.HasPrefix(text, string(got)) || !errors.Is(err, ErrCut) {
		t.Errorf("%d bytes of the part that breaks off, %v", len(got), err)
	}
}

func TestOpenRefuses(t *testing.T) {
	var many []string
	for i := range maxEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	crowded := pack(t, many...)
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":         {nil, ErrUnreadable},
		"no archive":      {[]byte("PK\x03\x04"), ErrUnreadable},
		"too many files":  {crowded, ErrTooMany},
		"too many, cut":   {bytes.Split(crowded, []byte("PK\x01\x02"))[0], ErrTooMany},
		"nothing but end": {pack(t)[:10], ErrUnreadable},
	} {
		if a, err := Open(test.data); !errors.Is(err, test.want) {
			t.Errorf("%s: Open = %+v, %v, want %v", name, a, err, test.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	locked := pack(t, "a", "hemligt")
	locked[6] |= 1
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	odd := pack(t, "a", "x")
	odd[bytes.Index(odd, []byte("PK\x01\x02"))+10] = 99
	wrong := pack(t, "a", strings.Repeat("x", 100))
	wrong[bytes.Index(wrong, []byte("PK\x01\x02"))+16] ^= 1 // its check sum
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"protected":         {locked, ErrProtected},
		"an unknown method": {odd, ErrPacked},
		"a wrong check sum": {wrong, ErrDamaged},
		"too large":         {pack(t, "a", strings.Repeat("x", maxPart+1)), ErrTooLarge},
	} {
		a, err := Open(test.data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, err := a.Read("a"); !errors.Is(err, test.want) || len(got) > maxPart {
			t.Errorf("%s: Read = %d bytes, %v, want %v", name, len(got), err, test.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	whole := pack(f, "a", "text", "b", "text")
	f.Add(whole)
	f.Add(whole[:len(whole)-30])
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(data)
		if err != nil {
			return
		}
		for _, name := range a.Names {
			if part, _ := a.Read(name); len(part) > maxPart {
				t.Errorf("%d bytes of %q", len(part), name)
			}
		}
	})
}
