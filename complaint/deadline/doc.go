// Package deadline says when something is due, why, and what would be due under
// other rules. Readings are pure functions of three things: the timeline of a
// case, a policy, and the calendar as it was known at an instant. Nothing is
// counted up and stored, so nothing can drift.
//
// The lifecycle says which action starts, pauses, resumes and stops a clock. A
// [Policy] says how long it runs, by class, agency, category and region: a
// table of [Rule] values, of which the first that fits decides.
//
//	readings, err := policy.Evaluate(lifecycle, c, calendars, now)
//	for _, r := range readings {
//		fmt.Println(r.Clock, r.Status, r.Due)     // resolution running 2020-11-18 08:00:00 UTC
//		fmt.Println(r.Why().In(aduan.English()))
//	}
//
// [Reading.Why] lists every day that was counted or skipped, with its cause:
// "2020-10-28 joint leave", "paused: waiting for the reporter", "weekend".
//
// [Deadlines] puts policies and calendars behind complaint.Deadlines: it tells
// the service which clocks have run out and when to look again, climbs the
// escalation ladder, and refreshes the hints in a store after an amendment with
// [Deadlines.Reindex]. [WhatIf] asks histories under other rules, [Policy.Forecast] what
// would be due if a report came in now. A [Standstill] takes days out of the limits, where a
// disaster happened. What another system or an officer promised (complaint.Promise) is the
// due instant of a clock of its own, shown with its origin.
//
// [SP4NEditions] are the national limits up to today. [New] refuses names that
// nothing has, and [Deadlines.Check] tells, when a program starts, from when on
// policies, lifecycles and lists of holidays are missing.
//
// # What is decided here
//
// The start day does not count; a limit in working days ends with the office
// hours of its last day. A clock uses the calendar of the body that held the
// case when the clock started. It is breached at the first instant t >= due
// under everything known at t, so an amendment of the calendar moves open
// clocks, and never one that was met or breached. A working day that begins
// while a clock stands still does not count. A day that the office could not
// finish was not used up: if a pause begins before the end of the last day and
// is not over by then, that day does not count, and the last day is the first
// one whose office end comes after the pause. So a due instant never lies in a
// pause, and a pause never moves it back. An extension adds working days. A
// new class changes the limit and keeps the start. What comes after a breach, an
// extension, a pause or a new class, does not undo it, and neither does what happens
// in the same instant. None of this is law; the switches
// of Policy change much of it.
//
//   - Only the latest run of a clock counts as elapsed: an old reply clock must
//     not close a case that was answered anew. Counting a working day that
//     began while a clock stood still would punish an office for the reporter's
//     silence; not counting the rest of a day on which a pause ended would need
//     hours where limits are days.
//   - A rule may name an agency that begins later than the policy, since cases
//     outlive the edition under which they were submitted, but none that ended
//     before it; a region must be in force while cases may begin.
//   - A due instant in a year of which the calendar has no decree is provisional: it
//     warns and is scheduled by, and nothing is breached, escalated or closed by it.
//     A run that ended after it reads unknown, one that ended before it was met,
//     since holidays that are still to come only move it on.
//   - What cannot be judged stays due since when that is so, and every sweep tells
//     it again: a hint in the future would hide it until then. Cases in a final
//     state are not told of.
//   - It is judged once its cause is gone. A run that begins while nobody knows the
//     holder, or no rule fits, goes by the first holder, class and category by which it
//     can be judged: the calendar and the rules of the body that gets the case, or of the
//     same one when it is in force again. A case that was submitted while no policy was
//     valid takes the one that is configured later for that day. All count from the
//     start, so that nobody gains time by the confusion.
//   - A clock without limit asks for no calendar.
//   - [Deadlines.Check] asks for the calendars of ended agencies too, however long ago
//     they ended: a clock keeps its calendar, and nothing limits how long it is paused.
//   - Of each clock of an open case either an instant is scheduled, or it is unjudged, or
//     the rule is named by which nothing follows. What has run out without a step of the
//     ladder or a time-out is named apart (no_step) from what has had its steps (passed), and
//     from what the guards refuse (refused), with what stands against it.
//   - That a run comes near its breach (Rule.Warn) is shown, and written into the case only
//     where the policy says so ([Policy].WriteWarnings): timelines grow by the office's own
//     decision, and no edition of [SP4N] says it, since cases keep those. To have it, take an
//     edition of your own, by [Policy.With]. There is one entry of a run for each length of Warn,
//     however often the due instant moves away and comes near again; a new class may bring
//     another length. A run that stands still or has ended is not warned of, one that a sweep
//     finds breached neither, and a provisional date is shown as near only.
//     Where the switch was set while cases ran, their hints are later than what is to be
//     written, until the first sweep of a service or [Deadlines.Reindex].
//   - A run that starts after its holder ended uses the calendar of the heir, and the
//     rules for that. One that started before keeps its calendar, as after a transfer;
//     under Transfer: of_holder it goes on with that of the heir from then on. What
//     was met or breached before stays so.
//   - PermenPANRB 5/2025 begins on 1 May 2025 with the limits of 62/2018, marked as
//     not read. From January to April 2025, after the end that the stored edition
//     of 62/2018 gives itself, an edition of its own prolongs it.
//   - A breach is charged to whoever had the case right before it was due, or to one
//     before if too little was left at receipt: less than the limit of the first
//     response, counted by the calendar of the clock, with pauses and extensions that
//     came later. This goes back over any number of transfers to the one with whom the
//     run began. While no agency has the case, the national admin answers. A run that
//     waits for the reporter is charged to nobody.
//   - A run in which an entry is dated before the entry before it reads unknown, since
//     nobody knows which of the two is wrong.
//   - An end at the very due instant is a breach; [MetAtDue] counts it as met. Hours and
//     minutes are elapsed time; [WallHours] are those of the clock on the wall. Working days
//     end with the office hours; [WallWorkingDays] keep the time of day, and what begins on
//     a day of rest has its last day to 24:00, so that who comes later is never due earlier.
//   - A standstill is no pause: its days are left out like holidays, whole ones only, so
//     that the due instant is known on the first of them. It counts from the instant at
//     which it was declared, whatever Amendment says of calendars, stops nothing that the
//     law limits unless it names the clock, and moves no warning and no step of the ladder.
//   - A promise is the due instant itself: pauses, standstills, extensions and calendars do
//     not move it, only another promise does. A policy has to have a rule for the clock
//     promised; its limit counts for runs that begin without a promise.
//   - A reporter has ten working days to complete a report; thirty calendar days are how
//     UU 25/2009 is remembered ([RememberedCompletion]). Neither is law.
//   - A clock that has run out is not restarted: it goes on, breached as it is, so that
//     nobody gains by asking late for what was missing.
//   - Whom a report accuses, what lies below them and who acts for them is passed over
//     when superiors are told: the next one above them is. If all superiors are
//     accused, the step is not taken and every sweep reports the case; other rungs come
//     at their own time, since the ombudsman takes no case sooner. Which body is the
//     inspectorate or the ombudsman is not known here: their accounts name theirs.
//   - Several steps of a ladder to one rung climb one hierarchy, once in each run.
//   - A policy has to speak of the time-outs of every lifecycle that is valid with
//     it, for every class that a case may have when the limit is looked up. A limit
//     of none does: somebody decided it. Rules for some agencies, categories or regions
//     only are not refused, because nobody knows beforehand which cases there will
//     be; a case that no rule fits is reported unjudged.
package deadline
