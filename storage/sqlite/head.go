package sqlite

import (
	"context"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// headByID reads the row of a complaint and those of its entries that a head has. Where
// there is none it reads those of the complaint that stands before it in the order
// of IDs, or else of the first one: the same work, so that the time tells nothing.
const headByID = `WITH near AS MATERIALIZED (
  SELECT * FROM (SELECT no, id, record, next_due FROM complaint WHERE id <= ? ORDER BY id DESC LIMIT 1)
  UNION ALL SELECT * FROM (SELECT no, id, record, next_due FROM complaint ORDER BY id LIMIT 1) LIMIT 1)
SELECT 0, id, record, next_due FROM near
UNION ALL SELECT seq, NULL, entry, NULL FROM complaint_entry WHERE complaint = (SELECT no FROM near) AND seq IN (
  (SELECT max(seq) FROM complaint_entry WHERE complaint = (SELECT no FROM near)),
  (SELECT max(seq) FROM complaint_entry WHERE complaint = (SELECT no FROM near) AND gives IS NOT NULL),
  (SELECT seq FROM complaint_key WHERE complaint = (SELECT no FROM near) AND key = ?))
ORDER BY 1`

// headsSince is the migration since which a head is read by itself: it made the column
// that tells which entry gave the case away or took it.
const headsSince = 6

// Head reads what decides who may see a complaint; of a file of an older schema, which
// can only have been opened for reading, out of the whole.
func (r complaintReader) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	if r.s.schema < headsSince {
		c, err := r.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		return c.Head(key), nil
	}
	var head *complaint.Complaint
	found := ""
	err := r.s.read(ctx, false, func(c *conn) error {
		head, found = new(complaint.Complaint), ""
		return c.query(context.WithoutCancel(ctx), headByID, func(r row) error {
			if r.int(0) == 0 {
				found = r.text(1)
				err := decode([]byte(r.text(2)), (*plain)(head))
				head.NextDue = r.time(3)
				return err
			}
			head.Timeline = append(head.Timeline, complaint.Entry{})
			return decode([]byte(r.text(2)), &head.Timeline[len(head.Timeline)-1])
		}, id.String(), key)
	})
	here := found == id.String()
	switch {
	case err != nil && (here || !unreadable(err)):
		return nil, about(err, complaint.KindOfComplaint, id.String())
	case err == nil && here:
		return head, nil
	case err != nil || found == "":
		head = nil
	}
	return head, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
}
