package config

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"medelbot"
)

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
	if found < 38 {
		t.Errorf("only %d defaults stand in the example", found)
	}
}

// defaultOf is what a key is worth in a file that does not hold it.
func defaultOf(t *testing.T, section, key string) any {
	t.Helper()
	d := Defaults()
	day := toml.LocalDate{Year: 2021, Month: 1, Day: 1} // a day has no default, and no empty form
	d.Mailboxes, d.Calls, d.Coordinators = []Mailbox{{OAuth2: OAuth2{SecretExpires: day}}}, []Call{{Opens: day, Closes: day, ReportDue: day}}, []Coordinator{{DeputyFrom: day, DeputyUntil: day}}
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
		if elem.Kind() == reflect.Struct && elem.NumField() > 0 && elem.Field(0).Tag.Get("toml") != "" {
			checkKeys(t, text, elem, table+key+".")
			continue
		}
		if !regexp.MustCompile(`(?m)^(# )?` + key + ` = `).MatchString(text) {
			t.Errorf("the key %s%s is not in the example", table, key)
		}
	}
}
