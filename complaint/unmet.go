package complaint

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// required is a condition as a denial says it.
type required struct {
	rules     *Lifecycle
	condition lifecycle.Condition
}

func (r required) In(w aduan.Words) string {
	return texts().In(w)("denied.condition", "condition", r.rules.machine.GuardIn(w, r.condition))
}

// unmet is why a guard refuses. Of a guard that asks for several things it says the
// one that is missing: nobody is told to bring about what is there.
func unmet(f GuardFacts) Reason {
	r := Reason{Code: DeniedByGuard, Condition: f.Condition.String()}
	switch f.Condition.Guard {
	case GuardHasDraft, GuardNamesDraft:
		r.Text, r.Legal = f.unmetDraft()
	case GuardDueAhead:
		r.Text = f.unmetClock()
	case GuardNotEscalated:
		r.Text = f.unmetStep(1)
	case GuardNotEscalatedInRun:
		if f.Command != nil {
			r.Text = f.unmetStep(f.Complaint.stepsIn(f.runs(), f.Command.Clock, f.Command.Rung) + 1)
		}
	case GuardUnconfirmed:
		r.Text = f.unmetAccusation()
	case GuardOrphaned, GuardParentAnswered, GuardParentOpen:
		r.Text = f.unmetParent()
	}
	if r.Text.IsZero() {
		r.Text = f.requires(f.Condition)
	}
	return r
}

// requires says a condition.
func (f GuardFacts) requires(c lifecycle.Condition) aduan.Message {
	return aduan.MessageOf(required{f.lifecycle, c})
}

// requiresPart says a part of a condition for which there is no guard.
func requiresPart(part aduan.Message) aduan.Message {
	return texts().Message("denied.condition", "condition", part)
}

// unmetDraft: there is a draft, and the command names another one.
func (f GuardFacts) unmetDraft() (text aduan.Message, legal []string) {
	waiting := f.Complaint.Draft.Text
	if f.Complaint.Draft.IsZero() || f.Command == nil || f.Command.Draft.IsZero() {
		return aduan.Message{}, nil
	}
	legal = []string{waiting.String()}
	if f.Complaint.draftedAt(f.Command.Draft) == 0 {
		return f.requires(lifecycle.Condition{Guard: GuardNamesDraft}), legal
	}
	return texts().Message("denied.newer_draft", "entry", f.Complaint.draftedAt(waiting), "draft", waiting), legal
}

// draftedAt is the Seq of the last entry that drafted a text, 0 if none did.
func (c *Complaint) draftedAt(text Digest) int {
	for i := len(c.Timeline) - 1; i >= 0; i-- {
		if e := &c.Timeline[i]; e.Does(MeaningDrafts) && e.Note == text {
			return e.Seq
		}
	}
	return 0
}

// unmetClock: the clock does not run, is over, has no limit, or one that no extension
// moves.
func (f GuardFacts) unmetClock() aduan.Message {
	name := f.Condition.Clock
	clock := word{f.lifecycle, "clock", string(name)}
	switch {
	case !f.running(name):
		return f.requires(lifecycle.Condition{Guard: GuardRunning, Clock: name})
	case slices.Contains(f.At.Elapsed, name):
		return requiresPart(texts().Message("part.not_elapsed", "clock", clock))
	case slices.Contains(f.At.Unlimited, name):
		return requiresPart(texts().Message("part.limited", "clock", clock))
	default:
		return requiresPart(texts().Message("part.extensible"))
	}
}

// unmetStep: the command skips steps.
func (f GuardFacts) unmetStep(next int) aduan.Message {
	if f.Command == nil || f.Command.Step <= next {
		return aduan.Message{}
	}
	return requiresPart(texts().Message("part.next_step", "step", next))
}

// unmetAccusation: the bodies are accused, and that is confirmed already.
func (f GuardFacts) unmetAccusation() aduan.Message {
	if !accused(func(Accusation) bool { return true })(f) {
		return f.requires(lifecycle.Condition{Guard: GuardAccused})
	}
	return requiresPart(texts().Message("part.unconfirmed"))
}

// unmetParent: the case is not merged at all, or its parent stands otherwise.
func (f GuardFacts) unmetParent() aduan.Message {
	g, parent := f.Condition.Guard, f.At.Parent
	switch {
	case f.Complaint.Parent.IsZero():
		return f.requires(lifecycle.Condition{Guard: GuardMerged})
	case parent == nil:
		return aduan.Message{}
	case g == GuardParentOpen && parent.Ended:
		return requiresPart(texts().Message("part.parent_open"))
	case g == GuardParentOpen:
		return requiresPart(texts().Message("part.parent_takes"))
	case g == GuardOrphaned && !parent.Ended:
		return requiresPart(texts().Message("part.parent_ended"))
	case g == GuardOrphaned:
		return requiresPart(texts().Message("part.parent_silent"))
	case !parent.Answered:
		return requiresPart(texts().Message("part.parent_answered"))
	default:
		return requiresPart(texts().Message("part.not_relayed"))
	}
}
