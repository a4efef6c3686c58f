package agency

import (
	"context"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// KindOfAgency is the kind of the record in a store's change feed.
const KindOfAgency storage.Kind = "agency"

// Reader reads agency records from a store.
type Reader interface {
	// Get returns the record of an agency with its version. The record is a
	// copy. An agency that is not stored is an error that unwraps to
	// storage.ErrNotFound.
	Get(ctx context.Context, id ID) (*Agency, error)
	// List yields the records that q asks for, as copies, in the bytewise order
	// of their IDs. An error comes last and ends the list. Nothing in the store
	// stays open between two of them.
	List(ctx context.Context, q Query) iter.Seq2[*Agency, error]
}

// Query says which records [Reader].List yields; the zero Query is all.
type Query struct {
	// After leaves out the records up to and including this ID.
	After ID
	// Limit is the largest number of records; 0 for no limit.
	Limit int
}

// FromStore reads all agencies from a store and makes a directory of them; cfg
// gives everything but the agencies. The directory is a snapshot: make it anew
// after a change.
func FromStore(ctx context.Context, r Reader, cfg Config) (*Directory, error) {
	cfg.Agencies = nil
	for a, err := range r.List(ctx, Query{}) {
		if err != nil {
			return nil, fmt.Errorf("reading the agencies: %w", err)
		}
		cfg.Agencies = append(cfg.Agencies, *a)
	}
	return NewDirectory(cfg)
}
