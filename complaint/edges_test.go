package complaint_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Places are not logged, as they are not printed.
func TestPlacesAreNotLogged(t *testing.T) {
	t.Parallel()
	home := wayanHome(t)
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "location", home, "point", home.Point, "spot", complaint.Spot{Location: home, Place: "rumah kenari"})
	require.NotContains(t, log.String(), "kenari")
	require.NotContains(t, log.String(), home.Point.Open())
	require.Equal(t, fmt.Sprint(home), home.LogValue().String())
	require.Equal(t, "spot (hidden)", complaint.Spot{}.LogValue().String())
	require.Equal(t, "(hidden)", home.Point.LogValue().String())
}

// A point in the open is empty or a place.
func TestCoarsePointsAreEmptyOrPlaces(t *testing.T) {
	t.Parallel()
	var p complaint.CoarsePoint
	require.Empty(t, p.String())
	require.NoError(t, p.UnmarshalText([]byte("-8.67,115.21")))
	require.Equal(t, "-8.67,115.21", p.String())
	require.Error(t, p.UnmarshalText([]byte("-8.67")))
	require.Equal(t, "-8.67,115.21", p.String(), "what is no point changes nothing")
	require.NoError(t, p.UnmarshalText(nil))
	require.Equal(t, complaint.CoarsePoint{}, p)
}

// What people call roles and words, with and without lifecycles.
func TestWordsWithoutALifecycle(t *testing.T) {
	t.Parallel()
	en := aduan.English()
	require.Equal(t, deskNational(t).RoleIn(en, complaint.RoleNationalAdmin), complaint.RoleIn(en, complaint.RoleNationalAdmin))
	require.NotEqual(t, string(complaint.RoleNationalAdmin), complaint.RoleIn(en, complaint.RoleNationalAdmin))
	require.Equal(t, "postman", complaint.RoleIn(en, "postman"))
	word := string(complaint.KindComplaint)
	for _, lifecycles := range [][]*complaint.Lifecycle{nil, {nil}, {nil, deskNational(t)}} {
		require.Equal(t, complaint.KindComplaint.In(en), complaint.WordIn(en, lifecycles, lifecycle.Kinds, word))
	}
	require.Equal(t, "x", complaint.WordIn(en, []*complaint.Lifecycle{nil, deskNational(t)}, lifecycle.Kinds, "x"))
}

// Answers that nobody could check are told with the day.
func TestUnaskedIsTold(t *testing.T) {
	t.Parallel()
	e := &complaint.UnaskedError{At: time.Date(2026, 3, 2, 23, 30, 0, 0, time.FixedZone("WITA", 8*3600))}
	require.Equal(t, e.In(aduan.English()), e.Error())
	require.Equal(t, e.Error(), fmt.Sprintf("%+v", e))
	require.Contains(t, e.Error(), "2 March 2026", "in UTC")
	require.NotEqual(t, e.Error(), e.In(aduan.Indonesian()))
	cause := errors.New("the map is asleep")
	require.ErrorIs(t, &complaint.UnlocatedError{Cause: cause}, cause)
	require.NotErrorIs(t, &complaint.UnlocatedError{}, cause)
}

// A code is asked once of a category, and an answer is of an edition only where something
// is asked.
func TestACodeIsAskedOnce(t *testing.T) {
	t.Parallel()
	q := lamps(t)
	group := &q.Categories[len(q.Categories)-1]
	group.Questions = append(group.Questions, group.Questions[0])
	err := q.Validate()
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, invalid.Problems, 1, "%v", err)
	require.Equal(t, fmt.Sprintf("categories[%d].questions[%d].code", len(q.Categories)-1, len(group.Questions)-1), invalid.Problems[0].Field)
	require.Contains(t, invalid.Problems[0].Message, "asked twice")
}

// A draft without a header opens no case.
func TestOpenNeedsAHeader(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	c := d.stored(d.submit().ID)
	h := complaint.Header{ID: c.ID, Reporter: c.Reporter, Tracking: c.Tracking}
	for name, change := range map[string]func(*complaint.Header){
		"id": func(h *complaint.Header) { h.ID = complaint.ID{} }, "reporter": func(h *complaint.Header) { h.Reporter = complaint.ReporterRef{} },
		"tracking": func(h *complaint.Header) { h.Tracking = "" },
	} {
		wrong := h
		change(&wrong)
		opened, err := deskNational(t).Open(wrong, byReporter(), deskDraft(), complaint.Moment{Now: deskBegan()})
		require.Nil(t, opened, name)
		require.Equal(t, &storage.InvalidError{What: "draft", Problems: []storage.Problem{{Field: "header", Message: "needs an ID, a reporter reference and a tracking number"}}}, err, name)
	}
	wrong := h
	area := complaint.Area{Set: "council", Code: "D4"}
	wrong.Located.Areas = []complaint.Area{area, {Set: "council", Code: "D5"}, area}
	_, err := deskNational(t).Open(wrong, byReporter(), deskDraft(), complaint.Moment{Now: deskBegan()})
	require.Equal(t, &storage.InvalidError{What: "draft", Problems: []storage.Problem{{Field: "header.areas[2]", Message: "the area stands twice"}}}, err)
}

