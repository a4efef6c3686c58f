package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestThePageIsFresh(t *testing.T) {
	t.Parallel()
	fresh := filepath.Join(t.TempDir(), "schema.md")
	require.NoError(t, run(os.DirFS("../../../storage/sqlite/migrations"), fresh))
	want, err := os.ReadFile(fresh)
	require.NoError(t, err)
	got, err := os.ReadFile("../../../docs/schema.md")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "run go generate ./internal/gen/schema")
}

func TestWhatIsReadFromAMigration(t *testing.T) {
	t.Parallel()
	tables, err := read(nil, "0001.sql", `-- Songs that
-- people sing.
CREATE TABLE song (
  -- Its name.
  title TEXT NOT NULL,
  subtitle TEXT,
  PRIMARY KEY (title)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX song_subtitle ON song (subtitle);
CREATE INDEX song_title ON song (title, subtitle);
DROP INDEX song_title;

-- Length in seconds.
ALTER TABLE song ADD COLUMN seconds INTEGER;
`)
	require.NoError(t, err)
	require.Equal(t, []*table{{
		name: "song", about: "Songs that people sing.", kind: "Table without row number",
		columns: []column{{"title", "TEXT NOT NULL", "Its name."}, {"subtitle", "TEXT", ""}, {"seconds", "INTEGER", "Length in seconds."}},
		indexes: []string{"PRIMARY KEY (title)", "UNIQUE (subtitle)"}, names: []string{"", "song_subtitle"},
	}}, tables)
	for script, want := range map[string]string{
		"CREATE TABLE song (":                         "0001.sql:1: the comment of song is missing",
		"-- Songs.\nCREATE TABLE song (\n title TEXT": "0001.sql:3: the comment of column title is missing",
		"CREATE INDEX a ON song (title);":             "there is no table",
		"DROP INDEX a;":                               "there is no index a",
		"ALTER TABLE song ADD COLUMN a TEXT;":         "there is no table",
	} {
		_, err := read(nil, "0001.sql", script)
		require.ErrorContains(t, err, want)
	}
}
