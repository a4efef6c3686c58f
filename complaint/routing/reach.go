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
	alone := []bool{false} // whether no other rule is to fit
	if r.hit.together {
		alone = []bool{true, false}
	}
	var found complaint.Facts
	for _, text := range r.reachTexts(b) {
		for _, alone := range alone {
			s := reachSearch{r: r, branch: b, text: text, alone: alone}
			f, d, ok := s.in(b.box)
			if !ok {
				continue
			}
			if d.Basis != complaint.BasisUnresolved {
				return f, true
			}
			if near, ok := s.served(&f); ok {
				return near, true
			}
			if found.Submitted.IsZero() {
				found = f
			}
		}
	}
	return found, !found.Submitted.IsZero()
}

// maxTexts bounds the texts that are tried for one branch.
const maxTexts = 8

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
	return slices.DeleteFunc(texts, func(text string) bool {
		_, holds := r.functions(text, b.literals)
		return !holds
	})
}

// functions returns those of the literals that ask Go functions, and whether
// those that look for words hold for a text.
func (r *Router) functions(text string, literals []literal) (functions []literal, holds bool) {
	p := point{facts: complaint.Facts{Title: text}}
	for _, l := range literals {
		if r.atoms[l.atom].fn != nil {
			functions = append(functions, l)
		} else if !r.holds(&p, l) {
			return nil, false
		}
	}
	return functions, true
}

// reachSearch looks for the least report with a text that meets a branch and
// about which its rule decides. It explores the cells as the analysis does, but
// only those of the branch, and the first that is good ends it.
type reachSearch struct {
	*explorer
	r      *Router
	branch *branch
	text   string
	alone  bool // no other rule is to fit

	facts    complaint.Facts
	decision complaint.Decision
	found    bool
}

// maxReachCells bounds one search.
const maxReachCells = 20_000

// in searches an area of the branch.
func (s *reachSearch) in(area box.Box) (complaint.Facts, complaint.Decision, bool) {
	s.explorer, s.found = newExplorer(s.r, maxReachCells), false
	s.visitor = s
	s.add(s.branch.rule, way{box: area}, s.branch.valid)
	for i := range s.r.branches {
		o := &s.r.branches[i]
		if o.rule == s.branch.rule || !o.box.Meets(area) || !s.alone && !s.r.obstructs(o.rule, s.branch.rule) {
			continue
		}
		if functions, holds := s.r.functions(s.text, o.literals); holds {
			s.add(o.rule, way{o.box, functions}, o.valid)
		}
	}
	s.run()
	return s.facts, s.decision, s.found
}

// prune gives up where the branch is not met, or another is in the way for
// certain.
func (s *reachSearch) prune(active []int32, d int) ([]int32, bool) {
	if len(active) == 0 || active[0] != 0 {
		return nil, false
	}
	return active, !slices.ContainsFunc(active[1:], func(b int32) bool { return int(s.branches[b].last) <= d })
}

// judge tries the report of a cell: functions say what they say.
func (s *reachSearch) judge([]int32) bool {
	f := s.r.factsOf(cell{at: s.at})
	f.Title = s.text
	var p point
	if s.r.locate(&f, &p) != nil {
		return false
	}
	var log account
	d := s.r.decide(&p, &log)
	if log.won(s.branch.rule) && (len(log.winners) == 1 || s.r.hit.together) {
		s.facts, s.decision, s.found = f, d, true
		s.budget = 0 // that is the end
	}
	return false
}

func (s *reachSearch) skip([]int32) {}

// maxPlaces is how many places are tried to find one that somebody serves.
const maxPlaces = 50

// served looks for a place for which the directory has the rule's function, on
// the day of a report that was found.
func (s *reachSearch) served(f *complaint.Facts) (complaint.Facts, bool) {
	to, tried := s.r.table.Rules[s.branch.rule].To.Target, 0
	if to.Function == "" {
		return complaint.Facts{}, false
	}
	directory := s.r.sources.Agencies
	view, err := s.r.sources.Regions.AsOf(f.Submitted)
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
				if at, ok := s.branch.box.And(box.Box{{Dim: dimRegion, Set: box.One(numbersOf(inner).Lo)}}); ok {
					if near, d, ok := s.in(at); ok && d.Basis != complaint.BasisUnresolved {
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
