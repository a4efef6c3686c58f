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
	// words is what is left to do to the index of words.
	words []words
}

// writeApart writes a batch, or nothing of it; what is left for [index] it
// returns. refused says why the batch was not written, and the transaction goes
// on; failure is one of the database.
func writeApart(ctx context.Context, in session, b backend.Batch) (left []words, refused, failure error) {
	if err := in.exec(ctx, "SAVEPOINT batch"); err != nil {
		return nil, nil, err
	}
	w := batch{in: in}
	err := w.write(ctx, b)
	if err == nil {
		return w.words, nil, in.exec(ctx, "RELEASE batch")
	}
	if isFailure(err) {
		return nil, nil, err
	}
	if failure = in.exec(ctx, "ROLLBACK TO batch"); failure == nil {
		failure = in.exec(ctx, "RELEASE batch")
	}
	return nil, err, failure
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
		w.held = nil
		if there, err := w.exists(ctx, "SELECT 1 FROM complaint WHERE id = ?", key); err != nil || !there {
			return nil, err
		}
		var err error
		if w.held, err = byID(ctx, w.in, key); err != nil || w.held == nil {
			return nil, err
		}
		return w.held.complaint, nil
	case complaint.KindOfIdentity:
		if there, err := w.exists(ctx, "SELECT 1 FROM identity WHERE ref = ?", key); err != nil || !there {
			return nil, err
		}
		return orNone(identityOf(ctx, w.in, key))
	case agency.KindOfAgency:
		return orNone(agencyOf(ctx, w.in, key))
	case backend.KindOfEdition:
		return orNone(editionOf(ctx, w.in, key))
	default:
		return nil, unknown(kind)
	}
}

// exists reports whether a statement yields a row. For what is new, which most
// records of most commits are, it costs a fraction of reading the record.
func (w *batch) exists(ctx context.Context, query, key string) (there bool, err error) {
	err = w.in.query(ctx, query, func(row) error { there = true; return nil }, key)
	return there, err
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

// into begins a statement that writes a row of its table whole: a row that is
// new is not looked for, which saves a savepoint inside of SQLite.
func into(table string, v storage.Version) string {
	if v == 1 {
		return "INSERT INTO " + table
	}
	return "REPLACE INTO " + table
}
