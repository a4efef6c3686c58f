package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

var _ backend.Verifier = (*Store)(nil)

// Verify looks through the whole file, as of one moment and while others use it. Beside
// what [backend.Verify] says it looks whether each record has the checksum with which
// it was committed, whether columns, rows and indexed words are those that the record
// makes, and whether the file is sound as SQLite has it. A damaged file is a fault in the
// answer; it may also be so damaged that it cannot be opened. A file of another schema
// is a *[SchemaError]: Open migrates an older one, and fills its checksums. A long walk
// keeps the log (-wal) from being written back; [Store.Checkpoint] does it afterwards.
func (s *Store) Verify(ctx context.Context, how backend.Verification) (found backend.Verified, err error) {
	if err := s.open(ctx); err != nil {
		return found, err
	}
	if err := s.anchor.check(); err != nil {
		return found, err
	}
	c, err := connect(ctx, s.anchor, s.cfg, false)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	scratch, err := emptyCopy(ctx)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, scratch.close()) }()
	if found, err = verify(ctx, c, scratch, how); err != nil {
		return found, err
	}
	return found, s.after(nil)
}

// emptyCopy is a store without records, in memory.
func emptyCopy(ctx context.Context) (*conn, error) {
	c, err := dialMemory()
	if err != nil {
		return nil, err
	}
	list, err := scripts()
	if err == nil {
		err = c.once(ctx, "PRAGMA temp_store = 2; PRAGMA foreign_keys = 1")
	}
	if err == nil {
		err = c.apply(ctx, list)
	}
	if err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

// verify looks through what a connection reads in one transaction, with the help of
// an empty store.
func verify(ctx context.Context, c, scratch *conn, how backend.Verification) (found backend.Verified, err error) {
	if err := c.exec(ctx, "BEGIN"); err != nil {
		return found, err
	}
	known, err := schemaVersion(ctx, scratch)
	if err != nil {
		return found, err
	}
	stored, err := schemaVersion(ctx, c)
	if err == nil && stored != known {
		err = &SchemaError{Stored: stored, Known: known}
	}
	if err != nil {
		return found, err
	}
	f := &file{c: c, sums: map[string]int64{}}
	if err := f.whole(ctx, scratch); err != nil {
		return found, err
	}
	r := &rows{c: c, scratch: scratch, counts: map[string]int64{}}
	if err := r.prepare(ctx); err != nil {
		return found, err
	}
	r.words, err = wordsOf(ctx, c)
	if err := f.note(err); err != nil {
		return found, err
	}
	found, err = backend.Verify(ctx, backend.Walk{
		Scan: func(kind storage.Kind, visit func(any) bool) error { return f.scan(ctx, kind, visit) },
		Feed: f.feed(ctx),
		Look: func(record backend.Record) error {
			return errors.Join(f.sum(record), r.look(ctx, record, f.within))
		},
	}, how)
	if err != nil {
		return found, err
	}
	left, err := r.left(ctx)
	found.Faults = append(append(f.faults, left...), found.Faults...)
	return found, err
}

// keysAtOnce is how many keys are read before their records are.
const keysAtOnce = 256

// scan visits the records of a kind in the order of their keys.
func (f *file) scan(ctx context.Context, kind storage.Kind, visit func(any) bool) error {
	key := keyColumn(kind)
	query := fmt.Sprintf("SELECT %s FROM %s WHERE %s > ? ORDER BY %s LIMIT ?", key, kind, key, key)
	for last := ""; ; {
		var keys []string
		err := f.c.query(ctx, query, func(r row) error {
			keys = append(keys, r.text(0))
			return nil
		}, last, int64(keysAtOnce))
		if err := f.note(err); err != nil {
			return err
		}
		for _, key := range keys {
			if key <= last {
				return f.note(flawed("the keys of the table %s are not in order", kind))
			}
			last = key
			w := &batch{in: f.c}
			record, err := w.current(ctx, kind, key)
			f.within = w.heldWithin()
			switch {
			case isDamage(err):
				record = &storage.RecordError{Kind: kind, Key: key, Cause: err}
			case err != nil:
				return err
			case record == nil:
				record = &storage.RecordError{Kind: kind, Key: key, Cause: flawed("an index names a record that is not there")}
			}
			if !visit(record) {
				return ctx.Err()
			}
		}
		if len(keys) < keysAtOnce {
			return nil
		}
	}
}

// sum compares a record with the checksum with which it was committed.
func (f *file) sum(r backend.Record) error {
	sum, err := sumOfRecord(r, f.within)
	if err != nil {
		return err
	}
	want, ok := f.sums[string(r.Kind)+" "+r.Key]
	switch {
	case !ok:
		return flawed("the feed has no checksum for it")
	case sum != want:
		return flawed("it is not what was committed: its checksum is %08x, not %08x", sum, want)
	default:
		return nil
	}
}

// isDamage reports whether an error is about what stands in the file.
func isDamage(err error) bool { return because(err, Corrupt) || because(err, NotDatabase) }

// numberOf is the number of a complaint's row, nil for other kinds.
func (r *rows) numberOf(ctx context.Context, record backend.Record) (any, error) {
	if record.Kind != complaint.KindOfComplaint {
		return nil, nil
	}
	var no any
	err := r.c.query(ctx, "SELECT no FROM complaint WHERE id = ?", func(r row) error { no = r.int(0); return nil }, record.Key)
	return no, err
}
