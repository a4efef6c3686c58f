package workplan_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

func planFile(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/plan.yaml")
	require.NoError(t, err)
	return string(data)
}

func TestParseAndWrite(t *testing.T) {
	t.Parallel()
	p, err := workplan.Parse("plan.yaml", []byte(planFile(t)), workplan.Sources{})
	require.NoError(t, err)
	require.Equal(t, workplan.StatePostponed, p.Editions[1].Activities[0].State)
	require.Equal(t, "A2", string(p.Editions[1].Activities[1].ID), "the second edition has what it did not change")
	require.Len(t, p.Reports, 11)
	require.Len(t, p.Editions[1].Activities[1].Complaints, 1)
	written, err := p.JSON()
	require.NoError(t, err)
	again, err := workplan.Parse("plan.json", written, workplan.Sources{})
	require.NoError(t, err)
	require.Equal(t, p, again)
}

// Every kind of mistake is refused with its file, line, column and field.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	file := planFile(t)
	for name, tt := range map[string]struct{ old, new, want string }{
		"wrong sum of shares":   {`2020-Q2, share: "60"}`, `2020-Q2, share: "61"}`, "plan.yaml:35:5: editions[0].activities[0].phases: the shares sum to 101, want 100"},
		"wrong sum of money":    {"2020-Q4, amount: 20000.00", "2020-Q4, amount: 20000.01", "plan.yaml:54:5: editions[0].lines[1].phases: the amounts sum to 30000.01, want 30000.00 USD"},
		"mixed currencies":      {"2020-Q4, amount: 20000.00 USD", "2020-Q4, amount: 20000.00 IDR", "plan.yaml:55:34: editions[0].lines[1].phases[1].amount: amounts in USD and IDR cannot be put together; nothing is converted"},
		"report in another":     {"amount: 6000.00 USD", "amount: 6000.00 IDR", "reports[1].expense.amount: amounts in USD and IDR cannot be put together"},
		"negative money":        {"fund: koica, amount: 10000.00 USD", "fund: koica, amount: -10000.00 USD", "plan.yaml:48:49: editions[0].lines[0].amount: -10000.00 USD is negative"},
		"negative report":       {"amount: 6000.00 USD", "amount: -6000.00 USD", "reports[1].expense.amount: -6000.00 USD is negative"},
		"overlapping quarters":  {`quarter: 2020-Q2, share: "60"`, `quarter: 2020-Q1, share: "60"`, "plan.yaml:36:17: editions[0].activities[0].phases[1].quarter: 2020-Q1 overlaps or comes before 2020-Q1"},
		"overlapping targets":   {"quarter: 2020-Q4, value", "quarter: 2020-Q2, value", "editions[0].outputs[0].indicators[0].targets[1].quarter: 2020-Q2 overlaps or comes before 2020-Q2"},
		"quarter of other year": {"quarter: 2020-Q4, value", "quarter: 2021-Q4, value", "2021-Q4 lies outside the year 2020"},
		"quarter without work":  {`quarter: 2020-Q2, share: "60"`, `quarter: 2020-Q3, share: "60"`, "the activity has no day in it"},
		"unknown region":        {`    regions: ["51.03"]`, `    regions: ["51.04"]`, "plan.yaml:31:15: editions[0].activities[0].regions[0]: 51.04 is no region of the plan, or stands twice"},
		"unknown party":         {"party: undp", "party: undo", `plan.yaml:40:12: editions[0].activities[1].party: unknown party "undo"`},
		"unknown fund":          {"fund: koica, amount", "fund: kioca, amount", `plan.yaml:48:34: editions[0].lines[0].fund: unknown party "kioca"`},
		"unknown activity":      {"id: L1, activity: A1", "id: L1, activity: A3", `editions[0].lines[0].activity: unknown activity "A3"`},
		"unknown output":        {"output: O1\n    name: {id: Pelatihan", "output: O2\n    name: {id: Pelatihan", `plan.yaml:38:13: editions[0].activities[1].output: unknown output "O2"`},
		"unknown field":         {"training: true", "trainings: true", "plan.yaml:43:5: editions[0].activities[1].trainings: unknown field"},
		"unknown currency":      {"amount: 10000.00 USD}\n  - id: L2", "amount: 10000.00 UDS}\n  - id: L2", `"UDS" is no currency code of ISO 4217`},
		"too fine an amount":    {"amount: 10000.00 USD}\n  - id: L2", "amount: 10000.005 USD}\n  - id: L2", "an amount in USD has at most 2 decimals"},
		"exponent":              {`done: "50"`, `done: "5e1"`, "want a number in plain digits, such as 37.5"},
		"number without quotes": {`done: "50"`, `done: 50.5`, "50.5 must be quoted to be text"},
		"twice the same ID":     {"- id: A2", "- id: A1", `"A1" stands twice`},
		"end before start":      {"end: 2020-06-30", "end: 2019-06-30", "lies before the start"},
		"outside the year":      {"end: 2020-12-31\n    training", "end: 2021-12-31\n    training", "the activity leaves the year 2020"},
		"wrong event":           {"event: postponed", "event: edited", "plan.yaml:60:5: editions[1].changes[0]: is not the change in its canonical form; it is postponed"},
		"change of nothing":     {"    id: A1\n    activity", "    id: A3\n    activity", "editions[1].changes[0]: the part has another ID than the change"},
		"changed party":         {"      party: panrb", "      party: nobody", `plan.yaml:67:14: editions[1].changes[0].activity.party: unknown party "nobody"`},
		"no cause":              {"      cause: {id: Covid-19}\n", "", "editions[1].changes[0].activity.cause: an activity that is postponed has a cause"},
		"approval without":      {", edition: 1, decision: pb1/d1", ", edition: 1", "steps[1].decision: approve needs the decision of a board"},
		"step out of turn":      {"action: enact", "action: close", `"close" is not possible while the plan is approved; legal: enact, amend`},
		"step of no edition":    {"edition: 2, decision", "edition: 3, decision", "steps[3].edition: want an edition from 2 to 2"},
		"progress over 100":     {`done: "50"`, `done: "100.1"`, "want 0 to 100 percent"},
		"more passed than were": {"passed: 25", "passed: 29", "want passed <= attended <= invited"},
		"no training":           {"cohort: {activity: A2", "cohort: {activity: A1", "reports[2].cohort.activity: is no training"},
		"two facts":             {`progress: {activity: A1, done: "50"}`, `progress: {activity: A1, done: "50"}, actual: {indicator: I1, quarter: 2020-Q1, value: "1"}`, "a report holds exactly one fact"},
		"obstacle from nowhere": {"move: raised", "move: resolved", "no open obstacle is resolved"},
		"coordinator elsewhere": {`appointment: {region: "51.03"`, `appointment: {region: "51.04"`, "51.04 is no region of the plan"},
		"no edition":            {"year: 2020\n", "year: 2020\nversion: -1\n", "version: is never negative"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, file, tt.old)
			_, err := workplan.Parse("plan.yaml", []byte(strings.Replace(file, tt.old, tt.new, 1)), workplan.Sources{})
			require.ErrorContains(t, err, tt.want)
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			for _, p := range invalid.Problems {
				require.Equal(t, "plan.yaml", p.File)
				require.Positive(t, p.Line)
			}
		})
	}
}

