package complaint_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// The bodies of the table tests. The first coordinates after a forward, the
// second after a transfer; the units are the main one, a supporting one and one
// that has nothing to do with the case.
const (
	tableAgency   agency.ID = "health"
	tableElse     agency.ID = "roads"
	tableMain     agency.ID = "health/clinics"
	tableHelp     agency.ID = "health/pharmacies"
	tableStranger agency.ID = "health/archive"
	tableAccused  agency.ID = "police"
	tableSuspect  agency.ID = "harbour"
)

func compileTable(t *testing.T, d lifecycle.Definition) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	return l
}

func compileNational(t *testing.T) *complaint.Lifecycle {
	t.Helper()
	return compileTable(t, complaint.National())
}

// fullDisclosures lists the four there are, by the words of the table.
func fullDisclosures() map[string]complaint.Disclosure {
	return map[string]complaint.Disclosure{
		"anonymous_secret": {},
		"anonymous_public": {Public: true},
		"named_secret":     {Named: true},
		"named_public":     {Named: true, Public: true},
	}
}

// tableBegin is when the complaints of these tests arrive.
func tableBegin() time.Time { return time.Date(2020, time.November, 12, 2, 0, 0, 0, time.UTC) }

// tableHeader makes the identifiers of a case from a number.
func tableHeader(t *testing.T, n byte) complaint.Header {
	t.Helper()
	entropy := bytes.NewReader(bytes.Repeat([]byte{n}, 64))
	id, err := complaint.NewID(tableBegin(), entropy)
	require.NoError(t, err)
	ref, err := complaint.NewReporterRef(entropy)
	require.NoError(t, err)
	tracking, err := complaint.NewTracking(bytes.NewReader(bytes.Repeat([]byte{n % 250}, 64)))
	require.NoError(t, err)
	place := region.MustParse("51.03")
	return complaint.Header{
		ID: id, Reporter: ref, Tracking: tracking,
		Region: region.Path{region.MustParse("51"), place},
	}
}

// tableDraft accuses somebody, where that can be cleared again.
func tableDraft(l *complaint.Lifecycle, d complaint.Disclosure) complaint.Draft {
	var accused []agency.ID
	if len(l.Machine().From(complaint.ActionClearAccusation)) > 0 {
		accused = []agency.ID{tableAccused}
	}
	return complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Obat habis", Body: "Sudah tiga hari tidak ada obat.",
		Category: "health", Channel: complaint.ChannelWeb, Region: region.MustParse("51.03"), Disclosure: d, Accused: accused,
	}
}

// allElapsed is a moment at which every clock has run out, and a case into which
// another was merged is open and was answered, and something is being passed on.
func allElapsed(now time.Time) complaint.Moment {
	return complaint.Moment{
		Now: now, Elapsed: complaint.Vocabulary().Clocks, Parent: &complaint.Parent{Answered: true}, Child: complaint.ID{UUID: [16]byte{2}},
	}
}

// favourable is a moment that stands against nothing: every clock has run out, but
// where more time is asked for.
func favourable(a lifecycle.Action, now time.Time) complaint.Moment {
	if a == complaint.ActionExtend {
		return complaint.Moment{Now: now}
	}
	return allElapsed(now)
}

// walk is a complaint on its way, which took every step through Apply.
type walk struct {
	t *testing.T
	l *complaint.Lifecycle
	c *complaint.Complaint
}

// begin opens a complaint and takes the steps of a path: action names separated
// by spaces, some with a choice after a colon ("assign:help").
func begin(t *testing.T, l *complaint.Lifecycle, d complaint.Disclosure, path string) *walk {
	t.Helper()
	h := tableHeader(t, 1)
	c, err := l.Open(h, complaint.Actor{ID: h.Reporter.String()}, tableDraft(l, d), complaint.Moment{Now: tableBegin()})
	require.NoError(t, err)
	w := &walk{t: t, l: l, c: c}
	return w.along(path)
}

// next is the instant of the next step, an hour after the last one.
func (w *walk) next() time.Time { return w.c.UpdatedAt().Add(time.Hour) }

// along takes further steps, each by somebody whom it suits.
func (w *walk) along(path string) *walk {
	w.t.Helper()
	for _, step := range strings.Fields(path) {
		cmd := wellFormed(w.t, w.c, step)
		w.do(suitable(w.c, cmd.Action), cmd, favourable(cmd.Action, w.next()))
	}
	return w
}

// do takes one step, which must be allowed.
func (w *walk) do(by complaint.Actor, cmd complaint.Command, at complaint.Moment) *walk {
	w.t.Helper()
	next, err := w.l.Apply(w.c, by, cmd, at)
	require.NoError(w.t, err, "%s in %s", cmd.Action, w.c.State)
	w.c = next
	return w
}

// refuse tries one step, which must be refused as not possible now, to the
// command and to the question alike if the question can know.
func (w *walk) refuse(by complaint.Actor, cmd complaint.Command, at complaint.Moment) {
	w.t.Helper()
	before := w.c.Clone()
	next, err := w.l.Apply(w.c, by, cmd, at)
	require.ErrorIs(w.t, err, complaint.ErrNotAllowed, "%s in %s", cmd.Action, w.c.State)
	require.Nil(w.t, next)
	require.Equal(w.t, before, w.c)
}

