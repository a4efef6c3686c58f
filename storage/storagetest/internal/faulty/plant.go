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
	cases       = iter.Seq2[*complaint.Complaint, error]
	people      = iter.Seq2[*complaint.Identity, error]
	rules       = iter.Seq2[*backend.Edition, error]
	feed        = iter.Seq2[storage.Change, error]
	caseCall    = getCall[complaint.ID, complaint.Complaint]
	casesCall   = listCall[complaint.Complaint, complaint.Query]
	editionCall = getCall[backend.EditionKey, backend.Edition]
	commitCall  = func(ctx context.Context, b backend.Batch) error
	headCall    = func(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error)
	feedCall    = func(ctx context.Context, after storage.Cursor, limit int) feed
)

// plant is a store with replaced calls; nil replaces nothing. Each replacement
// gets the correct call.
type plant struct {
	backend.Store
	commit   func(ctx context.Context, b backend.Batch, call commitCall) error
	read     func(c *complaint.Complaint) // changes what Get and List return
	head     func(ctx context.Context, id complaint.ID, key string, call headCall) (*complaint.Complaint, error)
	cases    calls[complaint.ID, complaint.Complaint, complaint.Query]
	people   calls[complaint.ReporterRef, complaint.Identity, string]
	rules    calls[backend.EditionKey, backend.Edition, string]
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
	forgets bool            // those, of which there are many
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
			if !s.forgets {
				s.batches = append(s.batches, b)
			}
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
		Complaints: plantCases{doorOf(&s.cases, &changedCases{inner.Complaints, s.read}), s, inner.Complaints.Head},
		Identities: plantPeople{plantDoor[complaint.ReporterRef, complaint.Identity, string]{&s.people, inner.Identities.Identity, inner.Identities.ByAccount}},
		Editions:   plantRules{plantDoor[backend.EditionKey, backend.Edition, string]{&s.rules, inner.Editions.Edition, inner.Editions.List}},
		Agencies:   doorOf(&s.agencies, inner.Agencies),
		Plans:      doorOf(&s.plans, inner.Plans),
		Meetings:   doorOf(&s.meetings, inner.Meetings),
		Roadmaps:   doorOf(&s.roadmaps, inner.Roadmaps),
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

// changedCases changes the complaints that it reads, if there is anything to
// change.
type changedCases struct {
	complaint.Reader
	change func(c *complaint.Complaint)
}

func (r *changedCases) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	c, err := r.Reader.Get(ctx, id)
	if err == nil && r.change != nil {
		r.change(c)
	}
	return c, err
}

func (r *changedCases) List(ctx context.Context, q complaint.Query) cases {
	return passing(r.Reader.List(ctx, q), func(c *complaint.Complaint) {
		if r.change != nil {
			r.change(c)
		}
	})
}

// plantCases has a replaced call for heads too.
type plantCases struct {
	plantDoor[complaint.ID, complaint.Complaint, complaint.Query]
	s         *plant
	innerHead headCall
}

func (r plantCases) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	if r.s.head == nil {
		return r.innerHead(ctx, id, key)
	}
	return r.s.head(ctx, id, key, r.innerHead)
}

// plantPeople and plantRules give the doors of identities and editions the names
// of their readers.
type (
	plantPeople struct {
		door plantDoor[complaint.ReporterRef, complaint.Identity, string]
	}
	plantRules struct {
		door plantDoor[backend.EditionKey, backend.Edition, string]
	}
)

func (r plantPeople) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return r.door.Get(ctx, ref)
}

func (r plantPeople) ByAccount(ctx context.Context, account string) people {
	return r.door.List(ctx, account)
}

func (r plantRules) Edition(ctx context.Context, key backend.EditionKey) (*backend.Edition, error) {
	return r.door.Get(ctx, key)
}

func (r plantRules) List(ctx context.Context, kind string) rules { return r.door.List(ctx, kind) }
