package complaint_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// accusedDirectory has a regency with an office for works and a technical unit below
// it, an engineer who acts for the office, an office that the office followed in 2026,
// the police, who stand below nobody, and a ministry.
func accusedDirectory(t testing.TB) *agency.Directory {
	t.Helper()
	term := func(parent agency.ID, delegates ...agency.ID) []agency.Term {
		return []agency.Term{{Name: "X", Kind: agency.Office, Parent: parent, Delegates: delegates}}
	}
	year := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	old := term("badung")
	old[0].Valid = aduan.Period{Until: year}
	d, err := agency.NewDirectory(agency.Config{Regions: indonesia.MustRegions(), Agencies: []agency.Agency{
		{ID: "bali", Terms: term("")},
		{ID: "badung", Terms: term("bali")},
		{ID: "badung/works", Terms: term("badung", "engineer")},
		{ID: "badung/works/upt", Terms: term("badung/works")},
		{ID: "badung/roads", Terms: old, Successions: []agency.Succession{{Kind: agency.Merged, To: "badung/works", On: year, Source: "decree"}}},
		{ID: "badung/health", Terms: term("badung")},
		{ID: "engineer", Terms: term("")},
		{ID: "engineer/lab", Terms: term("engineer")},
		{ID: "police", Terms: term("")},
		{ID: "ministry", Terms: term("")},
	}})
	require.NoError(t, err)
	return d
}

// keptAway lists, for each body, who is kept away if it is accused.
func keptAway() map[agency.ID][]agency.ID {
	works := []agency.ID{"badung/works", "badung/works/upt", "engineer", "engineer/lab", "badung/roads"}
	return map[agency.ID][]agency.ID{
		"bali":             append([]agency.ID{"bali", "badung", "badung/health"}, works...),
		"badung":           append([]agency.ID{"badung", "badung/health"}, works...),
		"badung/works":     works,
		"badung/works/upt": {"badung/works/upt", "badung/roads"},
		"badung/roads":     works,
		"badung/health":    {"badung/health", "badung/roads"},
		"engineer":         {"engineer", "engineer/lab", "badung/roads"},
		"engineer/lab":     {"engineer/lab", "badung/roads"},
		"police":           {"police", "badung/roads"},
		"ministry":         {"ministry", "badung/roads"},
	}
}

// accusedTable sends roads to the office for works, with the ministry and the engineer
// as support; lighting to the police, who have no superior; the rest, and what comes to
// nothing, to the ministry or whoever the fallback is.
func accusedTable(t testing.TB, d *agency.Directory, fallback string) *routing.Router {
	t.Helper()
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "public_works"}, {Path: "public_works/roads"}, {Path: "public_works/lighting"}})
	require.NoError(t, err)
	table, err := routing.Parse("accused.yaml", []byte(`
name: accused
edition: "7"
valid: {from: "2020-01-01"}
zone: Asia/Makassar
hit_policy: first
attributes: [{name: location_type, type: choice, values: [highway]}]
rules:
- {id: highways, when: {attributes: [{name: location_type, is: [highway]}]}, to: {agency: ministry}}
- {id: roads, when: {category: [public_works/roads]}, to: {agency: badung/works, supporting: [{agency: ministry}, {agency: engineer}]}}
- {id: lighting, when: {category: [public_works/lighting]}, to: {agency: police}}
fallback: `+fallback))
	require.NoError(t, err)
	r, err := routing.Compile(table, routing.Sources{Categories: categories, Agencies: d, Regions: d.Regions()})
	require.NoError(t, err)
	return r
}

func accusing(bodies ...agency.ID) func(*complaint.Draft) {
	return func(d *complaint.Draft) { d.Accused = bodies }
}

func toBeRouted() complaint.Command {
	return complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Category: "public_works/roads"}
}

// accusedDesk is a service over each store that knows the bodies and the table.
func accusedDesk(t *testing.T, fallback string, test func(t *testing.T, s *complaint.Service, store backend.Store)) {
	t.Helper()
	d := accusedDirectory(t)
	router := accusedTable(t, d, fallback)
	onEachStore(t, test, func(cfg *complaint.Config) { cfg.Directory, cfg.Regions, cfg.Router = d, d.Regions(), router })
}

