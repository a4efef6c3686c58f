package complaint_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func readAll(text string, limits complaint.Limits) (rows []complaint.Row, errs []error) {
	for row, err := range complaint.ReadCSV(strings.NewReader(text), limits) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		rows = append(rows, row)
	}
	return rows, errs
}

const csvHeader = "kind,title,body,channel,anonymous,secret\n"

func TestReadCSV(t *testing.T) {
	t.Parallel()
	text := "\xef\xbb\xbfchannel,title,body,kind,line_id,reporter_contact,region,event_date,attachments,secret\r\n" +
		"sms,\"Jalan, rusak\",\"baris satu\nbaris \"\"dua\"\"\",complaint,a1,budi@example.id,bps:5103,2020-10-02,foto.jpg|image/jpeg|12|" + strings.Repeat("ab", 32) + ",no\r\n" +
		"web,Kedua,Isi,aspiration,a2,0812-0000-0001,,,,\r\n"
	rows, errs := readAll(text, complaint.Limits{})
	require.Empty(t, errs)
	require.Len(t, rows, 2)
	require.Equal(t, "a1", rows[0].Name)
	require.Equal(t, 2, rows[0].Line)
	require.Equal(t, 4, rows[1].Line, "the first row has a line break inside")
	d := rows[0].Draft
	require.Equal(t, "Jalan, rusak", d.Title)
	require.Equal(t, "baris satu\nbaris \"dua\"", d.Body)
	require.Equal(t, "bps:5103", d.Region.String())
	require.Equal(t, "2020-10-02", d.EventDate.String())
	require.Equal(t, "budi@example.id", d.Reporter.Email.Open())
	require.Equal(t, complaint.Disclosure{Public: true}, d.Disclosure, "anonymous was not said, so it holds")
	require.EqualValues(t, 12, d.Attachments[0].Size)
	require.Equal(t, "0812-0000-0001", rows[1].Draft.Reporter.Phone.Open())
	require.Equal(t, complaint.Disclosure{}, rows[1].Draft.Disclosure)
}

func TestReadCSVGoesOnAfterABadRow(t *testing.T) {
	t.Parallel()
	rows, errs := readAll(csvHeader+
		"complaint,T,B,web,no,no\n"+
		"complaint,T,B,fax machine,no,maybe\n"+
		"complaint,T\n"+
		"complaint,T,B,web,YES,no\n"+
		"complaint,T,B,web,yes,yes\n", complaint.Limits{})
	require.Len(t, rows, 2)
	require.Len(t, errs, 3)
	for i, line := range []int{3, 4, 5} {
		var bad *complaint.RowError
		require.ErrorAs(t, errs[i], &bad)
		require.Equal(t, line, bad.Line)
		require.ErrorIs(t, errs[i], storage.ErrInvalid)
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, errs[0], &invalid)
	require.Len(t, invalid.Problems, 2, "channel and secret at once")
}

// A stray quote spoils its row and no other; one that is never closed swallows
// the rest, and the error names the row in which it stands.
func TestReadCSVQuotes(t *testing.T) {
	t.Parallel()
	good := "complaint,T,B,web,no,no\n"
	rows, errs := readAll(csvHeader+good+"complaint,a \"x\" b,B,web,no,no\n"+good+"complaint,\"a\"b,B,web,no,no\n"+good, complaint.Limits{})
	require.Len(t, rows, 3)
	require.Len(t, errs, 2)
	rows, errs = readAll(csvHeader+good+"complaint,\"T,B,web,no,no\n"+good, complaint.Limits{})
	require.Len(t, rows, 1)
	require.Len(t, errs, 1)
	var bad *complaint.RowError
	require.ErrorAs(t, errs[0], &bad)
	require.Equal(t, 3, bad.Line)
	require.ErrorIs(t, errs[0], storage.ErrInvalid)
}

// What stands in a cell may be somebody's name in the wrong column.
func TestReadCSVRepeatsNoCells(t *testing.T) {
	t.Parallel()
	const canary = "0812 Siti"
	for _, column := range []string{"kind", "channel", "category", "region", "event_date", "agency", "anonymous", "attachments", "line_id"} {
		header, cells := "kind,title,body,channel", "complaint,T,B,web"
		switch column {
		case "kind":
			cells = canary + ",T,B,web"
		case "channel":
			cells = "complaint,T,B," + canary
		default:
			header, cells = header+","+column, cells+","+canary
		}
		_, errs := readAll(header+"\n"+cells+"\n", complaint.Limits{})
		for _, err := range errs {
			require.NotContains(t, err.Error(), "Siti", column)
		}
	}
}

func TestReadCSVRefusesTheFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"empty":          {"", "the file is empty"},
		"unknown column": {"kind,title,body,channel,titel\n", `"titel": unknown column`},
		"no header":      {"complaint,Siti Rahma,0812-0000-0001,web\n", "column 3: unknown column"},
		"twice":          {"kind,title,body,channel,title\n", "stands twice"},
		"no kind":        {"title,body,channel\n", "kind: this column is missing"},
		"no title":       {"kind,body,channel\n", "title: this column is missing"},
		"no body":        {"kind,title,channel\n", "body: this column is missing"},
		"no channel":     {"kind,title,body\n", "channel: this column is missing"},
		"endless quote":  {csvHeader + "complaint,\"" + strings.Repeat("x", 9<<20), "a row is longer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, errs := readAll(c.text, complaint.Limits{})
			require.Empty(t, rows)
			require.Len(t, errs, 1)
			var row *complaint.RowError
			require.False(t, errors.As(errs[0], &row), "the file is wrong, not a row")
			require.ErrorIs(t, errs[0], storage.ErrInvalid)
			require.ErrorContains(t, errs[0], c.want)
			require.NotContains(t, errs[0].Error(), "Siti")
		})
	}
}

// A reader's own failure is passed on, not taken for bad input.
func TestReadCSVPassesFailuresOn(t *testing.T) {
	t.Parallel()
	broken := errors.New("the cable was pulled")
	for _, err := range complaint.ReadCSV(failing{broken}, complaint.Limits{}) {
		require.ErrorIs(t, err, broken)
		require.NotErrorIs(t, err, storage.ErrInvalid)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestReadCSVStopsWhenAsked(t *testing.T) {
	t.Parallel()
	n := 0
	for _, err := range complaint.ReadCSV(strings.NewReader(csvHeader+strings.Repeat("complaint,T,B,web,no,no\n", 100)), complaint.Limits{}) {
		require.NoError(t, err)
		if n++; n == 3 {
			break
		}
	}
	require.Equal(t, 3, n)
}

func FuzzReadCSV(f *testing.F) {
	f.Add(csvHeader + "complaint,T,B,web,no,no\n")
	f.Add(csvHeader + "complaint,\"T\nU\",B,web,,\nx\n")
	f.Add("kind,title,body,channel,attachments,region\ncomplaint,T,B,web,a|b|1|" + strings.Repeat("0", 64) + ",51.03\n")
	f.Fuzz(func(t *testing.T, text string) {
		for row, err := range complaint.ReadCSV(strings.NewReader(text), complaint.Limits{}) {
			if err != nil {
				require.ErrorIs(t, err, storage.ErrInvalid)
				continue
			}
			require.NoError(t, row.Draft.Validate(complaint.Limits{}), "what is yielded is valid")
		}
	})
}

// What another system promised travels in two columns, of which one goes with the other.
func TestReadCSVOfPromises(t *testing.T) {
	t.Parallel()
	const header = "kind,title,body,channel,promise_due,promise_origin\n"
	rows, errs := readAll(header+"complaint,T,B,web,2026-03-02T09:30:00+08:00,311\ncomplaint,T,B,web,,\n", complaint.Limits{})
	require.Empty(t, errs)
	require.Equal(t, "311", rows[0].Draft.Promise.Origin)
	require.True(t, deskBegan().Equal(rows[0].Draft.Promise.Due))
	require.Nil(t, rows[1].Draft.Promise)
	_, errs = readAll(header+"complaint,T,B,web,tomorrow,311\ncomplaint,T,B,web,,311\ncomplaint,T,B,web,2026-03-02T09:30:00+08:00,\n", complaint.Limits{})
	require.Len(t, errs, 3)
	require.ErrorContains(t, errs[0], "promise_due: want an instant with its zone")
	require.ErrorContains(t, errs[1], "promise_due")
	require.ErrorContains(t, errs[2], "promise.origin: is required")
	_, errs = readAll("kind,title,body,channel,promise_due\n", complaint.Limits{})
	require.ErrorContains(t, errs[0], "promise_origin: this column is missing: it goes with promise_due")
}
