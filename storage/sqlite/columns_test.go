package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// everything is a new case with all fields set to something of their own. It is
// valid for a store, though no lifecycle would lead to it.
func everything(t testing.TB, o *office) *complaint.Complaint {
	t.Helper()
	c := o.open(func(d *complaint.Draft) {
		d.Title, d.Body, d.Channel = "Lampu jalan mati", "Gelap sejak pekan lalu.", complaint.ChannelIntegrated
		d.External = complaint.External{System: "sp4n", ID: complaint.NewPrivate("77")}
	})
	c.NextDue = began().Add(72 * time.Hour)
	c.State, c.Class = complaint.StateArchived, complaint.ClassSupervisory
	c.Region = region.Path{region.MustParse("51"), region.MustParse("51.71"), region.MustParse("51.71.02")}
	c.EventDate = aduan.Date{Year: 2026, Month: time.February, Day: 27}
	c.Target, c.Agency, c.AgencyPath = "city", "roads", []agency.ID{"city", "roads"}
	c.Main, c.Supporting = "east", []agency.ID{"south", "west"}
	c.Disclosure, c.Verified = complaint.Disclosure{Named: true, Public: true}, true
	c.Returns, c.Reopenings, c.Extensions, c.Rating = 1, 2, 3, 4
	c.Escalations = []complaint.Escalation{
		{Clock: complaint.ClockResolution, Rung: complaint.RungInspectorate}, {Clock: complaint.ClockResolution, Rung: complaint.RungSuperior},
	}
	c.Archived, c.Parent = complaint.ArchivedDuplicate, complaint.ID(c.Reporter)
	require.NoError(t, c.Validate(complaint.Limits{}))
	return c
}

// TestColumnsSayWhatTheRecordSays reads the columns as a reporting tool would.
func TestColumnsSayWhatTheRecordSays(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	o := newOffice(t, 1)
	full, bare := everything(t, o), o.open(func(d *complaint.Draft) { d.Category, d.Region = "", region.Code{} })
	require.NoError(t, s.Commit(t.Context(), complaints(full, bare)))
	db := raw(t, path)
	at := func(c time.Time) int64 { return c.UnixMicro() }

	columns := "version, tracking, reporter, lifecycle_name, state, kind, class, category, region, channel, external_system, external_id, target, agency, main_unit, " +
		"submitted_at, updated_at, entered_at, next_due, event_date, named, public, verified, returns, reopenings, extensions, escalations, escalated_to, rating, archived, parent"
	require.Equal(t, [][]any{{
		int64(1), string(full.Tracking), full.Reporter.String(), full.Lifecycle.Name, "archived", "complaint", "supervisory", "public_works/roads", "51.71.02",
		"integrated", "sp4n", "77", "city", "roads", "east", at(full.SubmittedAt()), at(full.SubmittedAt()), at(full.SubmittedAt()), at(full.NextDue), "2026-02-27",
		int64(1), int64(1), int64(1), int64(1), int64(2), int64(3), int64(2), "inspectorate", int64(4), "duplicate", full.Parent.String(),
	}}, rowsOf(t, db, "SELECT "+columns+" FROM complaint WHERE id = ?", full.ID.String()))
	require.Equal(t, [][]any{{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil}}, rowsOf(t, db,
		"SELECT class, category, region, external_system, external_id, target, agency, main_unit, next_due, event_date, escalated_to, rating, archived, parent FROM complaint WHERE id = ?", bare.ID.String()))
	require.Equal(t, [][]any{{"Lampu jalan mati", "Gelap sejak pekan lalu."}}, rowsOf(t, db,
		"SELECT w.title, w.body FROM complaint_words w JOIN complaint c USING (no) WHERE c.id = ?", full.ID.String()))
	require.Equal(t, [][]any{{int64(1), at(full.SubmittedAt()), "field_officer", "wayan", nil, "submit", "new", "submitted", int64(1)}}, rowsOf(t, db,
		"SELECT e.seq, e.at, e.role, e.actor, e.agency, e.action, e.from_state, e.to_state, e.version FROM complaint_entry e JOIN complaint c ON c.no = e.complaint WHERE c.id = ?", full.ID.String()))

	beside := func(c *complaint.Complaint) [][]any {
		return rowsOf(t, db, "SELECT agency, next_due FROM complaint_agency WHERE id = ?1 UNION ALL SELECT region, NULL FROM complaint_region WHERE id = ?1", c.ID.String())
	}
	due := at(full.NextDue)
	require.ElementsMatch(t, [][]any{
		{"city", due}, {"roads", due}, {"east", due}, {"south", due}, {"west", due}, {"51", nil}, {"51.71", nil}, {"51.71.02", nil},
	}, beside(full))
	require.Empty(t, beside(bare))

	next := o.note(stored(full), "Pindah")
	next.AgencyPath, next.Supporting = []agency.ID{"city", "roads"}, []agency.ID{"west", "north"}
	next.Main, next.NextDue, next.Region = "", time.Time{}, full.Region[:2]
	require.NoError(t, s.Commit(t.Context(), complaints(next)))
	require.ElementsMatch(t, [][]any{{"city", nil}, {"roads", nil}, {"west", nil}, {"north", nil}, {"51", nil}, {"51.71", nil}}, beside(full))
}

// rowsOf reads the rows of a statement.
func rowsOf(t testing.TB, db *sql.DB, query string, args ...any) (list [][]any) {
	t.Helper()
	rows, err := db.Query(query, args...)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	columns, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		require.NoError(t, rows.Scan(into...))
		list = append(list, values)
	}
	require.NoError(t, rows.Err())
	return list
}
