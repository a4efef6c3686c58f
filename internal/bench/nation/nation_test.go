package nation

import (
	"crypto/rand"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/pace"
	"github.com/aduan-go/aduan/region/agency"
)

// round is how many cases go one way before as many go the other.
const round = 1000

// begin is a Monday, 08:00 in Jakarta.
func begin() time.Time { return time.Date(2026, 7, 6, 1, 0, 0, 0, time.UTC) }

// filed is one report and what both ways make of it.
type filed struct {
	draft  complaint.Draft
	by     complaint.Actor
	id     complaint.ID         // in the service
	header complaint.Header     // in the loop
	office agency.ID            // that the table finds
	c      *complaint.Complaint // in the loop
}

// deed is a command as somebody gives it.
type deed struct {
	action lifecycle.Action
	// made returns who acts, and the command as the service gets it.
	made func(f *filed) (complaint.Actor, complaint.Command)
	// every says that only every so manieth case takes it.
	every int
}

// deeds are what happens to a case after its submission.
func deeds() []deed {
	by := func(role lifecycle.Role, at agency.ID) complaint.Actor {
		return complaint.Actor{ID: string(role), Role: role, Agency: at}
	}
	return []deed{
		{complaint.ActionForward, func(*filed) (complaint.Actor, complaint.Command) {
			return by(complaint.RoleNationalAdmin, ""), complaint.Command{Class: complaint.ClassNonSupervisory}
		}, 1},
		{complaint.ActionAssign, func(f *filed) (complaint.Actor, complaint.Command) {
			return by(complaint.RoleAgencyAdmin, f.office), complaint.Command{Main: f.office + "/unit"}
		}, 1},
		{complaint.ActionRespond, func(f *filed) (complaint.Actor, complaint.Command) {
			return by(complaint.RoleLiaisonOfficer, f.office+"/unit"), complaint.Command{Note: "Sudah diperbaiki pada hari Senin oleh petugas kami."}
		}, 1},
		{complaint.ActionAccept, func(f *filed) (complaint.Actor, complaint.Command) {
			return f.by, complaint.Command{Rating: 4}
		}, 2},
	}
}

// file writes so many reports, from a number on.
func (n *nation) file(t testing.TB, from, number int) []filed {
	t.Helper()
	list := make([]filed, number)
	for i := range list {
		k, f := from+i, &list[i]
		field := fields()[k%3]
		f.by = complaint.Actor{ID: fmt.Sprintf("warga-%d", k), Role: complaint.RoleReporter}
		f.draft = complaint.Draft{
			Kind: complaint.KindComplaint, Title: fmt.Sprintf("Laporan %d tentang pelayanan", k),
			Body:     fmt.Sprintf("Sejak bulan lalu pelayanan di kantor nomor %d tidak berjalan seperti yang dijanjikan; mohon diperiksa.", k%5000),
			Category: complaint.Category(field), Region: n.villages[k%len(n.villages)],
			Channel: complaint.ChannelWeb, Disclosure: complaint.Disclosure{Named: true, Public: true},
		}
		var err error
		f.header.ID, err = complaint.NewID(begin(), rand.Reader)
		require.NoError(t, err)
		f.header.Reporter, err = complaint.NewReporterRef(rand.Reader)
		require.NoError(t, err)
		f.header.Tracking, err = complaint.NewTracking(rand.Reader)
		require.NoError(t, err)
		f.header.Policy = n.Deadlines.Policy(begin())
		f.header.Region, err = n.Regions.Path(f.draft.Region, begin())
		require.NoError(t, err)
	}
	return list
}

// BenchmarkNation lets cases be submitted, routed, assigned, answered and accepted by
// their reporter or closed by the timer: through the service, and in turns with it by a
// loop of pure calls that are given the same commands at the same moments.
func BenchmarkNation(b *testing.B) {
	n := settle(b)
	for _, cases := range []int{round, 100_000} {
		b.Run(fmt.Sprintf("cases=%d", cases), func(b *testing.B) {
			var m measured
			for b.Loop() {
				m.run(b, n, cases)
			}
			m.report(b)
		})
	}
}

// measured are nanoseconds of processor time for each step.
type measured struct {
	service, pure map[lifecycle.Action][]float64
	heap, rate    []float64
}

