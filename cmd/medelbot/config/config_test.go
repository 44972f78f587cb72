package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

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

func TestOwnAndAllowed(t *testing.T) {
	c := parse(t, `letters_only_to = ["Eva@example.net", "@test.example"]`+small)
	for address, want := range map[string][2]bool{
		"ANNA.EK@example.org":   {true, false},
		"eva@EXAMPLE.net":       {false, true},
		"who@test.example":      {false, true},
		"who@sub.test.example":  {false, false},
		"who@other.example":     {false, false},
		"test.example@evil.net": {false, false},
	} {
		if got := [2]bool{c.Own(address), c.Allowed(address)}; got != want {
			t.Errorf("%s: own, allowed = %v, want %v", address, got, want)
		}
	}
	if !parse(t, small).Allowed("who@other.example") {
		t.Error("without letters_only_to, letters may go to anybody")
	}
}

// Every complaint names the line, the key and what to do.
func TestComplaints(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		line           int
		key, text, try string
	}{
		{"unknown key", "[[mailbox]]", "leters = 1\n[[mailbox]]", 2, "leters", "there is no such key", "letters"},
		{"unknown key in a table", "imap =", "imop =", 4, "mailbox.imop", "there is no such key", "imap"},
		{"unknown table", "[[call]]", "[[coll]]", 11, "coll", "there is no such key", "call"},
		{"like nothing known", "[[mailbox]]", "zzzzzzzz = 1\n[[mailbox]]", 2, "zzzzzzzz", "there is no such key", "one of database, letters"},
		{"broken file", "[[mailbox]]", "[[mailbox]\n", 2, "", "expected", "medelbot init"},
		{"wrong type", `"secret"`, `5`, 5, "mailbox.password_file", "another kind", "a text in quotes"},
		{"time zone", "[[mailbox]]", `timezone = "Stockholm"` + "\n[[mailbox]]", 2, "timezone", "no time zone", "Europe/Stockholm"},
		{"mode", "[[mailbox]]", `letters = "sned"` + "\n[[mailbox]]", 2, "letters", `"sned" is unknown`, `"send"`},
		{"address", `"anna.ek@example.org"`, `"Anna Ek <anna@x.se>"`, 3, "mailbox.address", "no mail address", "anna.ek@example.org"},
		{"address with åäö", `"anna.ek@example.org"`, `"åsa@example.org"`, 3, "mailbox.address", "no mail address", ""},
		{"plain imap", "imaps://", "imap://", 4, "mailbox.imap", "unprotected", "imaps://"},
		{"no server", `imap = "imaps://mail.example.org"`, "", 2, "mailbox", "no server to read from", "imap ="},
		{"password in the file", "password_file", "password", 5, "mailbox.password", "on this machine", "password_file"},
		{"no password", `password_file = "secret"`, "", 2, "mailbox", "one of password_file and password_env", "password_file"},
		{"two passwords", `password_file = "secret"`, "password_file = \"secret\"\npassword_env = \"X\"", 2, "mailbox", "one of", ""},
		{"oauth", `password_file`, "auth = \"oauth2\"\npassword_file", 5, "mailbox.auth", "oauth2", "password"},
		{"move to nowhere", `password_file`, "after_filing = \"move\"\npassword_file", 5, "mailbox.after_filing", "folder to move to", "processed_folder"},
		{"poll", `password_file`, "poll = \"1ms\"\npassword_file", 5, "mailbox.poll", "once a second", "1m"},
		{"duration", `password_file`, "poll = \"soon\"\npassword_file", 5, "mailbox.poll", "no duration", ""},
		{"send without a server", "[[mailbox]]", "letters = \"send\"\n[[mailbox]]", 3, "mailbox", "a server to send by", "smtp ="},
		{"second mailbox", "[[coordinator]]", "[[mailbox]]\naddress = \"x\"\n[[coordinator]]", 8, "mailbox.address", `"x" is no mail address`, ""},
		{"one address, two people", "[[call]]", "[[coordinator]]\nname = \"B\"\naddresses = [\"anna@EXAMPLE.com\"]\n[[call]]", 13, "coordinator.addresses", "two coordinators", ""},
		{"nameless", `name = "Anna Ek"`, "", 7, "coordinator", "a name", ""},
		{"element", `"amount"`, `"amuont"`, 15, "call.elements", `"amuont" is unknown`, `"amount"`},
		{"element twice", `"amount"]`, "\"amount\"]\noptional = [\"amount\"]", 16, "call.optional", "twice", ""},
		{"no elements", `elements = ["applicant", "amount"]`, "", 11, "call", "asks for nothing", "elements"},
		{"no last day", `closes = "2021-03-28"`, "", 11, "call", "a first and a last day", "closes"},
		{"bad day", `"2021-03-28"`, `"28 mars"`, 14, "call.closes", "YYYY-MM-DD", ""},
		{"backwards", `"2021-03-28"`, `2021-02-28`, 14, "call.closes", "before it opens", ""},
		{"prefix", "opens", "prefix = \"p1\"\nopens", 13, "call.prefix", `"p1" cannot begin`, "PK"},
		{"cap", "opens", "cap = -1\nopens", 13, "call.cap", "negative", ""},
		{"cap per", "opens", "cap_per = \"regoin\"\nopens", 13, "call.cap_per", "unknown", `"region"`},
		{"contact", `"amount"]`, "\"amount\"]\n[[call.contact]]\nname = \"B\"\naddresses = [\"b\"]", 18, "call.contact.addresses", "no mail address", ""},
		{"digest from nowhere", "[[call]]", "[digest]\nmailbox = \"x\"\n[[call]]", 12, "digest.mailbox", "no mailbox has the name", ""},
		{"size", "[[call]]", "[limits]\nmail_size = \"50 apples\"\n[[call]]", 12, "limits.mail_size", "no size", ""},
		{"time of day", "[[call]]", "[digest]\nat = \"25:00\"\n[[call]]", 12, "digest.at", "no time of day", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("config.toml", []byte(strings.Replace(small, c.old, c.new, 1)))
			e := (*Error)(nil)
			if !errors.As(err, &e) {
				t.Fatalf("got error %v, want an *Error", err)
			}
			if e.Line != c.line || e.Key != c.key || !strings.Contains(e.Text, c.text) || !strings.Contains(e.Try, c.try) {
				t.Errorf("got line %d, key %q: %s (try %s)\nwant line %d, key %q: ...%s... (try ...%s...)", e.Line, e.Key, e.Text, e.Try, c.line, c.key, c.text, c.try)
			}
		})
	}
}

