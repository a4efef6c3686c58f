package memory

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"sync"
	"time"

	"github.com/tidwall/btree"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Store keeps records in memory. Make one with [New].
type Store struct {
	mu     sync.RWMutex
	closed bool
	contents
}

type contents struct {
	rows  map[complaint.ID]*row
	lists map[listed]*list // none empty but those of everything

	shelves  map[storage.Kind]*shelf // all kinds but complaints
	accounts *btree.BTreeG[*complaint.Identity]
	unique   map[string]string // kind, field and value to key
	changes  []storage.Change
}

// New returns an empty store.
func New() *Store { return &Store{contents: empty()} }

func empty() contents {
	all := map[listed]*list{}
	for _, o := range []complaint.Order{complaint.ByID, complaint.ByDue, complaint.ByUpdated} {
		all[listed{order: o}] = newList(inOrder(o))
	}
	return contents{
		rows: map[complaint.ID]*row{}, lists: all,
		shelves: map[storage.Kind]*shelf{}, unique: map[string]string{},
		accounts: btree.NewBTreeGOptions(byAccount, btree.Options{NoLocks: true}),
	}
}

var _ backend.Store = (*Store)(nil)

// Set returns the readers.
func (s *Store) Set() backend.Set {
	set := backend.Readers(source{s})
	set.Complaints, set.Identities = complaintReader{s}, identityReader{set.Identities, s}
	return set
}

// Close forgets everything. Later calls answer storage.ErrClosed.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed, s.contents = true, empty()
	return nil
}

// Format prints how much the store holds and nothing of it, whatever the verb.
func (s *Store) Format(f fmt.State, _ rune) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, _ = fmt.Fprintf(f, "memory store (%d complaints, %d changes)", len(s.rows), len(s.changes))
}

// ready reports why a call cannot be answered. The lock is held.
func (s *Store) ready(ctx context.Context) error {
	if s.closed {
		return storage.ErrClosed
	}
	return ctx.Err()
}

// Commit writes the batch, all of it or nothing. After every error nothing was
// written, and the error says so.
func (s *Store) Commit(ctx context.Context, b backend.Batch) error {
	return storage.NotWritten(s.commit(ctx, b))
}

func (s *Store) commit(ctx context.Context, b backend.Batch) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ready(ctx); err != nil {
		return err
	}
	var records []backend.Record
	taken := map[string]string{}
	for r, err := range backend.Check(b, s.current) {
		if err != nil {
			return err
		}
		for _, u := range r.Unique {
			k := uniqueKey(r.Kind, u)
			for _, holder := range []string{s.unique[k], taken[k]} {
				if holder != "" && holder != r.Key {
					return &storage.DuplicateError{Kind: r.Kind, Key: r.Key, Field: u.Field}
				}
			}
			taken[k] = r.Key
		}
		records = append(records, r)
	}
	for _, r := range records {
		s.put(r)
	}
	return nil
}

// current is the stored record, nil if there is none.
func (s *Store) current(kind storage.Kind, key string) (any, error) {
	if kind != complaint.KindOfComplaint {
		return s.shelf(kind).record(key), nil
	}
	id, err := complaint.ParseID(key)
	if r := s.rows[id]; r != nil {
		return r.complaint, err
	}
	return nil, err
}

func uniqueKey(kind storage.Kind, u backend.Unique) string {
	return string(kind) + "\x00" + u.Field + "\x00" + u.Value.Open()
}

// put writes one checked record and its traces in the indexes.
func (s *Store) put(r backend.Record) {
	switch v := r.Value.(type) {
	case *backend.Hint:
		s.putHint(r.Key, v.NextDue)
		return
	case *complaint.Complaint:
		s.putComplaint(v)
	case *complaint.Identity:
		if old := s.identity(v.Ref); old != nil {
			s.accounts.Delete(old)
		}
		if v.Person.Account.Open() != "" {
			s.accounts.Set(v)
		}
	}
	if r.Kind != complaint.KindOfComplaint {
		if s.shelves[r.Kind] == nil {
			s.shelves[r.Kind] = &shelf{}
		}
		s.shelves[r.Kind].Set(r.Key, r.Value)
	}
	for _, u := range r.Unique {
		s.unique[uniqueKey(r.Kind, u)] = r.Key
	}
	change := r.Change()
	change.Cursor = storage.Cursor(strconv.Itoa(len(s.changes) + 1))
	s.changes = append(s.changes, change)
}

// putHint writes the hint of a complaint that is stored.
func (s *Store) putHint(key string, next time.Time) {
	id, err := complaint.ParseID(key)
	if err != nil || s.rows[id].at.Due.Equal(next) {
		return // it came with the complaint
	}
	c := *s.rows[id].complaint
	c.NextDue = next
	s.putComplaint(&c)
}

// Changes yields what was committed after a cursor, as of the moment in which
// the iteration begins.
func (s *Store) Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error] {
	return func(yield func(storage.Change, error) bool) {
		s.mu.RLock()
		err, changes := s.ready(ctx), s.changes
		s.mu.RUnlock()
		from := 0
		if err == nil && after != "" {
			var bad error
			if from, bad = strconv.Atoi(string(after)); bad != nil || from < 1 || from > len(changes) || strconv.Itoa(from) != string(after) {
				err = &storage.InvalidError{What: "cursor", Problems: []storage.Problem{{Message: "this store never gave it"}}}
			}
		}
		if err != nil {
			yield(storage.Change{}, err)
			return
		}
		for i, c := range changes[from:] {
			if i == limit && limit > 0 {
				return
			}
			if err := ctx.Err(); err != nil {
				yield(storage.Change{}, err)
				return
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}
