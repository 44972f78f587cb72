package atomicfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"medelbot/cmd/medelbot/atomicfile"
)

// What stood there stands until the new file is whole; then that alone is there,
// for its owner.
func TestCommit(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "old")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := atomicfile.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("new"); err != nil {
		t.Fatal(err)
	}
	if text := content(t, path); text != "old" {
		t.Errorf("before: %q", text)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := f.Discard(); err == nil {
		t.Error("there was something to remove")
	}
	info, err := os.Stat(path)
	if err != nil || content(t, path) != "new" || info.Mode() != 0o600 {
		t.Errorf("after: %q, %v, %v", content(t, path), info, err)
	}
	alone(t, dir)
}

// What is not to be kept leaves nothing behind, nor does what finds no place.
func TestDiscard(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "one")
	f, err := atomicfile.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("a folder was replaced")
	}
	_ = f.Discard() // closed already
	alone(t, dir)
}

// Only files are replaced: not what a device or a folder's name stands for.
func TestOrdinary(t *testing.T) {
	for _, path := range []string{os.DevNull, t.TempDir()} {
		if _, err := atomicfile.Create(path); err == nil {
			t.Errorf("%s would be replaced", path)
		}
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// alone looks that there is one name in a folder.
func alone(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left: %v, %v", left, err)
	}
}
