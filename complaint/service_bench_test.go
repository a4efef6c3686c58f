package complaint_test

import (
	"fmt"
	"testing"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// BenchmarkServiceApply adds a note to cases with timelines of several lengths.
func BenchmarkServiceApply(b *testing.B) {
	l := deskNational(b)
	for _, entries := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			d := newDesk(b)
			r := d.submit()
			for i := range entries - 1 {
				d.do(byNational(), r.ID, noteOf(fmt.Sprintf("Catatan %d", i)))
			}
			c, at := d.stored(r.ID), complaint.Moment{Now: d.clock.now()}
			cmd := noteOf("Catatan baru")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := l.Apply(c, byNational(), cmd, at); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkServiceApplyRefused asks for what the state forbids.
func BenchmarkServiceApplyRefused(b *testing.B) {
	l, d := deskNational(b), newDesk(b)
	c, at := d.stored(d.submit().ID), complaint.Moment{Now: d.clock.now()}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Apply(c, byAgency("works"), complaint.Command{Action: complaint.ActionHandle}, at); err == nil {
			b.Fatal("allowed")
		}
	}
}

// BenchmarkServiceDo adds a note to a case on memory, each round to a new
// one with one entry, so that every round costs the same.
func BenchmarkServiceDo(b *testing.B) {
	const rounds = 512
	d := newDesk(b)
	ids := make([]complaint.ID, 0, rounds)
	cmd := noteOf("Catatan")
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if i == len(ids) {
			b.StopTimer()
			ids = ids[:0]
			for range rounds {
				ids = append(ids, d.submit().ID)
			}
			i = 0
			b.StartTimer()
		}
		if _, err := d.Do(b.Context(), byNational(), ids[i], cmd); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkServiceSubmit opens cases in a fresh store.
func BenchmarkServiceSubmit(b *testing.B) {
	store := memory.New()
	defer func() { _ = store.Close() }()
	s, err := complaint.NewService(complaint.Config{
		Store: backend.Complaints(store), Identities: store.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{deskNational(b)}, Deadlines: deskDeadlines{},
	})
	if err != nil {
		b.Fatal(err)
	}
	draft := deskDraft()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Submit(b.Context(), byReporter(), draft); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkServiceLongCase shows what a long history costs those who look at it.
func BenchmarkServiceLongCase(b *testing.B) {
	for _, entries := range []int{11, 101, 1001, 3001} {
		d := newDesk(b)
		r := d.submit()
		for i := range entries - 1 {
			d.do(byNational(), r.ID, noteOf(fmt.Sprintf("Catatan %d", i)))
		}
		for name, look := range map[string]func() error{
			"get":   func() error { _, err := d.Get(b.Context(), byNational(), r.ID); return err },
			"mine":  func() error { _, err := d.Mine(b.Context(), byReporter(), r.ID); return err },
			"track": func() error { _, err := d.Track(b.Context(), string(r.Tracking)); return err },
			"why":   func() error { _, err := d.WhyNot(b.Context(), byNational(), r.ID, complaint.ActionReopen); return err },
		} {
			b.Run(fmt.Sprintf("%s/entries=%d", name, entries), func(b *testing.B) {
				for b.Loop() {
					if err := look(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(entries), "ns/entry")
			})
		}
	}
}
