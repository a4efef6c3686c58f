package complaint_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// tableRow is a row of testdata/national_table.csv, the allowed cells of the
// national lifecycle as the prose tells them. What no row allows is refused.
type tableRow struct {
	action           lifecycle.Action
	states           []string
	role             lifecycle.Role
	relations        []string
	circumstance, to string
	disclosures      []string // nil is any
	source           string
}

func readTable(t *testing.T) []tableRow {
	t.Helper()
	file, err := os.Open("testdata/national_table.csv")
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	lines, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"action", "states", "role", "relations", "circumstance", "to", "disclosures", "source"}, lines[0])
	var rows []tableRow
	for _, f := range lines[1:] {
		row := tableRow{
			action: lifecycle.Action(f[0]), states: strings.Fields(f[1]), role: lifecycle.Role(f[2]), relations: strings.Fields(f[3]),
			circumstance: f[4], to: f[5], source: f[7],
		}
		require.Contains(t, []string{"", "coordinator_main", "held", "holder_unknown", "merged", "orphaned", "parent_answered", "law_runs", "resolution_running", "supervisory", "not_supervisory"}, row.circumstance)
		if f[6] != "any" {
			row.disclosures = strings.Fields(f[6])
		}
		rows = append(rows, row)
	}
	return rows
}

// cell is one question to the table.
type cell struct {
	action        lifecycle.Action
	state         lifecycle.State
	role          lifecycle.Role
	relation      string
	circumstances []string
	disclosure    string
}

// answer returns the number of the row that allows a cell, or -1.
func answer(t *testing.T, rows []tableRow, q cell) int {
	t.Helper()
	found := -1
	for i, r := range rows {
		if r.action != q.action || r.role != q.role || !slices.Contains(r.states, string(q.state)) || !slices.Contains(r.relations, q.relation) {
			continue
		}
		if r.circumstance != "" && !slices.Contains(q.circumstances, r.circumstance) {
			continue
		}
		if r.disclosures != nil && !slices.Contains(r.disclosures, q.disclosure) {
			continue
		}
		require.Equal(t, -1, found, "two rows allow %+v", q)
		found = i
	}
	return found
}

// ever reports whether the table lets a role take an action at all, and whether
// it does so for somebody in this relation to the case.
func ever(rows []tableRow, q cell) (role, relation bool) {
	for _, r := range rows {
		if r.action == q.action && r.role == q.role {
			role = true
			relation = relation || slices.Contains(r.relations, q.relation)
		}
	}
	return role, relation
}

// tableCase is a complaint in one of its states: how it came there, and what is
// then true of it by the prose.
type tableCase struct {
	path  string
	state lifecycle.State
	// back is where complete or unmerge leads, if either is possible.
	back         lifecycle.State
	agency, main agency.ID
	help         bool
	// answered says that the resolution clock has stopped.
	answered bool
	// orphan says that the case was merged into one that ended without an answer; else
	// it is open and was answered.
	orphan bool
	// barred says that the report accuses whoever got the case.
	barred bool
}

func (tc tableCase) circumstances() []string {
	var all []string
	if tc.main != "" && tc.main == tc.agency {
		all = append(all, "coordinator_main")
	}
	if tc.state == complaint.StateArchived && tc.back != "" {
		all = append(all, "merged", "parent_answered")
		if tc.orphan {
			all[len(all)-1] = "orphaned"
		}
		if !strings.Contains(tc.path, "respond") && !strings.Contains(tc.path, "approve") {
			all = append(all, "law_runs")
		}
	}
	switch {
	case tc.barred:
		all = append(all, "holder_unknown")
	case tc.agency != "":
		all = append(all, "held")
	}
	if !tc.answered {
		all = append(all, "resolution_running")
	}
	if strings.Contains(tc.path, "supervisory") {
		return append(all, "supervisory")
	}
	return append(all, "not_supervisory")
}