func (m *measured) run(b *testing.B, n *nation, cases int) {
	if m.service == nil {
		m.service, m.pure = map[lifecycle.Action][]float64{}, map[lifecycle.Action][]float64{}
	}
	ctx, l := b.Context(), n.Lifecycles[0]
	d := n.open(b)
	d.now = begin()
	at := complaint.Moment{Directory: n.Directory, Regions: n.Regions, Salt: complaint.Salt{1}}
	steps, spent := 0, time.Duration(0)
	each := func(a lifecycle.Action, list []filed, every int, do, apply func(*filed) error) {
		took := func(f func(*filed) error) float64 {
			since := pace.Processor()
			for i := 0; i < len(list); i += every {
				if err := f(&list[i]); err != nil {
					b.Fatalf("%s: %v", a, err)
				}
			}
			return float64(pace.Processor() - since)
		}
		number := (len(list) + every - 1) / every
		d.now = d.now.Add(time.Minute)
		at.Now = d.now
		service := took(do)
		m.service[a] = append(m.service[a], service/float64(number))
		m.pure[a] = append(m.pure[a], took(apply)/float64(number))
		steps, spent = steps+number, spent+time.Duration(service)
	}
	before := live()
	for from := 0; from < cases; from += round {
		list := n.file(b, from, round)
		each(complaint.ActionSubmit, list, 1, func(f *filed) error {
			r, err := d.Submit(ctx, f.by, f.draft)
			f.id = r.ID
			return err
		}, func(f *filed) (err error) {
			f.c, err = l.Open(f.header, f.by, f.draft, at)
			return err
		})
		for i := range list {
			decision, err := n.Router.Route(complaint.FactsOf(list[i].c))
			require.NoError(b, err)
			list[i].office = decision.Agency
		}
		for _, deed := range deeds() {
			each(deed.action, list, deed.every, func(f *filed) error {
				by, cmd := deed.made(f)
				cmd.Action, cmd.Key = deed.action, "1-"+string(deed.action)
				_, err := d.Do(ctx, by, f.id, cmd)
				return err
			}, func(f *filed) (err error) {
				by, cmd := deed.made(f)
				cmd.Action, cmd.Key = deed.action, "1-"+string(deed.action)
				if by.Role == complaint.RoleReporter {
					by.ID = f.c.Reporter.String()
				}
				if deed.action == complaint.ActionForward {
					cmd.Agency = f.office
				}
				f.c.Version++
				f.c, err = l.Apply(f.c, by, cmd, at)
				return err
			})
		}
	}
	m.heap = append(m.heap, (live()-before)/float64(cases))
	d.now = d.now.AddDate(0, 1, 0)
	closed := m.sweep(b, d)
	require.Equal(b, cases/2, closed)
	m.rate = append(m.rate, float64(steps)/spent.Seconds())
	runtime.KeepAlive(d)
}

// sweep lets the timer close what nobody accepted, and returns how many cases it did.
func (m *measured) sweep(b *testing.B, d *desk) (closed int) {
	since := pace.Processor()
	for done, after := false, (complaint.Position{}); !done; {
		swept, err := d.Sweep(b.Context(), after, 0)
		require.NoError(b, err)
		require.Empty(b, swept.Failed)
		closed, after, done = closed+swept.Acted, swept.Next, swept.Done
	}
	m.service[complaint.ActionClose] = append(m.service[complaint.ActionClose], float64(pace.Processor()-since)/float64(closed))
	return closed
}

// live is how many bytes of the heap are reachable.
func live() float64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return float64(s.HeapAlloc)
}

func (m *measured) report(b *testing.B) {
	all := func(of map[lifecycle.Action][]float64, i int) (sum float64) {
		sum = of[complaint.ActionSubmit][i]
		for _, deed := range deeds() {
			sum += of[deed.action][i] / float64(deed.every)
		}
		return sum
	}
	var ratios []float64
	for i := range m.pure[complaint.ActionSubmit] {
		ratios = append(ratios, all(m.service, i)/all(m.pure, i))
	}
	for a, pure := range m.pure {
		b.ReportMetric(median(m.service[a])/1000, "us-"+string(a))
		b.ReportMetric(median(pure)/1000, "us-"+string(a)+"-pure")
	}
	b.ReportMetric(median(m.service[complaint.ActionClose])/1000, "us-close")
	b.ReportMetric(median(ratios), "x-pure")
	b.ReportMetric(median(m.heap), "B/case")
	b.ReportMetric(median(m.rate), "steps/s")
	b.ReportMetric(0, "ns/op")
}
