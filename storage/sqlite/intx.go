package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Tx commits batches inside a transaction of the embedder. Make one with
// [InTx].
type Tx struct{ in session }

// InTx lets an embedder who keeps other tables in the file of a store write them
// and a batch together: Commit writes inside of the embedder's transaction, and
// nothing counts before that is committed.
//
// The file must have been opened with [Open] once, which makes the tables, and
// the embedder's with the driver "sqlite" of modernc.org/sqlite and the parameters
// of [DSN]: transactions begin immediately, waiting for whoever writes, and what
// is acknowledged is on the disk. Other tables must not have the names of
// docs/schema.md, and PRAGMA user_version is the store's.
func InTx(tx *sql.Tx) *Tx { return &Tx{in: within{tx}} }

// DSN returns the data source name with which an embedder opens a store's file
// as a database, for [InTx].
func DSN(path string) string {
	dsn := fileURI(path)
	separator := "?"
	for _, s := range settings(defaultCache, false) {
		value := s.value
		if s.name == "busy_timeout" {
			value = fmt.Sprint(defaultWait.Milliseconds())
		}
		dsn, separator = dsn+separator+"_pragma="+s.name+"("+value+")", "&"
	}
	return dsn + "&_txlock=immediate"
}

// Commit writes the batch, all of it or nothing, and leaves the transaction
// open. It refuses as [Store.Commit] does, and then nothing of the batch is in
// the transaction. After an *[Error] the transaction must be rolled back. A
// *[PragmaError] says that the connection is not set up as [DSN] asks, a
// *[SchemaError] that the file has another schema than this release, the reason
// [Moved] that it is not at its place any more. A call that
// is cancelled before it begins writes nothing; one that has begun is finished.
func (t *Tx) Commit(ctx context.Context, b backend.Batch) error {
	if err := ctx.Err(); err != nil {
		return storage.NotWritten(err)
	}
	ctx = context.WithoutCancel(ctx)
	if err := t.check(ctx); err != nil {
		return err
	}
	w := &batch{in: t.in}
	refused, err := w.apart(ctx, b)
	if err == nil && refused == nil {
		err = index(ctx, t.in, w.words)
	}
	if err == nil && refused == nil {
		err = t.inPlace(ctx)
	}
	if err != nil {
		return err
	}
	return refused
}

// check tests that the connection keeps the promises of the store, and that the
// schema is the one that this release writes.
func (t *Tx) check(ctx context.Context) error {
	for _, s := range settings(defaultCache, false) {
		if s.safety {
			if err := s.check(ctx, t.in); err != nil {
				return err
			}
		}
	}
	list, err := scripts()
	if err == nil {
		err = marked(ctx, t.in)
	}
	if err != nil {
		return err
	}
	stored, err := schemaVersion(ctx, t.in)
	if err == nil && stored != len(list) {
		err = &SchemaError{Stored: stored, Known: len(list)}
	}
	return err
}

// inPlace tests that what the transaction writes is what stands at the path of its
// database. Nothing tells which file a connection of database/sql has open, but
// the transaction has written and so keeps others from writing: if another
// connection to the path can begin to write, it has another file.
func (t *Tx) inPlace(ctx context.Context) error {
	path := ""
	err := t.in.query(ctx, "PRAGMA database_list", func(r row) error {
		if r.text(1) == "main" {
			path = r.text(2)
		}
		return nil
	})
	if err != nil || path == "" { // in memory
		return err
	}
	a, err := moor(path)
	if errors.Is(err, os.ErrNotExist) {
		return moved(path, "is gone", err)
	}
	if err != nil {
		return err
	}
	if !a.main.Mode().IsRegular() {
		return moved(path, "is another file now", nil)
	}
	for _, name := range a.names {
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return moved(name, "is gone", err)
		}
	}
	other, err := dial(path, modeWrite)
	if err != nil {
		return err
	}
	err = other.exec(ctx, "BEGIN IMMEDIATE")
	switch {
	case err == nil, because(err, NotDatabase):
		other.rollback()
		err = moved(path, "is another file now", nil)
	case because(err, Locked):
		err = nil
	}
	return errors.Join(err, other.close())
}

// within runs statements in a transaction of the embedder.
type within struct{ tx *sql.Tx }

func (w within) exec(ctx context.Context, query string, args ...driver.Value) error {
	_, err := w.insert(ctx, query, args...)
	return err
}

func (w within) insert(ctx context.Context, query string, args ...driver.Value) (int64, error) {
	result, err := w.tx.ExecContext(ctx, query, anys(args)...)
	if err != nil {
		return 0, ended(err)
	}
	no, err := result.LastInsertId()
	return no, ended(err)
}

func (w within) query(ctx context.Context, query string, each func(row) error, args ...driver.Value) error {
	rows, err := w.tx.QueryContext(ctx, query, anys(args)...)
	if err != nil {
		return ended(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return ended(err)
	}
	r, into := make(row, len(columns)), make([]any, len(columns))
	for i := range r {
		into[i] = (*any)(&r[i])
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return ended(err)
		}
		if err := each(r); err != nil {
			return err
		}
	}
	return ended(rows.Err())
}

// ended tells a transaction that is over from a failure of the database.
func ended(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("sqlite: the transaction has ended already: %w", sql.ErrTxDone)
	}
	return failed(err)
}

func anys(values []driver.Value) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return list
}
