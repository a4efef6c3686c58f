package complaint

import (
	"context"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Suggestion is what a router would decide for a case.
type Suggestion struct {
	Decision
	// Why is the router's account of it, for an officer; zero from one that gives
	// none ([RouteExplainer]).
	Why aduan.Message `json:"why,omitzero"`
}

// routes reports whether some lifecycle routes by an action.
func (s *Service) routes(a lifecycle.Action) bool {
	return slices.ContainsFunc(s.cfg.Lifecycles, func(l *Lifecycle) bool { return l.has(a) && l.Does(a, MeaningRoutes) })
}

// denyPreview says why somebody is shown no preview of an action: what stands against the
// action, or that they are not shown what the decision rests on.
func (l *Lifecycle) denyPreview(c *Complaint, by Actor, a lifecycle.Action, at Moment) *Denial {
	if as := l.Access(c, by, at); as.Sees == SeesState {
		return &Denial{
			Complaint: c.ID, Action: a, State: c.State, Role: by.role(), Instead: l.Allowed(c, by, at), forbidden: true, rules: l,
			Reasons: []Reason{{Code: DeniedByReach, Text: as.Message()}},
		}
	}
	return l.WhyNot(c, by, a, at)
}

// Suggest previews a forward without an agency ([MeaningRoutes]): what [Service.Do] with the same
// command would decide now, by the same facts, and why. Nothing is written. That
// the table leaves the choice to a person is no error here; the candidates say
// among whom. The errors are those of Do, storage.ErrInvalid for another command
// than a forward that names no agency, and for a service without a Router.
func (s *Service) Suggest(ctx context.Context, by Actor, id ID, cmd Command) (Suggestion, error) {
	if err := ctx.Err(); err != nil {
		return Suggestion{}, err
	}
	var p storage.Problems
	if !s.routes(cmd.Action) {
		var legal []lifecycle.Action
		for _, l := range s.cfg.Lifecycles {
			legal = append(legal, l.actionsThat(MeaningRoutes)...)
		}
		slices.Sort(legal)
		p.Unknown("action", "is not routed", string(cmd.Action), codes(slices.Compact(legal)))
	}
	if cmd.Agency != "" {
		p.Add("agency", "what names an agency is not routed")
	}
	if err := p.Err("command " + string(cmd.Action)); err != nil {
		return Suggestion{}, err
	}
	if err := s.checkShape(by, id, cmd); err != nil {
		return Suggestion{}, err
	}
	v, err := s.load(ctx, by, id)
	if err != nil {
		return Suggestion{}, err
	}
	if err := v.rules.knows(cmd); err != nil {
		return Suggestion{}, err
	}
	if denial := v.rules.denyPreview(v.c, v.by, cmd.Action, v.at); denial != nil {
		return Suggestion{}, denial
	}
	facts := factsFor(v.c, &cmd)
	decision, err := s.decide(v, cmd.Action, facts)
	if err != nil || decision.Agency != "" {
		// What stands against the command is found as Do finds it.
		if _, err := s.prepare(ctx, v, &cmd); err != nil {
			return Suggestion{}, err
		}
		if _, err := v.rules.Apply(v.c, v.by, cmd, v.at); err != nil {
			return Suggestion{}, err
		}
	}
	out := Suggestion{Decision: decision}
	if router, ok := s.cfg.Router.(RouteExplainer); ok {
		out.Why = router.Why(facts.without(decision.Unread))
	}
	return out, nil
}
