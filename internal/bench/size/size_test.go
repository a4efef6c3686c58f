package size

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/pace"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

var sizes = flag.String("sizes", "1000,10000,100000,300000", "how many cases are stored, ascending")

// store is one that can search.
type store interface {
	backend.Store
	complaint.Searcher
}

// BenchmarkMemory and BenchmarkSQLite ask for pages of 50 and write commands while the
// store grows. cpu-ns/op is the processor time of the whole process, the garbage
// collector's included, and times-10k what it is of that at 10,000 cases.
func BenchmarkMemory(b *testing.B) {
	s := memory.New()
	defer func() { _ = s.Close() }()
	grow(b, s)
}

func BenchmarkSQLite(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "aduan.db"), sqlite.Config{})
	require.NoError(b, err)
	defer func() { _ = s.Close() }()
	grow(b, s)
}

func grow(b *testing.B, s store) {
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(b, err)
	w := &world{s: s, l: national, entropy: rand.NewChaCha8([32]byte{1}), at10k: map[string]float64{}}
	w.svc, err = complaint.NewService(complaint.Config{
		Store: backend.Complaints(s), Identities: s.Set().Identities, Lifecycles: []*complaint.Lifecycle{national}, Deadlines: complaint.NoDeadlines{},
		Now: w.now,
	})
	require.NoError(b, err)
	for text := range strings.SplitSeq(*sizes, ",") {
		w.size, err = strconv.Atoi(text)
		require.NoError(b, err)
		w.fill(b)
		w.queries(b)
		w.commands(b)
	}
}

// world is a store that grows.
type world struct {
	s       store
	l       *complaint.Lifecycle
	svc     *complaint.Service
	entropy *rand.ChaCha8
	all     []complaint.ID
	size    int
	looks   int
	at10k   map[string]float64
}

func began() time.Time { return time.Date(2024, 3, 2, 1, 30, 0, 0, time.UTC) }

// now is a clock that goes on by a millisecond whenever somebody looks at it, from the last
// case that was filled in.
func (w *world) now() time.Time {
	w.looks++
	return began().Add(time.Duration(w.size)*time.Second + time.Duration(w.looks)*time.Millisecond)
}

// fill brings the store to its size: a hundredth of the cases at each of 100 agencies, a
// thousandth in each of many regencies, each due at a time of its own.
func (w *world) fill(b *testing.B) {
	var batch backend.Batch
	for i := len(w.all); i < w.size; i++ {
		at := began().Add(time.Duration(i) * time.Second)
		id, err := complaint.NewID(at, w.entropy)
		require.NoError(b, err)
		tracking, err := complaint.NewTracking(w.entropy)
		require.NoError(b, err)
		ref, err := complaint.NewReporterRef(w.entropy)
		require.NoError(b, err)
		code := region.MustParse(fmt.Sprintf("%d.%02d", 51+i%10, 1+i/10%100%99))
		draft := complaint.Draft{
			Kind: complaint.KindComplaint, Title: "Lampu jalan mati", Body: fmt.Sprintf("Gelap sejak minggu lalu, kasus%d.", i),
			Region: code, Channel: complaint.ChannelIntegrated,
		}
		draft.External = complaint.External{System: "peer", ID: complaint.NewPrivate(strconv.Itoa(i))}
		c, err := w.l.Open(
			complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Region: code.Path()}, complaint.Actor{ID: "made", Role: complaint.RoleFieldOfficer},
			draft,
			complaint.Moment{Now: at})
		require.NoError(b, err)
		c.Agency = agency.ID(fmt.Sprintf("agency-%d", i%100))
		c.NextDue = began().Add(time.Duration(i*7919%(1<<20)) * time.Minute)
		w.all = append(w.all, id)
		if batch.Complaints = append(batch.Complaints, c); len(batch.Complaints) == 1_000 || i == w.size-1 {
			require.NoError(b, w.s.Commit(b.Context(), batch))
			batch.Complaints = nil
		}
	}
}

