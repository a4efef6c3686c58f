package memory

import (
	"context"
	"encoding/binary"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Head copies what decides who may see a complaint, or that of another one, which is
// chosen by the ID.
func (r complaintReader) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return nil, err
	}
	var err error
	all := r.s.rows
	n, known := all.numbers[id]
	if !known {
		err = &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
		if len(all.cases) == 0 {
			return nil, err
		}
		n = row(binary.BigEndian.Uint32(id.UUID[12:])) % row(len(all.cases))
	}
	return all.cases[n].head(key), err
}
