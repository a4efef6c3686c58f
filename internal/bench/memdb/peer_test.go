package memdb

import (
	"context"
	"fmt"
	"iter"
	"slices"

	peer "github.com/hashicorp/go-memdb"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// row is a record as the peer indexes it.
type row struct {
	Key, Tracking string
	// Topics are what the case is listed by, words included; ByDue and ByUpdated are
	// those in other orders, each with the instant as text that sorts.
	Topics, ByDue, ByUpdated []string
	Value                    any
}

// rowOf indexes a complaint as the memory store does.
func rowOf(key string, c *complaint.Complaint) *row {
	r := &row{Key: key, Tracking: string(c.Tracking), Value: c}
	due, updated := "~", fmt.Sprintf("%020d", c.UpdatedAt().UnixMicro())
	if !c.NextDue.IsZero() {
		due = fmt.Sprintf("%020d", c.NextDue.UnixMicro())
	}
	list := func(topic string) {
		r.Topics, r.ByDue = append(r.Topics, topic), append(r.ByDue, topic+"\x00"+due)
	}
	list("all")
	list("state " + string(c.State))
	for _, a := range slices.Concat(c.AgencyPath, []agency.ID{c.Agency, c.Main}, c.Supporting) {
		if a != "" {
			list("agency " + string(a))
			r.ByUpdated = append(r.ByUpdated, "agency "+string(a)+"\x00"+updated)
		}
	}
	for _, code := range c.Region {
		list("region " + code.String())
	}
	for top := c.Category; top != ""; top = top.Parent() {
		list("category " + string(top))
	}
	if !c.Parent.IsZero() {
		list("parent " + c.Parent.String())
	}
	for _, word := range backend.Words(c.Title() + "\n" + c.Body()) {
		r.Topics = append(r.Topics, "word "+word)
	}
	r.ByUpdated = append(r.ByUpdated, "all\x00"+updated)
	return r
}

// entry is one change of the feed.
type entry struct {
	Number uint64
	Change storage.Change
}

// store keeps complaints, identities and changes in go-memdb, with the indexes
// that the memory store has.
type store struct{ db *peer.MemDB }

func openStore() (*store, error) {
	text := func(field string) peer.Indexer { return &peer.StringFieldIndex{Field: field} }
	texts := func(field string) peer.Indexer { return &peer.StringSliceFieldIndex{Field: field} }
	db, err := peer.NewMemDB(&peer.DBSchema{Tables: map[string]*peer.TableSchema{
		string(complaint.KindOfComplaint): {Name: string(complaint.KindOfComplaint), Indexes: map[string]*peer.IndexSchema{
			"id":       {Name: "id", Unique: true, Indexer: text("Key")},
			"tracking": {Name: "tracking", Unique: true, Indexer: text("Tracking")},
			"topic":    {Name: "topic", Indexer: texts("Topics")},
			"due":      {Name: "due", Indexer: texts("ByDue")},
			"updated":  {Name: "updated", Indexer: texts("ByUpdated")},
		}},
		string(complaint.KindOfIdentity): {Name: string(complaint.KindOfIdentity), Indexes: map[string]*peer.IndexSchema{
			"id": {Name: "id", Unique: true, Indexer: text("Key")},
		}},
		"changes": {Name: "changes", Indexes: map[string]*peer.IndexSchema{
			"id": {Name: "id", Unique: true, Indexer: &peer.UintFieldIndex{Field: "Number"}},
		}},
	}})
	return &store{db: db}, err
}

// Commit writes the batch in one transaction.
func (s *store) Commit(ctx context.Context, b complaint.Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	tx := s.db.Txn(true)
	defer tx.Abort()
	current := func(kind storage.Kind, key string) (any, error) {
		found, err := tx.First(string(kind), "id", key)
		if r, ok := found.(*row); ok {
			return r.Value, err
		}
		return nil, err
	}
	last, err := tx.Last("changes", "id")
	if err != nil {
		return err
	}
	number := uint64(0)
	if e, ok := last.(*entry); ok {
		number = e.Number
	}
	for r, err := range backend.Check(backend.Batch{Batch: b}, current) {
		if err != nil {
			return err
		}
		if r.Kind == backend.KindOfHint {
			continue // it stands in the complaint; hints that move alone are not measured
		}
		next := &row{Key: r.Key, Value: r.Value}
		if c, ok := r.Value.(*complaint.Complaint); ok {
			next = rowOf(r.Key, c)
			if taken, err := tx.First(string(r.Kind), "tracking", next.Tracking); err != nil {
				return err
			} else if other, ok := taken.(*row); ok && other.Key != r.Key {
				return &storage.DuplicateError{Kind: r.Kind, Key: r.Key, Field: "tracking"}
			}
		}
		number++
		if err := tx.Insert(string(r.Kind), next); err != nil {
			return err
		}
		if err := tx.Insert("changes", &entry{Number: number, Change: r.Change()}); err != nil {
			return err
		}
	}
	tx.Commit()
	return nil
}

// Get reads a complaint.
func (s *store) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	found, err := s.db.Txn(false).First(string(complaint.KindOfComplaint), "id", id.String())
	if err != nil {
		return nil, err
	}
	if r, ok := found.(*row); ok {
		return r.Value.(*complaint.Complaint).Clone(), ctx.Err()
	}
	return nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
}

// Head is the head of what Get returns.
func (s *store) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	c, err := s.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return c.Head(key), nil
}

// List is not needed by the commands that are measured.
func (s *store) List(context.Context, complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(func(*complaint.Complaint, error) bool) {}
}
