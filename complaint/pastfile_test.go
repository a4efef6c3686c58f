package complaint_test

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

const pastLine = `{"draft":{"kind":"complaint","title":"Lamp","body":"Dark.","channel":"integrated","external":{"system":"311","id":"7"},"disclosure":{"named":true,"public":true}},` +
	`"at":"2023-03-02T01:30:00Z","events":[{"at":"2023-03-03T01:30:00Z","word":"Routed","command":{"agency":"roads","class":"non_supervisory"}},` +
	`{"at":"2023-03-04T01:30:00+07:00","state":"resolved","by":{"id":"x","role":"agency_admin","agency":"roads"}}]}`

func TestReadPast(t *testing.T) {
	t.Parallel()
	var lines []int
	var wrong []error
	var read []complaint.Past
	file := "\ufeff" + pastLine + "\n\n{\"draft\":{},\"evnts\":[]}\nno json\n" + pastLine
	for past, err := range complaint.ReadPast(strings.NewReader(file)) {
		lines, wrong, read = append(lines, past.Line), append(wrong, err), append(read, past)
	}
	require.Equal(t, []int{1, 3, 4, 5}, lines)
	require.NoError(t, wrong[0])
	require.NoError(t, wrong[3])
	for _, err := range wrong[1:3] {
		var row *complaint.RowError
		require.ErrorAs(t, err, &row)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.NotContains(t, err.Error(), "no json")
	}
	require.Contains(t, wrong[1].Error(), "line 3")
	d := newDesk(t)
	got := imported(d.Import(t.Context(), byImport(), cityMapping(), listed(read[0], read[3])))
	require.NoError(t, got[0].Err)
	require.Equal(t, complaint.StateResolved, d.stored(got[0].Receipt.ID).State)
	require.True(t, got[1].Receipt.Repeated)
}

func TestReadPastEnds(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	var last error
	for _, err := range complaint.ReadPast(iotest.ErrReader(gone)) {
		last = err
	}
	require.ErrorIs(t, last, gone)
	for past, err := range complaint.ReadPast(strings.NewReader(pastLine + "\n" + strings.Repeat("x", 17<<20))) {
		if past.Line == 1 {
			require.NoError(t, err)
			continue
		}
		last = err
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, last, &invalid)
	require.Equal(t, 2, invalid.Problems[0].Line)
}

// FuzzPast holds reading and opening to: no panic, and what is opened replays.
func FuzzPast(f *testing.F) {
	f.Add(pastLine)
	f.Add(`{"draft":{},"at":"x"}`)
	d := newDesk(f)
	d.submit()
	for past, err := range d.Export(f.Context(), byNational(), complaint.Query{}, "") {
		require.NoError(f, err)
		f.Add(string(must(past.Encode())))
	}
	f.Fuzz(func(t *testing.T, line string) {
		l := deskNational(t)
		w := newWalker(t, l, 1)
		for past, err := range complaint.ReadPast(strings.NewReader(line)) {
			if err != nil {
				continue
			}
			h := complaint.Header{ID: w.id(), Tracking: "1", Reporter: complaint.ReporterRef(w.id())}
			c, err := l.OpenPast(h, byImport(), past, cityMapping(), complaint.Moment{Now: deskBegan()})
			if err != nil {
				continue
			}
			again, err := l.Replay(c)
			require.NoError(t, err)
			requireSame(t, c, again)
		}
	})
}
