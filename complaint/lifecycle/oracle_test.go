package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// naive is the meaning of a definition, read off its rows again at every step:
// slow, and written without a look at the package.
type naive struct{ def lc.Definition }

// spot is a state with its stack, as text so that it can be compared.
type spot struct{ state, stack string }

func (n naive) info(s lc.State) lc.StateInfo {
	i := slices.IndexFunc(n.def.States, func(x lc.StateInfo) bool { return x.State == s })
	return n.def.States[i]
}

func (n naive) expand(list []lc.State) []lc.State {
	var all []lc.State
	for _, s := range list {
		if s != lc.AnyOpen {
			all = append(all, s)
			continue
		}
		for _, x := range n.def.States {
			if !x.Final {
				all = append(all, x.State)
			}
		}
	}
	return all
}

// row finds the transition for an action from a state.
func (n naive) row(s lc.State, a lc.Action) (lc.Transition, bool) {
	for _, t := range n.def.Transitions {
		if t.Action == a && slices.Contains(n.expand(t.From), s) {
			return t, true
		}
	}
	return lc.Transition{}, false
}

func (n naive) returns(s lc.State) bool {
	return slices.ContainsFunc(n.def.Transitions, func(t lc.Transition) bool {
		_, back := t.To.Origins()
		return back && slices.Contains(n.expand(t.From), s)
	})
}

func (n naive) step(p spot, a lc.Action) (spot, bool) {
	s := lc.State(p.state)
	t, ok := n.row(s, a)
	if !ok {
		return spot{}, false
	}
	if origins, back := t.To.Origins(); back {
		rest, top, found := p.stack, "", false
		if i := strings.LastIndex(rest, "/"); i >= 0 {
			rest, top, found = rest[:i], rest[i+1:], true
		}
		return spot{top, rest}, found && slices.Contains(n.expand(origins), lc.State(top))
	}
	to, moves := t.To.State()
	switch {
	case !moves || to == s:
		return p, true
	case n.returns(to):
		return spot{string(to), p.stack + "/" + p.state}, true
	default:
		return spot{string(to), ""}, true
	}
}

func (n naive) actions() []lc.Action {
	var all []lc.Action
	for _, t := range n.def.Transitions {
		if !slices.Contains(all, t.Action) {
			all = append(all, t.Action)
		}
	}
	return all
}

// explore returns every spot with its distance from the start, and whether
// stacks grow without end.
func (n naive) explore() (distance map[spot]int, endless bool) {
	start := spot{string(n.def.Initial), ""}
	distance = map[spot]int{start: 0}
	queue := []spot{start}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		if strings.Count(p.stack, "/") > len(n.def.States) {
			return distance, true
		}
		for _, a := range n.actions() {
			if q, ok := n.step(p, a); ok {
				if _, seen := distance[q]; !seen {
					distance[q] = distance[p] + 1
					queue = append(queue, q)
				}
			}
		}
	}
	return distance, false
}

// canEnd follows every action from a spot.
func (n naive) canEnd(p spot) bool {
	seen := map[spot]bool{p: true}
	for queue := []spot{p}; len(queue) > 0; queue = queue[1:] {
		if n.info(lc.State(queue[0].state)).Final {
			return true
		}
		for _, a := range n.actions() {
			if q, ok := n.step(queue[0], a); ok && !seen[q] {
				seen[q] = true
				queue = append(queue, q)
			}
		}
	}
	return false
}

// mismatches lists what each return misses and what it lists in vain.
func (n naive) mismatches() []string {
	var out []string
	for _, s := range n.def.States {
		for _, t := range n.def.Transitions {
			origins, back := t.To.Origins()
			if !back || !slices.Contains(n.expand(t.From), s.State) {
				continue
			}
			origins = n.expand(origins)
			for _, from := range n.def.States {
				entered := slices.ContainsFunc(n.def.Transitions, func(u lc.Transition) bool {
					to, ok := u.To.State()
					return ok && to == s.State && from.State != s.State && slices.Contains(n.expand(u.From), from.State)
				})
				if entered != slices.Contains(origins, from.State) {
					out = append(out, fmt.Sprintf("%s %s %s", s.State, t.Action, from.State))
				}
			}
		}
	}
	return out
}