func (w *world) queries(b *testing.B) {
	cases := w.s.Set().Complaints
	get := func(i int) *complaint.Complaint {
		c, err := cases.Get(b.Context(), w.all[i])
		require.NoError(b, err)
		return c
	}
	mid := get(w.size / 2)
	at, newest := complaint.PositionOf(mid), get(w.size-60).UpdatedAt()
	of := func(f complaint.Filter, o complaint.Order) complaint.Query {
		return complaint.Query{Filter: f, Order: o}
	}
	behind := func(q complaint.Query) complaint.Query { q.After = at; return q }
	one, place := complaint.Filter{Agency: "agency-7"}, complaint.Filter{Region: region.MustParse("51")}
	state := complaint.Filter{States: []lifecycle.State{mid.State}}
	for _, named := range []struct {
		name string
		q    complaint.Query
		text string
	}{
		{"agency", of(one, complaint.ByID), ""},
		{"agency, newest", of(one, complaint.ByNewest), ""},
		{"agency, by due", of(one, complaint.ByDue), ""},
		{"agency, latest change", of(one, complaint.ByLatest), ""},
		{"region", of(place, complaint.ByID), ""},
		{"region, newest", of(place, complaint.ByNewest), ""},
		{"region, by due", of(place, complaint.ByDue), ""},
		{"region, latest change", of(place, complaint.ByLatest), ""},
		{"state", behind(of(state, complaint.ByID)), ""},
		{"state, newest", behind(of(state, complaint.ByNewest)), ""},
		{"due", of(complaint.Filter{DueBy: mid.NextDue}, complaint.ByDue), ""},
		{"due, later", behind(of(complaint.Filter{}, complaint.ByDue)), ""},
		{"updated", of(complaint.Filter{UpdatedFrom: newest}, complaint.ByUpdated), ""},
		{"latest change", of(complaint.Filter{}, complaint.ByLatest), ""},
		{"tracking", of(complaint.Filter{Tracking: mid.Tracking}, complaint.ByID), ""},
		{"external", of(complaint.Filter{External: mid.External}, complaint.ByID), ""},
		{"newest", behind(of(complaint.Filter{}, complaint.ByNewest)), ""},
		{"search, rare", complaint.Query{}, "kasus17"},
		{"search, common", behind(of(complaint.Filter{}, complaint.ByID)), "gelap minggu"},
		{"search, nothing found", of(complaint.Filter{Parent: mid.ID, PublicOnly: true}, complaint.ByID), "gelap minggu"},
	} {
		named.q.Limit = 50
		w.measure(b, named.name, func(b *testing.B) {
			for range b.N {
				list := func(q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
					if named.text != "" {
						return w.s.Search(b.Context(), named.text, q)
					}
					return cases.List(b.Context(), q)
				}
				page, err := complaint.ReadPage(named.q, list)
				require.NoError(b, err)
				require.Empty(b, page.Odd)
			}
		})
	}
}

// commands takes cases through the service, step by step.
func (w *world) commands(b *testing.B) {
	officer := complaint.Actor{ID: "officer", Role: complaint.RoleFieldOfficer}
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: "agency-7"}
	ctx := context.Background()
	var ids []complaint.ID
	w.measure(b, "submit", func(b *testing.B) {
		for i := range b.N {
			r, err := w.svc.Submit(ctx, officer, complaint.Draft{
				Kind: complaint.KindComplaint, Title: "Lampu jalan mati", Body: "Gelap sejak minggu lalu.", Category: "public_works/roads", Channel: complaint.ChannelWeb,
				Region: region.MustParse(fmt.Sprintf("51.%02d", 1+i%99)),
			})
			require.NoError(b, err)
			ids = append(ids, r.ID)
		}
	})
	for _, step := range []struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		{admin, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "agency-7"}},
		{head, complaint.Command{Action: complaint.ActionHandle}},
		{head, complaint.Command{Action: complaint.ActionFollowUp, Note: "Kami periksa."}},
		{head, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah diperbaiki."}},
		{admin, complaint.Command{Action: complaint.ActionNote, Note: "Catatan"}},
	} {
		next := 0 // a benchmark is first run once, to warm up
		w.measure(b, string(step.cmd.Action), func(b *testing.B) {
			for range b.N {
				if next == len(ids) {
					b.Skip("run with -benchtime of a fixed number: 200x")
				}
				_, err := w.svc.Do(ctx, step.by, ids[next], step.cmd)
				require.NoError(b, err)
				next++
			}
		})
	}
}

// measure runs a benchmark and reports its processor time.
func (w *world) measure(b *testing.B, name string, f func(b *testing.B)) {
	b.Run(fmt.Sprintf("%s/cases=%d", name, w.size), func(b *testing.B) {
		begin := pace.Processor()
		f(b)
		took := float64((pace.Processor() - begin).Nanoseconds()) / float64(b.N)
		b.ReportMetric(took, "cpu-ns/op")
		if w.size == 10_000 {
			w.at10k[name] = took
		}
		if base := w.at10k[name]; w.size > 10_000 && base > 0 {
			b.ReportMetric(took/base, "times-10k")
		}
	})
}
