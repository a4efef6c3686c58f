package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
)

// agencyOf reads an agency, nil if there is none.
func agencyOf(ctx context.Context, in session, id string) (found *agency.Agency, err error) {
	err = in.query(ctx, "SELECT record FROM agency WHERE id = ?", func(r row) error {
		found, err = scanAgency(r)
		return err
	}, id)
	return found, err
}

// plainAgency is an agency without its methods: see plain.
type plainAgency agency.Agency

func scanAgency(r row) (*agency.Agency, error) {
	a := new(agency.Agency)
	return a, decode([]byte(r.text(0)), (*plainAgency)(a))
}

func putAgency(ctx context.Context, in session, a *agency.Agency) error {
	record, err := json.Marshal(a)
	if err != nil {
		return err
	}
	last := a.Terms[len(a.Terms)-1]
	return in.exec(ctx, into("agency", a.Version)+" VALUES (?, ?, ?, ?, ?, ?)", string(a.ID), int64(a.Version),
		last.Name, string(last.Kind), orNull(last.Parent), string(record))
}

type agencyReader struct{ s *Store }

func (r agencyReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

// Get reads one agency.
func (r agencyReader) Get(ctx context.Context, id agency.ID) (*agency.Agency, error) {
	return one(ctx, r.s, agency.KindOfAgency, string(id), agencyOf)
}

// List reads the agencies after an ID.
func (r agencyReader) List(ctx context.Context, q agency.Query) iter.Seq2[*agency.Agency, error] {
	return backend.Each(ctx, func() ([]*agency.Agency, error) {
		limit := int64(-1)
		if q.Limit > 0 {
			limit = int64(q.Limit)
		}
		return list(ctx, r.s, "SELECT record FROM agency WHERE id > ? ORDER BY id LIMIT ?", scanAgency, string(q.After), limit)
	})
}

// list reads the records that a statement yields.
func list[T any](ctx context.Context, s *Store, query string, scan func(row) (*T, error), args ...driver.Value) (found []*T, err error) {
	err = s.read(ctx, false, func(c *conn) error {
		found = nil
		return c.query(ctx, query, func(r row) error {
			one, err := scan(r)
			found = append(found, one)
			return err
		}, args...)
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}
