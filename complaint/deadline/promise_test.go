package deadline_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// promising is a city that takes requests from another system, which promises a date;
// an officer may promise another one, or correct it in the same run.
func promising(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	open, by := []lifecycle.State{"open"}, lifecycle.By(complaint.RoleNationalAdmin)
	promised := complaint.ClockPromised
	l, err := complaint.Compile(lifecycle.Definition{
		Name: "city", Edition: "1", Initial: "open",
		States: []lifecycle.StateInfo{
			{State: "open", Owner: complaint.RoleNationalAdmin}, {State: "waiting", Owner: complaint.RoleNationalAdmin}, {State: "done", Final: true},
		},
		Transitions: []lifecycle.Transition{
			{Action: complaint.ActionSubmit, From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("open"), By: lifecycle.By(complaint.RoleReporter, complaint.RoleFieldOfficer), Clocks: []lifecycle.Effect{lifecycle.Start.On(promised, complaint.ClockResolution)}},
			{Action: "promise", From: open, To: lifecycle.Same(), By: by, Clocks: []lifecycle.Effect{lifecycle.Start.On(promised)}},
			{Action: "amend", From: open, To: lifecycle.Same(), By: by, Clocks: []lifecycle.Effect{lifecycle.Recompute.On(promised)}},
			{Action: "wait", From: open, To: lifecycle.To("waiting"), By: by, Clocks: []lifecycle.Effect{lifecycle.Pause.All()}},
			{Action: "go_on", From: []lifecycle.State{"waiting"}, To: lifecycle.Back("open"), By: by, Clocks: []lifecycle.Effect{lifecycle.Resume.All()}},
			{Action: "answer", From: open, To: lifecycle.To("done"), By: by, Clocks: []lifecycle.Effect{lifecycle.Stop.On(promised, complaint.ClockResolution)}},
		},
	}, complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// imported is a request that another system promised to answer by an instant, nil for
// one without a promise.
func imported(l *complaint.Lifecycle, role lifecycle.Role, at time.Time, promise *complaint.Promise) (*complaint.Complaint, error) {
	id, err := complaint.NewID(at, bytes.NewReader(make([]byte, 16)))
	if err != nil {
		return nil, err
	}
	tracking, err := complaint.NewTracking(bytes.NewReader(make([]byte, 16)))
	if err != nil {
		return nil, err
	}
	return l.Open(complaint.Header{ID: id, Reporter: complaint.ReporterRef(id), Tracking: tracking, Policy: promises().ID()},
		complaint.Actor{ID: "gateway", Role: role},
		complaint.Draft{Kind: complaint.KindComplaint, Title: "Pothole", Body: "Deep.", Channel: complaint.ChannelWeb, Promise: promise}, complaint.Moment{Now: at})
}

func promises() *deadline.Policy {
	return &deadline.Policy{Name: "city", Edition: "1", Rules: []deadline.Rule{
		{Clock: complaint.ClockPromised, Limit: deadline.None(), Warn: deadline.Hours(24)},
		{Clock: complaint.ClockResolution, Limit: deadline.WorkingDays(60)},
	}, Ladder: []deadline.Step{{Clock: complaint.ClockPromised, Rung: complaint.RungSuperior}}}
}

func promisedRuns(t testing.TB, l *complaint.Lifecycle, p *deadline.Policy, c *complaint.Complaint, at time.Time) (runs []deadline.Reading) {
	t.Helper()
	readings, err := p.Evaluate(l, c, office(t, "America/New_York", 2025), at)
	require.NoError(t, err)
	for _, r := range readings {
		if r.Clock == complaint.ClockPromised {
			runs = append(runs, r)
		}
	}
	return runs
}

// What another system promised is due then, whatever happens, until somebody promises
// something else.
func TestPromise(t *testing.T) {
	t.Parallel()
	l, p := promising(t), promises()
	require.NoError(t, p.Validate())
	day := func(d, hour int) time.Time { return time.Date(2025, 5, d, hour, 0, 0, 0, time.UTC) }
	c, err := imported(l, complaint.RoleFieldOfficer, day(1, 12), &complaint.Promise{Due: day(9, 21), Origin: "open311"})
	require.NoError(t, err)
	do := func(at time.Time, action lifecycle.Action, promise *complaint.Promise) {
		t.Helper()
		c, err = l.Apply(c, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: action, Promise: promise}, complaint.Moment{Now: at})
		require.NoError(t, err)
	}
	r := promisedRuns(t, l, p, c, day(8, 21))[0]
	require.Equal(t, []any{deadline.Running, day(9, 21), "open311", true}, []any{r.Status, r.Due, r.Origin, r.Near})
	require.Equal(t, deadline.Hours(24), r.Remaining)
	require.Equal(t, "as promised", r.Limit.String())
	for _, line := range []string{"Promised date (run 1), running\n", "Limit: as promised\n", "Promised by: open311\n", "Due: 9 May 2025 17:00 EDT\n", "Remaining: 24 hours\n"} {
		require.Contains(t, r.Why().In(aduan.English()), line)
	}
	require.Contains(t, r.Why().In(aduan.Indonesian()), "Dijanjikan oleh: open311\n")
	require.Empty(t, r.Why().Days, "nothing is counted")

	do(day(2, 12), "wait", nil)
	do(day(3, 12), "go_on", nil)
	require.Equal(t, day(9, 21), promisedRuns(t, l, p, c, day(4, 0))[0].Due, "a pause moves it not")
	do(day(5, 12), "amend", &complaint.Promise{Due: day(12, 21), Origin: "duty officer"})
	r = promisedRuns(t, l, p, c, day(5, 11))[0]
	require.Equal(t, day(9, 21), r.Due, "as it was promised then")
	r = promisedRuns(t, l, p, c, day(5, 12))[0]
	require.Equal(t, []any{1, day(12, 21), "duty officer"}, []any{r.Run, r.Due, r.Origin})
	do(day(6, 12), "amend", nil)
	require.Equal(t, day(12, 21), promisedRuns(t, l, p, c, day(6, 12))[0].Due, "nothing else was promised")
	do(day(7, 12), "promise", &complaint.Promise{Due: day(8, 9), Origin: "mayor's office"})
	runs := promisedRuns(t, l, p, c, day(7, 12))
	require.Len(t, runs, 2)
	require.Equal(t, []any{deadline.Superseded, day(12, 21), deadline.Running, day(8, 9)}, []any{runs[0].Status, runs[0].Due, runs[1].Status, runs[1].Due})
	do(day(8, 10), "promise", &complaint.Promise{Due: day(20, 9), Origin: "mayor's office"})
	runs = promisedRuns(t, l, p, c, day(8, 10))
	require.Equal(t, deadline.Breached, runs[1].Status, "a promise that was broken stays broken")
	require.Equal(t, []any{deadline.Running, day(20, 9)}, []any{runs[2].Status, runs[2].Due})
	do(day(19, 10), "answer", nil)
	require.Equal(t, deadline.Met, promisedRuns(t, l, p, c, day(30, 0))[2].Status)
	require.NoError(t, c.Validate(complaint.Limits{}))
}

// A promise stands in the index of what is due, and its breach is escalated; a run
// without one has the limit of its rule.
func TestPromiseIsJudged(t *testing.T) {
	t.Parallel()
	l, p := promising(t), promises()
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: office(t, "America/New_York", 2025), Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	at := time.Date(2025, 5, 1, 12, 0, 0, 0, time.UTC)
	due := at.Add(30 * time.Hour)
	c, err := imported(l, complaint.RoleFieldOfficer, at, &complaint.Promise{Due: due, Origin: "open311"})
	require.NoError(t, err)
	out, err := d.Judge(l, c, at)
	require.NoError(t, err)
	require.Equal(t, due, out.Next)
	require.Equal(t, []lifecycle.ClockName{complaint.ClockPromised}, out.Fixed, "an extension moves no promise")
	out, err = d.Judge(l, c, due)
	require.NoError(t, err)
	require.Equal(t, []lifecycle.ClockName{complaint.ClockPromised}, out.Elapsed)

	c, err = imported(l, complaint.RoleFieldOfficer, at, nil)
	require.NoError(t, err)
	require.Equal(t, deadline.None(), promisedRuns(t, l, p, c, due)[0].Limit)
	p.Rules[0].Limit = deadline.Hours(5)
	require.Equal(t, at.Add(5*time.Hour), promisedRuns(t, l, p, c, due)[0].Due)
	read, err := deadline.ParseTerm("as promised")
	require.NoError(t, err)
	p.Rules[0].Limit = read
	refusal(t, p.Validate(), "rules[0].limit")
}

// Nobody promises in the dark: a role that does not import, an action that starts
// nothing, a promise without date or origin.
func TestPromiseRefused(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 5, 1, 12, 0, 0, 0, time.UTC)
	promise := &complaint.Promise{Due: at.Add(time.Hour), Origin: "open311"}
	_, err := imported(promising(t), complaint.RoleReporter, at, promise)
	require.ErrorIs(t, err, complaint.ErrForbidden)
	require.ErrorContains(t, err, "promised date")
	_, err = imported(national(t), complaint.RoleFieldOfficer, at, promise)
	refusal(t, err, "promise")
	_, err = imported(promising(t), complaint.RoleFieldOfficer, at, &complaint.Promise{Origin: " "})
	refusal(t, err, "promise.due")
	refusal(t, err, "promise.origin")
	l := promising(t)
	c, err := imported(l, complaint.RoleFieldOfficer, at, promise)
	require.NoError(t, err)
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	_, err = l.Apply(c, admin, complaint.Command{Action: "answer", Promise: promise}, complaint.Moment{Now: at})
	require.ErrorIs(t, err, storage.ErrInvalid)
	refusal(t, err, "promise")
	refusal(t, national(t).ValidateCommand(complaint.Command{Action: complaint.ActionExtend, Days: 1, Note: "x", Promise: promise}), "promise")
	repeated := *promise
	entry := c.Timeline[0]
	entry.Details.Promise = &repeated
	require.True(t, entry.Equal(c.Timeline[0]))
	repeated.Origin = "others"
	require.False(t, entry.Equal(c.Timeline[0]))
}
