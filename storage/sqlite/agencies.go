package sqlite

import (
	"context"
	"encoding/json"

	"github.com/aduan-go/aduan/region/agency"
)

func agencyReader(s *Store) agency.Reader {
	return recorded[agency.ID, agency.Agency, agency.Query]{s, agency.KindOfAgency, scanAgency, func(q agency.Query) asked {
		return asked{after: string(q.After), limit: q.Limit}
	}}
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
