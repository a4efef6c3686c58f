package main

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"slices"

	"go.etcd.io/bbolt"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Cases keeps complaints alone, and the identities that travel with them: what
// a small office needs that has its rules in files.
type Cases struct{ db *bbolt.DB }

var _ complaint.Store = (*Cases)(nil)

var _ complaint.Identities = (*Cases)(nil)

// OpenCases opens or creates the file.
func OpenCases(path string, options *bbolt.Options) (*Cases, error) {
	db, err := bbolt.Open(path, 0o600, options)
	if err != nil {
		return nil, err
	}
	return &Cases{db}, db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []storage.Kind{complaint.KindOfComplaint, complaint.KindOfIdentity, backend.KindOfHint, "unique"} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Close closes the file.
func (s *Cases) Close() error { return s.db.Close() }

// Commit writes the batch, all of it or nothing.
func (s *Cases) Commit(ctx context.Context, b complaint.Batch) error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		return storage.NotWritten(cmp.Or(put(tx, b), ctx.Err())) // bbolt rolls back
	})
}

func put(tx *bbolt.Tx, b complaint.Batch) error {
	for r, err := range backend.Check(backend.Batch{Batch: b}, current(tx)) {
		if err != nil {
			return err
		}
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
		if err = cmp.Or(err, tx.Bucket([]byte(r.Kind)).Put([]byte(r.Key), data)); err != nil {
			return err
		}
	}
	return nil
}

// Get reads a complaint.
func (s *Cases) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	return one[complaint.Complaint](ctx, s, complaint.KindOfComplaint, id.String())
}

// Head reads what decides who may see a complaint, out of the whole.
func (s *Cases) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	c, err := s.Get(ctx, id)
	return c.Head(key), err
}

// Identity reads an identity.
func (s *Cases) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return one[complaint.Identity](ctx, s, complaint.KindOfIdentity, ref.String())
}

// List reads all complaints and picks those that are asked for.
func (s *Cases) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return backend.Each(ctx, func() (list []*complaint.Complaint, err error) {
		all := func() ([]*complaint.Complaint, error) { return many(s, complaint.KindOfComplaint, q.Filter.Match) }
		for c, failed := range backend.Page(backend.Each(ctx, all), q) {
			list, err = append(list, c), failed
		}
		return list, err
	})
}

// ByAccount reads all identities and picks those of an account.
func (s *Cases) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	return backend.Each(ctx, func() ([]*complaint.Identity, error) {
		mine := func(i *complaint.Identity) bool { return account != "" && i.Person.Account.Open() == account }
		list, err := many(s, complaint.KindOfIdentity, mine)
		slices.SortFunc(list, func(a, b *complaint.Identity) int { return bytes.Compare(a.Complaint.UUID[:], b.Complaint.UUID[:]) })
		return list, err
	})
}

// current reads a record inside a transaction, nil for none, a complaint with its hint.
func current(tx *bbolt.Tx) func(kind storage.Kind, key string) (any, error) {
	return func(kind storage.Kind, key string) (any, error) {
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
}

// one reads a record.
func one[T any](ctx context.Context, s *Cases, kind storage.Kind, key string) (found *T, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		value, err := current(tx)(kind, key)
		if found, _ = value.(*T); found == nil && err == nil {
			err = &storage.NotFoundError{Kind: kind, Key: key}
		}
		return cmp.Or(ctx.Err(), err)
	})
	return found, err
}

// many reads the records of a kind that are wanted.
func many[T any](s *Cases, kind storage.Kind, want func(*T) bool) (list []*T, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(kind)).ForEach(func(key, _ []byte) error {
			value, err := current(tx)(kind, string(key))
			if v, ok := value.(*T); ok && want(v) {
				list = append(list, v)
			}
			return err
		})
	})
	return list, err
}
