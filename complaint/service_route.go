package complaint

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// route finds the agency of a forward that names none. The error is that of decide
// for a case that stays where it is.
func (s *Service) route(v visit, cmd *Command, p *storage.Problems) error {
	decision, err := s.decide(v, cmd.Action, factsFor(v.c, cmd))
	switch {
	case errors.Is(err, ErrNotAllowed):
		return err
	case err != nil:
		s.body(p, "agency", err)
	case decision.Agency == "":
		p.Add("agency", "the routing table leaves the choice to a person", codes(decision.Candidates)...)
		for _, u := range decision.routed().warnings() {
			p.Check("agency", u.Err)
		}
	}
	cmd.Agency, cmd.routed = decision.Agency, decision
	return nil
}

// decide is what the router decides. It may do so by the day of the submission, but
// the forward happens now: what ended meanwhile gives way to its heir. Nobody chooses
// among those whom the report keeps away; that it keeps away everybody is a [*Denial].
// What the router says is wrong with attributes keeps no report back, since reporters
// answer what they like: the rules that need no such answer decide.
func (s *Service) decide(v visit, a lifecycle.Action, facts Facts) (Decision, error) {
	d, err := s.cfg.Router.Route(facts)
	unread := facts.unread(err)
	if len(unread) > 0 {
		d, err = s.cfg.Router.Route(facts.without(unread))
	}
	d.Unread = unread
	if err != nil {
		return Decision{}, fmt.Errorf("routing failed: %w", err)
	}
	heirs := func(list []agency.ID) (now []agency.ID) {
		for _, id := range list {
			if heir, err := v.at.heir(v.c, id); err == nil && !slices.Contains(now, heir) {
				now = append(now, heir)
			}
		}
		return now
	}
	candidates := heirs(d.Candidates)
	d.Candidates = slices.DeleteFunc(slices.Clone(candidates), func(id agency.ID) bool { return v.c.bars(id, v.at) })
	if d.Agency == "" && len(d.Candidates) == 0 && len(v.c.Accused) > 0 && (len(candidates) > 0 || d.Basis == BasisConflict) {
		return Decision{}, v.rules.denyRouting(v.c, v.by, a, v.at)
	}
	d.Agency, err = v.at.heir(v.c, d.Agency)
	d.Supporting = slices.DeleteFunc(heirs(d.Supporting), func(id agency.ID) bool { return id == d.Agency })
	return d, err
}

// unread lists the attributes of which a router's error says that something is wrong, and
// the sets of areas, as "areas." and the set.
func (f Facts) unread(err error) []string {
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	if !ok {
		return nil
	}
	var list []string
	for _, p := range invalid.Problems {
		code, of := strings.CutPrefix(p.Field, "attributes.")
		_, given := f.Attributes[code]
		if set, fed := strings.CutPrefix(p.Field, areasOf); fed {
			code, of, given = p.Field, true, slices.ContainsFunc(f.Areas, func(a Area) bool { return a.Set == set })
		}
		if of && given && !slices.Contains(list, code) {
			list = append(list, code)
		}
	}
	return list
}

// areasOf goes before a set of areas where attributes are named.
const areasOf = "areas."

// without returns the facts as if some attributes were not given, and what unread lists
// of the areas.
func (f Facts) without(attributes []string) Facts {
	f.Areas = slices.DeleteFunc(copied(f.Areas), func(a Area) bool { return slices.Contains(attributes, areasOf+a.Set) })
	f.Attributes = maps.Clone(f.Attributes)
	for _, code := range attributes {
		delete(f.Attributes, code)
	}
	return f
}

// UnreadError says which answers of a report the routing table could not compare. The
// rules decided as if these were not given, so somebody should look whether the
// agency is the right one.
type UnreadError struct {
	// Attributes are the codes.
	Attributes []string
}

// In names the attributes.
func (e *UnreadError) In(w aduan.Words) string {
	return texts().In(w)("unread", "attributes", strings.Join(e.Attributes, ", "))
}

// Error is [UnreadError.In] English.
func (e *UnreadError) Error() string { return e.In(aduan.English()) }

// warnings tell what the table could not compare.
func (r Routed) warnings() []Unjudged {
	if len(r.Unread) == 0 {
		return nil
	}
	return []Unjudged{{Err: &UnreadError{Attributes: r.Unread}}}
}
