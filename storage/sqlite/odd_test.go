package sqlite_test

import (
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
)

// keysOf are the keys of a list, those of odd records in brackets.
func keysOf[T any](t testing.TB, list iter.Seq2[T, error], key func(T) string) (keys []string) {
	t.Helper()
	for v, err := range list {
		if err == nil {
			keys = append(keys, key(v))
			continue
		}
		require.True(t, storage.IsRecord(err), "%v", err)
		odd := err.(*storage.RecordError)
		require.Contains(t, err.Error(), odd.Key)
		keys = append(keys, "("+odd.Key+")")
	}
	return keys
}

// A damaged row, or one of a newer release, is an error in its place that names the
// record; every list and every search goes on.
func TestADamagedRowHidesNoOther(t *testing.T) {
	t.Parallel()
	ctx, path := t.Context(), t.TempDir()+"/aduan.db"
	s, k := openedAt(t, path), newOffice(t, 15)
	var ids, due []string
	for i := range 6 {
		c := k.open(func(d *complaint.Draft) { d.Title, d.Body = "Lampu", "Gelap sekali" })
		c.NextDue = began().Add(time.Duration(10-i) * time.Hour)
		require.NoError(t, s.Commit(ctx, complaints(c)))
		ids = append(ids, c.ID.String())
	}
	first, second := yearPlan(t), yearPlan(t)
	second.ID = "sp4n-2021"
	require.NoError(t, s.Commit(ctx, backend.Batch{Plans: []*workplan.Plan{first, second}}))
	raw(t, path,
		`UPDATE complaint SET record = replace(record, '"kind":', '"kinds":') WHERE id = '`+ids[1]+`'`,
		`UPDATE complaint_entry SET entry = '{' WHERE complaint = (SELECT no FROM complaint WHERE id = '`+ids[3]+`')`,
		`DELETE FROM complaint_text WHERE number = 1 AND complaint = (SELECT no FROM complaint WHERE id = '`+ids[4]+`')`,
		`UPDATE plan SET record = '{}' WHERE id = 'sp4n-2020'`)
	s = openedAt(t, path) // which remembers nothing
	for _, i := range []int{1, 3, 4} {
		ids[i] = "(" + ids[i] + ")"
	}
	for i := range ids {
		due = append([]string{ids[i]}, due...)
	}
	idOf := func(c *complaint.Complaint) string { return c.ID.String() }
	cases := s.Set().Complaints
	require.Equal(t, ids, keysOf(t, cases.List(ctx, complaint.Query{}), idOf))
	require.Equal(t, due, keysOf(t, cases.List(ctx, complaint.Query{Order: complaint.ByDue}), idOf))
	require.Equal(t, ids, keysOf(t, s.Search(ctx, "gelap", complaint.Query{}), idOf))

	for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue} { // pages of one
		var paged []string
		q := complaint.Query{Order: order, Limit: 1}
		for range ids {
			for c, err := range cases.List(ctx, q) {
				var odd bool
				if q.After, odd = complaint.PositionOfError(err); !odd {
					require.NoError(t, err)
					q.After = complaint.PositionOf(c)
				}
				paged = append(paged, q.After.ID.String())
			}
		}
		require.Len(t, paged, len(ids))
	}
	id, err := complaint.ParseID(ids[1][1 : len(ids[1])-1])
	require.NoError(t, err)
	_, err = cases.Get(ctx, id)
	require.True(t, storage.IsRecord(err))
	require.ErrorContains(t, err, id.String())
	require.Equal(t, []string{"(sp4n-2020)", "sp4n-2021"}, keysOf(t, s.Set().Plans.List(ctx, workplan.Query{}), func(p *workplan.Plan) string { return string(p.ID) }))
}
