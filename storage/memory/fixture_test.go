package memory_test

import (
	"context"
	"iter"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// began is when the cases of these tests begin.
func began() time.Time { return time.Date(2026, 3, 2, 1, 30, 0, 123_456_000, time.UTC) }

func national(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// caser makes cases, each another one, the same ones in every run.
type caser struct {
	t       testing.TB
	l       *complaint.Lifecycle
	entropy *rand.ChaCha8
	n       int
}

func newCaser(t testing.TB) *caser {
	return &caser{t: t, l: national(t), entropy: rand.NewChaCha8([32]byte{1})}
}

func (k *caser) open(change ...func(*complaint.Draft)) *complaint.Complaint {
	k.t.Helper()
	k.n++
	at := began().Add(time.Duration(k.n) * time.Second)
	id, err := complaint.NewID(at, k.entropy)
	require.NoError(k.t, err)
	tracking, err := complaint.NewTracking(k.entropy)
	require.NoError(k.t, err)
	ref, err := complaint.NewReporterRef(k.entropy)
	require.NoError(k.t, err)
	draft := complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Lampu jalan mati", Body: "Gelap sejak minggu lalu.",
		Region: region.MustParse("51.03"), Channel: complaint.ChannelWeb,
	}
	for _, f := range change {
		f(&draft)
	}
	h := complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Region: draft.Region.Path()}
	c, err := k.l.Open(h, complaint.Actor{ID: "made", Role: complaint.RoleFieldOfficer}, draft, complaint.Moment{Now: at})
	require.NoError(k.t, err)
	return c
}

// note adds an entry by the national admin.
func (k *caser) note(c *complaint.Complaint, text string) *complaint.Complaint {
	k.t.Helper()
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	return k.do(c, admin, complaint.Command{Action: complaint.ActionNote, Note: text})
}

// do carries out a command a second after what was made before.
func (k *caser) do(c *complaint.Complaint, by complaint.Actor, cmd complaint.Command) *complaint.Complaint {
	k.t.Helper()
	k.n++
	next, err := k.l.Apply(c, by, cmd, complaint.Moment{Now: began().Add(time.Duration(k.n) * time.Second)})
	require.NoError(k.t, err)
	return next
}

func imported(system, id string) func(*complaint.Draft) {
	return func(d *complaint.Draft) {
		d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: system, ID: complaint.NewPrivate(id)}
	}
}

func identityOf(c *complaint.Complaint, account string) *complaint.Identity {
	return &complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: complaint.Person{Account: complaint.NewPrivate(account), Name: complaint.NewPrivate("Ni Made Ayu")}}
}

func edition(name, number string) *backend.Edition {
	key := backend.EditionKey{Kind: "routing", Name: name, Edition: number}
	return backend.NewEdition(key, aduan.Period{}, []byte("rules of "+name))
}

func complaints(list ...*complaint.Complaint) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Complaints: list}}
}

func opened(t testing.TB) *memory.Store {
	s := memory.New()
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func commit(t testing.TB, s *memory.Store, b backend.Batch) {
	t.Helper()
	require.NoError(t, s.Commit(t.Context(), b))
}

func get(t testing.TB, s *memory.Store, id complaint.ID) *complaint.Complaint {
	t.Helper()
	c, err := s.Set().Complaints.Get(t.Context(), id)
	require.NoError(t, err)
	return c
}

// collected is all of a sequence, which must end without an error.
func collected[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var list []T
	for v, err := range seq {
		require.NoError(t, err)
		list = append(list, v)
	}
	return list
}

func list(t testing.TB, s *memory.Store, q complaint.Query) []*complaint.Complaint {
	t.Helper()
	return collected(t, s.Set().Complaints.List(t.Context(), q))
}

func cancelled(t testing.TB) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
