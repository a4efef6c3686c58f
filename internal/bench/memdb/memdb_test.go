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
	"github.com/aduan-go/aduan/internal/pace"
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

// BenchmarkDo gives the same notes to the same number of cases in both stores, which
// have the same indexes, one round in one and the next in the other: through the service,
// and by a loop that reads, applies and commits. It reports the processor time of a command
// in each, and times, the median of how many times that of the memory store the other takes.
func BenchmarkDo(b *testing.B) {
	const cases, round = 5_000, 500
	peerStore, err := openStore()
	require.NoError(b, err)
	ours := memory.New()
	defer func() { _ = ours.Close() }()
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(b, err)
	type side struct {
		store complaint.Store
		svc   *complaint.Service
		ids   []complaint.ID
	}
	sides := []side{{store: backend.Complaints(ours)}, {store: peerStore}}
	for i := range sides {
		sides[i].svc = service(b, sides[i].store)
		sides[i].ids = open(b, sides[i].svc, cases)
	}
	for name, do := range map[string]func(s side, id complaint.ID, cmd complaint.Command) error{
		"service": func(s side, id complaint.ID, cmd complaint.Command) error {
			_, err := s.svc.Do(b.Context(), admin(), id, cmd)
			return err
		},
		"loop": func(s side, id complaint.ID, cmd complaint.Command) error {
			c, err := s.store.Get(b.Context(), id)
			if err == nil {
				c, err = national.Apply(c, admin(), cmd, complaint.Moment{Now: time.Now()})
			}
			if err == nil {
				err = s.store.Commit(b.Context(), complaint.Batch{Complaints: []*complaint.Complaint{c}})
			}
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			var sums [2]time.Duration
			var ratios []float64
			n := 0
			for b.Loop() {
				var took [2]time.Duration
				for k := range sides {
					i := (k + n) % 2 // who begins changes with every round
					begin := pace.Processor()
					for j := range round {
						if err := do(sides[i], sides[i].ids[(n*round+j)%cases], note(n)); err != nil {
							b.Fatal(err)
						}
					}
					took[i] = pace.Processor() - begin
					sums[i] += took[i]
				}
				ratios = append(ratios, float64(took[1])/float64(took[0]))
				n++
			}
			slices.Sort(ratios)
			b.ReportMetric(float64(sums[0].Nanoseconds())/float64(n*round), "memory-cpu-ns/command")
			b.ReportMetric(float64(sums[1].Nanoseconds())/float64(n*round), "memdb-cpu-ns/command")
			b.ReportMetric(ratios[len(ratios)/2], "times")
			b.ReportMetric(0, "ns/op") // a round of both says nothing
		})
	}
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
