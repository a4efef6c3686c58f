package board

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan"
)

// Item is an action item with where it stands.
type Item struct {
	Action
	// Meeting is the number of the meeting that set it, Board that meeting's
	// board.
	Board   string `json:"board"`
	Meeting int    `json:"meeting"`
	// Due is the date that counts: that of the last review that gave one, or
	// the item's own.
	Due aduan.Date `json:"due"`
	// Status is that of the last review.
	Status Status `json:"status"`
	// Settled is the day of the meeting that found it done or dropped; zero
	// while it is open.
	Settled aduan.Date `json:"settled,omitzero"`
	// Late says that it is open after its date.
	Late bool `json:"late"`
}

// Items returns the action items of all meetings up to a day, each as the
// meetings up to that day left it: those due first come first, of one day by
// ID. An ID means one item for each board; of two the later one counts.
func Items(meetings []*Meeting, asOf aduan.Date) []Item {
	type key struct {
		board string
		id    ActionID
	}
	ordered := slices.Clone(meetings)
	slices.SortStableFunc(ordered, (*Meeting).Compare)
	found := map[key]*Item{}
	for _, m := range ordered {
		if m.Date.Compare(asOf) > 0 {
			continue
		}
		for _, r := range m.Reviews {
			item := found[key{m.Board, r.Action}]
			if item == nil {
				continue
			}
			item.Status, item.Settled = r.Status, aduan.Date{}
			if r.Status != Open {
				item.Settled = m.Date
			}
			if !r.Due.IsZero() {
				item.Due = r.Due
			}
		}
		for _, a := range m.Actions {
			found[key{m.Board, a.ID}] = &Item{Action: a, Board: m.Board, Meeting: m.Number, Due: a.Due}
		}
	}
	items := make([]Item, 0, len(found))
	for _, item := range found {
		item.Late = item.Status == Open && asOf.Compare(item.Due) > 0
		items = append(items, *item)
	}
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Board, b.Board))
	})
	return items
}

// OpenBefore returns the items of earlier meetings that were open when a
// meeting began: what it has to look at. The order is that of [Items].
func OpenBefore(m *Meeting, meetings []*Meeting) []Item {
	var open []Item
	for _, item := range Items(earlier(m, meetings), m.Date) {
		if item.Status == Open {
			open = append(open, item)
		}
	}
	return open
}

// earlier returns the meetings of the same board before m.
func earlier(m *Meeting, meetings []*Meeting) []*Meeting {
	var before []*Meeting
	for _, o := range meetings {
		if o.Board == m.Board && o.Compare(m) < 0 {
			before = append(before, o)
		}
	}
	return before
}
