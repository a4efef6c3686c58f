package complaint

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// judged collects what is wrong with the meanings of actions.
type judged struct {
	*trial
	found []lifecycle.Finding
	d     *declared
	of    Meaning // that is judged
}

// meant finds the actions that cannot do what they say they do, and those that take what
// means nothing by them.
func (t *trial) meant() []lifecycle.Finding {
	j := judged{trial: t}
	for a := range t.l.machine.Actions() {
		j.d = t.l.declared(a)
		j.judgeFields()
		for _, p := range promises() {
			if j.of = p.of; j.d.does&p.of != 0 {
				j.judgeAction(p)
				for i := range t.rows {
					j.judgeRow(i, p)
				}
			}
		}
	}
	return j.found
}

// find notes a finding about a row, or about the action as a whole: in its declaration,
// or else in its first row.
func (j *judged) find(row int, path []lifecycle.Step, message aduan.Message) {
	f := lifecycle.Finding{Kind: lifecycle.BadMeaning, Action: j.d.Action, Path: path, Message: message}
	if words := j.of.Words(); len(words) > 0 {
		f.Name = string(words[0])
	}
	d := j.l.machine.Definition()
	switch i := slices.IndexFunc(d.Actions, func(info lifecycle.ActionInfo) bool { return info.Action == j.d.Action }); {
	case row >= 0:
		f.Field = storage.At("transitions", row)
	case i >= 0:
		f.Field = storage.At("actions", i)
	default:
		f.Field = storage.At("transitions", slices.IndexFunc(d.Transitions, func(t lifecycle.Transition) bool { return t.Action == j.d.Action }))
	}
	j.found = append(j.found, f)
}

// judgeFields looks whether every field that an action takes means something by it.
func (j *judged) judgeFields() {
	j.of = 0
	for _, f := range fieldUses() {
		if may, _ := j.d.States(f.name); may && !f.means(j.d) {
			j.find(-1, nil, texts().Message("fault.field_useless", "action", j.d.Action, "field", f.name))
		}
	}
	for _, r := range j.d.Requires {
		of := lifecycle.Alternatives(r)
		if slices.Contains(of, recorded) && (len(of) == 1 || slices.ContainsFunc(of, func(f string) bool { return f != recorded && f != "class" && f != "category" })) {
			j.find(-1, nil, texts().Message("fault.field_recorded", "action", j.d.Action, "field", r))
		}
	}
	_, chosen := j.d.States("reason")
	switch ends := j.d.does&(MeaningArchives|MeaningMerges) != 0; {
	case ends && !chosen && j.d.Reason == "":
		j.of = j.d.does & (MeaningArchives | MeaningMerges)
		j.find(-1, nil, texts().Message("fault.no_reason", "action", j.d.Action, "meaning", j.of))
	case ends && chosen && j.d.Reason != "" || !ends && j.d.Reason != "":
		j.find(-1, nil, texts().Message("fault.other_reason", "action", j.d.Action, "reason", j.d.Reason))
	}
}

// judgeAction judges what is the same in all rows.
func (j *judged) judgeAction(p promise) {
	for _, fields := range p.requires {
		if !j.d.requires(fields) && !(p.of == MeaningAnswers && j.d.does&MeaningApproves != 0) {
			j.find(-1, nil, texts().Message("fault.means_field", "action", j.d.Action, "meaning", j.of, "fields", aduan.List(lifecycle.Alternatives(fields))))
		}
	}
	states := func(f string) bool { may, _ := j.d.States(f); return may }
	if of := lifecycle.Alternatives(p.states); p.states != "" && !slices.ContainsFunc(of, states) {
		j.find(-1, nil, texts().Message("fault.means_field", "action", j.d.Action, "meaning", j.of, "fields", aduan.List(of)))
	}
	if p.with&^j.d.does != 0 {
		j.find(-1, nil, texts().Message("fault.means_with", "action", j.d.Action, "meaning", j.of, "other", p.with))
	}
	if p.beside != 0 && !slices.ContainsFunc(slices.Collect(j.l.machine.Actions()), func(a lifecycle.Action) bool { return j.l.Does(a, p.beside) }) {
		j.find(-1, nil, texts().Message("fault.means_alone", "action", j.d.Action, "meaning", j.of, "other", p.beside))
	}
}

