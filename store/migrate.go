package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema of the database at path up to date. A schema from
// a newer program is refused: writing to it by old rules could break what it
// promises. While it is changed no daemon may run, for that one would be of an
// older program.
func migrate(ctx context.Context, path string, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
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
	lock, err := awaitLock(ctx, path)
	if err != nil {
		return err
	}
	defer lock.Close()
	_, err = p.Up(ctx) // does nothing if another was first
	return err
}
