package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// batch writes the records of one batch in a transaction that somebody else
// began. A new kind of record adds a case to current and to put.
type batch struct {
	in session
	// number is that of the row of a new complaint; nil lets SQLite choose.
	number driver.Value
	// recent remembers complaints; nil where nothing may be remembered.
	recent *recent
	// held is the complaint that current found last, which put needs again.
	held *held
	// hinted is the key of the complaint that was put last.
	hinted string
	// within is what putComplaint writes into the JSON of the record: nothing, but where
	// Verify looks for a row that an older release wrote.
	within time.Time
	// words is what is left to do to the index of words.
	words []words
	// written lists the complaints of a small batch as they are stored now.
	written []*held
}

// fewComplaints is the most complaints of a batch that are remembered: whoever
// takes in many at once does not go on with each of them.
const fewComplaints = 8

// apart writes a batch, or nothing of it; what is left for [index] is in words.
// refused says why the batch was not written, and the transaction goes on;
// failure is one of the database.
func (w *batch) apart(ctx context.Context, b backend.Batch) (refused, failure error) {
	if err := w.in.exec(ctx, "SAVEPOINT batch"); err != nil {
		return nil, err
	}
	refused, failure = w.alone(ctx, b)
	if refused != nil {
		failure = w.in.exec(ctx, "ROLLBACK TO batch")
	}
	if failure == nil {
		failure = w.in.exec(ctx, "RELEASE batch")
	}
	return refused, failure
}

// alone writes the only batch of a transaction, which must be rolled back if it
// is refused. It saves what a savepoint costs: under one, SQLite keeps a copy of
// every page that changes.
func (w *batch) alone(ctx context.Context, b backend.Batch) (refused, failure error) {
	err := w.write(ctx, b)
	if err == nil {
		return nil, nil
	}
	w.words, w.written = nil, nil
	if isFailure(err) {
		return nil, err
	}
	return err, nil
}

func (w *batch) write(ctx context.Context, b backend.Batch) error {
	current := func(kind storage.Kind, key string) (any, error) { return w.current(ctx, kind, key) }
	for r, err := range backend.Check(b, current) {
		if err == nil {
			err = w.put(ctx, r)
		}
		if err == nil && r.Kind != backend.KindOfHint {
			err = putChange(ctx, w.in, r)
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
		if w.held, err = w.stored(ctx, key); err != nil || w.held == nil {
			return nil, err
		}
		return w.held.complaint, nil
	case complaint.KindOfIdentity:
		if v, err := w.version(ctx, "SELECT version FROM identity WHERE ref = ?", key); err != nil || v == 0 {
			return nil, err
		}
		return orNone(identityOf(ctx, w.in, key))
	case agency.KindOfAgency:
		return orNone(recordOf(ctx, w.in, kind, key, scanAgency))
	case workplan.KindOfPlan:
		return orNone(recordOf(ctx, w.in, kind, key, scanRecord[workplan.Plan]))
	case board.KindOfMeeting:
		return orNone(recordOf(ctx, w.in, kind, key, scanRecord[board.Meeting]))
	case roadmap.KindOfRoadmap:
		return orNone(recordOf(ctx, w.in, kind, key, scanRecord[roadmap.Roadmap]))
	case backend.KindOfEdition:
		return orNone(editionOf(ctx, w.in, key))
	default:
		return nil, unknown(kind)
	}
}

// stored reads a complaint, nil if there is none. One that is remembered in the
// version that is stored is not read again, but for its hint.
func (w *batch) stored(ctx context.Context, key string) (*held, error) {
	var v storage.Version
	var due time.Time
	err := w.in.query(ctx, "SELECT version, next_due FROM complaint WHERE id = ?", func(r row) error {
		v, due = storage.Version(r.int(0)), r.time(1)
		return nil
	}, key)
	if err != nil || v == 0 {
		return nil, err
	}
	if w.recent != nil {
		if h := w.recent.get(key, v); h != nil {
			return h.dueAt(due), nil
		}
	}
	return byID(ctx, w.in, key)
}

// version reads the version that is stored, 0 for none. For what is new, which
// most records of most commits are, it costs a fraction of reading the record.
func (w *batch) version(ctx context.Context, query, key string) (v storage.Version, err error) {
	err = w.in.query(ctx, query, func(r row) error { v = storage.Version(r.int(0)); return nil }, key)
	return v, err
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
		no, err := w.putComplaint(ctx, v)
		if err == nil && len(w.written) < fewComplaints {
			w.written = append(w.written, &held{no: no, complaint: v})
		}
		w.hinted = r.Key
		return err
	case *backend.Hint:
		if r.Key == w.hinted {
			return nil // it is in the columns of the complaint
		}
		return w.putHint(ctx, w.held, v.NextDue)
	case *complaint.Identity:
		return putIdentity(ctx, w.in, v)
	case *agency.Agency:
		return putAgency(ctx, w.in, v)
	case *workplan.Plan:
		return putPlan(ctx, w.in, v)
	case *board.Meeting:
		return putMeeting(ctx, w.in, v)
	case *roadmap.Roadmap:
		return putRoadmap(ctx, w.in, v)
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