func TestByteOrderMark(t *testing.T) {
	parse(t, "\xef\xbb\xbf"+small)
}

func TestSecret(t *testing.T) {
	dir := t.TempDir()
	text := small
	c, err := Parse(filepath.Join(dir, "config.toml"), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	m := &c.Mailboxes[0]
	if _, err := m.Secret(); err == nil || !strings.Contains(err.Error(), "secret") {
		t.Errorf("a missing file gave %v", err)
	}
	for content, want := range map[string]string{"hemligt\n": "hemligt", "två ord \r\n": "två ord", "\n": ""} {
		if err := os.WriteFile(filepath.Join(dir, "secret"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := m.Secret()
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q gave %q, %v", content, got, err)
		}
	}
	t.Setenv("MEDELBOT_TEST_SECRET", "ur miljön")
	c = parse(t, strings.Replace(small, `password_file = "secret"`, `password_env = "MEDELBOT_TEST_SECRET"`, 1))
	if got, err := c.Mailboxes[0].Secret(); got != "ur miljön" || err != nil {
		t.Errorf("the environment gave %q, %v", got, err)
	}
	c = parse(t, strings.NewReplacer(`password_file = "secret"`, `password = "öppet"`, "imaps://mail.example.org", "imap://127.0.0.1:1143").Replace(small))
	if got, err := c.Mailboxes[0].Secret(); got != "öppet" || err != nil {
		t.Errorf("the file gave %q, %v", got, err)
	}
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

// The example is what people start from: it must be usable, show every key,
// and tell the truth about defaults.
func TestExample(t *testing.T) {
	text := medelbot.ExampleConfig()
	c, err := Parse("config.example.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(c.Calls); got != 3 {
		t.Errorf("the example has %d calls, want 3", got)
	}
	checkKeys(t, text, reflect.TypeFor[Config](), "")

	// What follows "# Default: " is the value of the key on the next line that
	// is none of comment.
	lines := strings.Split(text, "\n")
	section, found := "", 0
	for i, line := range lines {
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
		}
		value, ok := strings.CutPrefix(line, "# Default: ")
		if !ok {
			continue
		}
		key, _, _ := strings.Cut(lines[i+1], " =")
		got := defaultOf(t, section, key)
		var want map[string]any
		if err := toml.Unmarshal([]byte("x = "+value), &want); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if d := cmp.Diff(want["x"], got); d != "" {
			t.Errorf("line %d: the default of %s is another: %s", i+1, key, d)
		}
		found++
	}
	if found < 25 {
		t.Errorf("only %d defaults stand in the example", found)
	}
}

// defaultOf is what a key is worth in a file that does not hold it.
func defaultOf(t *testing.T, section, key string) any {
	t.Helper()
	d := Defaults()
	day := toml.LocalDate{Year: 2021, Month: 1, Day: 1} // a day has no default, and no empty form
	d.Mailboxes, d.Calls, d.Coordinators = []Mailbox{{}}, []Call{{Opens: day, Closes: day, ReportDue: day}}, []Coordinator{{}}
	d.fill()
	text, err := toml.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := toml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	table := all
	if section != "" {
		switch v := all[section].(type) {
		case map[string]any:
			table = v
		case []any:
			table = v[0].(map[string]any)
		default:
			t.Fatalf("no section %q", section)
		}
	}
	if v, ok := table[key].([]any); ok && len(v) == 0 {
		return []any{}
	}
	return table[key]
}

func checkKeys(t *testing.T, text string, of reflect.Type, table string) {
	t.Helper()
	for i := range of.NumField() {
		f := of.Field(i)
		key := f.Tag.Get("toml")
		if key == "" || table+key == "mailbox.password" {
			continue // a password belongs in no file
		}
		elem := f.Type
		if elem.Kind() == reflect.Slice {
			elem = elem.Elem()
		}
		if elem.Kind() == reflect.Struct && elem.PkgPath() == of.PkgPath() && elem.NumField() > 2 || elem == reflect.TypeFor[Decision]() || elem == reflect.TypeFor[Digest]() || elem == reflect.TypeFor[Limits]() {
			checkKeys(t, text, elem, table+key+".")
			continue
		}
		if !regexp.MustCompile(`(?m)^(# )?` + key + ` = `).MatchString(text) {
			t.Errorf("the key %s%s is not in the example", table, key)
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
