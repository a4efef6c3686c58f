package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// The benchmarks report ratios: both sides take turns in rounds, who begins
// changes with every round, and the median of the rounds' ratios counts, so that
// whatever else the machine does counts little. What the sides do is compared
// before it is timed.
//
//	go test ./storage/sqlite -run '^$' -bench . -benchtime 20x

// cases makes cases as an office gets them, the same ones in every run.
type cases struct {
	t       testing.TB
	l       *complaint.Lifecycle
	entropy *rand.ChaCha8
	n       int
}

func newCases(t testing.TB) *cases {
	l, err := pairLifecycle()
	require.NoError(t, err)
	return &cases{t: t, l: l, entropy: rand.NewChaCha8([32]byte{7})}
}

// draft is the n-th report.
func (k *cases) draft(n int) complaint.Draft {
	return complaint.Draft{
		Kind: complaint.KindComplaint, Title: fmt.Sprintf("Lampu penerangan jalan padam di tiang nomor CG-%d", n),
		Body: fmt.Sprintf("Tujuh titik lampu berturut-turut padam sejak pekan lalu, dari simpang tiga sampai jembatan kecil. "+
			"Sudah ada dua kejadian jambret terhadap pengendara. Nomor laporan kami yang dulu %d, belum ada jawaban.", n*7919),
		Category: "public_works/street_lighting", Region: region.MustParse("51.03.06"), Channel: complaint.ChannelMobileApp,
		Disclosure: complaint.Disclosure{Public: true},
		Reporter:   complaint.Person{Account: complaint.NewPrivate(fmt.Sprintf("user-%d", n)), Name: complaint.NewPrivate("I Made Arta Dharmawan"), Phone: complaint.NewPrivate("0812-0000-6001")},
	}
}

// open is the next case, not yet stored, with its reporter.
func (k *cases) open() (*complaint.Complaint, *complaint.Identity) {
	k.t.Helper()
	k.n++
	d, at := k.draft(k.n), time.Date(2026, 3, 2, 1, 30, 0, 0, time.UTC).Add(time.Duration(k.n)*time.Second)
	id, err := complaint.NewID(at, k.entropy)
	require.NoError(k.t, err)
	tracking, err := complaint.NewTracking(k.entropy)
	require.NoError(k.t, err)
	ref, err := complaint.NewReporterRef(k.entropy)
	require.NoError(k.t, err)
	h := complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Region: d.Region.Path()}
	c, err := k.l.Open(h, complaint.Actor{ID: d.Reporter.Account.Open()}, d, complaint.Moment{Now: at, Salt: complaint.Salt{1}})
	require.NoError(k.t, err)
	c.NextDue = at.AddDate(0, 0, 3)
	return c, &complaint.Identity{Ref: ref, Complaint: id, Person: d.Reporter}
}

// next is a stored case after a command: the first forwards it, the others
// leave a note.
func (k *cases) next(c *complaint.Complaint) *complaint.Complaint {
	k.t.Helper()
	cmd := complaint.Command{Action: complaint.ActionNote, Note: fmt.Sprintf("Petugas sudah ke lokasi, catatan %d.", len(c.Timeline))}
	if c.State == complaint.StateSubmitted {
		cmd = complaint.Command{
			Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: c.Category,
			Agency: agency.ID(fmt.Sprintf("id.badung.%d", k.n%100)),
		}
	}
	at := complaint.Moment{Now: c.UpdatedAt().Add(time.Minute), Salt: complaint.Salt{2}}
	next, err := k.l.Apply(c, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, cmd, at)
	require.NoError(k.t, err)
	return next
}

func opening(c *complaint.Complaint, i *complaint.Identity) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{i}}}
}

func benchStore(t testing.TB) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "aduan.db"), sqlite.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// turns runs two sides in rounds, changing who begins. Each is told which round
// it is and says how long it took. The unit reports the median of how many times
// faster the second is, and the names the median of each side's rounds.
func turns(b *testing.B, unit, first string, one func(int) time.Duration, second string, other func(int) time.Duration) {
	b.Helper()
	var ratios []float64
	var took [2][]time.Duration
	sides := [2]func(int) time.Duration{one, other}
	for round := 0; b.Loop(); round++ {
		var now [2]time.Duration
		for k := range sides {
			i := (k + round) % 2
			now[i] = sides[i](round)
			took[i] = append(took[i], now[i])
		}
		ratios = append(ratios, float64(now[0])/float64(now[1]))
	}
	b.ReportMetric(median(ratios), unit)
	for i, name := range []string{first, second} {
		b.ReportMetric(float64(median(took[i]).Microseconds()), name+"-us/round")
	}
	b.ReportMetric(0, "ns/op") // a round of both says nothing
}

// timed is how long something takes that must succeed.
func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	begin := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin)
}

