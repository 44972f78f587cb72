package elements

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser/swedish"
)

// FuzzRead: whatever the text, every wanted element is there; has evidence that
// stands in the mail if it is not missing, and a sound value if it is ok.
// Reading again gives the same, also to somebody who wonders.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Sökande: Region Kronoberg\nSumma: 85 tkr\nbg 5050-1055", "1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g",
		"Vem söker?\n\nVi vill köpa ett\x00 så att det blir bättre.\n- - -\n:\t|", "Kontaktperson: Ek, Anna\nE-post: a@b.se",
		"Kontonummer: 3300-19121212\n1212, 070-174 06 05", "> Bankgiro?\n5050-1055 eller pg 28 65 43-4\nAnsökan avser 19 121212-1212 kr",
	} {
		f.Add(s, "Ansökan 80 000 kr")
	}
	f.Add("0 tkr", "")
	f.Add("Utfall 3300-19121212\n1212", "")
	f.Fuzz(func(t *testing.T, body, subject string) {
		for _, call := range []string{"2021", "report"} {
			l := readLetter(t, "Call: "+call+"\nFrom: A B <a.b@skane.se>\n----\n")
			l.in.Texts[0].Own, l.in.Texts[0].Signature, l.in.Subject = body, body, subject
			got := Read(l.in)
			l.in.Refused = func(c medelbot.Candidate) { refusedWell(t, c) }
			if again := Read(l.in); !reflect.DeepEqual(got, again) {
				t.Errorf("read %+v, and if somebody wonders %+v", got, again)
			}
			said := map[string]string{"body": swedish.Clean(head(body)), "subject": swedish.Clean(subject), "sender": "A B <a.b@skane.se>"}
			for _, key := range l.in.Wanted {
				e, ok := got[key]
				if !ok || e.Status == "" {
					t.Errorf("%s is not there", key)
				} else if e.Status != medelbot.Missing {
					sound(t, key, e, said)
				}
			}
		}
	})
}

// blurred makes the blanks of a text single ones, as quotes have them, and hides
// what may be masked in one and not in the other.
func blurred(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 'X' || r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, strings.Join(strings.Fields(s), " "))
}

// refusedWell checks what somebody who wonders is told of.
func refusedWell(t *testing.T, c medelbot.Candidate) {
	t.Helper()
	all := strings.Join([]string{c.Value, c.Evidence.Quote, c.Why}, "\n")
	if c.Value == "" || c.Evidence.Source == "" || c.Why == "" || len(swedish.Personnummer(all)) > 0 {
		t.Errorf("told of %+v", c)
	}
}

// sound checks an element that is there against what was said in each source.
func sound(t *testing.T, key medelbot.ElementKey, e medelbot.Element, said map[string]string) {
	t.Helper()
	if e.Evidence == nil {
		t.Errorf("%s: %s without evidence", key, e.Status)
		return
	}
	q := e.Evidence.Quote
	if utf8.RuneCountInString(q) > maxQuote || len(swedish.Personnummer(q)) > 0 {
		t.Errorf("%s: the quote %q is too long or names an identity number", key, q)
	}
	if from := said[e.Evidence.Source]; !strings.Contains(blurred(from), strings.TrimSuffix(blurred(q), "…")) {
		t.Errorf("%s: the quote %q does not stand in %s: %q", key, q, e.Evidence.Source, from)
	}
	if e.Status != medelbot.OK || key == medelbot.Reference {
		return
	}
	switch v := e.Value; {
	case v == nil:
		t.Errorf("%s: ok without a value", key)
	case key == medelbot.Amount && v.SEK <= 0:
		t.Errorf("an amount of %d", v.SEK)
	case key == medelbot.Account:
		want := medelbot.CheckedAccount
		if v.Check == "unknown" {
			want = medelbot.UncheckedAccount
		}
		if n, check := medelbot.CheckAccount(medelbot.AccountType(v.Type), v.Number); check != want || n.Number != v.Number {
			t.Errorf("account %s %s is ok, and checks as %s (%v)", v.Type, v.Number, n.Number, check)
		}
	case key == medelbot.Contact && v.Email == "" && v.Phone == "":
		t.Errorf("contact %+v cannot be reached", v)
	}
}
