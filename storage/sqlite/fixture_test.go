package sqlite_test

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// opened is a store in a file of its own, closed with the test.
func opened(t testing.TB) *sqlite.Store {
	t.Helper()
	return openedAt(t, filepath.Join(t.TempDir(), "aduan.db"))
}

func openedAt(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, sqlite.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// began is when the cases of these tests begin.
func began() time.Time { return time.Date(2026, 3, 2, 1, 30, 0, 123_456_000, time.UTC) }

// office makes cases, the same ones for the same seed.
type office struct {
	t         testing.TB
	lifecycle *complaint.Lifecycle
	entropy   *rand.ChaCha8
	made      int
}

func newOffice(t testing.TB, seed byte) *office {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return &office{t: t, lifecycle: l, entropy: rand.NewChaCha8([32]byte{seed})}
}

// open makes a new case, a second later than the last.
func (o *office) open(change ...func(*complaint.Draft)) *complaint.Complaint {
	o.t.Helper()
	o.made++
	now := began().Add(time.Duration(o.made) * time.Second)
	id, err := complaint.NewID(now, o.entropy)
	require.NoError(o.t, err)
	tracking, err := complaint.NewTracking(o.entropy)
	require.NoError(o.t, err)
	ref, err := complaint.NewReporterRef(o.entropy)
	require.NoError(o.t, err)
	draft := complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan berlubang", Body: "Sudah dua bulan tidak diperbaiki.",
		Category: "public_works/roads", Region: region.MustParse("51.03"), Channel: complaint.ChannelWeb,
	}
	for _, f := range change {
		f(&draft)
	}
	h := complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Region: draft.Region.Path()}
	c, err := o.lifecycle.Open(h, complaint.Actor{ID: "wayan", Role: complaint.RoleFieldOfficer}, draft, complaint.Moment{Now: now})
	require.NoError(o.t, err)
	return c
}

// note adds a note to a stored case, as the national admin.
func (o *office) note(c *complaint.Complaint, text string) *complaint.Complaint {
	o.t.Helper()
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	at := complaint.Moment{Now: c.UpdatedAt().Add(time.Hour), Salt: complaint.Salt{1}}
	next, err := o.lifecycle.Apply(c, admin, complaint.Command{Action: complaint.ActionNote, Note: text}, at)
	require.NoError(o.t, err)
	return next
}

func identityOf(c *complaint.Complaint, account string) *complaint.Identity {
	return &complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: complaint.Person{Account: complaint.NewPrivate(account), Name: complaint.NewPrivate("I Wayan Sudarma")}}
}

func complaints(list ...*complaint.Complaint) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Complaints: list}}
}

// stored is a record as a store holds it after its commit.
func stored(c *complaint.Complaint) *complaint.Complaint {
	c = c.Clone()
	c.Version++
	return c
}

// twin is a new case with the tracking number of another one.
func twin(o *office, taken complaint.Tracking) *complaint.Complaint {
	c := o.open()
	c.Tracking = taken
	return c
}

// letter writes a row of the embedder's own and a batch in one transaction.
func letter(ctx context.Context, db *sql.DB) error {
	key := backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}
	batch := backend.Batch{Editions: []*backend.Edition{backend.NewEdition(key, aduan.Period{}, []byte("rules: []"))}}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "CREATE TABLE letter (about TEXT)"); err != nil {
		return err
	}
	if err := sqlite.InTx(tx).Commit(ctx, batch); err != nil {
		return err
	}
	return tx.Commit()
}
