package memory_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/memory"
)

// filled is a store with n cases, a hundredth of them at each of 100 agencies.
func filled(b *testing.B, n int) (*memory.Store, []complaint.ID) {
	b.Helper()
	s, k := opened(b), newCaser(b)
	all := make([]complaint.ID, n)
	for i := range all {
		c := k.open()
		c.Agency = agency.ID(fmt.Sprintf("agency-%d", i%100))
		commit(b, s, complaints(c))
		all[i] = c.ID
	}
	return s, all
}

func BenchmarkGet(b *testing.B) {
	s, all := filled(b, 10_000)
	ctx, reader, i := b.Context(), s.Set().Complaints, 0
	b.ReportAllocs()
	for b.Loop() {
		if _, err := reader.Get(ctx, all[i%len(all)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkCommit writes a case again and again; its timeline does not grow, so
// that every round costs the same.
func BenchmarkCommit(b *testing.B) {
	for _, entries := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			s, k := opened(b), newCaser(b)
			c := k.open()
			for range entries - 1 {
				c = k.note(c, "Catatan")
			}
			ctx := b.Context()
			b.ReportAllocs()
			for b.Loop() {
				if err := s.Commit(ctx, complaints(c)); err != nil {
					b.Fatal(err)
				}
				c.Version++
			}
		})
	}
}

// BenchmarkListByAgency reads the first page of one agency's 100 cases among
// 10,000.
func BenchmarkListByAgency(b *testing.B) {
	s, _ := filled(b, 10_000)
	reader := s.Set().Complaints
	for _, limit := range []int{10, 0} {
		b.Run(fmt.Sprintf("limit=%d", limit), func(b *testing.B) {
			q := complaint.Query{Filter: complaint.Filter{Agency: "agency-7"}, Limit: limit}
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range reader.List(b.Context(), q) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				require.NotZero(b, n)
			}
		})
	}
}

// BenchmarkPageByID reads a page of 50 in the middle of 10,000 cases.
func BenchmarkPageByID(b *testing.B) {
	s, all := filled(b, 10_000)
	q := complaint.Query{After: complaint.Position{ID: all[len(all)/2]}, Limit: 50}
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range s.Set().Complaints.List(b.Context(), q) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
