package sqlite

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

// The migrations, each a script with a number of four digits at the beginning
// of its name, from 0001 without gaps. One that was released is never changed.
// A new kind of record gets a migration with its tables, a file with its reader
// and its writer, and a line in kinds.go.
//
//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a file as one of aduan's: "ADUA". PRAGMA user_version
// holds the number of the last migration.
const applicationID = 0x41445541

// scripts returns the migrations in order.
func scripts() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	list := make([]string, len(names))
	for i, name := range names {
		data, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list[i] = string(data)
	}
	return list, nil
}

// schemaVersion reads the number of the last migration in the file.
func schemaVersion(ctx context.Context, in session) (int, error) {
	n := 0
	err := in.query(ctx, "PRAGMA user_version", func(r row) error { n = int(r.int(0)); return nil })
	return n, err
}

// marked refuses a file that holds something and is not ours. The mark is read last:
// another process may make the file ours at this moment, tables and mark in one commit.
func marked(ctx context.Context, in session) error {
	var mark, tables int64
	err := in.query(ctx, "SELECT count(*) FROM sqlite_schema", func(r row) error { tables = r.int(0); return nil })
	if err == nil {
		err = in.query(ctx, "PRAGMA application_id", func(r row) error { mark = r.int(0); return nil })
	}
	if err == nil && mark != applicationID && (mark != 0 || tables > 0) {
		err = &Error{Reason: Foreign}
	}
	return err
}

// migrate brings the schema of the file up to date, in one transaction. Of
// several processes that try at the same time one does it. It returns the number
// of the last one.
func (c *conn) migrate(ctx context.Context, cfg Config) (int, error) {
	list, err := scripts()
	if err != nil {
		return 0, err
	}
	if err := marked(ctx, c); err != nil {
		return 0, err
	}
	stored, err := schemaVersion(ctx, c)
	if err != nil || stored == len(list) {
		return stored, err
	}
	if stored > len(list) || stored < 0 {
		return 0, &SchemaError{Stored: stored, Known: len(list)}
	}
	if err := c.begin(ctx, cfg.Wait); err != nil {
		return 0, err
	}
	if err := c.apply(ctx, list); err != nil {
		c.rollback()
		return 0, err
	}
	return len(list), c.once(context.WithoutCancel(ctx), "COMMIT")
}

// apply runs the migrations that are missing. Another process may have run them
// before this one got the lock.
func (c *conn) apply(ctx context.Context, list []string) error {
	stored, err := schemaVersion(ctx, c)
	if err == nil && stored > len(list) {
		err = &SchemaError{Stored: stored, Known: len(list)}
	}
	if err == nil {
		err = marked(ctx, c)
	}
	for n := stored; err == nil && n < len(list); n++ {
		err = c.once(ctx, list[n])
		switch {
		case err != nil:
		case n+1 == sumsSince:
			err = fillSums(ctx, c)
		case n+1 == hintSumsSince:
			err = fillHintSums(ctx, c)
		}
	}
	if err == nil {
		err = c.once(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(list)))
	}
	return err
}
