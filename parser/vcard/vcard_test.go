package vcard

import (
	"strings"
	"testing"

	"medelbot/parser/internal/damage"
)

const four = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna Ek\r\nN:Ek;Anna;;;\r\nORG:Region Halland;Närsjukvården\r\nTITLE:Utvecklings\r\n ledare\r\n" +
	"item1.TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+46-70-174-06-05;ext=1\r\nTEL;TYPE=fax:+4635100\r\nEMAIL:anna.ek@regionhalland.se\r\n" +
	"NOTE:Vi söker 50 000 kr\r\nPHOTO:data:image/png;base64,AAAA\r\nEND:VCARD\r\n"

const want = "Namn\tAnna Ek\nMobil\t+46-70-174-06-05\nE-post\tanna.ek@regionhalland.se\nOrganisation\tRegion Halland, Närsjukvården\nTitel\tUtvecklingsledare"

func TestRead(t *testing.T) {
	for _, c := range []struct{ what, data, want string }{
		{"4.0", four, want},
		{"3.0", "BEGIN:vCard\nVERSION:3.0\nFN:Anna Ek\nTEL;TYPE=WORK,VOICE:070-174 06 05\nORG:Vård\\, omsorg\\; mera;\nEND:vCard\n",
			"Namn\tAnna Ek\nTelefon\t070-174 06 05\nOrganisation\tVård, omsorg; mera"},
		{"2.1 of Outlook", "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=C5berg;=C5sa\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Region J=C3=A4mtland=\n H=C3=A4rjedalen\nTEL;CELL;VOICE:070-174 06 05\nEMAIL;PREF;INTERNET:asa@x.example\nEND:VCARD\n",
			"Namn\tÅsa Åberg\nMobil\t070-174 06 05\nE-post\tasa@x.example\nOrganisation\tRegion Jämtland Härjedalen"},
		{"Latin-1 throughout", "BEGIN:VCARD\nFN:\xc5sa \xc5berg\nEND:VCARD", "Namn\tÅsa Åberg"},
		{"as directories sort", "BEGIN:VCARD\nFN:Ek\\, Anna\nN:Ek;Anna\nEND:VCARD", "Namn\tAnna Ek"},
		{"two cards", "BEGIN:VCARD\nFN:Anna Ek\nEND:VCARD\nBEGIN:VCARD\nFN:Bo Ek\nEND:VCARD", "Namn\tAnna Ek\n\nNamn\tBo Ek"},
		{"without an end", "BEGIN:VCARD\nFN:Anna Ek", "Namn\tAnna Ek"},
		{"a colon in a parameter", "BEGIN:VCARD\nFN;X=\"a:b\":Anna Ek\nEND:VCARD", "Namn\tAnna Ek"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if d, err := Read([]byte(c.data)); err != nil || d.Text != c.want || d.Problem != "" {
				t.Errorf("%q, problem %q, %v", d.Text, d.Problem, err)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"", errNotCard.Error()},
		{"FN:Anna Ek", errNotCard.Error()},
		{"BEGIN:VCALENDAR\nEND:VCALENDAR", errNotCard.Error()},
		{"BEGIN:VCARD\nEND:VCARD", errEmpty.Error()},
		{strings.Repeat("BEGIN:VCARD\nFN:Anna Ek\nEND:VCARD\n", maxCards+1), errMuch.Error()},
	} {
		if d, _ := Read([]byte(c.data)); d.Problem != c.want {
			t.Errorf("%.40q: problem %q, want %q", c.data, d.Problem, c.want)
		}
	}
}

func TestReadDamaged(t *testing.T) {
	for i := range 300 {
		check(t, damage.Variant([]byte(four), i))
	}
}

// check holds that each line of a card is a label and a value.
func check(t *testing.T, data []byte) {
	t.Helper()
	d, err := Read(data)
	if d.Text == "" && d.Problem == "" || err != nil && d.Text != "" {
		t.Errorf("%+v, %v", d, err)
	}
	for line := range strings.Lines(d.Text) {
		label, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if line != "\n" && (!ok || strings.TrimSpace(value) == "" || !strings.Contains("Namn Telefon Mobil E-post Organisation Titel", label)) {
			t.Errorf("a line %q of %q", line, data)
		}
	}
}

// A large card that is folded in every way costs no more than its size.
func TestFoldedOften(t *testing.T) {
	for _, fold := range []string{"=\n", "\n ", "=\n "} {
		line := strings.Repeat("a", 60) + fold
		check(t, []byte("BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:"+strings.Repeat(line, 50_000)+"\nFN:Anna Ek\nEND:VCARD"))
		check(t, []byte("BEGIN:VCARD\nFN:Anna Ek\n"+strings.Repeat(line, 50_000)))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(four))
	f.Add([]byte("BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:=C3=A5=\n=C3\nTEL;CELL:1\nEND:VCARD"))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read([]byte(four)); err != nil {
			b.Fatal(err)
		}
	}
}
