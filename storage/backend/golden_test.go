package backend_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// The files in testdata/golden hold what version 0.1 wrote, one record or
// edition a line: chosen out of all that its tests made, so that each field and
// each word of a closed set stands somewhere. A stored record must be read and
// written again as it was, byte by byte, but for the hint of a complaint, which is kept
// beside the record since; and the digest of an edition is
// compared by every backend, so its form must not change either.

// TestGoldenRecords reads and writes the records of version 0.1.
func TestGoldenRecords(t *testing.T) {
	t.Parallel()
	hints := 0
	defer func() { require.NotZero(t, hints, "hints of old records are read") }()
	for _, kind := range backend.Kinds() {
		for n, line := range goldenLines(t, string(kind)) {
			value, err := backend.Decode(kind, line)
			require.NoError(t, err, "%s %d", kind, n+1)
			got, err := backend.Encode(backend.Record{Value: value})
			require.NoError(t, err, "%s %d", kind, n+1)
			want := string(line)
			if c, ok := value.(*complaint.Complaint); ok && !c.NextDue.IsZero() {
				next := `"next_due":"` + c.NextDue.Format(time.RFC3339Nano) + `",`
				require.Equal(t, 1, strings.Count(want, next))
				want, hints = strings.Replace(want, next, "", 1), hints+1
			}
			require.Equal(t, want, string(got), "%s %d", kind, n+1)
		}
	}
}

// TestGoldenOrders does the same with drafts and commands, which an embedder
// may keep before they are carried out.
func TestGoldenOrders(t *testing.T) {
	t.Parallel()
	for n, line := range goldenLines(t, "draft") {
		var d complaint.Draft
		require.NoError(t, json.Unmarshal(line, &d), "draft %d", n+1)
		got, err := d.Encode()
		require.NoError(t, err)
		require.Equal(t, string(line), string(got), "draft %d", n+1)
	}
	for n, line := range goldenLines(t, "command") {
		var c complaint.Command
		require.NoError(t, json.Unmarshal(line, &c), "command %d", n+1)
		got, err := json.Marshal(c)
		require.NoError(t, err)
		require.Equal(t, string(line), string(got), "command %d", n+1)
	}
}

// goldenEdition is a line of a file of editions: the body without indentation,
// and the digest of the body as its package writes it.
type goldenEdition struct {
	Digest string          `json:"digest"`
	Body   json.RawMessage `json:"body"`
}

// TestGoldenEditions reads and writes the editions of version 0.1: lifecycles,
// routing tables, deadline policies, calendars, and the rules of plans and
// boards.
func TestGoldenEditions(t *testing.T) {
	t.Parallel()
	for kind, again := range map[string]func(file string, body []byte) ([]byte, error){
		"lifecycle": writtenAgain(lifecycle.Parse, lifecycle.Definition.JSON),
		"policy":    writtenAgain(deadline.Parse, (*deadline.Policy).JSON),
		"routing":   writtenAgain(routing.Parse, routing.Table.JSON),
		"calendar":  writtenAgain(calendar.Parse, plainJSON[calendar.Definition]),
		"rules":     writtenAgain(workplan.ParseRules, plainJSON[workplan.Rules]),
		"quorum":    writtenAgain(board.ParseQuorum, plainJSON[board.Quorum]),
	} {
		for n, line := range goldenLines(t, kind) {
			var want goldenEdition
			require.NoError(t, json.Unmarshal(line, &want))
			got, err := again("edition.json", want.Body)
			require.NoError(t, err, "%s %d", kind, n+1)
			require.Equal(t, string(want.Body), string(compact(t, got)), "%s %d", kind, n+1)
			require.Equal(t, want.Digest, digest(got), "%s %d", kind, n+1)
		}
	}
}

// TestPublishedEditions holds the editions that the library itself publishes
// against those of version 0.1: under the same name and edition they are the
// same to the byte, as a store that has one refuses another.
func TestPublishedEditions(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, kind := range []string{"lifecycle", "policy", "calendar", "rules", "quorum"} {
		for _, line := range goldenLines(t, kind) {
			var e goldenEdition
			require.NoError(t, json.Unmarshal(line, &e))
			known[kind+" "+e.Digest] = true
		}
	}
	national, err := indonesia.National(indonesia.CalendarWIB, time.FixedZone(indonesia.WIB, 7*60*60))
	require.NoError(t, err)
	first, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	for _, published := range []struct {
		kind, name string
		body       func() ([]byte, error)
	}{
		{"lifecycle", "complaints", first.JSON},
		{"lifecycle", "plans", workplan.PlanLifecycle().JSON},
		{"lifecycle", "activities", workplan.ActivityLifecycle().JSON},
		{"policy", "SP4N", deadline.SP4N().JSON},
		{"policy", "statutory", deadline.Statutory().JSON},
		{"policy", "CPGRAMS of 2020", deadline.CPGRAMS(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)).JSON},
		{"policy", "CPGRAMS of 2023", deadline.CPGRAMS(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)).JSON},
		{"policy", "CPGRAMS of 2025", deadline.CPGRAMS(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)).JSON},
		{"calendar", "WIB", func() ([]byte, error) { return json.Marshal(national) }},
		{"rules", "plans", func() ([]byte, error) { return json.Marshal(workplan.DefaultRules()) }},
		{"quorum", "boards", func() ([]byte, error) { return json.Marshal(board.DefaultQuorum()) }},
	} {
		body, err := published.body()
		require.NoError(t, err)
		require.True(t, known[published.kind+" "+digest(body)], "the %s of %s is not what version 0.1 published:\n%s", published.kind, published.name, body)
	}
}

// writtenAgain reads an edition and writes it.
func writtenAgain[T any](read func(file string, body []byte) (T, error), write func(T) ([]byte, error)) func(file string, body []byte) ([]byte, error) {
	return func(file string, body []byte) ([]byte, error) {
		v, err := read(file, body)
		if err != nil {
			return nil, err
		}
		return write(v)
	}
}

func plainJSON[T any](v T) ([]byte, error) { return json.Marshal(v) }

func goldenLines(t testing.TB, kind string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "golden", kind+".jsonl"))
	require.NoError(t, err)
	return bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
}

func compact(t testing.TB, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, json.Compact(&out, text))
	return out.Bytes()
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
