package sqlite

import (
	"context"
	"fmt"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// batch writes the records of one batch in a transaction that somebody else
// began. A new kind of record adds a case to current and to put.
type batch struct {
	in session
	// held is the complaint that current found last, which put needs again.
	held *held
}

// writeApart writes a batch, or nothing of it. The first error says why it was
// refused; the transaction goes on. The second is a failure of the database.
func writeApart(ctx context.Context, in session, b backend.Batch) (refused, failure error) {
	if err := in.exec(ctx, "SAVEPOINT batch"); err != nil {
		return nil, err
	}
	err := (&batch{in: in}).write(ctx, b)
	if err == nil {
		return nil, in.exec(ctx, "RELEASE batch")
	}
	if isFailure(err) {
		return nil, err
	}
	if failure = in.exec(ctx, "ROLLBACK TO batch"); failure == nil {
		failure = in.exec(ctx, "RELEASE batch")
	}
	return err, failure
}

func (w *batch) write(ctx context.Context, b backend.Batch) error {
	current := func(kind storage.Kind, key string) (any, error) { return w.current(ctx, kind, key) }
	for r, err := range backend.Check(b, current) {
		if err == nil {
			err = w.put(ctx, r)
		}
		if err == nil {
			err = w.in.exec(ctx, "INSERT INTO change (kind, key, version, entries) VALUES (?, ?, ?, ?)",
				string(r.Kind), r.Key, int64(r.Version), int64(r.Seq))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// current is the stored record, nil if there is none.
func (w *batch) current(ctx context.Context, kind storage.Kind, key string) (any, error) {
	switch kind {
	case complaint.KindOfComplaint:
		var err error
		if w.held, err = byID(ctx, w.in, key); err != nil || w.held == nil {
			return nil, err
		}
		return w.held.complaint, nil
	case complaint.KindOfIdentity:
		return orNone(identityOf(ctx, w.in, key))
	case agency.KindOfAgency:
		return orNone(agencyOf(ctx, w.in, key))
	case backend.KindOfEdition:
		return orNone(editionOf(ctx, w.in, key))
	default:
		return nil, unknown(kind)
	}
}

// orNone makes a nil pointer a plain nil.
func orNone[T any](found *T, err error) (any, error) {
	if found == nil {
		return nil, err
	}
	return found, err
}

// put writes one checked record.
func (w *batch) put(ctx context.Context, r backend.Record) error {
	switch v := r.Value.(type) {
	case *complaint.Complaint:
		return w.putComplaint(ctx, v)
	case *complaint.Identity:
		return putIdentity(ctx, w.in, v)
	case *agency.Agency:
		return putAgency(ctx, w.in, v)
	case *backend.Edition:
		return putEdition(ctx, w.in, v)
	default:
		return unknown(r.Kind)
	}
}

func unknown(kind storage.Kind) error {
	return fmt.Errorf("sqlite: there is no table for records of the kind %q", kind)
}