// requireAccusation checks that a refusal says that somebody is accused.
func requireAccusation(t *testing.T, err error) {
	t.Helper()
	require.ErrorIs(t, err, complaint.ErrNotAllowed)
	denial, ok := errors.AsType[*complaint.Denial](err)
	require.True(t, ok)
	require.Equal(t, complaint.DeniedByAccusation, denial.Reasons[len(denial.Reasons)-1].Code)
}

// Case 01: a report accuses the office to which the table would send it. Its superior
// gets it; the office, what lies below it, whom it followed and who acts for it do not.
func TestCase01AccusedOfficeNeverGetsTheCase(t *testing.T) {
	t.Parallel()
	accusedDesk(t, "{agency: ministry}", func(t *testing.T, s *complaint.Service, store backend.Store) {
		ctx := t.Context()
		r, err := s.Submit(ctx, byReporter(), deskDraft(accusing("badung/works")))
		require.NoError(t, err)
		cmd := toBeRouted()
		cmd.Key = "k"
		first, err := s.Do(ctx, byNational(), r.ID, cmd)
		require.NoError(t, err)
		again, err := s.Do(ctx, byNational(), r.ID, cmd)
		require.NoError(t, err)
		require.Equal(t, first.Entry, again.Entry, "what was routed is recognised")
		v, err := s.Get(ctx, byAgency("badung"), r.ID)
		require.NoError(t, err)
		require.Equal(t, agency.ID("badung"), v.Agency)
		require.Equal(t, []complaint.Accusation{{Agency: "badung/works"}}, v.Accused)
		require.Equal(t, []agency.ID{"ministry"}, v.Supporting, "the engineer acts for the office")
		require.Equal(t, complaint.Routed{Table: "accused", Edition: "7", Rule: "roads", Basis: complaint.BasisConflict}, v.Events[1].Details.Routed)
		require.Equal(t, []agency.ID{"ministry"}, v.Events[1].Details.Supporting)
		mine, err := s.Mine(ctx, byReporter(), r.ID)
		require.NoError(t, err)
		require.Equal(t, v.Accused, mine.Accused)
		for _, by := range []func(agency.ID) complaint.Actor{byAgency, byUnit, byLiaison} {
			_, err = s.Get(ctx, by("ministry"), r.ID)
			require.NoError(t, err, "it supports the case")
			for _, id := range keptAway()["badung/works"] {
				_, err = s.Get(ctx, by(id), r.ID)
				require.ErrorIs(t, err, storage.ErrNotFound)
			}
		}
		_, err = s.Do(ctx, byAgency("ministry"), r.ID, complaint.Command{Action: complaint.ActionHandle})
		require.ErrorIs(t, err, complaint.ErrForbidden, "who supports a case does not hold it")

		assign := complaint.Command{Action: complaint.ActionAssign, Main: "badung/health", Supporting: []agency.ID{"badung/works/upt"}}
		_, err = s.Do(ctx, byAgency("badung"), r.ID, assign)
		requireAccusation(t, err)
		assign.Supporting = nil
		_, err = s.Do(ctx, byAgency("badung"), r.ID, assign)
		require.NoError(t, err)
		v, err = s.Get(ctx, byUnit("badung/health"), r.ID)
		require.NoError(t, err)
		require.Equal(t, []agency.ID{"ministry"}, v.Supporting, "it still supports")
		_, err = s.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionTransfer, Note: "x", Agency: "engineer"})
		requireAccusation(t, err)
		_, err = s.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionTransfer, Note: "x", Agency: "police"})
		require.NoError(t, err)
		v, err = s.Get(ctx, byNational(), r.ID)
		require.NoError(t, err)
		require.Empty(t, v.Supporting, "a person chose another agency")
		require.Zero(t, v.Events[len(v.Events)-1].Details.Routed)
		stored, err := store.Set().Complaints.Get(ctx, r.ID)
		require.NoError(t, err)
		replayed, err := deskNational(t).Replay(stored)
		require.NoError(t, err)
		require.Equal(t, stored, replayed)
	})
}

