package office_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/office"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
)

// problems loads an office and returns what is wrong, a line for each problem, each with
// its file.
func problems(t testing.TB, files fs.FS) []string {
	t.Helper()
	_, err := office.Load(files)
	if err == nil {
		return nil
	}
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	require.True(t, ok, "%v", err)
	require.Equal(t, "office", invalid.What)
	var lines []string
	for _, p := range invalid.Problems {
		require.NotEmpty(t, p.File, "%s", p)
		lines = append(lines, p.String())
	}
	return lines
}

// What one file names and another one does not have is told with the line of the one and
// the nearest word of the other.
func TestFilesAreHeldAgainstEachOther(t *testing.T) {
	t.Parallel()
	const head = "name: x\nedition: '1'\n"
	const table = head + "valid: {from: 2026-01-01}\nzone: UTC\nfallback: {agency: roads}\nrules:\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"agency of a table":      {"routing.yaml", table + "- {id: a, to: {agency: raods}}\n", `routing.yaml:7:24: rules[0].to.agency: the directory has no agency "raods"; legal: roads`},
		"category of a table":    {"routing.yaml", table + "- {id: a, when: {category: [raods]}, to: {agency: roads}}\n", `routing.yaml:7:29: rules[0].when.category[0]: there is no category "raods"; legal: roads`},
		"region of a table":      {"routing.yaml", table + "- {id: a, when: {region: ['ke:048']}, to: {agency: roads}}\n", `routing.yaml:7:27: rules[0].when.region[0]: there is no region "ke:048"`},
		"clock of a rule":        {"deadlines.yaml", head + "rules:\n- {clock: resolution, limit: none}\n- {clock: resolutoin, limit: none}\n", `deadlines.yaml:5:11: rules[1].clock: there is no clock "resolutoin"; legal: resolution`},
		"category of a rule":     {"deadlines.yaml", head + "rules:\n- {clock: resolution, category: raods, limit: none}\n", `deadlines.yaml:4:33: rules[0].category: there is no category "raods"; legal: roads`},
		"agency of a rule":       {"deadlines.yaml", head + "rules:\n- {clock: resolution, agency: raods, limit: none}\n", `deadlines.yaml:4:31: rules[0].agency: there is no agency "raods"; legal: roads`},
		"region of a rule":       {"deadlines.yaml", head + "rules:\n- {clock: resolution, region: 'ke:048', limit: none}\n", `deadlines.yaml:4:31: rules[0].region: region ke:048 is not known`},
		"calendar of an agency":  {"agencies.yaml", "agencies:\n- {id: roads, name: R, kind: office}\n- id: water\n  name: W\n  kind: office\n  calendar: calender\n", `agencies.yaml:6: water: terms[0].calendar: there is no calendar "calender"; legal: calendar`},
		"region of an agency":    {"agencies.yaml", "agencies:\n- {id: roads, name: R, kind: office}\n- {id: water, name: W, kind: office, jurisdiction: ['ke:048']}\n", `agencies.yaml:3: water: region ke:048 is not known`},
		"parent of an agency":    {"agencies.yaml", "agencies:\n- {id: roads, name: R, kind: office}\n- {id: water, name: W, kind: office, parent: raods}\n", "agencies.yaml:3: water: "},
		"text of a language":     {"words/sw.yaml", "language: sw\ntexts:\n  complaint.state.opne: Wazi\n", "words/sw.yaml:3:25: texts[\"complaint.state.opne\"]: no package has this text"},
		"language and its file":  {"words/sw.yaml", "language: nl\ntexts: {}\n", `words/sw.yaml:1: language: the file of "nl" has another name; legal: sw`},
		"order of categories":    {"categories.yaml", "- path: roads\n- path: water/pipes\n", "categories.yaml:2:3: [1]: water/pipes lies below water, which is not declared before it"},
		"proof of a lifecycle":   {"lifecycle.yaml", strings.Replace(string(least(t)["lifecycle.yaml"].Data), "to: done", "to: doen", 1), "lifecycle.yaml:10: transitions[2]: "},
		"days without a week":    {"calendars/night.csv", "date,kind,name\n", "calendars/night.yaml: is required beside calendars/night.csv: it says the week and the time zone"},
		"contradicting holidays": {"calendar.csv", "date,kind,name\n2026-12-12,holiday,Jamhuri Day\n", "calendar"},
		"level of a region":      {"regions.csv", "code,level,name\nke:047,county,Nairobi\nke:1,,X\n", "regions.csv:3"},
		"two rules at once":      {"lifecycle/2.yaml", strings.Replace(string(least(t)["lifecycle.yaml"].Data), `edition: "1"`, `edition: "2"`, 1), "lifecycle/2.yaml: counter 1 and counter 2 are both valid at some time"},
		"two tables at once":     {"routing/2.yaml", strings.Replace(string(least(t)["routing.yaml"].Data), `edition: "1"`, `edition: "2"`, 1), "routing/2.yaml: edition 2 (2026-01-01 ..) and edition 1 (2026-01-01 ..) apply on the same days"},
		"an edition twice":       {"deadlines/second.yaml", head + "rules:\n- {clock: resolution, limit: none}\n", "valid at some time"},
		"two files of a kind":    {"agencies.json", `{"agencies":[]}`, "agencies.yaml: an office has one such file, and there is agencies.json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := problems(t, with(least(t), c.file, c.text))
			require.NotEmpty(t, found)
			require.Contains(t, strings.Join(found, "\n"), c.want)
			if c.file != "lifecycle.yaml" { // of which one fault has several consequences
				require.Len(t, found, 1, "nothing else is wrong")
			}
		})
	}
}

