package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema of the database at path up to date. A schema from
// a newer program is refused: writing to it by old rules could break what it
// promises. While it is changed no daemon may run, for that one would be of an
// older program. An empty file is opened by one at a time: SQLite does not wait
// when two turn it to WAL at once, but refuses the second.
func migrate(ctx context.Context, path string, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	var lock *os.File
	defer func() { lock.Close() }() // of none it is an error that nobody needs to know
	if info.Size() == 0 {
		if lock, err = awaitLock(ctx, path); err != nil {
			return err
		}
	}
	has, knows, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	switch {
	case has > knows:
		return &Error{
			Text: fmt.Sprintf("it was written by a newer medelbot (schema %d, this program knows %d)", has, knows),
			Try:  "use the newer program, or a backup from before the upgrade",
		}
	case has == knows:
		return nil
	}
	if lock == nil {
		if lock, err = awaitLock(ctx, path); err != nil {
			return err
		}
	}
	_, err = p.Up(ctx) // does nothing if another was first
	return err
}
