package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Each command that is shown in the help stands in the manual page and in each
// shell's completion, also one that was added yesterday.
func TestManual(t *testing.T) {
	dir := t.TempDir()
	var out, errs bytes.Buffer
	p := process{out: &out, err: &errs, now: system().now}
	if status := execute(t.Context(), []string{"manual", "--out", dir}, p); status != statusDone {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	texts := map[string]string{}
	for _, name := range []string{"man/medelbot.1", "man/medelbot.toml.5", "completion/medelbot", "completion/_medelbot", "completion/medelbot.fish"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	all := reflect.TypeFor[commands]()
	for i := range all.NumField() {
		field := all.Field(i)
		if _, isCommand := field.Tag.Lookup("cmd"); !isCommand {
			continue
		}
		_, hidden := field.Tag.Lookup("hidden")
		name := strings.ToLower(field.Name)
		for file, mark := range map[string]string{
			"man/medelbot.1": ".SS \"medelbot " + name, "completion/medelbot": "\"" + name + "\") ",
			"completion/_medelbot": "'" + name + ":", "completion/medelbot.fish": "-a " + name + " ",
		} {
			if strings.Contains(texts[file], mark) == hidden {
				t.Errorf("%s: %s is hidden: %t, and %q is there: %t", file, name, hidden, mark, !hidden)
			}
		}
	}
	if !strings.Contains(texts["man/medelbot.toml.5"], "\nletters = \"observe\"\n") {
		t.Error("the page of the configuration lacks the example")
	}
}

func TestVersion(t *testing.T) {
	var out, errs bytes.Buffer
	status := execute(t.Context(), []string{"--version"}, process{out: &out, err: &errs})
	if want := "medelbot "; status != statusDone || !strings.HasPrefix(out.String(), want) || strings.Count(out.String(), "\n") != 1 || errs.Len() > 0 {
		t.Errorf("status %d, %q, %q", status, out.String(), errs.String())
	}
}
