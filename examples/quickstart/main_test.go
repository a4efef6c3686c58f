package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// update rewrites the golden files: go test ./examples/quickstart -update.
var update = flag.Bool("update", false, "rewrite the golden files")

// output runs the program and returns what it printed.
func output(t *testing.T, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, progress bytes.Buffer
	err = run(context.Background(), append([]string{"-examples", ".."}, args...), &out, &progress)
	return out.String(), progress.String(), err
}

func TestTheShippedReports(t *testing.T) {
	t.Parallel()
	out, _, err := output(t)
	require.NoError(t, err)
	require.NotContains(t, out, "does not allow", "every planned step is legal in the national lifecycle")
	golden.File(t, *update, "national.golden", out)
}

// In a file the day is the same as in memory; a second one goes on with it.
func TestASecondRunGoesOnWithTheFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "aduan.db")
	first, _, err := output(t, "-store", "sqlite:"+file)
	require.NoError(t, err)
	golden.File(t, *update, "national.golden", first)
	second, _, err := output(t, "-store", "sqlite:"+file)
	require.NoError(t, err)
	golden.File(t, *update, "national_second.golden", second)
	require.Contains(t, second, "The table holds 169 cases: 81 accepted now, 88 there before.")
	requireEveryClockKnown(t, file, "", 169)
	_, _, err = output(t, "-store", "sqlite:"+file, "-lifecycle", "city.yaml")
	require.ErrorContains(t, err, "the store holds cases under the lifecycle")
}

// A file that the program wrote before its rooms were joined goes on: its cases
// keep the limits under which they began, and agencies that no directory holds.
// The program of commit 604c6c2 made it with -store sqlite:FILE.
func TestAFileOfAnEarlierProgramGoesOn(t *testing.T) {
	t.Parallel()
	packed, err := os.Open(filepath.Join("testdata", "604c6c2.db.gz"))
	require.NoError(t, err)
	defer func() { require.NoError(t, packed.Close()) }()
	unpacked, err := gzip.NewReader(packed)
	require.NoError(t, err)
	data, err := io.ReadAll(unpacked)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "aduan.db")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	for _, want := range []string{
		"The table holds 169 cases: 81 accepted now, 88 there before.",
		"The table holds 250 cases: 81 accepted now, 169 there before.",
	} {
		out, _, err := output(t, "-store", "sqlite:"+file)
		require.NoError(t, err)
		require.Contains(t, out, want)
		require.NotContains(t, out, "does not allow")
	}
	requireEveryClockKnown(t, file, "", 250)
}

// requireEveryClockKnown reads all clocks of all cases in a file at several
// instants of the story and after it.
func requireEveryClockKnown(t *testing.T, file, lifecycle string, cases int) {
	t.Helper()
	lifecycles, err := readLifecycles(lifecycle)
	require.NoError(t, err)
	joined, err := openRooms("..", lifecycles)
	require.NoError(t, err)
	store, err := openStore(t.Context(), "sqlite:"+file, "", texts().In(aduan.English()))
	require.NoError(t, err)
	defer func() { require.NoError(t, store.Close()) }()
	seen, read := 0, map[deadline.Status]int{}
	for c, err := range store.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		seen++
		require.False(t, c.Policy.IsZero())
		for _, at := range []time.Duration{0, time.Hour, 3 * 24 * time.Hour, 20 * 24 * time.Hour, 365 * 24 * time.Hour} {
			readings, err := joined.deadlines.Readings((&office{all: lifecycles}).rulesOf(c), c, c.SubmittedAt().Add(at))
			require.NoError(t, err)
			for _, r := range readings {
				require.NotEqual(t, deadline.Unknown, r.Status, "%s of %s: %v", r.Clock, c.ID, r.Err)
				require.NoError(t, r.Err)
				read[r.Status]++
			}
		}
	}
	require.Equal(t, cases, seen)
	require.Positive(t, read[deadline.Met])
	require.Positive(t, read[deadline.Running])
	require.Positive(t, read[deadline.Breached])
}

