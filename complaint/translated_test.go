package complaint_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// ownNames begins every action of a definition that has none of the library's names.
const ownNames = "own_"

// own is the name of an action in such a definition.
func own(a lc.Action) lc.Action { return ownNames + a }

// translated is a definition in which every action has another name and declares what the
// old one means.
func translated(d lc.Definition) lc.Definition {
	d = d.Clone()
	usual := complaint.Vocabulary().Actions
	declared := map[lc.Action]bool{}
	for i := range d.Actions {
		d.Actions[i].Action = own(d.Actions[i].Action)
		declared[d.Actions[i].Action] = true
	}
	for i := range d.Transitions {
		tr := &d.Transitions[i]
		if n := slices.IndexFunc(usual, func(info lc.ActionInfo) bool { return info.Action == tr.Action }); n >= 0 && !declared[own(tr.Action)] {
			info := usual[n]
			info.Action = own(tr.Action)
			d.Actions = append(d.Actions, info)
			declared[info.Action] = true
		}
		tr.Action = own(tr.Action)
	}
	for i := range d.States {
		for j := range d.States[i].Exits {
			d.States[i].Exits[j] = own(d.States[i].Exits[j])
		}
	}
	return d
}

// inNational is a record of the translated lifecycle as the national one would have
// written it.
func inNational(c *complaint.Complaint) *complaint.Complaint {
	c = c.Clone()
	for i := range c.Timeline {
		e := &c.Timeline[i]
		e.Action, e.Meaning = lc.Action(strings.TrimPrefix(string(e.Action), ownNames)), 0
		e.Key = strings.ReplaceAll(e.Key, ownNames, "") // the timer's name the action
		switch e.Action {
		case complaint.ActionWithdraw, complaint.ActionExpire, complaint.ActionMerge:
			e.Details.Reason = "" // which its name says
		}
	}
	return c
}

// inNationalJSON is a view in the words of the national lifecycle.
func inNationalJSON(t testing.TB, view any) string {
	t.Helper()
	data, err := json.Marshal(view)
	require.NoError(t, err)
	text := strings.ReplaceAll(string(data), `"`+ownNames, `"`)
	for _, reason := range []string{"withdrawn", "expired", "duplicate"} {
		text = strings.ReplaceAll(text, `"reason":"`+reason+`"`, "")
		text = strings.ReplaceAll(strings.ReplaceAll(text, `"details":{,`, `"details":{`), `,"details":{}`, "")
	}
	return text
}

// twins are the national lifecycle and the same one in names of its own.
type twins struct {
	*walker
	own *complaint.Lifecycle
}

func newTwins(t testing.TB, d lc.Definition, seed uint64) twins {
	t.Helper()
	national, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	own, err := complaint.Compile(translated(d), complaint.Extensions{})
	require.NoError(t, err)
	return twins{newWalker(t, national, seed), own}
}

// same checks that two records differ by the names of actions and by nothing else.
func (w twins) same(c, mine *complaint.Complaint, at complaint.Moment) {
	w.t.Helper()
	requireSame(w.t, c, inNational(mine))
	requireReplays(w.t, w.own, mine)
	require.Equal(w.t, w.l.Clocks(c), w.own.Clocks(mine))
	require.Equal(w.t, w.l.Holdings(c), w.own.Holdings(mine))
	require.Equal(w.t, c.Rated(), mine.Rated())
	require.Equal(w.t, c.TakenDown(), mine.TakenDown())
	requireSame(w.t, c.Head("k1"), inNational(mine.Head("k1")))
	require.Equal(w.t, inNationalJSON(w.t, w.l.PublicView(c)), inNationalJSON(w.t, w.own.PublicView(mine)))
	require.Equal(w.t, inNationalJSON(w.t, w.l.ReporterView(c, at)), inNationalJSON(w.t, w.own.ReporterView(mine, at)))
	for _, by := range walkActors(c) {
		var renamed []lc.Action
		for _, a := range w.l.Allowed(c, by, at) {
			if a != complaint.ActionCorrectTime {
				a = own(a)
			}
			renamed = append(renamed, a)
		}
		require.Equal(w.t, renamed, w.own.Allowed(mine, by, at))
		if w.l.CanSee(c, by, at) {
			require.Equal(w.t, inNationalJSON(w.t, w.l.AgencyView(c, by, at)), inNationalJSON(w.t, w.own.AgencyView(mine, by, at)))
		}
	}
}

// open begins the same case under both.
func (w twins) open() (c, mine *complaint.Complaint) {
	ref, err := complaint.NewReporterRef(seededBytes{w.r})
	require.NoError(w.t, err)
	number, err := complaint.NewTracking(seededBytes{w.r})
	require.NoError(w.t, err)
	h := complaint.Header{ID: w.id(), Tracking: number, Reporter: ref}
	by, d, at := complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer}, w.draft(), w.moment()
	if w.l.Edition().Edition != "1" && w.r.IntN(2) == 0 { // which knows no accusations
		d.Accused = []agency.ID{"accused/0"}
	}
	c, err = w.l.Open(h, by, d, at)
	require.NoError(w.t, err)
	mine, err = w.own.Open(h, by, d, at)
	require.NoError(w.t, err)
	require.Equal(w.t, own(complaint.ActionSubmit), mine.Timeline[0].Action)
	c.Version, mine.Version = 1, 1
	return c, mine
}

// A definition that is written wholly with names of its own, and says what they mean,
// does what the national one does: the same commands are refused or taken, and make the
// same records, clocks, holdings and views.
func TestSoakTranslatedLifecycle(t *testing.T) {
	t.Parallel()
	answering := complaint.DefaultNationalRules()
	answering.FollowUpAnswers = true
	edition1, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	length := 400
	if walksSoak() {
		length = 20_000
	}
	for _, d := range []lc.Definition{complaint.National(), answering.Definition(), edition1} {
		taken := map[lc.Action]bool{}
		w := newTwins(t, d, 18)
		var c, mine *complaint.Complaint
		for n := range length {
			at := w.moment()
			if c == nil || len(c.Timeline) > 25 {
				c, mine = w.open()
				continue
			}
			pick, ok := w.choose(c, at)
			if !ok {
				c = nil
				continue
			}
			cmd := w.suitable(c, pick.action, at)
			next, err := w.l.Apply(c, pick.by, cmd, at)
			cmd.Action = own(cmd.Action)
			nextMine, errMine := w.own.Apply(mine, pick.by, cmd, at)
			require.Equal(t, err == nil, errMine == nil, "%v, %v", err, errMine)
			if err != nil {
				continue // edition 1 has guards that the walker does not know
			}
			taken[pick.action] = true
			c, mine = next, nextMine
			c.Version++
			mine.Version++
			if n%5 == 0 || w.l.Machine().Final(c.State) {
				w.same(c, mine, at)
			}
		}
		if d.Edition != "1" && walksSoak() {
			for a := range w.l.Machine().Actions() {
				require.True(t, a == complaint.ActionSubmit || taken[a], "no walk took %s", a)
			}
		}
	}
}

// A definition has names of its own and none of the library's.
func TestTranslatedHasOwnNames(t *testing.T) {
	t.Parallel()
	d := translated(complaint.National())
	l, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	for a := range l.Machine().Actions() {
		require.True(t, strings.HasPrefix(string(a), ownNames))
		require.True(t, l.Machine().Declares(a))
	}
	bare := d.Clone()
	bare.Actions = nil
	_, err = complaint.Compile(bare, complaint.Extensions{})
	require.Error(t, err, "names alone mean nothing")
}
