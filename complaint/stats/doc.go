// Package stats computes the figures that agencies report about complaints:
// how many, by bucket, class, channel, category, agency and region; how many
// were followed up, completed, overdue, reopened and returned; how long the
// first response and the resolution took; how satisfied people were; and a
// backlog that adds up.
//
// Everything is computed in one pass over a sequence of cases, such as the list
// of a store:
//
//	report, err := stats.Collect(store.List(ctx, complaint.Query{}), stats.Config{
//		Lifecycles: lifecycles, Deadlines: deadlines, At: now,
//	})
//	report.Total.FollowUp().Percent(2)                     // "81.54"
//	report.Group(stats.ByRegion, "51").Resolution.Median() // Bali with all it contains
//
// Config.AsOf chooses the date by whose agencies and regions is counted, so that a
// place that was recoded, or an office that was renamed, has one key: every case
// is in one innermost group of each kind, and the sums stay the same.
//
// A case counts in every group that contains it: in its category and those
// above, in its region and those around it, in the agency that holds it and
// those above. What a report says must add up, and [Reconcile] finds where a
// published one does not. Small groups can be withheld before publication; see
// [Report.Publish].
//
// A report takes memory in proportion to its groups. While cases are counted some 60
// bytes are kept of each besides, because a median that is exact cannot be had for less.
//
// # What is decided here
//
// Breaches are charged to agencies as [deadline.Reading.Charged] says, so an agency may
// have more cases overdue than it holds. Days per holder (Held) are elapsed time too,
// those in which the case waited for its reporter included. A case that is reopened
// or answered again is unrated until it is rated again.
//
// A case of which an entry is dated before the entry before it is counted apart
// (Backwards): its times would be negative or wrong, so none of them counts. The
// backlog counts what such an entry did in the quarter in which the ones before it
// fell.
//
// What counts as followed up or completed follows the national lifecycle and is
// configuration. Durations are elapsed time, not working time. The key of a group
// does not depend on the language of its reader: buckets keep the Indonesian
// heading as their key, else the English one, else a state [D], because figures
// that were stored under it must compare with those of today; [Report.GroupIn] says
// what people read.
package stats
