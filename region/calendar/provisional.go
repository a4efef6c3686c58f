package calendar

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Provisional serves the years that follow the last list that is known, so that
// a plan that reaches beyond the decrees can be scheduled: with the week, and with
// the holidays whose day is the same in every year. A list that becomes known takes
// the place of its year. How many working days a year without a list has is
// uncertain by the holidays that move; what rests on such a year is marked, see
// [Calendar.IsProvisional].
type Provisional struct {
	// Until is the last year. Required.
	Until int `json:"until"`
	// Fixed are the holidays with a fixed day, in any order.
	Fixed []FixedDay `json:"fixed,omitempty"`
	// Fewest and Most are between how many weekdays a year are not worked, as the
	// lists of other years show, those with a fixed day included. Both 0 says
	// nothing of it; see [Calendar.Range].
	Fewest int `json:"fewest,omitempty"`
	Most   int `json:"most,omitempty"`
}

// FixedDay is a holiday that falls on the same day in every year. 29 February is
// one in leap years.
type FixedDay struct {
	Month time.Month `json:"month"`
	Day   int        `json:"day"`
	// Name is what the day is called, for people.
	Name string `json:"name"`
}

// provisional judges what serves the years without a list.
func (b *builder) provisional() {
	p := b.def.Provisional
	if p == nil {
		return
	}
	if p.Until < 1 || p.Until > 9999 {
		b.Add("provisional.until", fmt.Sprintf("want a year from 1 to 9999, not %d", p.Until))
	}
	if p.Fewest < 0 || p.Most < p.Fewest || p.Most > 366 {
		b.Add("provisional.most", fmt.Sprintf("want 0 <= fewest <= most <= 366, not %d and %d", p.Fewest, p.Most))
	}
	seen := map[FixedDay]bool{}
	for i, d := range p.Fixed {
		field := storage.At("provisional.fixed", i)
		b.name(field+".name", d.Name)
		if leap := (aduan.Date{Year: 2024, Month: d.Month, Day: d.Day}); !leap.Valid() {
			b.Add(field, "no year has this day")
		}
		if seen[d] {
			b.Add(field, "stands twice")
		}
		seen[d] = true
	}
}

// extend gives a snapshot the years without a list, up to the last provisional
// one, with what is known of them all the same.
func (b *builder) extend(c *Calendar, known int32, blocks map[string]*block) {
	if b.def.Provisional == nil || len(c.years) == 0 {
		return
	}
	_, last := c.Years()
	if span := b.def.Provisional.Until - c.years[0].block.year; span >= maxYears {
		b.Add("provisional.until", fmt.Sprintf("%d years, at most %d are allowed", span+1, maxYears))
		return
	}
	for year := last + 1; year <= b.def.Provisional.Until; year++ {
		key, _ := b.states(year, known)
		c.append(b.shared("provisional "+key, year, known, blocks, b.fixed))
		if c.provisional == 0 {
			c.provisional, c.fewest, c.most = year, b.def.Provisional.Fewest, b.def.Provisional.Most
		}
	}
}

// fixed is what is known of a year without a list, with the days that are the same
// every year.
func (b *builder) fixed(year int, known int32) []listed {
	entries := b.listed(year, known)
	for _, d := range b.def.Provisional.Fixed {
		date := aduan.Date{Year: year, Month: d.Month, Day: d.Day}
		if date.Valid() {
			entries = append(entries, listed{Listed: Listed{Entry: Entry{Date: date, Kind: Holiday, Name: d.Name}}})
		}
	}
	return entries
}

// ProvisionalFrom returns the first year that the calendar covers without a list,
// 0 if there is none.
func (c *Calendar) ProvisionalFrom() int { return c.provisional }

// IsProvisional reports whether an instant lies in a year that the calendar covers
// without a list. Such a date may warn and schedule; nothing should be breached,
// escalated or closed by it.
func (c *Calendar) IsProvisional(t time.Time) bool {
	return c.provisional != 0 && c.DateOf(t.Add(-time.Nanosecond)).Year >= c.provisional
}

// Range returns the dates between which a date may come to lie, once there are
// lists, that was found by counting working days from an earlier one: later by the
// days not worked that [Provisional] lets expect for the time between in years without
// a list, less those already counted. As holidays do not come evenly, a part of a year
// may have from half to twice its share of them [D]. Both dates are d where nothing is
// expected, and neither comes after the last date that the calendar covers. The error
// is a [*CoverageError] for d.
func (c *Calendar) Range(from, d aduan.Date) (earliest, latest aduan.Date, err error) {
	if _, err := c.Day(d); err != nil {
		return aduan.Date{}, aduan.Date{}, err
	}
	years := func(days int) (whole, rest int) { return days / yearDays, days % yearDays }
	earliest, err = c.put(from, d, func(days int) int {
		whole, rest := years(days)
		return c.fewest*whole + c.fewest*rest/(2*yearDays)
	})
	if err != nil {
		return aduan.Date{}, aduan.Date{}, err
	}
	latest, err = c.put(from, d, func(days int) int {
		whole, rest := years(days)
		return c.most*whole + min(c.most, (2*c.most*rest+yearDays-1)/yearDays)
	})
	return earliest, latest, err
}

// yearDays is how many days a year has, near enough for an estimate.
const yearDays = 365

// put puts a date off by the days not worked that are missing before it, if so many
// are expected in that many days without a list.
func (c *Calendar) put(from, d aduan.Date, expected func(days int) int) (aduan.Date, error) {
	first := aduan.Date{Year: c.provisional, Month: time.January, Day: 1}
	if from.Compare(first) < 0 {
		from = first
	}
	if c.provisional == 0 || d.Compare(from) < 0 {
		return d, nil
	}
	_, year := c.Years()
	last := aduan.Date{Year: year, Month: time.December, Day: 31}
	days, off := 0, 0
	count := func(day Day) {
		if days++; !day.Working && day.Kind != Weekend {
			off++
		}
	}
	for day, err := range c.Days(from, d) {
		if err != nil {
			return aduan.Date{}, err
		}
		count(day)
	}
	// Each day by which it is put off may bring a further one not worked.
	for put := 0; off+put < expected(days) && d.Compare(last) < 0; {
		d = d.AddDays(1)
		day, err := c.Day(d)
		if err != nil {
			return aduan.Date{}, err
		}
		if count(day); day.Working {
			put++
		}
	}
	return d, nil
}
