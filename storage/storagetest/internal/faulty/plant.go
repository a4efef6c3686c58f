package faulty

import (
	"context"
	"iter"
	"sync"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// Fault is one planted fault.
type Fault struct {
	// Check is the name of the check that must catch it.
	Check string
	// Planted says what is wrong with the store.
	Planted string
	// Shared says that other checks may catch it as well; the check itself says
	// why. Nearly always false: the check is the only one.
	Shared bool

	into func(*plant)
}

// Open plants the fault into a correct, empty store.
func (f Fault) Open(inner backend.Store) backend.Store {
	s := &plant{Store: inner}
	f.into(s)
	return s
}

// The sequences and calls that a fault may replace.
type (
	cases      = iter.Seq2[*complaint.Complaint, error]
	people     = iter.Seq2[*complaint.Identity, error]
	rules      = iter.Seq2[*backend.Edition, error]
	feed       = iter.Seq2[storage.Change, error]
	casesCall  = func(ctx context.Context, q complaint.Query) cases
	commitCall = func(ctx context.Context, b backend.Batch) error
	feedCall   = func(ctx context.Context, after storage.Cursor, limit int) feed
)

// plant is a store with replaced calls; nil replaces nothing. Each replacement
// gets the correct call.
type plant struct {
	backend.Store
	commit   func(ctx context.Context, b backend.Batch, call commitCall) error
	read     func(c *complaint.Complaint) // changes what Get and List return
	get      func(ctx context.Context, id complaint.ID, call func(context.Context, complaint.ID) (*complaint.Complaint, error)) (*complaint.Complaint, error)
	list     func(ctx context.Context, q complaint.Query, call casesCall) cases
	identity func(ctx context.Context, ref complaint.ReporterRef, call func(context.Context, complaint.ReporterRef) (*complaint.Identity, error)) (*complaint.Identity, error)
	account  func(ctx context.Context, account string, call func(context.Context, string) people) people
	edition  func(ctx context.Context, key backend.EditionKey, call func(context.Context, backend.EditionKey) (*backend.Edition, error)) (*backend.Edition, error)
	editions func(ctx context.Context, kind string, call func(context.Context, string) rules) rules
	agencies calls[agency.ID, agency.Agency, agency.Query]
	plans    calls[workplan.PlanID, workplan.Plan, workplan.Query]
	meetings calls[board.MeetingID, board.Meeting, board.Query]
	roadmaps calls[roadmap.ID, roadmap.Roadmap, roadmap.Query]
	changes  func(ctx context.Context, after storage.Cursor, limit int, call feedCall) feed
	search   func(ctx context.Context, text string, q complaint.Query, call searchCall) cases
	set      func(backend.Set) backend.Set
	close    func() error

	mu      sync.Mutex
	batches []backend.Batch // committed, as they were handed in
	opened  int
	records int
	closed  bool
	busy    int // iterations under way, where a fault counts them
	stuck   bool
}

func (s *plant) Commit(ctx context.Context, b backend.Batch) error {
	call := func(ctx context.Context, b backend.Batch) error {
		err := s.Store.Commit(ctx, b)
		if err == nil {
			s.mu.Lock()
			s.batches = append(s.batches, b)
			s.opened += len(only(b, func(_ int, c *complaint.Complaint) bool { return c.Version == 0 }).Complaints)
			s.records += size(b)
			s.mu.Unlock()
		}
		return err
	}
	if s.commit == nil {
		return call(ctx, b)
	}
	return s.commit(ctx, b, call)
}

// count is how many complaints were opened so far, total how many records were
// committed.
func (s *plant) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened
}

func (s *plant) total() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.records
}

func (s *plant) committed() []backend.Batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.batches[:len(s.batches):len(s.batches)]
}

// stored is a complaint as it is stored, nil for none.
func (s *plant) stored(id complaint.ID) *complaint.Complaint {
	c, err := s.Store.Set().Complaints.Get(context.Background(), id)
	if err != nil {
		return nil
	}
	return c
}

func (s *plant) Changes(ctx context.Context, after storage.Cursor, limit int) feed {
	if s.changes == nil {
		return s.Store.Changes(ctx, after, limit)
	}
	return s.changes(ctx, after, limit, s.Store.Changes)
}

func (s *plant) Set() backend.Set {
	inner := s.Store.Set()
	set := backend.Set{
		Complaints: plantCases{s}, Identities: plantPeople{s}, Editions: plantRules{s},
		Agencies: plantKeyed[agency.ID, agency.Agency, agency.Query]{&s.agencies, inner.Agencies},
		Plans:    plantKeyed[workplan.PlanID, workplan.Plan, workplan.Query]{&s.plans, inner.Plans},
		Meetings: plantKeyed[board.MeetingID, board.Meeting, board.Query]{&s.meetings, inner.Meetings},
		Roadmaps: plantKeyed[roadmap.ID, roadmap.Roadmap, roadmap.Query]{&s.roadmaps, inner.Roadmaps},
	}
	if s.set != nil {
		return s.set(set)
	}
	return set
}

func (s *plant) Close() error {
	s.mu.Lock()
	again := s.closed
	s.closed = true
	s.mu.Unlock()
	if again && s.close != nil {
		return s.close()
	}
	return s.Store.Close()
}

// isClosed says whether Close was called.
func (s *plant) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

type plantCases struct{ s *plant }

func (r plantCases) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	call := func(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
		c, err := r.s.Store.Set().Complaints.Get(ctx, id)
		if err == nil && r.s.read != nil {
			r.s.read(c)
		}
		return c, err
	}
	if r.s.get == nil {
		return call(ctx, id)
	}
	return r.s.get(ctx, id, call)
}

func (r plantCases) List(ctx context.Context, q complaint.Query) cases {
	call := func(ctx context.Context, q complaint.Query) cases {
		return func(yield func(*complaint.Complaint, error) bool) {
			for c, err := range r.s.Store.Set().Complaints.List(ctx, q) {
				if err == nil && r.s.read != nil {
					r.s.read(c)
				}
				if !yield(c, err) {
					return
				}
			}
		}
	}
	if r.s.list == nil {
		return call(ctx, q)
	}
	return r.s.list(ctx, q, call)
}

type plantPeople struct{ s *plant }

func (r plantPeople) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	call := r.s.Store.Set().Identities.Identity
	if r.s.identity == nil {
		return call(ctx, ref)
	}
	return r.s.identity(ctx, ref, call)
}

func (r plantPeople) ByAccount(ctx context.Context, account string) people {
	call := r.s.Store.Set().Identities.ByAccount
	if r.s.account == nil {
		return call(ctx, account)
	}
	return r.s.account(ctx, account, call)
}

type plantRules struct{ s *plant }

func (r plantRules) Edition(ctx context.Context, key backend.EditionKey) (*backend.Edition, error) {
	call := r.s.Store.Set().Editions.Edition
	if r.s.edition == nil {
		return call(ctx, key)
	}
	return r.s.edition(ctx, key, call)
}

func (r plantRules) List(ctx context.Context, kind string) rules {
	call := r.s.Store.Set().Editions.List
	if r.s.editions == nil {
		return call(ctx, kind)
	}
	return r.s.editions(ctx, kind, call)
}
