package complaint

import (
	"context"
	"iter"
)

// Reader reads complaints. Implementations return copies: what a caller does
// to them changes nothing stored.
type Reader interface {
	// Get returns the complaint, or an error that unwraps to
	// storage.ErrNotFound.
	Get(ctx context.Context, id ID) (*Complaint, error)
	// List yields what the query asks for, in its order. An error comes last
	// and ends the sequence. A caller may stop at any time, and may commit
	// while he iterates: no transaction is open between two items. What is
	// committed meanwhile may or may not appear; nothing appears twice.
	List(ctx context.Context, q Query) iter.Seq2[*Complaint, error]
}

// Store reads and writes complaints: what an embedder implements who stores
// complaints alone. A whole backend is declared in package storage/backend.
type Store interface {
	Reader
	// Commit writes the batch, all of it or nothing. Every record carries the
	// version at which it was read (0 for a new one) and is stored with the
	// next one; the argument is not changed. Errors, before which nothing was
	// written: storage.ErrInvalid for a batch that is wrong in itself or would
	// change a timeline's past, storage.ErrConflict for another version,
	// storage.ErrDuplicate for a tracking number or an external reference that
	// another complaint has. Any other error leaves the outcome unknown.
	Commit(ctx context.Context, b Batch) error
}

// Batch is what one command writes.
type Batch struct {
	Complaints []*Complaint
	// Identities travel with the complaint whose reporter they are.
	Identities []*Identity
}
