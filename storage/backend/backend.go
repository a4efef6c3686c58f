package backend

import (
	"context"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// Store is a whole backend. All methods are safe for concurrent use. After
// Close they answer storage.ErrClosed; a cancelled context gives its error, which
// storage.NotWritten marks if it ended a commit before that began.
type Store interface {
	// Set returns the readers. It does not fail and may be called often.
	Set() Set
	// Commit writes the batch, all of it or nothing, or returns why not: see
	// complaint.Store for the errors. The batch is not changed, and later
	// changes to its records change nothing stored.
	Commit(ctx context.Context, b Batch) error
	// Changes yields, in the order of commits and without gaps, at most limit
	// changes (0 is no limit) after a cursor. A change appears once its commit
	// has returned, at the latest; it never appears before an earlier one, and
	// when it appears its record can be read. The changes of one batch stand
	// together, each with a cursor of its own, which stays the same for ever. A
	// caller may stop at any time, and may commit while iterating. A cursor
	// that this store never gave is storage.ErrInvalid. An error comes last.
	Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error]
	// Close releases what the store holds. Closing twice is no error.
	Close() error
}

// Set holds a reader for every kind of record. None is nil.
type Set struct {
	Complaints complaint.Reader
	Identities complaint.Identities
	Agencies   agency.Reader
	Plans      workplan.Reader
	Meetings   board.Reader
	Roadmaps   roadmap.Reader
	Editions   Editions
}

// Format prints nothing of what the readers could read, whatever the verb.
func (s Set) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "readers of a store") }

// Batch is what one command writes: records of any kind, each carrying the
// version at which it was read.
type Batch struct {
	complaint.Batch
	Agencies []*agency.Agency
	Plans    []*workplan.Plan
	Meetings []*board.Meeting
	Roadmaps []*roadmap.Roadmap
	Editions []*Edition
}

// Complaints adapts a whole store to what a complaint service takes. A store that is
// a [complaint.Timekeeper] or a [complaint.Searcher] stays one.
func Complaints(s Store) complaint.Store {
	c := complaints{Reader: s.Set().Complaints, store: s}
	if search, ok := s.(complaint.Searcher); ok {
		return searchable{c, search}
	}
	return c
}

// searchable is a store that can search.
type searchable struct {
	complaints
	complaint.Searcher
}

type complaints struct {
	complaint.Reader
	store Store
}

// Format prints nothing of what the store holds, whatever the verb.
func (c complaints) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "complaint store") }

// Commit commits the batch in the whole store.
func (c complaints) Commit(ctx context.Context, b complaint.Batch) error {
	return c.store.Commit(ctx, Batch{Batch: b})
}

// Clock tells what the clock of the whole store tells; zero if it has none.
func (c complaints) Clock(ctx context.Context) (time.Time, error) {
	if keeper, ok := c.store.(complaint.Timekeeper); ok {
		return keeper.Clock(ctx)
	}
	return time.Time{}, nil
}
