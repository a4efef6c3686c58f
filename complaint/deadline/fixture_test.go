package deadline_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

const (
	badung   agency.ID = "id:51.03"
	works    agency.ID = "id:51.03/public-works"
	jayapura agency.ID = "id:91.71"
)

// bodies name the calendars of the agencies above.
type bodies struct{}

func (bodies) Calendar(id agency.ID, _ time.Time) (string, error) {
	switch id {
	case badung, works:
		return indonesia.CalendarWITA, nil
	case jayapura:
		return indonesia.CalendarWIT, nil
	case "id:nowhere":
		return "no-such-calendar", nil
	}
	return "", nil
}

func calendars(t testing.TB, further ...*calendar.Calendar) deadline.Calendars {
	t.Helper()
	set, err := indonesia.Calendars(further...)
	require.NoError(t, err)
	return deadline.Calendars{Set: set, Default: indonesia.CalendarWIB, Bodies: bodies{}}
}

func national(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// unbound is the national lifecycle in which a case changes hands for ever.
func unbound(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	rules := complaint.DefaultNationalRules()
	rules.Moves = 0
	l, err := complaint.Compile(rules.Definition(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// zoned reads "2020-10-26 09:00" as local time in the zone of a calendar,
// "2020-10-26 09:00 WIT" in that zone.
func zoned(t testing.TB, text string) time.Time {
	t.Helper()
	hours := 8
	for zone, h := range map[string]int{" WIB": 7, " WITA": 8, " WIT": 9} {
		if rest, ok := strings.CutSuffix(text, zone); ok {
			text, hours = rest, h
		}
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("", hours*3600))
	require.NoError(t, err)
	return at.UTC()
}

// story is a case on its way. Each step is an instant and an action with its
// choice after a colon: "2020-10-26 09:00 forward:non_supervisory".
type story struct {
	t   testing.TB
	l   *complaint.Lifecycle
	c   *complaint.Complaint
	all []lifecycle.ClockName
}

// tell lets a case happen; the first step is its submission.
func tell(t testing.TB, l *complaint.Lifecycle, policy *deadline.Policy, steps ...string) *complaint.Complaint {
	t.Helper()
	s := &story{t: t, l: l, all: complaint.Vocabulary().Clocks}
	for _, step := range steps {
		words := strings.Fields(step)
		what := words[len(words)-1]
		at := zoned(t, strings.Join(words[:len(words)-1], " "))
		if s.c == nil {
			s.submit(at, policy)
			continue
		}
		s.step(at, what)
	}
	return s.c
}

func (s *story) submit(at time.Time, policy *deadline.Policy) {
	entropy := bytes.NewReader(bytes.Repeat([]byte{7}, 200))
	id, err := complaint.NewID(at, entropy)
	require.NoError(s.t, err)
	ref, err := complaint.NewReporterRef(entropy)
	require.NoError(s.t, err)
	tracking, err := complaint.NewTracking(entropy)
	require.NoError(s.t, err)
	h := complaint.Header{ID: id, Reporter: ref, Tracking: tracking, Region: region.MustParse("51.03").Path()}
	if policy != nil {
		h.Policy = policy.ID()
	}
	s.c, err = s.l.Open(h, complaint.Actor{Role: complaint.RoleReporter}, complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works/roads",
		Channel: complaint.ChannelWeb, Region: region.MustParse("51.03"),
	}, complaint.Moment{Now: at})
	require.NoError(s.t, err)
	s.c.Version = 1
}

func (s *story) step(at time.Time, what string) {
	action, choice, _ := strings.Cut(what, ":")
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: s.c.Agency}
	liaison := complaint.Actor{ID: "liaison", Role: complaint.RoleLiaisonOfficer, Agency: s.c.Main}
	reporter := complaint.Actor{ID: s.c.Reporter.String(), Role: complaint.RoleReporter}
	timer := complaint.Actor{ID: "timer", Role: complaint.RoleTimer}
	cmd := complaint.Command{Action: lifecycle.Action(action)}
	by := admin
	class := func(text string) (c complaint.Class) {
		require.NoError(s.t, c.UnmarshalText([]byte(text)))
		return c
	}
	switch cmd.Action {
	case complaint.ActionForward:
		cmd.Agency = badung
		name, to, elsewhere := strings.Cut(choice, "@")
		if elsewhere {
			cmd.Agency = agency.ID(to)
		}
		cmd.Class = class(name)
	case complaint.ActionTransfer:
		cmd.Agency, cmd.Note = agency.ID(choice), "x"
	case complaint.ActionReclassify:
		cmd.Class, cmd.Note = class(choice), "x"
	case complaint.ActionSuspend:
		cmd.Note = "x"
	case complaint.ActionMerge:
		other, err := complaint.NewID(at, bytes.NewReader(bytes.Repeat([]byte{9}, 64)))
		require.NoError(s.t, err)
		cmd.Parent = other
	case complaint.ActionReturn:
		by, cmd.Note = head, "x"
	case complaint.ActionAssign:
		by, cmd.Main = head, works
	case complaint.ActionExtend:
		by, cmd.Days, cmd.Note = head, 7, "x"
	case complaint.ActionFollowUp, complaint.ActionRespond:
		by, cmd.Note = liaison, "x"
	case complaint.ActionAccept:
		by, cmd.Rating = reporter, 5
	case complaint.ActionReopen, complaint.ActionReply:
		by, cmd.Note = reporter, "x"
	case complaint.ActionComplete, complaint.ActionWithdraw:
		by = reporter
	case complaint.ActionClose, complaint.ActionExpire:
		by = timer
	}
	moment := complaint.Moment{Now: at, Elapsed: s.all}
	if cmd.Action == complaint.ActionExtend {
		moment.Elapsed = nil // what has run out is not extended
	}
	next, err := s.l.Apply(s.c, by, cmd, moment)
	require.NoError(s.t, err, what)
	next.Version = s.c.Version + 1
	s.c = next
}

// read evaluates a case under a policy and returns the given run of a clock.
func read(t testing.TB, l *complaint.Lifecycle, p *deadline.Policy, c *complaint.Complaint, at string, clock lifecycle.ClockName, run int) deadline.Reading {
	t.Helper()
	readings, err := p.Evaluate(l, c, calendars(t), zoned(t, at))
	require.NoError(t, err)
	for _, r := range readings {
		if r.Clock == clock && r.Run == run {
			return r
		}
	}
	require.FailNow(t, "no such run", "%s %d", clock, run)
	return deadline.Reading{}
}

func region51(t testing.TB) region.Code {
	t.Helper()
	c, err := region.Parse("51")
	require.NoError(t, err)
	return c
}