// All faults of all files come in one error.
func TestAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	files := least(t)
	files = with(files, "routing.yaml", "name: x\nedition: 1\n")
	files = with(files, "deadline.yaml", "")
	files = with(files, "words/sw.yaml", "language: sw\n")
	files = with(files, "agencies.yaml", "agencies: [{id: a b}]\n")
	files = with(files, "categories.yaml", "- {pfad: roads}\n")
	files = with(files, "calendar.yaml", "zone: Nowhere/Nairobi\nweek: {monday: ['08:00-17:00']}\nlists: [{year: 2026}]\n")
	found := strings.Join(problems(t, files), "\n")
	for _, want := range []string{
		"deadline.yaml: no file of an office has this name; legal: deadlines.yaml, lifecycle.yaml",
		"calendar.yaml:1:7: zone: ", "categories.yaml:1:4: [0].pfad: unknown field", "agencies.yaml:1:17: agencies[0].id", "routing.yaml:2:10: edition: 1 must be quoted",
		"words/sw.yaml:1:1: texts: ",
	} {
		require.Contains(t, found, want)
	}
}

// A file that needs another one says so.
func TestWhatIsRequired(t *testing.T) {
	t.Parallel()
	all := least(t)
	for names, want := range map[string][]string{
		"": {"calendar.yaml: is required, because the national lifecycle counts in working days"},
		"lifecycle.yaml deadlines.yaml": {
			"calendar.yaml: is required, because deadlines.yaml counts in working days",
		},
		"lifecycle.yaml routing.yaml agencies.yaml": {
			"regions.csv: is required, because routing.yaml speaks of what it holds", "categories.yaml: is required, because routing.yaml speaks of what it holds",
		},
		"lifecycle.yaml calendar.csv": {"calendar.yaml: is required beside calendar.csv: it says the week and the time zone"},
	} {
		require.Equal(t, want, problems(t, only(all, strings.Fields(names)...)), names)
	}
	national, err := complaint.National().JSON()
	require.NoError(t, err)
	found := problems(t, fstest.MapFS{"lifecycle.json": {Data: national}})
	require.Len(t, found, 1)
	require.Contains(t, found[0], "deadlines.yaml: is required: the lifecycle sp4n-lapor 2 has actions by the timer")
}

