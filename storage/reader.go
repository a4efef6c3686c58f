package storage

import (
	"context"
	"iter"
)

// Reader reads the records of a kind that are found by an ID: T is the record,
// and Q says which of them are listed.
type Reader[ID comparable, T, Q any] interface {
	// Get returns a record with its version. It is a copy. A record that is not
	// stored is an error that unwraps to [ErrNotFound].
	Get(ctx context.Context, id ID) (*T, error)
	// List yields the records that q asks for, as copies, in the bytewise order
	// of their IDs. A record that cannot be read yields a *[RecordError] in its place,
	// and the list goes on; any other error comes last and ends it. Nothing in the
	// store stays open between two of them.
	List(ctx context.Context, q Q) iter.Seq2[*T, error]
}
