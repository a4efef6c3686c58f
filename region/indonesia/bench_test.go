package indonesia_test

import (
	"bytes"
	"encoding/csv"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

// plainUnit and plainTree are what one would write without this library: the
// CSV parsed into structs, found through maps.
type plainUnit struct {
	Code, Parent region.Code
	Level, Name  string
}

type plainTree struct {
	units    map[region.Code]*plainUnit
	children map[region.Code][]region.Code
}

// asCSV writes the units of the tree as code, parent, level and name.
func asCSV(tree *region.Tree) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for u := range tree.Latest().All() {
		_ = w.Write([]string{u.Code().String(), u.Parent().Code().String(), string(u.Level()), u.Name()})
	}
	w.Flush()
	return b.Bytes()
}

func parsePlain(b testing.TB, data []byte) *plainTree {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	t := &plainTree{units: map[region.Code]*plainUnit{}, children: map[region.Code][]region.Code{}}
	for _, r := range rows {
		var u plainUnit
		if u.Code, err = region.Parse(r[0]); err != nil {
			b.Fatal(err)
		}
		if r[1] != "" {
			if u.Parent, err = region.Parse(r[1]); err != nil {
				b.Fatal(err)
			}
		}
		u.Level, u.Name = strings.Clone(r[2]), strings.Clone(r[3])
		t.units[u.Code] = &u
		t.children[u.Parent] = append(t.children[u.Parent], u.Code)
	}
	return t
}

// measure runs each of the functions n times, in turn, and returns for each the
// best of seven averages in nanoseconds: both sides of a ratio are measured in
// the same run and under the same disturbances.
func measure(n int, sides ...func()) []float64 {
	best := make([]float64, len(sides))
	for round := range 7 {
		for i, f := range sides {
			start := time.Now()
			for range n {
				f()
			}
			if each := float64(time.Since(start).Nanoseconds()) / float64(n); round == 0 || each < best[i] {
				best[i] = each
			}
		}
	}
	return best
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestLiveHeap weighs the whole tree. It does not run beside other tests.
func TestLiveHeap(t *testing.T) {
	before := heap()
	tree := indonesia.MustRegions()
	kept := heap() - before
	runtime.KeepAlive(tree)
	if kept > 6<<20 {
		t.Fatalf("the tree keeps %d bytes alive, at most 6 MiB are promised", kept)
	}
}

// BenchmarkLoad loads the embedded tree and, in the same run, parses the same
// units from CSV into structs with maps.
func BenchmarkLoad(b *testing.B) {
	data := asCSV(indonesia.MustRegions())
	before := heap()
	tree := indonesia.MustRegions()
	kept := float64(heap()-before) / (1 << 20)
	runtime.KeepAlive(tree)
	before = heap()
	plain := parsePlain(b, data)
	plainKept := float64(heap()-before) / (1 << 20)
	runtime.KeepAlive(plain)
	times := measure(2, func() { parsePlain(b, data) }, func() { indonesia.MustRegions() })
	csvTime, ownTime := times[0], times[1]
	for b.Loop() {
		indonesia.MustRegions()
	}
	b.ReportMetric(kept, "MiB-live")
	b.ReportMetric(plainKept, "MiB-csv")
	b.ReportMetric(csvTime/1e6, "ms-csv")
	b.ReportMetric(ownTime/1e6, "ms-own")
	b.ReportMetric(csvTime/ownTime, "x-faster-than-csv")
}

// shuffled returns the codes of all units in an order without pattern.
func shuffled(tree *region.Tree) []region.Code {
	var codes []region.Code
	for u := range tree.Latest().All() {
		codes = append(codes, u.Code())
	}
	state := uint32(1)
	for i := range codes {
		state = state*1664525 + 1013904223
		j := int(state>>8) % len(codes)
		codes[i], codes[j] = codes[j], codes[i]
	}
	return codes
}

// BenchmarkGet looks every code up, in the tree and in a Go map with the same
// keys.
func BenchmarkGet(b *testing.B) {
	tree := indonesia.MustRegions()
	view := tree.Latest()
	codes := shuffled(tree)
	units := make(map[region.Code]region.Unit, len(codes))
	for _, c := range codes {
		u, err := view.Get(c)
		if err != nil {
			b.Fatal(err)
		}
		units[c] = u
	}
	var u region.Unit
	times := measure(3, func() {
		for _, c := range codes {
			u = units[c]
		}
	}, func() {
		for _, c := range codes {
			u, _ = view.Get(c)
		}
	})
	mapTime, ownTime := times[0]/float64(len(codes)), times[1]/float64(len(codes))
	_ = u
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		u, _ = view.Get(codes[i])
		if i++; i == len(codes) {
			i = 0
		}
	}
	b.ReportMetric(mapTime, "ns-map")
	b.ReportMetric(ownTime, "ns-own")
	b.ReportMetric(ownTime/mapTime, "x-map")
}

// BenchmarkWithin asks whether units lie in a province: by intervals and by
// walking parents, each with units and with codes, which have to be looked up
// first (both, or only the inner one); and by walking the parents of structs in a
// Go map.
func BenchmarkWithin(b *testing.B) {
	tree := indonesia.MustRegions()
	view := tree.Latest()
	outer := region.MustParse("51")
	bali, _ := view.Get(outer)
	codes := shuffled(tree)
	units := make([]region.Unit, len(codes))
	for i, c := range codes {
		units[i], _ = view.Get(c)
	}
	n := 0
	plain := parsePlain(b, asCSV(tree))
	times := measure(3, func() {
		for _, c := range codes {
			in := false
			for !c.IsZero() && !in {
				in = c == outer
				c = plain.units[c].Parent
			}
			if in {
				n++
			}
		}
	}, func() {
		for _, c := range codes {
			in := false
			for !c.IsZero() && !in {
				in = c == outer
				u, _ := view.Get(c)
				c = u.Parent().Code()
			}
			if in {
				n++
			}
		}
	}, func() {
		for _, u := range units {
			in := false
			for ; !u.IsZero() && !in; u = u.Parent() {
				in = u == bali
			}
			if in {
				n++
			}
		}
	}, func() {
		for _, c := range codes {
			if view.Within(c, outer) {
				n++
			}
		}
	}, func() {
		for _, c := range codes {
			if bali.Contains(c) {
				n++
			}
		}
	}, func() {
		for _, u := range units {
			if u.Within(bali) {
				n++
			}
		}
	})
	walkMap, walkCodes, walkUnits, ownCodes, contains, ownUnits := times[0], times[1], times[2], times[3], times[4], times[5]
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if units[i].Within(bali) {
			n++
		}
		if i++; i == len(units) {
			i = 0
		}
	}
	each := float64(len(codes))
	b.ReportMetric(ownUnits/each, "ns-units")
	b.ReportMetric(ownCodes/each, "ns-codes")
	b.ReportMetric(walkCodes/contains, "x-faster-contains")
	b.ReportMetric(walkUnits/ownUnits, "x-faster-units")
	b.ReportMetric(walkCodes/ownCodes, "x-faster-codes")
	b.ReportMetric(walkMap/ownCodes, "x-faster-codes-than-map")
}

// BenchmarkSearch searches all units by name; the allocations are those of one
// search.
func BenchmarkSearch(b *testing.B) {
	view := indonesia.MustRegions().Latest()
	b.ReportAllocs()
	for b.Loop() {
		if len(view.Find("kab. badung")) != 1 {
			b.Fatal("not found")
		}
	}
}