// drawDefinition draws a small definition that is well-formed, and sound more
// often than chance would have it.
func drawDefinition(t *rapid.T) lc.Definition {
	count := rapid.IntRange(1, 5).Draw(t, "states")
	var states []lc.State
	for i := range count {
		states = append(states, lc.State(fmt.Sprintf("s%d", i)))
	}
	if rapid.IntRange(0, 9).Draw(t, "ends") > 0 {
		states = append(states, "end")
	}
	d := small(rapid.SampledFrom(states).Draw(t, "initial"), states)
	if rapid.Bool().Draw(t, "born") {
		d.Transitions = append(d.Transitions, row("open", lc.To(d.Initial), "a", lc.New))
	}
	taken := map[string]bool{}
	for i := range rapid.IntRange(0, 9).Draw(t, "rows") {
		from := rapid.SampledFrom(append(slices.Clone(states), lc.AnyOpen)).Draw(t, "from")
		var to lc.Target
		switch rapid.IntRange(0, 7).Draw(t, "kind") {
		case 0:
			to = lc.Same()
		case 1, 2:
			to = lc.Back(rapid.SliceOfNDistinct(rapid.SampledFrom(states), 1, len(states), rapid.ID).Draw(t, "origins")...)
		default:
			to = lc.To(rapid.SampledFrom(states).Draw(t, "to"))
		}
		action := lc.Action(fmt.Sprintf("a%d", rapid.IntRange(0, i).Draw(t, "action")))
		clash := false
		for _, s := range (naive{d}).expand([]lc.State{from}) {
			clash = clash || taken[string(s)+string(action)]
		}
		if clash || len((naive{d}).expand([]lc.State{from})) == 0 {
			continue
		}
		for _, s := range (naive{d}).expand([]lc.State{from}) {
			taken[string(s)+string(action)] = true
		}
		d.Transitions = append(d.Transitions, row(action, to, "a", from))
	}
	repair(t, &d)
	return d
}

// repair lets most returns fit and declares the exits that there are.
func repair(t *rapid.T, d *lc.Definition) {
	for i := range d.Transitions {
		tr := &d.Transitions[i]
		if _, back := tr.To.Origins(); back && rapid.IntRange(0, 3).Draw(t, "fit") > 0 {
			var fit []lc.State
			for _, s := range d.States {
				for _, u := range d.Transitions {
					to, ok := u.To.State()
					if ok && slices.Contains((naive{*d}).expand(tr.From), to) && to != s.State && slices.Contains((naive{*d}).expand(u.From), s.State) && !slices.Contains(fit, s.State) {
						fit = append(fit, s.State)
					}
				}
			}
			if len(fit) > 0 {
				tr.To = lc.Back(fit...)
			}
		}
	}
	for i := range d.States {
		s := &d.States[i]
		for _, u := range d.Transitions {
			to, ok := u.To.State()
			if s.Final && slices.Contains((naive{*d}).expand(u.From), s.State) && !u.To.IsSame() && (!ok || to != s.State) {
				s.Exits = append(s.Exits, u.Action)
			}
		}
	}
}

func TestProofAgreesWithNaiveSimulation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			compareWithNaive(t, drawDefinition(t))
		}
	})
}

