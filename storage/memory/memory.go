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
	rows  *rows
	lists map[listed]*list // none empty but those of everything

	shelves  map[storage.Kind]*shelf // all kinds but complaints
	accounts *btree.BTreeG[*complaint.Identity]
	unique   map[string]*named // by kind, field and value
	changes  []change
	room     []complaint.Entry // for the timeline that a commit looks at, usually enough
}

// named is a stored record by its name, which is kept once.
type named struct {
	kind storage.Kind
	key  string
}

// id is the key, empty for no record.
func (n *named) id() string {
	if n == nil {
		return ""
	}
	return n.key
}

// change is a storage.Change; the cursor is its place in the feed, counted from 1.
type change struct {
	of      *named
	version storage.Version
	seq     int
}

// told is the change at a place, counted from 0, as the feed tells it.
func (c change) told(at int) storage.Change {
	return storage.Change{
		Cursor: storage.Cursor(strconv.Itoa(at + 1)), Kind: c.of.kind, Key: c.of.key, Version: c.version, Seq: c.seq,
	}
}

// New returns an empty store.
func New() *Store { return &Store{contents: empty()} }

func empty() contents {
	all, cases := map[listed]*list{}, &rows{numbers: map[complaint.ID]row{}}
	for _, o := range []complaint.Order{complaint.ByID, complaint.ByDue, complaint.ByUpdated} {
		all[listed{order: o}] = cases.newList(o)
	}
	return contents{
		rows: cases, lists: all,
		shelves: map[storage.Kind]*shelf{}, unique: map[string]*named{}, room: make([]complaint.Entry, 0, 32),
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
	_, _ = fmt.Fprintf(f, "memory store (%d complaints, %d changes)", len(s.rows.cases), len(s.changes))
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
			for _, holder := range []string{s.unique[k].id(), taken[k]} {
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

// current is the stored record, which must not be changed and counts until the next is
// asked for; nil if there is none.
func (s *Store) current(kind storage.Kind, key string) (any, error) {
	if kind != complaint.KindOfComplaint {
		return s.shelf(kind).record(key), nil
	}
	id, err := complaint.ParseID(key)
	if k := s.rows.of(id); k != nil {
		c := k.Complaint
		c.Timeline = k.timeline(s.room)
		return &c, err
	}
	return nil, err
}

func uniqueKey(kind storage.Kind, u backend.Unique) string {
	return string(kind) + "\x00" + u.Field + "\x00" + u.Value.Open()
}

// put writes one checked record and its traces in the indexes.
func (s *Store) put(r backend.Record) {
	of := &named{r.Kind, r.Key}
	switch v := r.Value.(type) {
	case *backend.Hint:
		s.putHint(r.Key, v.NextDue)
		return
	case *complaint.Complaint:
		if k := s.rows.of(v.ID); k != nil {
			of = k.of
		}
		s.putComplaint(v, of)
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
		s.unique[uniqueKey(r.Kind, u)] = of
	}
	s.changes = append(s.changes, change{of, r.Version, r.Seq})
}

// putHint writes the hint of a complaint that is stored.
func (s *Store) putHint(key string, next time.Time) {
	id, err := complaint.ParseID(key)
	if err != nil || s.rows.of(id).NextDue.Equal(next) {
		return // it came with the complaint
	}
	old := s.rows.of(id)
	k := *old
	k.NextDue = next
	s.place(s.rows.numbers[id], old, &k)
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
			if !yield(c.told(from+i), nil) {
				return
			}
		}
	}
}
