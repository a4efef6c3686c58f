package sqlite_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
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

var update = flag.Bool("update", false, "write the golden database of the newest schema, if there is none")

// golden is what a golden database holds, in the JSON forms of records.
type golden struct {
	Complaints, Identities, Agencies, Editions []json.RawMessage
	Plans, Meetings, Roadmaps                  []json.RawMessage `json:",omitempty"` // since schema 2
	Changes                                    []storage.Change
}

// contents reads everything from a store.
func contents(t testing.TB, s *sqlite.Store) (g golden) {
	t.Helper()
	set := s.Set()
	add := func(list *[]json.RawMessage, value any) {
		data, err := backend.Encode(backend.Record{Value: value})
		require.NoError(t, err)
		*list = append(*list, data)
	}
	for c, err := range set.Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		require.NoError(t, c.Validate(complaint.Limits{}))
		data, err := c.Encode() // with the hint, as records were written before schema 4
		require.NoError(t, err)
		g.Complaints = append(g.Complaints, data)
		i, err := set.Identities.Identity(t.Context(), c.Reporter)
		require.NoError(t, err)
		add(&g.Identities, i)
	}
	for a, err := range set.Agencies.List(t.Context(), agency.Query{}) {
		require.NoError(t, err)
		add(&g.Agencies, a)
	}
	for e, err := range set.Editions.List(t.Context(), "routing") {
		require.NoError(t, err)
		add(&g.Editions, e)
	}
	for p, err := range set.Plans.List(t.Context(), workplan.Query{}) {
		require.NoError(t, err)
		add(&g.Plans, p)
	}
	for m, err := range set.Meetings.List(t.Context(), board.Query{}) {
		require.NoError(t, err)
		add(&g.Meetings, m)
	}
	for r, err := range set.Roadmaps.List(t.Context(), roadmap.Query{}) {
		require.NoError(t, err)
		add(&g.Roadmaps, r)
	}
	g.Changes = feed(t, s)
	return g
}

// filled commits a little of everything.
func filled(t testing.TB, s *sqlite.Store) {
	t.Helper()
	o := newOffice(t, 1)
	full := everything(t, o)
	noted := o.open()
	for _, c := range []*complaint.Complaint{o.open(), full, noted} {
		b := complaints(c)
		b.Identities = []*complaint.Identity{identityOf(c, "wayan")}
		require.NoError(t, s.Commit(t.Context(), b))
	}
	noted = o.note(stored(noted), "Catatan")
	require.NoError(t, s.Commit(t.Context(), complaints(noted)))
	require.NoError(t, s.Commit(t.Context(), moved(stored(noted), began().Add(time.Hour))))
	office := &agency.Agency{ID: "id.dinas-pu", Terms: []agency.Term{{Name: "Dinas Pekerjaan Umum", Kind: "office"}}}
	key := backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}
	valid := aduan.Period{From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	require.NoError(t, s.Commit(t.Context(), backend.Batch{
		Agencies: []*agency.Agency{office}, Editions: []*backend.Edition{backend.NewEdition(key, valid, []byte("rules: []"))},
	}))
	plan := yearPlan(t)
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{plan}, Meetings: []*board.Meeting{fifth()}, Roadmaps: []*roadmap.Roadmap{way()}}))
	plan = postponed(t, plan)
	plan.Version++
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{plan}}))
}

