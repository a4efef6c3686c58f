package memory_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/memory"
)

// TestHeapOfACase bounds the live heap that a case takes with its share of everything that
// the store keeps of it. It is not parallel, so that what is counted is its own.
func TestHeapOfACase(t *testing.T) {
	for entries, most := range map[int]float64{5: 3_500, 20: 8_000} {
		each := heapOfACase(t, 20_000/entries, entries)
		t.Logf("%d entries: %.0f bytes", entries, each)
		require.Less(t, each, most, "%d entries", entries)
		require.Greater(t, each, float64(240+64*entries), "less than the texts and keys: it was measured wrongly")
	}
}

// BenchmarkHeap prints it.
func BenchmarkHeap(b *testing.B) {
	for _, entries := range []int{5, 20} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(heapOfACase(b, 10_000, entries), "B/case")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// heapOfACase commits cases entry by entry, each with a key as a service makes it: opened
// with a title of 40 bytes and a body of 200, forwarded to one of 100 agencies, assigned
// to a unit and then from one unit to another, without notes.
func heapOfACase(t testing.TB, cases, entries int) float64 {
	t.Helper()
	s, k := memory.New(), newCaser(t)
	body := strings.Repeat("Sejak minggu lalu jalan di depan pasar rusak dan berlubang; warga jatuh dari sepeda motor pada malam hari. ", 2)[:200]
	agencies := make([]agency.ID, 100)
	units := make([][2]agency.ID, len(agencies))
	for i := range agencies {
		agencies[i] = agency.ID(fmt.Sprintf("works-%d", i))
		units[i] = [2]agency.ID{agencies[i] + "/roads", agencies[i] + "/lights"}
	}
	before := live()
	for i := range cases {
		at, unit := agencies[i%len(agencies)], units[i%len(agencies)]
		c := k.open(func(d *complaint.Draft) {
			d.Title, d.Body = strings.Clone("Jalan rusak di depan pasar kecamatan ini"), strings.Clone(body)
		})
		commit(t, s, complaints(c))
		for j := 1; j < entries; j++ {
			by := complaint.Actor{ID: "admin-" + string(at), Role: complaint.RoleAgencyAdmin, Agency: at}
			cmd := complaint.Command{Action: complaint.ActionReassign, Main: unit[j%2]}
			switch j {
			case 1:
				by = complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
				cmd = complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: "public_works/roads", Agency: at}
			case 2:
				cmd.Action = complaint.ActionAssign
			}
			cmd.Key = fmt.Sprintf("auto:%024x", k.n)
			commit(t, s, complaints(k.do(get(t, s, c.ID), by, cmd)))
		}
	}
	each := float64(live()-before) / float64(cases)
	runtime.KeepAlive(agencies)
	runtime.KeepAlive(units)
	require.NoError(t, s.Close())
	return each
}

// live is how many bytes of the heap are reachable.
func live() uint64 {
	runtime.GC()
	runtime.GC() // what a pool held goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
