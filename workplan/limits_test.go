package workplan_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// What may be written can be read again: the largest plan that passes, with the
// longest texts in their longest written form. In full with ADUAN_SOAK=1.
func TestSoakLargestPlan(t *testing.T) {
	t.Parallel()
	entries := 2_000
	if os.Getenv("ADUAN_SOAK") != "" {
		entries = workplan.MaxEntries
	}
	long := aduan.NewLabel(map[string]string{"id": strings.Repeat("<", workplan.MaxText), "en": strings.Repeat("&", workplan.MaxText)})
	for i := range 30 {
		long = long.With(fmt.Sprintf("x-%d", i), "x")
	}
	p := samplePlan()
	p.Reports, p.Steps = nil, nil
	e := &p.Editions[0]
	e.Lines = nil
	e.Activities = e.Activities[:0]
	other := 1 + len(p.Parties) + len(e.Regions) + len(e.Outputs) + 1 + 2 // the edition, and one indicator with two targets
	for i := range entries - other {
		e.Activities = append(e.Activities, workplan.Activity{
			ID: workplan.ActivityID(fmt.Sprintf("%0128d", i)), Output: "O1", Name: long, Party: "undp", Start: day("2020-01-01"), End: day("2020-12-31"),
			State: workplan.StateCancelled, Cause: long, Weight: number("12345678901234567890.1234567891"),
		})
	}
	require.NoError(t, p.Validate())
	written, err := json.Marshal(p)
	require.NoError(t, err)
	var read workplan.Plan
	require.NoError(t, json.Unmarshal(written, &read))
	require.Len(t, read.Editions[0].Activities, len(e.Activities))
	t.Logf("%d activities, %d bytes", len(e.Activities), len(written))
}

func TestLimits(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	for range workplan.MaxEntries {
		p.Reports = append(p.Reports, progress("2020-01-01", "A1", "1"))
	}
	p.Year = 0
	err := p.Validate()
	require.ErrorContains(t, err, "entries, at most 30000 are legal")
	var wrong *storage.InvalidError
	require.ErrorAs(t, err, &wrong)
	require.Len(t, wrong.Problems, 1, "nothing else is looked at")

	p = samplePlan()
	for i := range workplan.MaxList {
		p.Editions[0].Regions = append(p.Editions[0].Regions, region.MustParse(fmt.Sprintf("x:%d", i)))
	}
	require.ErrorContains(t, p.Validate(), "1002 regions, at most 1000 are legal")

	p = samplePlan()
	p.Editions[0].Activities[0].Deliverables = make([]aduan.Label, workplan.MaxList+1)
	require.ErrorContains(t, p.Validate(), "editions[0].activities[0]: a list of 1001 entries, at most 1000 are legal")

	p = samplePlan()
	p.Name = p.Name.With("en", strings.Repeat("x", workplan.MaxText+1))
	require.ErrorContains(t, p.Validate(), "name.en: 501 bytes, at most 500 are legal")
	p.Name = text("a\nb")
	require.ErrorContains(t, p.Validate(), "name.id: is not printable UTF-8")

	// Many editions of a plan with many parts are refused before they fill the
	// memory.
	p = samplePlan()
	for i := range 900 {
		a := p.Editions[0].Activities[0].Clone()
		a.ID = workplan.ActivityID(fmt.Sprintf("B%d", i))
		p.Editions[0].Activities = append(p.Editions[0].Activities, a)
	}
	for i := range 200 {
		e := workplan.Edition{Number: i + 2, Date: day("2020-02-01"), Reason: text("again")}
		e.Changes = []workplan.Change{{Event: workplan.Added, Subject: workplan.SubjectRegion, ID: fmt.Sprintf("x:%d", i)}}
		p.Editions = append(p.Editions, e)
	}
	written, err := json.Marshal(p)
	require.NoError(t, err)
	var read workplan.Plan
	err = json.Unmarshal(written, &read)
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, "with it all lists have more than 30000 entries")
}
