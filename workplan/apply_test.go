package workplan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// TestApplyRefuses changes that are none, or that an edition cannot take.
func TestApplyRefuses(t *testing.T) {
	t.Parallel()
	e := samplePlan().Editions[0]
	a, o, l := e.Activities[0], e.Outputs[0], e.Lines[0]
	type change = workplan.Change
	for want, list := range map[string][]change{
		"it lacks an event or a subject": {
			{Subject: workplan.SubjectRegion, ID: "51.04"},
			{Event: workplan.Replaced + 1, Subject: workplan.SubjectRegion, ID: "51.04"},
			{Event: workplan.Added, ID: "51.04"},
			{Event: workplan.Added, Subject: workplan.SubjectLine + 1, ID: "51.04"},
		},
		"a region and what is removed are named by their ID alone": {
			{Event: workplan.Added, Subject: workplan.SubjectRegion, ID: "A1", Activity: &a},
			{Event: workplan.Removed, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a},
			{Event: workplan.Removed, Subject: workplan.SubjectOutput, ID: "O1", Output: &o},
			{Event: workplan.Removed, Subject: workplan.SubjectLine, ID: "L1", Line: &l},
		},
		"exactly the part that its subject names must be given": {
			{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: "A1"},
			{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: "O1", Output: &o},
			{Event: workplan.Edited, Subject: workplan.SubjectOutput, ID: "A1", Activity: &a},
			{Event: workplan.Edited, Subject: workplan.SubjectLine, ID: "A1", Activity: &a},
			{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a, Line: &l},
			{Event: workplan.Edited, Subject: workplan.SubjectLine, ID: "L1", Output: &o, Line: &l},
		},
		"the part has another ID than the change": {{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: "A2", Activity: &a}},
		"the ID is no region code":                {{Event: workplan.Added, Subject: workplan.SubjectRegion, ID: "a b"}},
		"a region can be added where it is not, and removed where it is": {
			{Event: workplan.Added, Subject: workplan.SubjectRegion, ID: "51.03"},
			{Event: workplan.Removed, Subject: workplan.SubjectRegion, ID: "51.04"},
			{Event: workplan.Edited, Subject: workplan.SubjectRegion, ID: "51.03"},
		},
		"there is nothing of this ID to remove": {
			{Event: workplan.Removed, Subject: workplan.SubjectActivity, ID: "A9"},
			{Event: workplan.Removed, Subject: workplan.SubjectOutput, ID: "O9"},
			{Event: workplan.Removed, Subject: workplan.SubjectLine, ID: "L9"},
		},
	} {
		for _, c := range list {
			_, err := workplan.Apply(e, []change{c})
			require.ErrorIs(t, err, storage.ErrInvalid, "%+v", c)
			require.ErrorContains(t, err, want, "%+v", c)
		}
	}
	twice := change{Event: workplan.Removed, Subject: workplan.SubjectRegion, ID: "51.03"}
	_, err := workplan.Apply(e, []change{twice, twice})
	require.ErrorIs(t, err, storage.ErrInvalid, "removed before")
	back := change{Event: workplan.Added, Subject: workplan.SubjectRegion, ID: "51.04"}
	next, err := workplan.Apply(e, []change{twice, back})
	require.NoError(t, err)
	require.Len(t, next.Regions, 2)
	require.NoError(t, func() error { _, err := workplan.Apply(e, nil); return err }())
}