// Without a name the store is a file that is gone at the end.
func TestNothingIsLeft(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	_, _, err := output(t, "-in", filepath.Join("testdata", "bad_rows.csv"))
	require.NoError(t, err)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestInIndonesian(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "aduan.db")
	for name, args := range map[string][]string{
		"national_id.golden": {"-store", "sqlite:" + file},
		"city_id.golden":     {"-lifecycle", "city.yaml"},
		"bad_rows_id.golden": {"-in", filepath.Join("testdata", "bad_rows.csv")},
	} {
		out, _, err := output(t, append(args, "-lang", "id")...)
		require.NoError(t, err)
		golden.File(t, *update, name, out)
	}
	out, _, err := output(t, "-store", "sqlite:"+file, "-lang", "id")
	require.NoError(t, err)
	golden.File(t, *update, "national_second_id.golden", out)
}

// Outside of the texts of the packages and of the lifecycle stands nothing but
// data: names of places, agencies and tables, titles of reports, codes.
func TestAllWordsAreTexts(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	file := filepath.Join(t.TempDir(), "aduan.db")
	for _, args := range [][]string{{"-store", "sqlite:" + file}, {"-store", "sqlite:" + file}, {"-lifecycle", "city.yaml"}} {
		o, err := parseFlags(append([]string{"-examples", ".."}, args...), io.Discard)
		require.NoError(t, err)
		lifecycles, err := readLifecycles(o.lifecycle)
		require.NoError(t, err)
		o.words = aduan.Pseudo(append(speaking(), newest(lifecycles).Texts())...)
		require.NoError(t, show(t.Context(), o, &out, &out))
	}
	golden.File(t, *update, "outside.txt", pseudo.Outside(out.String()))
}

// speaking lists the texts of all packages that speak in the example.
func speaking() []*aduan.Texts {
	return []*aduan.Texts{
		aduan.FormatTexts(), lifecycle.Texts(), complaint.Texts(), deadline.Texts(), calendar.Texts(), agency.Texts(), routing.Texts(), texts(),
	}
}

func TestAnotherLifecycle(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "aduan.db")
	out, _, err := output(t, "-lifecycle", "city.yaml", "-store", "sqlite:"+file)
	require.NoError(t, err)
	golden.File(t, *update, "city.golden", out)
	requireEveryClockKnown(t, file, "city.yaml", 88)
}

func TestDiagrams(t *testing.T) {
	t.Parallel()
	out, _, err := output(t, "-diagram")
	require.NoError(t, err)
	golden.File(t, *update, "national.mmd", out)
	out, _, err = output(t, "-diagram", "-lifecycle", "city.yaml", "-lang", "id")
	require.NoError(t, err)
	golden.File(t, *update, "city.mmd", out)
}

func TestBadRowsAreReportedAndGoodOnesGoThrough(t *testing.T) {
	t.Parallel()
	out, _, err := output(t, "-in", filepath.Join("testdata", "bad_rows.csv"))
	require.NoError(t, err)
	golden.File(t, *update, "bad_rows.golden", out)
}

func TestRefusedInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no such file":       {[]string{"-in", filepath.Join(dir, "none.csv")}, "none.csv"},
		"empty file":         {[]string{"-in", write("empty.csv", "")}, "the file is empty"},
		"unknown column":     {[]string{"-in", write("column.csv", "kind,title,body,channel,colour\n")}, `"colour": unknown column`},
		"no header":          {[]string{"-in", write("noheader.csv", "complaint,Siti Rahma,0812-0000-0001,web\n")}, "column 2: unknown column"},
		"missing column":     {[]string{"-in", write("missing.csv", "kind,title,body\n")}, "channel: this column is missing"},
		"only a header":      {[]string{"-in", write("header.csv", "kind,title,body,channel\n")}, "no report was accepted"},
		"open quote":         {[]string{"-in", write("quote.csv", "kind,title,body,channel\ncomplaint,\"a,b,web\n")}, "no report was accepted"},
		"unsound lifecycle":  {[]string{"-lifecycle", write("unsound.yaml", "name: x\nedition: '1'\ninitial: a\nstates:\n- state: a\ntransitions: []\n")}, "no end"},
		"unreadable":         {[]string{"-lifecycle", write("bad.yaml", "name: [\n")}, "bad.yaml"},
		"unknown format":     {[]string{"-lifecycle", write("bad.txt", "name: x\n")}, "does not say its format"},
		"superfluous":        {[]string{"extra"}, `unexpected argument "extra"`},
		"unknown language":   {[]string{"-lang", "fr"}, "legal: en, id"},
		"unknown store":      {[]string{"-store", "postgres"}, "want memory or sqlite:FILE"},
		"no store file":      {[]string{"-store", "sqlite:"}, "want memory or sqlite:FILE"},
		"no such directory":  {[]string{"-store", "sqlite:" + filepath.Join(dir, "none", "aduan.db")}, "sqlite"},
		"misspelt in states": {[]string{"-lifecycle", write("typo.yaml", "name: x\nedition: '1'\ninitial: a\nstates:\n- stat: a\n")}, "typo.yaml:5"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := output(t, c.args...)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestProgressOnLongInput(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("kind,title,body,channel,region,reporter_account,secret\n")
	for i := range 1200 {
		fmt.Fprintf(&b, "complaint,Jalan rusak %d,%s,web,51.03,user-%d,no\n", i, strings.Repeat("Sudah lama rusak. ", 8), i)
	}
	file := filepath.Join(t.TempDir(), "long.csv")
	require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o600))
	out, progress, err := output(t, "-in", file, "-store", "memory")
	require.NoError(t, err)
	require.Contains(t, out, "1,200 accepted, 0 refused")
	require.Contains(t, out, "The table holds 1,200 cases: 1,200 accepted now.")
	require.Contains(t, progress, "submitted 1,000 reports")
	require.Contains(t, progress, "worked on 500 of 1,200 reports")
}

func TestCancelling(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, run(ctx, []string{"-examples", ".."}, &bytes.Buffer{}, &bytes.Buffer{}), context.Canceled)
}

// The shipped file covers what the example promises.
func TestTheShippedFileCoversEverything(t *testing.T) {
	t.Parallel()
	kinds, channels, disclosures, regions := map[complaint.Kind]int{}, map[complaint.Channel]int{}, map[complaint.Disclosure]int{}, map[string]int{}
	classes, titles := map[complaint.Class]int{}, map[string]int{}
	rows := 0
	for row, err := range complaint.ReadCSV(bytes.NewReader(shipped), complaint.Limits{}) {
		require.NoError(t, err)
		rows++
		kinds[row.Draft.Kind]++
		channels[row.Draft.Channel]++
		disclosures[row.Draft.Disclosure]++
		classes[classOf(row.Draft)]++
		titles[row.Draft.Title]++
		regions[pilotOf(row.Draft.Region.Path())]++
	}
	require.GreaterOrEqual(t, rows, 60)
	require.Len(t, kinds, 3)
	require.Len(t, channels, 7)
	require.Len(t, disclosures, 4)
	require.Len(t, classes, 4)
	require.Len(t, regions, 6, "six regions, none elsewhere")
	require.Less(t, len(titles), rows, "some are duplicates")
}

// The columns that the example writes about are those that the file has.
func TestHeader(t *testing.T) {
	t.Parallel()
	header, err := csv.NewReader(bytes.NewReader(shipped)).Read()
	require.NoError(t, err)
	require.Contains(t, header, "anonymous")
	require.Contains(t, header, "secret")
	_, _, err = output(t, "-in", filepath.Join(t.TempDir(), "x.csv"))
	require.NotErrorIs(t, err, storage.ErrInvalid)
}
