// Package roadmap models a road map (peta jalan): phases with milestones that
// wait for each other, target dates, indicators, and how far each region has
// come on its way to become a model for others (percontohan).
//
// A [Roadmap] is a record that keeps its past: [Edition] values say what was to
// be reached, each with its reason and the decision behind it, and [Assessment]
// values say how a region was found to stand. Both lists only grow. Progress is
// nowhere typed in: a milestone has criteria ([Criterion]) on work-plan
// activities, on indicators, on regions and on editions, and is reached when all
// are met.
//
// [Content.Schedule] asks what the dependencies and the working calendar allow:
// early and late dates, floats, critical paths. [Roadmap.Forecast] asks what is
// to be expected on a day, after what has happened:
//
//	r, err := roadmap.Parse("roadmap.yaml", text)
//	s, err := r.Schedule(cal)
//	paths, _ := s.CriticalPaths(10)
//	f, err := r.Forecast(today, cal, roadmap.Sources{
//		Activity: roadmap.Activities(cal, plan2020, plan2021),
//	})
//	f.Explain("champions", aduan.Indonesian()) // when, and why not earlier
//	svg, err := f.SVG(aduan.English())
//
// One worked paragraph. The communication strategy was planned to be adopted by
// 30 October 2020, when the activity of that name ends in the plan of 2020.
// Because of an epidemic it was carried over and is now expected on 30 June
// 2021: the milestone slips by 160 working days. Training the champions takes 40
// working days after it. They were to be trained by 30 June 2021, when their own
// activity ends, so all but 40 days of the delay are lost in the float, and the
// forecast says both: which milestone it waits for, and which activity holds
// that one up.
//
// # Working days
//
// Everything counts in the working days of a calendar of package calendar, by
// its law: what waits for something that is reached on a day begins on the next
// working day, and a lag of n days lets n working days pass in between. An event
// without work happens on the day on which the last thing that it waits for is
// reached; one that waits for nothing happens on the first working day and does
// not use it up. A date that is no working day means the last one before it
// where something is to end, and the next one where it is to begin.
//
// # What is decided here
//
// Beyond the years with lists of holidays a road map rests on a provisional calendar;
// then a forecast gives a range, see [calendar.Calendar.Range]. A target beyond the
// years of the calendar is only compared: it is missed or not, by no number of days.
//
// That open work goes on at the planned pace, that an indicator is expected to
// have a value when its yearly target says so, that the progress of a milestone
// is the mean of its criteria, and the steps of [Status] are decisions of this
// library, not rules of any programme.
//
//   - A milestone has work, not a start and an end. Its dates follow from what
//     it waits for, so a delay moves exactly what depends on it. Floats count
//     in working days, and a target that is missed makes them negative rather
//     than being an error; only the last day of a window is one.
//   - An event at the very beginning uses no day up: a kick-off on Monday lets
//     work begin on Monday. Open work goes on at the planned pace, because a
//     forecast that extrapolated the pace so far would turn a late start into
//     years.
//   - A forecast says what holds a milestone up, and what one activity would
//     hold up alone. The first is one chain, because the latest of several
//     reasons is what counts; the second is computed with everything else as
//     planned, so that an activity is not excused by another one that is later
//     still.
//   - An activity is late against the first approval that names it. The
//     baseline of a plan does not have what was added later; measuring that
//     against the edition of the day would hide every postponement. In a plan
//     that nobody approved, nothing was promised yet. A carried-over activity
//     is completed when its successors are and their scopes are all that was
//     open; a successor that was left out of its plan counts as cancelled,
//     unless others took over the whole.
package roadmap
