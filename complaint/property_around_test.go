package complaint_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// upheaval is a country of agencies and regions that are reorganised at random at
// the beginnings of years, known in advance.
type upheaval struct {
	rnd      *rand.Rand
	agencies []agency.Agency
	records  []region.Record
	changes  []region.Change
}

const upheavalYears = 6

func yearOf(n int) time.Time { return time.Date(2020+n, 1, 1, 0, 0, 0, 0, time.UTC) }

// living are the indices of the agencies in force at the end of the history so far.
func (u *upheaval) living() (list []int) {
	for i := range u.agencies {
		if u.agencies[i].Terms[0].Valid.Until.IsZero() {
			list = append(list, i)
		}
	}
	return list
}

func (u *upheaval) found(parent agency.ID, like agency.Term, on time.Time) agency.ID {
	id := agency.ID(fmt.Sprintf("a%02d", len(u.agencies)))
	like = like.Clone()
	like.Name, like.Kind, like.Parent, like.Valid = string(id), agency.Office, parent, aduan.Period{From: on}
	if u.rnd.IntN(3) == 0 {
		like.Functions = []agency.Function{"roads"}
	}
	u.agencies = append(u.agencies, agency.Agency{ID: id, Terms: []agency.Term{like}})
	return id
}

// end dissolves an agency and all below it, and says what follows it.
func (u *upheaval) end(i int, on time.Time, to ...agency.ID) {
	for _, j := range u.living() {
		if u.agencies[j].Terms[0].Parent != u.agencies[i].ID {
			continue
		}
		if len(to) > 0 && u.rnd.IntN(2) == 0 {
			u.end(j, on, to[u.rnd.IntN(len(to))])
		} else {
			u.end(j, on)
		}
	}
	u.agencies[i].Terms[0].Valid.Until = on
	for _, id := range to {
		u.agencies[i].Successions = append(u.agencies[i].Successions, agency.Succession{Kind: agency.Merged, To: id, On: on})
	}
}

// reorganise changes one agency.
func (u *upheaval) reorganise(on time.Time) {
	living := u.living()
	i := living[u.rnd.IntN(len(living))]
	was := u.agencies[i].Terms[0]
	if was.Parent == "" {
		return // governments stay
	}
	switch u.rnd.IntN(5) {
	case 0: // dissolved
		u.end(i, on)
	case 1: // renamed
		u.end(i, on, u.found(was.Parent, was, on))
	case 2: // split, and each gets some of the regions
		one, other := was.Clone(), was.Clone()
		one.Jurisdiction, other.Jurisdiction = []region.Code{region.MustParse("x:p0")}, []region.Code{region.MustParse("x:p1")}
		u.end(i, on, u.found(was.Parent, one, on), u.found(was.Parent, other, on))
	case 3: // merged into another beside it
		for _, j := range living {
			if i != j && u.agencies[j].Terms[0].Parent == was.Parent && u.agencies[j].Successions == nil {
				u.end(i, on, u.agencies[j].ID)
				return
			}
		}
	case 4: // a part goes to a new one, and it lives on
		to := u.found(was.Parent, was, on)
		u.agencies[i].Successions = append(u.agencies[i].Successions, agency.Succession{Kind: agency.Split, To: to, On: on})
	}
}

// recode changes one regency.
func (u *upheaval) recode(on time.Time) {
	i := u.rnd.IntN(len(u.records))
	was := &u.records[i]
	if was.Parent.IsZero() || !was.Valid.Until.IsZero() || was.Valid.From.Equal(on) {
		return
	}
	cut := func(kind region.ChangeKind, parent region.Code) {
		code := region.MustParse(fmt.Sprintf("x:r%02d", len(u.records)))
		u.changes = append(u.changes, region.Change{Kind: kind, From: was.Code, To: code, On: on})
		u.records = append(u.records, region.Record{Code: code, Parent: parent, Level: region.Regency, Name: code.String(), Valid: aduan.Period{From: on}})
		was = &u.records[i]
	}
	province := region.MustParse(fmt.Sprintf("x:p%d", u.rnd.IntN(2)))
	switch u.rnd.IntN(4) {
	case 0:
		was.Valid.Until = on
		cut(region.Recoded, was.Parent)
	case 1:
		was.Valid.Until = on
		cut(region.Moved, province)
	case 2: // divided
		was.Valid.Until = on
		cut(region.Split, was.Parent)
		cut(region.Split, province)
	case 3: // something is cut out
		cut(region.Split, province)
	}
}

