package config

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Load reads and checks the configuration file at path. Its error is an
// *Error. No secret is read and no other file need exist.
func Load(path string) (*Config, error) {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{File: path, Text: "there is no such configuration file", Try: "medelbot init, or name a file with --config", Err: err}
	case err != nil:
		return nil, &Error{File: path, Text: "the configuration file cannot be read: " + cause(err), Try: "make it readable for this user", Err: err}
	}
	return Parse(path, text)
}

// cause is what the system says, without repeating operation and path.
func cause(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// Parse reads and checks the text of a configuration file. The path is what
// relative paths start from and what errors name.
func Parse(path string, text []byte) (*Config, error) {
	c := Defaults()
	// Windows' Notepad begins a file with a byte order mark, which TOML has not.
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	dec := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	if err := dec.Decode(c); err != nil {
		return nil, explain(path, err)
	}
	c.path = path
	c.fill()
	if err := c.check(linesOf(text)); err != nil {
		return nil, err
	}
	return c, nil
}

// explain words a decoder's error.
func explain(path string, err error) *Error {
	if strict := (*toml.StrictMissingError)(nil); errors.As(err, &strict) && len(strict.Errors) > 0 {
		return unknownKey(path, &strict.Errors[0])
	}
	if d := (*toml.DecodeError)(nil); errors.As(err, &d) {
		line, _ := d.Position()
		e := &Error{
			File: path, Line: line, Key: strings.Join(d.Key(), "."), Text: strings.TrimPrefix(d.Error(), "toml: "),
			Try: "compare with the file that medelbot init writes", Err: err,
		}
		if given, field, ok := strings.Cut(e.Text, " into struct field "); ok {
			_, kind, _ := strings.Cut(field, " of type ")
			e.Text = "a value of another kind belongs here, not " + strings.TrimPrefix(given, "cannot decode TOML ")
			e.Try = kinds[kind]
		}
		return e
	}
	return &Error{File: path, Text: err.Error(), Err: err}
}

// kinds shows how values of the Go types that stand in a Config are written.
var kinds = map[string]string{
	"string": `a text in quotes, such as "INBOX"`, "int": "a whole number, such as 5", "*int": "a whole number, such as 24", "int64": "a whole number, such as 100000",
	"bool": "true or false", "[]string": `a list of texts, such as ["a", "b"]`, "[]int": "a list of whole numbers, such as [7, 14]", "toml.LocalDate": "a day, such as 2021-12-31",
	"config.Duration": `a duration in quotes, such as "15m"`, "config.Size": `a size in quotes, such as "50MB"`, "config.Clock": `a time of day in quotes, such as "07:30"`,
}

// unknownKey names an unknown key and the known one that it is most like.
func unknownKey(path string, d *toml.DecodeError) *Error {
	line, _ := d.Position()
	key := d.Key()
	e := &Error{File: path, Line: line, Key: strings.Join(key, "."), Text: "there is no such key", Err: d}
	known := keysOf(reflect.TypeFor[Config](), key[:len(key)-1])
	if near := Nearest(key[len(key)-1], known); near != "" {
		e.Try = near
	} else {
		e.Try = "one of " + strings.Join(known, ", ")
	}
	return e
}

// keysOf lists the keys of the table that path leads to; nil if there is none.
func keysOf(t reflect.Type, path []string) []string {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("toml")
		if len(path) > 0 && name == path[0] {
			return keysOf(t.Field(i).Type, path[1:])
		}
		if name != "" {
			names = append(names, name)
		}
	}
	if len(path) > 0 {
		return nil
	}
	return names
}

// Nearest finds the known word that a mistyped one is most like, by edits of
// single characters; "" if none is like it at all.
func Nearest(word string, known []string) string {
	best, distance := "", max(2, len(word)/3)+1
	for _, k := range known {
		if d := edits(word, k); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// edits counts the insertions, deletions and replacements that make b of a
// (Levenshtein).
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
