package calendar

import "time"

type zoneOf = *time.Location

// block is one year under one state of the lists, with everything counted.
type block struct {
	year  int
	first int32 // number of 1 January
	days  []dayCount
	work  []workday
	// shifts are the stretches of office time of the year, oldest first.
	shifts  []stretch
	seconds int64 // of office time in the whole year
	// named holds what the lists say, by day of the year from 0.
	named map[int16][]Listed
	time  pattern
}

// dayCount is what is known of each day.
type dayCount struct {
	count int16 // working days of the year up to and including this one
	kind  Kind
}

// workday is a working day: its day of the year, the end of its office hours,
// and where its shifts begin among those of the block.
type workday struct {
	close int64 // Unix seconds
	shift int32
	day   int16
}

// stretch is a shift as instants in Unix seconds, with the office time of the
// year before it.
type stretch struct{ open, close, before int64 }

// block counts a year.
func (b *builder) block(year int, p pattern, entries []listed) *block {
	bl := &block{year: year, first: firstOf(year), named: map[int16][]Listed{}, time: p}
	for _, e := range entries {
		number := int32(e.Entry.Date.Number())
		day := int16(number - bl.first)
		if shifts, _ := p.on(number); e.Entry.Kind == HalfDay && len(shifts) == 0 {
			b.Note(e.at.problem(".kind", e.Entry.Date.String()+" is a day of rest by the week, so it has no half; a day of rest that is worked is of the kind worked", Worked.String()))
		}
		bl.named[day] = append(bl.named[day], e.Listed)
	}
	for _, named := range bl.named {
		strongest(named)
	}
	length := int(firstOf(year+1) - bl.first)
	for day := range length {
		kind, shifts := bl.judge(int16(day))
		before, first := bl.seconds, int32(len(bl.shifts))
		for _, s := range shifts {
			open, end := instant(bl.first+int32(day), int64(s.Open)*60, b.loc), instant(bl.first+int32(day), int64(s.Close)*60, b.loc)
			if open < end {
				bl.shifts = append(bl.shifts, stretch{open: open, close: end, before: bl.seconds})
				bl.seconds += end - open
			}
		}
		if bl.seconds > before {
			bl.work = append(bl.work, workday{close: bl.shifts[len(bl.shifts)-1].close, shift: first, day: int16(day)})
		}
		bl.days = append(bl.days, dayCount{count: int16(len(bl.work)), kind: kind})
	}
	return bl
}

// judge says what a day is and which office hours it has. It is the one place
// where that is decided.
func (bl *block) judge(day int16) (Kind, []Shift) {
	shifts, works := bl.time.on(bl.first + int32(day))
	if named := bl.named[day]; len(named) > 0 && named[0].Entry.Kind == Worked {
		return Worked, named[0].Entry.Shifts
	}
	if len(shifts) == 0 {
		return Weekend, nil
	}
	for _, l := range bl.named[day] {
		switch {
		case l.Entry.Kind == Holiday:
			return Holiday, nil
		case l.Entry.Kind == JointLeave && !works:
			return JointLeave, nil
		case l.Entry.Kind == HalfDay:
			return HalfDay, l.Entry.Shifts
		}
	}
	if named := bl.named[day]; len(named) > 0 {
		return named[0].Entry.Kind, shifts // joint leave on which the service works
	}
	return Workday, shifts
}
