package agency

import (
	"errors"
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// The checks here read the records and not the tree of agencies, so that they
// also speak when there is none.

// inForce reports whether the agency has a term at an instant of the tree.
func (b *builder) inForce(id ID, at int64) bool { return b.at(id, at) != nil }

// at returns the agency's term at an instant of the tree, or nil.
func (b *builder) at(id ID, at int64) *Term {
	a := b.d.agencies[id]
	if a == nil {
		return nil
	}
	for i := range a.Terms {
		if t := &a.Terms[i]; micro(t.Valid.From, tree.Always) <= at && at < micro(t.Valid.Until, tree.Forever) {
			return t
		}
	}
	return nil
}

// parents checks the parents of all agencies but the given ones, where there is
// no tree: a fault in the terms of one agency hides those of others' parents.
func (b *builder) parents(but map[*Agency]bool) {
	for i, t := range b.terms {
		if but[b.owners[i]] || t.Parent == "" {
			continue
		}
		b.during(i, "parent", t.Parent)
	}
}

// references checks that what the terms name exists.
func (b *builder) references() {
	var functions []string
	for _, info := range b.cfg.Functions {
		functions = append(functions, string(info.Function))
	}
	for i, t := range b.terms {
		id := cut(string(b.owners[i].ID))
		for _, f := range t.Functions {
			if _, ok := b.d.labels[f]; !ok && b.cfg.Functions != nil {
				b.Unknown(id, fmt.Sprintf("the function %q is not in the vocabulary", f), string(f), functions)
			}
		}
		for _, code := range t.Jurisdiction {
			if b.cfg.Regions != nil && !code.IsZero() {
				b.jurisdiction(id, t, code)
			}
		}
		for _, other := range t.Delegates {
			if b.d.agencies[other] == nil {
				b.Add(id, fmt.Sprintf("the delegate %s is unknown", cut(string(other))))
			}
		}
	}
	for _, a := range b.order {
		for _, s := range a.Successions {
			if !s.On.IsZero() && !b.inForce(s.To, s.On.UnixMicro()) {
				b.Add(cut(string(a.ID)), fmt.Sprintf("the successor %s is not in force on %s", cut(string(s.To)), moment(s.On.UnixMicro())))
			}
		}
	}
}

// jurisdiction checks that the region exists, and that it does not come to an
// end during the term without a unit that takes its place.
func (b *builder) jurisdiction(id string, t *Term, code region.Code) {
	r := b.cfg.Regions
	_, err := r.LastPath(code)
	var several *region.AmbiguousError
	if err != nil && !errors.As(err, &several) {
		b.Add(id, err.Error())
		return
	}
	for c, on := range lost(r, code, t.Valid) {
		var legal []string
		message := fmt.Sprintf("its region %s is no more from %s on", c, on.Format(time.DateOnly))
		if c != code {
			message = fmt.Sprintf("its region %s, later %s, is no more from %s on", code, c, on.Format(time.DateOnly))
		}
		for _, ch := range r.Successors(c) {
			if ch.On.Equal(on) {
				message += fmt.Sprintf(", %s into %s", ch.Kind, ch.To)
				legal = append(legal, "a term from then on with "+ch.To.String())
			}
		}
		b.Add(id, message, append(legal, "a term that ends then")...)
	}
}

// lost returns the regions, of the one with the code and those that it became,
// that end during the period without being recoded, moved or divided, and when.
func lost(r *region.Tree, code region.Code, during aduan.Period) map[region.Code]time.Time {
	out := map[region.Code]time.Time{}
	tree.Reach([]region.Code{code}, func(at region.Code) (next []region.Code) {
		for p := range r.Validity(at) {
			if p.Until.IsZero() || !during.Contains(p.Until) {
				continue
			}
			kept := false
			for _, ch := range r.Successors(at) {
				if ch.Kind != region.Merged && ch.On.Equal(p.Until) {
					kept, next = true, append(next, ch.To)
				}
			}
			if view, err := r.AsOf(p.Until); err == nil && !kept {
				if u, err := view.Get(at); err != nil || u.Code() != at {
					out[at] = p.Until
				}
			}
		}
		return next
	})
	return out
}
