package complaint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
)

// namingDeadlines has the resolution run out at once, and tells the next superior.
type namingDeadlines struct{ directory *agency.Directory }

func (namingDeadlines) Policy(time.Time) complaint.Edition {
	return complaint.Edition{Name: "naming", Edition: "1"}
}

func (namingDeadlines) Judge(_ *complaint.Lifecycle, c *complaint.Complaint, _ time.Time) (complaint.Judgement, error) {
	out := complaint.Judgement{Elapsed: []lc.ClockName{complaint.ClockResolution}}
	if c.Agency != "" && len(c.Escalations) == 0 {
		out.Next = c.SubmittedAt()
		out.Escalate = []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior}}
	}
	return out, nil
}

func (d namingDeadlines) Recipients(l *complaint.Lifecycle, c *complaint.Complaint, e complaint.Escalation, on time.Time) ([]agency.ID, error) {
	if !l.Superior(e.Rung) {
		return nil, nil
	}
	chain, err := d.directory.Superiors(c.Agency, on)
	return chain[:min(len(chain), 1)], err
}

// modelRoles are roles of an embedder: one for each relation, and sets of several.
func modelRoles() map[lc.Role]complaint.Reach {
	roles := map[lc.Role]complaint.Reach{}
	for _, words := range []string{
		"holder", "assigned", "supporting", "above", "escalated", "supervision", "inspection", "region", "oversight", "all",
		"holding+above", "unit+escalated", "supporting+escalated", "above+region", "supervision+inspection", "none",
	} {
		var r complaint.Reach
		if err := r.UnmarshalText([]byte(words)); err != nil {
			panic(err)
		}
		roles[lc.Role("is_"+strings.ReplaceAll(words, "+", "_or_"))] = r
	}
	return roles
}

// modelRules is the national lifecycle in which all of these leave notes on open cases.
func modelRules(t *testing.T) *complaint.Lifecycle {
	t.Helper()
	d := complaint.National()
	for i, row := range d.Transitions {
		if row.Action == complaint.ActionNote && row.From[0] == lc.AnyOpen {
			for role, reach := range modelRoles() {
				if reach != complaint.ReachNone && reach != complaint.ReachSupporting {
					d.Transitions[i].By = append(d.Transitions[i].By, lc.By(role)...)
				}
			}
		}
	}
	l, err := complaint.Compile(d, complaint.Extensions{Roles: modelRoles()})
	require.NoError(t, err)
	return l
}

// modelCase is a case of badung/works, with badung/works/upt as main unit and the ministry and the
// engineer beside it, as a test knows it.
type modelCase struct {
	secret, supervisory, final bool
	rung                       complaint.Rung // to which it was escalated
	accused                    agency.ID
	id                         complaint.ID
}

func (m modelCase) String() string {
	return fmt.Sprintf("secret %t, supervisory %t, final %t, escalated to %q, accuses %q", m.secret, m.supervisory, m.final, m.rung, m.accused)
}

func modelCases() (list []modelCase) {
	for _, secret := range []bool{false, true} {
		for _, supervisory := range []bool{false, true} {
			for _, rung := range []complaint.Rung{"", complaint.RungSuperior, complaint.RungInspectorate, complaint.RungOmbudsman} {
				for _, accused := range []agency.ID{"", "badung", "badung/health", "bali"} {
					list = append(list, modelCase{secret: secret, supervisory: supervisory, rung: rung, accused: accused})
				}
				list = append(list, modelCase{secret: secret, supervisory: supervisory, rung: rung, final: true})
			}
		}
	}
	return list
}

// open brings a case about.
func (m *modelCase) open(t *testing.T, s *complaint.Service) {
	t.Helper()
	do := func(by complaint.Actor, cmd complaint.Command) {
		t.Helper()
		_, err := s.Do(t.Context(), by, m.id, cmd)
		require.NoError(t, err, "%s: %s", m, cmd.Action)
	}
	r, err := s.Submit(t.Context(), byReporter(), deskDraft(func(d *complaint.Draft) {
		d.Title, d.Disclosure.Public = "kenari", !m.secret
	}))
	require.NoError(t, err)
	m.id = r.ID
	forward := toBeRouted()
	if !m.supervisory {
		forward.Class = complaint.ClassNonSupervisory
	}
	do(byNational(), forward)
	do(byAgency("badung/works"), complaint.Command{Action: complaint.ActionAssign, Main: "badung/works/upt"})
	if m.rung != "" {
		do(byNational(), complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockResolution, Rung: m.rung})
	}
	if m.accused != "" {
		do(byNational(), complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{m.accused}})
	}
	if m.final {
		do(byLiaison("badung/works/upt"), complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
		do(byReporter(), complaint.Command{Action: complaint.ActionAccept, Rating: 4})
	}
}

