package backend_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// keyValue is a whole backend over a map from text to bytes: the least that a
// store on an embedded key-value store needs. Keys begin with "record",
// "unique" or "change".
type keyValue struct {
	mu     sync.RWMutex
	closed bool
	data   map[string][]byte
	last   int // number of the last change
}

var (
	_ backend.Store  = (*keyValue)(nil)
	_ backend.Source = (*keyValue)(nil)
)

func recordKey(kind storage.Kind, key string) string { return "record " + string(kind) + " " + key }

func (s *keyValue) Set() backend.Set { return backend.Readers(s) }

// Commit works on a copy of the map, which stands for a transaction.
func (s *keyValue) Commit(ctx context.Context, b backend.Batch) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ready(ctx); err != nil {
		return err
	}
	tx, last := maps.Clone(s.data), s.last
	current := func(kind storage.Kind, key string) (any, error) { return read(tx, kind, key) }
	for r, err := range backend.Check(b, current) {
		if err != nil {
			return err
		}
		for _, u := range r.Unique {
			key := fmt.Sprintf("unique %s %s %s", r.Kind, u.Field, u.Value)
			if holder, taken := tx[key]; taken && string(holder) != r.Key {
				return &storage.DuplicateError{Kind: r.Kind, Key: r.Key, Field: u.Field}
			}
			tx[key] = []byte(r.Key)
		}
		if tx[recordKey(r.Kind, r.Key)], err = backend.Encode(r); err != nil {
			return err
		}
		if r.Kind == backend.KindOfHint {
			continue
		}
		last++
		change := r.Change()
		change.Cursor = storage.Cursor(strconv.Itoa(last))
		if tx[fmt.Sprintf("change %d", last)], err = json.Marshal(change); err != nil {
			return err
		}
	}
	s.data, s.last = tx, last
	return nil
}

func (s *keyValue) Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error] {
	return func(yield func(storage.Change, error) bool) {
		data, err := s.snapshot(ctx)
		n := 0
		if after != "" && err == nil {
			if n, err = strconv.Atoi(string(after)); err != nil || data["change "+string(after)] == nil {
				err = &storage.InvalidError{What: "cursor", Problems: []storage.Problem{{Message: "unknown"}}}
			}
		}
		for i := 1; err == nil && (limit <= 0 || i <= limit) && data[fmt.Sprintf("change %d", n+i)] != nil; i++ {
			var change storage.Change
			if err = json.Unmarshal(data[fmt.Sprintf("change %d", n+i)], &change); err == nil && !yield(change, nil) {
				return
			}
		}
		if err != nil {
			yield(storage.Change{}, err)
		}
	}
}

func (s *keyValue) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed, s.data = true, nil
	return nil
}

func (s *keyValue) ready(ctx context.Context) error {
	if s.closed {
		return storage.ErrClosed
	}
	return ctx.Err()
}

// snapshot is the data as of now; Commit replaces the map and never changes it.
func (s *keyValue) snapshot(ctx context.Context) (map[string][]byte, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.data, s.ready(ctx)
}

func read(data map[string][]byte, kind storage.Kind, key string) (any, error) {
	found, ok := data[recordKey(kind, key)]
	if !ok {
		return nil, &storage.NotFoundError{Kind: kind, Key: key}
	}
	record, err := backend.Decode(kind, found)
	if err != nil {
		return nil, err
	}
	return backend.Hinted(record, data[recordKey(backend.KindOfHint, key)])
}

// Load and Scan are all that the readers need.
func (s *keyValue) Load(ctx context.Context, kind storage.Kind, key string) (any, error) {
	data, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return read(data, kind, key)
}

func (s *keyValue) Scan(ctx context.Context, kind storage.Kind, after string, visit func(record any) bool) error {
	data, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(data)) {
		if !strings.HasPrefix(key, recordKey(kind, "")) || key <= recordKey(kind, after) {
			continue
		}
		record, err := read(data, kind, strings.TrimPrefix(key, recordKey(kind, "")))
		if err != nil || !visit(record) {
			return err
		}
	}
	return nil
}

func TestABackendOnAKeyValueStoreIsShort(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	store := &keyValue{data: map[string][]byte{}}
	set := store.Set()
	c := opened(t, 1)
	require.NoError(t, store.Commit(ctx, backend.Batch{
		Batch:    complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{identityOf(c)}},
		Editions: []*backend.Edition{edition("a")},
	}))
	back, err := set.Complaints.Get(ctx, c.ID)
	require.NoError(t, err)
	require.Equal(t, stored(c), back)

	require.NoError(t, store.Commit(ctx, complaints(noted(t, back, "Catatan"))))
	require.ErrorIs(t, store.Commit(ctx, complaints(noted(t, back, "Terlambat"))), storage.ErrConflict)

	twin := opened(t, 2)
	twin.Tracking = c.Tracking
	require.ErrorIs(t, store.Commit(ctx, complaints(opened(t, 3), twin)), storage.ErrDuplicate)
	_, err = set.Complaints.Get(ctx, opened(t, 3).ID)
	require.ErrorIs(t, err, storage.ErrNotFound, "all or nothing")

	var list []complaint.ID
	for found, err := range set.Complaints.List(ctx, complaint.Query{Filter: complaint.Filter{Tracking: c.Tracking}}) {
		require.NoError(t, err)
		list = append(list, found.ID)
	}
	require.Equal(t, []complaint.ID{c.ID}, list)
	for i, err := range set.Identities.ByAccount(ctx, "wayan") {
		require.NoError(t, err)
		require.Equal(t, c.Reporter, i.Ref)
	}
	for e, err := range set.Editions.List(ctx, "routing") {
		require.NoError(t, err)
		require.Equal(t, "rules of a", string(e.Body))
	}
	var versions []storage.Version
	for change, err := range store.Changes(ctx, "1", 0) {
		require.NoError(t, err)
		versions = append(versions, change.Version)
	}
	require.Equal(t, []storage.Version{1, 1, 2}, versions, "identity, edition, the complaint's note")
	require.NoError(t, store.Close())
	require.ErrorIs(t, store.Commit(ctx, complaints(c)), storage.ErrClosed)
}

func TestEachLoadsWhenItBeginsAndEndsWithItsError(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	loads, lost := 0, errors.New("lost")
	seq := backend.Each(ctx, func() ([]int, error) { loads++; return []int{1, 2, 3}, lost })
	require.Zero(t, loads)
	var got []int
	var last error
	for v, err := range seq {
		if last = err; err == nil {
			got = append(got, v)
		}
	}
	require.Equal(t, []int{1, 2, 3}, got)
	require.ErrorIs(t, last, lost)
	for _, err := range seq {
		require.NoError(t, err)
		break
	}
	require.Equal(t, 2, loads)
	got = nil
	for v, err := range seq {
		got, last = append(got, v), err
		cancel()
	}
	require.Equal(t, []int{1, 0}, got)
	require.ErrorIs(t, last, context.Canceled)
}
