// Package schedule computes when work can happen that waits for other work: the
// network of dependencies, the earliest dates forwards, the latest ones
// backwards, floats and critical paths. It knows nothing of road maps or plans;
// who uses it says what the items are.
//
// Time is counted in working days. An [Axis] gives every working day from a first
// day on a place; work of n days that begins at place p ends at p+n. A [Network]
// is made of [Item] values, which name each other by their positions. [New]
// refuses circles.
//
//	network, err := schedule.New([]schedule.Item{
//		{Name: "draft", Work: 10},
//		{Name: "adopt", After: []schedule.Dependency{{On: 0, Lag: 5}}},
//	})
//	axis, err := schedule.NewAxis(cal, first)
//	s, err := network.Schedule(axis)
//	s.Slots[1].EarlyFinish // the day on which it can be adopted
//
// One example, walked to its end. The draft takes ten working days from Monday, 6
// January 2020, places 0 to 10, so it ends on Friday, 17 January. The adoption is
// an event: it has no work, and comes when five more working days have passed, at
// place 15, on Friday, 24 January. Nothing else holds anything up, so both are
// critical. Had the adoption a Due of 22 January, both would have a float of
// minus two days; had it a NotAfter of 23 January, the answer would be a
// [*WindowError] with the path from the draft to it.
//
// What has happened is told by a [Bound] for each item: [Network.Forward] goes
// through the network with those, and says for each item why it is not earlier.
package schedule
