package agency

import (
	"context"
	"fmt"

	"github.com/aduan-go/aduan/storage"
)

// KindOfAgency is the kind of the record in a store's change feed.
const KindOfAgency storage.Kind = "agency"

// Reader reads agency records from a store.
type Reader = storage.Reader[ID, Agency, Query]

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
