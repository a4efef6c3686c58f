package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// sumsSince is the migration that made the columns of the checksums, hintSumsSince the
// one that made those of the hints.
const (
	sumsSince     = 3
	hintSumsSince = 4
)

// sumOf is the checksum of bytes: it finds what a disk or a copy damaged, not what
// somebody forged.
func sumOf(data []byte) int64 {
	return int64(crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)))
}

// sumOfRecord is the checksum of a record in its JSON form: that of a complaint with the
// hint that the form holds in the file. The body of an edition that has no byte reads as none.
func sumOfRecord(r backend.Record, within time.Time) (int64, error) {
	switch v := r.Value.(type) {
	case *backend.Edition:
		if len(v.Body) == 0 {
			v = v.Clone()
			v.Body, r.Value = nil, v
		}
	case *complaint.Complaint:
		if !within.IsZero() {
			old := *v
			old.NextDue = within
			data, err := old.Encode()
			return sumOf(data), err
		}
	}
	data, err := backend.Encode(r)
	return sumOf(data), err
}

// sumOfChange is the checksum of a row of the feed. That no cursor is missing needs
// none.
func sumOfChange(c storage.Change, record driver.Value) int64 {
	return sumOf(fmt.Appendf(nil, "%q,%q,%d,%d,%v", c.Kind, c.Key, c.Version, c.Seq, record))
}

// sumOfHint is the checksum of the hint of a complaint.
func sumOfHint(id string, nextDue driver.Value) int64 {
	return sumOf(fmt.Appendf(nil, "%s,%v", id, nextDue))
}

// fillHintSums fills the checksums of the hints of a file of an older release, which kept
// each in the JSON of its record too. Where the two differ, or the JSON is damaged, it
// leaves none, so that Verify finds it.
func fillHintSums(ctx context.Context, in session) error {
	const query = `SELECT no, id, next_due, CASE WHEN json_valid(record) THEN json_extract(record, '$.next_due') END
FROM complaint WHERE no > ? ORDER BY no LIMIT ?`
	for last := int64(0); ; {
		var piece []row
		err := in.query(ctx, query, func(r row) error { piece = append(piece, slices.Clone(r)); return nil }, last, int64(pieceOfFeed))
		if err != nil {
			return err
		}
		for _, r := range piece {
			last = r.int(0)
			var within time.Time
			if text := r.text(3); text != "" && within.UnmarshalText([]byte(text)) != nil || !within.Equal(r.time(2)) {
				continue
			}
			if err := in.exec(ctx, "UPDATE complaint SET due_sum = ? WHERE no = ?", sumOfHint(r.text(1), r[2]), last); err != nil {
				return err
			}
		}
		if len(piece) < pieceOfFeed {
			return nil
		}
	}
}

// putChange adds a record to the feed.
func putChange(ctx context.Context, in session, r backend.Record) error {
	sum, err := sumOfRecord(r, time.Time{})
	if err != nil {
		return err
	}
	return in.exec(ctx, "INSERT INTO change (kind, key, version, entries, record_sum, sum) VALUES (?, ?, ?, ?, ?, ?)",
		string(r.Kind), r.Key, int64(r.Version), int64(r.Seq), sum, sumOfChange(r.Change(), sum))
}

// fillSums fills the checksums of a file of an older release: those of all rows of
// the feed, and those of the records as they are now.
func fillSums(ctx context.Context, in session) error {
	for last := int64(0); ; {
		var piece []storage.Change
		var cursors []int64
		err := in.query(ctx, selectChanges, func(r row) error {
			piece, cursors = append(piece, changeOf(r)), append(cursors, r.int(0))
			return nil
		}, last, int64(pieceOfFeed))
		if err != nil {
			return err
		}
		for i, c := range piece {
			record, err := sumNow(ctx, in, c)
			if err != nil {
				return err
			}
			last = cursors[i]
			if err := in.exec(ctx, "UPDATE change SET record_sum = ?, sum = ? WHERE cursor = ?", record, sumOfChange(c, record), last); err != nil {
				return err
			}
		}
		if len(piece) < pieceOfFeed {
			return nil
		}
	}
}

// sumNow is the checksum of the record of which a change tells, NULL if others have
// followed it, or if it cannot be read.
func sumNow(ctx context.Context, in session, c storage.Change) (driver.Value, error) {
	if !slices.Contains(backend.Kinds(), c.Kind) {
		return nil, nil
	}
	w := &batch{in: in}
	v, err := w.version(ctx, "SELECT version FROM "+string(c.Kind)+" WHERE "+keyColumn(c.Kind)+" = ?", c.Key)
	if err != nil || v != c.Version {
		return nil, err
	}
	record, err := w.current(ctx, c.Kind, c.Key)
	if unreadable(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return sumOfRecord(backend.Record{Value: record}, w.heldWithin())
}

// heldWithin is the hint within the JSON of the complaint that current found last, zero
// if that was another kind.
func (w *batch) heldWithin() time.Time {
	if w.held == nil {
		return time.Time{}
	}
	return w.held.within
}

// keyColumn is the column of the key in the table of a kind.
func keyColumn(kind storage.Kind) string {
	switch kind {
	case complaint.KindOfIdentity:
		return "ref"
	case backend.KindOfEdition:
		return "key"
	default:
		return "id"
	}
}
