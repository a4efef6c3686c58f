package calendar

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// builder makes the snapshots of a calendar.
type builder struct {
	storage.Problems
	def    Definition
	loc    zoneOf
	stacks []*stack
	byYear map[int][]*stack // those that have lists of a year
	total  int              // entries of all states
	out    []*Calendar
}

// always is the day number of an edition that was known from the beginning.
const always = math.MinInt32

// stack is a layer with the states of its lists: the national one is the first.
type stack struct {
	layer string
	// years holds, for each year, its states in the order in which they became
	// known.
	years map[int][]state
}

// state is the list of one year after an edition.
type state struct {
	known   int32 // day number, always for the zero date
	entries []listed
}

// listed is an entry with the edition and the layer it comes from, and its place
// there.
type listed struct {
	Listed
	at place
}

// layers works out the states of all lists.
func (b *builder) layers() {
	b.stacks = append(b.stacks, b.stack("", "lists", b.def.Lists))
	for i, l := range b.def.Layers {
		b.stacks = append(b.stacks, b.stack(l.Name, storage.At("layers", i)+".lists", l.Lists))
	}
	b.byYear = map[int][]*stack{}
	for _, s := range b.stacks {
		for year := range s.years {
			b.byYear[year] = append(b.byYear[year], s)
		}
	}
	years := b.stacks[0].sorted()
	for i, y := range years {
		if i > 0 && y != years[i-1]+1 {
			b.Add("lists", fmt.Sprintf("there are lists for %d and %d, but none for %d", years[i-1], y, years[i-1]+1))
		}
	}
	if len(years) > maxYears {
		b.Add("lists", fmt.Sprintf("%d years, at most %d are allowed", len(years), maxYears))
	}
}

// sorted are the years of a stack.
func (s *stack) sorted() []int { return slices.Sorted(maps.Keys(s.years)) }

func (b *builder) stack(layer, field string, editions []Edition) *stack {
	s := &stack{layer: layer, years: map[int][]state{}}
	for i := range editions {
		e, at := &editions[i], editions[i].place(storage.At(field, i))
		if e.Year < 1 || e.Year > 9999 {
			b.Note(at.problem(".year", fmt.Sprintf("want a year from 1 to 9999, not %d", e.Year)))
			continue
		}
		s.years[e.Year] = append(s.years[e.Year], b.state(layer, at, e, s.years[e.Year]))
	}
	return s
}

// state works out the list of a year after one more edition.
func (b *builder) state(layer string, at place, e *Edition, earlier []state) state {
	next := state{known: always}
	if !e.Known.IsZero() {
		if !e.Known.Valid() {
			b.Note(at.problem(".known", "there is no such date"))
		}
		next.known = int32(e.Known.Number())
	}
	if n := len(earlier); n > 0 {
		next.entries = slices.Clone(earlier[n-1].entries)
		if next.known <= earlier[n-1].known {
			b.Note(at.problem(".known", fmt.Sprintf("an amendment of the list of %d must become known later than the edition before it", e.Year)))
		}
	}
	for i, r := range e.Removes {
		before := len(next.entries)
		next.entries = slices.DeleteFunc(next.entries, func(l listed) bool {
			return l.Entry.Date == r.Date && (r.Name == "" || r.Name == l.Entry.Name)
		})
		if len(next.entries) == before {
			what := r.Date.String()
			if r.Name != "" {
				what += " " + storage.Quote(r.Name)
			}
			b.Note(e.part(at.field, "removes", i).problem("", what+" is not on the list, so it cannot be removed"))
		}
	}
	for i, entry := range e.Adds {
		entry.Shifts = slices.Clone(entry.Shifts)
		added := listed{Listed{Entry: entry, Layer: layer, Edition: e.Name, Known: e.Known}, e.part(at.field, "adds", i)}
		if !b.entry(e.Year, &added) {
			continue
		}
		if len(next.entries) == maxEntries {
			b.Note(added.at.problem("", fmt.Sprintf("more than %d entries for one year", maxEntries)))
			break
		}
		if message := contradiction(next.entries, &added); message != "" {
			b.Note(added.at.problem("", message))
			continue
		}
		next.entries = append(next.entries, added)
	}
	if b.total += len(next.entries); b.total > maxListed {
		b.Note(at.problem("", fmt.Sprintf("the editions list more than %d entries together, those that they leave counted", maxListed)))
		next.entries = nil
	}
	slices.SortStableFunc(next.entries, func(x, y listed) int { return x.Entry.Date.Compare(y.Entry.Date) })
	return next
}

// entry judges an entry by itself.
func (b *builder) entry(year int, l *listed) bool {
	before, entry := b.Len(), &l.Entry
	bad := func(field, message string, legal ...string) { b.Note(l.at.problem(field, message, legal...)) }
	switch {
	case !entry.Date.Valid():
		bad(".date", "there is no such date")
	case entry.Date.Year != year:
		bad(".date", fmt.Sprintf("%s is not in %d, the year of the list", entry.Date, year))
	}
	if entry.Kind < Holiday || entry.Kind > Worked {
		bad(".kind", "what kind of day is it?", listedKinds()...)
	}
	if aduan.Blank(entry.Name) || len(entry.Name) > maxName {
		bad(".name", fmt.Sprintf("want 1 to %d bytes", maxName))
	}
	if (entry.Kind >= HalfDay) != (len(entry.Shifts) > 0) {
		bad(".shifts", "a half day and a day of rest that is worked, and only these, have office hours of their own")
	} else if err := checkShifts(entry.Shifts); err != nil {
		bad(".shifts", err.Error())
	}
	return b.Len() == before
}