// TestTargetIsNotAccused lets a report about a pothole reach the roads office: to be
// what a report is about is not to be accused.
func TestTargetIsNotAccused(t *testing.T) {
	t.Parallel()
	accusedDesk(t, "{agency: ministry}", func(t *testing.T, s *complaint.Service, _ backend.Store) {
		ctx := t.Context()
		r, err := s.Submit(ctx, byReporter(), deskDraft(func(d *complaint.Draft) { d.Agency = "badung/works" }))
		require.NoError(t, err)
		_, err = s.Do(ctx, byNational(), r.ID, toBeRouted())
		require.NoError(t, err)
		v, err := s.Get(ctx, byAgency("badung/works"), r.ID)
		require.NoError(t, err)
		require.Equal(t, agency.ID("badung/works"), v.Agency)
		require.Equal(t, []agency.ID{"ministry", "engineer"}, v.Supporting)
		require.Equal(t, complaint.BasisRule, v.Events[1].Details.Routed.Basis)
	})
}

// TestSecondBestRuleLeadsToTheAccusedOnly: the first rule does not fit, and the second
// knows nobody but the accused. What has a superior goes there, what has none to the
// fallback, and if that is accused as well the national admin keeps the case.
func TestSecondBestRuleLeadsToTheAccusedOnly(t *testing.T) {
	t.Parallel()
	for fallback, cases := range map[string]map[agency.ID]struct {
		category complaint.Category
		want     agency.ID
		choice   []string // of a person; none if the case stays
	}{
		"{agency: ministry}": {
			"badung/works": {"public_works/roads", "badung", nil},
			"badung":       {"public_works/roads", "bali", nil},
			"bali":         {"public_works/roads", "ministry", nil},
			"badung/roads": {"public_works/roads", "badung", nil},
			"police":       {"public_works/lighting", "ministry", nil},
			"ministry":     {"public_works/lighting", "police", nil},
		},
		"{agency: police}": {"police": {"public_works/lighting", "", nil}},
		"{ask: [{agency: police}, {agency: ministry}]}": {
			"police": {"public_works/lighting", "", []string{"ministry"}},
		},
		"{ask: [{agency: police}]}": {"police": {"public_works/lighting", "", nil}},
	} {
		t.Run(fallback, func(t *testing.T) {
			t.Parallel()
			accusedDesk(t, fallback, func(t *testing.T, s *complaint.Service, _ backend.Store) {
				ctx := t.Context()
				for accused, c := range cases {
					r, err := s.Submit(ctx, byReporter(), deskDraft(accusing(accused), func(d *complaint.Draft) { d.Category = c.category }))
					require.NoError(t, err)
					_, err = s.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory})
					v, seen := s.Get(ctx, byNational(), r.ID)
					require.NoError(t, seen)
					require.Equal(t, c.want, v.Agency, "%s is accused", accused)
					switch {
					case c.want != "":
						require.NoError(t, err)
					case c.choice != nil:
						var invalid *storage.InvalidError
						require.ErrorAs(t, err, &invalid)
						require.Equal(t, c.choice, invalid.Problems[0].Legal, "nobody chooses whom the report accuses")
					default:
						requireAccusation(t, err)
						require.ErrorContains(t, err, "stays with the national admin")
					}
				}
			})
		})
	}
}

