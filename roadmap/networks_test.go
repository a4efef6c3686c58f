package roadmap_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/roadmap"
)

// worked is a row of a worked network: early start and finish, late start and
// finish, total and free float, in units from 0.
type worked struct {
	id   string
	work int
	// after names what it waits for, one letter each.
	after                  string
	es, ef, ls, lf, tf, ff int
}

// checkWorked schedules a network and compares it with its table.
func checkWorked(t *testing.T, rows []worked, finish int, critical ...string) {
	t.Helper()
	start := date(t, "2020-01-06")
	c := roadmap.Content{Start: start}
	for _, r := range rows {
		var after []string
		for _, letter := range r.after {
			after = append(after, string(letter))
		}
		c.Milestones = append(c.Milestones, milestone(t, r.id, r.work, after...))
	}
	s, err := c.Schedule(everyDay(t))
	require.NoError(t, err)
	require.Equal(t, start.AddDays(finish-1), s.Finish)
	for _, r := range rows {
		slot, ok := s.Of(roadmap.MilestoneID(r.id))
		require.True(t, ok)
		got := worked{
			r.id, r.work, r.after,
			start.DaysUntil(slot.EarlyStart), start.DaysUntil(slot.EarlyFinish) + 1,
			start.DaysUntil(slot.LateStart), start.DaysUntil(slot.LateFinish) + 1,
			int(slot.TotalFloat), int(slot.FreeFloat),
		}
		require.Equal(t, r, got)
		require.Equal(t, r.tf == 0, slot.Critical)
	}
	paths, more := s.CriticalPaths(0)
	require.False(t, more)
	var got []string
	for _, p := range paths {
		text := ""
		for _, id := range p {
			text += string(id)
		}
		got = append(got, text)
	}
	require.Equal(t, critical, got)
}

// TestMilwaukeePaper works the network of Milwaukee Paper Manufacturing in
// Heizer and Render, Operations Management, chapter on project management: 15
// weeks, critical path A-C-E-G-H. Free floats follow from the early dates.
func TestMilwaukeePaper(t *testing.T) {
	t.Parallel()
	checkWorked(t, []worked{
		{"A", 2, "", 0, 2, 0, 2, 0, 0},
		{"B", 3, "", 0, 3, 1, 4, 1, 0},
		{"C", 2, "A", 2, 4, 2, 4, 0, 0},
		{"D", 4, "AB", 3, 7, 4, 8, 1, 1},
		{"E", 4, "C", 4, 8, 4, 8, 0, 0},
		{"F", 3, "C", 4, 7, 10, 13, 6, 6},
		{"G", 5, "DE", 8, 13, 8, 13, 0, 0},
		{"H", 2, "FG", 13, 15, 13, 15, 0, 0},
	}, 15, "ACEGH")
}

// TestReliableConstruction works the network of the Reliable Construction
// Company in Hillier and Lieberman, Introduction to Operations Research, chapter
// on PERT and CPM: 44 weeks, critical path A-B-C-E-F-J-L-N.
func TestReliableConstruction(t *testing.T) {
	t.Parallel()
	checkWorked(t, []worked{
		{"A", 2, "", 0, 2, 0, 2, 0, 0},
		{"B", 4, "A", 2, 6, 2, 6, 0, 0},
		{"C", 10, "B", 6, 16, 6, 16, 0, 0},
		{"D", 6, "C", 16, 22, 20, 26, 4, 0},
		{"E", 4, "C", 16, 20, 16, 20, 0, 0},
		{"F", 5, "E", 20, 25, 20, 25, 0, 0},
		{"G", 7, "D", 22, 29, 26, 33, 4, 0},
		{"H", 9, "EG", 29, 38, 33, 42, 4, 0},
		{"I", 7, "C", 16, 23, 18, 25, 2, 2},
		{"J", 8, "FI", 25, 33, 25, 33, 0, 0},
		{"K", 4, "J", 33, 37, 34, 38, 1, 1},
		{"L", 5, "J", 33, 38, 33, 38, 0, 0},
		{"M", 2, "H", 38, 40, 42, 44, 4, 4},
		{"N", 6, "KL", 38, 44, 38, 44, 0, 0},
	}, 44, "ABCEFJLN")
}
