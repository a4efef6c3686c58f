package lifecycle

import (
	"slices"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// rule reads who may take a row and what it needs.
func (b *builder) rule(row int) Rule {
	t := &b.def.Transitions[row]
	r := Rule{row: row, action: t.Action, target: t.To, needs: b.conditions(row, t.Needs)}
	duties := b.def.separated(t.Action, b.voc)
	for _, p := range t.By {
		if !b.voc.hasRole(p.Role) {
			b.ofRow(row, Finding{Kind: UnknownRole, Name: string(p.Role), Legal: b.voc.roles()}, texts().Message("fault.role", "action", shown(t.Action), "role", storage.Quote(string(p.Role))))
		}
		if slices.ContainsFunc(r.permits, func(q permit) bool { return q.role == p.Role }) {
			b.ofRow(row, Finding{Kind: RepeatedCell, Name: string(p.Role)}, texts().Message("fault.role_twice", "action", shown(t.Action), "role", shown(p.Role)))
		}
		needs := slices.Concat(r.needs, b.conditions(row, p.Needs))
		if p.Role != Timer {
			needs = append(needs, duties...)
		}
		r.permits = append(r.permits, permit{role: p.Role, needs: needs})
	}
	return r
}

// conditions reads needs, reporting guards that do not exist and arguments
// that do not fit.
func (b *builder) conditions(row int, needs []Need) []Condition {
	action := shown(b.def.Transitions[row].Action)
	var read []Condition
	for _, n := range needs {
		name, arg, hasArg, ok := n.split()
		guard, known := b.voc.guard(name)
		if !ok || !known {
			b.ofRow(row, Finding{Kind: UnknownGuard, Name: string(n), Legal: b.voc.guards()}, texts().Message("fault.guard", "action", action, "guard", storage.Quote(string(n))))
			continue
		}
		c := Condition{Guard: name, takes: guard.Takes}
		wants := aduan.MessageOf(guard.Takes)
		switch {
		case hasArg != (c.takes != TakesNothing):
			ok = false
		case c.takes == TakesNumber:
			number, err := strconv.Atoi(arg)
			ok = err == nil && number >= 0 && number <= maxNumber && strconv.Itoa(number) == arg
			c.Number, wants = number, texts().Message("whole_number", "most", maxNumber)
		case c.takes == TakesClock:
			if !b.clockExists(row, ClockName(arg)) {
				continue
			}
			c.Clock = ClockName(arg)
		}
		if !ok {
			b.ofRow(row, Finding{Kind: BadArgument, Name: string(n)}, texts().Message("fault.argument", "action", action, "guard", storage.Quote(string(n)), "wants", wants))
			continue
		}
		read = append(read, c)
	}
	return read
}