// contradiction says in what an entry contradicts those already on the list.
// Two names for one holiday are none: Idul Fitri and Ascension fell on one day
// in 2021.
func contradiction(list []listed, added *listed) string {
	for i := range list {
		l := &list[i]
		if l.Entry.Date != added.Entry.Date {
			continue
		}
		name, there := storage.Quote(added.Entry.Name), l.at.from(added.at)
		switch {
		case l.Entry.Kind != added.Entry.Kind:
			return fmt.Sprintf("%s contradicts the list: it is %s %s there (%s) and %s %s here; remove one first",
				added.Entry.Date, l.Entry.Kind.In(aduan.English()), storage.Quote(l.Entry.Name), there, added.Entry.Kind.In(aduan.English()), name)
		case l.Entry.Name == added.Entry.Name:
			return fmt.Sprintf("%s %s is on the list already (%s)", added.Entry.Date, name, there)
		case !slices.Equal(l.Entry.Shifts, added.Entry.Shifts):
			return fmt.Sprintf("%s contradicts the list: it has other office hours there (%s)", added.Entry.Date, there)
		}
	}
	return ""
}

// snapshots builds what was known after each edition, the latest last.
func (b *builder) snapshots() {
	known := []int32{always}
	for _, s := range b.stacks {
		for _, states := range s.years {
			for _, st := range states {
				known = append(known, st.known)
			}
		}
	}
	for i := range b.def.Changes {
		known = append(known, b.def.Changes[i].knownAt())
	}
	slices.Sort(known)
	known = slices.Compact(known)
	blocks := map[string]*block{}
	h := &history{}
	for _, k := range known {
		c := &Calendar{name: b.def.Name, loc: b.loc, works: b.def.WorksOnJointLeave, history: h, known: math.MinInt64}
		if k != always {
			c.known = instant(k, 0, b.loc)
		}
		if b.fill(c, k, blocks); b.Len() > 0 {
			return // the same would be said of every edition that follows
		}
		if b.extend(c, k, blocks); b.Len() > 0 {
			return
		}
		b.out = append(b.out, c)
	}
	h.calendars = b.out
}

// fill gives a snapshot its years.
func (b *builder) fill(c *Calendar, known int32, blocks map[string]*block) {
	for _, year := range b.stacks[0].sorted() {
		key, covered := b.states(year, known)
		if !covered {
			continue
		}
		if _, last := c.Years(); last != 0 && last != year-1 {
			when := "from the beginning"
			if known != always {
				when = "on " + aduan.DateOfNumber(int(known)).String()
			}
			b.Add("lists", fmt.Sprintf("%s lists were known for %d and %d, but none between; say when the list of %d became known", when, last, year, year))
			return
		}
		c.append(b.shared(key, year, known, blocks, b.listed))
	}
}

// states tells which states of a year were known on a day, as a key, and whether all
// lists had one.
func (b *builder) states(year int, known int32) (key string, covered bool) {
	with := b.byYear[year]
	covered = len(with) == len(b.stacks)
	numbers := strconv.AppendInt(nil, int64(year), 10)
	for _, s := range with {
		n := s.asKnown(year, known)
		covered = covered && n >= 0
		numbers = strconv.AppendInt(append(numbers, ' '), int64(n), 10)
	}
	return string(numbers), covered
}

// listed is what the lists that were known on a day say of a year.
func (b *builder) listed(year int, known int32) (entries []listed) {
	for _, s := range b.byYear[year] {
		if n := s.asKnown(year, known); n >= 0 {
			entries = append(entries, s.years[year][n].entries...)
		}
	}
	return entries
}

// shared returns the block of a year, which snapshots share if they know the same.
func (b *builder) shared(key string, year int, known int32, blocks map[string]*block, entries func(year int, known int32) []listed) *block {
	p := b.pattern(year, known)
	key += p.key
	bl := blocks[key]
	if bl == nil {
		bl = b.block(year, p, entries(year, known))
		blocks[key] = bl
	}
	return bl
}

// append gives a snapshot its next year.
func (c *Calendar) append(bl *block) {
	y := yearRef{block: bl}
	if n := len(c.years); n > 0 {
		last := &c.years[n-1]
		y.days, y.seconds = last.days+int32(len(last.block.work)), last.seconds+last.block.seconds
	}
	c.years = append(c.years, y)
}

// asKnown is the latest state of a year that was known on a day, -1 if none.
func (s *stack) asKnown(year int, known int32) int {
	states := s.years[year]
	return sort.Search(len(states), func(i int) bool { return states[i].known > known }) - 1
}

// strongest sorts the entries of a day: what decides comes first.
func strongest(entries []Listed) {
	rank := func(k Kind) Kind { return k % Worked } // that a day is worked goes before everything
	slices.SortStableFunc(entries, func(x, y Listed) int { return cmp.Compare(rank(x.Entry.Kind), rank(y.Entry.Kind)) })
}
