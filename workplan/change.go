package workplan

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/region"
)

// Change puts one part of a content in the place of what stood there, or
// removes it. Exactly one of the pointers is set, none for a region and for
// what is removed.
type Change struct {
	// Event says what the change means; it must be what [Diff] finds.
	Event   Event   `json:"event"`
	Subject Subject `json:"subject"`
	// ID names the part: the ID of an output, activity or line, or the code of
	// a region.
	ID string `json:"id"`
	// Output, Activity and Line are what stands there afterwards.
	Output   *Output   `json:"output,omitempty"`
	Activity *Activity `json:"activity,omitempty"`
	Line     *Line     `json:"line,omitempty"`
}

// Diff returns the changes that lead from a to b, in canonical order: regions,
// outputs, activities, lines, each by ID. What is equal in both makes none. The
// order of the lists in a content does not count, nor do numbers, dates and
// reasons of the editions.
func Diff(a, b Edition) []Change {
	changes := diffRegions(a.Regions, b.Regions)
	changes = append(changes, diffParts(SubjectOutput, a.Outputs, b.Outputs, outputKey,
		func(c *Change, o *Output) { c.Output = o }, func(*Output, *Output) Event { return Edited })...)
	changes = append(changes, diffParts(SubjectActivity, a.Activities, b.Activities, activityKey,
		func(c *Change, v *Activity) { c.Activity = v }, activityEvent)...)
	return append(changes, diffParts(SubjectLine, a.Lines, b.Lines, lineKey,
		func(c *Change, v *Line) { c.Line = v }, lineEvent)...)
}

func outputKey(o *Output) string     { return string(o.ID) }
func activityKey(a *Activity) string { return string(a.ID) }
func lineKey(l *Line) string         { return string(l.ID) }

func diffRegions(a, b []region.Code) []Change {
	was, is := make(map[region.Code]bool, len(a)), make(map[region.Code]bool, len(b))
	for _, r := range a {
		was[r] = true
	}
	var changes []Change
	for _, r := range b {
		if !was[r] && !is[r] {
			changes = append(changes, Change{Event: Added, Subject: SubjectRegion, ID: r.String()})
		}
		is[r] = true
	}
	for r := range was {
		if !is[r] {
			changes = append(changes, Change{Event: Removed, Subject: SubjectRegion, ID: r.String()})
		}
	}
	sortChanges(changes)
	return changes
}

// diffParts compares two lists of parts with unique IDs.
func diffParts[T any](s Subject, a, b []T, key func(*T) string, set func(*Change, *T), event func(before, after *T) Event) []Change {
	before := byKey(a, key)
	var changes []Change
	seen := make(map[string]bool, len(b))
	for i := range b {
		after := &b[i]
		id := key(after)
		seen[id] = true
		c := Change{Event: Added, Subject: s, ID: id}
		if old, ok := before[id]; ok {
			if record.Same(&a[old], after) {
				continue
			}
			c.Event = event(&a[old], after)
		}
		set(&c, after)
		changes = append(changes, c.Clone())
	}
	for i := range a {
		if id := key(&a[i]); !seen[id] {
			changes = append(changes, Change{Event: Removed, Subject: s, ID: id})
		}
	}
	sortChanges(changes)
	return changes
}

func byKey[T any](list []T, key func(*T) string) map[string]int {
	index := make(map[string]int, len(list))
	for i := range list {
		index[key(&list[i])] = i
	}
	return index
}

func sortChanges(changes []Change) {
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.ID, b.ID))
	})
}

// activityEvent says what a change of an activity means.
func activityEvent(before, after *Activity) Event {
	was, is := before.Decided(), after.Decided()
	moved := before.Start != after.Start || before.End != after.End
	switch {
	case is == StateCarriedOver && was != is:
		return CarriedOver
	case is == StateCancelled && was != is && len(after.Into) > 0:
		return Replaced
	case is == StateCancelled && was != is:
		return Cancelled
	case is == StatePostponed && (was != is || moved):
		return Postponed
	}
	alike := *after
	alike.Start, alike.End, alike.Phases, alike.State, alike.Cause = before.Start, before.End, before.Phases, before.State, before.Cause
	if is == StatePlanned && record.Same(before, &alike) && (moved || !slices.EqualFunc(before.Phases, after.Phases, samePhase)) {
		return Rephased
	}
	return Edited
}

func samePhase(a, b Phase) bool { return a.Quarter == b.Quarter && a.Share.Cmp(b.Share) == 0 }

// lineEvent says what a change of a budget line means.
func lineEvent(before, after *Line) Event {
	if len(after.Into) > len(before.Into) {
		return CarriedOver
	}
	alike := *after
	alike.Phases = before.Phases
	if record.Same(before, &alike) {
		return Rephased
	}
	return Edited
}
