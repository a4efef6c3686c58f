package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Timeout is an action that the timer takes once a clock has run out. The proof
// of a lifecycle rests on it: the clock has to be judged, else the case waits
// for ever.
type Timeout struct {
	Action lifecycle.Action
	Clock  lifecycle.ClockName
}

// Timeouts lists what the timer does when a clock has run out ([GuardElapsed]), in
// the order of the actions, each once. A guard of an embedder's own that asks for a
// clock is not seen.
func (l *Lifecycle) Timeouts() []Timeout {
	var all []Timeout
	for a := range l.machine.Actions() {
		for _, s := range l.machine.From(a) {
			rule, ok := l.machine.Rule(s, a)
			if !ok || !rule.Permits(RoleTimer) {
				continue
			}
			for need := range rule.Needs(RoleTimer) {
				out := Timeout{Action: a, Clock: need.Clock}
				if need.Guard == GuardElapsed && !slices.Contains(all, out) {
					all = append(all, out)
				}
			}
		}
	}
	return all
}
