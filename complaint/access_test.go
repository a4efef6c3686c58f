package complaint_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// accessCases opens one case of each kind that the roles tell apart.
func accessCases(d *desk) map[string]complaint.ID {
	d.t.Helper()
	late := d.submit(secretly)
	d.clock.advance(4 * deskDay)
	d.do(byReporter(), late.ID, complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockVerification, Rung: complaint.RungOmbudsman})

	open := d.submit()
	d.do(byNational(), open.ID, forwardTo("works"))
	d.do(byAgency("works"), open.ID, complaint.Command{Action: complaint.ActionAssign, Main: "unit1", Supporting: []agency.ID{"unit2"}})

	grave := d.submit(secretly)
	forward := forwardTo("health")
	forward.Class = complaint.ClassSupervisory
	d.do(byNational(), grave.ID, forward)
	return map[string]complaint.ID{"new": d.submit(secretly).ID, "open": open.ID, "grave": grave.ID, "late": late.ID}
}

func inRegion(role lifecycle.Role, code string) complaint.Actor {
	a := complaint.Actor{ID: "x", Role: role}
	if code != "" {
		a.Region = region.MustParse(code)
	}
	return a
}

// TestAccessPerRole states who sees what; Get, List, Do and WhyNot agree.
func TestAccessPerRole(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	cases := accessCases(d)
	for name, tt := range map[string]struct {
		by   complaint.Actor
		sees []string
	}{
		"national admin":               {byNational(), []string{"new", "open", "grave", "late"}},
		"timer":                        {complaint.Actor{ID: "t", Role: complaint.RoleTimer}, []string{"new", "open", "grave", "late"}},
		"admin of the agency":          {byAgency("works"), []string{"open"}},
		"admin of another agency":      {byAgency("health"), []string{"grave"}},
		"admin of a unit's agency":     {byAgency("unit1"), nil},
		"admin without an agency":      {complaint.Actor{ID: "x", Role: complaint.RoleAgencyAdmin}, nil},
		"liaison of the agency":        {byLiaison("works"), []string{"open"}},
		"liaison of the main unit":     {byLiaison("unit1"), []string{"open"}},
		"unit admin, supporting":       {byUnit("unit2"), []string{"open"}},
		"unit admin elsewhere":         {byUnit("unit3"), nil},
		"unit admin without a unit":    {complaint.Actor{ID: "x", Role: complaint.RoleUnitAdmin}, nil},
		"field officer":                {complaint.Actor{ID: "x", Role: complaint.RoleFieldOfficer, Agency: "works"}, nil},
		"inspectorate of the province": {inRegion(complaint.RoleInspectorate, "51"), []string{"grave"}},
		"inspectorate of the city":     {inRegion(complaint.RoleInspectorate, "51.71"), []string{"grave"}},
		"inspectorate elsewhere":       {inRegion(complaint.RoleInspectorate, "32"), nil},
		"inspectorate of nowhere":      {inRegion(complaint.RoleInspectorate, ""), nil},
		"coordinator of the province":  {inRegion(complaint.RoleLocalCoordinator, "51"), []string{"open"}},
		"coordinator elsewhere":        {inRegion(complaint.RoleLocalCoordinator, "32"), nil},
		"coordinator of nowhere":       {inRegion(complaint.RoleLocalCoordinator, ""), nil},
		"ombudsman":                    {inRegion(complaint.RoleOmbudsman, ""), []string{"open", "late"}},
		"unknown role":                 {complaint.Actor{ID: "x", Role: "mayor", Agency: "works"}, nil},
	} {
		var listed []complaint.ID
		for _, v := range whole(t, d.List(ctx, tt.by, complaint.Query{})) {
			listed = append(listed, v.ID)
		}
		require.Len(t, listed, len(tt.sees), name)
		for kind, id := range cases {
			sees := slices.Contains(tt.sees, kind)
			require.Equal(t, sees, slices.Contains(listed, id), "%s: %s in the list", name, kind)
			v, err := d.Get(ctx, tt.by, id)
			denial, whyErr := d.WhyNot(ctx, tt.by, id, complaint.ActionSubmit)
			_, doErr := d.Do(ctx, tt.by, id, complaint.Command{Action: complaint.ActionWithdraw})
			if !sees {
				require.Zero(t, v, name)
				require.Nil(t, denial)
				for _, err := range []error{err, whyErr, doErr} {
					require.ErrorIs(t, err, storage.ErrNotFound, "%s: %s", name, kind)
				}
				continue
			}
			require.NoError(t, err, "%s: %s", name, kind)
			require.Equal(t, id, v.ID)
			require.NoError(t, whyErr)
			require.NotNil(t, denial)
			require.ErrorIs(t, doErr, complaint.ErrForbidden, "only the reporter withdraws")
		}
	}
}

