package routing

import (
	"encoding/binary"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
)

// maxSteps bounds one search.
const maxSteps = 20_000

// reachSearch looks for the least point of an area that lies in none of several
// branches.
type reachSearch struct {
	r       *Router
	area    box
	valid   span
	against []*branch
	number  map[*branch]uint32 // in against, for the keys of seen
	steps   int
	at      [int(dimAttribute) + MaxAttributes]int64
	unit    region.Unit
	// weekdays tells that the day of the week matters.
	weekdays bool
	// seen holds what was tried in vain: a dimension with the branches that
	// were still in the way.
	seen map[string]bool
}

// newReachSearch prepares a search; it returns nil if some branch covers the
// whole area.
func newReachSearch(r *Router, area box, valid span, against []*branch) *reachSearch {
	s := &reachSearch{
		r: r, area: area, valid: valid, against: against, number: make(map[*branch]uint32, len(against)),
		steps: maxSteps, seen: map[string]bool{},
	}
	_, s.weekdays = area.of(dimWeekday)
	for i, o := range against {
		s.number[o] = uint32(i)
		if _, restricted := o.box.of(dimWeekday); restricted {
			s.weekdays = true
		}
		if o.valid.lo <= valid.lo && valid.hi <= o.valid.hi && area.within(o.box) {
			return nil
		}
	}
	return s
}

// within reports whether c has all that b has.
func (b box) within(c box) bool {
	for _, l := range c {
		s, restricted := b.of(l.dim)
		if !restricted || !s.within(l.set) {
			return false
		}
	}
	return true
}

// meets reports whether some point lies in both boxes.
func (b box) meets(c box) bool {
	for _, l := range c {
		if s, restricted := b.of(l.dim); restricted && !s.meets(l.set) {
			return false
		}
	}
	return true
}

// meets reports whether some number is in both sets.
func (s set) meets(t set) bool {
	for i, j := 0, 0; i < len(s) && j < len(t); {
		switch {
		case s[i].hi < t[j].lo:
			i++
		case t[j].hi < s[i].lo:
			j++
		default:
			return true
		}
	}
	return false
}

// from chooses a value for the dimension and those after it, and reports whether
// that keeps the point out of the branches, which are those that the values
// before leave in the way.
func (s *reachSearch) from(d dim, against []*branch) bool {
	if int(d) == len(s.r.space.domains) {
		return len(against) == 0
	}
	key := s.key(d, against)
	if s.seen[key] {
		return false
	}
	for v := range s.values(d, against) {
		if s.steps--; s.steps < 0 {
			return false
		}
		s.at[d] = v
		if d == dimRegion {
			s.unit = region.Unit{}
			if v > 0 {
				s.unit = s.r.sources.Regions.At(int(v - 1))
			}
		}
		left, hopeless := s.left(d, v, against)
		if !hopeless && s.from(d+1, left) {
			return true
		}
	}
	s.seen[key] = true
	return false
}

// left returns the branches that a value leaves in the way, and whether one of
// them cannot be kept off any more.
func (s *reachSearch) left(d dim, v int64, against []*branch) (left []*branch, hopeless bool) {
	for _, o := range against {
		if !admits(o, d, v) {
			continue
		}
		if !limitsAfter(o, d) {
			return nil, true
		}
		left = append(left, o)
	}
	return left, false
}

// key names a state of the search in which the same will come out.
func (s *reachSearch) key(d dim, against []*branch) string {
	key := make([]byte, 0, 24+4*len(against))
	key = append(key, byte(d))
	switch d { // what the values before have to do with this one
	case dimKind, dimClass, dimChannel, dimDisclosure, dimDay:
		valid := s.unit.Valid()
		key = binary.BigEndian.AppendUint64(key, uint64(valid.From.UnixMicro()))
		key = binary.BigEndian.AppendUint64(key, uint64(valid.Until.UnixMicro()))
	case dimWeekday:
		key = append(key, byte(weekdayOf(s.at[dimDay])))
	}
	for _, o := range against {
		key = binary.BigEndian.AppendUint32(key, s.number[o])
	}
	return string(key)
}

// admits reports whether a branch admits a value.
func admits(o *branch, d dim, v int64) bool {
	if d == dimDay && (v < o.valid.lo || v > o.valid.hi) {
		return false
	}
	limits, restricted := o.box.of(d)
	return !restricted || limits.has(v)
}

// limitsAfter reports whether a branch restricts a dimension after d.
func limitsAfter(o *branch, d dim) bool {
	if n := len(o.box); n > 0 && o.box[n-1].dim > d {
		return true
	}
	return d < dimDay && o.valid != (span{firstDay, lastDay})
}

