package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// A holder that is accused loses the case at once, and that nobody holds it is told by
// the receipt and by every sweep until the national admin gives it to another.
func TestAnAccusedHolderIsReported(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	const holder agency.ID = "id:51.03"
	d.do(byNational(), id, forwardTo(holder))
	r := d.do(byNational(), id, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{holder}})
	require.Len(t, r.Warnings, 1)
	var unknown *complaint.HolderError
	require.ErrorAs(t, r.Warnings[0].Err, &unknown)
	require.Contains(t, unknown.Error(), "accuses "+string(holder))
	for range 2 {
		swept, err := d.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Len(t, swept.Unjudged, 1)
		require.Equal(t, id, swept.Unjudged[0].ID)
	}
	r = d.do(byNational(), id, complaint.Command{Action: complaint.ActionClearAccusation, Accused: []agency.ID{holder}, Note: "Keliru."})
	require.Empty(t, r.Warnings)
}