// TestAccessEndsAtTheAgencyItself: belonging to an agency is no reach. Neither those
// above the holder, nor its superior's units, nor those below it see the case.
func TestAccessEndsAtTheAgencyItself(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t, func(cfg *complaint.Config) { cfg.Directory = deskDirectory{} })
	cases := map[agency.ID]complaint.ID{}
	for _, holder := range []agency.ID{"g1", "g1/works"} {
		r := d.submit()
		d.do(byNational(), r.ID, forwardTo(holder))
		cases[holder] = r.ID
	}
	for _, as := range []func(agency.ID) complaint.Actor{byAgency, byLiaison, byUnit} {
		for _, a := range []agency.ID{"g1", "g1/works", "g1/health", "g2"} {
			by, sees := as(a), []complaint.ID{}
			if id, holds := cases[a]; holds {
				sees = append(sees, id)
			}
			require.ElementsMatch(t, sees, d.listed(by, complaint.Filter{}), "%s of %s", by.Role, a)
			for holder, id := range cases {
				_, err := d.Get(ctx, by, id)
				_, why := d.WhyNot(ctx, by, id, complaint.ActionNote)
				_, do := d.Do(ctx, by, id, noteOf("Catatan"))
				for _, err := range []error{err, why, do} {
					if a == holder {
						require.NoError(t, err)
					} else {
						require.ErrorIs(t, err, storage.ErrNotFound, "%s of %s, case of %s", by.Role, a, holder)
					}
				}
			}
		}
	}
}

func TestAccessListLimitCountsWhatIsSeen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var want []complaint.ID
	for i := range 12 {
		r := d.submit(func(draft *complaint.Draft) { draft.Disclosure.Public = i%3 == 0 })
		if i%3 == 0 {
			want = append(want, r.ID)
		}
	}
	slices.SortFunc(want, func(a, b complaint.ID) int {
		return complaint.ByID.Compare(complaint.Position{ID: a}, complaint.Position{ID: b})
	})
	var got []complaint.ID
	q := complaint.Query{Limit: 3}
	for {
		page := whole(t, d.List(t.Context(), inRegion(complaint.RoleOmbudsman, ""), q))
		for _, v := range page {
			got = append(got, v.ID)
		}
		if len(page) < q.Limit {
			break
		}
		q.After = page[len(page)-1].After()
	}
	require.Equal(t, want, got)
	for _, err := range d.List(t.Context(), byNational(), complaint.Query{}) {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
}

func TestAccessOfReporters(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	mine, second := d.submit(), d.submit(secretly)
	for name, by := range map[string]complaint.Actor{"owner": byReporter(), "stranger": {ID: "ketut"}, "nobody": {}} {
		v, err := d.Get(ctx, by, mine.ID)
		require.Zero(t, v)
		require.ErrorIs(t, err, complaint.ErrForbidden, "%s: reporters never get the agency's view", name)
		_, err = d.Get(ctx, by, d.id())
		require.ErrorIs(t, err, complaint.ErrForbidden, "%s: whatever the case", name)
		n := 0
		for v, err := range d.List(ctx, by, complaint.Query{}) {
			n++
			require.Zero(t, v)
			require.ErrorIs(t, err, complaint.ErrForbidden)
		}
		require.Equal(t, 1, n)
	}
	v, err := d.Mine(ctx, byReporter(), mine.ID)
	require.NoError(t, err)
	require.Equal(t, mine.ID, v.ID)
	require.Contains(t, v.Allowed, complaint.ActionWithdraw)
	for name, by := range map[string]complaint.Actor{"stranger": {ID: "ketut"}, "nobody": {}, "national": byNational(), "officer of that name": {ID: "wayan", Role: complaint.RoleUnitAdmin}} {
		_, err := d.Mine(ctx, by, mine.ID)
		require.ErrorIs(t, err, storage.ErrNotFound, name)
		require.Empty(t, whole(t, d.MineAll(ctx, by)), name)
	}
	var all []complaint.ID
	for _, v := range whole(t, d.MineAll(ctx, byReporter())) {
		all = append(all, v.ID)
	}
	require.ElementsMatch(t, []complaint.ID{mine.ID, second.ID}, all)

	r, err := d.Submit(ctx, complaint.Actor{}, deskDraft(func(d *complaint.Draft) { d.Reporter = complaint.Person{} }))
	require.NoError(t, err)
	_, err = d.Mine(ctx, complaint.Actor{}, r.ID)
	require.ErrorIs(t, err, storage.ErrNotFound, "nobody in particular owns nothing")
	_, err = d.Track(ctx, r.Tracking.String())
	require.NoError(t, err, "but he may follow it")
	blind := d.serve(func(cfg *complaint.Config) { cfg.Identities = nil })
	_, err = blind.Mine(ctx, byReporter(), mine.ID)
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.Empty(t, whole(t, blind.MineAll(ctx, byReporter())))
}

