package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strconv"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Store keeps every kind of record in one bbolt file: a bucket of JSON records
// for each kind, one of unique values, and one of changes.
type Store struct{ db *bbolt.DB }

var _ backend.Store = (*Store)(nil)

// OpenStore opens or creates the file.
func OpenStore(path string, options *bbolt.Options) (*Store, error) {
	db, err := bbolt.Open(path, 0o600, options)
	if err != nil {
		return nil, err
	}
	s := &Store{db}
	return s, s.update(context.Background(), func(tx *bbolt.Tx) error {
		for _, name := range []storage.Kind{complaint.KindOfComplaint, complaint.KindOfIdentity, agency.KindOfAgency, backend.KindOfEdition, "unique", "changes"} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// Set returns the readers.
func (s *Store) Set() backend.Set {
	return backend.Set{Complaints: cases{s}, Identities: people{s}, Agencies: agencies{s}, Editions: editions{s}}
}

// update runs a function in the one transaction that may write, view in one
// that reads. Neither runs code of the user.
func (s *Store) update(ctx context.Context, do func(tx *bbolt.Tx) error) error {
	return closed(s.db.Update(func(tx *bbolt.Tx) error { return cmp.Or(ctx.Err(), do(tx), ctx.Err()) }))
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
		current := func(kind storage.Kind, key string) (any, error) {
			if data := tx.Bucket([]byte(kind)).Get([]byte(key)); data != nil {
				return backend.Decode(kind, data)
			}
			return nil, nil
		}
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
		unique, key := tx.Bucket([]byte("unique")), []byte(u.Field+"\x00"+u.Value)
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
	if err := tx.Bucket([]byte(r.Kind)).Put([]byte(r.Key), data); err != nil {
		return err
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

// get reads one record.
func get[T any](ctx context.Context, s *Store, kind storage.Kind, key string) (found *T, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		data := tx.Bucket([]byte(kind)).Get([]byte(key))
		if data == nil {
			return &storage.NotFoundError{Kind: kind, Key: key}
		}
		value, err := backend.Decode(kind, data)
		found, _ = value.(*T)
		return err
	})
	return found, err
}

// scan reads the records of a kind that are wanted, in the order of their keys.
func scan[T any](ctx context.Context, s *Store, kind storage.Kind, want func(*T) bool) (list []*T, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(kind)).ForEach(func(_, data []byte) error {
			value, err := backend.Decode(kind, data)
			if v, ok := value.(*T); ok && want(v) {
				list = append(list, v)
			}
			return cmp.Or(err, ctx.Err())
		})
	})
	return list, err
}

type cases struct{ s *Store }

func (r cases) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	return get[complaint.Complaint](ctx, r.s, complaint.KindOfComplaint, id.String())
}

// List reads all complaints. A larger office keeps an index for the filters that
// it asks often; backend.UniqueIn says when one complaint is meant.
func (r cases) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return backend.Each(ctx, func() (list []*complaint.Complaint, err error) {
		for c, failed := range backend.Page(backend.Each(ctx, func() ([]*complaint.Complaint, error) {
			return scan(ctx, r.s, complaint.KindOfComplaint, q.Filter.Match)
		}), q) {
			list, err = append(list, c), failed
		}
		return list, err
	})
}

type people struct{ s *Store }

func (r people) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return get[complaint.Identity](ctx, r.s, complaint.KindOfIdentity, ref.String())
}

func (r people) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	return backend.Each(ctx, func() ([]*complaint.Identity, error) {
		list, err := scan(ctx, r.s, complaint.KindOfIdentity, func(i *complaint.Identity) bool { return account != "" && i.Person.Account == account })
		slices.SortFunc(list, func(a, b *complaint.Identity) int { return bytes.Compare(a.Complaint.UUID[:], b.Complaint.UUID[:]) })
		return list, err
	})
}

type agencies struct{ s *Store }

func (r agencies) Get(ctx context.Context, id agency.ID) (*agency.Agency, error) {
	return get[agency.Agency](ctx, r.s, agency.KindOfAgency, string(id))
}

func (r agencies) List(ctx context.Context, q agency.Query) iter.Seq2[*agency.Agency, error] {
	return backend.Each(ctx, func() ([]*agency.Agency, error) {
		list, err := scan(ctx, r.s, agency.KindOfAgency, func(a *agency.Agency) bool { return a.ID > q.After })
		if q.Limit > 0 && len(list) > q.Limit {
			list = list[:q.Limit]
		}
		return list, err
	})
}

type editions struct{ s *Store }

func (r editions) Edition(ctx context.Context, key backend.EditionKey) (*backend.Edition, error) {
	return get[backend.Edition](ctx, r.s, backend.KindOfEdition, key.String())
}

func (r editions) List(ctx context.Context, kind string) iter.Seq2[*backend.Edition, error] {
	return backend.Each(ctx, func() ([]*backend.Edition, error) {
		list, err := scan(ctx, r.s, backend.KindOfEdition, func(e *backend.Edition) bool { return e.Kind == kind })
		slices.SortFunc(list, func(a, b *backend.Edition) int { return a.EditionKey.Compare(b.EditionKey) })
		return list, err
	})
}