func newUpheaval(t *testing.T, seed uint64) (*upheaval, *agency.Directory, *region.Tree) {
	t.Helper()
	u := &upheaval{rnd: rand.New(rand.NewPCG(seed, 15))}
	for p := range 2 {
		code := region.MustParse(fmt.Sprintf("x:p%d", p))
		u.records = append(u.records, region.Record{Code: code, Level: region.Province, Name: code.String()})
		for range 2 {
			r := region.MustParse(fmt.Sprintf("x:r%02d", len(u.records)))
			u.records = append(u.records, region.Record{Code: r, Parent: code, Level: region.Regency, Name: r.String()})
		}
	}
	for range 2 {
		top := u.found("", agency.Term{}, time.Time{})
		for range 2 {
			office := u.found(top, agency.Term{Functions: []agency.Function{"roads", "water"}}, time.Time{})
			u.found(office, agency.Term{}, time.Time{})
		}
	}
	for year := 1; year < upheavalYears; year++ {
		u.reorganise(yearOf(year))
		u.recode(yearOf(year))
	}
	tree, err := region.New(region.Config{Levels: []region.Level{region.Province, region.Regency}, Records: u.records, Changes: u.changes})
	require.NoError(t, err, "seed %d", seed)
	dir, err := agency.NewDirectory(agency.Config{Agencies: u.agencies, Regions: tree})
	require.NoError(t, err, "seed %d", seed)
	return u, dir, tree
}

// script is what happens in the country, the same on every store.
type script struct {
	at     time.Time
	id     complaint.ID
	region region.Code
	to     agency.ID
	ended  bool
}

func (u *upheaval) scripts(t *testing.T, dir *agency.Directory, tree *region.Tree) (list []script) {
	t.Helper()
	for range 12 {
		s := script{at: yearOf(u.rnd.IntN(upheavalYears)).Add(time.Duration(1+u.rnd.IntN(300)) * deskDay), ended: u.rnd.IntN(5) == 0}
		var err error
		s.id, err = complaint.NewID(s.at, deskEntropy())
		require.NoError(t, err)
		view, err := tree.AsOf(s.at)
		require.NoError(t, err)
		units := slices.Collect(view.All())
		if u.rnd.IntN(5) > 0 {
			s.region = units[u.rnd.IntN(len(units))].Code()
		}
		in := slices.Collect(dir.All("", s.at))
		if u.rnd.IntN(5) > 0 {
			s.to = in[u.rnd.IntN(len(in))]
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b script) int { return a.at.Compare(b.at) })
	return list
}

// play carries the scripts of a year out.
func (d *desk) play(list []script, year int) {
	d.t.Helper()
	for _, s := range list {
		if s.at.Before(yearOf(year)) || !s.at.Before(yearOf(year+1)) {
			continue
		}
		d.clock.set(s.at)
		r := d.submit(func(draft *complaint.Draft) { draft.ID, draft.Region = s.id, s.region })
		if s.to != "" {
			d.do(byNational(), r.ID, forwardTo(s.to))
		}
		if s.ended {
			d.do(byReporter(), r.ID, complaint.Command{Action: complaint.ActionWithdraw})
		}
	}
}

// seen is what people see of the cases on a day.
type seen struct {
	Holders map[complaint.ID]agency.ID // of those with exactly one
	Unknown map[complaint.ID]bool      // as a sweep reports
	Lists   map[string][]complaint.ID
}

// look asks everybody, in random order.
func (d *desk) look(u *upheaval, dir *agency.Directory, tree *region.Tree, cases []script, at time.Time) seen {
	t := d.t
	d.clock.set(at)
	s := seen{Holders: map[complaint.ID]agency.ID{}, Unknown: map[complaint.ID]bool{}, Lists: map[string][]complaint.ID{}}
	questions := []func(){func() {
		for _, u := range d.sweep(complaint.Position{}, 0).Unjudged {
			_, unknown := errors.AsType[*complaint.HolderError](u.Err)
			require.True(t, unknown)
			s.Unknown[u.ID] = true
		}
	}}
	for _, a := range u.agencies {
		questions = append(questions, func() {
			for _, c := range cases {
				_, err := d.Get(t.Context(), byAgency(a.ID), c.id)
				if err != nil {
					require.ErrorIs(t, err, storage.ErrNotFound)
					continue
				}
				require.Empty(t, s.Holders[c.id], "%s and %s hold one case", s.Holders[c.id], a.ID)
				require.True(t, dir.Known(a.ID, at))
				s.Holders[c.id] = a.ID
			}
		}, func() { s.Lists["own "+string(a.ID)] = d.listed(byAgency(a.ID), complaint.Filter{}) }, func() {
			s.Lists["under "+string(a.ID)] = d.listed(byNational(), complaint.Filter{Agency: a.ID})
		})
	}
	view, err := tree.AsOf(at)
	require.NoError(t, err)
	for unit := range view.All() {
		questions = append(questions, func() {
			by := complaint.Actor{ID: "c", Role: complaint.RoleLocalCoordinator, Region: unit.Code()}
			s.Lists["in "+unit.Code().String()] = d.listed(byNational(), complaint.Filter{Region: unit.Code()})
			s.Lists["by "+unit.Code().String()] = d.listed(by, complaint.Filter{})
		})
	}
	u.rnd.Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	for _, ask := range questions {
		ask()
	}
	return s
}

