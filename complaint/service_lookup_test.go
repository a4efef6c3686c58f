package complaint_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// deskDirectory knows two governments and their offices: "g1/works" lies below
// "g1", and so on.
type deskDirectory struct{}

func (deskDirectory) Path(id agency.ID, on time.Time) ([]agency.ID, error) {
	top, _, office := strings.Cut(string(id), "/")
	switch {
	case top != "g1" && top != "g2":
		return nil, fmt.Errorf("there is no agency %s on %s", id, on.Format(time.DateOnly))
	case office:
		return []agency.ID{agency.ID(top), id}, nil
	default:
		return []agency.ID{id}, nil
	}
}

// deskRegions puts every region of Bali under an island group of its own.
type deskRegions struct{}

func (deskRegions) Path(code region.Code, _ time.Time) (region.Path, error) {
	if !strings.HasPrefix(code.String(), "51") {
		return nil, errors.New("there is no such region")
	}
	return code.Path(), nil
}

// deskRouter answers as it is told and remembers what it was asked.
type deskRouter struct {
	decision complaint.Decision
	err      error
	asked    *[]complaint.Facts
}

func (r deskRouter) Route(f complaint.Facts) (complaint.Decision, error) {
	*r.asked = append(*r.asked, f)
	return r.decision, r.err
}

func TestServiceLooksUpAgenciesAndUnits(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t, func(cfg *complaint.Config) { cfg.Directory, cfg.Regions = deskDirectory{}, deskRegions{} })
	r := d.submit()
	_, err := d.Do(ctx, byNational(), r.ID, forwardTo("nowhere"))
	require.ErrorIs(t, err, storage.ErrInvalid)
	d.do(byNational(), r.ID, forwardTo("g1"))
	require.Equal(t, []agency.ID{"g1"}, d.stored(r.ID).AgencyPath)
	require.Equal(t, region.MustParse("51.71").Path(), d.stored(r.ID).Region)

	assign := func(main agency.ID, supporting ...agency.ID) error {
		_, err := d.Do(ctx, byAgency("g1"), r.ID, complaint.Command{Action: complaint.ActionAssign, Main: main, Supporting: supporting})
		return err
	}
	require.ErrorContains(t, assign("g2/works"), "does not belong to g1")
	require.ErrorContains(t, assign("g1/works", "g1/health", "g2/works"), "supporting[1]")
	require.ErrorContains(t, assign("nowhere"), "main")
	require.NoError(t, assign("g1/works", "g1/health"))

	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionTransfer, Agency: "g2/works", Note: "Salah instansi"})
	c := d.stored(r.ID)
	require.Equal(t, []agency.ID{"g2", "g2/works"}, c.AgencyPath)
	found := whole(t, d.List(ctx, byNational(), complaint.Query{Filter: complaint.Filter{Agency: "g2"}}))
	require.Len(t, found, 1, "a body above it finds it too")
}

func TestServiceForwardsByTheRouter(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	cmd := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Category: "health", Key: "k"}
	for name, tt := range map[string]struct {
		decision complaint.Decision
		err      error
		want     string
	}{
		"decided":    {complaint.Decision{Agency: "g1/works"}, nil, ""},
		"unknown":    {complaint.Decision{Agency: "nowhere"}, nil, "no agency nowhere"},
		"candidates": {complaint.Decision{Candidates: []agency.ID{"g1", "g2"}}, nil, "legal: g1, g2"},
		"error":      {complaint.Decision{}, errors.New("bad facts"), "routing failed: bad facts"},
	} {
		asked := new([]complaint.Facts)
		d := newDesk(t, func(cfg *complaint.Config) {
			cfg.Directory, cfg.Router = deskDirectory{}, deskRouter{tt.decision, tt.err, asked}
		})
		r := d.submit()
		first, err := d.Do(ctx, byNational(), r.ID, cmd)
		require.Len(t, *asked, 1, name)
		facts := (*asked)[0]
		require.Equal(t, complaint.ClassSupervisory, facts.Class, name)
		require.Equal(t, complaint.Category("health"), facts.Category, name)
		require.Equal(t, "Jalan berlubang di Ubung", facts.Title, name)
		if tt.want != "" {
			require.ErrorIs(t, err, storage.ErrInvalid, name)
			require.ErrorContains(t, err, tt.want, name)
			require.Equal(t, storage.Version(1), d.stored(r.ID).Version, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, agency.ID("g1/works"), d.stored(r.ID).Agency)
		require.Equal(t, repeated(first), d.do(byNational(), r.ID, cmd), "a repetition is recognised, although the entry names the agency")
		require.Len(t, *asked, 1, "and routes nothing anew")

		chosen := d.submit()
		d.do(byNational(), chosen.ID, forwardTo("g2"))
		require.Len(t, *asked, 1, "a forward that names an agency is not routed")
	}

	d := newDesk(t)
	_, err := d.Do(ctx, byNational(), d.submit().ID, cmd)
	require.ErrorContains(t, err, "agency: is required", "without a router")
}

