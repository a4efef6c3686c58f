package memory_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/memory"
)

// BenchmarkSize asks each named query, and writes notes, at three sizes. What it shows is
// the ratio between sizes:
//
//	go test ./storage/memory -run '^$' -bench Size -benchtime 200x
func BenchmarkSize(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		s, k := opened(b), newCaser(b)
		all := fill(b, s, k, n)
		mid := get(b, s, all[n/2])
		due, newest := mid.NextDue, get(b, s, all[n-20]).UpdatedAt()
		for _, named := range []struct {
			name string
			q    complaint.Query
			text string
		}{
			{"agency", complaint.Query{Filter: complaint.Filter{Agency: "agency-7"}}, ""},
			{"agency by due", complaint.Query{Filter: complaint.Filter{Agency: "agency-7", DueBy: due}, Order: complaint.ByDue}, ""},
			{"region", complaint.Query{Filter: complaint.Filter{Region: region.MustParse("51.03")}}, ""},
			{"region by due", complaint.Query{Filter: complaint.Filter{Region: region.MustParse("51")}, Order: complaint.ByDue}, ""},
			{"state", complaint.Query{Filter: complaint.Filter{States: []lifecycle.State{mid.State}}, After: complaint.PositionOf(mid)}, ""},
			{"due", complaint.Query{Filter: complaint.Filter{DueBy: due}, Order: complaint.ByDue}, ""},
			{"due, later", complaint.Query{Order: complaint.ByDue, After: complaint.PositionOf(mid)}, ""},
			{"updated", complaint.Query{Filter: complaint.Filter{UpdatedFrom: newest}}, ""},
			{"tracking", complaint.Query{Filter: complaint.Filter{Tracking: mid.Tracking}}, ""},
			{"external", complaint.Query{Filter: complaint.Filter{External: mid.External}}, ""},
			{"id", complaint.Query{After: complaint.PositionOf(mid)}, ""},
			{"search, rare", complaint.Query{}, "kasus17"},
			{"search, common", complaint.Query{After: complaint.PositionOf(mid)}, "gelap minggu"},
		} {
			named.q.Limit = 50
			b.Run(fmt.Sprintf("%s/cases=%d", named.name, n), func(b *testing.B) {
				for b.Loop() {
					found := s.Set().Complaints.List(b.Context(), named.q)
					if named.text != "" {
						found = s.Search(b.Context(), named.text, named.q)
					}
					rows := 0
					for _, err := range found {
						require.NoError(b, err)
						rows++
					}
					require.NotZero(b, rows)
				}
			})
		}
		at := 0
		for _, moves := range []bool{false, true} {
			b.Run(fmt.Sprintf("note, due moves %t/cases=%d", moves, n), func(b *testing.B) {
				for b.Loop() {
					at += 7919 // no two notes in a row near each other
					c := k.note(get(b, s, all[at%n]), "Catatan")
					if moves {
						c.NextDue = c.NextDue.Add(time.Duration(n) * 30 * time.Second)
					}
					commit(b, s, complaints(c))
				}
			})
		}
	}
}

// fill commits n cases: a hundredth of them at each of 100 agencies, a thousandth in each
// of many regencies, each due at a time of its own.
func fill(b *testing.B, s *memory.Store, k *caser, n int) []complaint.ID {
	b.Helper()
	all := make([]complaint.ID, n)
	batch := complaints()
	for i := range all {
		c := k.open(imported("peer", fmt.Sprint(i)), func(d *complaint.Draft) {
			d.Region = region.MustParse(fmt.Sprintf("%d.%02d", 51+i%10, 1+i/10%100%99))
			d.Body = fmt.Sprintf("Gelap sejak minggu lalu, kasus%d.", i)
		})
		c.Agency = agency.ID(fmt.Sprintf("agency-%d", i%100))
		c.NextDue = began().Add(time.Duration(i*7919%n) * time.Minute)
		all[i] = c.ID
		if batch.Complaints = append(batch.Complaints, c); len(batch.Complaints) == 500 || i == n-1 {
			commit(b, s, batch)
			batch = complaints()
		}
	}
	return all
}
