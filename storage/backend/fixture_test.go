package backend_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage/backend"
)

// began is when the cases of these tests begin.
func began() time.Time { return time.Date(2026, 3, 2, 1, 30, 0, 123_456_000, time.UTC) }

func national(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// opened is a new case; the same seed gives the same one.
func opened(t testing.TB, seed byte, change ...func(*complaint.Draft)) *complaint.Complaint {
	t.Helper()
	entropy := rand.NewChaCha8([32]byte{seed})
	id, err := complaint.NewID(began().Add(time.Duration(seed)*time.Second), entropy)
	require.NoError(t, err)
	tracking, err := complaint.NewTracking(entropy)
	require.NoError(t, err)
	ref, err := complaint.NewReporterRef(entropy)
	require.NoError(t, err)
	draft := complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan berlubang", Body: "Sudah dua bulan tidak diperbaiki.",
		Category: "public_works/roads", Region: region.MustParse("51.03"), Channel: complaint.ChannelWeb,
	}
	for _, f := range change {
		f(&draft)
	}
	h := complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Region: draft.Region.Path()}
	c, err := national(t).Open(h, complaint.Actor{ID: "wayan", Role: complaint.RoleFieldOfficer}, draft, complaint.Moment{Now: began()})
	require.NoError(t, err)
	return c
}

// noted is the case after the national admin left a note, as it would be
// committed next.
func noted(t testing.TB, c *complaint.Complaint, note string) *complaint.Complaint {
	t.Helper()
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	at := complaint.Moment{Now: began().Add(time.Hour), Salt: complaint.Salt{1}}
	next, err := national(t).Apply(c, admin, complaint.Command{Action: complaint.ActionNote, Note: note}, at)
	require.NoError(t, err)
	return next
}

// stored is a record as a store holds it after its commit.
func stored(c *complaint.Complaint) *complaint.Complaint {
	c = c.Clone()
	c.Version++
	return c
}

func identityOf(c *complaint.Complaint) *complaint.Identity {
	return &complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: complaint.Person{Account: complaint.NewPrivate("wayan"), Name: complaint.NewPrivate("I Wayan Sudarma")}}
}

func edition(name string) *backend.Edition {
	return backend.NewEdition(backend.EditionKey{Kind: "routing", Name: name, Edition: "1"}, aduan.Period{}, []byte("rules of "+name))
}

func complaints(list ...*complaint.Complaint) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Complaints: list}}
}
