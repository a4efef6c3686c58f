package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// TestEveryStatementThatFailsIsTold lets the first, the second and each further statement
// fail of what is written and read: never is it taken for done.
func TestEveryStatementThatFailsIsTold(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 31)
	full, noted := everything(t, o), o.open()
	plan, office := yearPlan(t), &agency.Agency{ID: "id.dinas-pu", Terms: []agency.Term{{Name: "Dinas Pekerjaan Umum", Kind: "office"}}}
	first := complaints(full, noted)
	first.Identities = []*complaint.Identity{identityOf(full, "wayan"), identityOf(noted, "wayan")}
	first.Agencies, first.Plans, first.Meetings, first.Roadmaps = []*agency.Agency{office}, []*workplan.Plan{plan}, []*board.Meeting{fifth()}, []*roadmap.Roadmap{way()}
	first.Editions = []*backend.Edition{backend.NewEdition(backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}, aduan.Period{}, []byte("rules: []"))}
	empty, filled := opened(t), opened(t)
	require.NoError(t, filled.Commit(t.Context(), first))

	again := complaints(o.note(stored(full), "Catatan"))
	again.Complaints[0].NextDue = began().Add(200 * time.Hour)
	named, amended, meeting, way := office.Clone(), postponed(t, plan), fifth(), way()
	named.Version, amended.Version, meeting.Version, way.Version = 1, 1, 1, 1
	again.Agencies, again.Plans, again.Meetings, again.Roadmaps = []*agency.Agency{&named}, []*workplan.Plan{amended}, []*board.Meeting{meeting}, []*roadmap.Roadmap{way}
	type faulty = *sqlite.Faulty
	list := func(crowded bool, q complaint.Query) func(ctx context.Context, f faulty) error {
		return func(ctx context.Context, f faulty) error {
			if crowded {
				f = f.Crowded()
			}
			return f.List(ctx, q)
		}
	}
	for name, tt := range map[string]struct {
		s     *sqlite.Store
		do    func(ctx context.Context, f faulty) error
		least int // statements
	}{
		"new":        {empty, func(ctx context.Context, f faulty) error { return f.Commit(ctx, first) }, 20},
		"again":      {filled, func(ctx context.Context, f faulty) error { return f.Commit(ctx, again) }, 15},
		"hint":       {filled, func(ctx context.Context, f faulty) error { return f.Commit(ctx, moved(stored(full), began())) }, 3},
		"sums":       {filled, func(ctx context.Context, f faulty) error { return f.FillSums(ctx) }, 8},
		"list":       {filled, list(false, complaint.Query{}), 2},
		"due":        {filled, list(false, complaint.Query{Order: complaint.ByDue, Filter: complaint.Filter{Category: "public_works"}}), 2},
		"categories": {filled, list(true, complaint.Query{Order: complaint.ByDue, Limit: 5, Filter: complaint.Filter{Category: "public_works"}}), 4},
		"search":     {filled, func(ctx context.Context, f faulty) error { return f.Search(ctx, `"lampu"`, complaint.Query{Limit: 1}) }, 2},
		"long search": {filled, func(ctx context.Context, f faulty) error {
			return f.Crowded().Search(ctx, `"lampu"`, complaint.Query{Limit: 1, Filter: complaint.Filter{Category: "public_works"}})
		}, 3},
	} {
		n := 1
		for ; ; n++ {
			struck, err := sqlite.WithLost(t.Context(), tt.s, n, func(f faulty) error { return tt.do(t.Context(), f) })
			if !struck {
				require.NoError(t, err, name)
				break
			}
			require.ErrorIs(t, err, sqlite.ErrLost, "%s, statement %d", name, n)
		}
		require.Greater(t, n, tt.least, "%s", name)
	}
}

// TestVerifyThatIsCancelled stops a look through a store where somebody looks at the
// context: it says so, and does not say that the store is sound.
func TestVerifyThatIsCancelled(t *testing.T) {
	t.Parallel()
	s := opened(t)
	require.NoError(t, s.Commit(t.Context(), complaints(newOffice(t, 32).open())))
	for n := 0; ; n += 1 + n/8 {
		ctx := cancelledAt(t.Context(), n)
		_, err := s.Verify(ctx, backend.Verification{})
		ctx.cancel()
		if err == nil {
			require.Greater(t, n, 20)
			break
		}
		require.ErrorIs(t, err, context.Canceled, "at %d", n)
	}
	require.NoError(t, sound(t, s).Err())
}

// TestReasonsAreSaid: what is wrong, and what can be done.
func TestReasonsAreSaid(t *testing.T) {
	t.Parallel()
	for reason, want := range map[sqlite.Reason]string{
		sqlite.IO:          "reading or writing failed; look at the disk and at the log of the operating system",
		sqlite.ReadOnly:    "the file or its directory cannot be written",
		sqlite.Logged:      "a log beside the file holds commits that cannot be read where nothing can be written; open the store once for writing",
		sqlite.Empty:       "the file is empty; restore a backup, or remove the file if a new store is to be made",
		sqlite.OutOfMemory: "there is not enough memory",
		sqlite.Other:       "the database answered with an unexpected error",
		sqlite.Empty + 1:   "the database answered with an unexpected error",
	} {
		require.Equal(t, want, reason.String())
	}
	unknown := &sqlite.Error{Reason: sqlite.OutOfMemory, Code: 7, Unknown: true}
	require.EqualError(t, unknown, "sqlite: there is not enough memory (code 7); whether the commit was written is unknown")
	require.ErrorIs(t, unknown, storage.ErrUnknownOutcome)
	require.EqualError(t, &sqlite.SchemaError{Stored: 1, Known: 2}, "sqlite: the file has schema 1, not 2; open it once with sqlite.Open, which migrates it")
	require.EqualError(t, &sqlite.SchemaError{Stored: 3, Known: 2}, "sqlite: the file has schema 3 and this release knows schemas up to 2; open it with a newer release")
}

