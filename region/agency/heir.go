package agency

import (
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// Heir returns the agency to which a case of the agency, about a place, belongs at
// the instant: the agency itself while it is in force, else the one that followed
// it, through as many successions as it takes. Where several followed it, the case
// goes to those that, when they took over, had all functions of its last term and
// the place in their jurisdiction; an agency that names no regions serves all,
// and a case without a place is decided by the functions alone. So who inherits
// is settled by the successions, and does not change when an heir does later.
//
// The error is a [*HeirError] if that leads to several agencies, or on some way to
// none; an [*UnknownError] for an agency that there never was. Its cases are
// then nobody's: a wrong agency is worse than a question.
func (d *Directory) Heir(id ID, where region.Path, on time.Time) (ID, error) {
	if d.Known(id, on) {
		return id, nil
	}
	if !d.Has(id) {
		_, err := d.node(id, on)
		return "", err
	}
	heirs, lost := d.inherit(id, on, func(ended *Term, among []Succession) []Succession {
		return d.covering(ended, among, where)
	})
	if !lost && len(heirs) == 1 {
		return heirs[0], nil
	}
	e := &HeirError{ID: id, Where: slices.Clone(where), On: on, Candidates: heirs}
	if len(heirs) == 0 {
		e.Candidates = d.Follow(id, on)
	}
	return "", e
}

// Heirless returns the agencies that are not in force at the instant and are not
// followed by one and the same agency whatever the case, in the order of their IDs:
// those of which [Directory.Heir] may find no heir. It looks at every agency.
func (d *Directory) Heirless(on time.Time) []ID {
	var out []ID
	for _, id := range slices.Sorted(maps.Keys(d.agencies)) {
		if d.Known(id, on) {
			continue
		}
		all := func(_ *Term, among []Succession) []Succession { return among }
		if heirs, lost := d.inherit(id, on, all); lost || len(heirs) != 1 {
			out = append(out, id)
		}
	}
	return out
}

// Former returns the agencies under which a case may be recorded that belongs, at
// the instant, to the agency or to one below it: itself and all that it followed,
// then those below it, and what they followed, that ever stood elsewhere. What is
// recorded with the path of its agency (see [Directory.Path]) and belongs there
// names one of them; the converse does not hold.
func (d *Directory) Former(id ID, on time.Time) []ID {
	own := d.followed([]ID{id})
	out := slices.Clone(own)
	for _, other := range d.followed(slices.Collect(d.All(id, on))) {
		if !slices.Contains(own, other) && d.strays(other, own) {
			out = append(out, other)
		}
	}
	return out
}

// NextTurn returns the next instant after the given one at which another term of the
// agency or of one that followed it begins or ends, or one follows: until then the
// same agency stands for it, with the same name of a calendar. It is false if
// nothing more is known to come.
func (d *Directory) NextTurn(id ID, after time.Time) (next time.Time, ok bool) {
	sooner := func(t time.Time) {
		if t.After(after) && (!ok || t.Before(next)) {
			next, ok = t, true
		}
	}
	tree.Reach([]ID{id}, func(at ID) (to []ID) {
		a := d.agencies[at]
		if a == nil {
			return nil
		}
		for i := range a.Terms {
			sooner(a.Terms[i].Valid.From)
			sooner(a.Terms[i].Valid.Until)
		}
		for _, s := range a.Successions {
			sooner(s.On)
			to = append(to, s.To)
		}
		return to
	})
	return next, ok
}

// inherit follows an agency to those that are in force at the instant, in the
// order of their IDs; choose narrows what followed an agency that has ended, whose last
// term it gets. That a way ends at nobody is told as well.
func (d *Directory) inherit(id ID, on time.Time, choose func(ended *Term, among []Succession) []Succession) (heirs []ID, lost bool) {
	tree.Reach([]ID{id}, func(at ID) (next []ID) {
		if d.Known(at, on) {
			heirs = append(heirs, at)
			return nil
		}
		if ended, began := d.agencies[at].ended(on); ended != nil {
			for _, s := range choose(ended, d.since(at, ended.Valid.Until, began, on)) {
				next = append(next, s.To)
			}
		}
		lost = lost || len(next) == 0
		return next
	})
	slices.Sort(heirs)
	return heirs, lost
}

// ended returns the last term that ended by the instant, nil if none did, and when
// the stretch of terms began that it closed.
func (a *Agency) ended(on time.Time) (last *Term, began time.Time) {
	for i := range slices.Backward(a.Terms) {
		t := &a.Terms[i]
		switch {
		case last == nil && (t.Valid.Until.IsZero() || t.Valid.Until.After(on)):
			continue
		case last == nil:
			last = t
		case !t.Valid.Until.Equal(began):
			return last, began
		}
		began = t.Valid.From
	}
	return last, began
}

// since returns what followed an agency that has ended, up to an instant: whoever took its
// place at the end or after it, and whoever it became or was merged into a while
// before. What was split off before went without its cases.
func (d *Directory) since(id ID, end, began, on time.Time) []Succession {
	return slices.DeleteFunc(d.Successors(id), func(s Succession) bool {
		early := s.On.Before(end) && (s.Kind == Split || s.On.Before(began))
		return early || s.On.After(on)
	})
}

// covering returns those of several followers that have all functions of the
// term and serve the place; all of them if none does.
func (d *Directory) covering(ended *Term, among []Succession, where region.Path) []Succession {
	var out []Succession
	for _, s := range among {
		i, err := d.node(s.To, s.On)
		if err != nil {
			continue
		}
		has := d.term(i, s.On).Functions
		lacks := slices.ContainsFunc(ended.Functions, func(f Function) bool { return !slices.Contains(has, f) })
		if !lacks && d.serves(i, where, s.On) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return among
	}
	return out
}

// serves reports whether a place lies in the jurisdiction of a node.
func (d *Directory) serves(i int32, where region.Path, on time.Time) bool {
	in := d.jurisdiction(i, on)
	if len(in) == 0 || len(where) == 0 {
		return true
	}
	if d.regions == nil {
		return slices.ContainsFunc(in, where.Contains)
	}
	view, err := d.regions.AsOf(on)
	if err != nil {
		return false
	}
	u, err := view.Locate(where)
	for ; err == nil && !u.IsZero(); u = u.Parent() {
		if slices.ContainsFunc(d.codes(u.Code(), on), func(c region.Code) bool { return slices.Contains(in, c) }) {
			return true
		}
	}
	return false
}

// followed returns the agencies and all that they followed.
func (d *Directory) followed(ids []ID) []ID {
	return tree.Reach(ids, func(id ID) []ID { return d.before[id] })
}

// strays reports whether the agency ever stood outside all of the others.
func (d *Directory) strays(id ID, of []ID) bool {
	for i := range d.nodes.Versions(string(id)) {
		within := false
		for up := i; up != tree.None && !within; up = d.nodes.Parent(up) {
			within = slices.Contains(of, d.id(up))
		}
		if !within {
			return true
		}
	}
	return false
}
