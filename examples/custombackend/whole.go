package main

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"iter"
	"strconv"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Store keeps every kind of record in one bbolt file: a bucket of JSON records
// for each kind, one of hints, one of unique values, and one of changes.
type Store struct{ db *bbolt.DB }

var (
	_ backend.Store  = (*Store)(nil)
	_ backend.Source = (*Store)(nil)
)

// OpenStore opens or creates the file.
func OpenStore(path string, options *bbolt.Options) (*Store, error) {
	db, err := bbolt.Open(path, 0o600, options)
	if err != nil {
		return nil, err
	}
	s := &Store{db}
	return s, s.update(context.Background(), func(tx *bbolt.Tx) error {
		for _, name := range append(backend.Kinds(), backend.KindOfHint, "unique", "changes") {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// Set returns the readers, which need no more than Load and Scan.
func (s *Store) Set() backend.Set { return backend.Readers(s) }

// update runs a function in the one transaction that may write, view in one
// that reads. Neither runs code of the user.
func (s *Store) update(ctx context.Context, do func(tx *bbolt.Tx) error) error {
	return closed(s.db.Update(func(tx *bbolt.Tx) error {
		return storage.NotWritten(cmp.Or(ctx.Err(), do(tx), ctx.Err())) // bbolt rolls back
	}))
}

func (s *Store) view(ctx context.Context, do func(tx *bbolt.Tx) error) error {
	return cmp.Or(closed(s.db.View(do)), ctx.Err())
}

func closed(err error) error {
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return storage.ErrClosed
	}
	return err
}

// Commit writes the batch, all of it or nothing.
func (s *Store) Commit(ctx context.Context, b backend.Batch) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		current := func(kind storage.Kind, key string) (any, error) { return find(tx, kind, key) }
		for r, err := range backend.Check(b, current) {
			if err != nil {
				return err
			}
			if err := write(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// write writes one checked record, its unique values and its change.
func write(tx *bbolt.Tx, r backend.Record) error {
	for _, u := range r.Unique {
		unique, key := tx.Bucket([]byte("unique")), []byte(u.Field+"\x00"+u.Value.Open())
		if holder := unique.Get(key); holder != nil && string(holder) != r.Key {
			return &storage.DuplicateError{Kind: r.Kind, Key: r.Key, Field: u.Field}
		}
		if err := unique.Put(key, []byte(r.Key)); err != nil {
			return err
		}
	}
	data, err := backend.Encode(r)
	if err != nil {
		return err
	}
	if err := tx.Bucket([]byte(r.Kind)).Put([]byte(r.Key), data); err != nil || r.Kind == backend.KindOfHint {
		return err // the feed does not tell of hints
	}
	changes, change := tx.Bucket([]byte("changes")), r.Change()
	n, err := changes.NextSequence()
	if err != nil {
		return err
	}
	change.Cursor = storage.Cursor(strconv.FormatUint(n, 10))
	if data, err = json.Marshal(change); err != nil {
		return err
	}
	return changes.Put(binary.BigEndian.AppendUint64(nil, n), data)
}

// Changes yields what was committed after a cursor: one writer at a time makes
// the sequence the order of commits.
func (s *Store) Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error] {
	return backend.Each(ctx, func() (list []storage.Change, err error) {
		err = s.view(ctx, func(tx *bbolt.Tx) error {
			bucket, n := tx.Bucket([]byte("changes")), uint64(0)
			if after != "" {
				var err error
				n, err = strconv.ParseUint(string(after), 10, 64)
				if err != nil || n < 1 || n > bucket.Sequence() || strconv.FormatUint(n, 10) != string(after) {
					return &storage.InvalidError{What: "cursor", Problems: []storage.Problem{{Message: "this store never gave it"}}}
				}
			}
			c := bucket.Cursor()
			for k, v := c.Seek(binary.BigEndian.AppendUint64(nil, n+1)); k != nil && (limit <= 0 || len(list) < limit); k, v = c.Next() {
				var change storage.Change
				if err := json.Unmarshal(v, &change); err != nil {
					return err
				}
				list = append(list, change)
			}
			return nil
		})
		return list, err
	})
}

// find reads a record inside a transaction, nil for none, a complaint with its hint.
func find(tx *bbolt.Tx, kind storage.Kind, key string) (any, error) {
	data := tx.Bucket([]byte(kind)).Get([]byte(key))
	if data == nil {
		return nil, nil
	}
	record, err := backend.Decode(kind, data)
	if err != nil {
		return nil, err
	}
	return backend.Hinted(record, tx.Bucket([]byte(backend.KindOfHint)).Get([]byte(key)))
}

// Load reads one record.
func (s *Store) Load(ctx context.Context, kind storage.Kind, key string) (record any, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		record, err = find(tx, kind, key)
		return err
	})
	return record, err
}

// Scan reads the records of a kind in the order of their keys.
func (s *Store) Scan(ctx context.Context, kind storage.Kind, after string, visit func(record any) bool) error {
	return s.view(ctx, func(tx *bbolt.Tx) error {
		c := tx.Bucket([]byte(kind)).Cursor()
		for k, _ := c.Seek([]byte(after)); k != nil; k, _ = c.Next() {
			if string(k) == after {
				continue
			}
			record, err := find(tx, kind, string(k))
			if err = cmp.Or(err, ctx.Err()); err != nil || !visit(record) {
				return err
			}
		}
		return nil
	})
}
