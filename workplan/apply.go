package workplan

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// Apply returns the content of e with the changes made, in their order, as an
// edition without number, date and reason; what is new stands at the end of its
// list, in the order of the IDs. Its Changes are the changes in canonical form:
// those that [Diff] finds between e and the result, and that make it of e. The error, a [*storage.InvalidError], names every
// change that is malformed, removes what is not there, does to an activity what
// its lifecycle does not allow, such as postponing one that was cancelled, or
// undoes a carry-over: what was carried over and activities that were cancelled
// stay as they are, and what took over keeps its From and its Scope and stays.
// e is not changed, and the result shares nothing with it.
func Apply(e Edition, changes []Change) (Edition, error) {
	next, err := apply(e, changes)
	if err != nil || slices.EqualFunc(changes, next.Changes, func(a, b Change) bool { return record.Same(&a, &b) }) {
		return next, err
	}
	return apply(e, next.Changes)
}

// apply makes the changes in their order, in which what is new then stands.
func apply(e Edition, changes []Change) (Edition, error) {
	next := Edition{Content: e.Content.Clone()}
	a := applier{next: &next.Content, regions: make(map[region.Code]bool, len(e.Regions))}
	for _, r := range e.Regions {
		a.regions[r] = true
	}
	a.outputs = byKey(next.Outputs, outputKey)
	a.activities = byKey(next.Activities, activityKey)
	a.lines = byKey(next.Lines, lineKey)
	for i := range changes {
		c := changes[i].Clone()
		if why := a.apply(&c); why != "" {
			a.problems.Add(storage.At("changes", i), why)
		}
	}
	if err := a.problems.Err("changes"); err != nil {
		return Edition{}, err
	}
	next.drop(&a)
	next.Changes = Diff(e, next)
	return next, nil
}

type applier struct {
	next                       *Content
	regions                    map[region.Code]bool // those that stand there now
	outputs, activities, lines map[string]int
	problems                   storage.Problems
}

// removed marks what is dropped at the end, so that positions stay.
const removed = -1

// apply makes one change and says why not if it cannot be made.
func (a *applier) apply(c *Change) string {
	if why := c.shape(); why != "" {
		return why
	}
	switch c.Subject {
	case SubjectRegion:
		return a.region(c)
	case SubjectOutput:
		return put(&a.next.Outputs, a.outputs, c, c.Output)
	case SubjectActivity:
		if i, ok := a.activities[c.ID]; ok && i != removed {
			if why := legalMove(&a.next.Activities[i], c.Activity); why != "" {
				return why
			}
		}
		return put(&a.next.Activities, a.activities, c, c.Activity)
	default:
		if i, ok := a.lines[c.ID]; ok && i != removed {
			if why := legalMoney(&a.next.Lines[i], c.Line); why != "" {
				return why
			}
		}
		return put(&a.next.Lines, a.lines, c, c.Line)
	}
}

// shape tests a change in itself.
func (c *Change) shape() string {
	set, id := 0, ""
	if c.Output != nil {
		set, id = set+1, string(c.Output.ID)
	}
	if c.Activity != nil {
		set, id = set+1, string(c.Activity.ID)
	}
	if c.Line != nil {
		set, id = set+1, string(c.Line.ID)
	}
	matching := c.Subject == SubjectOutput && c.Output != nil || c.Subject == SubjectActivity && c.Activity != nil || c.Subject == SubjectLine && c.Line != nil
	switch {
	case c.Event < Added || c.Event > Replaced || c.Subject < SubjectRegion || c.Subject > SubjectLine:
		return "it lacks an event or a subject"
	case c.Subject == SubjectRegion || c.Event == Removed:
		if set != 0 {
			return "a region and what is removed are named by their ID alone"
		}
	case set != 1 || !matching:
		return "exactly the part that its subject names must be given"
	case id != c.ID:
		return "the part has another ID than the change"
	}
	return ""
}

func (a *applier) region(c *Change) string {
	code, err := region.Parse(c.ID)
	if err != nil {
		return "the ID is no region code"
	}
	switch there := a.regions[code]; {
	case c.Event == Added && !there:
		a.next.Regions = append(a.next.Regions, code)
	case c.Event == Removed && there:
	default:
		return "a region can be added where it is not, and removed where it is"
	}
	a.regions[code] = c.Event == Added
	return ""
}

// put puts a part in its place or removes it.
func put[T any](list *[]T, index map[string]int, c *Change, part *T) string {
	at, known := index[c.ID]
	known = known && at != removed
	switch {
	case part == nil && !known:
		return "there is nothing of this ID to remove"
	case part == nil:
		index[c.ID] = removed
	case known:
		(*list)[at] = *part
	default:
		index[c.ID] = len(*list)
		*list = append(*list, *part)
	}
	return ""
}

// drop takes out what was removed.
func (c *Content) drop(a *applier) {
	listed := make(map[region.Code]bool, len(c.Regions))
	c.Regions = slices.DeleteFunc(c.Regions, func(r region.Code) bool {
		gone := !a.regions[r] || listed[r]
		listed[r] = true
		return gone
	})
	c.Outputs = kept(c.Outputs, a.outputs, outputKey)
	c.Activities = kept(c.Activities, a.activities, activityKey)
	c.Lines = kept(c.Lines, a.lines, lineKey)
}

func kept[T any](list []T, index map[string]int, key func(*T) string) []T {
	out := list[:0]
	for i := range list {
		if index[key(&list[i])] == i {
			out = append(out, list[i])
		}
	}
	return out
}

// legalMove asks the lifecycle of activities whether what is decided may
// follow what was; after is nil for what is removed.
func legalMove(before, after *Activity) string {
	switch {
	case after == nil && before.Stopped():
		return fmt.Sprintf("an activity that is %s stays in the plan", before.Decided())
	case after == nil && !before.From.IsZero():
		return "an activity that took over from another stays in the plan; it can be cancelled"
	case after == nil:
		return ""
	case !before.From.IsZero() && (after.From != before.From || after.Scope.Cmp(before.Scope) != 0):
		return "what an activity took over from another never changes"
	}
	action := actionOf(activityEvent(before, after))
	was, is := before.Decided(), after.Decided()
	if action == "" {
		switch {
		case was == is && was != StateCarriedOver && was != StateCancelled:
			return ""
		case was == is && record.Same(before, after):
			return ""
		case was == StatePostponed && is == StatePlanned:
			return ""
		}
		return fmt.Sprintf("an activity that is %s cannot be changed to %s", was, is)
	}
	m, err := ActivityMachine()
	if err != nil {
		return err.Error()
	}
	if to, ok := m.Next(was, action, ""); !ok || to != is {
		return fmt.Sprintf("an activity that is %s cannot become %s", was, is)
	}
	return ""
}

// legalMoney says why a budget line may not become another, or be removed if
// after is nil: money that moved between plans leaves its traces.
func legalMoney(before, after *Line) string {
	switch {
	case len(before.Into) > 0 && (after == nil || !record.Same(before, after)):
		return "a line of which the money was carried over never changes"
	case !before.From.IsZero() && after == nil:
		return "a line with money of another plan stays in the plan"
	case !before.From.IsZero() && after.From != before.From:
		return "where the money of a line came from never changes"
	}
	return ""
}
