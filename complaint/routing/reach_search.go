package routing

import (
	"encoding/binary"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
)

// maxSteps bounds one search.
const maxSteps = 20_000

// reachSearch looks for the least point of an area that lies in none of several
// branches.
type reachSearch struct {
	r       *Router
	area    box.Box
	valid   box.Span
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
func newReachSearch(r *Router, area box.Box, valid box.Span, against []*branch) *reachSearch {
	s := &reachSearch{
		r: r, area: area, valid: valid, against: against, number: make(map[*branch]uint32, len(against)),
		steps: maxSteps, seen: map[string]bool{},
	}
	_, s.weekdays = area.Of(dimWeekday)
	for i, o := range against {
		s.number[o] = uint32(i)
		if _, restricted := o.box.Of(dimWeekday); restricted {
			s.weekdays = true
		}
		if o.valid.Lo <= valid.Lo && valid.Hi <= o.valid.Hi && area.Within(o.box) {
			return nil
		}
	}
	return s
}

// from chooses a value for the dimension and those after it, and reports whether
// that keeps the point out of the branches, which are those that the values
// before leave in the way.
func (s *reachSearch) from(d box.Dim, against []*branch) bool {
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
func (s *reachSearch) left(d box.Dim, v int64, against []*branch) (left []*branch, hopeless bool) {
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
func (s *reachSearch) key(d box.Dim, against []*branch) string {
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
func admits(o *branch, d box.Dim, v int64) bool {
	if d == dimDay && (v < o.valid.Lo || v > o.valid.Hi) {
		return false
	}
	limits, restricted := o.box.Of(d)
	return !restricted || limits.Has(v)
}

// limitsAfter reports whether a branch restricts a dimension after d.
func limitsAfter(o *branch, d box.Dim) bool {
	if n := len(o.box); n > 0 && o.box[n-1].Dim > d {
		return true
	}
	return d < dimDay && o.valid != (box.Span{Lo: firstDay, Hi: lastDay})
}

// values yields those values of a dimension, in ascending order, that tell the
// branches apart.
func (s *reachSearch) values(d box.Dim, against []*branch) iter.Seq[int64] {
	domain := s.r.space.domains[d]
	if limits, restricted := s.area.Of(d); restricted {
		domain = domain.And(limits)
	}
	var cuts []int64
	cut := func(v box.Span) { cuts = append(cuts, v.Lo, v.Hi+1) }
	for _, o := range against {
		limits, _ := o.box.Of(d)
		for _, v := range limits {
			cut(v)
		}
		if d == dimDay {
			cut(o.valid)
		}
	}
	switch d {
	case dimDay:
		domain = domain.And(box.Set{s.valid}).And(s.days())
	case dimWeekday:
		day := int64(weekdayOf(s.at[dimDay]))
		domain = domain.And(box.One(day))
	}
	slices.Sort(cuts)
	return func(yield func(int64) bool) {
		for _, v := range domain {
			for lo := v.Lo; lo <= v.Hi; {
				hi := v.Hi
				if n, _ := slices.BinarySearch(cuts, lo+1); n < len(cuts) {
					hi = min(hi, cuts[n]-1)
				}
				if !s.piece(d, box.Span{Lo: lo, Hi: hi}, yield) {
					return
				}
				lo = hi + 1
			}
		}
	}
}

// piece yields the values of a stretch that no branch tells apart: the first,
// and others that differ in what hangs on them.
func (s *reachSearch) piece(d box.Dim, v box.Span, yield func(int64) bool) bool {
	switch d {
	case dimDay: // the days of a week, if they matter
		last := v.Lo
		if s.weekdays {
			last = min(v.Hi, v.Lo+6)
		}
		for day := v.Lo; day <= last; day++ {
			if !yield(day) {
				return false
			}
		}
		return true
	case dimRegion: // units of different times
		periods := map[aduan.Period]bool{}
		for n := v.Lo; n <= v.Hi; n++ {
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
	return yield(v.Lo)
}

// days are the days at whose noon the unit is in force.
func (s *reachSearch) days() box.Set {
	days := box.Span{Lo: firstDay, Hi: lastDay}
	if s.unit.IsZero() {
		return box.Set{days}
	}
	valid := s.unit.Valid()
	if !valid.From.IsZero() {
		if days.Lo = s.day(valid.From); s.noon(days.Lo).Before(valid.From) {
			days.Lo++
		}
	}
	if horizon := s.r.sources.Regions.Horizon(); !horizon.IsZero() {
		lo := s.day(horizon)
		if s.noon(lo).Before(horizon) {
			lo++
		}
		days.Lo = max(days.Lo, lo)
	}
	if !valid.Until.IsZero() {
		if days.Hi = s.day(valid.Until); !s.noon(days.Hi).Before(valid.Until) {
			days.Hi--
		}
	}
	return box.SetOf(days)
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