// TestPeerWritesTheSame: what is compared leaves the same rows and reads back
// the same.
func TestPeerWritesTheSame(t *testing.T) {
	t.Parallel()
	ctx, k := t.Context(), newCases(t)
	file := filepath.Join(t.TempDir(), "aduan.db")
	s, err := sqlite.Open(ctx, file, sqlite.Config{})
	require.NoError(t, err)
	by := openPeer(t, filepath.Join(t.TempDir(), "peer.db"))
	for n := range 30 {
		c, i := k.open()
		require.NoError(t, s.Commit(ctx, opening(c, i)))
		require.NoError(t, by.open(ctx, c, i))
		for range n % 4 {
			before := stored(c)
			c = k.next(before)
			require.NoError(t, s.Commit(ctx, complaints(c)))
			require.NoError(t, by.next(ctx, int64(n+1), c, len(before.Texts), before.Agency == ""))
		}
		require.Error(t, by.next(ctx, int64(n+1), c, len(c.Texts), false), "the version is looked at")
		want, err := s.Set().Complaints.Get(ctx, c.ID)
		require.NoError(t, err)
		got, err := by.get(ctx, c.ID.String())
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	var want []*complaint.Complaint
	for c, err := range s.Set().Complaints.List(ctx, complaint.Query{}) {
		require.NoError(t, err)
		want = append(want, c)
	}
	got, err := by.page(ctx, "", 100)
	require.NoError(t, err)
	require.Equal(t, want, got)
	require.NoError(t, s.Close())
	require.Equal(t, openPeer(t, file).dump(t), by.dump(t))
}

// BenchmarkOneClient commits one batch after the other: share is the rate of the
// store as a part of that of statements by hand.
func BenchmarkOneClient(b *testing.B) {
	const round = 20
	ctx := context.Background()
	b.Run("open", func(b *testing.B) {
		s, by, k := benchStore(b), openPeer(b, filepath.Join(b.TempDir(), "peer.db")), newCases(b)
		made := map[int][]backend.Batch{}
		batches := func(n int) []backend.Batch {
			for len(made[n]) < round {
				made[n] = append(made[n], opening(k.open()))
			}
			delete(made, n-1)
			return made[n]
		}
		turns(b, "share", "peer", func(n int) time.Duration {
			list := batches(n)
			return timed(b, func() error {
				for _, one := range list {
					if err := by.open(ctx, one.Complaints[0], one.Identities[0]); err != nil {
						return err
					}
				}
				return nil
			})
		}, "store", func(n int) time.Duration {
			list := batches(n)
			return timed(b, func() error {
				for _, one := range list {
					if err := s.Commit(ctx, one); err != nil {
						return err
					}
				}
				return nil
			})
		})
	})
	b.Run("command", func(b *testing.B) {
		s, by, k := benchStore(b), openPeer(b, filepath.Join(b.TempDir(), "peer.db")), newCases(b)
		const entries = 8 // a case of more is left alone, so that rounds stay alike
		var before, next [round]*complaint.Complaint
		no, prepared := int64(0), -1
		prepare := func(n int) {
			if n == prepared {
				return
			}
			prepared = n
			for i := range before {
				if n%entries == 0 {
					c, person := k.open()
					require.NoError(b, s.Commit(ctx, opening(c, person)))
					require.NoError(b, by.open(ctx, c, person))
					before[i] = stored(c)
				} else {
					before[i] = stored(next[i])
				}
				next[i] = k.next(before[i])
			}
			if n%entries == 0 {
				no += round
			}
		}
		turns(b, "share", "peer", func(n int) time.Duration {
			prepare(n)
			return timed(b, func() error {
				for i, c := range next {
					if err := by.next(ctx, no-round+int64(i)+1, c, len(before[i].Texts), before[i].Agency == ""); err != nil {
						return err
					}
				}
				return nil
			})
		}, "store", func(n int) time.Duration {
			prepare(n)
			return timed(b, func() error {
				for _, c := range next {
					if err := s.Commit(ctx, complaints(c)); err != nil {
						return err
					}
				}
				return nil
			})
		})
	})
}

// BenchmarkManyClients commits from 64 goroutines at once: times is their rate
// as a multiple of that of one.
func BenchmarkManyClients(b *testing.B) {
	const clients, each = 64, 20
	ctx, k := context.Background(), newCases(b)
	one, many := benchStore(b), benchStore(b)
	made := func(n int) []backend.Batch {
		list := make([]backend.Batch, n)
		for i := range list {
			list[i] = opening(k.open())
		}
		return list
	}
	turns(b, "times", "one", func(int) time.Duration {
		list := made(clients * each / 4)
		return 4 * timed(b, func() error {
			for _, batch := range list {
				if err := one.Commit(ctx, batch); err != nil {
					return err
				}
			}
			return nil
		})
	}, "many", func(int) time.Duration {
		list := made(clients * each)
		return timed(b, func() error {
			var group sync.WaitGroup
			for part := range slices.Chunk(list, each) {
				group.Go(func() {
					for _, batch := range part {
						if err := many.Commit(ctx, batch); err != nil {
							b.Error(err)
						}
					}
				})
			}
			group.Wait()
			return nil
		})
	})
}
