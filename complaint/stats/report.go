package stats

import (
	"maps"
	"slices"
)

// Group returns the figures of a group; those of an empty group if there is no
// such group. The caller must not change them.
func (r *Report) Group(d Dimension, key string) *Figures {
	if d >= 0 && d < dimensions {
		if g := r.groups[d][key]; g != nil {
			return &g.figures
		}
	}
	return &Figures{}
}

// Keys lists the groups of a dimension, sorted bytewise.
func (r *Report) Keys(d Dimension) []string {
	if d < 0 || d >= dimensions {
		return nil
	}
	return slices.Sorted(maps.Keys(r.groups[d]))
}

// Reconcile checks that the figures add up: that in each dimension the cases of
// the innermost groups sum to the total, that every breach is charged once, and that the backlog is conserved. The
// error is an [*UnbalancedError] or a [*FlowError].
func (r *Report) Reconcile() error {
	parts := func(d Dimension, count func(*group) int) (list []Part) {
		for _, key := range r.Keys(d) {
			if n := count(r.groups[d][key]); n > 0 {
				list = append(list, Part{key, n})
			}
		}
		return list
	}
	for d := range dimensions {
		if err := Reconcile("by "+d.String(), r.Total.Received, parts(d, func(g *group) int { return g.inner })...); err != nil {
			return err
		}
	}
	if err := Reconcile("breaches by agency", r.Total.Breaches, parts(ByAgency, func(g *group) int { return g.charged })...); err != nil {
		return err
	}
	return r.Backlog.Check()
}

// Row is a group in a table for publication.
type Row struct {
	Key string
	// Figures are nil where the group is withheld.
	Figures *Figures
}

// Publish returns the groups of a dimension with those of fewer than least cases
// withheld, so that no small group tells about single people. If only one group
// would be withheld, the next smaller one is withheld too, since the total would
// give the one away; in nested dimensions that cannot be excluded for every
// level, so publish one level of them at a time, with keep choosing it; nil
// keeps all. The order is by key.
func (r *Report) Publish(d Dimension, least int, keep func(key string) bool) []Row {
	var rows []Row
	withheld := 0
	for _, key := range r.Keys(d) {
		if keep != nil && !keep(key) {
			continue
		}
		row := Row{Key: key, Figures: r.Group(d, key)}
		if row.Figures.Received < least {
			row.Figures = nil
			withheld++
		}
		rows = append(rows, row)
	}
	if withheld != 1 {
		return rows
	}
	next := -1
	for i, row := range rows {
		if row.Figures != nil && (next < 0 || row.Figures.Received < rows[next].Figures.Received) {
			next = i
		}
	}
	if next >= 0 {
		rows[next].Figures = nil
	}
	return rows
}