// Names that an office does not have are refused, with the nearest that it has, and those
// that are none of its business are not looked at.
func TestNamesOfFiles(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"agency.yaml":         "agency.yaml: no file of an office has this name; legal: agencies.yaml, ",
		"region.csv":          "region.csv: no file of an office has this name; legal: regions.csv, ",
		"regions.yaml":        "regions.yaml: no file of an office has this name; legal: regions.csv, ",
		"word/sw.yaml":        "word: no file of an office has this name; legal: words/, ",
		"words/nl.yalm":       "words/nl.yalm: no file of an office has this name; legal: .yaml, .yml, .json",
		"lifecycle/old/1.yml": "lifecycle/old: no file of an office has this name; legal: .yaml, .yml, .json",
		"words.yaml":          "words.yaml: no file of an office has this name; legal: words/, ",
		"README.md":           "", ".git/HEAD": "", "cases/a.yaml": "", "words/README.md": "",
	} {
		found := problems(t, with(least(t), name, ""))
		if want == "" {
			require.Empty(t, found, name)
			continue
		}
		require.Len(t, found, 1, name)
		require.Contains(t, found[0], want)
	}
}

// Between two editions there is no time without one, whatever kind they are of.
func TestHolesBetweenEditions(t *testing.T) {
	t.Parallel()
	edition := func(text, name, valid string) string {
		return strings.Replace(text, "edition: \"1\"\n", "edition: \""+name+"\"\nvalid: "+valid+"\n", 1)
	}
	for kind, c := range map[string]struct{ first, next, late, want string }{
		"lifecycle": {
			`{until: "2027-01-01T00:00:00Z"}`, `{from: "2027-01-01T00:00:00Z"}`, `{from: "2027-01-02T00:00:00Z"}`,
			"lifecycle/2.yaml:3: valid.from: no lifecycle is valid from 2027-01-01 until this one begins; legal: 2027-01-01",
		},
		"deadlines": {
			`{until: "2027-01-01T00:00:00Z"}`, `{from: "2027-01-01T00:00:00Z"}`, `{from: "2027-01-02T00:00:00Z"}`,
			"deadlines/2.yaml:3: valid.from: no deadline policy is valid from 2027-01-01 until this one begins; legal: 2027-01-01",
		},
		"routing": {
			"{from: 2026-01-01, until: 2027-01-01}", "{from: 2027-01-01}", "{from: 2027-01-02}",
			"routing/2.yaml:3: valid.from: no routing table is valid from 2027-01-01 until this one begins; legal: 2027-01-01",
		},
	} {
		files := least(t)
		text := strings.Replace(string(files[kind+".yaml"].Data), "valid: {from: 2026-01-01}\n", "", 1)
		files = with(files, kind+".yaml", edition(text, "1", c.first))
		require.Empty(t, problems(t, with(files, kind+"/2.yaml", edition(text, "2", c.next))), kind)
		require.Equal(t, []string{c.want}, problems(t, with(files, kind+"/2.yaml", edition(text, "2", c.late))))
		here, err := office.Load(with(files, kind+"/2.yaml", edition(text, "2", c.next)))
		require.NoError(t, err)
		if kind == "lifecycle" {
			require.Equal(t, "1", here.Lifecycles[0].Edition().Edition, "the file beside the others comes first")
		}
	}
}

// A language falls back on those before it, and others are told which there are.
func TestLanguages(t *testing.T) {
	t.Parallel()
	files := with(least(t), "words/nl.yaml", "language: nl\ntexts: {complaint.state.open: Open, complaint.channel.web: Website}\n")
	files = with(files, "words/nl-BE.yaml", "language: nl-BE\nfallback: [nl]\ntexts: {complaint.state.open: Geopend}\n")
	here, err := office.Load(files)
	require.NoError(t, err)
	require.Equal(t, []string{"en", "id", "nl", "nl-BE", "sw"}, here.Languages())
	flemish, err := here.Words("nl-BE")
	require.NoError(t, err)
	require.Equal(t, "Website", complaint.ChannelWeb.In(flemish))
	_, err = here.Words("ln")
	require.ErrorContains(t, err, `the office has no words for "ln"; legal: en, id, nl, nl-BE, sw`)
	// What is wrong with one language is told once, not again with those that fall back on it.
	files = with(files, "words/nl.yaml", "language: nl\ntexts: {complaint.state.opne: Open}\n")
	require.Equal(t, []string{`words/nl.yaml:2:31: texts["complaint.state.opne"]: no package has this text; legal: complaint.state.open, aduan.number.decimal, aduan.number.group`},
		problems(t, files))
	english, err := here.Words("en")
	require.NoError(t, err)
	require.Equal(t, aduan.English(), english)
}

