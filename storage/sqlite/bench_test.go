package sqlite_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func national(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

func began() time.Time { return time.Date(2026, 3, 2, 1, 30, 0, 0, time.UTC) }

var _ = storage.ErrClosed

func fresh(t testing.TB, l *complaint.Lifecycle, n int) (*complaint.Complaint, *complaint.Identity) {
	var seed [32]byte
	binary.BigEndian.PutUint64(seed[:], uint64(n)+1)
	entropy := rand.NewChaCha8(seed)
	id, err := complaint.NewID(began().Add(time.Duration(n)*time.Second), entropy)
	require.NoError(t, err)
	tracking, err := complaint.NewTracking(entropy)
	require.NoError(t, err)
	ref, err := complaint.NewReporterRef(entropy)
	require.NoError(t, err)
	draft := complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan berlubang di depan pasar", Body: "Sudah dua bulan jalan di depan pasar berlubang dan tidak diperbaiki; kemarin ada yang jatuh.",
		Category: "public_works/roads", Region: region.MustParse("51.03"), Channel: complaint.ChannelWeb,
	}
	h := complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Place: complaint.Located{Region: region.Path{region.MustParse("iso:ID"), region.MustParse("51"), region.MustParse("51.03")}}}
	c, err := l.Open(h, complaint.Actor{ID: "wayan"}, draft, complaint.Moment{Now: began().Add(time.Duration(n) * time.Second)})
	require.NoError(t, err)
	return c, &complaint.Identity{Ref: ref, Complaint: id, Person: complaint.Person{Account: "wayan", Name: "I Wayan Sudarma"}}
}

func BenchmarkSubmit(b *testing.B) {
	l := national(b)
	for _, clients := range []int{1, 64} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			s := opened(b)
			var next atomic.Int64
			b.SetParallelism((clients + 1) / 2)
			if clients == 1 {
				for b.Loop() {
					c, i := fresh(b, l, int(next.Add(1)))
					if err := s.Commit(b.Context(), backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{i}}}); err != nil {
						b.Fatal(err)
					}
				}
				return
			}
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					c, i := fresh(b, l, int(next.Add(1)))
					if err := s.Commit(b.Context(), backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{i}}}); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
	b.Run("batch=100", func(b *testing.B) {
		s := opened(b)
		n := 0
		for b.Loop() {
			var batch backend.Batch
			for range 100 {
				n++
				c, i := fresh(b, l, n)
				batch.Complaints, batch.Identities = append(batch.Complaints, c), append(batch.Identities, i)
			}
			if err := s.Commit(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkMake(b *testing.B) {
	l := national(b)
	n := 0
	for b.Loop() {
		n++
		fresh(b, l, n)
	}
}

func BenchmarkGet(b *testing.B) {
	l := national(b)
	s := opened(b)
	var ids []complaint.ID
	for n := range 1000 {
		c, _ := fresh(b, l, n)
		require.NoError(b, s.Commit(b.Context(), backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}}}))
		ids = append(ids, c.ID)
	}
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		if _, err := s.Set().Complaints.Get(b.Context(), ids[n%len(ids)]); err != nil {
			b.Fatal(err)
		}
	}
}
