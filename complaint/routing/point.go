package routing

import (
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// point is a report as the table sees it.
//
// It holds no slice of its own arrays, so that it can stay on the stack.
type point struct {
	facts complaint.Facts
	at    [int(dimAttribute) + MaxAttributes]int64
	// unit is the region at noon of the day of submission.
	unit region.Unit
	noon time.Time
	// regions are the region and those around it in the index, n of them.
	regions [40]int32
	n       int
	// words, or more if there are many lists, has the bits of the lists whose
	// words occur, once the text was scanned.
	scanned bool
	words   [16]uint64
	more    []uint64
}

// locate finds where in the space a report lies, or says why it cannot be
// right.
func (r *Router) locate(f *complaint.Facts, p *point) error {
	p.facts = *f
	var wrong wrongFacts
	if f.Submitted.IsZero() {
		wrong.add("submitted", r.space.label(dimDay), texts().Message("wrong.submitted"))
		return wrong.err()
	}
	r.day(f, p)
	if !r.space.domains[dimDay].Has(p.at[dimDay]) {
		day := aduan.DateOfNumber(int(p.at[dimDay]))
		wrong.add("submitted", r.space.label(dimDay), texts().Message("wrong.edition", "date", day), aduan.MessageOf(r.table.Valid))
	}
	if n, ok := r.space.categories.number[f.Category]; ok {
		p.at[dimCategory] = int64(n)
	} else if f.Category != "" {
		near := r.space.categories.near(f.Category)
		wrong.add("category", r.space.label(dimCategory), texts().Message("wrong.category", "category", storage.Quote(string(f.Category))), data(near)...)
	}
	if problem, legal := r.place(f.Region, p); !problem.IsZero() {
		wrong.add("region", r.space.label(dimRegion), problem, legal...)
	}
	for i, word := range [...]string{string(f.Kind), string(f.Class), string(f.Channel)} {
		d := dimKind + box.Dim(i)
		var ok bool
		if p.at[d], ok = r.space.words.number(d, word); !ok {
			near := storage.Nearest(word, r.space.words.of(d))
			wrong.add(r.space.name(d), r.space.label(d), texts().Message("wrong.value"), data(near[:min(len(near), storage.MaxLegal)])...)
		}
	}
	if f.Disclosure.Named {
		p.at[dimDisclosure] |= disclosedName
	}
	if f.Disclosure.Public {
		p.at[dimDisclosure] |= disclosedReport
	}
	p.at[dimEvent] = absent
	if !f.EventDate.IsZero() {
		if p.at[dimEvent] = int64(f.EventDate.Number()); !f.EventDate.Valid() {
			wrong.add("event_date", r.space.label(dimEvent), texts().Message("wrong.date"))
		}
	}
	for i := range r.table.Attributes {
		a := &r.table.Attributes[i]
		d := dimAttribute + box.Dim(i)
		value := a.stated(f)
		if at, err := time.Parse(time.RFC3339, value); err == nil && a.Type == Day {
			value = aduan.DateOf(at.In(r.zone)).String()
		}
		n, err := a.number(value)
		switch {
		case strings.Contains(value, "\n"):
			wrong.add(r.space.stated(a, d), r.space.label(d), texts().Message("wrong.several"))
		case err != nil:
			wrong.add(r.space.stated(a, d), r.space.label(d), texts().Message("wrong.attribute"), a.admitted()...)
		}
		p.at[d] = n
	}
	if len(f.Named.Agencies)+len(f.Named.Persons) > 0 {
		if _, err := r.sources.Agencies.Barred("", f.Named, p.noon); err != nil {
			wrong.add("named", texts().Message("fact.accused"), aduan.MessageOf(err))
		}
	}
	return wrong.err()
}

// stated is where a report states the value of an attribute.
func (s *space) stated(a *Attribute, d box.Dim) string {
	if a.Area != "" {
		return "areas." + a.Area
	}
	return s.name(d)
}

// day fills in the day of submission.
func (r *Router) day(f *complaint.Facts, p *point) {
	d := aduan.DateOf(f.Submitted.In(r.zone))
	p.at[dimDay] = int64(d.Number())
	if d.Year < 1 {
		p.at[dimDay] = firstDay - 1
	}
	p.at[dimWeekday] = int64(weekdayOf(p.at[dimDay]))
	p.noon = r.Noon(d)
}

// place fills in the region, or says what is wrong with it.
func (r *Router) place(path region.Path, p *point) (problem aduan.Message, legal []aduan.Message) {
	p.n = 1 // the 0 that stands for every region
	if len(path) == 0 {
		return problem, nil
	}
	view, err := r.sources.Regions.AsOf(p.noon)
	if err != nil {
		return aduan.MessageOf(err), nil
	}
	p.unit, err = view.Get(path.Unit())
	if err != nil && r.existed(path, p.facts.Submitted) {
		// The day on which it changed: the report says how it was called at the instant.
		if p.unit, err = view.Locate(path); err == nil {
			path = p.unit.Path()
		}
	}
	if err != nil {
		if now, err := view.Resolve(path.Unit()); err == nil {
			legal = []aduan.Message{aduan.MessageOf(now.Code())}
		}
		return aduan.MessageOf(err), legal
	}
	// Every code of the path in the unit's own system must lie around the next.
	around := p.unit
	for _, code := range slices.Backward(path) {
		if code.System() != p.unit.Code().System() {
			continue
		}
		for !around.IsZero() && around.Code() != code {
			around = around.Parent()
		}
		if around.IsZero() {
			problem = texts().Message("wrong.place", "inner", placeName(p.unit), "outer", code)
			return problem, []aduan.Message{aduan.MessageOf(p.unit.Path().String())}
		}
	}
	p.at[dimRegion] = numbersOf(p.unit).Lo
	p.n = len(r.index.around(p.unit, p.regions[:0]))
	return problem, nil
}

// existed reports whether a region was in force at an instant.
func (r *Router) existed(path region.Path, at time.Time) bool {
	_, err := r.sources.Regions.Path(path.Unit(), at)
	return err == nil
}

// holds reports whether the point meets a literal.
func (r *Router) holds(p *point, l literal) bool {
	at := &r.atoms[l.atom]
	if at.fn != nil {
		return at.fn.Fits(p.facts) != l.not
	}
	if !p.scanned {
		p.scanned = true
		if n := r.lexicon.size(); n <= len(p.words) {
			r.lexicon.scan(p.facts.Title, p.facts.Body, p.words[:])
		} else {
			p.more = make([]uint64, n)
			r.lexicon.scan(p.facts.Title, p.facts.Body, p.more)
		}
	}
	found := p.words[:]
	if p.more != nil {
		found = p.more
	}
	return found[at.list/64]&(1<<(at.list%64)) != 0 != l.not
}

// fits reports whether the point meets a branch that was found in the index.
func (r *Router) fits(p *point, b *branch) bool {
	if p.at[dimDay] < b.valid.Lo || p.at[dimDay] > b.valid.Hi {
		return false
	}
	for i := range b.rest {
		if !b.rest[i].Set.Has(p.at[b.rest[i].Dim]) {
			return false
		}
	}
	for _, l := range b.literals {
		if !r.holds(p, l) {
			return false
		}
	}
	return true
}

// search appends the branches that the point meets to hits; if the table is
// ordered, the first of them only.
func (r *Router) search(p *point, hits []int32) []int32 {
	best := int32(len(r.branches))
	for c := r.index.category[p.at[dimCategory]]; ; c = r.index.category[r.space.categories.parent[c]] {
		for _, u := range p.regions[:p.n] {
			for _, i := range r.index.list(c, u) {
				switch {
				case r.hit.ordered && i >= best:
				case !r.fits(p, &r.branches[i]):
					continue
				case r.hit.ordered:
					best = i
				case !slices.Contains(hits, i):
					hits = append(hits, i)
				}
				if r.hit.ordered {
					break
				}
			}
		}
		if c == 0 {
			break
		}
	}
	if best < int32(len(r.branches)) {
		hits = append(hits, best)
	}
	return hits
}
