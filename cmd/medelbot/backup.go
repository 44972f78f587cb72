package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"medelbot/cmd/medelbot/config"
	"medelbot/store"
)

type backupCommand struct {
	Keep int    `placeholder:"N" help:"With a folder: keep the newest N backups in it and remove older ones."`
	File string `arg:"" name:"file" help:"The backup to write, or a folder for one that is named by the time."`
}

// Help is the long help of the command.
func (backupCommand) Help() string {
	return `Writes a copy of the database as it stands at one moment; the daemon may go on meanwhile. The copy is looked at as by medelbot verify (file, references, full text, chain of events, number of rows) before it gets its name, and takes the place of an older backup of that name in one step. If anything fails, such as a full disk, the older one stays and nothing else is left.

In a folder the backup is named by the database and the time (UTC), as medelbot-20260504T021500Z.db. With --keep older ones so named are removed once the new one is there; no other file is.

A backup holds all that the database held, also what is erased from that one later: see docs/backup.md for how long to keep it.`
}

// Run writes the backup and tells what is in it.
func (c *backupCommand) Run(ctx context.Context, p *process) error {
	info, err := os.Stat(c.File)
	folder := err == nil && info.IsDir() || strings.HasSuffix(c.File, string(filepath.Separator))
	if c.Keep < 0 || c.Keep > 0 && !folder {
		return &usageError{text: "--keep N counts the backups of a folder, and " + c.File + " is none", try: "make that folder first, or name another one"}
	}
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	s, err := store.OpenExisting(ctx, cfg.DatabasePath(), p.now, cfg.Zone())
	if err != nil {
		return err
	}
	defer s.Close()
	path := c.File
	if folder {
		path = filepath.Join(c.File, s.BackupName(p.now()))
	}
	b, err := s.Backup(ctx, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Backup: %s (%s). Mails kept: %d. Cases: %d. Events: %d.\n", b.Path, sizeText(b.Bytes), b.Mails, b.Cases, b.Chain.Length)
	if b.Chain.Head != "" {
		fmt.Fprintln(p.out, "The newest event's mark: "+b.Chain.Head)
	}
	if c.Keep == 0 {
		return nil
	}
	removed, err := s.TidyBackups(c.File, c.Keep, filepath.Base(path))
	for _, name := range removed {
		fmt.Fprintln(p.out, "Removed: "+name)
	}
	return err
}

type restoreCommand struct {
	File string `arg:"" name:"file" help:"The backup."`
}

// Help is the long help of the command.
func (restoreCommand) Help() string {
	return `Puts a backup in the place of the database, after having looked whether it is sound. Stop the daemon first. The database that was there is kept beside it, and the backup stays as it is.

A backup does not know what was sent since it was made, and copying the file by hand would have the daemon answer the same mails again. After this command nothing leaves twice: letters that waited in the backup are uncertain, and what would answer mail that came before now, or was due before now, is held, until a person has looked into Sent: medelbot outbox, then outbox release or outbox drop. Mail that comes from now on is answered as always. docs/backup.md tells what else to think of.`
}

// Run puts the backup back and tells what to look at.
func (c *restoreCommand) Run(ctx context.Context, p *process) error {
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	r, err := store.Restore(ctx, c.File, cfg.DatabasePath(), p.user(), p.now, cfg.Zone())
	if err != nil {
		return err
	}
	newest := "holds no event"
	if !r.Newest.IsZero() {
		newest = "goes to " + r.Newest.In(cfg.Zone()).Format("2006-01-02 15:04")
	}
	fmt.Fprintf(p.out, "The database %s is the backup %s now, whose log %s.\n", cfg.DatabasePath(), c.File, newest)
	if r.Before != "" {
		fmt.Fprintf(p.out, "The one that was there lies in %s. It holds the same kind of mail: remove it when it is not needed any more.\n", r.Before)
	}
	if r.Uncertain > 0 {
		fmt.Fprintf(p.out, "Letters that waited in the backup, and may have left since: %d. To see them: medelbot outbox --state uncertain\n", r.Uncertain)
	}
	if len(r.Erased) > 0 {
		fmt.Fprintf(p.out, "The backup holds cases that were erased since it was made: %s. Erase them again: medelbot erase CASE\n", strings.Join(r.Erased, ", "))
	}
	fmt.Fprintln(p.out, "What answers mail from before now is held, since it may have been answered already. To see it once the daemon has run: medelbot outbox --state held")
	return nil
}

// copyOf opens a copy of a backup among the temporary files, with its schema
// brought up to date. done closes and removes it.
func copyOf(ctx context.Context, cfg *config.Config, path string, now func() time.Time) (s *store.Store, done func() error, err error) {
	return openCopy(ctx, cfg, now, func(to string) error { return store.Copy(ctx, path, to) })
}

// openCopy has a database copied to a path among the temporary files and opens
// it there.
func openCopy(ctx context.Context, cfg *config.Config, now func() time.Time, copyTo func(path string) error) (s *store.Store, done func() error, err error) {
	dir, err := os.MkdirTemp("", "medelbot-") // of mode 0700
	if err != nil {
		return nil, nil, &failure{text: "no folder can be made for a copy of the database", try: "a folder to write in as $TMPDIR", err: err}
	}
	remove := func() error { return os.RemoveAll(dir) }
	path := filepath.Join(dir, "copy.db")
	if err = copyTo(path); err == nil {
		s, err = store.OpenExisting(ctx, path, now, cfg.Zone())
	}
	if err != nil {
		return nil, nil, errors.Join(err, remove())
	}
	return s, func() error { return errors.Join(s.Close(), remove()) }, nil
}