// leaves lists the paths of all values in a JSON document.
func leaves(t *testing.T, v any) []string {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var doc any
	require.NoError(t, json.Unmarshal(data, &doc))
	var paths []string
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				walk(path+"."+k, inner)
			}
		case []any:
			for _, inner := range v {
				walk(path+"[]", inner)
			}
		default:
			paths = append(paths, path)
		}
	}
	walk("", doc)
	slices.Sort(paths)
	return slices.Compact(paths)
}

// statusLeaves are all that a status may say.
func statusLeaves(prefix string, more ...string) []string {
	paths := []string{
		".status.bucket.en", ".status.bucket.id", ".status.entered_at", ".status.label.en", ".status.label.id",
		".status.state", ".status.submitted_at", ".status.tracking", ".status.updated_at",
	}
	for i := range paths {
		paths[i] = prefix + paths[i]
	}
	paths = append(paths, more...)
	slices.Sort(paths)
	return paths
}

func TestAccessOfThePublic(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	track := func(r complaint.Receipt) complaint.PublicView {
		v, err := d.Track(ctx, r.Tracking.String())
		require.NoError(t, err)
		return v
	}
	for _, bad := range []string{"", "123", "x", "0000000000001", "' OR 1=1"} {
		_, err := d.Track(ctx, bad)
		require.ErrorIs(t, err, storage.ErrInvalid, bad)
	}
	unknown, err := complaint.NewTracking(deskEntropy())
	require.NoError(t, err)
	_, err = d.Track(ctx, unknown.String())
	require.ErrorIs(t, err, storage.ErrNotFound)

	public := d.submit()
	require.Equal(t, statusLeaves(""), leaves(t, track(public)), "not verified yet")
	d.do(byNational(), public.ID, forwardTo("works"))
	require.Equal(t, "Jalan berlubang di Ubung", track(public).Report.Title)
	spaced := public.Tracking[:4] + " " + public.Tracking[4:8] + "-" + public.Tracking[8:]
	_, err = d.Track(ctx, string(spaced))
	require.NoError(t, err)

	secret := d.handled("works", false, secretly)
	before := track(secret)
	require.Equal(t, statusLeaves(""), leaves(t, before))
	d.clock.advance(deskDay)
	d.do(byAgency("works"), secret.ID, complaint.Command{Action: complaint.ActionFollowUp, Note: "Petugas dikirim"})
	require.Equal(t, before, track(secret), "what happens inside a state is not told")
	d.do(byNational(), public.ID, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{Named: true}})
	require.Equal(t, statusLeaves(""), leaves(t, track(public)), "sealed afterwards")
}

// TestAccessToMergedReports follows child and parent of every disclosure.
func TestAccessToMergedReports(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	for _, childSecret := range []bool{false, true} {
		for _, parentSecret := range []bool{false, true} {
			parent := d.handled("works", true, func(draft *complaint.Draft) { draft.Disclosure.Public = !parentSecret })
			child, err := d.Submit(ctx, complaint.Actor{ID: "ketut"}, deskDraft(func(draft *complaint.Draft) {
				draft.Disclosure.Public = !childSecret
			}))
			require.NoError(t, err)
			d.do(byNational(), child.ID, complaint.Command{Action: complaint.ActionMerge, Parent: parent.ID})

			v, err := d.Track(ctx, child.Tracking.String())
			require.NoError(t, err)
			require.Nil(t, v.Report, "it was never verified")
			require.Equal(t, parentSecret, v.Follows == nil, "of a secret parent the public gets nothing")
			if !parentSecret {
				require.Empty(t, v.Follows.Status.Tracking, "the parent's number stays with its reporter")
				require.Equal(t, complaint.StateResponded, v.Follows.Status.State)
				require.Equal(t, childSecret, v.Follows.Report == nil, "a secret child does not tell what it is about")
				require.Equal(t, childSecret, v.Follows.Status.SubmittedAt.IsZero(), "nor by which instant to find it")
			}
			own, err := d.Mine(ctx, complaint.Actor{ID: "ketut"}, child.ID)
			require.NoError(t, err)
			require.Equal(t, !parentSecret, own.Follows.Report != nil, "the reporter themselves follow what the public may read")
			require.Equal(t, complaint.StateResponded, own.Follows.Status.State)
			if parentSecret {
				require.Len(t, own.Follows.Answers, 1, "and of a secret one the state and the answer")
				require.NotEmpty(t, own.Follows.Answers[0].Text)
			}

			p, err := d.Track(ctx, parent.Tracking.String())
			require.NoError(t, err)
			require.Nil(t, p.Follows)
			require.NotContains(t, string(must(json.Marshal(p))), child.Tracking.String())

			d.do(byNational(), child.ID, complaint.Command{Action: complaint.ActionUnmerge})
			v, err = d.Track(ctx, child.Tracking.String())
			require.NoError(t, err)
			require.Nil(t, v.Follows)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
