package roadmap_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// wrongIn lists the fields in which a record is wrong.
func wrongIn(err error) (fields []string) {
	var invalid *storage.InvalidError
	if errors.As(err, &invalid) {
		for _, p := range invalid.Problems {
			fields = append(fields, p.Field)
		}
	}
	return fields
}

// TestLimits fills each list of a record up to its limit, and one beyond.
func TestLimits(t *testing.T) {
	t.Parallel()
	names := func(n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprint("x", i))
		}
		return list
	}
	type rm = roadmap.Roadmap
	for field, tt := range map[string]struct {
		most int
		fill func(r *rm, n int)
	}{
		"parties": {roadmap.MaxOther, func(r *rm, n int) {
			for _, id := range names(n - len(r.Parties)) {
				r.Parties = append(r.Parties, workplan.Party{ID: workplan.PartyID(id), Name: r.Name})
			}
		}},
		"editions": {roadmap.MaxEditions, func(r *rm, n int) {
			for len(r.Editions) < n {
				e := r.Editions[0]
				e.Number = len(r.Editions) + 1
				r.Editions = append(r.Editions, e)
			}
		}},
		"assessments": {roadmap.MaxAssessments, func(r *rm, n int) {
			for len(r.Assessments) < n {
				r.Assessments = append(r.Assessments, roadmap.Assessment{On: r.Assessments[0].On, Region: r.Assessments[0].Region, By: "p", Finding: r.Name})
			}
		}},
		"assessments[0].values": {roadmap.MaxOther, func(r *rm, n int) {
			a := &r.Assessments[0]
			for len(a.Values) < n {
				a.Values = append(a.Values, a.Values[0])
			}
		}},
		"editions[0].phases": {roadmap.MaxOther, func(r *rm, n int) {
			e := &r.Editions[0]
			for _, id := range names(n - len(e.Phases)) {
				e.Phases = append(e.Phases, roadmap.Phase{ID: roadmap.PhaseID(id), Name: r.Name})
			}
		}},
		"editions[0].indicators": {roadmap.MaxOther, func(r *rm, n int) {
			e := &r.Editions[0]
			for _, id := range names(n - len(e.Indicators)) {
				in := e.Indicators[0]
				in.ID = roadmap.IndicatorID(id)
				e.Indicators = append(e.Indicators, in)
			}
		}},
		"editions[0].indicators[0].targets": {roadmap.MaxOther, func(r *rm, n int) {
			in := &r.Editions[0].Indicators[0]
			for len(in.Targets) < n {
				in.Targets = append(in.Targets, in.Targets[len(in.Targets)-1])
				in.Targets[len(in.Targets)-1].Year++
			}
		}},
		"editions[0].regions": {roadmap.MaxOther, func(r *rm, n int) {
			e := &r.Editions[0]
			for _, id := range names(n - len(e.Regions)) {
				e.Regions = append(e.Regions, roadmap.Goal{Region: region.MustParse("x:" + id), Goal: roadmap.Model})
			}
		}},
		"editions[0].milestones": {roadmap.MaxMilestones, func(r *rm, n int) {
			e := &r.Editions[0]
			for _, id := range names(n - len(e.Milestones)) {
				e.Milestones = append(e.Milestones, roadmap.Milestone{ID: roadmap.MilestoneID(id), Name: r.Name})
			}
		}},
		"editions[0].milestones[1].after": {roadmap.MaxDependencies, func(r *rm, n int) {
			e := &r.Editions[0]
			for _, id := range names(n - len(e.Milestones[1].After)) {
				e.Milestones = append(e.Milestones, roadmap.Milestone{ID: roadmap.MilestoneID(id), Name: r.Name})
				e.Milestones[1].After = append(e.Milestones[1].After, roadmap.Dependency{Milestone: roadmap.MilestoneID(id)})
			}
		}},
		"editions[0].milestones[1].criteria": {roadmap.MaxCriteria, func(r *rm, n int) {
			m := &r.Editions[0].Milestones[1]
			for len(m.Criteria) < n {
				m.Criteria = append(m.Criteria, roadmap.Criterion{Edition: 1})
			}
		}},
		"editions[0].milestones[1].criteria[2].regions": {roadmap.MaxOther, func(r *rm, n int) {
			c := &r.Editions[0].Milestones[1].Criteria[2]
			for len(c.Regions) < n {
				c.Regions = append(c.Regions, c.Regions[0])
			}
		}},
		"name.id": {roadmap.MaxText, func(r *rm, n int) { r.Name = aduan.NewLabel(map[string]string{"id": strings.Repeat("x", n)}) }},
	} {
		for _, beyond := range []int{0, 1} {
			r, err := roadmap.Parse("r.yaml", []byte(small))
			require.NoError(t, err)
			tt.fill(r, tt.most+beyond)
			err = r.Validate()
			if beyond == 0 {
				require.NoError(t, err, field)
				continue
			}
			require.Equal(t, []string{field}, wrongIn(err), "%v", err)
			require.ErrorContains(t, err, fmt.Sprint(tt.most+1))
			require.ErrorContains(t, err, fmt.Sprintf("%d are legal", tt.most))
		}
	}
	r, err := roadmap.Parse("r.yaml", []byte(small))
	require.NoError(t, err)
	r.Assessments = make([]roadmap.Assessment, roadmap.MaxEntries)
	require.Equal(t, []string{""}, wrongIn(r.Validate()), "all lists together; nothing else is looked at")
}

