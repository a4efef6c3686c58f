package complaint_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// counter is a small lifecycle: a report is filed, and closed by whoever may; the
// rows given come between. A mayor may be declared.
func counter(closes []lc.Permit, rows ...lc.Transition) lc.Definition {
	return lc.Definition{
		Name: "counter", Edition: "1", Initial: "filed",
		States: []lc.StateInfo{{State: "filed"}, {State: "closed", Final: true}},
		Transitions: append(append([]lc.Transition{
			{Action: complaint.ActionSubmit, From: []lc.State{lc.New}, To: lc.To("filed"), By: lc.By(complaint.RoleReporter)},
		}, rows...), lc.Transition{Action: "finish", From: []lc.State{"filed"}, To: lc.To("closed"), By: closes}),
	}
}

// counterRow is an action that everybody may take and that leaves the state.
func counterRow(a lc.Action, by ...lc.Role) lc.Transition {
	return lc.Transition{Action: a, From: []lc.State{"filed"}, To: lc.Same(), By: lc.By(by...)}
}

// refusedReach are the findings with which a definition is refused.
func refusedReach(t *testing.T, d lc.Definition, with complaint.Extensions) []lc.Finding {
	t.Helper()
	l, err := complaint.Compile(d, with)
	refusal, ok := errors.AsType[*lc.ProofError](err)
	require.True(t, ok, "%v", err)
	require.Nil(t, l)
	return refusal.Findings
}

// The only finisher is a role that never reaches the case: no action ever gives
// it an agency.
func TestCase31NobodyReachesTheCase(t *testing.T) {
	t.Parallel()
	found := refusedReach(t, counter(lc.By(complaint.RoleAgencyAdmin), counterRow(complaint.ActionNote, complaint.RoleNationalAdmin)), complaint.Extensions{})
	require.Len(t, found, 2)
	require.Equal(t, lc.NoEnd, found[0].Kind)
	require.Equal(t, "states[0]", found[0].Field)
	require.Equal(t, lc.OutOfReach, found[1].Kind)
	require.Equal(t, "transitions[2]", found[1].Field)
	require.Equal(t, []lc.Step{{Action: complaint.ActionSubmit, To: "filed"}}, found[1].Path)
	require.Equal(t, []string{"national_admin", "reporter", "timer"}, found[1].Legal, "nearest first")
	require.Equal(t, `out of reach: nobody can ever finish from filed; only these may, and none of them ever reaches a case there: `+
		`agency_admin, whose reach is holding; path: submit -> filed; legal: national_admin, reporter, timer`, found[1].String())
	require.Equal(t, `di luar jangkauan: tidak ada yang pernah dapat melakukan finish dari filed; hanya peran berikut yang boleh, dan tidak satu pun `+
		`menjangkau laporan di sana: agency_admin, dengan jangkauan holding; jalannya: submit -> filed; yang tersedia: national_admin, reporter, timer`,
		found[1].In(aduan.Indonesian()))
	require.Equal(t, `no end: nobody who reaches a case in filed can bring it to an end: national_admin, whose reach is all, `+
		`reporter, whose reach is own, timer, whose reach is all; path: submit -> filed`, found[0].String())

	_, err := complaint.Compile(counter(lc.By(complaint.RoleAgencyAdmin), counterRow(complaint.ActionForward, complaint.RoleNationalAdmin)), complaint.Extensions{})
	require.NoError(t, err, "a forward gives the case to an agency")
}

