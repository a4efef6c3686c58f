package complaint_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// sheetOf is the sheet of the records of a desk, by rows and cells.
func sheetOf(t testing.TB, d *desk) [][]string {
	t.Helper()
	var out bytes.Buffer
	_, err := complaint.WriteSheet(&out, d.Export(t.Context(), byNational(), complaint.Query{}, ""))
	require.NoError(t, err)
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	return rows
}

func inCSV(t testing.TB, rows [][]string) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, csv.NewWriter(&out).WriteAll(rows))
	return out.String()
}

// No cell of a sheet is a formula, whatever people wrote and whoever lists.
func TestWriteSheetOfViews(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, title := range []string{"=1+1", "+62", "-x", "@a", "\tb", "\rc", "'d", "Plain, with \"quotes\"\r\nand lines"} {
		r := d.submit(func(draft *complaint.Draft) { draft.Title = title })
		d.do(byNational(), r.ID, forwardTo("works"))
		d.clock.advance(time.Second) // so the IDs are in this order
	}
	d.submit() // not theirs
	var out bytes.Buffer
	written, err := complaint.WriteSheet(&out, d.List(t.Context(), byAgency("works"), complaint.Query{}))
	require.NoError(t, err)
	require.Equal(t, 8, written.Items)
	require.Contains(t, out.String(), "id,tracking,state,kind,class,category,region,channel,agency,main,submitted_at,updated_at,event_date,anonymous,secret,title\n")
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	for _, row := range rows {
		for _, cell := range row {
			require.NotRegexp(t, `^[=+\-@\t\r\n]`, cell)
		}
	}
	require.Equal(t, "'=1+1", rows[1][15])
	require.Equal(t, "forwarded", rows[1][2])
	require.Equal(t, "51.71", rows[1][6])
	require.Equal(t, "2026-03-02T01:30:00Z", rows[1][10])

	var lines bytes.Buffer
	written, err = complaint.WriteLines(&lines, d.List(t.Context(), byAgency("works"), complaint.Query{}))
	require.NoError(t, err)
	require.Equal(t, 8, bytes.Count(lines.Bytes(), []byte("\n")))
	require.Equal(t, 8, written.Items)

	_, err = complaint.WriteSheet(&out, d.List(t.Context(), byReporter(), complaint.Query{}))
	require.ErrorIs(t, err, complaint.ErrForbidden)
	_, err = complaint.WriteSheet(&out, listed(pastCase(1)))
	require.ErrorIs(t, err, storage.ErrInvalid, "a case of another system has no row")
	full := errors.New("disk full")
	_, err = complaint.WriteLines(fullDisk{full}, d.List(t.Context(), byNational(), complaint.Query{}))
	require.ErrorIs(t, err, full)
}

type fullDisk struct{ err error }

func (f fullDisk) Write([]byte) (int, error) { return 0, f.err }

// What was changed in a sheet is found by its row and column, whoever changed it.
func TestReadSheetFindsWhatWasChanged(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.submit(func(draft *complaint.Draft) { draft.Title = "=1+1\r\nSecond line" })
	d.submit()
	rows := sheetOf(t, d)
	read := whole(t, complaint.ReadSheet(strings.NewReader("\ufeff"+inCSV(t, rows))))
	require.Len(t, read, 2)
	require.Equal(t, 2, read[0].Line)
	for column, name := range rows[0] {
		kept := rows[1][column]
		rows[1][column] = "Siti"
		var wrong []error
		n := 0
		for past, err := range complaint.ReadSheet(strings.NewReader(inCSV(t, rows))) {
			if err != nil {
				wrong = append(wrong, err)
				continue
			}
			n++
			require.NotNil(t, past.Record)
		}
		require.Equal(t, 1, n, name)
		require.Len(t, wrong, 1, name)
		var row *complaint.RowError
		require.ErrorAs(t, wrong[0], &row)
		require.Equal(t, 2, row.Line)
		require.ErrorContains(t, row, name)
		require.NotContains(t, row.Error(), "Siti")
		rows[1][column] = kept
	}
	for text, want := range map[string]string{
		"":              "the file is empty",
		"id,tracking\n": "record: this column is missing",
		"id;tracking\n": "semicolons",
		inCSV(t, [][]string{append([]string{"nama"}, rows[0]...)}): "unknown column",
	} {
		for _, err := range complaint.ReadSheet(strings.NewReader(text)) {
			require.ErrorContains(t, err, want)
			require.ErrorIs(t, err, storage.ErrInvalid)
		}
	}
	gone := errors.New("gone")
	for _, err := range complaint.ReadSheet(iotest.ErrReader(gone)) {
		require.ErrorIs(t, err, gone)
	}
}

// FuzzReadSheet: whatever is read as a sheet is written and read as the same.
func FuzzReadSheet(f *testing.F) {
	d := newDesk(f)
	d.submit()
	f.Add(inCSV(f, sheetOf(f, d)))
	f.Add("id,record\n1,{}\n")
	f.Fuzz(func(t *testing.T, text string) {
		for past, err := range complaint.ReadSheet(strings.NewReader(text)) {
			if err != nil {
				continue
			}
			var out bytes.Buffer
			written, err := complaint.WriteSheet(&out, listed(past))
			require.NoError(t, err)
			require.Equal(t, 1, written.Items)
			again := whole(t, complaint.ReadSheet(&out))
			require.Equal(t, string(must(past.Encode())), string(must(again[0].Encode())))
		}
	})
}
