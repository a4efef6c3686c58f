package deadline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// lookup is a moment at which the limit of a clock is looked up: the class of the
// case, empty while it has none, and the action that began the run.
type lookup struct {
	class complaint.Class
	// by is empty where the lifecycle recomputes a run, whatever began it.
	by lifecycle.Action
}

// fits reports whether the rule may decide at a lookup. Where the case lies, what it
// is about and who holds it are known case by case only; they are taken to fit.
func (r *Rule) fits(clock lifecycle.ClockName, at lookup) bool {
	return r.Clock == clock && (r.Class == "" || r.Class == at.class) && (r.StartedBy == "" || at.by == "" || r.StartedBy == at.by)
}

// checkClasses checks that a policy which speaks of a time-out's clock has a rule for
// every class that a case may have when a run of it begins or is recomputed.
func checkClasses(problems *storage.Problems, field string, p *Policy, l *complaint.Lifecycle, out complaint.Timeout) {
	if slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.fits(out.Clock, lookup{}) && r.StartedBy == "" }) {
		return // whatever the class is
	}
	missing := map[complaint.Class][]string{}
	for _, at := range lookups(l, out.Clock) {
		if at.by == "" && p.Reclassification == KeepLimit || slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.fits(out.Clock, at) }) {
			continue
		}
		missing[at.class] = append(missing[at.class], cmp.Or(string(at.by), "a new class"))
	}
	for _, class := range append([]complaint.Class{""}, l.Classes()...) {
		causes := missing[class]
		if len(causes) == 0 {
			continue
		}
		of, legal := "no class", fmt.Sprintf("{clock: %s}", out.Clock)
		if class != "" {
			of, legal = "the class "+string(class), fmt.Sprintf("{clock: %s, class: %s}", out.Clock, class)
		}
		problems.Add(field, fmt.Sprintf("no rule of %s is about the clock %s of a case that has %s when %s sets its limit, so the timer would never %s it under the lifecycle %s; say limit: none where it shall not",
			p.ID(), storage.Quote(string(out.Clock)), of, strings.Join(causes, " or "), out.Action, l.Edition()), legal)
	}
}

// standing is where a case may stand, as far as a clock and its limit go.
type standing struct {
	at    lifecycle.Position
	class complaint.Class
	held  bool // an agency got the case
	begun bool // the clock has begun once
}

// lookups follows every way that a case can take and lists the lookups of a clock,
// each once. Guards are taken to hold, but for those that ask for the class or for an
// agency that got the case. A case may be imported into a retired state, of whatever class.
func lookups(l *complaint.Lifecycle, clock lifecycle.ClockName) []lookup {
	m := l.Machine()
	var found []lookup
	queue, seen := []standing{{at: lifecycle.Position{State: lifecycle.New}}}, map[string]bool{}
	for s := range m.States() {
		for _, class := range l.Classes() {
			if s.Retired {
				queue = append(queue, standing{at: lifecycle.Position{State: s.State}, class: class, held: true})
			}
		}
	}
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		for a := range m.Actions() {
			rule, ok := m.Rule(from.at.State, a)
			if !ok || !permits(l, rule, from) {
				continue
			}
			at, ok := m.Move(from.at, a)
			if !ok {
				continue
			}
			held := (from.held || l.Does(a, complaint.MeaningRoutes|complaint.MeaningTransfers)) && !l.Does(a, complaint.MeaningReturns)
			for _, class := range classesAfter(l, a, from.class) {
				to := standing{at: at, class: class, held: held, begun: from.begun}
				for op := range rule.Effects() {
					if op.Clock != clock {
						continue
					}
					look := lookup{class: class}
					switch {
					case op.Op == lifecycle.Start, op.Op == lifecycle.StartOnce && !to.begun, op.Op == lifecycle.Restart && to.begun:
						look.by, to.begun = a, true
					case op.Op == lifecycle.Recompute && to.begun:
					default:
						continue
					}
					if !slices.Contains(found, look) {
						found = append(found, look)
					}
				}
				if key := fmt.Sprint(to); !seen[key] {
					seen[key] = true
					queue = append(queue, to)
				}
			}
		}
	}
	return found
}

// permits reports whether somebody may take an action in a case that stands so.
func permits(l *complaint.Lifecycle, rule lifecycle.Rule, at standing) bool {
	supervisory := l.Supervisory(at.class)
	return slices.ContainsFunc(rule.Roles(), func(role lifecycle.Role) bool {
		for need := range rule.Needs(role) {
			switch need.Guard {
			case complaint.GuardSupervisory:
				if !supervisory {
					return false
				}
			case complaint.GuardNotSupervisory:
				if supervisory {
					return false
				}
			case complaint.GuardHeld, complaint.GuardHolderUnknown:
				if !at.held {
					return false
				}
			}
		}
		return true
	})
}

// classesAfter lists the classes that a case may have after an action: any, if it states
// one, and the same as before, unless it must state one.
func classesAfter(l *complaint.Lifecycle, a lifecycle.Action, class complaint.Class) []complaint.Class {
	may, must := l.Machine().Action(a).States("class")
	switch {
	case !may || !l.Does(a, complaint.MeaningClassifies):
		return []complaint.Class{class}
	case must:
		return l.Classes()
	default:
		return append(l.Classes(), class)
	}
}
