package config

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"medelbot"
)

var update = flag.Bool("update", false, "write docs/configuration.md anew")

const (
	reference     = "../../../docs/configuration.md"
	referenceHead = `# Configuration reference

Every key of a configuration file. This page is printed from the program's types, its defaults and the comments of
` + "[config.example.toml](../config.example.toml), which `medelbot init` writes" + `: change those, then run
` + "`go test ./cmd/medelbot/config -run Reference -update`" + `.

- An unknown key is an error that names file, line and key. Where no default is given, the text says what happens if the
  key is left out, or the table cannot do without it.
- A path starts from the file's own folder. In a path, ` + "`credential:NAME`" + ` is a secret that systemd gave the service
  ([operating](operating.md)).
- ` + "`[table]`" + ` stands once, ` + "`[[table]]`" + ` once for each member of a list.
`
)

// Each key stands in the reference with its kind, its default and what the
// example says of it.
func TestReference(t *testing.T) {
	p := printer{t: t, told: comments(t, medelbot.ExampleConfig())}
	p.WriteString(referenceHead)
	p.table(reflect.ValueOf(filled()).Elem(), "", "")
	if *update {
		if err := os.WriteFile(reference, []byte(p.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(reference); err != nil || string(text) != p.String() {
		t.Errorf("%s is not what the program says (%v). Try: go test ./cmd/medelbot/config -run Reference -update", reference, err)
	}
}

// filled is a configuration in which each list has one member with nothing but
// defaults.
func filled() *Config {
	c := Defaults()
	c.Mailboxes, c.Coordinators, c.Applicants, c.Calls = make([]Mailbox, 1), make([]Coordinator, 1), make([]Applicant, 1), make([]Call, 1)
	c.fill()
	call := reflect.ValueOf(&c.Calls[0]).Elem()
	for i := range call.NumField() {
		if f := call.Field(i); f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct {
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		}
	}
	return c
}

// printer prints the tables of the reference.
type printer struct {
	strings.Builder
	t    *testing.T
	told map[string]comment
}

// comment is what the example says of a key.
type comment struct {
	about      string
	hasDefault bool
}

// table prints one table of keys, and then the tables within it. heading is how
// it is written in the file.
func (p *printer) table(v reflect.Value, name, heading string) {
	title := "Outside of any table"
	if name != "" {
		title = "`" + heading + "`"
	}
	fmt.Fprintf(p, "\n## %s\n\n| key | kind | default | what it is |\n|---|---|---|---|\n", title)
	type within struct {
		v             reflect.Value
		name, heading string
	}
	var tables []within
	above := ""
	for i := range v.NumField() {
		key, f := v.Type().Field(i).Tag.Get("toml"), v.Field(i)
		switch {
		case key == "":
			continue
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct:
			tables = append(tables, within{f.Index(0), join(name, key), "[[" + join(name, key) + "]]"})
			continue
		case f.Kind() == reflect.Struct && kinds[f.Type().String()] == "":
			tables = append(tables, within{f, join(name, key), "[" + join(name, key) + "]"})
			continue
		}
		told, ok := p.told[join(name, key)]
		if !ok || told.about == "" {
			p.t.Errorf("the example says nothing of %s", join(name, key))
		}
		value := ""
		if told.hasDefault {
			value = p.value(key, f)
		}
		about := strings.ReplaceAll(told.about, "|", `\|`)
		if about == above {
			about = "as above"
		} else {
			above = about
		}
		fmt.Fprintf(p, "| `%s` | %s | %s | %s |\n", key, p.kind(f), value, about)
	}
	for _, w := range tables {
		if w.v.Type() == reflect.TypeFor[Coordinator]() && name != "" {
			fmt.Fprintf(p, "\n## `%s`\n\nThe keys of `[[coordinator]]`, but for those about deputies: who answers questions, instead of the coordinators.\n", w.heading)
			continue
		}
		p.table(w.v, w.name, w.heading)
	}
}

// kind names what a value is, without the example that an error shows.
func (p *printer) kind(v reflect.Value) string {
	name := v.Type().String()
	if name == "[]medelbot.NoticeCode" {
		name = "[]string"
	}
	kind, _, _ := strings.Cut(kinds[name], ", such as")
	if kind == "" {
		p.t.Errorf("nothing tells how a value of the type %s is written", name)
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(kind, "a "), "an "), " in quotes")
}

// value writes the default of a key.
func (p *printer) value(key string, v reflect.Value) string {
	if v.Type() == reflect.TypeFor[toml.LocalDate]() {
		return ""
	}
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		return "`[]`"
	}
	text, err := toml.Marshal(map[string]any{key: v.Interface()})
	if err != nil {
		p.t.Fatal(err)
	}
	_, value, _ := strings.Cut(strings.TrimSpace(string(text)), " = ")
	return "`" + strings.ReplaceAll(value, "'", `"`) + "`"
}

// comments finds what the example says of each key, by its path without places
// in lists: the comment above it, or above the keys that it follows without a
// gap. A key may stand in a comment itself, and so may the head of its table.
func comments(t *testing.T, text string) map[string]comment {
	told := map[string]comment{}
	table, said := "", []string(nil)
	saying, hasDefault := false, false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		bare := strings.TrimPrefix(line, "# ")
		key, value, isKey := strings.Cut(bare, " = ")
		switch {
		case line == "":
			said, saying = nil, false
		case strings.HasPrefix(bare, "["):
			table = strings.Trim(bare, "[]") // what stands above it is about all of it
		case strings.HasPrefix(bare, "Default: "):
			hasDefault = true
		case isKey && !strings.Contains(key, " ") && value != "":
			if path := join(table, key); told[path] == (comment{}) {
				told[path] = comment{strings.Join(said, " "), hasDefault}
			}
			saying, hasDefault = false, false
		case strings.HasPrefix(line, "#"):
			if !saying {
				said = nil
			}
			said, saying = append(said, strings.TrimSpace(strings.TrimPrefix(line, "#"))), true
		}
	}
	return told
}
