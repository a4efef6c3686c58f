package deadline_test

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// faultyStore lists what it is told to, and writes with an error.
type faultyStore struct {
	complaint.Store
	list  iter.Seq2[*complaint.Complaint, error]
	write error
	wrote func()
}

func (s faultyStore) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	if s.list == nil {
		return s.Store.List(ctx, q)
	}
	return s.list
}

func (s faultyStore) Commit(ctx context.Context, b complaint.Batch) error {
	if s.wrote != nil {
		s.wrote()
	}
	if s.write != nil {
		return s.write
	}
	return s.Store.Commit(ctx, b)
}

// Reindex tells of each case what kept it from a hint, goes on after a case that cannot be
// read, and stops where the list or its caller does.
func TestReindexTellsWhatItLeaves(t *testing.T) {
	t.Parallel()
	l, before, after := national(t), sp4nFor(t), sp4nFor(t, 2028)
	lifecycles := []*complaint.Lifecycle{l}
	now := zoned(t, "2027-12-31 09:00")
	broken := errors.New("the disk is full")
	d := openDesk(t, l, before)
	id := d.submitted(zoned(t, "2027-12-30 09:00"))
	other, err := complaint.ParseID("00000000-0000-7000-8000-000000000001")
	require.NoError(t, err)
	odd := &storage.RecordError{Kind: complaint.KindOfComplaint, Key: other.String(), Cause: errors.New("is garbled")}
	c := d.get(id)
	lost := *c
	lost.Policy.Edition = "lost"
	seq := func(ends error, list ...*complaint.Complaint) iter.Seq2[*complaint.Complaint, error] {
		return func(yield func(*complaint.Complaint, error) bool) {
			if !yield(nil, odd) {
				return
			}
			for _, c := range list {
				if !yield(c, nil) {
					return
				}
			}
			if ends != nil {
				yield(nil, ends)
			}
		}
	}
	failed := complaint.SweepFailure{ID: other, Err: odd}
	for name, tt := range map[string]struct {
		deadlines *deadline.Deadlines
		store     faultyStore
		at        time.Time
		limit     int
		want      deadline.Reindexed
		err       error
	}{
		"goes on after an odd record": {
			after,
			faultyStore{list: seq(nil, c)},
			now, 3,
			deadline.Reindexed{Examined: 2, Changed: 1, Failed: []complaint.SweepFailure{failed}, Next: complaint.Position{ID: id}, Done: true},
			nil,
		},
		"as many as it may": {
			after,
			faultyStore{list: seq(nil)},
			now, 1,
			deadline.Reindexed{Examined: 1, Failed: []complaint.SweepFailure{failed}, Next: complaint.Position{ID: other}},
			nil,
		},
		"the list ends": {
			after,
			faultyStore{list: seq(broken)},
			now, 3,
			deadline.Reindexed{Examined: 1, Failed: []complaint.SweepFailure{failed}, Next: complaint.Position{ID: other}},
			broken,
		},
		"somebody else wrote": {
			after,
			faultyStore{list: seq(nil, c), write: &storage.ConflictError{Kind: complaint.KindOfComplaint, Key: id.String()}},
			now, 3,
			deadline.Reindexed{Examined: 2, Passed: 1, Failed: []complaint.SweepFailure{failed}, Next: complaint.Position{ID: id}, Done: true},
			nil,
		},
		"nothing can be written": {
			after,
			faultyStore{list: seq(nil, c), write: broken},
			now, 3,
			deadline.Reindexed{Examined: 2, Failed: []complaint.SweepFailure{failed, {ID: id, Err: broken}}, Next: complaint.Position{ID: id}, Done: true},
			nil,
		},
	} {
		tt.store.Store = d.store
		got, err := tt.deadlines.Reindex(t.Context(), tt.store, lifecycles, tt.at, complaint.Position{}, tt.limit)
		require.ErrorIs(t, err, tt.err, name)
		require.Equal(t, tt.want, got, name)
		if tt.err != nil {
			require.EqualError(t, err, "reindex: "+tt.err.Error())
		}
	}

	// What cannot be judged says why.
	got, err := before.Reindex(t.Context(), faultyStore{Store: d.store, list: seq(nil, c, &lost)}, lifecycles, now, complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, 3, got.Examined)
	require.Len(t, got.Unjudged, 1)
	require.Equal(t, id, got.Unjudged[0].ID)
	require.Equal(t, complaint.ClockVerification, got.Unjudged[0].Clock)
	require.Len(t, got.Failed, 2)
	require.ErrorContains(t, got.Failed[1].Err, "lost")
	got, err = after.Reindex(t.Context(), d.store, lifecycles, zoned(t, "2027-12-29 09:00"), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Zero(t, got.Changed+len(got.Failed))
	require.Len(t, got.Unjudged, 1, "the last entry lies in the future")
	require.ErrorIs(t, got.Unjudged[0].Err, complaint.ErrClock)

	// The caller may stop at any time.
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got, err = after.Reindex(ctx, faultyStore{Store: d.store, list: seq(nil, c, c), wrote: cancel, write: broken}, lifecycles, now, complaint.Position{}, 0)
	require.ErrorIs(t, err, context.Canceled)
	require.EqualError(t, err, "reindex: context canceled")
	require.Equal(t, deadline.Reindexed{Examined: 2, Failed: []complaint.SweepFailure{failed}, Next: complaint.Position{ID: other}}, got)

	for _, at := range []time.Time{{}, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		start := complaint.Position{ID: other}
		got, err := after.Reindex(t.Context(), d.store, lifecycles, at, start, 0)
		require.Equal(t, deadline.Reindexed{Next: start}, got)
		require.Equal(t, &storage.InvalidError{What: "reindex", Problems: []storage.Problem{{Field: "at", Message: "a moment up to the year 9999 is required"}}}, err)
	}
	_, err = after.Reindex(t.Context(), d.store, lifecycles, time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), complaint.Position{}, 0)
	require.NoError(t, err)
}