// judgeRow judges one row, if it is one of the action.
func (j *judged) judgeRow(row int, p promise) {
	r := j.rows[row]
	if r.first < 0 || r.rule.Action() != j.d.Action {
		return
	}
	path := j.path(r.first)
	for _, role := range r.rule.Roles() {
		if len(p.guards) > 0 && !needsOne(r.rule, role, p.guards) {
			j.find(row, path, texts().Message("fault.means_guard", "action", j.d.Action, "meaning", j.of, "role", role, "guards", aduan.List(p.guards)))
		}
		alone := p.only != "" && role != p.only || role == p.never && j.d.does&MeaningOpens == 0
		if alone || p.of == MeaningTells && role == RoleReporter && len(r.rule.Roles()) == 1 {
			j.find(row, path, texts().Message("fault.means_role", "action", j.d.Action, "meaning", j.of, "role", role))
		}
		if p.of == MeaningAdds && role == RoleReporter && !needsOne(r.rule, role, []lifecycle.GuardName{GuardParentOpen}) {
			j.judgeMerged(row)
		}
	}
	for _, from := range j.l.machine.From(j.d.Action) {
		if here, _ := j.l.machine.Rule(from, j.d.Action); here.Row() == row {
			j.judgePlace(row, from, r.rule, p)
		}
	}
	extends := false
	for op := range r.rule.Effects() {
		extends = extends || op.Op == lifecycle.Extend
	}
	if p.extends && !extends {
		j.find(row, path, texts().Message("fault.means_effect", "action", j.d.Action, "meaning", j.of))
	}
	if p.before != 0 && j.d.does&p.before == 0 && !(p.optional && !j.l.ever(p.before)) {
		if path, found := j.without(r.rule, p); found {
			j.find(row, path, texts().Message("fault.means_before", "action", j.d.Action, "meaning", j.of, "other", p.before))
		}
	}
}

// judgePlace judges from where and to where a row leads.
func (j *judged) judgePlace(row int, from lifecycle.State, rule lifecycle.Rule, p promise) {
	to, moves := rule.Target().State()
	ended, ends := j.l.machine.Final(from), moves && j.l.machine.Final(to)
	path := j.path(j.rows[row].first)
	switch {
	case p.of == MeaningOpens && from != lifecycle.New:
		j.find(row, path, texts().Message("fault.means_opens", "action", j.d.Action, "meaning", j.of, "state", from))
	case p.ends && !ends:
		j.find(row, path, texts().Message("fault.means_ends", "action", j.d.Action, "meaning", j.of, "state", from))
	case p.opens && (!ended || ends || rule.Target().IsSame()):
		j.find(row, path, texts().Message("fault.means_goes_on", "action", j.d.Action, "meaning", j.of, "state", from))
	}
}

// judgeMerged looks whether a row that does not ask for it adds to a case that was merged.
func (j *judged) judgeMerged(row int) {
	for n, c := range j.cases {
		for _, m := range c.after {
			there := j.cases[m.to].State
			here, ok := j.l.machine.Rule(there, j.d.Action)
			if ok && here.Row() == row && j.l.Does(m.action, MeaningMerges) {
				path := append(j.path(n), lifecycle.Step{Action: m.action, To: there})
				j.find(row, path, texts().Message("fault.means_guard", "action", j.d.Action, "meaning", j.of, "role", RoleReporter, "guards", aduan.List([]lifecycle.GuardName{GuardParentOpen})))
				return
			}
		}
	}
}

// ever reports whether some action does one of some things.
func (l *Lifecycle) ever(m Meaning) bool { return len(l.machine.From(l.actionsThat(m)[0])) > 0 }

// needsOne reports whether a role needs one of some guards to take a row.
func needsOne(rule lifecycle.Rule, role lifecycle.Role, guards []lifecycle.GuardName) bool {
	for need := range rule.Needs(role) {
		if slices.Contains(guards, need.Guard) {
			return true
		}
	}
	return false
}

// without looks for a way to a case in which somebody can take a row although what must
// have come before did not. A case that was imported has all that behind it.
func (t *trial) without(rule lifecycle.Rule, p promise) (path []lifecycle.Step, found bool) {
	roles := slices.DeleteFunc(rule.Roles(), func(r lifecycle.Role) bool { return needsOne(rule, r, p.vouch) })
	type spot struct {
		n    int
		have bool
	}
	type way struct {
		spot
		via  int
		step lifecycle.Step
	}
	var queue []way
	known := map[spot]bool{}
	add := func(w way) {
		if !known[w.spot] {
			known[w.spot] = true
			queue = append(queue, w)
		}
	}
	for n := range t.cases {
		if t.cases[n].via < 0 {
			add(way{spot: spot{n: n, have: n > 0}, via: -1})
		}
	}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		c := t.cases[at.n]
		here, ok := t.l.machine.Rule(c.State, rule.Action())
		reached := func(r lifecycle.Role) bool { return slices.Contains(c.who, r) }
		if ok && here.Row() == rule.Row() && !at.have && slices.ContainsFunc(roles, reached) {
			for ; i >= 0 && queue[i].via >= 0; i = queue[i].via {
				path = append(path, queue[i].step)
			}
			slices.Reverse(path)
			return path, true
		}
		for _, m := range c.after {
			have := (at.have || t.l.Does(m.action, p.before)) && !(t.l.Does(m.action, p.lost) && !t.l.Does(m.action, p.before))
			add(way{spot: spot{n: m.to, have: have}, via: i, step: lifecycle.Step{Action: m.action, To: t.cases[m.to].State}})
		}
	}
	return nil, false
}
