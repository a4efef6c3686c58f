package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
)

// rule reads who may take a row and what it needs.
func (b *builder) rule(row int, t *Transition) Rule {
	r := Rule{row: row, action: t.Action, target: t.To, needs: b.conditions(t, t.Needs)}
	for _, p := range t.By {
		if p.Role != Timer && !slices.Contains(b.voc.Roles, p.Role) {
			b.find(Finding{
				Kind: UnknownRole, Line: t.Line, Action: t.Action, Name: string(p.Role),
				Message: fmt.Sprintf("%s is permitted to %q, a role that does not exist", t.Action, p.Role), Legal: b.roles(),
			})
		}
		if slices.ContainsFunc(r.permits, func(q permit) bool { return q.role == p.Role }) {
			b.find(Finding{Kind: RepeatedCell, Line: t.Line, Action: t.Action, Name: string(p.Role), Message: fmt.Sprintf("%s is permitted to %s twice", t.Action, p.Role)})
		}
		r.permits = append(r.permits, permit{role: p.Role, needs: b.conditions(t, p.Needs)})
	}
	return r
}

// conditions reads needs, reporting guards that do not exist and arguments
// that do not fit.
func (b *builder) conditions(t *Transition, needs []Need) []Condition {
	var read []Condition
	for _, n := range needs {
		name, arg, hasArg, ok := n.split()
		i := slices.IndexFunc(b.voc.Guards, func(g Guard) bool { return g.Name == name })
		if !ok || i < 0 {
			b.find(Finding{
				Kind: UnknownGuard, Line: t.Line, Action: t.Action, Name: string(n),
				Message: fmt.Sprintf("%s needs %q, a guard that does not exist", t.Action, n), Legal: guardTexts(b.voc.Guards),
			})
			continue
		}
		c := Condition{Guard: name, takes: b.voc.Guards[i].Takes}
		bad := func(message string) {
			b.find(Finding{Kind: BadArgument, Line: t.Line, Action: t.Action, Name: string(n), Message: fmt.Sprintf("%s needs %q, but the guard %s", t.Action, n, message)})
		}
		switch {
		case hasArg != (c.takes != TakesNothing):
			bad("takes " + c.takes.String())
			continue
		case c.takes == TakesNumber:
			number, err := strconv.Atoi(arg)
			if err != nil || number < 0 || number > maxNumber || strconv.Itoa(number) != arg {
				bad(fmt.Sprintf("takes a whole number from 0 to %d", maxNumber))
				continue
			}
			c.Number = number
		case c.takes == TakesClock:
			if !b.clockExists(t, ClockName(arg)) {
				continue
			}
			c.Clock = ClockName(arg)
		}
		read = append(read, c)
	}
	return read
}

// texts turns names into strings.
func texts[T ~string](names []T) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = string(n)
	}
	return out
}

func guardTexts(guards []Guard) []string {
	out := make([]string, len(guards))
	for i, g := range guards {
		out[i] = string(g.Name)
		switch g.Takes {
		case TakesNumber:
			out[i] += "(number)"
		case TakesClock:
			out[i] += "(clock)"
		}
	}
	return out
}

// roles lists the roles that exist, the timer among them once.
func (b *builder) roles() []string {
	roles := texts(b.voc.Roles)
	if !slices.Contains(b.voc.Roles, Timer) {
		roles = append(roles, string(Timer))
	}
	return roles
}