func TestParseAsksTheSources(t *testing.T) {
	t.Parallel()
	file := []byte(planFile(t))
	_, err := workplan.Parse("plan.yaml", file, workplan.Sources{
		Region: func(r region.Code) bool { return r.String() != "34.04" },
		Party:  func(p workplan.PartyID) bool { return p != "koica" },
		Agency: func(a agency.ID) bool { return a != "id:panrb" },
	})
	require.EqualError(t, err, "plan \"p2020\" in plan.yaml: invalid: 3 problems\n"+
		"  plan.yaml:7:42: parties[0].agency: there is no agency \"id:panrb\"\n"+
		"  plan.yaml:8:8: parties[1].id: there is no party \"koica\"\n"+
		"  plan.yaml:14:22: editions[0].regions[1]: there is no region 34.04")
}

func FuzzParsePlan(f *testing.F) {
	data, err := os.ReadFile("testdata/plan.yaml")
	require.NoError(f, err)
	f.Add(true, data)
	p, err := workplan.Parse("plan.yaml", data, workplan.Sources{})
	require.NoError(f, err)
	written, err := p.JSON()
	require.NoError(f, err)
	f.Add(false, written)
	f.Add(false, []byte(`{"id":"p","year":2020,"name":{"en":"x"},"parties":[],"editions":[{"number":1,"date":"2020-01-01","reason":{"en":"x"}},{"number":2,"date":"2020-01-01","reason":{"en":"x"},"changes":[{"event":"added","subject":"region","id":"51"}]}]}`))
	f.Fuzz(func(t *testing.T, isYAML bool, data []byte) {
		name := "plan.json"
		if isYAML {
			name = "plan.yaml"
		}
		p, err := workplan.Parse(name, data, workplan.Sources{})
		if err != nil {
			require.True(t, errors.Is(err, storage.ErrInvalid), err)
			return
		}
		require.NoError(t, p.Validate())
		written, err := json.Marshal(p)
		require.NoError(t, err)
		var again workplan.Plan
		require.NoError(t, json.Unmarshal(written, &again))
		require.Equal(t, string(written), encoded(t, &again))
		require.NoError(t, again.Follows(p))
		_ = evaluation.FACE(p, day("2020-06-30"))
		_ = p.Current(day("2020-06-30"))
	})
}

func FuzzParseRules(f *testing.F) {
	f.Add([]byte(`{"status":[{"id":"overdue","status":"lagging","overdue":true}],"tolerance":"20","decimals":2}`))
	f.Add([]byte(encoded(f, workplan.DefaultRules())))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := workplan.ParseRules("rules.json", data)
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		again, err := workplan.ParseRules("rules.json", []byte(encoded(t, r)))
		require.NoError(t, err)
		require.Equal(t, encoded(t, r), encoded(t, again))
	})
}