// compareWithNaive holds the findings, or else the machine, against the
// simulation.
func compareWithNaive(t *rapid.T, d lc.Definition) {
	n := naive{d}
	distance, endless := n.explore()
	m, err := lc.Compile(d, anybody())
	found := map[lc.FindingKind][]lc.Finding{}
	if err != nil {
		for _, f := range err.(*lc.ProofError).Findings {
			found[f.Kind] = append(found[f.Kind], f)
		}
	}
	require.Empty(t, found[lc.EngineDisagrees])
	for _, f := range found[lc.EndlessOrigins] {
		if endless || reachable(distance, f.State) {
			require.True(t, endless, "%v", f)
		}
	}
	if endless {
		require.NotEmpty(t, found[lc.EndlessOrigins])
		return
	}
	for _, s := range d.States {
		is := func(k lc.FindingKind) bool {
			return slices.ContainsFunc(found[k], func(f lc.Finding) bool { return f.State == s.State })
		}
		require.Equal(t, !reachable(distance, s.State), is(lc.UnreachableState), "reachable %s: %v", s.State, err)
		stuck := false
		for p := range distance {
			stuck = stuck || p.state == string(s.State) && !n.canEnd(p)
		}
		if reachable(distance, s.State) && len(found[lc.EndlessOrigins]) == 0 {
			require.Equal(t, stuck, is(lc.NoEnd), "no end from %s: %v", s.State, err)
		}
	}
	for _, f := range append(found[lc.NoEnd], found[lc.UndeclaredExit]...) {
		if f.Path != nil {
			p := n.follow(t, f.Path)
			require.False(t, f.Kind == lc.NoEnd && (p.state != string(f.State) || n.canEnd(p)), "%v", f)
		}
	}
	var mismatches []string
	for _, f := range found[lc.BackMismatch] {
		line := fmt.Sprintf("%s %s %s", f.State, f.Action, f.Name)
		if !strings.Contains(f.Message.String(), "both") {
			mismatches = append(mismatches, line)
		}
		if f.Path != nil {
			require.Equal(t, string(f.State), n.follow(t, f.Path).state)
		}
	}
	require.ElementsMatch(t, n.mismatches(), mismatches)
	if err == nil {
		compareMachine(t, n, m, distance)
	}
}

func reachable(distance map[spot]int, s lc.State) bool {
	for p := range distance {
		if p.state == string(s) {
			return true
		}
	}
	return false
}

// follow takes the steps of a path, which must all be possible.
func (n naive) follow(t *rapid.T, path []lc.Step) spot {
	p := spot{string(n.def.Initial), ""}
	for i, s := range path {
		if _, opens := n.row(lc.New, s.Action); i == 0 && opens {
			require.Equal(t, n.def.Initial, s.To)
			continue
		}
		q, ok := n.step(p, s.Action)
		require.True(t, ok && q.state == string(s.To), "%v at %v in %v", s, p, path)
		p = q
	}
	return p
}

// compareMachine asks the machine everything about every position.
func compareMachine(t *rapid.T, n naive, m *lc.Machine, distance map[spot]int) {
	_, born := m.Next(lc.New, "open", "")
	seen := 0
	for p, path := range m.Positions() {
		at := spot{string(p.State), ""}
		var top lc.State
		for _, o := range p.Origins {
			at.stack += "/" + string(o)
			top = o
		}
		d, ok := distance[at]
		require.True(t, ok, "%v", at)
		if born {
			d++
		}
		require.Len(t, path, d)
		require.Equal(t, at, n.follow(t, path))
		seen++
		for _, a := range append(n.actions(), "unheard_of") {
			want, ok := n.step(at, a)
			got, moves := m.Move(p, a)
			require.Equal(t, ok, moves, "%s at %v", a, at)
			next, can := m.Next(p.State, a, top)
			require.Equal(t, ok, can)
			if ok {
				require.Equal(t, want, spot{string(got.State), strings.Join(append([]string{""}, stackOf(got)...), "/")})
				require.Equal(t, got.State, next)
			}
		}
	}
	require.Equal(t, len(distance), seen)
}

func stackOf(p lc.Position) []string {
	var out []string
	for _, o := range p.Origins {
		out = append(out, string(o))
	}
	return out
}
