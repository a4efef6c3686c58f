package language_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/language"
)

var update = flag.Bool("update", false, "rewrite testdata/nl.txt")

// city is a small lifecycle whose states and actions have English names at most.
func city(t *testing.T) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(lc.Definition{
		Name: "city", Edition: "1", Initial: "received",
		States: []lc.StateInfo{
			{State: "received", Label: aduan.NewLabel(map[string]string{"en": "Received"}), Owner: complaint.RoleNationalAdmin},
			{State: "in_work", Owner: complaint.RoleAgencyAdmin},
			{State: "solved", Final: true},
		},
		Transitions: []lc.Transition{
			{Action: complaint.ActionSubmit, From: []lc.State{lc.New}, To: lc.To("received"), By: lc.By(complaint.RoleReporter)},
			{
				Action: complaint.ActionForward, From: []lc.State{"received"}, To: lc.To("in_work"), By: lc.By(complaint.RoleNationalAdmin),
				Clocks: []lc.Effect{lc.Start.On(complaint.ClockResolution)},
			},
			{Action: "repair", From: []lc.State{"in_work"}, To: lc.To("solved"), By: lc.By(complaint.RoleAgencyAdmin)},
		},
	}, complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// A third language is one file, for one lifecycle: a refusal, why an agency and why
// a deadline are said in it. What the file lacks is said in English, and listed.
func TestDutch(t *testing.T) {
	t.Parallel()
	l := city(t)
	packages := []*aduan.Texts{aduan.FormatTexts(), l.Texts(), complaint.Texts(), routing.Texts(), deadline.Texts()}
	data, err := os.ReadFile("testdata/nl.yaml")
	require.NoError(t, err)
	dutch, err := language.Parse("nl.yaml", data, packages...)
	require.NoError(t, err)

	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	id, err := complaint.NewID(monday, bytes.NewReader(make([]byte, 16)))
	require.NoError(t, err)
	policy := &deadline.Policy{Name: "city", Edition: "2026", Rules: []deadline.Rule{{Clock: complaint.ClockResolution, Limit: deadline.WorkingDays(5)}}}
	c, err := l.Open(complaint.Header{ID: id, Reporter: complaint.ReporterRef(id), Tracking: "1", Policy: policy.ID()}, complaint.Actor{Role: complaint.RoleReporter},
		complaint.Draft{Kind: complaint.KindComplaint, Title: "Gat in de weg", Body: "Diep.", Category: "roads", Channel: complaint.ChannelWeb}, complaint.Moment{Now: monday})
	require.NoError(t, err)
	admin := complaint.Actor{ID: "a", Role: complaint.RoleNationalAdmin}
	c, err = l.Apply(c, admin, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "works"}, complaint.Moment{Now: monday})
	require.NoError(t, err)

	var out strings.Builder
	fmt.Fprintln(&out, l.WhyNot(c, admin, complaint.ActionForward, complaint.Moment{Now: monday}).In(dutch))
	fmt.Fprintf(&out, "\n%s\n", explained(t, monday).In(dutch))
	cal, err := calendar.New(calendar.Definition{Name: "amsterdam", Location: time.UTC, Week: calendar.MondayToFriday(calendar.Shift{Open: 9 * 60, Close: 17 * 60}), Lists: []calendar.Edition{{Year: 2026}}})
	require.NoError(t, err)
	set, err := calendar.NewSet(cal)
	require.NoError(t, err)
	readings, err := policy.Evaluate(l, c, deadline.Calendars{Set: set, Default: "amsterdam"}, monday.Add(time.Hour))
	require.NoError(t, err)
	require.Len(t, readings, 1)
	out.WriteString(readings[0].Why().In(dutch))

	golden.File(t, *update, "nl.txt", out.String())

	missing := dutch.Missing(packages...)
	require.Contains(t, missing, "routing.fact.channel")
	require.Contains(t, out.String(), "channel: niet vermeld", "what is missing is said in English")
	require.Empty(t, dutch.Missing(l.Texts()), "the lifecycle of the city is whole")
	require.NotContains(t, missing, "complaint.denial")
}

// explained is why a table sends a pothole to the works office.
func explained(t *testing.T, at time.Time) routing.Explanation {
	t.Helper()
	regions, err := region.New(region.Config{Levels: []region.Level{"regency"}, Records: []region.Record{{Code: region.MustParse("36"), Level: "regency", Name: "Amsterdam"}}})
	require.NoError(t, err)
	agencies, err := agency.NewDirectory(agency.Config{Regions: regions, Agencies: []agency.Agency{
		{ID: "works", Terms: []agency.Term{{Name: "Dienst Openbare Werken", Kind: "office", Jurisdiction: []region.Code{region.MustParse("36")}, Functions: []agency.Function{"roads"}}}},
	}})
	require.NoError(t, err)
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "roads"}, {Path: "parks"}})
	require.NoError(t, err)
	table, err := routing.Parse("city.yaml", []byte(`
name: city
edition: "1"
zone: UTC
valid: {from: "2026-01-01"}
hit_policy: most_specific
rules:
- {id: roads, when: {category: [roads]}, to: {function: roads, level: regency}}
- {id: parks, when: {category: [parks]}, to: {agency: works}}
fallback: {ask: [{agency: works}]}
`))
	require.NoError(t, err)
	router, err := routing.Compile(table, routing.Sources{Regions: regions, Agencies: agencies, Categories: categories})
	require.NoError(t, err)
	return router.Explain(complaint.Facts{Kind: complaint.KindComplaint, Category: "roads", Region: region.MustParse("36").Path(), Submitted: at})
}
