package complaint_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// tally counts the cells that were tried and the rows that allowed one.
type tally struct {
	sync.Mutex
	cells, allowed int
	hits           map[int]int
}

func (n *tally) add(cells int, hits map[int]int) {
	n.Lock()
	defer n.Unlock()
	n.cells += cells
	for row, times := range hits {
		n.hits[row] += times
		n.allowed += times
	}
}

// TestTableOfTheNationalLifecycle tries every action on a case in every state,
// by every role in every relation to it, and compares with the table.
func TestTableOfTheNationalLifecycle(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	rows := readTable(t)
	n := &tally{hits: map[int]int{}}
	t.Run("cells", func(t *testing.T) {
		t.Parallel()
		for name, d := range fullDisclosures() {
			t.Run("new "+name, func(t *testing.T) {
				t.Parallel()
				n.add(tryOpening(t, l, rows, name, d))
			})
			for _, tc := range tableCases() {
				t.Run(name+" "+tc.path, func(t *testing.T) {
					t.Parallel()
					n.add(tryCase(t, l, rows, tc, name, d))
				})
			}
		}
	})
	t.Cleanup(func() {
		t.Logf("%d cells tried, %d allowed, %d cases, %d rows", n.cells, n.allowed, 4*len(tableCases()), len(rows))
		if !t.Failed() && len(n.hits) != len(rows) {
			t.Errorf("%d of %d rows were never tried", len(rows)-len(n.hits), len(rows))
		}
	})
}

// tryOpening lets everybody open a case.
func tryOpening(t *testing.T, l *complaint.Lifecycle, rows []tableRow, name string, d complaint.Disclosure) (int, map[int]int) {
	t.Helper()
	cells, hits := 0, map[int]int{}
	h := tableHeader(t, 1)
	for _, by := range (tableCase{}).actors(t, h.Reporter) {
		cells++
		c, err := l.Open(h, by.Actor, tableDraft(l, d), allElapsed(tableBegin()))
		q := cell{complaint.ActionSubmit, lifecycle.New, by.role, by.relation, nil, name}
		row := answer(t, rows, q)
		if row < 0 {
			require.ErrorIs(t, err, complaint.ErrForbidden, "%+v", q)
			require.Nil(t, c)
			continue
		}
		hits[row]++
		require.NoError(t, err, "%+v", q)
		require.Equal(t, rows[row].to, string(c.State))
		require.Equal(t, d, c.Disclosure)
	}
	return cells, hits
}

// tryCase lets everybody try everything on one case.
func tryCase(t *testing.T, l *complaint.Lifecycle, rows []tableRow, tc tableCase, name string, d complaint.Disclosure) (int, map[int]int) {
	t.Helper()
	w := begin(t, l, d, tc.path)
	require.Equal(t, tc.state, w.c.State)
	require.Equal(t, tc.agency, w.c.Agency, "coordinates")
	require.Equal(t, tc.main, w.c.Main, "main unit")
	require.Equal(t, tc.help, slices.Contains(w.c.Supporting, tableHelp), "supporting unit")
	cells, hits := 0, map[int]int{}
	before := w.c.Clone()
	for _, by := range tc.actors(t, w.c.Reporter) {
		for a := range l.Machine().Actions() {
			cells++
			q := cell{a, tc.state, by.role, by.relation, tc.circumstances(), name}
			row := answer(t, rows, q)
			at := favourable(a, w.next())
			if tc.orphan {
				at.Parent = &complaint.Parent{Ended: true}
			}
			tryCell(t, w, tc, by.Actor, q, rows, row, at)
			require.Equal(t, row >= 0, slices.Contains(l.Allowed(w.c, by.Actor, at), a), "Allowed of %+v", q)
			if row >= 0 {
				hits[row]++
			}
		}
		requireSame(t, before, w.c, "nothing of this changes the complaint itself")
	}
	return cells, hits
}

func tryCell(t *testing.T, w *walk, tc tableCase, by complaint.Actor, q cell, rows []tableRow, row int, at complaint.Moment) {
	t.Helper()
	next, err := w.l.Apply(w.c, by, wellFormed(t, w.c, string(q.action)), at)
	why := w.l.WhyNot(w.c, by, q.action, at)
	if row < 0 {
		require.Nil(t, next, "%+v is allowed, the table refuses it", q)
		require.NotNil(t, why, "WhyNot of %+v", q)
		if q.action == complaint.ActionSubmit {
			require.ErrorIs(t, err, storage.ErrInvalid, "an existing case is not opened again")
			return
		}
		requireRefusal(t, rows, q, err)
		requireRefusal(t, rows, q, why)
		return
	}
	require.NoError(t, err, "%+v is refused, the table allows it: %s", q, rows[row].source)
	require.Nil(t, why, "WhyNot of %+v", q)
	want := lifecycle.State(rows[row].to)
	switch want {
	case "same":
		want = tc.state
	case "back":
		want = tc.back
	}
	require.Equal(t, want, next.State, "%+v: %s", q, rows[row].source)
	again, err := w.l.Replay(next)
	require.NoError(t, err)
	requireSame(t, next, again, "the record follows from its timeline")
}

// requireRefusal requires one of the two sentinels; and which, where the table
// says it: a role that never takes the action is forbidden to, and somebody who
// takes it in another state or circumstance is told that it is not possible now.
func requireRefusal(t *testing.T, rows []tableRow, q cell, err error) {
	t.Helper()
	switch role, relation := ever(rows, q); {
	case !role:
		require.ErrorIs(t, err, complaint.ErrForbidden, "%+v", q)
	case relation:
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "%+v", q)
	default:
		known := errors.Is(err, complaint.ErrForbidden) || errors.Is(err, complaint.ErrNotAllowed)
		require.True(t, known, "%+v: %v", q, err)
	}
}
