package memdb

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

func admin() complaint.Actor {
	return complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
}

func service(t testing.TB, s complaint.Store) *complaint.Service {
	t.Helper()
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	svc, err := complaint.NewService(complaint.Config{Store: s, Lifecycles: []*complaint.Lifecycle{national}, Deadlines: complaint.NoDeadlines{}})
	require.NoError(t, err)
	return svc
}

// open submits n cases.
func open(t testing.TB, s *complaint.Service, n int) []complaint.ID {
	t.Helper()
	ids := make([]complaint.ID, n)
	officer := complaint.Actor{ID: "officer", Role: complaint.RoleFieldOfficer}
	for i := range ids {
		r, err := s.Submit(context.Background(), officer, complaint.Draft{
			Kind: complaint.KindComplaint, Title: "Lampu jalan mati", Body: "Gelap sejak pekan lalu.", Channel: complaint.ChannelWeb,
		})
		require.NoError(t, err)
		ids[i] = r.ID
	}
	return ids
}

func note(n int) complaint.Command {
	return complaint.Command{Action: complaint.ActionNote, Note: fmt.Sprintf("Catatan %d", n)}
}

// BenchmarkDo gives the same notes to the same number of cases in both stores,
// one round in one and the next in the other, and reports the median of the
// rounds' ratios: below 1 the memory store is faster.
func BenchmarkDo(b *testing.B) {
	const cases, round = 5_000, 500
	peerStore, err := openStore()
	require.NoError(b, err)
	ours := memory.New()
	defer func() { _ = ours.Close() }()
	sides := []struct {
		s   *complaint.Service
		ids []complaint.ID
		sum time.Duration
	}{{s: service(b, backend.Complaints(ours))}, {s: service(b, peerStore)}}
	for i := range sides {
		sides[i].ids = open(b, sides[i].s, cases)
	}
	var ratios []float64
	n := 0
	for b.Loop() {
		var took [2]time.Duration
		for k := range sides {
			i := (k + n) % 2 // who begins changes with every round
			begin := time.Now()
			for j := range round {
				if _, err := sides[i].s.Do(b.Context(), admin(), sides[i].ids[(n*round+j)%cases], note(n)); err != nil {
					b.Fatal(err)
				}
			}
			took[i] = time.Since(begin)
			sides[i].sum += took[i]
		}
		ratios = append(ratios, float64(took[0])/float64(took[1]))
		n++
	}
	slices.Sort(ratios)
	b.ReportMetric(float64(sides[0].sum.Nanoseconds())/float64(n*round), "memory-ns/command")
	b.ReportMetric(float64(sides[1].sum.Nanoseconds())/float64(n*round), "memdb-ns/command")
	b.ReportMetric(ratios[len(ratios)/2], "ratio")
	b.ReportMetric(0, "ns/op") // a round of both says nothing
}

// BenchmarkSize reports what a stored case of 12 entries takes, and how much of
// that is the record itself.
func BenchmarkSize(b *testing.B) {
	const cases, entries = 2_000, 12
	for b.Loop() {
		before := heap()
		s := memory.New()
		svc := service(b, backend.Complaints(s))
		ids := open(b, svc, cases)
		for i := range entries - 1 {
			for _, id := range ids {
				if _, err := svc.Do(b.Context(), admin(), id, note(i)); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(heap()-before)/cases, "B/case")
		require.NoError(b, s.Close())
	}
	b.ReportMetric(0, "ns/op")
}

// heap is what is in use after a collection.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestPeerKeepsTheWrites: what is compared writes the same.
func TestPeerKeepsTheWrites(t *testing.T) {
	t.Parallel()
	s, err := openStore()
	require.NoError(t, err)
	svc := service(t, s)
	id := open(t, svc, 1)[0]
	receipt, err := svc.Do(t.Context(), admin(), id, note(1))
	require.NoError(t, err)
	c, err := s.Get(t.Context(), id)
	require.NoError(t, err)
	require.EqualValues(t, 2, c.Version)
	require.Len(t, c.Timeline, receipt.Entry)
}
