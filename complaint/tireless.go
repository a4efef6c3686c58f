package complaint

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// tireless finds the rows by which the timer acts again and again: the case stays in its
// state, and what the row asks for, that clocks have run out, holds after it as before. Where
// it asks for something else, or does something to such a clock, it is bounded by that.
// Escalations are taken once per run and rung, and not by the row alone.
func (t *trial) tireless() (found []lifecycle.Finding) {
	seen := map[int]bool{}
	for n := range t.cases {
		for _, m := range t.cases[n].after {
			state := t.cases[n].State
			rule, _ := t.l.machine.Rule(state, m.action)
			if seen[rule.Row()] || t.cases[m.to].State != state || !rule.Permits(RoleTimer) || t.l.Does(m.action, MeaningEscalates) || bounded(rule) {
				continue
			}
			seen[rule.Row()] = true
			found = append(found, lifecycle.Finding{
				Kind: lifecycle.EndlessTimer, Field: storage.At("transitions", rule.Row()), State: state, Action: m.action,
				Path: append(t.path(n), t.step(m)), Message: texts().Message("fault.endless_timer", "action", m.action),
			})
		}
	}
	return found
}

// bounded reports whether the timer cannot take a row without end.
func bounded(rule lifecycle.Rule) bool {
	for need := range rule.Needs(RoleTimer) {
		if need.Guard != GuardElapsed {
			return true
		}
		for op := range rule.Effects() {
			if op.Clock == need.Clock || op.Clock == lifecycle.AllClocks {
				return true
			}
		}
	}
	return false
}
