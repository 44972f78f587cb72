package lexicon

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"medelbot/parser/phrase"
)

// lists calls visit with the text of each list of every phrase.Table in the
// source files of this package.
func lists(t *testing.T, visit func(where token.Position, list string)) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(set, name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			table, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if kind, ok := table.Type.(*ast.SelectorExpr); !ok || kind.Sel.Name != "Table" {
				return true
			}
			for _, e := range table.Elts {
				list, err := strconv.Unquote(e.(*ast.KeyValueExpr).Value.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				visit(set.Position(e.Pos()), list)
			}
			return true
		})
	}
}

// Every phrase must be found in itself: a stem that is too short, a blank beside
// a bar or a mark at the wrong place would make it dead.
func TestPhrasesAreAlive(t *testing.T) {
	n := 0
	lists(t, func(where token.Position, list string) {
		for _, text := range phrase.Split(list) {
			n++
			l := phrase.New(phrase.Table{"x": text}, aliases, spoken)
			if words := phrase.Words(example(text)); !l.Has(words, "x") {
				t.Errorf("%s: %q is not found in %q", where, text, example(text))
			}
		}
	})
	if n < 2000 {
		t.Errorf("only %d phrases looked at", n)
	}
}

// No list says the same twice.
func TestPhrasesStandOnce(t *testing.T) {
	lists(t, func(where token.Position, list string) {
		seen := map[string]bool{}
		for _, text := range phrase.Split(list) {
			folded := strings.TrimSuffix(phrase.Fold(text), "!")
			if seen[folded] {
				t.Errorf("%s: %q stands twice", where, text)
			}
			seen[folded] = true
		}
	})
}

// example writes out a phrase with the first of its alternatives.
func example(text string) string {
	var out []string
	for _, field := range strings.Fields(strings.TrimSuffix(text, "!")) {
		if field == ".." || len(out) == 0 && strings.HasPrefix(field, "-") {
			continue
		}
		word, _, _ := strings.Cut(field, "|")
		if all, ok := aliases[word]; ok {
			word, _, _ = strings.Cut(all, "|")
		}
		out = append(out, strings.ReplaceAll(word, "*", "x"))
	}
	return strings.Join(out, " ")
}

// The tables of numbers are asked with folded words.
func TestNumberWordsAreFolded(t *testing.T) {
	for _, numbers := range []map[string]int64{units, multipliers, numerals} {
		for word := range numbers {
			if phrase.Fold(word) != word {
				t.Errorf("%q would never be found: it is not folded", word)
			}
		}
	}
	for _, foot := range LetterFoot {
		if strings.ToLower(foot) != foot {
			t.Errorf("%q would never be found: it is not in small letters", foot)
		}
	}
}

// An alias that no phrase uses is a forgotten one.
func TestAliasesAreUsed(t *testing.T) {
	var all strings.Builder
	lists(t, func(_ token.Position, list string) { all.WriteString(list + "\n") })
	for name := range aliases {
		if !strings.Contains(all.String(), name) {
			t.Errorf("no phrase uses %s", name)
		}
	}
	for name := range strings.FieldsSeq(strings.NewReplacer("|", " ", ";", " ").Replace(all.String())) {
		if strings.HasPrefix(name, "<") && aliases[name] == "" {
			t.Errorf("%s stands for nothing", name)
		}
	}
}