// TestStoresPrintTheirPath: nothing that they hold is printed, whatever the verb.
func TestStoresPrintTheirPath(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	set := s.Set()
	for _, v := range []any{s, set.Complaints, set.Identities, set.Editions, set.Agencies, set.Plans, set.Meetings, set.Roadmaps} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			require.Equal(t, "sqlite store "+path, fmt.Sprintf(verb, v), "%T", v)
		}
	}
}

// TestHeadsOfOlderFiles: of a schema without heads they come out of the whole.
func TestHeadsOfOlderFiles(t *testing.T) {
	t.Parallel()
	for _, schema := range []int{3, 4, 5, 6} {
		data, err := os.ReadFile(fmt.Sprintf("testdata/schema-%d.db", schema))
		require.NoError(t, err)
		path := filepath.Join(t.TempDir(), "aduan.db")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		s := forReading(t, path)
		n := 0
		for c, err := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
			require.NoError(t, err)
			head, err := s.Set().Complaints.Head(t.Context(), c.ID, "")
			require.NoError(t, err)
			want, err := c.Head("").Encode()
			require.NoError(t, err)
			got, err := head.Encode()
			require.NoError(t, err)
			require.Equal(t, string(want), string(got), schema)
			n++
		}
		require.Positive(t, n)
		_, err = s.Set().Complaints.Head(t.Context(), newOffice(t, 33).open().ID, "")
		require.ErrorIs(t, err, storage.ErrNotFound)
	}
}

// TestDamagedKeysAndDigests: such a record is an error that names it, and the others are read.
func TestDamagedKeysAndDigests(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s, o := openedAt(t, path), newOffice(t, 34)
	var list []*complaint.Complaint
	b := backend.Batch{}
	for i, name := range []string{"a", "b"} {
		c := o.note(o.open(), "Catatan")
		list = append(list, c)
		b.Complaints, b.Identities = append(b.Complaints, c), append(b.Identities, identityOf(c, "wayan"))
		key := backend.EditionKey{Kind: "routing", Name: name, Edition: "2026"}
		b.Editions = append(b.Editions, backend.NewEdition(key, aduan.Period{}, []byte{byte(i)}))
	}
	require.NoError(t, s.Commit(t.Context(), b))
	raw(t, path,
		"UPDATE edition SET digest = x'00' WHERE name = 'a'",
		"UPDATE identity SET complaint = 'none' WHERE ref = '"+list[0].Reporter.String()+"'",
		"DELETE FROM complaint_entry WHERE seq = 1 AND complaint = (SELECT no FROM complaint WHERE id = '"+list[0].ID.String()+"')")
	s = openedAt(t, path)
	require.Equal(t, []string{"(" + b.Editions[0].EditionKey.String() + ")", b.Editions[1].EditionKey.String()}, keysOf(t, s.Set().Editions.List(t.Context(), "routing"), func(e *backend.Edition) string { return e.EditionKey.String() }))
	var refs []string
	for i, err := range s.Set().Identities.ByAccount(t.Context(), "wayan") {
		if odd, ok := errors.AsType[*storage.RecordError](err); ok {
			refs = append(refs, "("+odd.Key+")")
			continue
		}
		require.NoError(t, err)
		refs = append(refs, i.Ref.String())
	}
	require.ElementsMatch(t, []string{"(" + list[0].Reporter.String() + ")", list[1].Reporter.String()}, refs)
	_, err := s.Set().Complaints.Get(t.Context(), list[0].ID)
	odd, ok := errors.AsType[*storage.RecordError](err)
	require.True(t, ok, "%v", err)
	require.Equal(t, list[0].ID.String(), odd.Key)
	require.ErrorContains(t, odd.Cause, "the file is damaged")
	_, err = s.Set().Complaints.Get(t.Context(), list[1].ID)
	require.NoError(t, err)
}

// TestPositionsBetweenMicroseconds: a list goes on behind an instant that no record can
// have, and years beyond all records bound nothing or everything.
func TestPositionsBetweenMicroseconds(t *testing.T) {
	t.Parallel()
	s, o := opened(t), newOffice(t, 35)
	c := o.open()
	c.NextDue = began()
	require.NoError(t, s.Commit(t.Context(), complaints(c)))
	last := complaint.ID{UUID: [16]byte{0xff}}
	for name, tt := range map[string]struct {
		q    complaint.Query
		want int
	}{
		"before":       {complaint.Query{After: complaint.Position{Due: began().Add(-1), ID: last}}, 1},
		"at":           {complaint.Query{After: complaint.Position{Due: began(), ID: last}}, 0},
		"at, an ID":    {complaint.Query{After: complaint.Position{Due: began(), ID: c.ID}}, 0},
		"behind":       {complaint.Query{After: complaint.Position{Due: began().Add(1), ID: c.ID}}, 0},
		"year -1":      {complaint.Query{Filter: complaint.Filter{DueBy: time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)}}, 0},
		"year 300,000": {complaint.Query{Filter: complaint.Filter{DueBy: time.Date(300_000, 1, 1, 0, 0, 0, 0, time.UTC)}}, 1},
	} {
		tt.q.Order = complaint.ByDue
		n := 0
		for _, err := range s.Set().Complaints.List(t.Context(), tt.q) {
			require.NoError(t, err, name)
			n++
		}
		require.Equal(t, tt.want, n, name)
	}
}