// WhatIf goes on after a case that cannot be read, and stops where the list does.
func TestWhatIfTellsWhatItCannotRead(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit")
	odd := &storage.RecordError{Kind: complaint.KindOfComplaint, Key: "x", Cause: errors.New("is garbled")}
	broken := errors.New("the disk is full")
	rules, at := deadline.Rules{Policy: p, Calendars: calendars(t)}, zoned(t, "2020-10-26 09:00")
	cases := func(ends error) iter.Seq2[*complaint.Complaint, error] {
		return func(yield func(*complaint.Complaint, error) bool) {
			_ = yield(nil, odd) && yield(c, nil) && ends != nil && yield(nil, ends) && yield(c, nil)
		}
	}
	for _, ends := range []error{nil, broken} {
		d, err := deadline.WhatIf(l, cases(ends), rules, rules, at)
		require.Equal(t, ends, err)
		require.Equal(t, []error{odd}, d.Failed)
		require.Equal(t, 1, d.Cases)
		require.Zero(t, d.Changed)
		require.Equal(t, d.Before, d.After)
	}
	for _, tt := range []struct{ before, after deadline.Rules }{{deadline.Rules{}, rules}, {rules, deadline.Rules{}}} {
		d, err := deadline.WhatIf(l, cases(nil), tt.before, tt.after, at)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.Zero(t, d.Cases)
		require.Empty(t, d.Before)
	}
}

// above is a directory that knows superiors, and answers as it is told.
type above struct {
	chain                 []agency.ID
	heir, superiors, bars error
}

func (a above) Superiors(agency.ID, time.Time) ([]agency.ID, error) { return a.chain, a.superiors }

func (a above) Heir(id agency.ID, _ region.Path, _ time.Time) (agency.ID, error) { return id, a.heir }

func (a above) Barred(id agency.ID, named agency.Named, _ time.Time) (bool, error) {
	return slices.Contains(named.Agencies, id), a.bars
}

// Who is told of an escalation is told by the directory, or the error says what it did not
// know; nobody is told then.
func TestRecipientsAreTheDirectorys(t *testing.T) {
	t.Parallel()
	l := national(t)
	c := tell(t, l, deadline.SP4N(), "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory")
	accused := *c
	accused.Accused = []complaint.Accusation{{Agency: "b"}}
	nobody := *c
	nobody.Agency, nobody.AgencyPath = "", nil
	broken := errors.New("is asleep")
	chain := []agency.ID{"a", "b", "c"}
	for name, tt := range map[string]struct {
		of   *complaint.Complaint
		from above
		step int
		want []agency.ID
		err  string
	}{
		"the next two":       {c, above{chain: chain}, 0, []agency.ID{"a", "b"}, ""},
		"the first step":     {c, above{chain: chain}, 1, []agency.ID{"a", "b"}, ""},
		"the second":         {c, above{chain: chain}, 2, []agency.ID{"b", "c"}, ""},
		"the outermost":      {c, above{chain: chain}, 9, []agency.ID{"c"}, ""},
		"without whom":       {&accused, above{chain: chain}, 0, []agency.ID{"a", "c"}, ""},
		"no accused, no bar": {c, above{chain: chain, bars: broken}, 0, []agency.ID{"a", "b"}, ""},
		"no chain":           {c, above{}, 0, nil, ""},
		"no holder":          {&nobody, above{superiors: broken}, 0, nil, ""},
		"no heir":            {c, above{chain: chain, heir: broken}, 0, nil, "is asleep"},
		"no superiors":       {c, above{chain: chain, superiors: broken}, 0, nil, "the superiors of id:51.03: is asleep"},
		"nothing of the bar": {&accused, above{chain: chain, bars: broken}, 0, nil, "whom the report accuses: is asleep"},
	} {
		d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars(t), Superiors: tt.from})
		require.NoError(t, err)
		got, err := d.Recipients(l, tt.of, complaint.Escalation{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior, Step: tt.step}, zoned(t, "2020-11-26 08:00"))
		require.Equal(t, len(tt.want), len(got), name)
		require.Equal(t, tt.want, slices.Concat(got), name)
		if tt.err == "" {
			require.NoError(t, err, name)
			continue
		}
		require.ErrorContains(t, err, tt.err, name)
		require.ErrorIs(t, err, broken, name)
		if tt.from.heir != nil {
			var holder *complaint.HolderError
			require.ErrorAs(t, err, &holder)
			require.Equal(t, badung, holder.Agency)
		}
	}
	told := &deadline.SuperiorError{Agency: badung}
	require.EqualError(t, told, "every superior of id:51.03 is accused, so the case is escalated to none of them")
	require.Equal(t, "semua atasan id:51.03 adalah terlapor, sehingga laporan ini tidak dapat dieskalasi kepada atasan", told.In(aduan.Indonesian()))
}