// modelRow is what a relation gives, in the words of the rules: to whom, if what is true of the case,
// and how much of a secret report.
type modelRow struct {
	relation  string
	agencies  []agency.ID // nil is whoever they act for
	regions   []string    // nil is any and none
	needs     func(m modelCase) bool
	secret    string // nothing, state, all, or supervisory: all of that, of others the state
	readsOnly bool
}

func modelTable() []modelRow {
	place := []string{"51", "51.71"}
	unknown := func(m modelCase) bool { return m.accused == "badung" || m.accused == "bali" }
	held := func(m modelCase) bool { return !unknown(m) }
	rung := func(r complaint.Rung) func(modelCase) bool {
		return func(m modelCase) bool { return m.rung == r && !m.final }
	}
	return []modelRow{
		{relation: "holder", agencies: []agency.ID{"badung/works"}, needs: held, secret: "all"},
		{relation: "assigned", agencies: []agency.ID{"badung/works/upt", "ministry", "engineer"}, secret: "all"}, // those beside it too
		{relation: "supporting", agencies: []agency.ID{"ministry", "engineer"}, secret: "all", readsOnly: true},
		{relation: "above", agencies: []agency.ID{"badung", "bali"}, regions: []string{"", "51", "51.71"}, needs: held, secret: "state"},
		{relation: "escalated", agencies: []agency.ID{"badung"}, needs: rung(complaint.RungSuperior), secret: "state"},
		{relation: "supervision", regions: place, needs: func(m modelCase) bool { return m.supervisory }, secret: "all"},
		{relation: "inspection", regions: place, needs: rung(complaint.RungInspectorate), secret: "supervisory"},
		{relation: "region", regions: place, secret: "nothing"},
		{relation: "oversight", needs: func(m modelCase) bool { return !m.secret || m.rung == complaint.RungOmbudsman }, secret: "all"},
		{relation: "all", secret: "all"},
	}
}

// expected is what the table gives a set of relations.
func (m modelCase) expected(reach complaint.Reach, by complaint.Actor) (sees complaint.Extent, acts bool) {
	words := strings.NewReplacer("holding", "holder+supporting", "unit", "holder+assigned").Replace(reach.String())
	if m.accused != "" && slices.Contains(keptAway()[m.accused], by.Agency) {
		return complaint.SeesNothing, false
	}
	for _, row := range modelTable() {
		if !slices.Contains(strings.Split(words, "+"), row.relation) || row.agencies != nil && !slices.Contains(row.agencies, by.Agency) ||
			row.regions != nil && !slices.Contains(row.regions, by.Region.String()) || row.needs != nil && !row.needs(m) {
			continue
		}
		gives := complaint.SeesAll
		if m.secret && (row.secret == "state" || row.secret == "supervisory" && !m.supervisory) {
			gives = complaint.SeesState
		} else if m.secret && row.secret == "nothing" {
			continue
		}
		sees, acts = max(sees, gives), acts || !row.readsOnly
	}
	return sees, acts
}

func modelActors() (list []complaint.Actor) {
	for role := range modelRoles() {
		for _, a := range []agency.ID{"", "bali", "badung", "badung/works", "badung/works/upt", "badung/health", "ministry", "engineer"} {
			for _, code := range []string{"", "51", "51.71", "32"} {
				by := complaint.Actor{ID: "x", Role: role, Agency: a}
				if code != "" {
					by.Region = region.MustParse(code)
				}
				list = append(list, by)
			}
		}
	}
	return list
}

