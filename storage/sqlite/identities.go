package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

const selectIdentity = "SELECT ref, version, complaint, account, name, national_id, phone, email, address FROM identity "

// identityOf reads an identity, nil if there is none.
func identityOf(ctx context.Context, in session, ref string) (found *complaint.Identity, err error) {
	err = in.query(ctx, selectIdentity+"WHERE ref = ?", func(r row) error {
		found, err = scanIdentity(r)
		return err
	}, ref)
	return found, err
}

func scanIdentity(r row) (*complaint.Identity, error) {
	ref, bad := complaint.ParseID(r.text(0))
	id, worse := complaint.ParseID(r.text(2))
	if bad != nil || worse != nil {
		return nil, damaged("an identity has no valid reference or complaint")
	}
	told := func(column int) complaint.Private { return complaint.NewPrivate(r.text(column)) }
	return &complaint.Identity{
		Ref: complaint.ReporterRef(ref), Version: storage.Version(r.int(1)), Complaint: id,
		Person: complaint.Person{Account: told(3), Name: told(4), NationalID: told(5), Phone: told(6), Email: told(7), Address: told(8)},
	}, nil
}

func putIdentity(ctx context.Context, in session, i *complaint.Identity) error {
	p, told := i.Person, func(v complaint.Private) driver.Value { return orNull(v.Open()) }
	return in.exec(ctx, into("identity", i.Version)+" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", i.Ref.String(), int64(i.Version), i.Complaint.String(),
		told(p.Account), told(p.Name), told(p.NationalID), told(p.Phone), told(p.Email), told(p.Address))
}

type identityReader struct{ s *Store }

func (r identityReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

// Identity reads one identity.
func (r identityReader) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return one(ctx, r.s, complaint.KindOfIdentity, ref.String(), identityOf)
}

// ByAccount reads the identities of an account.
func (r identityReader) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	return backend.EachFound(ctx, func() ([]backend.Found[*complaint.Identity], error) {
		return list(ctx, r.s, complaint.KindOfIdentity, selectIdentity+"WHERE account = ? AND account <> '' ORDER BY complaint, ref", scanIdentity, func(r row) string { return r.text(0) }, account)
	})
}

// one reads one record, and says so if there is none.
func one[T any](ctx context.Context, s *Store, kind storage.Kind, key string, get func(context.Context, session, string) (*T, error)) (*T, error) {
	var found *T
	err := s.read(ctx, false, func(c *conn) (err error) {
		found, err = get(context.WithoutCancel(ctx), c, key)
		return err
	})
	if err == nil && found == nil {
		err = &storage.NotFoundError{Kind: kind, Key: key}
	}
	if err != nil {
		return nil, about(err, kind, key)
	}
	return found, nil
}
