package complaint

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// TestWhatStandsBeyondTheLimit of entries in a stored timeline: what sealed or corrected the
// case, the end, and after each act of the timer another end.
func TestWhatStandsBeyondTheLimit(t *testing.T) {
	t.Parallel()
	type actions = []lifecycle.Action
	const note, seal, fix, end, timer, pass = ActionNote, ActionSeal, ActionCorrectTime, ActionArchive, ActionExpire, ActionPassOn
	for _, tt := range []struct {
		beyond actions
		fits   bool
	}{
		{nil, true},
		{actions{end}, true},
		{actions{note}, true}, // whatever it is, once
		{actions{end, note}, false},
		{actions{seal, fix, seal, end, fix}, true},
		{actions{seal, end, end}, false},
		{actions{fix, end, end}, false},
		{actions{timer, end, end}, true},
		{actions{timer, end, end, end}, false},
		{actions{timer, timer, end, end, end}, true},
		{slices.Repeat(actions{seal}, reserve), true},
		{slices.Repeat(actions{seal}, reserve+1), false},
		{actions{pass, pass}, true},
		{actions{pass, pass, end}, true},
		{actions{pass, pass, pass}, false},
	} {
		c := &Complaint{}
		for _, a := range slices.Concat(actions{note, note, note, note}, tt.beyond) {
			role := RoleNationalAdmin
			if a == timer {
				role = RoleTimer
			}
			c.Timeline = append(c.Timeline, Entry{Action: a, By: Actor{Role: role}})
		}
		p := checks(Limits{Entries: 4})
		require.Equal(t, tt.fits, c.checkLength(p), "%v", tt.beyond)
		require.Equal(t, tt.fits, p.Len() == 0, "%v", tt.beyond)
	}
}