func TestNewServiceRefusals(t *testing.T) {
	t.Parallel()
	edition := func(number string, valid aduan.Period) *complaint.Lifecycle {
		def := complaint.National()
		def.Edition, def.Valid = number, valid
		l, err := complaint.Compile(def, complaint.Extensions{})
		require.NoError(t, err)
		return l
	}
	turn := deskBegan()
	before, after := aduan.Period{Until: turn}, aduan.Period{From: turn}
	good := func() complaint.Config {
		d := newDesk(t)
		return complaint.Config{
			Store: &strikeStore{}, Deadlines: deskDeadlines{}, Now: d.clock.now,
			Lifecycles: []*complaint.Lifecycle{edition("1", before), edition("2", after)},
		}
	}
	_, err := complaint.NewService(good())
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		change func(*complaint.Config)
		field  string
	}{
		"no store":        {func(c *complaint.Config) { c.Store = nil }, "Store"},
		"no lifecycle":    {func(c *complaint.Config) { c.Lifecycles = nil }, "Lifecycles"},
		"nil lifecycle":   {func(c *complaint.Config) { c.Lifecycles = append(c.Lifecycles, nil) }, "Lifecycles[2]"},
		"timer unclocked": {func(c *complaint.Config) { c.Deadlines = nil }, "Deadlines"},
		"given twice":     {func(c *complaint.Config) { c.Lifecycles[1] = edition("1", after) }, "Lifecycles[1]"},
		"overlapping":     {func(c *complaint.Config) { c.Lifecycles[1] = edition("2", aduan.Period{}) }, "Lifecycles[1]"},
		"nil then twice": {func(c *complaint.Config) {
			c.Lifecycles = []*complaint.Lifecycle{nil, edition("1", before), edition("1", before)}
		}, "Lifecycles[0]"},
	} {
		cfg := good()
		tt.change(&cfg)
		_, err := complaint.NewService(cfg)
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Equal(t, tt.field, invalid.Problems[0].Field, "%s: %v", name, err)
	}
	_, err = complaint.NewService(complaint.Config{})
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, invalid.Problems, 2, "everything at once")
}

// TestServiceCasesKeepTheirLifecycle changes the rules while a case is open.
func TestServiceCasesKeepTheirLifecycle(t *testing.T) {
	t.Parallel()
	ctx, turn := t.Context(), deskBegan().Add(deskDay)
	old, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	old.Valid.Until = turn
	young := complaint.National()
	young.Edition, young.Valid.From, young.Valid.Until = "2", turn, turn.Add(30*deskDay)
	young.Transitions = slices.DeleteFunc(young.Transitions, func(tr lifecycle.Transition) bool { return tr.Action == complaint.ActionHandle })
	compile := func(def lifecycle.Definition) *complaint.Lifecycle {
		l, err := complaint.Compile(def, complaint.Extensions{})
		require.NoError(t, err)
		return l
	}
	lifecycles := []*complaint.Lifecycle{compile(old), compile(young)}
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = lifecycles })
	first := d.submit()
	d.clock.set(turn.Add(-time.Microsecond))
	lastOld := d.submit()
	d.clock.set(turn)
	second := d.submit()
	for id, want := range map[complaint.ID]string{first.ID: "1", lastOld.ID: "1", second.ID: "2"} {
		require.Equal(t, want, d.stored(id).Lifecycle.Edition)
		d.do(byNational(), id, forwardTo("works"))
	}
	handle := complaint.Command{Action: complaint.ActionHandle}
	d.do(byAgency("works"), first.ID, handle)
	_, err = d.Do(ctx, byAgency("works"), second.ID, handle)
	require.ErrorIs(t, err, storage.ErrInvalid, "the case's own rules have no such action")

	d.clock.advance(60 * deskDay)
	_, err = d.Submit(ctx, byReporter(), deskDraft())
	require.ErrorContains(t, err, "no lifecycle is valid")
	d.do(byNational(), second.ID, noteOf("Kasus berjalan tetap dapat dikerjakan"))

	forgetful := d.serve(func(cfg *complaint.Config) { cfg.Lifecycles = lifecycles[1:] })
	_, err = forgetful.Do(ctx, byNational(), first.ID, noteOf("x"))
	require.ErrorContains(t, err, "keeps the lifecycle sp4n-lapor 1")
	_, err = forgetful.Get(ctx, byNational(), second.ID)
	require.NoError(t, err)
}

// regionsThatListen notes the instants for which they were asked.
type regionsThatListen struct{ asked *[]time.Time }

func (r regionsThatListen) Path(code region.Code, at time.Time) (region.Path, error) {
	*r.asked = append(*r.asked, at)
	return code.Path(), nil
}

func TestServiceLooksRegionsUpAsOfTheSubmission(t *testing.T) {
	t.Parallel()
	var asked []time.Time
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Regions = regionsThatListen{&asked} })
	r := d.submit()
	require.NotEmpty(t, asked)
	require.Equal(t, d.stored(r.ID).SubmittedAt(), asked[len(asked)-1])
}
