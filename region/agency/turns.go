package agency

import (
	"slices"
	"time"
)

// Turns returns the instants at which the agencies of the directory change in
// what decides who is responsible: when one begins or ends to be in force, or
// gets another parent, other functions or another jurisdiction. Between two of
// them, and between two changes of the regions, [Directory.Resolve] gives the
// same answer to the same question that names nobody. They are in ascending
// order, none twice.
func (d *Directory) Turns() []time.Time {
	var out []time.Time
	for _, a := range d.agencies {
		for i := range a.Terms {
			t := &a.Terms[i]
			if i > 0 && t.follows(&a.Terms[i-1]) {
				continue
			}
			if i > 0 && !a.Terms[i-1].Valid.Until.IsZero() {
				out = append(out, a.Terms[i-1].Valid.Until)
			}
			if !t.Valid.From.IsZero() {
				out = append(out, t.Valid.From)
			}
		}
		if last := &a.Terms[len(a.Terms)-1]; !last.Valid.Until.IsZero() {
			out = append(out, last.Valid.Until)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// follows reports whether the term directly follows the one before and is like
// it in all that decides who is responsible.
func (t *Term) follows(before *Term) bool {
	return t.Valid.From.Equal(before.Valid.Until) && t.Parent == before.Parent &&
		slices.Equal(t.Functions, before.Functions) && slices.Equal(t.Jurisdiction, before.Jurisdiction)
}