// TestGoldenDatabases opens a copy of a database of each released schema. After
// the migrations it has the schema of a new file, and its records read as they
// did in their release.
func TestGoldenDatabases(t *testing.T) {
	t.Parallel()
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	filled(t, openedAt(t, fresh))
	newest := schemaOf(t, fresh)
	scripts, err := filepath.Glob("migrations/*.sql")
	require.NoError(t, err)
	for n := range len(scripts) {
		name := filepath.Join("testdata", fmt.Sprintf("schema-%d", n+1))
		if _, err := os.Stat(name + ".db"); *update && n == len(scripts)-1 && os.IsNotExist(err) {
			writeGolden(t, name)
		}
		data, err := os.ReadFile(name + ".db")
		require.NoError(t, err, "each released schema keeps a golden database: go test -run Golden -update")
		text, err := os.ReadFile(name + ".json")
		require.NoError(t, err)
		var want golden
		require.NoError(t, json.Unmarshal(text, &want))

		path := filepath.Join(t.TempDir(), "old.db")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		s := openedAt(t, path)
		compare(t, want, contents(t, s))
		require.Len(t, found(t, s, "berlubang", complaint.Query{}), 2)
		require.Equal(t, len(want.Changes), sound(t, s).Changes, "checksums of old records are filled")
		require.NoError(t, s.Commit(t.Context(), complaints(newOffice(t, 9).open())))
		require.Equal(t, newest, schemaOf(t, path))
		if plan := yearPlan(t); len(want.Plans) == 0 {
			require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{plan}}), "a kind that came with a later schema")
		}
	}
}

func compare(t testing.TB, want, got golden) {
	t.Helper()
	for i, lists := range [][2][]json.RawMessage{
		{want.Complaints, got.Complaints},
		{want.Identities, got.Identities},
		{want.Agencies, got.Agencies},
		{want.Editions, got.Editions},
		{want.Plans, got.Plans},
		{want.Meetings, got.Meetings},
		{want.Roadmaps, got.Roadmaps},
	} {
		require.Len(t, lists[1], len(lists[0]), "kind %d", i)
		for n := range lists[0] {
			require.JSONEq(t, string(lists[0][n]), string(lists[1][n]))
		}
	}
	require.Equal(t, want.Changes, got.Changes)
}

func writeGolden(t testing.TB, name string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	filled(t, s)
	text, err := json.MarshalIndent(contents(t, s), "", " ")
	require.NoError(t, err)
	require.NoError(t, s.Close())
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll("testdata", 0o755))
	require.NoError(t, os.WriteFile(name+".db", data, 0o644))
	require.NoError(t, os.WriteFile(name+".json", append(text, '\n'), 0o644))
}

// schemaOf is the schema of a file, by the names of tables and indexes, without
// comments and spaces: what SQLite keeps is the text of the migrations.
func schemaOf(t testing.TB, path string) map[string]string {
	t.Helper()
	rows, err := raw(t, path).Query("SELECT name, coalesce(sql, '') FROM sqlite_schema")
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	schema := map[string]string{}
	comment := regexp.MustCompile(`--[^\n]*\n`)
	for rows.Next() {
		var name, text string
		require.NoError(t, rows.Scan(&name, &text))
		schema[name] = strings.Join(strings.Fields(comment.ReplaceAllString(text, "")), " ")
	}
	require.NoError(t, rows.Err())
	return schema
}

// TestTheSchemaIsDescribed looks every table and column of a new file up in
// docs/schema.md.
func TestTheSchemaIsDescribed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	openedAt(t, path)
	page, err := os.ReadFile("../../docs/schema.md")
	require.NoError(t, err)
	sections := map[string]string{}
	for _, s := range strings.Split(string(page), "\n## ")[1:] {
		name, text, _ := strings.Cut(s, "\n")
		sections[name] = text
	}
	rows, err := raw(t, path).Query(`SELECT m.name, c.name, c.type FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
		WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'complaint_search_%'`)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	n := 0
	for rows.Next() {
		var table, column, kind string
		require.NoError(t, rows.Scan(&table, &column, &kind))
		require.Contains(t, sections, table)
		if table != "complaint_search" {
			require.Contains(t, sections[table], "\n| "+column+" | ", table)
		}
		require.NotContains(t, []string{"REAL", "NUMERIC"}, kind, "decimals are exact TEXT")
		n++
	}
	require.NoError(t, rows.Err())
	require.Greater(t, n, 120)
}