// TestRouterThatAnswersAnAccusedBody is refused, whoever it is.
func TestRouterThatAnswersAnAccusedBody(t *testing.T) {
	t.Parallel()
	for name, decision := range map[string]complaint.Decision{
		"agency":     {Agency: "badung/works/upt", Rule: "r", Table: "t", Edition: "1", Basis: complaint.BasisRule},
		"supporting": {Agency: "ministry", Supporting: []agency.ID{"engineer/lab"}, Basis: complaint.BasisRule},
		"candidates": {Candidates: []agency.ID{"badung/works", "engineer"}, Basis: complaint.BasisAsk},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked []complaint.Facts
			d := newDesk(t, func(cfg *complaint.Config) {
				cfg.Directory, cfg.Router = accusedDirectory(t), deskRouter{decision: decision, asked: &asked}
			})
			r := d.submit(accusing("badung/works"))
			_, err := d.Do(t.Context(), byNational(), r.ID, toBeRouted())
			requireAccusation(t, err)
			require.Equal(t, []agency.ID{"badung/works"}, asked[0].Named.Agencies)
		})
	}
}

// TestAccusationNarrowsAndClearingLifts lets the reporter accuse the holder.
func TestAccusationNarrowsAndClearingLifts(t *testing.T) {
	t.Parallel()
	accusedDesk(t, "{agency: ministry}", func(t *testing.T, s *complaint.Service, _ backend.Store) {
		ctx := t.Context()
		do := func(by complaint.Actor, id complaint.ID, cmd complaint.Command) {
			t.Helper()
			_, err := s.Do(ctx, by, id, cmd)
			require.NoError(t, err)
		}
		r, err := s.Submit(ctx, byReporter(), deskDraft())
		require.NoError(t, err)
		do(byNational(), r.ID, toBeRouted())
		shown := func(want bool) {
			t.Helper()
			for _, by := range []complaint.Actor{byAgency("badung/works"), byLiaison("engineer")} {
				_, err := s.Get(ctx, by, r.ID)
				require.Equal(t, want, err == nil, "%v", err)
				require.Equal(t, want, len(whole(t, s.List(ctx, by, complaint.Query{}))) == 1)
			}
			public, err := s.Track(ctx, r.Tracking.String())
			require.NoError(t, err)
			require.Equal(t, want, public.Report != nil)
		}
		shown(true)
		accuse := complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"badung/roads"}}
		_, err = s.Do(ctx, byAgency("badung/works"), r.ID, accuse)
		require.ErrorIs(t, err, complaint.ErrForbidden)
		do(byReporter(), r.ID, accuse)
		shown(false)
		_, err = s.Do(ctx, byReporter(), r.ID, accuse)
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "it is accused already")
		_, err = s.Do(ctx, byReporter(), r.ID, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"badung/rods"}})
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, "badung/roads", "the nearest that there is")

		confirm := complaint.Command{Action: complaint.ActionConfirmAccusation, Accused: []agency.ID{"badung/roads"}}
		do(byNational(), r.ID, confirm)
		shown(false)
		_, err = s.Do(ctx, byNational(), r.ID, confirm)
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "it is confirmed already")
		v, err := s.Get(ctx, byNational(), r.ID)
		require.NoError(t, err)
		require.Equal(t, []complaint.Accusation{{Agency: "badung/roads", Confirmed: true}}, v.Accused)
		do(byNational(), r.ID, complaint.Command{Action: complaint.ActionReclassify, Class: complaint.ClassNonSupervisory, Note: "x"})
		do(byNational(), r.ID, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"police"}})
		confirm.Accused = []agency.ID{"police"}
		_, err = s.Do(ctx, byNational(), r.ID, confirm)
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "only a supervisory case has confirmed accusations")

		undo := complaint.Command{Action: complaint.ActionClearAccusation, Accused: []agency.ID{"badung/roads", "police"}}
		_, err = s.Do(ctx, byNational(), r.ID, undo)
		require.ErrorIs(t, err, storage.ErrInvalid, "clearing has a reason")
		undo.Note = "Bukan instansi ini."
		_, err = s.Do(ctx, byReporter(), r.ID, undo)
		require.ErrorIs(t, err, complaint.ErrForbidden)
		do(byNational(), r.ID, undo)
		shown(true)
		_, err = s.Do(ctx, byNational(), r.ID, undo)
		require.ErrorIs(t, err, complaint.ErrNotAllowed)
	})
}

