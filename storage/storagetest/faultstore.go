package storagetest

import (
	"context"
	"errors"
	"iter"
	"sync"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// ErrFault is the error of a [Strike] that names no other: like a lost
// connection, it unwraps to nothing that a service knows.
var ErrFault = errors.New("storagetest: planted fault")

// Mode says how a [FaultStore] fails.
type Mode int8

// The modes.
const (
	// FailBefore answers with an error instead of doing what was asked for.
	FailBefore Mode = iota + 1
	// FailAfter does what was asked for, and then answers with an error: the
	// answer is lost.
	FailAfter
	// Delay waits before the call goes on; a context that ends meanwhile ends
	// the call.
	Delay
	// Cancel calls the strike's function, which cancels the caller's context,
	// and lets the call go on with it.
	Cancel
)

// String returns "error before", "error after", "delay" or "cancel".
func (m Mode) String() string {
	switch m {
	case FailBefore:
		return "error before"
	case FailAfter:
		return "error after"
	case Delay:
		return "delay"
	case Cancel:
		return "cancel"
	default:
		return "none"
	}
}

// Strike is one fault of a [FaultStore].
type Strike struct {
	// Call is which call is struck, counted from 1.
	Call int
	Mode Mode
	// Err is the answer of FailBefore and FailAfter; nil is ErrFault.
	Err error
	// Wait is how long Delay waits.
	Wait time.Duration
	// Do is called by Cancel; it cancels the context of the caller.
	Do context.CancelFunc
}

// FaultStore wraps any store and strikes at the n-th call, for tests of what
// stands above a store. A call is one of Get, Head, List, Commit, Identity, ByAccount,
// Agencies.Get, Agencies.List, Edition, Editions.List and Changes; a list counts when it is iterated, and
// FailAfter strikes behind its last item. It is safe for concurrent use; the
// count of calls is then that of their beginnings.
type FaultStore struct {
	inner   backend.Store
	mu      sync.Mutex
	strikes []Strike
	calls   []string
}

var _ backend.Store = (*FaultStore)(nil)

// NewFaultStore wraps a store. Without strikes it only counts calls.
func NewFaultStore(inner backend.Store, strikes ...Strike) *FaultStore {
	return &FaultStore{inner: inner, strikes: strikes}
}

// Calls lists the names of the calls so far, in their order: "Get" and "List" of
// complaints, "Head", "Commit", "Identity", "ByAccount", "Agency", "Agencies", "Plan",
// "Plans", "Meeting", "Meetings", "Roadmap", "Roadmaps", "Edition", "Editions",
// "Changes".
func (s *FaultStore) Calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.calls...)
}

// Rearm forgets the calls so far and replaces the strikes.
func (s *FaultStore) Rearm(strikes ...Strike) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls, s.strikes = nil, strikes
}

// begin counts a call. It returns the error that stands instead of the call, and
// the one that comes after it.
func (s *FaultStore) begin(ctx context.Context, name string) (before, after error) {
	s.mu.Lock()
	s.calls = append(s.calls, name)
	var now []Strike
	for _, strike := range s.strikes {
		if strike.Call == len(s.calls) {
			now = append(now, strike)
		}
	}
	s.mu.Unlock()
	for _, strike := range now {
		planted := strike.Err
		if planted == nil {
			planted = ErrFault
		}
		switch strike.Mode {
		case FailBefore:
			before = planted
		case FailAfter:
			after = planted
		case Delay:
			timer := time.NewTimer(strike.Wait)
			select {
			case <-timer.C:
			case <-ctx.Done():
				timer.Stop()
				before = ctx.Err()
			}
		case Cancel:
			strike.Do()
		}
	}
	return before, after
}

// Commit commits in the wrapped store.
func (s *FaultStore) Commit(ctx context.Context, b backend.Batch) error {
	before, after := s.begin(ctx, "Commit")
	if before != nil {
		return before
	}
	return errors.Join(s.inner.Commit(ctx, b), after)
}

