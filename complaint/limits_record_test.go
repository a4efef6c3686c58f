package complaint_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// TestSoakRecordLimit bounds the JSON form that is read.
func TestSoakRecordLimit(t *testing.T) {
	if !walksSoak() {
		t.Skip("takes a text of 128 MiB; see ADUAN_SOAK")
	}
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 24)
	data, err := w.open().Encode()
	require.NoError(t, err)
	limit := complaint.DefaultLimits().Record
	for _, size := range []int{limit - 1, limit, limit + 1} {
		var c complaint.Complaint
		padded := append([]byte(strings.Repeat(" ", size-len(data))), data...)
		err := c.UnmarshalJSON(padded)
		if size <= limit {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	t.Logf("up to %d bytes", limit)
}

// TestSoakLargestRecordCanBeRead: a record that the other limits let through is
// within the limit of what is read; here with the widest entries and the texts
// that JSON writes longest.
func TestSoakLargestRecordCanBeRead(t *testing.T) {
	t.Parallel()
	limits := complaint.DefaultLimits()
	entries, texts := 400, 4
	if walksSoak() {
		entries, texts = limits.Entries, limits.Texts/limits.Text
	}
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 26)
	c := w.open()
	c.Timeline, c.Texts = c.Timeline[:1], nil
	first := &c.Timeline[0]
	first.Title, first.Body, first.Place, first.Note = complaint.Digest{}, complaint.Digest{}, complaint.Digest{}, complaint.Digest{}
	first.Details.Where, first.Details.Attributes = nil, nil
	c.Original, c.Place, c.Edited, c.Draft = complaint.Wording{}, complaint.Digest{}, complaint.Wording{}, complaint.PendingDraft{}
	for i := range texts {
		body := strings.Repeat("<", limits.Text-1) + fmt.Sprint(i)
		c.Texts = append(c.Texts, complaint.Text{Digest: sha256.Sum256(append(make([]byte, 16), body...)), Body: body})
	}
	wide := complaint.Details{Main: agency.ID(xs(agency.MaxID)), AgencyPath: make([]agency.ID, 8), Category: complaint.Category(xs(200))}
	for i := range wide.AgencyPath {
		wide.AgencyPath[i] = wide.Main
	}
	for i := range limits.Supporting {
		wide.Supporting = append(wide.Supporting, agency.ID(fmt.Sprintf("%02d", i)+xs(agency.MaxID-2)))
	}
	for i := 1; i < entries; i++ {
		e := complaint.Entry{
			Seq: i + 1, At: c.UpdatedAt(), By: walkAdmin(), Action: complaint.ActionReassign, From: c.State, To: c.State,
			Version: storage.Version(i + 1), Key: fmt.Sprintf("%0*d", limits.Name, i), Details: wide,
		}
		e.By.ID = xs(limits.Name)
		c.Timeline = append(c.Timeline, e)
	}
	c.Version = storage.Version(entries)
	require.NoError(t, c.Validate(limits))
	data, err := c.Encode()
	require.NoError(t, err)
	var back complaint.Complaint
	require.NoError(t, json.Unmarshal(data, &back), "%d bytes", len(data))
	require.Len(t, back.Timeline, entries)
	t.Logf("%d entries, %d bytes", entries, len(data))
}
