package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"medelbot/cmd/medelbot/config"
)

const (
	// littleSpace is when somebody should look at the disk, and noSpace when the
	// next large mail may not find room, with its copy in the write-ahead log.
	littleSpace = 1 << 30
	noSpace     = 128 << 20
	// clockSlack is how far files may be ahead of the clock: file systems round.
	clockSlack = time.Minute
)

// checkPlace looks at the folder of the database: whether files can be made there,
// who else can read them, and how much room is left.
func (l *checklist) checkPlace(p *process, cfg *config.Config) bool {
	path := cfg.DatabasePath()
	dir := filepath.Dir(path)
	if !l.step("folder", dir+", files can be made there", canWrite(dir)) {
		return false
	}
	l.checkSpace(dir)
	info, err := os.Stat(path)
	if err != nil {
		return true // made at the first start; else opening it tells
	}
	if info.Mode().Perm()&0o077 != 0 {
		l.warn("database", fmt.Sprintf("other users of this machine can read %s, which holds applications; try: chmod 600 %s", path, path))
	}
	if written := info.ModTime(); written.Sub(p.now()) > clockSlack {
		l.warn("clock", fmt.Sprintf("the database was last written on %s, which is in the future: this machine's clock was wrong then, or is now (timedatectl tells)",
			written.In(cfg.Zone()).Format("2006-01-02 15:04")))
	}
	return true
}

// canWrite makes a file in a folder and takes it away again.
func canWrite(dir string) error {
	f, err := os.CreateTemp(dir, ".medelbot-check-*")
	if err == nil {
		err = errors.Join(f.Close(), os.Remove(f.Name()))
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return &failure{text: dir + " is not there", try: "make it, or check database in the configuration"}
	case errors.Is(err, fs.ErrPermission):
		return &failure{text: "this user may not make files in " + dir, try: "run check as the user who runs medelbot, or give that user the folder (chown)"}
	case errors.Is(err, unix.ENOSPC), errors.Is(err, unix.EDQUOT):
		return &failure{text: "the disk of " + dir + " is full", try: "make room there; till then no mail is filed, and it waits in the mailbox"}
	}
	return &failure{text: "no file can be made in " + dir, try: "see what the system says of that disk", err: err}
}

// checkSpace tells how much room a disk has left.
func (l *checklist) checkSpace(dir string) {
	var disk unix.Statfs_t
	if err := unix.Statfs(dir, &disk); err != nil {
		l.step("disk", "", fmt.Errorf("its free space cannot be told: %w", err))
		return
	}
	free := int64(min(disk.Bavail*uint64(disk.Bsize), math.MaxInt64))
	room := fmt.Sprintf("%d MB are free in %s", free>>20, dir)
	if free < noSpace {
		l.step("disk", "", &failure{text: "only " + room, try: "make room; when it is full no mail is filed, and it waits in the mailbox"})
		return
	}
	l.step("disk", room, nil)
	if free < littleSpace {
		l.warn("disk", "that may be gone in a few weeks; a backup takes as much again as the database")
	}
}

// checkClock shows what time it is for the fund.
func (l *checklist) checkClock(p *process, cfg *config.Config) {
	now := p.now().In(cfg.Zone())
	l.step("clock", fmt.Sprintf("%s in %s", now.Format("2006-01-02 15:04"), cfg.Timezone), nil)
}

// checkDigest tells when the coordinators hear of it all the next time.
func (l *checklist) checkDigest(p *process, cfg *config.Config) {
	now := p.now().In(cfg.Zone())
	to := 0
	for _, x := range cfg.People() {
		if x.OnDuty(now) && len(x.Addresses) > 0 {
			to++
		}
	}
	if to == 0 {
		return // that there is nobody was told above
	}
	next := time.Date(now.Year(), now.Month(), now.Day(), cfg.Digest.At.Hour, cfg.Digest.At.Minute, 0, 0, cfg.Zone())
	if !next.After(now) {
		next = next.AddDate(0, 0, 1)
	}
	text := fmt.Sprintf("the next one leaves on %s; coordinators who get it: %d", next.Format("2006-01-02 15:04"), to)
	if cfg.Letters == "observe" {
		text = fmt.Sprintf(`it is written and not sent, since letters = "observe"; coordinators whom it is for: %d`, to)
	}
	l.step("digest", text, nil)
}