// What a country's package has is given in Go, and so are guards and roles.
func TestGiven(t *testing.T) {
	t.Parallel()
	places, err := indonesia.Regions()
	require.NoError(t, err)
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	given := office.Given{Regions: places, Calendars: set, Calendar: indonesia.CalendarWITA}
	here, err := given.Load(fstest.MapFS{})
	require.NoError(t, err, "the national office needs no file then")
	require.Equal(t, "WITA", here.Zone.String())
	require.Empty(t, here.Deadlines.Check(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC)))
	require.Equal(t, "2", here.Lifecycles[0].Edition().Edition)

	_, err = office.Given{Regions: places}.Load(least(t))
	require.ErrorContains(t, err, "regions.csv: the regions are given in Go")
	given.Calendar = "id-national"
	_, err = given.Load(fstest.MapFS{})
	require.ErrorContains(t, err, `there is no calendar "id-national"`)

	own := strings.Replace(string(least(t)["lifecycle.yaml"].Data), "by: [agency_admin]", "by: [mayor]", 1)
	files := with(least(t), "lifecycle.yaml", strings.Replace(own, "owner: agency_admin", "owner: mayor", 1))
	require.NotEmpty(t, problems(t, files))
	_, err = office.Given{Extensions: complaint.Extensions{Roles: map[lifecycle.Role]complaint.Reach{"mayor": complaint.ReachAll}}}.Load(files)
	require.NoError(t, err)
}

// The zone of the calendar is that of the dates in the other files.
func TestZone(t *testing.T) {
	t.Parallel()
	files := with(least(t), "regions.csv", "code,level,name,from\nke:047,county,Nairobi,2013-03-04\n")
	here, err := office.Load(files)
	require.NoError(t, err)
	nairobi := region.MustParse("ke:047")
	_, err = here.Regions.Path(nairobi, time.Date(2013, 3, 3, 20, 59, 59, 0, time.UTC))
	require.Error(t, err)
	_, err = here.Regions.Path(nairobi, time.Date(2013, 3, 3, 21, 0, 0, 0, time.UTC))
	require.NoError(t, err)
}

// endless is a file without end.
type endless struct{ fs.File }

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// broken is a file system of which a file cannot be read.
type broken struct {
	fstest.MapFS
	file string
	read func(fs.File) (fs.File, error)
}

func (b broken) Open(name string) (fs.File, error) {
	f, err := b.MapFS.Open(name)
	if err == nil && name == b.file {
		return b.read(f)
	}
	return f, err
}

// A file without end is not read to it, and what the file system says is the error.
func TestBoundsAndFailures(t *testing.T) {
	t.Parallel()
	_, err := office.Load(broken{least(t), "regions.csv", func(f fs.File) (fs.File, error) { return endless{f}, nil }})
	require.ErrorContains(t, err, "regions.csv: the files of an office have at most 134217728 bytes together")
	_, err = office.Load(broken{least(t), "regions.csv", func(fs.File) (fs.File, error) { return nil, io.ErrUnexpectedEOF }})
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NotErrorIs(t, err, storage.ErrInvalid)
	_, err = office.Load(os.DirFS(filepath.Join(t.TempDir(), "missing")))
	require.ErrorIs(t, err, fs.ErrNotExist)

	many := least(t)
	for i := range 600 {
		many["words/"+strings.Repeat("a", i)+"x.yaml"] = &fstest.MapFile{Data: []byte("x")}
	}
	require.Contains(t, strings.Join(problems(t, many), "\n"), "an office has at most 500 files")
}
