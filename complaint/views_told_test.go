package complaint_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// said finds the texts of [TestWhoIsToldWhat] in a view, each once, in order.
func said(t *testing.T, view any) []lifecycle.Action {
	t.Helper()
	text, err := json.Marshal(view)
	require.NoError(t, err)
	var list []lifecycle.Action
	for _, m := range regexp.MustCompile(`Kata ([a-z_]+)`).FindAllStringSubmatch(string(text), -1) {
		list = append(list, lifecycle.Action(m[1]))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestWhoIsToldWhat lets everybody write something with whatever they do to a public
// case. The public reads messages and answers, the reporter also what is asked of them
// and what they wrote themselves, and those who work on the case read everything.
func TestWhoIsToldWhat(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	id := d.submit().ID
	all := []lifecycle.Action{}
	do := func(by complaint.Actor, cmd complaint.Command) {
		t.Helper()
		if cmd.Note == "" {
			cmd.Note = "Kata " + string(cmd.Action)
			all = append(all, cmd.Action)
		}
		d.do(by, id, cmd)
	}
	type cmd = complaint.Command
	nat, works, unit, lia := byNational(), byAgency("works"), byUnit("unit1"), byLiaison("unit1")
	do(nat, cmd{Action: complaint.ActionSuspend})
	do(byReporter(), cmd{Action: complaint.ActionComplete})
	do(nat, cmd{Action: complaint.ActionEdit, Title: "Jalan"})
	do(nat, cmd{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "works"})
	do(works, cmd{Action: complaint.ActionAssign, Main: "unit2"})
	do(byLiaison("unit2"), cmd{Action: complaint.ActionHandBack})
	do(works, cmd{Action: complaint.ActionAssign, Main: "unit2", Note: "Sekali lagi"})
	do(works, cmd{Action: complaint.ActionReassign, Main: "unit1", Supporting: []agency.ID{"unit2"}})
	do(works, cmd{Action: complaint.ActionExtend, Days: 3})
	do(nat, cmd{Action: complaint.ActionReclassify, Class: complaint.ClassSupervisory})
	do(nat, cmd{Action: complaint.ActionNote})
	do(lia, cmd{Action: complaint.ActionFollowUp})
	do(unit, cmd{Action: complaint.ActionDraft})
	v, err := d.Get(ctx, lia, id)
	require.NoError(t, err)
	do(lia, cmd{Action: complaint.ActionApprove, Draft: v.DraftDigest})
	do(byReporter(), cmd{Action: complaint.ActionReply})
	do(lia, cmd{Action: complaint.ActionRespond})
	do(byReporter(), cmd{Action: complaint.ActionAccept, Rating: 4})
	do(byReporter(), cmd{Action: complaint.ActionReopen})
	do(nat, cmd{Action: complaint.ActionTransfer, Agency: "health"})
	do(byAgency("health"), cmd{Action: complaint.ActionReturn})
	do(byReporter(), cmd{Action: complaint.ActionAttach, Attachments: []complaint.Attachment{{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}})
	tracked, err := d.Track(ctx, string(d.stored(id).Tracking))
	require.NoError(t, err)
	do(nat, cmd{Action: complaint.ActionArchive, Reason: complaint.ArchivedUnclear}) // takes it down

	public := []lifecycle.Action{complaint.ActionDraft, complaint.ActionFollowUp, complaint.ActionRespond} // a draft is read once it is approved
	reporter := append(slices.Clone(public), complaint.ActionSuspend, complaint.ActionExtend, complaint.ActionArchive,
		complaint.ActionComplete, complaint.ActionReply, complaint.ActionAccept, complaint.ActionReopen, complaint.ActionAttach)
	slices.Sort(reporter)
	slices.Sort(all)
	require.Equal(t, public, said(t, tracked), "the public")
	mine, err := d.Mine(ctx, byReporter(), id)
	require.NoError(t, err)
	require.Equal(t, reporter, said(t, mine), "the reporter")
	v, err = d.Get(ctx, nat, id)
	require.NoError(t, err)
	require.Equal(t, slices.Compact(all), said(t, v), "who works on it")
}
