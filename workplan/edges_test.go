package workplan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

func TestDefaultRules(t *testing.T) {
	t.Parallel()
	written, err := json.Marshal(workplan.DefaultRules())
	require.NoError(t, err)
	require.JSONEq(t, `{
		"status": [
			{"id": "overdue", "status": "lagging", "overdue": true},
			{"id": "far_behind", "status": "lagging", "behind": "25"},
			{"id": "behind", "status": "at_risk", "behind": "10"},
			{"id": "over_cost", "status": "at_risk", "over_cost": "10"},
			{"id": "postponed", "status": "at_risk", "postponed": true},
			{"id": "obstacle", "status": "at_risk", "obstacle": "board"}
		],
		"tolerance": "20", "alarm": "2", "decimals": 2
	}`, string(written))
	read, err := workplan.ParseRules("rules.json", written)
	require.NoError(t, err)
	require.Equal(t, workplan.DefaultRules(), read)
	read, err = workplan.ParseRules("rules.json", []byte(`{"decimals": 7}`))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.Empty(t, read)
	for field, change := range map[string]func(*workplan.Rule){
		"status[1].behind":    func(r *workplan.Rule) { r.Behind = number("-0.1") },
		"status[1].over_cost": func(r *workplan.Rule) { r.OverCost = number("-0.1") },
		"status[1].id":        func(r *workplan.Rule) { r.ID = "overdue" },
	} {
		r := workplan.DefaultRules()
		change(&r.Status[1])
		require.ErrorContains(t, r.Validate(), field+": ")
	}
}

// TestQuarters walks through two years, there and back.
func TestQuarters(t *testing.T) {
	t.Parallel()
	first, end := workplan.Quarter{Year: 2020, Number: 1}, workplan.Quarter{Year: 2022, Number: 1}
	begin := first.Start()
	require.Equal(t, day("2020-01-01"), begin)
	for q := first; q != end; q = q.Next() {
		require.Equal(t, begin, q.Start())
		require.Equal(t, q, q.Next().Before())
		begin = q.End().AddDays(1)
		require.Equal(t, q.Start().Month+2, q.End().Month)
		require.Equal(t, []int{-1, 0, 1}, []int{q.Compare(q.Next()), q.Compare(q), q.Next().Compare(q)})
		text, err := q.MarshalText()
		require.NoError(t, err)
		require.Equal(t, q.String(), string(text))
		var read workplan.Quarter
		require.NoError(t, read.UnmarshalText(text))
		require.Equal(t, q, read)
		require.Error(t, read.UnmarshalText([]byte("2020-Q5")))
		require.Equal(t, q, read, "nothing is half read")
		require.NoError(t, read.UnmarshalText(nil))
		require.True(t, read.IsZero())
	}
	require.Equal(t, []string{"0001-Q4", ""}, []string{workplan.Quarter{Year: 1, Number: 4}.String(), workplan.Quarter{}.String()})
	for q, valid := range map[workplan.Quarter]bool{
		{Year: 1, Number: 1}: true, {Year: 9999, Number: 4}: true, {Number: 1}: false, {Year: 10000, Number: 1}: false, {Year: 2020}: false, {Year: 2020, Number: 5}: false,
	} {
		require.Equal(t, valid, q.Valid(), q)
		require.Equal(t, valid, q.In(aduan.English()) != "", q)
		_, err := q.MarshalText()
		require.Equal(t, valid, err == nil, q)
	}
	text, err := workplan.Quarter{}.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
}

// TestReaches: a value as good as the target, where the indicator is to rise or to fall.
func TestReaches(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		baseline, target string
		reach, miss      string
	}{
		{"40", "60", "60", "59.9"},
		{"40", "40", "40", "39.9"},
		{"40", "20", "20", "20.1"},
	} {
		i := workplan.Indicator{Baseline: number(tt.baseline)}
		require.True(t, i.Reaches(number(tt.reach), number(tt.target)))
		require.False(t, i.Reaches(number(tt.miss), number(tt.target)))
	}
}

func TestQueryMatches(t *testing.T) {
	t.Parallel()
	p := &workplan.Plan{ID: "b", Year: 2020}
	for _, tt := range []struct {
		q    workplan.Query
		want bool
	}{
		{workplan.Query{}, true},
		{workplan.Query{After: "a"}, true},
		{workplan.Query{After: "b"}, false},
		{workplan.Query{Year: 2020}, true},
		{workplan.Query{Year: 2021}, false},
		{workplan.Query{After: "b", Year: 2020}, false},
		{workplan.Query{After: "a", Year: 2021}, false},
	} {
		require.Equal(t, tt.want, tt.q.Match(p), tt.q)
	}
}

// TestPlansWithoutEditions: what a record that no store accepts says is nothing, not a panic.
func TestPlansWithoutEditions(t *testing.T) {
	t.Parallel()
	p := &workplan.Plan{ID: "x"}
	require.Empty(t, p.Current(day("2020-01-01")))
	_, ok := p.Baseline()
	require.False(t, ok)
	for _, edition := range []int{-1, 0, 2} {
		p := samplePlan()
		p.Steps = []workplan.Step{{On: day("2020-01-01"), Action: workplan.ActionApprove, Edition: edition}}
		_, ok := p.Baseline()
		require.False(t, ok, edition)
	}
}
