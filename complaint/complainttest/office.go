package complainttest

import (
	"encoding/binary"
	"io/fs"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/office"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// Options say what kind of office [New] makes. The zero value is the national one.
type Options struct {
	// Office is the office, loaded or put together in Go. Nil loads Files.
	Office *office.Office
	// Files is the directory of the office; see package office. Nil is the national
	// office, with a calendar without holidays from 2020 to 2039.
	Files fs.FS
	// Begin is when the clock begins; zero is Monday, 5 January 2026, 09:00 in the zone
	// of the office.
	Begin time.Time
	// Seed is what identifiers follow from. Two offices of one seed give the same.
	Seed uint64
}

// Office is an office in memory for one test.
type Office struct {
	*office.Office
	// Service is the service of the office, Store holds its cases, Clock is its clock.
	Service *complaint.Service
	Store   *memory.Store
	Clock   *Clock

	t       testing.TB
	entropy *entropy
}

// New makes an office. It ends the test if the files are wrong; the store is closed when
// the test ends.
func New(t testing.TB, o Options) *Office {
	t.Helper()
	if o.Office == nil {
		files := o.Files
		if files == nil {
			files = national()
		}
		var err error
		if o.Office, err = office.Load(files); err != nil {
			t.Fatalf("complainttest: %v", err)
		}
	}
	if o.Begin.IsZero() {
		zone := o.Office.Zone
		if zone == nil {
			zone = time.UTC
		}
		o.Begin = time.Date(2026, 1, 5, 9, 0, 0, 0, zone)
	}
	var seed [32]byte
	binary.LittleEndian.PutUint64(seed[:], o.Seed)
	here := &Office{
		Office: o.Office, Store: memory.New(), Clock: &Clock{now: o.Begin}, t: t,
		entropy: &entropy{source: rand.NewChaCha8(seed)},
	}
	t.Cleanup(func() {
		if err := here.Store.Close(); err != nil {
			t.Errorf("complainttest: %v", err)
		}
	})
	var err error
	if here.Service, err = complaint.NewService(here.Config()); err != nil {
		t.Fatalf("complainttest: %v", err)
	}
	return here
}

// national are the files of the national office.
func national() fs.FS {
	var lists strings.Builder
	for year := 2020; year < 2040; year++ {
		lists.WriteString("- year: " + time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") + "\n")
	}
	day := `["08:00-16:00"]`
	return fstest.MapFS{"calendar.yaml": {Data: []byte("zone: UTC\nweek: {monday: " + day + ", tuesday: " + day + ", wednesday: " + day +
		", thursday: " + day + ", friday: " + day + "}\nlists:\n" + lists.String())}}
}

// Config is the configuration of the service: the office's, with the store, the clock and
// the identifiers of the test. A program that makes its own service takes it from here.
func (o *Office) Config() complaint.Config {
	cfg := o.Office.Config(backend.Complaints(o.Store), o.Store.Set().Identities)
	cfg.Now, cfg.Entropy = o.Clock.Now, o.entropy
	return cfg
}

// Draft is a report with a title that is otherwise the least that an office takes: a
// complaint, by the web site. Fill in what the test is about.
func Draft(title string) complaint.Draft {
	return complaint.Draft{Kind: complaint.KindComplaint, Title: title, Body: title + ".", Channel: complaint.ChannelWeb}
}

// Submit submits a report and returns the case.
func (o *Office) Submit(by complaint.Actor, d complaint.Draft) complaint.ID {
	o.t.Helper()
	receipt, err := o.Service.Submit(o.t.Context(), by, d)
	if err != nil {
		o.t.Fatalf("complainttest: submitting %q: %v", d.Title, err)
	}
	return receipt.ID
}

// Do gives a command and returns the receipt.
func (o *Office) Do(by complaint.Actor, id complaint.ID, cmd complaint.Command) complaint.Receipt {
	o.t.Helper()
	receipt, err := o.Service.Do(o.t.Context(), by, id, cmd)
	if err != nil {
		o.t.Fatalf("complainttest: %s by %s: %v%s", cmd.Action, role(by), err, o.history(id))
	}
	return receipt
}

// Pass lets time pass, and the timer work: it moves the clock to each instant at which
// something is due on the way, and sweeps. A case that a sweep could not change, or of
// which nobody can tell what is due, ends the test.
func (o *Office) Pass(d time.Duration) {
	o.t.Helper()
	for _, u := range o.pass(d) {
		o.t.Fatalf("complainttest: sweep: case %s cannot be judged: %v%s", u.ID, u.Unjudged, o.history(u.ID))
	}
}

// pass is [Office.Pass] and returns what the last sweep could not judge.
func (o *Office) pass(d time.Duration) []complaint.UnjudgedCase {
	o.t.Helper()
	end := o.Clock.Now().Add(d)
	for {
		next := end
		for c, err := range o.Store.Set().Complaints.List(o.t.Context(), complaint.Query{Order: complaint.ByDue, Filter: complaint.Filter{DueBy: end}}) {
			if err != nil {
				o.t.Fatalf("complainttest: %v", err)
			}
			if c.NextDue.After(o.Clock.Now()) {
				next = c.NextDue
				break
			}
		}
		o.Clock.Set(next)
		if acted, unjudged := o.sweep(); next.Equal(end) && acted == 0 {
			return unjudged
		}
	}
}

// sweep lets the timer work on everything that is due now.
func (o *Office) sweep() (acted int, unjudged []complaint.UnjudgedCase) {
	o.t.Helper()
	for at, done := (complaint.Position{}), false; !done; {
		swept, err := o.Service.Sweep(o.t.Context(), at, 0)
		if err != nil {
			o.t.Fatalf("complainttest: %v", err)
		}
		for _, f := range swept.Failed {
			o.t.Fatalf("complainttest: sweep: case %s: %v", f.ID, f.Err)
		}
		acted, unjudged = acted+swept.Acted, append(unjudged, swept.Unjudged...)
		at, done = swept.Next, swept.Done
	}
	return acted, unjudged
}

// Case returns a case as it is stored, past all rules of access.
func (o *Office) Case(id complaint.ID) *complaint.Complaint {
	o.t.Helper()
	c, err := o.Store.Set().Complaints.Get(o.t.Context(), id)
	if err != nil {
		o.t.Fatalf("complainttest: %v", err)
	}
	return c
}

// entropy is a source of bytes that follows from a seed. It is safe for concurrent use.
type entropy struct {
	lock   sync.Mutex
	source *rand.ChaCha8
}

// Read fills p.
func (e *entropy) Read(p []byte) (int, error) {
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.source.Read(p)
}
