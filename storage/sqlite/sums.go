package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"hash/crc32"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// sumsSince is the migration that made the columns of the checksums.
const sumsSince = 3

// sumOf is the checksum of bytes: it finds what a disk or a copy damaged, not what
// somebody forged.
func sumOf(data []byte) int64 {
	return int64(crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)))
}

// sumOfRecord is the checksum of a record in its JSON form. The body of an edition
// that has no byte reads as none.
func sumOfRecord(r backend.Record) (int64, error) {
	if e, ok := r.Value.(*backend.Edition); ok && len(e.Body) == 0 {
		e = e.Clone()
		e.Body, r.Value = nil, e
	}
	data, err := backend.Encode(r)
	return sumOf(data), err
}

// sumOfChange is the checksum of a row of the feed. That no cursor is missing needs
// none.
func sumOfChange(c storage.Change, record driver.Value) int64 {
	return sumOf(fmt.Appendf(nil, "%q,%q,%d,%d,%v", c.Kind, c.Key, c.Version, c.Seq, record))
}

// putChange adds a record to the feed.
func putChange(ctx context.Context, in session, r backend.Record) error {
	sum, err := sumOfRecord(r)
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
	return sumOfRecord(backend.Record{Value: record})
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
