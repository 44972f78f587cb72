package config

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
)

// small is a configuration that holds what cannot be left out.
const small = `
[[mailbox]]
address = "anna.ek@example.org"
imap = "imaps://mail.example.org"
password_file = "secret"

[[coordinator]]
name = "Anna Ek"
addresses = ["Anna.Ek@example.org", "anna@example.com"]

[[call]]
id = "testbadd"
opens = 2021-03-01
closes = "2021-03-28"
elements = ["applicant", "amount"]

[decision]
approvals = 1
`

func parse(t *testing.T, text string) *Config {
	t.Helper()
	c, err := Parse("some/where/config.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDefaults(t *testing.T) {
	c := parse(t, small)
	m := c.Mailboxes[0]
	got := map[string]any{
		"database": c.DatabasePath(), "letters": c.Mode(), "zone": c.Zone().String(), "digest": c.Digest.At, "digest mailbox": c.DigestMailbox(),
		"name": m.Name, "sender": m.Sender, "username": m.Username, "folder": m.Folder, "poll": time.Duration(m.Poll),
		"letters a day": c.Limits.LettersPerAddressDay, "mail size": int64(c.Limits.MailSize), "prefix": c.Calls[0].Prefix, "call": c.Calls[0].Name,
	}
	want := map[string]any{
		"database": filepath.Join("some", "where", "medelbot.db"), "letters": medelbot.Observe, "zone": "Europe/Stockholm", "digest": Clock{7, 30}, "digest mailbox": "anna.ek@example.org",
		"name": "anna.ek@example.org", "sender": "Anna Ek", "username": "anna.ek@example.org", "folder": "INBOX", "poll": time.Minute,
		"letters a day": 5, "mail size": int64(50_000_000), "prefix": "PK", "call": "testbadd",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A call is open from the first instant of its first day to the last instant
// of its last, in Sweden; the clocks went forward in the night to the last.
func TestWindow(t *testing.T) {
	call := parse(t, small).AllCalls()[0]
	if got, want := call.Opens.UTC(), time.Date(2021, 2, 28, 23, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("opens %s, want %s", got, want)
	}
	if got, want := call.Closes.UTC(), time.Date(2021, 3, 28, 22, 0, 0, 0, time.UTC).Add(-1); !got.Equal(want) {
		t.Errorf("closes %s, want %s", got, want)
	}
	if !call.ReportDue.IsZero() {
		t.Errorf("a report is due %s, and none was asked for", call.ReportDue)
	}
}

// A list that the file holds takes the default's place, and is not added to it.
func TestReminders(t *testing.T) {
	if d := cmp.Diff(Defaults().Reminders, parse(t, small).Reminders); d != "" {
		t.Error(d)
	}
	c := parse(t, small+"[reminders]\ncompletion = []\nreport = [-1]")
	if d := cmp.Diff(Reminders{Completion: []int{}, Report: []int{-1}, At: Clock{8, 0}}, c.Reminders); d != "" {
		t.Error(d)
	}
}

func TestPayer(t *testing.T) {
	if p := parse(t, small).Payer; p.Named() {
		t.Errorf("%+v has a name", p)
	}
	p := parse(t, small+payer("bankgiro = \"50501055\"\n")).Payer
	if !p.Named() || p.Account() != (medelbot.BankNumber{Type: medelbot.Bankgiro, Number: "5050-1055"}) || p.Number() != "802999-9995" || p.Execution != 1 {
		t.Errorf("%+v, %+v, %s", p, p.Account(), p.Number())
	}
	p = parse(t, small+payer("iban = \"SE45 5000 0000 0583 9825 7466\"\n")).Payer
	if p.Account() != (medelbot.BankNumber{Type: medelbot.IBAN, Number: "SE4550000000058398257466"}) {
		t.Errorf("%+v", p.Account())
	}
}

func TestNumberOf(t *testing.T) {
	c := parse(t, small+"[[applicant]]\nname = \"Stiftelsen Gläntan\"\nnumber = \"8029999995\"\ndomains = [\"glantan.example\"]")
	for _, test := range []struct {
		name, applicant, address, want string
	}{
		{"a region", "Region Skåne", "a@glantan.example", "232100-0255"},
		{"by name", "stiftelsen gläntan", "a@example.org", "802999-9995"},
		{"by domain", "Gläntans äldreboende", "a@Glantan.example", "802999-9995"},
		{"a subdomain may be anybody's", "Gläntans äldreboende", "a@hyr.glantan.example", ""},
		{"nobody", "", "", ""},
	} {
		if got := c.NumberOf(&medelbot.Case{Applicant: test.applicant, Addresses: []string{test.address}}); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	parse(t, "\xef\xbb\xbf"+small)
}

func TestNearest(t *testing.T) {
	known := []string{"letters", "letters_only_to", "limits", "imap"}
	for word, want := range map[string]string{"leters": "letters", "LETTERS": "", "letter_only_to": "letters_only_to", "imaps": "imap", "limit": "limits", "": ""} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{"50MB": 50e6, "1 kB": 1000, "7": 7, "2GB": 2e9, "512B": 512} {
		var s Size
		if err := s.UnmarshalText([]byte(text)); err != nil || s != want {
			t.Errorf("%q is %d, %v; want %d", text, s, err, want)
		}
	}
	for _, text := range []string{"", "MB", "-1MB", "1.5MB", "5XB", "9999999999GB", "1MBMB", "0"} {
		if err := new(Size).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was taken for a size", text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(medelbot.ExampleConfig()))
	f.Add([]byte("[[call]]\n[[call.contact]]\n[[call.contact]]\nname=1"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := Parse("config.toml", text)
		if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
			t.Errorf("the error is no *Error: %v", err)
		}
		if (c == nil) == (err == nil) {
			t.Errorf("neither a configuration nor an error")
		}
	})
}
