package medelbot_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "medelbot"

// A room is a top-level folder; the root package is the room "".
type room struct {
	libraries bool     // may import modules of others
	rooms     []string // may import these rooms besides itself
}

// rules are the walls of the house: the domain knows no technology, the rooms
// beside cmd do not know each other, and only cmd joins them.
var rules = map[string]room{
	"":          {},
	"parser":    {libraries: true, rooms: []string{""}},
	"store":     {libraries: true, rooms: []string{""}},
	"templates": {libraries: true, rooms: []string{""}},
	"notifier":  {libraries: true, rooms: []string{"", "templates"}},
	"intake":    {libraries: true, rooms: []string{""}},
	"cmd":       {libraries: true, rooms: []string{"", "parser", "store", "templates", "notifier", "intake"}},
}

// roomOf names the room that an import path lies in; false if the path is not
// of this module.
func roomOf(path string) (string, bool) {
	if path == module {
		return "", true
	}
	rest, ours := strings.CutPrefix(path, module+"/")
	name, _, _ := strings.Cut(rest, "/")
	return name, ours
}

// broken says which rule an import breaks, "" if none.
func broken(importer, imported string) string {
	from, _ := roomOf(importer)
	rule, known := rules[from]
	if !known {
		return "no rule knows the folder " + from
	}
	to, ours := roomOf(imported)
	switch {
	case ours && to != from && !slices.Contains(rule.rooms, to):
		return "this room may not know that one"
	case !ours && !rule.libraries && isLibrary(imported):
		return "only the standard library may be used here"
	}
	return ""
}

// isLibrary tells modules of others from the standard library, whose paths
// have no dot in their first element.
func isLibrary(path string) bool {
	host, _, _ := strings.Cut(path, "/")
	return strings.Contains(host, ".")
}

func TestImports(t *testing.T) {
	type listed struct {
		ImportPath                         string
		Imports, TestImports, XTestImports []string
	}
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; packages++ {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("what go list says: %v", err)
		}
		for _, imported := range p.Imports {
			if why := broken(p.ImportPath, imported); why != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, why)
			}
		}
		// Tests may compare with any library, but they hold to the walls.
		for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
			if isLibrary(imported) {
				continue
			}
			if why := broken(p.ImportPath, imported); why != "" {
				t.Errorf("the tests of %s import %s: %s", p.ImportPath, imported, why)
			}
		}
	}
	if packages < len(rules) {
		t.Errorf("go list named %d packages, and there are %d rooms", packages, len(rules))
	}
}

// A rule that nothing could break would guard nothing.
func TestForbiddenImportIsCaught(t *testing.T) {
	for _, c := range []struct {
		importer, imported string
		caught             bool
	}{
		{"medelbot", "time", false},
		{"medelbot", "encoding/json", false},
		{"medelbot", "medelbot/parser", true},
		{"medelbot", "github.com/emersion/go-message", true},
		{"medelbot", "golang.org/x/text/unicode/norm", true},
		{"medelbot/parser", "medelbot", false},
		{"medelbot/parser", "medelbot/parser/kind", false},
		{"medelbot/parser/kind", "medelbot/parser/message", false},
		{"medelbot/parser/elements", "medelbot/store", true},
		{"medelbot/store", "modernc.org/sqlite", false},
		{"medelbot/store", "medelbot/parser", true},
		{"medelbot/templates", "medelbot/notifier", true},
		{"medelbot/notifier", "medelbot/templates", false},
		{"medelbot/notifier", "medelbot/store", true},
		{"medelbot/intake", "medelbot/notifier", true},
		{"medelbot/intake", "medelbot/cmd/medelbot", true},
		{"medelbot/cmd/medelbot", "medelbot/intake", false},
		{"medelbot/util", "time", true},
	} {
		if why := broken(c.importer, c.imported); (why != "") != c.caught {
			t.Errorf("%s imports %s: caught %v, want %v", c.importer, c.imported, why != "", c.caught)
		}
	}
}
