package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// A lifecycle may say what one person must not do alone (lifecycle.Duty). Who did what
// stands in the timeline: what was imported counts as done, and is itself never refused.
// People are told apart by [Actor].ID, whatever their role; those without one count as one. The reporter is in the timeline
// under their reference; a [Service] knows whose account that is, and asks for it where a
// duty speaks of what reporters do. The report is the reporter's, whoever entered it, and
// also theirs who did. The timer is nobody.

// duty is one as it is asked.
type duty struct {
	lifecycle.Duty
	who, after Meaning // those of its words that are meanings
}

// did reports whether an entry did one of some things, by name or by meaning.
func (e *Entry) did(words []string, m Meaning) bool {
	return e.does()&m != 0 || slices.Contains(words, string(e.Action))
}

// learnDuties takes over what the definition says must be kept apart.
func (l *Lifecycle) learnDuties() {
	for _, d := range l.machine.Duties() {
		l.duties = append(l.duties, duty{Duty: d, who: meaningIn(d.Who), after: meaningIn(d.After)})
		for a := range l.machine.Actions() {
			reporters := l.machine.Names(d.Who, a) || l.machine.Names(d.Not, a)
			l.asksWho = l.asksWho || reporters && (a == l.opens || slices.ContainsFunc(l.rolesFor(lifecycle.Rule{}, false, a), l.own))
		}
	}
}

// meaningIn is what those words of a duty mean that are meanings.
func meaningIn(words []string) (m Meaning) {
	for _, w := range words {
		m |= meaningOf(lifecycle.Meaning(w))
	}
	return m
}

// own reports whether a role is that of the reporter: one person for each case.
func (l *Lifecycle) own(role lifecycle.Role) bool { return l.reaches[role] == ReachOwn }

// barred lists the duties by which somebody may not do what they forbid.
func (l *Lifecycle) barred(c *Complaint, by Actor, at Moment) (names []string) {
	if by.role() == RoleTimer {
		return nil
	}
	reporter := l.own(by.role()) || at.reporter != "" && by.ID == at.reporter
	for _, d := range l.duties {
		acted, bars := false, false
		for i := range c.Timeline {
			e := &c.Timeline[i]
			bars = bars || acted && e.did(d.After, d.after)
			theirs := e.By.ID == by.ID && e.By.role() != RoleTimer ||
				reporter && (l.own(e.By.role()) || e.Does(MeaningOpens) || at.reporter != "" && e.By.ID == at.reporter)
			acted = acted || theirs && e.did(d.Who, d.who)
		}
		if bars || acted && len(d.After) == 0 {
			names = append(names, d.Name)
		}
	}
	return names
}

// separated reports whether a duty lets whoever acts go on. The timeline is read once in a
// question.
func (f GuardFacts) separated() bool {
	r := f.At.read
	if r == nil {
		r = &readRuns{}
	}
	if r.barred == nil || r.barred.of != f.Complaint || r.barred.by != f.By {
		r.barred = &barred{f.Complaint, f.By, f.lifecycle.barred(f.Complaint, f.By, f.At)}
	}
	return !slices.Contains(r.barred.duties, f.Condition.Duty)
}

// barred is by which duties somebody is on a case.
type barred struct {
	of     *Complaint
	by     Actor
	duties []string
}