// TestAccessModel compares who sees how much of which case, and may act on it, with the table, by
// Access, Allowed, WhyNot, Apply, lists, searches and counts.
func TestAccessModel(t *testing.T) {
	t.Parallel()
	l, dir := modelRules(t), accusedDirectory(t)
	router, cases := accusedTable(t, dir, "{agency: ministry}"), modelCases()
	onEachStore(t, func(t *testing.T, s *complaint.Service, store backend.Store) {
		cases := slices.Clone(cases)
		stored := make([]*complaint.Complaint, len(cases))
		for i := range cases {
			cases[i].open(t, s)
			var err error
			stored[i], err = store.Set().Complaints.Get(t.Context(), cases[i].id)
			require.NoError(t, err)
		}
		cells, seen := 0, 0
		for n, by := range modelActors() {
			reach := modelRoles()[by.Role]
			visible, whole, inbox := []complaint.ID{}, []complaint.ID{}, []complaint.ID{}
			for i, m := range cases {
				cells++
				at := complaint.Moment{Now: stored[i].UpdatedAt(), Directory: dir, Regions: dir.Regions()}
				sees, acts := m.expected(reach, by)
				cell := fmt.Sprintf("%s of %q for %q: %s", by.Role, by.Agency, by.Region, m)
				a := l.Access(stored[i], by, at)
				require.Equal(t, sees, a.Sees, cell)
				require.Equal(t, acts, a.Acts, cell)
				require.Equal(t, sees != complaint.SeesNothing, a.By != complaint.ReachNone, cell)
				require.NotContains(t, a.String(), "accus", cell)
				require.Equal(t, sees != complaint.SeesNothing, l.CanSee(stored[i].Head(""), by, at), cell)
				may := acts && !m.final
				require.Equal(t, may, slices.Contains(l.Allowed(stored[i], by, at), complaint.ActionNote), cell)
				require.Equal(t, may, l.WhyNot(stored[i], by, complaint.ActionNote, at) == nil, cell)
				_, err := l.Apply(stored[i], by, noteOf("x"), at)
				require.Equal(t, may, err == nil, cell)
				if sees != complaint.SeesNothing {
					seen++
					visible = append(visible, m.id)
				}
				if sees == complaint.SeesAll {
					whole = append(whole, m.id)
				}
				if a.By&(complaint.ReachEscalated|complaint.ReachInspection) != 0 {
					inbox = append(inbox, m.id)
				}
			}
			if n%23 == 0 || len(visible) > 0 && n%7 == 0 {
				requireListed(t, s, by, visible, whole, inbox)
			}
		}
		t.Logf("%d cells, %d of them see something", cells, seen)
		require.Greater(t, seen, 1000)
	}, func(cfg *complaint.Config) {
		cfg.Lifecycles, cfg.Directory, cfg.Regions, cfg.Router = []*complaint.Lifecycle{l}, dir, dir.Regions(), router
		cfg.Deadlines = namingDeadlines{dir}
	})
}

// requireListed checks what lists, searches, counts and single reads show.
func requireListed(t *testing.T, s *complaint.Service, by complaint.Actor, visible, all, inbox []complaint.ID) {
	t.Helper()
	ctx := t.Context()
	ids := func(views []complaint.AgencyView) []complaint.ID {
		list := []complaint.ID{}
		for _, v := range views {
			if list = append(list, v.ID); len(list)%9 != 1 {
				continue // the views of lists are those of Get, which is slow
			}
			got, err := s.Get(ctx, by, v.ID)
			require.NoError(t, err)
			require.Equal(t, slices.Contains(all, v.ID), got.Title == "kenari" && v.Title == "kenari" && len(v.Events) > 0)
			require.Equal(t, !slices.Contains(all, v.ID), got.Narrowed == complaint.BySecrecy && v.Narrowed == complaint.BySecrecy)
		}
		return list
	}
	require.ElementsMatch(t, visible, ids(whole(t, s.List(ctx, by, complaint.Query{}))), "%s of %s", by.Role, by.Agency)
	require.ElementsMatch(t, visible, ids(whole(t, s.List(ctx, by, complaint.Query{Order: complaint.ByLatest}))))
	require.ElementsMatch(t, all, ids(whole(t, s.Search(ctx, by, "kenari", complaint.Query{}))))
	require.ElementsMatch(t, all, ids(whole(t, s.List(ctx, by, complaint.Query{Filter: complaint.Filter{Kinds: []complaint.Kind{complaint.KindComplaint}}}))), "by what the state does not tell")
	require.Subset(t, ids(whole(t, s.Inbox(ctx, by, complaint.Query{}))), inbox)
}