// Changes yields the feed of the wrapped store.
func (s *FaultStore) Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error] {
	return struck(ctx, s, "Changes", s.inner.Changes(ctx, after, limit))
}

// Set returns the readers of the wrapped store, struck as the store is.
func (s *FaultStore) Set() backend.Set {
	inner := s.inner.Set()
	return backend.Set{
		Complaints: faultComplaints{struckReader(s, inner.Complaints, "Get", "List"), inner.Complaints},
		Identities: faultIdentities{faultReader[complaint.ReporterRef, complaint.Identity, string]{s, inner.Identities.Identity, inner.Identities.ByAccount, "Identity", "ByAccount"}},
		Agencies:   struckReader(s, inner.Agencies, "Agency", "Agencies"),
		Plans:      struckReader(s, inner.Plans, "Plan", "Plans"),
		Meetings:   struckReader(s, inner.Meetings, "Meeting", "Meetings"),
		Roadmaps:   struckReader(s, inner.Roadmaps, "Roadmap", "Roadmaps"),
		Editions:   faultEditions{faultReader[backend.EditionKey, backend.Edition, string]{s, inner.Editions.Edition, inner.Editions.List, "Edition", "Editions"}},
	}
}

// Close closes the wrapped store; it is never struck.
func (s *FaultStore) Close() error { return s.inner.Close() }

// struck strikes at a sequence.
func struck[T any](ctx context.Context, s *FaultStore, name string, seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		before, after := s.begin(ctx, name)
		if before != nil {
			yield(none, before)
			return
		}
		for v, err := range seq {
			if !yield(v, err) || err != nil {
				return
			}
		}
		if after != nil {
			yield(none, after)
		}
	}
}

// faultReader strikes at a reader of one kind.
type faultReader[ID comparable, T, Q any] struct {
	s         *FaultStore
	one       func(ctx context.Context, id ID) (*T, error)
	all       func(ctx context.Context, q Q) iter.Seq2[*T, error]
	get, list string // the names of the calls
}

func struckReader[ID comparable, T, Q any](s *FaultStore, inner storage.Reader[ID, T, Q], get, list string) faultReader[ID, T, Q] {
	return faultReader[ID, T, Q]{s, inner.Get, inner.List, get, list}
}

func (r faultReader[ID, T, Q]) Get(ctx context.Context, id ID) (*T, error) {
	before, after := r.s.begin(ctx, r.get)
	if before != nil {
		return nil, before
	}
	v, err := r.one(ctx, id)
	if err = errors.Join(err, after); err != nil {
		return nil, err
	}
	return v, nil
}

func (r faultReader[ID, T, Q]) List(ctx context.Context, q Q) iter.Seq2[*T, error] {
	return struck(ctx, r.s, r.list, r.all(ctx, q))
}

// faultComplaints strikes at heads too.
type faultComplaints struct {
	faultReader[complaint.ID, complaint.Complaint, complaint.Query]
	inner complaint.Reader
}

func (r faultComplaints) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	before, after := r.s.begin(ctx, "Head")
	if before != nil {
		return nil, before
	}
	head, err := r.inner.Head(ctx, id, key)
	if after != nil {
		return nil, errors.Join(err, after)
	}
	return head, err
}

// faultIdentities and faultEditions give a reader the names of its calls.
type (
	faultIdentities struct {
		r faultReader[complaint.ReporterRef, complaint.Identity, string]
	}
	faultEditions struct {
		r faultReader[backend.EditionKey, backend.Edition, string]
	}
)

func (f faultIdentities) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return f.r.Get(ctx, ref)
}

func (f faultIdentities) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	return f.r.List(ctx, account)
}

func (f faultEditions) Edition(ctx context.Context, key backend.EditionKey) (*backend.Edition, error) {
	return f.r.Get(ctx, key)
}

func (f faultEditions) List(ctx context.Context, kind string) iter.Seq2[*backend.Edition, error] {
	return f.r.List(ctx, kind)
}