// unasked also requires that the refusal does not depend on the command.
func (w *walk) unasked(by complaint.Actor, cmd complaint.Command, at complaint.Moment) {
	w.t.Helper()
	w.refuse(by, cmd, at)
	require.NotNil(w.t, w.l.WhyNot(w.c, by, cmd.Action, at))
	require.NotContains(w.t, w.l.Allowed(w.c, by, at), cmd.Action)
}

// officer is somebody who acts for an agency or unit, or for none.
func officer(role lifecycle.Role, unit agency.ID) complaint.Actor {
	return complaint.Actor{ID: fmt.Sprintf("%s@%s", role, unit), Role: role, Agency: unit}
}

func nationalAdmin() complaint.Actor { return officer(complaint.RoleNationalAdmin, "") }
func timer() complaint.Actor         { return officer(complaint.RoleTimer, "") }

func reporterOf(c *complaint.Complaint) complaint.Actor {
	return complaint.Actor{ID: c.Reporter.String(), Role: complaint.RoleReporter}
}

// suitable is somebody who takes an action in the ordinary course of things.
func suitable(c *complaint.Complaint, a lifecycle.Action) complaint.Actor {
	switch a {
	case complaint.ActionComplete, complaint.ActionWithdraw, complaint.ActionLeave, complaint.ActionReply, complaint.ActionAccept,
		complaint.ActionReopen, complaint.ActionDisclose, complaint.ActionSeal, complaint.ActionAttach, complaint.ActionEscalate, complaint.ActionAccuse:
		return reporterOf(c)
	case complaint.ActionExpire, complaint.ActionClose, complaint.ActionRelay, complaint.ActionPassOn:
		return timer()
	case complaint.ActionReturn, complaint.ActionAssign, complaint.ActionHandle, complaint.ActionReassign,
		complaint.ActionExtend, complaint.ActionNote:
		return officer(complaint.RoleAgencyAdmin, c.Agency)
	case complaint.ActionDraft:
		return officer(complaint.RoleUnitAdmin, c.Main)
	case complaint.ActionHandBack, complaint.ActionFollowUp, complaint.ActionApprove, complaint.ActionRespond:
		return officer(complaint.RoleLiaisonOfficer, c.Main)
	default:
		return nationalAdmin()
	}
}

// wellFormed is a command for a step that nothing is wrong with: complete,
// consistent, and as favourable to its own success as a command can be.
func wellFormed(t *testing.T, c *complaint.Complaint, step string) complaint.Command {
	t.Helper()
	name, choice, _ := strings.Cut(step, ":")
	cmd := complaint.Command{Action: lifecycle.Action(name), Note: "for a reason"}
	switch cmd.Action {
	case complaint.ActionForward:
		cmd.Class, cmd.Agency = complaint.ClassNonSupervisory, tableAgency
		if choice == "supervisory" {
			cmd.Class = complaint.ClassSupervisory
		}
	case complaint.ActionArchive:
		cmd.Reason = complaint.ArchivedUnclear
	case complaint.ActionAssign, complaint.ActionReassign:
		cmd.Main = tableMain
		switch choice {
		case "help":
			cmd.Supporting = []agency.ID{tableHelp}
		case "self":
			cmd.Main, cmd.Supporting = c.Agency, []agency.ID{tableHelp}
		}
	case complaint.ActionTransfer:
		cmd.Agency = tableElse
		if c.Agency == tableElse {
			cmd.Agency = tableAgency
		}
	case complaint.ActionReclassify:
		cmd.Class = complaint.ClassInformation
	case complaint.ActionEdit:
		cmd.Title, cmd.Body, cmd.Category = "Persediaan obat", "Tidak ada obat.", "health/medicine"
	case complaint.ActionApprove:
		cmd.Draft = c.Draft.Text
	case complaint.ActionAttach:
		cmd.Attachments = []complaint.Attachment{{Name: "a.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}
	case complaint.ActionDisclose:
		cmd.Disclosure = &complaint.Disclosure{Named: true, Public: true}
	case complaint.ActionSeal:
		cmd.Disclosure = &complaint.Disclosure{}
	case complaint.ActionAccept:
		cmd.Rating = 5
	case complaint.ActionExtend:
		cmd.Days = 7
	case complaint.ActionEscalate:
		cmd.Clock, cmd.Rung = complaint.ClockStatutoryAnswer, complaint.RungSuperior
		if c.State == complaint.StateArchived && slices.ContainsFunc(c.Timeline, func(e complaint.Entry) bool { return e.Action == complaint.ActionFollowUp }) {
			cmd.Clock = complaint.ClockStatutoryDecision // the other one has stopped
		}
		if slices.Contains(c.Escalations, complaint.Escalation{Clock: cmd.Clock, Rung: cmd.Rung}) {
			cmd.Rung = complaint.RungInspectorate
		}
	case complaint.ActionAccuse:
		cmd.Accused = []agency.ID{tableSuspect}
		if choice == "holder" {
			cmd.Accused = []agency.ID{c.Agency}
		}
	case complaint.ActionConfirmAccusation, complaint.ActionClearAccusation:
		cmd.Accused = []agency.ID{tableAccused}
	case complaint.ActionMerge:
		cmd.Parent = tableHeader(t, 2).ID
	}
	return cmd
}
