package deadline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Of a clock that has run out nobody says that all is done while a guard, or the want of
// the action, refuses what would follow.
func TestWaitsSayWhatIsRefused(t *testing.T) {
	t.Parallel()
	def := complaint.National()
	def.Transitions = slices.DeleteFunc(def.Transitions, func(tr lifecycle.Transition) bool { return tr.Action == complaint.ActionEscalate })
	for i := range def.Transitions {
		if tr := &def.Transitions[i]; tr.Action == complaint.ActionClose {
			tr.Needs = append(tr.Needs, "supervisory")
		}
	}
	l, err := complaint.Compile(def, complaint.Extensions{})
	require.NoError(t, err)
	d := openDesk(t, l, sp4n(t))
	answered, submitted := d.answered(zoned(t, "2020-10-26 09:00")), d.submitted(zoned(t, "2020-10-26 09:00"))
	d.set(zoned(t, "2020-12-01 09:00"))
	d.sweep()
	waits := func(id complaint.ID) (said []string) {
		out, err := d.deadlines.Judge(d.l, d.get(id), d.now)
		require.NoError(t, err)
		for _, x := range out.Waits {
			require.Equal(t, x.Reason == complaint.WaitRefused, len(x.Refused) > 0)
			require.NotEqual(t, complaint.WaitPassed, x.Reason)
			said = append(said, x.String())
		}
		return said
	}
	require.Equal(t, complaint.StateResponded, d.get(answered).State)
	require.Contains(t, waits(answered), `the clock "Reporter's reply": it has run out, and what would follow is refused; needs: the case is supervisory`)
	require.Contains(t, waits(submitted), `the clock "Verification": it has run out, and what would follow is refused; there is no such action; no role may do it`)
}