// Other roles that nothing brings to the case, and what brings them there.
func TestSilentReach(t *testing.T) {
	t.Parallel()
	mayor := func(r complaint.Reach) complaint.Extensions {
		return complaint.Extensions{Roles: map[lc.Role]complaint.Reach{"mayor": r}}
	}
	national := complaint.RoleNationalAdmin
	for name, c := range map[string]struct {
		by    lc.Role
		with  complaint.Extensions
		rows  []lc.Transition
		found []lc.FindingKind
	}{
		"a reach is forgotten":                {"mayor", mayor(complaint.ReachNone), nil, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"only new cases":                      {complaint.RoleFieldOfficer, complaint.Extensions{}, nil, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"no unit is ever assigned":            {complaint.RoleUnitAdmin, complaint.Extensions{}, nil, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"a unit is assigned":                  {complaint.RoleUnitAdmin, complaint.Extensions{}, []lc.Transition{counterRow(complaint.ActionAssign, national)}, nil},
		"whoever assigns never reaches":       {complaint.RoleUnitAdmin, complaint.Extensions{}, []lc.Transition{counterRow(complaint.ActionAssign, complaint.RoleAgencyAdmin)}, []lc.FindingKind{lc.NoEnd, lc.OutOfReach, lc.OutOfReach}},
		"nobody classifies":                   {complaint.RoleInspectorate, complaint.Extensions{}, nil, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"a case elsewhere never ends":         {complaint.RoleInspectorate, complaint.Extensions{}, []lc.Transition{counterRow(complaint.ActionReclassify, national)}, []lc.FindingKind{lc.NoEnd}},
		"a secret case never ends":            {complaint.RoleOmbudsman, complaint.Extensions{}, nil, []lc.FindingKind{lc.NoEnd}},
		"a secret case is escalated":          {complaint.RoleOmbudsman, complaint.Extensions{}, []lc.Transition{counterRow(complaint.ActionEscalate, national)}, nil},
		"nobody is told":                      {complaint.RoleSuperior, complaint.Extensions{}, nil, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"those above are told":                {complaint.RoleSuperior, complaint.Extensions{}, []lc.Transition{counterRow(complaint.ActionEscalate, national)}, nil},
		"nobody is above nobody":              {"mayor", mayor(complaint.ReachAbove), nil, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"somebody is above the agency":        {"mayor", mayor(complaint.ReachAbove), []lc.Transition{counterRow(complaint.ActionForward, national)}, nil},
		"an inspectorate is told":             {"mayor", mayor(complaint.ReachInspection), []lc.Transition{counterRow(complaint.ActionEscalate, national)}, []lc.FindingKind{lc.NoEnd}},
		"a secret case is opened":             {complaint.RoleOmbudsman, complaint.Extensions{}, []lc.Transition{counterRow(complaint.ActionDisclose, complaint.RoleReporter)}, nil},
		"an action of one's own gives nobody": {"mayor", mayor(complaint.ReachHolding), []lc.Transition{counterRow("hand_over", national)}, []lc.FindingKind{lc.NoEnd, lc.OutOfReach}},
		"the agency has it":                   {"mayor", mayor(complaint.ReachHolding), []lc.Transition{counterRow(complaint.ActionTransfer, national)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := counter(lc.By(c.by), c.rows...)
			if c.found == nil {
				_, err := complaint.Compile(d, c.with)
				require.NoError(t, err)
				return
			}
			var kinds []lc.FindingKind
			for _, f := range refusedReach(t, d, c.with) {
				kinds = append(kinds, f.Kind)
			}
			require.Equal(t, c.found, kinds)
		})
	}
}

// A finding names the line of a definition that was read.
func TestSilentReachNamesTheLine(t *testing.T) {
	t.Parallel()
	d, err := lc.Parse("counter.yaml", []byte(`name: counter
edition: "1"
initial: filed
states:
- {state: filed}
- {state: closed, final: true}
transitions:
- {action: submit, from: [new], to: filed, by: [reporter]}
- {action: finish, from: [filed], to: closed, by: [agency_admin]}
- {action: withdraw, from: [filed], to: closed, by: [reporter]}
`))
	require.NoError(t, err)
	_, err = complaint.Compile(d, complaint.Extensions{})
	require.EqualError(t, err, `lifecycle "counter" edition "1" is refused: 1 finding`+"\n  "+
		`line 9: out of reach: nobody can ever finish from filed; only these may, and none of them ever reaches a case there: `+
		`agency_admin, whose reach is holding; path: submit -> filed; legal: national_admin, reporter, timer`)
}

// Cases that reach tells apart are bounded as the proof's positions are: 2^12
// stacks of boxes, each with and without an agency and a unit, are too many.
func TestSilentReachIsBounded(t *testing.T) {
	t.Parallel()
	d := counter(lc.By(complaint.RoleReporter))
	inside := []lc.State{"filed"}
	for i := range 12 {
		box := lc.State(fmt.Sprint("box", i))
		d.States = append(d.States, lc.StateInfo{State: box})
		d.Transitions = append(d.Transitions,
			lc.Transition{Action: lc.Action("into_" + box), From: slices.Clone(inside), To: lc.To(box), By: lc.By(complaint.RoleReporter)},
			lc.Transition{Action: lc.Action("out_of_" + box), From: []lc.State{box}, To: lc.Back(inside...), By: lc.By(complaint.RoleReporter)})
		inside = append(inside, box)
	}
	_, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	for _, a := range []lc.Action{complaint.ActionTransfer, complaint.ActionHandle} {
		d.Transitions = append(d.Transitions, lc.Transition{Action: a, From: []lc.State{lc.AnyOpen}, To: lc.Same(), By: lc.By(complaint.RoleNationalAdmin)})
	}
	found := refusedReach(t, d, complaint.Extensions{})
	require.Len(t, found, 1)
	require.Equal(t, lc.TooLarge, found[0].Kind)
	require.ErrorContains(t, errors.New(found[0].String()), "more than 10,000 positions of a case, told apart by who reaches it")
}