// relation is how somebody who acts for an agency or unit stands to the case.
func (tc tableCase) relation(of agency.ID) string {
	switch {
	case of == "", tc.barred && of == tc.agency:
		return "other"
	case of == tc.agency:
		return "holding"
	case of == tc.main:
		return "main"
	case of == tableHelp && tc.help:
		return "supporting"
	default:
		return "other"
	}
}

func tableCases() []tableCase {
	const a, b, m, help = tableAgency, tableElse, tableMain, true
	const (
		submitted, suspended, forwarded, assigned = complaint.StateSubmitted, complaint.StateSuspended, complaint.StateForwarded, complaint.StateAssigned
		progress, responded, resolved, archived   = complaint.StateInProgress, complaint.StateResponded, complaint.StateResolved, complaint.StateArchived
	)
	return []tableCase{
		{path: "", state: submitted},
		{path: "suspend complete", state: submitted},
		{path: "forward return", state: submitted},
		{path: "merge unmerge", state: submitted},

		{path: "suspend", state: suspended, back: submitted},
		{path: "forward suspend", state: suspended, back: forwarded, agency: a},
		{path: "forward suspend accuse:holder", state: suspended, back: forwarded, agency: a, barred: true},
		{path: "forward assign suspend", state: suspended, back: assigned, agency: a, main: m},
		{path: "forward assign:help suspend", state: suspended, back: assigned, agency: a, main: m, help: help},
		{path: "forward assign follow_up suspend", state: suspended, back: progress, agency: a, main: m},
		{path: "forward assign:help follow_up suspend", state: suspended, back: progress, agency: a, main: m, help: help},
		{path: "forward handle suspend", state: suspended, back: progress, agency: a, main: a},
		{path: "forward assign suspend merge unmerge", state: suspended, back: assigned, agency: a, main: m},

		{path: "forward:supervisory", state: forwarded, agency: a},
		{path: "forward:supervisory return", state: submitted},
		{path: "forward:supervisory suspend", state: suspended, back: forwarded, agency: a},
		{path: "forward:supervisory assign suspend", state: suspended, back: assigned, agency: a, main: m},
		{path: "forward:supervisory assign draft", state: assigned, agency: a, main: m},
		{path: "forward:supervisory assign follow_up draft", state: progress, agency: a, main: m},
		{path: "forward:supervisory assign respond", state: responded, agency: a, main: m, answered: true},

		{path: "forward", state: forwarded, agency: a},
		{path: "forward return forward", state: forwarded, agency: a},
		{path: "forward transfer", state: forwarded, agency: b},
		{path: "forward assign:help transfer", state: forwarded, agency: b},
		{path: "forward handle transfer", state: forwarded, agency: b},
		{path: "forward assign:help hand_back", state: forwarded, agency: a},
		{path: "forward suspend complete", state: forwarded, agency: a},

		{path: "forward assign draft", state: assigned, agency: a, main: m},
		{path: "forward assign:help draft", state: assigned, agency: a, main: m, help: help},
		{path: "forward assign:self draft", state: assigned, agency: a, main: a, help: help},
		{path: "forward assign reassign:help draft", state: assigned, agency: a, main: m, help: help},
		{path: "forward assign:help reassign draft", state: assigned, agency: a, main: m},
		{path: "forward assign draft suspend complete", state: assigned, agency: a, main: m},
		{path: "forward assign hand_back assign draft", state: assigned, agency: a, main: m},

		{path: "forward assign follow_up draft", state: progress, agency: a, main: m},
		{path: "forward assign:help follow_up draft", state: progress, agency: a, main: m, help: help},
		{path: "forward handle draft", state: progress, agency: a, main: a},
		{path: "forward handle reassign:help draft", state: progress, agency: a, main: m, help: help},
		{path: "forward assign respond reply draft", state: progress, agency: a, main: m, answered: true},
		{path: "forward assign respond accept reopen draft", state: progress, agency: a, main: m},
		{path: "forward assign follow_up draft suspend merge unmerge complete", state: progress, agency: a, main: m},
		{path: "forward assign follow_up draft merge unmerge", state: progress, agency: a, main: m},

		{path: "forward assign respond", state: responded, agency: a, main: m, answered: true},
		{path: "forward assign:help follow_up respond", state: responded, agency: a, main: m, help: help, answered: true},
		{path: "forward handle respond", state: responded, agency: a, main: a, answered: true},
		{path: "forward assign draft approve", state: responded, agency: a, main: m, answered: true},

		{path: "forward assign:help respond accept", state: resolved, agency: a, main: m, help: help, answered: true},
		{path: "forward handle respond close", state: resolved, agency: a, main: a, answered: true},

		{path: "archive", state: archived},
		{path: "forward archive", state: archived, agency: a},
		{path: "withdraw", state: archived},
		{path: "forward assign:help withdraw", state: archived, agency: a, main: m, help: help},
		{path: "forward suspend withdraw", state: archived, agency: a},
		{path: "forward assign respond withdraw", state: archived, agency: a, main: m, answered: true},
		{path: "suspend expire", state: archived},
		{path: "forward assign merge unmerge withdraw", state: archived, agency: a, main: m},
		{path: "merge", state: archived, back: submitted},
		{path: "forward suspend merge", state: archived, back: suspended, agency: a, orphan: true},
		{path: "forward merge", state: archived, back: forwarded, agency: a},
		{path: "forward assign:help merge", state: archived, back: assigned, agency: a, main: m, help: help},
		{path: "forward assign follow_up merge", state: archived, back: progress, agency: a, main: m},
		{path: "forward handle merge", state: archived, back: progress, agency: a, main: a},
		{path: "forward assign respond merge", state: archived, back: responded, agency: a, main: m, answered: true},
		{path: "forward handle suspend merge", state: archived, back: suspended, agency: a, main: a},
		{path: "forward assign merge unmerge merge", state: archived, back: assigned, agency: a, main: m},
	}
}