// A ladder has delays that are times, and no more steps than a case keeps.
func TestLaddersAreBounded(t *testing.T) {
	t.Parallel()
	ladder := func(steps ...string) string {
		return "name: x\nedition: '1'\nrules:\n- {clock: a, limit: 1 hour}\nladder:\n" + strings.Join(steps, "")
	}
	step := func(after string) string { return "- {clock: a, rung: superior, after: " + after + "}\n" }
	var most []string
	for i := range complaint.MostSteps {
		most = append(most, step(string(rune('1'+i))+" calendar days"))
	}
	for name, tt := range map[string]struct{ text, field, says string }{
		"none":         {ladder(step("none")), "ladder[0].after", "none is no delay"},
		"no later":     {ladder(step("2 hours"), step("2 hours")), "ladder[1].after", "a clock is escalated to a rung once, and again only later than the time before"},
		"at once":      {ladder(step("2 hours"), "- {clock: a, rung: superior}\n"), "ladder[1].after", "a clock is escalated to a rung once, and again only later than the time before"},
		"one too many": {ladder(append(slices.Clone(most), step("90 calendar days"))...), "ladder[9]", "a clock is escalated to a rung at most 9 times"},
	} {
		_, err := deadline.Parse("p.yaml", []byte(tt.text))
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Len(t, invalid.Problems, 1, name)
		require.Equal(t, tt.field, invalid.Problems[0].Field, name)
		require.Equal(t, tt.says, invalid.Problems[0].Message, name)
	}
	_, err := deadline.Parse("p.yaml", []byte(ladder(most...)))
	require.NoError(t, err)
	_, err = deadline.Parse("p.yaml", []byte(ladder(step("2 hours"), step("3 hours"))))
	require.NoError(t, err)
}

// Texts of what was read back, or never was.
func TestTextsOfWhatWasReadBack(t *testing.T) {
	t.Parallel()
	term := deadline.Hours(3)
	require.NoError(t, json.Unmarshal([]byte(`""`), &term))
	require.True(t, term.IsZero())
	term = deadline.Hours(3)
	require.Error(t, json.Unmarshal([]byte(`"3 weeks"`), &term))
	require.Equal(t, deadline.Hours(3), term)
	require.Empty(t, deadline.Gap{}.String())
	require.Equal(t, "the calendar x has no list for the year 2028", deadline.Gap{Kind: deadline.NoYear, Calendar: "x", Year: 2028}.String())

	begun := time.Date(2020, 11, 2, 1, 0, 0, 0, time.UTC)
	x := deadline.Explanation{
		Clock: complaint.ClockResolution, Started: begun, From: begun, Limit: deadline.CalendarDays(5), Problem: "it is garbled",
		Days: []deadline.DayLine{
			{Date: aduan.Date{Year: 2020, Month: 11, Day: 3}, Cause: deadline.OnPause, Names: []string{"freeze"}},
			{Date: aduan.Date{Year: 2020, Month: 11, Day: 4}, Cause: deadline.OnPause},
		},
	}
	text := x.String()
	require.Contains(t, text, "Cannot be computed: it is garbled\n")
	require.Contains(t, text, "paused: freeze\n")
	require.Contains(t, text, "  "+deadline.OnPause.In(aduan.English())+"\n")
	require.NotContains(t, text, "Counted from")
	x.From, x.Problem = begun.Add(24*time.Hour), ""
	require.Contains(t, x.String(), "Counted from: 3 November 2020")
	require.NotContains(t, x.String(), "Cannot be computed")
}

// A policy that is missing is said once, beside others and with lifecycles.
func TestMissingPoliciesAreNamed(t *testing.T) {
	t.Parallel()
	for _, lifecycles := range [][]*complaint.Lifecycle{nil, {national(t)}} {
		d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{nil, deadline.SP4N(), deadline.SP4N()}, Calendars: calendars(t), Lifecycles: lifecycles})
		require.Nil(t, d)
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Len(t, invalid.Problems, 2, "%v", err)
		require.Equal(t, "Policies[0]", invalid.Problems[0].Field)
		require.Equal(t, "Policies[2]", invalid.Problems[1].Field)
		require.Contains(t, invalid.Problems[1].Message, "is given twice")
	}
}
