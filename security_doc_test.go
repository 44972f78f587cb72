package medelbot

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/security.md says of each promise which test holds it: they are all there.
func TestSecurityDoc(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasSuffix(path, ".txtar"):
			there[d.Name()] = true
		case strings.HasSuffix(path, "_test.go"):
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, f := range function.FindAllStringSubmatch(string(text), -1) {
				there[f[1]] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("`((?:Test|Fuzz)\\w+|\\w+\\.txtar)`").FindAllStringSubmatch(string(doc), -1) {
		if !there[m[1]] {
			t.Errorf("docs/security.md names %s, which is not there", m[1])
		}
	}
	for _, m := range regexp.MustCompile("`((?:parser|store|cmd|intake|notifier|config)/[\\w/.-]+|\\w+\\.go)`").FindAllStringSubmatch(string(doc), -1) {
		path := m[1]
		if strings.HasPrefix(path, "config/") {
			path = "cmd/medelbot/" + path
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("docs/security.md names %s, which is not there", m[1])
		}
	}
}
