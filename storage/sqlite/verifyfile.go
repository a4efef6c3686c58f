package sqlite

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/storage"
)

// file is a file that is looked through.
type file struct {
	c      *conn
	faults []error          // of the file as a whole
	sums   map[string]int64 // the checksum that a record has now, by kind and key
	within time.Time        // the hint within the JSON of the record at hand
}

// note keeps a fault of the file as a whole, and returns any other error.
func (f *file) note(err error) error {
	if !isDamage(err) {
		return err
	}
	f.faults = append(f.faults, err)
	return nil
}

// mostOfSQLite is how many faults SQLite is asked for.
const mostOfSQLite = "20"

// whole looks at the file as SQLite has it, and at its schema.
func (f *file) whole(ctx context.Context, fresh *conn) error {
	err := f.c.query(ctx, "PRAGMA integrity_check("+mostOfSQLite+")", func(r row) error {
		if text := r.text(0); text != "ok" {
			f.faults = append(f.faults, flawed("%s", text))
		}
		return nil
	})
	if err := f.note(err); err != nil {
		return err
	}
	orphans := 0
	err = f.c.query(ctx, "PRAGMA foreign_key_check", func(row) error { orphans++; return nil })
	if orphans > 0 {
		f.faults = append(f.faults, flawed("%d rows belong to a record that is not there", orphans))
	}
	if err := f.note(err); err != nil {
		return err
	}
	want, err := schemaOf(ctx, fresh)
	if err != nil {
		return err
	}
	got, err := schemaOf(ctx, f.c)
	if err := f.note(err); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			f.faults = append(f.faults, flawed("%s is not defined as the migrations do", name))
		}
	}
	return nil
}

// schemaOf is the schema of a file by the names of tables and indexes, without
// comments and spaces.
func schemaOf(ctx context.Context, c *conn) (map[string]string, error) {
	schema := map[string]string{}
	err := c.query(ctx, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema", func(r row) error {
		var text []string
		for line := range strings.Lines(r.text(3)) {
			code, _, _ := strings.Cut(line, "--")
			text = append(text, strings.Fields(code)...)
		}
		schema[r.text(1)] = r.text(0) + " " + r.text(2) + " " + strings.Join(text, " ")
		return nil
	})
	return schema, err
}

// feed yields the rows of the feed, and notes the checksums of the records.
func (f *file) feed(ctx context.Context) iter.Seq2[storage.Change, error] {
	return func(yield func(storage.Change, error) bool) {
		type told struct {
			change storage.Change
			fault  error
		}
		for at, more := int64(0), true; more; {
			var piece []told
			err := f.c.query(ctx, "SELECT cursor, kind, key, version, entries, record_sum, sum FROM change WHERE cursor > ? ORDER BY cursor LIMIT ?", func(r row) error {
				t := told{change: changeOf(r)}
				switch cursor := r.int(0); {
				case cursor <= at:
					return flawed("the changes are not in order")
				case cursor > at+1:
					t.fault = flawed("the changes before it are missing")
				}
				at = r.int(0)
				if r[6] != sumOfChange(t.change, r[5]) {
					t.fault = flawed("the row has not its checksum")
				}
				key := r.text(1) + " " + r.text(2)
				delete(f.sums, key)
				if r[5] != nil {
					f.sums[key] = r.int(5)
				}
				piece = append(piece, t)
				return nil
			}, at, int64(pieceOfFeed))
			more = len(piece) == pieceOfFeed
			for _, t := range piece {
				if t.fault != nil && !yield(storage.Change{}, &storage.RecordError{Kind: "change", Key: string(t.change.Cursor), Cause: t.fault}) {
					return
				}
				if !yield(t.change, nil) {
					return
				}
			}
			if err := f.note(err); err != nil {
				yield(storage.Change{}, err)
				return
			}
		}
	}
}
