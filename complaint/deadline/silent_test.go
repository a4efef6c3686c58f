package deadline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// refusal is the problem of a refused configuration at a place.
func refusal(t testing.TB, err error, field string) storage.Problem {
	t.Helper()
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, p := range invalid.Problems {
		if p.Field == field {
			return p
		}
	}
	require.Failf(t, "no problem there", "%s: %v", field, err)
	return storage.Problem{}
}

// offices is a directory whose agencies name the calendar of Bali.
func offices(t testing.TB, calendar string) *agency.Directory {
	t.Helper()
	d, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{ID: badung, Terms: []agency.Term{{Name: "Badung", Kind: "government", Calendar: calendar}}},
		{ID: works, Terms: []agency.Term{{Name: "Dinas PUPR", Kind: "office", Parent: badung}}},
		{ID: "id:51.03/old", Terms: []agency.Term{{Name: "Dinas lama", Kind: "office", Parent: badung, Valid: aduan.Period{Until: zoned(t, "2015-01-01 00:00")}}}},
	}})
	require.NoError(t, err)
	return d
}

// spoken is a policy whose one rule is changed.
func spoken(change func(*deadline.Rule)) *deadline.Policy {
	p := deadline.SP4N()
	rule := deadline.Rule{Clock: complaint.ClockResolution, Limit: deadline.WorkingDays(3)}
	change(&rule)
	return p.With("test", rule)
}

// Case 04 and its kind: names that nothing has.
func TestSilentNamesOfAPolicy(t *testing.T) {
	t.Parallel()
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	for name, c := range map[string]struct {
		change  func(*deadline.Rule)
		field   string
		message string
		nearest string
	}{
		"clock":            {func(r *deadline.Rule) { r.Clock = "resolutoin" }, ".clock", `"resolutoin"`, "resolution"},
		"started_by":       {func(r *deadline.Rule) { r.StartedBy = "reopn" }, ".started_by", `"reopn"`, "reopen"},
		"started by none":  {func(r *deadline.Rule) { r.StartedBy = complaint.ActionRespond }, ".started_by", "never starts", "forward"},
		"category":         {func(r *deadline.Rule) { r.Category = "public_works/raods" }, ".category", "public_works/raods", "public_works/roads"},
		"agency":           {func(r *deadline.Rule) { r.Agency = "id:51.30" }, ".agency", "id:51.30", string(badung)},
		"agency long gone": {func(r *deadline.Rule) { r.Agency = "id:51.03/old" }, ".agency", "ended before", ""},
		"region":           {func(r *deadline.Rule) { r.Region = region.MustParse("51.99") }, ".region", "51.99", ""},
		"region too late":  {func(r *deadline.Rule) { r.Region = region.MustParse("94.01") }, ".region", "94.01", ""},
	} {
		p := spoken(c.change)
		if name == "region too late" {
			p.Valid.Until = zoned(t, "2020-01-01 00:00")
		}
		cals := calendars(t)
		cals.Bodies = offices(t, indonesia.CalendarWITA)
		_, err := deadline.New(deadline.Config{
			Policies: []*deadline.Policy{p}, Calendars: cals, Categories: categories, Regions: indonesia.MustRegions(),
			Lifecycles: []*complaint.Lifecycle{national(t)},
		})
		problem := refusal(t, err, "Policies[0].rules[0]"+c.field)
		require.Contains(t, problem.Message, c.message, name)
		if c.nearest != "" {
			require.NotEmpty(t, problem.Legal, name)
			require.Equal(t, c.nearest, problem.Legal[0], name)
		}
	}
}

// Clocks and actions are always checked, by the national words if no lifecycle is
// given; what else is not given is not.
func TestSilentClocksAreAlwaysChecked(t *testing.T) {
	t.Parallel()
	p := spoken(func(r *deadline.Rule) { r.Clock = "resolutoin" })
	_, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	require.Equal(t, "resolution", refusal(t, err, "Policies[0].rules[0].clock").Legal[0])
	p = spoken(func(r *deadline.Rule) { r.Category, r.Agency = "somewhere", "id:nobody" })
	_, err = deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	require.NoError(t, err)
	read, err := deadline.Parse("kediri.yaml", []byte("name: kediri\nedition: '1'\nrules:\n- {clock: resolutoin, limit: 14 working days}\n"))
	require.NoError(t, err, "a file does not know the lifecycle")
	_, err = deadline.New(deadline.Config{Policies: []*deadline.Policy{read}, Calendars: calendars(t)})
	problem := refusal(t, err, "Policies[0].rules[0].clock")
	require.Equal(t, "kediri.yaml", problem.File)
	require.Equal(t, 4, problem.Line)
}

