package routing

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// condition names a condition that is no set, with what it is taken to say.
func (w *reportWriter) condition(l literal) aduan.Message {
	at := w.r.atoms[l.atom]
	if at.fn != nil {
		if l.not {
			return texts().Message("condition.no_func", "name", at.fn.Name)
		}
		return texts().Message("condition.func", "name", at.fn.Name)
	}
	words := quoted(w.r.lexicon.lists[at.list].Any)
	if l.not {
		return texts().Message("condition.no_words", "words", words)
	}
	return texts().Message("condition.words", "words", words)
}

func overlapText(f Finding) aduan.Message {
	if f.Agree {
		return texts().Message("finding.agree", "first", f.Rules[0], "second", f.Rules[1])
	}
	return texts().Message("finding.disagree", "first", f.Rules[0], "second", f.Rules[1])
}

func (w *reportWriter) shadowedText(f Finding) aduan.Message {
	rule, by := f.Rules[0], aduan.List(f.Rules[1:])
	switch {
	case len(f.Rules) == 1:
		return texts().Message("finding.preceded", "rule", rule)
	case w.r.hit.alone:
		return texts().Message("finding.not_alone", "rule", rule, "by", by)
	}
	return texts().Message("finding.shadowed", "rule", rule, "by", by)
}

// neverText says why a rule fits no report: what rules out its first branch.
func (w *reportWriter) neverText(rule int32) aduan.Message {
	ref := w.ref(rule)
	if w.r.first[rule] == w.r.first[rule+1] {
		return texts().Message("finding.contradiction", "rule", ref)
	}
	b := &w.branches[w.r.first[rule]]
	outside := func(d box.Dim) bool {
		s, ok := b.box.Of(d)
		return ok && s.And(w.r.domain(d)) == nil
	}
	_, some := daysOn(b.days, b.weekdays)
	switch {
	case outside(dimCategory):
		return texts().Message("finding.category_outside", "rule", ref)
	case outside(dimRegion):
		return texts().Message("finding.region_outside", "rule", ref)
	case b.stages&(1<<dimDay) != 0 && !some:
		return texts().Message("finding.no_day", "rule", ref)
	}
	return texts().Message("finding.no_region", "rule", ref)
}