// Whatever is reorganised, and whenever one asks: each forwarded open case has exactly
// one holder whose staff see and find it, or is reported holder unknown; each place
// finds its cases; figures by agency and by region add up to the number of cases; the
// order of questions and the store do not matter.
func TestReorganisationsLoseNoCase(t *testing.T) {
	t.Parallel()
	unknown, moved := 0, 0
	for seed := range uint64(12) {
		u, dir, tree := newUpheaval(t, seed)
		cases := u.scripts(t, dir, tree)
		around := func(cfg *complaint.Config) {
			cfg.Directory, cfg.Regions, cfg.Deadlines = dir, tree, complaint.NoDeadlines{}
		}
		inMemory := newDesk(t, around, overYears)
		store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "cases.db"), sqlite.Config{})
		require.NoError(t, err)
		onDisk := newDesk(t, around, func(cfg *complaint.Config) {
			cfg.Store, cfg.Identities = backend.Complaints(store), store.Set().Identities
		}, overYears)
		for year := range upheavalYears {
			inMemory.play(cases, year)
			onDisk.play(cases, year)
			at := yearOf(year + 1).Add(time.Duration(u.rnd.IntN(3)-1) * time.Microsecond)
			first := inMemory.look(u, dir, tree, cases, at)
			require.Equal(t, first, inMemory.look(u, dir, tree, cases, at), "seed %d: the order of questions", seed)
			require.Equal(t, first, onDisk.look(u, dir, tree, cases, at), "seed %d: the stores", seed)
			unknown += len(first.Unknown)
			moved += inMemory.judge(first, dir, tree, at)
		}
		require.NoError(t, store.Close())
	}
	t.Logf("%d times an unknown holder, %d times another than recorded", unknown, moved)
	require.NotZero(t, unknown)
	require.NotZero(t, moved)
}

// judge holds what people see against the records, one by one.
func (d *desk) judge(s seen, dir *agency.Directory, tree *region.Tree, at time.Time) (moved int) {
	t, l := d.t, deskNational(d.t)
	want := map[string][]complaint.ID{}
	n := 0
	for c, err := range d.working.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		n++
		holder, open := s.Holders[c.ID], !l.Machine().Final(c.State)
		heir, lost := dir.Heir(c.Agency, c.Region, at)
		switch {
		case c.Agency == "":
			require.Empty(t, holder)
			require.False(t, s.Unknown[c.ID])
		case lost != nil:
			require.Empty(t, holder)
			require.Equal(t, open, s.Unknown[c.ID])
		default:
			require.Equal(t, heir, holder)
			require.False(t, s.Unknown[c.ID])
			want["own "+string(holder)] = append(want["own "+string(holder)], c.ID)
			path, err := dir.Path(holder, at)
			require.NoError(t, err)
			for _, a := range path {
				want["under "+string(a)] = append(want["under "+string(a)], c.ID)
			}
			if holder != c.Agency {
				moved++
			}
		}
		if len(c.Region) > 0 {
			path, err := tree.Locate(c.Region, at)
			require.NoError(t, err)
			for _, code := range path {
				want["in "+code.String()] = append(want["in "+code.String()], c.ID)
				want["by "+code.String()] = append(want["by "+code.String()], c.ID)
			}
		}
	}
	for name, list := range s.Lists {
		if id := agency.ID(name[len("under "):]); name[:len("under ")] == "under " && !dir.Known(id, at) {
			continue // as it is recorded
		}
		require.Equal(t, want[name], list, name)
		delete(want, name)
	}
	require.Empty(t, want)
	d.figures(n, dir, tree, at)
	return moved
}

// figures requires that the figures of a day add up by agency and by region.
func (d *desk) figures(n int, dir *agency.Directory, tree *region.Tree, at time.Time) {
	t := d.t
	report, err := stats.Collect(d.working.List(t.Context(), complaint.Query{}), stats.Config{
		Lifecycles: []*complaint.Lifecycle{deskNational(t)}, AsOf: complaint.Moment{Now: at, Directory: dir, Regions: tree},
		From: stats.Quarter{Year: 2020, Number: 1}, Until: stats.Quarter{Year: 2026, Number: 4},
	})
	require.NoError(t, err)
	agencies, regions := 0, 0
	for _, key := range []string{"", stats.HolderUnknown} {
		agencies += report.Group(stats.ByAgency, key).Received
	}
	for id := range dir.Children("", at) {
		agencies += report.Group(stats.ByAgency, string(id)).Received
	}
	view, err := tree.AsOf(at)
	require.NoError(t, err)
	regions += report.Group(stats.ByRegion, "").Received
	for unit := range view.Roots() {
		regions += report.Group(stats.ByRegion, unit.Code().String()).Received
	}
	require.Equal(t, n, agencies)
	require.Equal(t, n, regions)
}