// The clocks of an embedder's own lifecycle are legal once it is given.
func TestOwnClocksOfALifecycle(t *testing.T) {
	t.Parallel()
	def := complaint.National()
	def.Name = "own"
	for i := range def.Transitions {
		switch tr := &def.Transitions[i]; tr.Action {
		case complaint.ActionForward:
			tr.Clocks = append(tr.Clocks, lifecycle.Start.On("inspection"))
		case complaint.ActionRespond, complaint.ActionApprove: // else no case would close
			tr.Clocks = append(tr.Clocks, lifecycle.Stop.On("inspection"))
		}
	}
	l, err := complaint.Compile(def, complaint.Extensions{Clocks: []lifecycle.ClockName{"inspection"}})
	require.NoError(t, err)
	p := spoken(func(r *deadline.Rule) { r.Clock = "inspection" })
	_, err = deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	refusal(t, err, "Policies[0].rules[0].clock")
	_, err = deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{national(t), l}})
	require.NoError(t, err)
}

// Case 03: the names of calendars in a directory.
func TestSilentCalendarsOfADirectory(t *testing.T) {
	t.Parallel()
	cals := calendars(t)
	cals.Bodies = offices(t, "id/wita")
	cfg := deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: cals}
	_, err := deadline.New(cfg)
	problem := refusal(t, err, "Calendars.Bodies")
	require.Contains(t, problem.Message, string(badung))
	require.Contains(t, problem.Message, `"id/wita"`)
	require.Equal(t, indonesia.CalendarWITA, problem.Legal[0])

	cfg.Calendars.Bodies = offices(t, indonesia.CalendarWITA)
	_, err = deadline.New(cfg)
	require.NoError(t, err)
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-09-01 08:00 submit", "2020-09-01 09:00 forward:non_supervisory")
	readings, err := p.Evaluate(l, c, cfg.Calendars, zoned(t, "2020-09-02 08:00"))
	require.NoError(t, err)
	i := slices.IndexFunc(readings, func(r deadline.Reading) bool { return r.Clock == complaint.ClockFirstResponse })
	require.GreaterOrEqual(t, i, 0)
	require.Equal(t, zoned(t, "2020-09-08 16:00"), readings[i].Due)
}

// Time-outs on which the proof of a lifecycle rests and that no policy judges.
func TestSilentTimeouts(t *testing.T) {
	t.Parallel()
	l := national(t)
	for _, p := range []*deadline.Policy{deadline.CPGRAMS(zoned(t, "2025-01-01 00:00")), deadline.Statutory()} {
		cfg := deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{l}}
		_, err := deadline.New(cfg)
		problem := refusal(t, err, "Policies[0].rules")
		require.Contains(t, problem.Message, l.Edition().String())
		require.ErrorContains(t, err, `the clock "completion", so the timer would never expire`)
		require.ErrorContains(t, err, `the clock "reply", so the timer would never close`)

		cfg.Lifecycles = nil // whoever only reads histories
		deadlines, err := deadline.New(cfg)
		require.NoError(t, err)
		store := memory.New()
		_, err = complaint.NewService(complaint.Config{Store: backend.Complaints(store), Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines})
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, `"reply"`)
	}
}

// A policy is held against the lifecycles that are valid with it; one that is
// valid with no other has to be judged by some policy all the same.
func TestTimeoutsGoByValidity(t *testing.T) {
	t.Parallel()
	change := zoned(t, "2024-08-23 00:00")
	def := complaint.National()
	def.Valid = aduan.Period{From: change}
	l, err := complaint.Compile(def, complaint.Extensions{})
	require.NoError(t, err)
	before, after := deadline.Statutory(), deadline.SP4N()
	before.Valid, after.Valid = aduan.Period{Until: change}, aduan.Period{From: change}
	cfg := deadline.Config{Policies: []*deadline.Policy{before, after}, Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{l}}
	_, err = deadline.New(cfg)
	require.NoError(t, err)
	cfg.Policies = []*deadline.Policy{before}
	_, err = deadline.New(cfg)
	require.ErrorContains(t, err, `"reply"`)
}

// A service asks the deadlines about rules that its lifecycles do not know.
func TestSilentServiceAsksTheDeadlines(t *testing.T) {
	t.Parallel()
	def := complaint.National()
	def.Name = "without reopening"
	kept := def.Transitions[:0]
	for _, tr := range def.Transitions {
		if tr.Action != complaint.ActionReopen {
			kept = append(kept, tr)
		}
	}
	def.Transitions = kept
	for i := range def.States {
		if def.States[i].State == complaint.StateResolved {
			def.States[i].Exits = nil
		}
	}
	l, err := complaint.Compile(def, complaint.Extensions{})
	require.NoError(t, err)
	p := spoken(func(r *deadline.Rule) { r.StartedBy = complaint.ActionReopen })
	deadlines, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	require.NoError(t, err, "the national lifecycle has it")
	_, err = complaint.NewService(complaint.Config{Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines})
	problem := refusal(t, err, "Deadlines.Policies[0].rules[0].started_by")
	require.Contains(t, problem.Message, `"reopen"`)
	require.NotEmpty(t, problem.Legal)
}

// A lifecycle that was not made by Compile is refused, not excused.
func TestSilentUncompiledLifecycle(t *testing.T) {
	t.Parallel()
	for _, l := range []*complaint.Lifecycle{nil, {}} {
		_, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{l}})
		refusal(t, err, "Lifecycles[0]")
	}
}
