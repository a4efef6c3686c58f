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
		entries, key, _ := b.listed(year, known)
		for _, d := range b.def.Provisional.Fixed {
			date := aduan.Date{Year: year, Month: d.Month, Day: d.Day}
			if date.Valid() {
				entries = append(entries, listed{Listed: Listed{Entry: Entry{Date: date, Kind: Holiday, Name: d.Name}}})
			}
		}
		c.append(b.shared("provisional "+key, year, known, entries, blocks))
		if c.provisional == 0 {
			c.provisional = year
		}
	}
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
