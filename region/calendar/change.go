package calendar

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Change is other working time from a day on. What was due, met or breached
// before that day stays as it was, because nothing that lies before it changes.
// Another time zone is no change: it makes another calendar.
type Change struct {
	// Name is what it is called, for people: "Ramadan 2024". Required.
	Name string `json:"name"`
	// From is the first day, required; Until is the last one, zero for none.
	From  aduan.Date `json:"from"`
	Until aduan.Date `json:"until,omitzero"`
	// Known is the day on which it became known, as for an [Edition]; zero is
	// always.
	Known aduan.Date `json:"known,omitzero"`
	// Week is the pattern of the week; nil leaves it.
	Week *Week `json:"week,omitempty"`
	// WorksOnJointLeave is what it says in a [Definition]; nil leaves it.
	WorksOnJointLeave *bool `json:"works_on_joint_leave,omitempty"`
}

// maxChanges is how many changes a calendar may have.
const maxChanges = 500

// changes judges the changes.
func (b *builder) changes() {
	list := slices.Clone(b.def.Changes)
	b.def.Changes = list
	if len(list) > maxChanges {
		b.Add("changes", fmt.Sprintf("%d changes, at most %d are allowed", len(list), maxChanges))
	}
	for i := range list {
		c, field := &list[i], storage.At("changes", i)
		b.name(field+".name", c.Name)
		switch {
		case !c.From.Valid():
			b.Add(field+".from", "there is no such date")
		case !c.Until.IsZero() && !c.Until.Valid():
			b.Add(field+".until", "there is no such date")
		case !c.Until.IsZero() && c.Until.Compare(c.From) < 0:
			b.Add(field+".until", "lies before "+c.From.String()+", where the change begins")
		}
		if !c.Known.IsZero() && !c.Known.Valid() {
			b.Add(field+".known", "there is no such date")
		}
		if c.Week == nil && c.WorksOnJointLeave == nil {
			b.Add(field, "changes nothing", "week", "works_on_joint_leave")
		}
		if c.Week != nil {
			week := c.Week.clone()
			c.Week = &week
			b.week(field+".week", week)
		}
	}
}

// knownAt is from which day number on a change is known.
func (c *Change) knownAt() int32 {
	if c.Known.IsZero() {
		return always
	}
	return int32(c.Known.Number())
}

// pattern is the working time of a year: the usual, and what changes it.
type pattern struct {
	week    *Week
	works   bool // on joint leave
	changes []Change
	key     string // tells it from that of other snapshots
}

// pattern returns the working time of a year as it was known on a day.
func (b *builder) pattern(year int, known int32) pattern {
	p := pattern{week: &b.def.Week, works: b.def.WorksOnJointLeave}
	for i, c := range b.def.Changes {
		if c.knownAt() <= known && c.From.Year <= year && (c.Until.IsZero() || c.Until.Year >= year) {
			p.changes = append(p.changes, c)
			p.key += " changed by " + strconv.Itoa(i)
		}
	}
	return p
}

// on is the working time of a day, given by its number.
func (p *pattern) on(day int32) (shifts []Shift, works bool) {
	week, works := p.week, p.works
	for i := range p.changes {
		c := &p.changes[i]
		if day < int32(c.From.Number()) || !c.Until.IsZero() && day > int32(c.Until.Number()) {
			continue
		}
		if c.Week != nil {
			week = c.Week
		}
		if c.WorksOnJointLeave != nil {
			works = *c.WorksOnJointLeave
		}
	}
	return week.On(weekdayOf(day)), works
}
