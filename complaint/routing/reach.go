package routing

import (
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// Reach yields reports about which the rule decides, at most one for each way in
// which its conditions can be met, in the order in which they are written: the
// least report in the declared order of the facts, with words of the rule's own
// for conditions on words. If the directory has nobody for the rule in that
// place, a place is taken for which it has, if there is one. Under [Collect] a
// report is preferred that no other rule fits. A way for which nothing is
// yielded may be impossible, because other rules go before this one, or depend on
// a Go function, or need more than a fair amount of searching; [Router.Analyze]
// tells which. It yields nothing for a rule that the table does not have.
func (r *Router) Reach(rule string) iter.Seq[complaint.Facts] {
	return func(yield func(complaint.Facts) bool) {
		i := slices.IndexFunc(r.table.Rules, func(t Rule) bool { return t.ID == rule })
		if i < 0 {
			return
		}
		for b := r.first[i]; b < r.first[i+1]; b++ {
			if f, ok := r.reach(&r.branches[b]); ok && !yield(f) {
				return
			}
		}
	}
}

// reach finds a report about which the rule of a branch decides, and which meets
// the branch.
func (r *Router) reach(b *branch) (complaint.Facts, bool) {
	area, ok := b.box.And(r.scope)
	if !ok {
		return complaint.Facts{}, false
	}
	var found complaint.Facts
	for _, text := range r.reachTexts(b) {
		for _, alone := range []bool{true, false} {
			if !alone && r.table.Hit != Collect {
				break
			}
			f, d, ok := r.reachIn(b, area, text, alone)
			if !ok {
				continue
			}
			if d.Basis != complaint.BasisUnresolved {
				return f, true
			}
			if near, ok := r.reachServed(b, area, text, alone, &f); ok {
				return near, true
			}
			if found.Submitted.IsZero() {
				found = f
			}
		}
	}
	return found, !found.Submitted.IsZero()
}

// maxPlaces is how many places are tried to find one that somebody serves.
const maxPlaces = 50

// reachServed looks for a place for which the directory has the rule's function.
func (r *Router) reachServed(b *branch, area box.Box, text string, alone bool, f *complaint.Facts) (complaint.Facts, bool) {
	to, tried := r.table.Rules[b.rule].To.Target, 0
	if to.Function == "" {
		return complaint.Facts{}, false
	}
	directory := r.sources.Agencies
	view, err := r.sources.Regions.AsOf(f.Submitted)
	if err != nil {
		return complaint.Facts{}, false
	}
	for id := range directory.All("", f.Submitted) {
		term, err := directory.Get(id, f.Submitted)
		if err != nil || !slices.Contains(term.Functions, to.Function) {
			continue
		}
		served, _ := directory.Jurisdiction(id, f.Submitted)
		for _, code := range served {
			u, err := view.Resolve(code)
			if err != nil {
				continue
			}
			for inner := range u.Subtree() {
				if to.Level != "" && inner.Level() != to.Level {
					continue
				}
				first, _ := inner.Position()
				if at, ok := area.And(box.Box{{Dim: dimRegion, Set: box.One(int64(first) + 1)}}); ok {
					if near, d, ok := r.reachIn(b, at, text, alone); ok && d.Basis != complaint.BasisUnresolved {
						return near, true
					}
					if tried++; tried == maxPlaces {
						return complaint.Facts{}, false
					}
				}
				if to.Level == "" {
					break
				}
			}
		}
	}
	return complaint.Facts{}, false
}

// reachTexts returns texts that meet the conditions of a branch on words, as far
// as words can be had: first a shortest, then others that keep off other rules.
func (r *Router) reachTexts(b *branch) []string {
	texts := []string{""}
	for _, l := range b.literals {
		at := r.atoms[l.atom]
		if at.fn != nil || l.not {
			continue
		}
		var more []string
		for _, text := range texts {
			for _, word := range r.lexicon.lists[at.list].Any {
				if len(more) == maxTexts {
					break
				}
				more = append(more, strings.TrimSpace(text+" "+word))
			}
		}
		texts = more
	}
	for _, at := range r.atoms {
		if at.fn == nil && len(texts) < 2*maxTexts && len(r.lexicon.lists[at.list].Any) > 0 {
			texts = append(texts, strings.TrimSpace(texts[0]+" "+r.lexicon.lists[at.list].Any[0]))
		}
	}
	texts = slices.DeleteFunc(texts, func(text string) bool {
		p := point{facts: complaint.Facts{Title: text}}
		return slices.ContainsFunc(b.literals, func(l literal) bool { return r.atoms[l.atom].fn == nil && !r.holds(&p, l) })
	})
	return texts
}

// maxTexts bounds the texts that are tried for one branch.
const maxTexts = 8

// reachIn searches an area for a report with a text; with alone the rule is to
// be the only one that fits under [Collect].
func (r *Router) reachIn(b *branch, area box.Box, text string, alone bool) (complaint.Facts, complaint.Decision, bool) {
	var against, unsure []*branch // unsure are those that a function may keep off
	p := point{facts: complaint.Facts{Title: text}}
	for i := range r.branches {
		o := &r.branches[i]
		if o.rule == b.rule || !r.obstructs(o, b, alone) {
			continue
		}
		holds, sure := true, true
		for _, l := range o.literals {
			if r.atoms[l.atom].fn != nil {
				sure = false
			} else {
				holds = holds && r.holds(&p, l)
			}
		}
		if !holds || !o.box.Meets(area) {
			continue
		}
		if sure {
			against = append(against, o)
		} else {
			unsure = append(unsure, o)
		}
	}
	for _, more := range [][]*branch{nil, unsure} {
		s := newReachSearch(r, area, b.valid, slices.Concat(against, more))
		if s != nil && s.from(0, s.against) {
			f := s.facts(text)
			var found point
			if r.locate(&f, &found) == nil {
				var log account
				if d := r.decide(&found, &log); log.won(b.rule) && (len(log.winners) == 1 || r.table.Hit == Collect) {
					return f, d, true
				}
			}
		}
		if len(unsure) == 0 {
			break
		}
	}
	return complaint.Facts{}, complaint.Decision{}, false
}

// obstructs reports whether a report that meets both branches is not decided by
// the rule of b, or under [Collect] not by it alone.
func (r *Router) obstructs(o, b *branch, alone bool) bool {
	switch r.table.Hit {
	case First:
		return o.rule < b.rule
	case Collect:
		return alone
	case MostSpecific:
		if r.moreSpecific(b.rule, o.rule) {
			return false
		}
		return r.moreSpecific(o.rule, b.rule) || r.destination[o.rule] != r.destination[b.rule] ||
			r.table.Rules[o.rule].ID < r.table.Rules[b.rule].ID
	}
	return true
}