// values yields those values of a dimension, in ascending order, that tell the
// branches apart.
func (s *reachSearch) values(d dim, against []*branch) iter.Seq[int64] {
	domain := s.r.space.domains[d]
	if limits, restricted := s.area.of(d); restricted {
		domain = domain.and(limits)
	}
	var cuts []int64
	cut := func(v span) { cuts = append(cuts, v.lo, v.hi+1) }
	for _, o := range against {
		limits, _ := o.box.of(d)
		for _, v := range limits {
			cut(v)
		}
		if d == dimDay {
			cut(o.valid)
		}
	}
	switch d {
	case dimDay:
		domain = domain.and(set{s.valid}).and(s.days())
	case dimWeekday:
		day := int64(weekdayOf(s.at[dimDay]))
		domain = domain.and(set{{day, day}})
	}
	slices.Sort(cuts)
	return func(yield func(int64) bool) {
		for _, v := range domain {
			for lo := v.lo; lo <= v.hi; {
				hi := v.hi
				if n, _ := slices.BinarySearch(cuts, lo+1); n < len(cuts) {
					hi = min(hi, cuts[n]-1)
				}
				if !s.piece(d, span{lo, hi}, yield) {
					return
				}
				lo = hi + 1
			}
		}
	}
}

// piece yields the values of a stretch that no branch tells apart: the first,
// and others that differ in what hangs on them.
func (s *reachSearch) piece(d dim, v span, yield func(int64) bool) bool {
	switch d {
	case dimDay: // the days of a week, if they matter
		last := v.lo
		if s.weekdays {
			last = min(v.hi, v.lo+6)
		}
		for day := v.lo; day <= last; day++ {
			if !yield(day) {
				return false
			}
		}
		return true
	case dimRegion: // units of different times
		periods := map[aduan.Period]bool{}
		for n := v.lo; n <= v.hi; n++ {
			if n > 0 {
				valid := s.r.sources.Regions.At(int(n - 1)).Valid()
				if periods[valid] {
					continue
				}
				periods[valid] = true
			}
			if !yield(n) {
				return false
			}
		}
		return true
	}
	return yield(v.lo)
}

// days are the days at whose noon the unit is in force.
func (s *reachSearch) days() set {
	days := span{firstDay, lastDay}
	if s.unit.IsZero() {
		return set{days}
	}
	valid := s.unit.Valid()
	if !valid.From.IsZero() {
		if days.lo = s.day(valid.From); s.noon(days.lo).Before(valid.From) {
			days.lo++
		}
	}
	if horizon := s.r.sources.Regions.Horizon(); !horizon.IsZero() {
		lo := s.day(horizon)
		if s.noon(lo).Before(horizon) {
			lo++
		}
		days.lo = max(days.lo, lo)
	}
	if !valid.Until.IsZero() {
		if days.hi = s.day(valid.Until); !s.noon(days.hi).Before(valid.Until) {
			days.hi--
		}
	}
	return setOf(days)
}

func (s *reachSearch) day(at time.Time) int64 {
	year, month, day := at.In(s.r.zone).Date()
	return int64(aduan.Date{Year: year, Month: month, Day: day}.Number())
}

func (s *reachSearch) noon(day int64) time.Time {
	d := aduan.DateOfNumber(int(day))
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, s.r.zone)
}

// facts is the point that was found.
func (s *reachSearch) facts(text string) complaint.Facts {
	f := complaint.Facts{
		Category:  s.r.space.categories.paths[s.at[dimCategory]],
		Kind:      complaint.Kind(s.at[dimKind]),
		Class:     complaint.Class(s.at[dimClass]),
		Channel:   complaint.Channel(s.at[dimChannel]),
		Submitted: s.noon(s.at[dimDay]),
		Title:     text,
	}
	if !s.unit.IsZero() {
		f.Region = region.Path{s.unit.Code()}
		if view, err := s.r.sources.Regions.AsOf(f.Submitted); err == nil {
			if u, err := view.Get(s.unit.Code()); err == nil {
				f.Region = u.Path()
			}
		}
	}
	f.Disclosure.Named = s.at[dimDisclosure]&1 != 0
	f.Disclosure.Public = s.at[dimDisclosure]&2 != 0
	if event := s.at[dimEvent]; event != absent {
		f.EventDate = aduan.DateOfNumber(int(event))
	}
	for i, a := range s.r.table.Attributes {
		if text := a.text(s.at[int(dimAttribute)+i]); text != "" {
			if f.Attributes == nil {
				f.Attributes = map[string]string{}
			}
			f.Attributes[a.Name] = text
		}
	}
	return f
}