// TestAccusedWithoutADirectory knows the body itself and the path that was recorded.
func TestAccusedWithoutADirectory(t *testing.T) {
	t.Parallel()
	l := deskNational(t)
	d := newDesk(t)
	c := d.stored(d.submit(accusing("badung")).ID)
	at := complaint.Moment{Now: deskBegan()}
	require.False(t, l.CanSee(c, complaint.Actor{ID: "x", Role: complaint.RoleNationalAdmin, Agency: "badung"}, at))
	require.False(t, l.CanSee(c, complaint.Actor{ID: "x", Role: complaint.RoleOmbudsman, Agency: "badung"}, at))
	require.True(t, l.CanSee(c, complaint.Actor{ID: "x", Role: complaint.RoleOmbudsman, Agency: "ombudsman"}, at))
	require.True(t, l.CanSee(c, complaint.Actor{ID: c.Reporter.String(), Agency: "badung"}, at), "a reporter acts for themselves")
	c.State, c.Agency, c.AgencyPath = complaint.StateForwarded, "badung/works", []agency.ID{"badung", "badung/works"}
	require.False(t, l.CanSee(c, byAgency("badung/works"), at))
	c.Main = "badung/works/upt"
	require.False(t, l.CanSee(c, byUnit("badung/works/upt"), at))
	c.Accused = nil
	require.True(t, l.CanSee(c, byUnit("badung/works/upt"), at))
	// A directory that knows paths only.
	at.Directory, c.Accused = deskDirectory{}, []complaint.Accusation{{Agency: "g1"}}
	c.Agency, c.Main = "g1/works", "unknown"
	require.False(t, l.CanSee(c, byAgency("g1/works"), at))
	require.False(t, l.CanSee(c, byUnit("unknown"), at), "nobody knows whose it is")
	c.Agency = "g2"
	require.True(t, l.CanSee(c, byAgency("g2"), at))
}

func TestSilentAccusedAreCheckedByForm(t *testing.T) {
	t.Parallel()
	for field, list := range map[string][]agency.ID{
		"accused[0]": {""},
		"accused[1]": {"badung", "dinas jalan"},
		"accused[2]": {"badung", "bali", "badung"},
	} {
		var invalid *storage.InvalidError
		require.ErrorAs(t, deskDraft(accusing(list...)).Validate(complaint.Limits{}), &invalid)
		require.True(t, slices.ContainsFunc(invalid.Problems, func(p storage.Problem) bool { return p.Field == field }), "%v", invalid)
	}
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Directory = accusedDirectory(t) })
	_, err := d.Submit(t.Context(), byReporter(), deskDraft(accusing("badung/rods")))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, "badung/roads", "a conflict of interest that is not understood is not passed over")
	rows, errs := readAll("kind,title,body,channel,accused\ncomplaint,T,B,web,badung;police\n", complaint.Limits{})
	require.Empty(t, errs)
	require.Equal(t, []agency.ID{"badung", "police"}, rows[0].Draft.Accused)
}

// Edition 1 has nobody who clears an accusation, so no case begins with one; the same
// report without it does, and under edition 2 so does the one with it.
func TestSilentAccusationsThatNobodyCouldClear(t *testing.T) {
	t.Parallel()
	old, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	l, err := complaint.Compile(old, complaint.Extensions{})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	results := d.SubmitAll(t.Context(), byReporter(), []complaint.Draft{deskDraft(accusing("police")), deskDraft()})
	_, err = d.Submit(t.Context(), byReporter(), deskDraft(accusing("police")))
	for _, err := range []error{err, results[0].Err} {
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Equal(t, "accused", invalid.Problems[0].Field)
		require.Contains(t, invalid.Problems[0].Message, "sp4n-lapor 1 has no action clear_accusation")
		require.Equal(t, []string{"sp4n-lapor 2"}, invalid.Problems[0].Legal)
	}
	require.NoError(t, results[1].Err)
	require.Len(t, whole(t, d.List(t.Context(), byNational(), complaint.Query{})), 1)
	newDesk(t).submit(accusing("police"))
}
