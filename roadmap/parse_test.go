package roadmap_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/pace"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// small is a road map with everything in it.
const small = `id: r
name: {id: Peta jalan}
parties:
- {id: p, name: {en: Party}}
editions:
- number: 1
  date: 2020-01-06
  reason: {en: First}
  by: p
  decision: pb1/1
  start: 2020-01-06
  phases: [{id: ph, name: {en: Phase}}]
  milestones:
  - {id: a, name: {en: A}, phase: ph, party: p, work: 3, due: 2020-Q1, not_before: 2020-01-07}
  - id: b
    name: {en: B}
    after:
    - {milestone: a, type: start-start, lag: -2}
    due: 2020-06-30
    not_after: 2020-12-31
    criteria:
    - activity: {plan: x, activity: y}
    - {indicator: i, value: "37.5"}
    - {regions: ["34.04"], status: capable}
    - {edition: 1}
  indicators:
  - {id: i, name: {en: I}, unit: "%", baseline: "1", targets: [{year: 2020, value: "40"}], party: p}
  regions:
  - {region: "34.04", name: Sleman, goal: model}
assessments:
- {on: 2020-05-01, region: "34.04", status: capable, by: p, finding: {en: Good}, values: [{indicator: i, value: "38"}]}
`

func TestParse(t *testing.T) {
	t.Parallel()
	r, err := roadmap.Parse("r.yaml", []byte(small))
	require.NoError(t, err)
	code, err := region.Parse("34.04")
	require.NoError(t, err)
	b := r.Latest().Milestone("b")
	require.Equal(t, []roadmap.Dependency{{Milestone: "a", Type: roadmap.StartStart, Lag: -2}}, b.After)
	require.Equal(t, roadmap.DueOn(date(t, "2020-06-30")), b.Due)
	require.Equal(t, roadmap.DueIn(workplan.Quarter{Year: 2020, Number: 1}), r.Latest().Milestone("a").Due)
	require.Equal(t, date(t, "2020-03-31"), r.Latest().Milestone("a").Due.Date())
	require.Equal(t, []region.Code{code}, b.Criteria[2].Regions)
	require.Equal(t, roadmap.Capable, r.Assessments[0].Status)
	require.Nil(t, r.Latest().Milestone("c"))

	text, err := r.JSON()
	require.NoError(t, err)
	again, err := roadmap.Parse("r.json", text)
	require.NoError(t, err)
	require.Equal(t, r, again)
	var record roadmap.Roadmap
	require.NoError(t, json.Unmarshal(text, &record))
	require.Equal(t, r, &record)
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ old, new, want string }{
		{"  start: 2020-01-06", "  begin: 2020-01-06", "r.yaml:11:3: editions[0].begin: unknown field; legal: number, date"},
		{"work: 3", "work: 3.5", "r.yaml:14:55: editions[0].milestones[0].work: "},
		{"work: 3", "work: -3", "r.yaml:14:55: editions[0].milestones[0].work: -3 working days, 0 to 10000 are legal"},
		{"due: 2020-Q1", "due: 2020-Q5", "r.yaml:14:63: editions[0].milestones[0].due: want a day such as 2021-06-30 or a quarter such as 2021-Q2"},
		{"due: 2020-06-30", "due: 2020-06-31", "r.yaml:19:10: editions[0].milestones[1].due: want a day"},
		{"milestone: a,", "milestone: z,", `r.yaml:18:19: editions[0].milestones[1].after[0].milestone: there is no milestone "z"`},
		{"milestone: a,", "milestone: b,", `r.yaml:14:3: editions[0].milestones: road map: milestone b depends on itself`},
		{"lag: -2", "lag: -20000", "r.yaml:18:46: editions[0].milestones[1].after[0].lag: -20000 working days, at most 10000 are legal"},
		{"type: start-start", "type: finish-finish", "r.yaml:18:28: editions[0].milestones[1].after[0].type: unknown word; legal: finish-start, start-start"},
		{"phase: ph", "phase: px", `r.yaml:14:35: editions[0].milestones[0].phase: unknown phase "px"`},
		{"party: p,", "party: q,", `r.yaml:14:46: editions[0].milestones[0].party: unknown party "q"`},
		{"not_after: 2020-12-31", "not_after: 2020-12-31\n    not_before: 2021-01-01", "r.yaml:20:16: editions[0].milestones[1].not_after: the window from 2021-01-01 to 2020-12-31 is empty"},
		{"{edition: 1}", "{edition: 2}", "editions[0].milestones[1].criteria[3].edition: there is no edition 2"},
		{"{edition: 1}", "{edition: 1, indicator: i}", "editions[0].milestones[1].criteria[3]: exactly one thing is to be met; legal: activity, indicator, regions, edition"},
		{"{edition: 1}", "{}", "r.yaml:25:7: editions[0].milestones[1].criteria[3]: exactly one thing is to be met"},
		{"{edition: 1}", `{edition: 1, value: "1"}`, "criteria[3].value: belongs to an indicator"},
		{"- {indicator: i, value", "- {indicator: j, value", `r.yaml:23:19: editions[0].milestones[1].criteria[1].indicator: unknown indicator "j"`},
		{`["34.04"], status: capable`, `["34.04"]`, "criteria[2].status: regions need a status"},
		{`["34.04"], status`, `["34.05"], status`, "criteria[2].regions[0]: the edition has no goal for this region"},
		{`regions: ["34.04"]`, `regions: [34.04]`, "criteria[2].regions[0]: 34.04 must be quoted to be text"},
		{`baseline: "1"`, `baseline: "1e9"`, "indicators[0].baseline: want a number in plain digits"},
		{`{year: 2020, value: "40"}`, `{year: 2020, value: "40"}, {year: 2020, value: "41"}`, "indicators[0].targets[1].year: the years follow one another"},
		{`[{year: 2020, value: "40"}]`, `[]`, "indicators[0].targets: 0 targets, 1 to 1000 are legal"},
		{"goal: model", "goal: unassessed", "r.yaml:29:43: editions[0].regions[0].goal: a goal is needed; legal: assisted, capable, model"},
		{"number: 1", "number: 2", "r.yaml:6:11: editions[0].number: is 2, the editions count from 1 without a gap; legal: 1"},
		{"reason: {en: First}", "reason: {}", "r.yaml:8:11: editions[0].reason: is empty"},
		{"  by: p\n", "", "editions[0].by: a decision needs the body that made it"},
		{"  by: p\n", "  by: q\n", `r.yaml:9:7: editions[0].by: unknown party "q"`},
		{"id: b\n", "id: a\n", `r.yaml:15:9: editions[0].milestones[1].id: "a" stands twice`},
		{"id: b\n", "id: b c\n", `r.yaml:15:9: editions[0].milestones[1].id: byte 1 of the ID`},
		{`- {on: 2020-05-01, region: "34.04"`, `- {on: 2020-05-01, region: "34"`, "r.yaml:31:28: assessments[0].region: no edition has a goal for this region"},
		{"by: p, finding", "by: q, finding", `assessments[0].by: unknown party "q"`},
		{"finding: {en: Good}", "finding: {}", "assessments[0].finding: is empty"},
		{"values: [{indicator: i", "values: [{indicator: j", `assessments[0].values[0].indicator: unknown indicator "j"`},
		{"id: r\n", "id: \"\"\n", "r.yaml:1:5: id: an ID cannot be empty"},
	} {
		require.Equal(t, 1, strings.Count(small, c.old), c.old)
		_, err := roadmap.Parse("r.yaml", []byte(strings.Replace(small, c.old, c.new, 1)))
		require.ErrorIs(t, err, storage.ErrInvalid, c.new)
		require.ErrorContains(t, err, c.want)
	}
	_, err := roadmap.Parse("r.txt", []byte(small))
	require.ErrorContains(t, err, "legal: .yaml, .yml, .json")
}

