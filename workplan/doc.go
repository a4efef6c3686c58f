// Package workplan models the annual work plan (rencana kerja tahunan) of a
// programme: outputs with indicators, activities with their quarters, regions
// and parties, budget lines by funding source, and everything that happened to
// them.
//
// A [Plan] keeps its past. It grows in three lists, which only ever get longer:
// [Edition] values say what was planned and which [Change] led from one to the
// next, [Step] values say how the plan itself moved (drafted, submitted,
// approved by a board decision, in force, closed), and [Report] values are the
// facts: progress, money, training cohorts, obstacles, values of indicators,
// appointed coordinators. The baseline is the first approved edition. Nothing
// else is stored; package evaluation computes how a plan stands:
//
//	plan, err := workplan.Parse("plan-2020.yaml", text, workplan.Sources{})
//	e, err := evaluation.Evaluate(plan, asOf, workplan.DefaultRules(), cal)
//
// One example, walked to its end. The activity "training" of 10,000 USD is
// planned for October to December 2020, in edition 1, which the board approves.
// In November half of it is done and 6,000 USD are spent: two values of
// [Report]. Because of an epidemic it cannot go on. A change with the event
// [Postponed] would move it within the year; but the year is over, so
// [CarryOver] moves the open half and the unspent 4,000 USD into the plan of
// 2021. It makes an edition of both plans: in that of 2020 the activity is
// carried over and its budget line closed, in that of 2021 an activity and a line
// refer to where they came from. If the new line had 5,000 USD, or the new
// activity 60 percent of the scope, it would refuse with a [*CarryOverError].
// Both editions take force by a [Step] each that names the decision of the board.
//
// # What is exact
//
// [Money] is a decimal with an ISO 4217 currency; amounts of two currencies are
// never added. [Number] holds percentages and values of indicators. Dates are
// days of the civil calendar; working days come from the plan's working calendar.
//
// docs/plan-format.md describes the files that [Parse] takes.
//
// Decisions are made by a board (package board), which imports this package; a
// plan only holds their [DecisionID]. Complaints may be the cause of an
// activity, and an indicator may be fed from them ([Indicator].Feed).
//
// # What is decided here
//
//   - A plan is three lists that only grow. Every figure, the state of an
//     activity included, follows from them; nothing that can be computed is
//     typed in. An edition after the first is written as its changes: its
//     content is computed when it is read, so a stored edition cannot
//     contradict them, and a file that calls a change by the wrong event is
//     refused.
//   - Decisions belong to steps. An edition is immutable from the day it is
//     written, a decision comes later; so the step that takes the edition into
//     force names the decision, and an edition without one is visible.
//   - A funding source is a party. Who pays, who answers and who decides are
//     looked up in one list.
//   - A carry-over moves what was not spent. Spent (column B of the FACE form),
//     not accepted (column C), decides what is left, since money that was spent
//     is gone whether or not it was accepted. A report that spends what was
//     carried over makes the old plan invalid.
//   - Nothing takes a carry-over back. Scope and money move between two plans,
//     and neither sees the other, so each keeps its half for good: no edition
//     changes or removes a line with an into, an activity that is carried over,
//     or the from and scope of what took over. An activity notes in carried how
//     many percent went, as a line does, so a report that says the old activity
//     was finished after all is refused whatever day it is dated; one that says
//     that less was done than was thought is a fact, and legal. Plans written
//     before there was carried are held to the date of the edition. A line that
//     was closed with money left is refused: nobody has said where that money
//     is.
//   - A correction changes the past, but not what was known. It holds for the
//     day of the wrong report, so the S-curve keeps its history, and counts in
//     everything that is asked as of its own day or later. To say what is done
//     on that later day is a report of its own.
//   - A number that is missing is not 0. In a text, done, the value of a target
//     or of a report, share and baseline have to be written; in Go the zero
//     value is 0, as everywhere.
//   - Nothing is accepted that was not spent. Column C is part of column B, and
//     an advance is column F. The sums over the year count for each line, not
//     those of a quarter, since what is spent late in one quarter may be
//     accepted with the next.
//   - Tolerances count from what the board decided. Each edition is held
//     against the last one that stands on a decision, not against the one
//     before, or a line could be emptied by a fifth at a time. Work may be
//     re-phased without the board as long as nothing ends later than it
//     decided.
//   - Coordinators are facts. An appointment is a report and needs no edition:
//     it happens, and nobody plans it for a day.
package workplan