// TestValuesOutsideTheirSets are refused wherever they stand: Go has no closed sets.
func TestValuesOutsideTheirSets(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(r *roadmap.Roadmap)
		want   string
	}{
		"status below": {func(r *roadmap.Roadmap) { r.Assessments[0].Status = -1 }, "assessments[0].status"},
		"status above": {func(r *roadmap.Roadmap) { r.Assessments[0].Status = roadmap.Model + 1 }, "assessments[0].status"},
		"goal above":   {func(r *roadmap.Roadmap) { r.Editions[0].Regions[0].Goal = roadmap.Model + 1 }, "editions[0].regions[0].goal"},
		"region twice": {func(r *roadmap.Roadmap) {
			r.Editions[0].Regions = append(r.Editions[0].Regions, r.Editions[0].Regions[0])
		}, "editions[0].regions[1].region"},
		"region of no code": {func(r *roadmap.Roadmap) {
			r.Editions[0].Regions = append(r.Editions[0].Regions, roadmap.Goal{Goal: roadmap.Model})
		}, "editions[0].regions[1].region"},
		"criterion status": {func(r *roadmap.Roadmap) { r.Editions[0].Milestones[1].Criteria[2].Status = roadmap.Model + 1 }, "editions[0].milestones[1].criteria[2].status"},
		"status alone":     {func(r *roadmap.Roadmap) { r.Editions[0].Milestones[1].Criteria[3].Status = roadmap.Model }, "editions[0].milestones[1].criteria[3].status"},
		"nobody assessed":  {func(r *roadmap.Roadmap) { r.Assessments[0].By = "" }, "assessments[0].by"},
		"no day":           {func(r *roadmap.Roadmap) { r.Assessments[0].On = aduan.Date{} }, "assessments[0].on"},
		"year 0":           {func(r *roadmap.Roadmap) { r.Editions[0].Indicators[0].Targets[0].Year = 0 }, "editions[0].indicators[0].targets[0].year"},
		"year 10000":       {func(r *roadmap.Roadmap) { r.Editions[0].Indicators[0].Targets[0].Year = 10000 }, "editions[0].indicators[0].targets[0].year"},
		"earlier edition": {func(r *roadmap.Roadmap) {
			e := r.Editions[0]
			e.Number, e.Date = 2, e.Date.AddDays(-1)
			r.Editions = append(r.Editions, e)
		}, "editions[1].date"},
		"bad agency":  {func(r *roadmap.Roadmap) { r.Parties[0].Agency = "a b" }, "parties[0].agency"},
		"party twice": {func(r *roadmap.Roadmap) { r.Parties = append(r.Parties, r.Parties[0]) }, "parties[1].id"},
		"phase twice": {func(r *roadmap.Roadmap) { r.Editions[0].Phases = append(r.Editions[0].Phases, r.Editions[0].Phases[0]) }, "editions[0].phases[1].id"},
		"indicator twice": {func(r *roadmap.Roadmap) {
			r.Editions[0].Indicators = append(r.Editions[0].Indicators, r.Editions[0].Indicators[0])
		}, "editions[0].indicators[1].id"},
		"no name":        {func(r *roadmap.Roadmap) { r.Editions[0].Milestones[0].Name = aduan.Label{} }, "editions[0].milestones[0].name"},
		"no phase name":  {func(r *roadmap.Roadmap) { r.Editions[0].Phases[0].Name = aduan.Label{} }, "editions[0].phases[0].name"},
		"control unit":   {func(r *roadmap.Roadmap) { r.Editions[0].Indicators[0].Unit = "a\nb" }, "editions[0].indicators[0].unit"},
		"control region": {func(r *roadmap.Roadmap) { r.Editions[0].Regions[0].Name = "a\nb" }, "editions[0].regions[0].name"},
		"calendar":       {func(r *roadmap.Roadmap) { r.Calendar = "a\nb" }, "calendar"},
		"source": {func(r *roadmap.Roadmap) {
			r.Editions[0].Indicators[0].Source = aduan.NewLabel(map[string]string{"en": "a\nb"})
		}, "editions[0].indicators[0].source.en"},
		"party of an indicator": {func(r *roadmap.Roadmap) { r.Editions[0].Indicators[0].Party = "q" }, "editions[0].indicators[0].party"},
		"not a day": {func(r *roadmap.Roadmap) {
			r.Editions[0].Milestones[0].NotBefore = aduan.Date{Year: 2020, Month: 13, Day: 1}
		}, "editions[0].milestones[0].not_before"},
		"no last day": {func(r *roadmap.Roadmap) {
			r.Editions[0].Milestones[0].NotAfter = aduan.Date{Year: 2020, Month: 2, Day: 30}
		}, "editions[0].milestones[0].not_after"},
		"no start":   {func(r *roadmap.Roadmap) { r.Editions[0].Start = aduan.Date{} }, "editions[0].start"},
		"decision":   {func(r *roadmap.Roadmap) { r.Editions[0].Decision = "a b" }, "editions[0].decision"},
		"edition -1": {func(r *roadmap.Roadmap) { r.Editions[0].Milestones[1].Criteria[3].Edition = -1 }, "editions[0].milestones[1].criteria[3].edition"},
		"activity": {func(r *roadmap.Roadmap) {
			r.Editions[0].Milestones[1].Criteria[0] = roadmap.Criterion{Activity: workplan.ActivityRef{Plan: "p"}}
		}, "editions[0].milestones[1].criteria[0].activity.activity"},
		"plan": {func(r *roadmap.Roadmap) {
			r.Editions[0].Milestones[1].Criteria[0] = roadmap.Criterion{Activity: workplan.ActivityRef{Activity: "a"}}
		}, "editions[0].milestones[1].criteria[0].activity.plan"},
	} {
		r, err := roadmap.Parse("r.yaml", []byte(small))
		require.NoError(t, err)
		tt.change(r)
		err = r.Validate()
		require.Equal(t, []string{tt.want}, wrongIn(err), "%s: %v", name, err)
		require.ErrorContains(t, err, `road map "r"`)
	}
}