func TestRecordsAreReadStrictly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"id":"r","name":{"id":"x"},"editions":[],"colour":1}`:             "colour: unknown field",
		`{"id":"r","name":{"id":"x"},"editions":[]}`:                        "editions: 0 editions, 1 to 200 are legal",
		`{"id":"r","ID":"s","name":{"id":"x"},"editions":[]}`:               "ID: unknown field",
		`{"id":"r","version":-1,"name":{"id":"x"},"editions":[]}`:           "version: is never negative",
		`{"id":"r","name":{"id":"x"},"parties":[{"id":"a"}],"editions":[]}`: "parties[0].name: is empty",
	} {
		var r roadmap.Roadmap
		err := json.Unmarshal([]byte(text), &r)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.Zero(t, r)
	}
}

func TestFollows(t *testing.T) {
	t.Parallel()
	read := func(change ...string) *roadmap.Roadmap {
		r, err := roadmap.Parse("r.yaml", []byte(strings.NewReplacer(change...).Replace(small)))
		require.NoError(t, err)
		return r
	}
	stored := read()
	require.Equal(t, 2, stored.Seq())
	require.NoError(t, stored.Follows(stored))
	next := stored.Clone()
	require.Equal(t, stored, next)
	next.Editions = append(next.Editions, next.Editions[0])
	next.Editions[1].Number = 2
	next.Assessments = append(next.Assessments, next.Assessments[0])
	next.Name = next.Name.With("en", "Another name")
	next.Version = 7
	require.NoError(t, next.Follows(stored))
	require.NoError(t, next.Validate())
	require.ErrorContains(t, stored.Follows(next), "editions: has 1 entries, 2 are stored; it only grows")
	for want, changed := range map[string]*roadmap.Roadmap{
		"id: never changes":               read("id: r\n", "id: s\n"),
		"calendar: never changes":         read("id: r\n", "id: r\ncalendar: c\n"),
		"editions[0]: differs":            read("lag: -2", "lag: -1"),
		"assessments[0]: differs":         read("en: Good", "en: Bad"),
		"parties[0]: differs":             read("en: Party", "en: Other"),
		"assessments: has 0 entries, 1 a": read("assessments:\n"+strings.SplitAfter(small, "assessments:\n")[1], ""),
	} {
		err := changed.Follows(stored)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
}

// TestCloneSharesNothing changes every list of a copy.
func TestCloneSharesNothing(t *testing.T) {
	t.Parallel()
	r, err := roadmap.Parse("r.yaml", []byte(small))
	require.NoError(t, err)
	before, err := r.JSON()
	require.NoError(t, err)
	c := r.Clone()
	e := c.Latest()
	c.Parties[0].ID, c.Assessments[0].By, c.Assessments[0].Values[0].Indicator = "z", "z", "z"
	e.Phases[0].ID, e.Indicators[0].ID, e.Indicators[0].Targets[0].Year, e.Regions[0].Name = "z", "z", 1, "z"
	e.Milestones[1].After[0].Lag, e.Milestones[1].Criteria[0].Edition, e.Milestones[1].Criteria[2].Regions[0] = 9, 9, region.Code{}
	e.Milestones[0].ID, e.Number = "z", 9
	after, err := r.JSON()
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}

func FuzzParse(f *testing.F) {
	f.Add(small)
	example, err := os.ReadFile("../examples/boardmeeting/data/roadmap.yaml")
	require.NoError(f, err)
	f.Add(string(example))
	f.Add("id: a\nname: {id: b}\neditions:\n- {number: 1, date: 2020-01-06, start: 2020-01-06, reason: {id: c}}\n")
	cal := jakarta(f)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := roadmap.Parse("r.yaml", []byte(text))
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		written, err := r.JSON()
		require.NoError(t, err)
		again, err := roadmap.Parse("r.json", written)
		require.NoError(t, err)
		require.NoError(t, again.Follows(r))
		_, _ = r.Schedule(cal)
		forecast, err := r.Forecast(aduan.Date{Year: 2021, Month: 5, Day: 6}, cal, roadmap.Sources{})
		if err == nil {
			render(t, forecast)
		}
	})
}

// shelf is a reader over road maps in memory, in the order of their IDs.
type shelf []*roadmap.Roadmap

func (s shelf) Get(_ context.Context, id roadmap.ID) (*roadmap.Roadmap, error) {
	for _, r := range s {
		if r.ID == id {
			return r.Clone(), nil
		}
	}
	return nil, &storage.NotFoundError{Kind: roadmap.KindOfRoadmap, Key: string(id)}
}

func (s shelf) List(_ context.Context, q roadmap.Query) iter.Seq2[*roadmap.Roadmap, error] {
	return func(yield func(*roadmap.Roadmap, error) bool) {
		n := 0
		for _, r := range s {
			if !q.Match(r) || q.Limit > 0 && n == q.Limit {
				continue
			}
			if n++; !yield(r.Clone(), nil) {
				return
			}
		}
	}
}

func TestReader(t *testing.T) {
	t.Parallel()
	var store roadmap.Reader = shelf{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	_, err := store.Get(t.Context(), "z")
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.EqualError(t, err, "roadmap z: not found")
	var got []roadmap.ID
	for r, err := range store.List(t.Context(), roadmap.Query{After: "a", Limit: 1}) {
		require.NoError(t, err)
		got = append(got, r.ID)
	}
	require.Equal(t, []roadmap.ID{"b"}, got)
}

// A name in thousands of languages is refused where the first of them is too many,
// as fast as it is read.
func TestLanguages(t *testing.T) {
	t.Parallel()
	var name strings.Builder
	for i := range 8000 {
		fmt.Fprintf(&name, "en-x-n%d: N, ", i)
	}
	var err error
	steps := pace.Steps(func() {
		_, err = roadmap.Parse("r.yaml", []byte(strings.Replace(small, "{id: Peta jalan}", "{"+name.String()+"}", 1)))
	})
	require.ErrorContains(t, err, "name.en-x-n32: is one language too many, at most 32 are legal")
	require.Less(t, steps, 5_000)
}
