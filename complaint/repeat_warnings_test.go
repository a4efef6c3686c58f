package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// The receipt of a repeated command warns as the first one did, of how the case stands
// now, for who may still see it.
func TestARepeatedCommandWarnsAnew(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	d.do(byNational(), id, forwardTo("works"))
	note := noteOf("a")
	note.Key = "note"
	require.Empty(t, d.do(byAgency("works"), id, note).Warnings)
	accuse := complaint.Command{Key: "k", Action: complaint.ActionAccuse, Accused: []agency.ID{"works"}}
	first := d.do(byNational(), id, accuse)
	require.Len(t, first.Warnings, 1)
	require.Equal(t, repeated(first), d.do(byNational(), id, accuse))

	again := d.do(byAgency("works"), id, note)
	require.True(t, again.Repeated)
	require.Empty(t, again.Warnings, "they do not see the case any more")
}
