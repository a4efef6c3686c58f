package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// plain is a complaint without its methods. Reading through it skips the strict
// reading and the validation of complaint.Complaint, which cost more than
// everything else: the store wrote these bytes itself, from a record that
// backend.Check had validated. A field that it does not know is still an error.
type plain complaint.Complaint

// held is a stored complaint with the number of its row.
type held struct {
	no        int64
	complaint *complaint.Complaint
	// within is the hint that the JSON of a record holds which an older release wrote;
	// what counts is the column.
	within time.Time
}

// The parts of a stored complaint, as rows of one statement, so that they are
// of the same moment: the record, its texts, its entries.
const (
	partRecord = iota
	partText
	partEntry
)

const (
	wholeByID = `SELECT 0, no, record, next_due, NULL FROM complaint WHERE id = ?
UNION ALL SELECT 1, t.number, t.digest, t.salt, t.body FROM complaint c JOIN complaint_text t ON t.complaint = c.no WHERE c.id = ?
UNION ALL SELECT 2, e.seq, e.entry, NULL, NULL FROM complaint c JOIN complaint_entry e ON e.complaint = c.no WHERE c.id = ?`
	wholeByNo = `SELECT 0, no, record, next_due, NULL FROM complaint WHERE no = ?
UNION ALL SELECT 1, number, digest, salt, body FROM complaint_text WHERE complaint = ?
UNION ALL SELECT 2, seq, entry, NULL, NULL FROM complaint_entry WHERE complaint = ?`
)

// byID reads a complaint, nil if there is none.
func byID(ctx context.Context, in session, id string) (*held, error) {
	return whole(ctx, in, wholeByID, id)
}

// whole reads a complaint with its texts and entries.
func whole[T int64 | string](ctx context.Context, in session, query string, key T) (*held, error) {
	var found *held
	entries := []byte{'['}
	texts, seq := int64(0), int64(0)
	err := in.query(ctx, query, func(r row) error {
		switch part, n := r.int(0), r.int(1); {
		case part == partRecord:
			found = &held{no: n, complaint: new(complaint.Complaint)}
			err := decode([]byte(r.text(2)), (*plain)(found.complaint))
			found.within, found.complaint.NextDue = found.complaint.NextDue, r.time(3)
			return err
		case found == nil:
			return damaged("a text or an entry has no complaint")
		case part == partText:
			if texts++; n != texts {
				return damaged("a text of complaint %s is missing", found.complaint.ID)
			}
			return found.addText(r)
		default:
			if seq++; n != seq {
				return damaged("an entry of complaint %s is missing", found.complaint.ID)
			}
			if seq > 1 {
				entries = append(entries, ',')
			}
			entries = append(entries, r.text(2)...)
			return nil
		}
	}, key, key, key)
	if err != nil || found == nil {
		return nil, err
	}
	return found, decode(append(entries, ']'), &found.complaint.Timeline)
}

// addText adds a text; one without salt and body was erased.
func (h *held) addText(r row) error {
	var t complaint.Text
	err := t.Digest.UnmarshalText([]byte(r.text(2)))
	if t.Erased = r[4] == nil; !t.Erased {
		t.Body = r.text(4)
		if r[3] != nil && err == nil {
			err = t.Salt.UnmarshalText([]byte(r.text(3)))
		}
	}
	h.complaint.Texts = append(h.complaint.Texts, t)
	if err != nil {
		return damaged("a text of complaint %s cannot be read", h.complaint.ID)
	}
	return nil
}

// decode reads JSON that the store wrote.
func decode(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return &Error{Reason: Corrupt, cause: err}
	}
	return nil
}

// damaged is the error of a file whose rows contradict each other.
func damaged(format string, args ...any) error {
	return &Error{Reason: Corrupt, cause: fmt.Errorf(format, args...)}
}

// flawed is such an error for who looks for faults: its text says which, and quotes
// nothing that is stored.
func flawed(format string, args ...any) error {
	return &Error{Reason: Corrupt, detail: fmt.Sprintf(format, args...)}
}

// unreadable reports whether an error is about what stands in the rows of one
// record, and not about the file.
func unreadable(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Reason == Corrupt && e.Code == 0
}

// about names the record that an error is about, if it is about one.
func about(err error, kind storage.Kind, key string) error {
	if unreadable(err) {
		return &storage.RecordError{Kind: kind, Key: key, Cause: err}
	}
	return err
}

// complaintReader reads complaints.
type complaintReader struct{ s *Store }

func (r complaintReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

// Get reads one complaint.
func (r complaintReader) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	var found *held
	err := r.s.read(ctx, false, func(c *conn) (err error) {
		found, err = byID(context.WithoutCancel(ctx), c, id.String())
		return err
	})
	if err != nil {
		return nil, about(err, complaint.KindOfComplaint, id.String())
	}
	if found == nil {
		return nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	r.s.writer.recent.read(found)
	return found.complaint, nil
}