// tableActor is somebody who tries everything.
type tableActor struct {
	complaint.Actor
	role     lifecycle.Role
	relation string
}

// actors are people of all roles, known or not, in every relation to a case.
func (tc tableCase) actors(t *testing.T, ref complaint.ReporterRef) []tableActor {
	t.Helper()
	reporter := complaint.RoleReporter
	elsewhere := tableHeader(t, 3).Reporter.String()
	all := []tableActor{
		{complaint.Actor{ID: ref.String(), Role: reporter}, reporter, "own"},
		{complaint.Actor{ID: ref.String()}, reporter, "own"},
		{complaint.Actor{ID: elsewhere, Role: reporter, Agency: tc.agency}, reporter, "other"},
		{complaint.Actor{}, reporter, "other"},
	}
	for _, role := range []lifecycle.Role{complaint.RoleFieldOfficer, complaint.RoleNationalAdmin, complaint.RoleOmbudsman, complaint.RoleTimer} {
		all = append(all, tableActor{officer(role, ""), role, "none"})
	}
	for _, role := range []lifecycle.Role{complaint.RoleInspectorate, complaint.RoleLocalCoordinator} {
		in, out := officer(role, ""), officer(role, "")
		in.Region, out.Region = region.MustParse("51"), region.MustParse("34")
		all = append(all, tableActor{in, role, "in_region"}, tableActor{out, role, "other_region"})
	}
	for _, unit := range []agency.ID{tableAgency, tableElse, tableMain, tableHelp, tableStranger, ""} {
		for _, role := range []lifecycle.Role{complaint.RoleAgencyAdmin, complaint.RoleUnitAdmin, complaint.RoleLiaisonOfficer} {
			by := officer(role, unit)
			by.ID = "second-" + by.ID // the draft was written by somebody else
			all = append(all, tableActor{by, role, tc.relation(unit)})
		}
	}
	const unknown lifecycle.Role = "mayor"
	return append(all,
		tableActor{complaint.Actor{ID: ref.String(), Role: unknown, Agency: tc.agency}, unknown, "holding"},
		tableActor{officer(unknown, ""), unknown, "none"},
	)
}