// An escalation is a step that a ladder has.
func TestStepsOfACommandAreBounded(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	for _, step := range []int{-1, complaint.MostSteps + 1} {
		_, err := d.Do(t.Context(), byNational(), id, complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockVerification, Rung: complaint.RungSuperior, Step: step})
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Equal(t, storage.Problem{Field: "step", Message: fmt.Sprintf("want 1 to 9, not %d", step)}, invalid.Problems[0])
	}
	_, err := d.Do(t.Context(), byNational(), id, complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockVerification, Rung: complaint.RungSuperior, Step: complaint.MostSteps})
	require.NotErrorIs(t, err, storage.ErrInvalid)
}

// Cells of CSV that hold nothing, too much, or no number.
func TestReadCSVBounds(t *testing.T) {
	t.Parallel()
	for columns, says := range map[int]string{200: "stands twice", 201: "line 1: 201 columns, at most 200 are allowed"} {
		_, errs := readAll(strings.Repeat("kind,", columns-1)+"kind\n", complaint.Limits{})
		require.Len(t, errs, 1)
		require.ErrorContains(t, errs[0], says)
	}
	rows, errs := readAll("kind,title,body,channel,accused,attachments,attributes\ncomplaint,T,B,web,,,\ncomplaint,T,B,web,a;b,,\n", complaint.Limits{})
	require.Empty(t, errs)
	require.Empty(t, rows[0].Draft.Accused)
	require.Empty(t, rows[0].Draft.Attachments)
	require.Empty(t, rows[0].Draft.Attributes)
	require.Len(t, rows[1].Draft.Accused, 2)
	_, errs = readAll("kind,title,body,channel,attachments\ncomplaint,T,B,web,foto.jpg|image/jpeg|big|"+strings.Repeat("ab", 32)+"\n", complaint.Limits{})
	require.Len(t, errs, 1)
	require.ErrorContains(t, errs[0], "attachments[0]: the size is no whole number")
}

// Who may not correct times hears why.
func TestWhyTimesAreNotCorrected(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	for _, tt := range []struct {
		by   complaint.Actor
		code complaint.DenialCode
	}{{byNational(), complaint.DeniedByClock}, {complaint.Actor{ID: "o", Role: complaint.RoleOmbudsman}, complaint.DeniedByRole}} {
		why, err := d.WhyNot(t.Context(), tt.by, id, complaint.ActionCorrectTime)
		require.NoError(t, err)
		require.Len(t, why.Reasons, 1)
		require.Equal(t, tt.code, why.Reasons[0].Code)
	}
}

// A call that was cancelled while it met a conflict has written nothing, and says so.
func TestAConflictOfACancelledCallIsNotWritten(t *testing.T) {
	t.Parallel()
	d, s := struck(t)
	id := d.submit().ID
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stop := func() { cancel() }
	var conflict error = &storage.ConflictError{Kind: complaint.KindOfComplaint, Key: id.String(), Expected: 1, Stored: 2}
	s.meanwhile.Store(&stop)
	s.before.Store(&conflict)
	_, err := d.Do(ctx, byNational(), id, noteOf("a"))
	require.ErrorIs(t, err, context.Canceled)
	require.True(t, storage.SaysNotWritten(err), "%v", err)
	require.Len(t, d.stored(id).Timeline, 1)
	_, err = d.Suggest(ctx, byNational(), id, complaint.Command{Action: complaint.ActionForward})
	require.Equal(t, context.Canceled, err)
}

// A key belongs to one command of a case.
func TestApplyRefusesAKeyThatWasUsed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	cmd := noteOf("a")
	cmd.Key = "k"
	d.do(byNational(), id, cmd)
	c := d.stored(id)
	next, err := deskNational(t).Apply(c, byNational(), cmd, complaint.Moment{Now: d.clock.now()})
	require.Nil(t, next)
	require.Equal(t, &complaint.KeyReuseError{Complaint: id, Key: "k"}, err)
	require.ErrorIs(t, err, complaint.ErrKeyReuse)
	cmd.Key = "k2"
	next, err = deskNational(t).Apply(c, byNational(), cmd, complaint.Moment{Now: d.clock.now()})
	require.NoError(t, err)
	require.Len(t, next.Timeline, 3)
}

// The first sweep of a process looks for cases that are due too late. What it cannot write
// it tells, and the next one writes it; what somebody else wrote is theirs.
func TestASurveyThatCannotWriteIsMadeAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	due := d.stored(id).NextDue
	require.NotZero(t, due)
	c := d.stored(id)
	require.NoError(t, d.working.Commit(t.Context(), complaint.Batch{Due: []complaint.Due{{ID: id, Version: c.Version, Was: c.NextDue}}}))
	strike := &strikeStore{}
	s := d.serve(func(cfg *complaint.Config) { strike.Store = cfg.Store; cfg.Store = strike })
	strike.hints.Store(true)
	for _, struck := range []error{errLost, &storage.ConflictError{Kind: complaint.KindOfComplaint, Key: id.String()}} {
		strike.before.Store(&struck)
		swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Zero(t, d.stored(id).NextDue)
		if errors.Is(struck, errLost) {
			require.Len(t, swept.Failed, 1)
			require.Equal(t, id, swept.Failed[0].ID)
			require.ErrorIs(t, swept.Failed[0].Err, errLost)
		} else {
			require.Empty(t, swept.Failed)
		}
	}
	s = d.serve()
	swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Empty(t, swept.Failed)
	require.Equal(t, due, d.stored(id).NextDue)
}
