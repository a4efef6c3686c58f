// Package calendar computes with the working time of a place: a week with
// office hours, holidays, half days, joint leave (cuti bersama), a time zone,
// and the editions in which the lists of holidays became known.
//
// A [Calendar] is built once from a [Definition] and never changes. It counts
// from sums made in advance, so adding 5 days and adding 500 cost the same, and
// it refuses to guess: a year without a list is a [*CoverageError], never a
// silent Monday to Friday.
//
//	cal, err := calendar.New(calendar.Definition{
//		Name: "id-national", Zone: "Asia/Jakarta",
//		Week:  calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
//		Lists: editions, // from Go values, ReadCSV or ICS.Read
//	})
//	due, err := cal.Add(submitted, 14) // 14 working days
//
// # The law
//
// Let W(t) be the number of working days up to and including the local date of
// t. [Calendar.Add](t, n) is the office end of working day W(t)+n for any whole
// n, and [Calendar.Between](a, b) is W(b)-W(a). So the day itself does not
// count, the first working day after it is day 1, and everything holds
// backwards too. Working minutes obey the same law with the working time up to
// t in place of W(t); what they add up to lies in (open, close].
//
// The units cannot be mixed up, because they are types of their own:
// [WorkingDays], [WorkingMinutes], [CalendarDays] (which end at 24:00 local and
// are never shifted), [WallDays] (which keep the local time of day) and [Hours], which
// are elapsed time, or with [Calendar.AddWallHours] those of the clock on the wall.
//
// # What was known when
//
// Holidays are decreed a year ahead and amended during the year, sometimes with
// days of notice. A list is therefore a sequence of [Edition] values, each with
// the day on which it became known. The value that [New] returns knows all of
// them; [Calendar.AsKnownAt] is what somebody could know at an instant.
//
// Joint leave is a class of its own: Definition.WorksOnJointLeave says whether
// the service works on it. Regional holidays are layers over the national list.
//
// A day of rest that is worked in exchange for another is an entry of the kind
// [Worked]. Hours change from a day on, or for a month, by a [Change], which leaves
// what lies before it as it was. Years that no decree covers yet can be served by
// [Provisional]; what rests on them is marked.
//
// # What is decided here
//
//   - That a day is worked goes before every other entry of that day, because
//     whoever lists it means just that day.
//   - Hours for a half day on a day of rest are refused rather than ignored.
//   - A provisional year counts the week and the holidays with a fixed day. Nothing
//     is breached, escalated or closed by it.
//   - A change of the time zone makes another calendar.
//   - Regional layers cover every year. A year for which the regional list is
//     missing is an error like any other, not a year without regional holidays.
package calendar
