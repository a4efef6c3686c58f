package workplan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
)

// A number that is missing is not 0.
func TestNumbersAreRequired(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ old, new, want string }{
		"done":     {`, done: "50"`, "", "progress.done: is required"},
		"share":    {`{quarter: 2020-Q1, share: "40"}`, "{quarter: 2020-Q1}", "phases[0].share: is required"},
		"target":   {`, value: "60"}`, "}", "targets[0].value: is required"},
		"baseline": {"\n      baseline: \"40\"", "", "indicators[0].baseline: is required"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, planFile(t), tt.old)
			_, err := workplan.Parse("plan.yaml", []byte(strings.Replace(planFile(t), tt.old, tt.new, 1)), workplan.Sources{})
			require.ErrorContains(t, err, tt.want)
		})
	}
	p := samplePlan()
	p.Reports = append(p.Reports, workplan.Report{On: day("2020-07-01"), By: "undp", Actual: &workplan.Actual{Indicator: "I1", Quarter: quarter(2), Value: number("7")}})
	p.Reports[0].Progress.Done = workplan.Number{}
	p.Editions[0].Outputs[0].Indicators[0].Baseline = workplan.Number{}
	require.NoError(t, p.Validate(), "0 is a number")
	written, err := json.Marshal(p)
	require.NoError(t, err)
	var read workplan.Plan
	require.NoError(t, json.Unmarshal(written, &read))
	require.Equal(t, p, &read, "in one form")
	text := strings.Replace(string(written), `,"done":"0"`, "", 1)
	require.ErrorContains(t, json.Unmarshal([]byte(text), &read), "reports[0].progress.done: is required")
	text = strings.Replace(string(written), `,"value":"7"`, "", 1)
	require.ErrorContains(t, json.Unmarshal([]byte(text), &read), "reports[2].actual.value: is required")
	amended, err := json.Marshal(amended(t, samplePlan()))
	require.NoError(t, err)
	text = strings.Replace(string(amended), `"phases":[{"quarter":"2020-Q1","share":"40"}`, `"phases":[{"quarter":"2020-Q1"}`, 1)
	require.ErrorContains(t, json.Unmarshal([]byte(text), &read), "phases[0].share: is required")
}

// Only what can have happened is a fact.
func TestImpossibleFacts(t *testing.T) {
	t.Parallel()
	obstacle := func(on string, o workplan.Obstacle) workplan.Report {
		o.ID = "K1"
		return workplan.Report{On: day(on), By: "undp", Obstacle: &o}
	}
	raised := obstacle("2020-04-01", workplan.Obstacle{Move: workplan.Raised, Activity: "A1", Level: workplan.WorkingLevel, Owner: "undp", Text: text("No room")})
	up := func(on string) workplan.Report {
		return obstacle(on, workplan.Obstacle{Move: workplan.Escalated, Level: workplan.BoardLevel, Owner: "undp"})
	}
	resolved := func(on string) workplan.Report { return obstacle(on, workplan.Obstacle{Move: workplan.Resolved}) }
	fewer := expense("2020-04-20", "L1", 1, workplan.Spent, "4000")
	fewer.Corrects = 2
	for name, tt := range map[string]struct {
		reports []workplan.Report
		want    string
	}{
		"resolved before raised":     {[]workplan.Report{raised, resolved("2020-03-31")}, "reports[3].on: lies before what happened to the obstacle last"},
		"resolved before escalated":  {[]workplan.Report{raised, up("2020-05-01"), resolved("2020-04-30")}, "reports[4].on: lies before"},
		"resolved the same day":      {[]workplan.Report{raised, up("2020-04-01"), resolved("2020-04-01")}, ""},
		"accepted of nothing":        {[]workplan.Report{expense("2020-04-20", "L2", 1, workplan.Accepted, "1")}, "reports[2].expense.amount: 1.00 USD are accepted of line L2, but only 0.00 USD were spent"},
		"accepted more":              {[]workplan.Report{expense("2020-04-20", "L1", 1, workplan.Accepted, "6000.01")}, "but only 6000.00 USD were spent"},
		"accepted all":               {[]workplan.Report{expense("2020-04-20", "L1", 2, workplan.Accepted, "6000")}, ""},
		"accepted before the report": {[]workplan.Report{expense("2020-04-20", "L2", 1, workplan.Accepted, "5"), expense("2020-04-21", "L2", 1, workplan.Spent, "5")}, ""},
		"less was spent":             {[]workplan.Report{expense("2020-04-20", "L1", 1, workplan.Accepted, "6000"), fewer}, "but only 4000.00 USD were spent"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := samplePlan()
			p.Reports = append(p.Reports, tt.reports...)
			if tt.want == "" {
				require.NoError(t, p.Validate())
				return
			}
			require.ErrorContains(t, p.Validate(), tt.want)
		})
	}
}

// A text that turns the direction of writing shows something else than it says.
func TestTextsShowWhatTheySay(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"a\u202eb", "a\u2066b", "\u200fa", "a\u061cb", "a\u2028b", "a\u0085b"} {
		p := samplePlan()
		p.Name = p.Name.With("en", s)
		require.ErrorContains(t, p.Validate(), "name.en: is not printable UTF-8", "%+q", s)
	}
	p := samplePlan()
	p.Name = p.Name.With("en", "ꦲ\u200dꦏ – “Čapek”")
	require.NoError(t, p.Validate(), "joiners are letters' own")
}
