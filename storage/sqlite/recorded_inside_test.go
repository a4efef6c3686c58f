package sqlite

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

// TestRecordedListsUseIndexes: a list after an ID is read along an index, in its
// order, where it is narrowed too.
func TestRecordedListsUseIndexes(t *testing.T) {
	t.Parallel()
	c := openedInside(t).writer.conn
	for _, tt := range []struct {
		kind storage.Kind
		asked
		along string
	}{
		{"agency", asked{after: "a", limit: 9}, "(id>?)"},
		{"plan", asked{}, "(id>?)"},
		{"plan", asked{after: "a", where: "year = ?", value: int64(2020)}, "plan_year (year=? AND id>?)"},
		{"meeting", asked{limit: 1, where: "board = ?", value: "sp4n"}, "meeting_board (board=? AND id>?)"},
		{"roadmap", asked{}, "(id>?)"},
	} {
		query, args := tt.statement(tt.kind)
		plan := ""
		require.NoError(t, c.query(t.Context(), "EXPLAIN QUERY PLAN "+query, func(r row) error { plan += r.text(3); return nil }, args...))
		require.Contains(t, plan, tt.along, query)
		require.NotContains(t, plan, "TEMP B-TREE", query)
	}
}
