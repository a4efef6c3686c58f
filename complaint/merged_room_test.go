package complaint_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// What the reporters of merged cases write takes no room from the reporter of the case at
// the end of the chain, nor from the office, nor all of it from one another.
func TestMergedReportersLeaveRoom(t *testing.T) {
	t.Parallel()
	photo := []complaint.Attachment{{Name: "foto.jpg", Size: 1, Digest: complaint.Digest{1}}}
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{Limits: roomLimits()})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	a := d.handled("works", false).ID
	var children []complaint.ID
	for i := range 3 {
		r, err := d.Submit(t.Context(), complaint.Actor{ID: fmt.Sprint("k", i)}, deskDraft())
		require.NoError(t, err)
		d.do(byNational(), r.ID, mergeInto(a))
		children = append(children, r.ID)
	}
	for i, id := range children {
		writes := 0
		for _, cmd := range []complaint.Command{
			{Action: complaint.ActionReply, Note: strings.Repeat("x", 300)}, {Action: complaint.ActionAttach, Attachments: photo}, {Action: complaint.ActionReply, Note: "y"},
		} {
			for err == nil {
				if _, err = d.Do(t.Context(), complaint.Actor{ID: fmt.Sprint("k", i)}, id, cmd); err == nil {
					writes++
				}
			}
			require.True(t, errors.Is(err, storage.ErrInvalid) || errors.Is(err, complaint.ErrNotAllowed), "%v", err)
			require.NotContains(t, err.Error(), a.String())
			err = nil
		}
		require.Positive(t, writes, "case %d", i)
	}
	do := func(by complaint.Actor, cmd complaint.Command) { d.do(by, a, cmd) }
	note := strings.Repeat("z", 300)
	for range 2 { // half of what a case holds is theirs
		do(byReporter(), complaint.Command{Action: complaint.ActionAttach, Attachments: photo, Note: note})
		do(byNational(), complaint.Command{Action: complaint.ActionSuspend, Note: note})
		do(byReporter(), complaint.Command{Action: complaint.ActionComplete, Attachments: photo, Note: note})
	}
	do(byAgency("works"), complaint.Command{Action: complaint.ActionRespond, Note: note})
	do(byReporter(), complaint.Command{Action: complaint.ActionReply, Note: note})
	for range 6 {
		do(byReporter(), complaint.Command{Action: complaint.ActionAttach, Attachments: photo[:1]})
	}
	do(byAgency("works"), complaint.Command{Action: complaint.ActionRespond, Note: note})
	do(byReporter(), complaint.Command{Action: complaint.ActionAccept, Rating: 2})
	do(byReporter(), complaint.Command{Action: complaint.ActionReopen, Note: note})
	do(byAgency("works"), complaint.Command{Action: complaint.ActionRespond, Note: note})
	c := d.stored(a)
	require.NoError(t, c.Validate(roomLimits()))
	again, err := l.Replay(c)
	require.NoError(t, err)
	require.Equal(t, c, again)
}
