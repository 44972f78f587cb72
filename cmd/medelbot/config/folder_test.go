package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One daemon writes one log: its funds must be of one mind about it.
func TestFundsOfOneLog(t *testing.T) {
	dir := t.TempDir()
	write := func(fund string) {
		t.Helper()
		text := "database = \"" + fund + ".db\"\n" + small
		if fund == "b" {
			text = strings.Replace(text, "imaps://mail.", "imaps://b.", 1) + "\n[log]\nlevel = \"debug\"\n"
		}
		if err := os.WriteFile(filepath.Join(dir, fund+".toml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a")
	if _, err := LoadAll(dir); err != nil {
		t.Error(err)
	}
	write("b")
	_, err := LoadAll(dir)
	if e := (*Error)(nil); !errors.As(err, &e) || e.Key != "log" || filepath.Base(e.File) != "b.toml" || e.Try == "" {
		t.Errorf("got %v", err)
	}
}
