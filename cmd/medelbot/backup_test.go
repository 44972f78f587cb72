package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"golang.org/x/sys/unix"
)

// A backup disk that is full is told with what is needed; mail is filed and
// answered all the while, and the older backup stays.
func TestBackupDiskFull(t *testing.T) {
	disk := t.TempDir()
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("a full disk is not tried here: no disk of its own can be made for it (%v). As root it can", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(disk, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	f := newOwnFund(t, "")
	f.once()
	path := filepath.Join(disk, "copy.db")
	f.medelbot("backup", path)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(disk, "other"), make([]byte, 2<<20-len(before)-len(before)/2), 0o600); err != nil {
		t.Fatal(err)
	}

	var problems bytes.Buffer
	p := system()
	p.out, p.err, p.self = &bytes.Buffer{}, &problems, nil
	status := execute(t.Context(), []string{"backup", path, "--config", f.config}, p)
	says := regexp.MustCompile(`^medelbot: back up to .*: the disk of the folder .* has 0\.\d MB free, and a copy of the database needs 1\.\d MB\.
Try: make room there, or choose a folder on another disk; nothing was changed or left behind\n$`)
	if status != statusFailed || !says.MatchString(problems.String()) {
		t.Errorf("status %d: %s", status, &problems)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the older backup has %d bytes, had %d: %v", len(after), len(before), err)
	}
	if entries, err := os.ReadDir(disk); err != nil || len(entries) != 2 {
		t.Errorf("the disk holds %v, %v", entries, err)
	}
	f.apply()
}
