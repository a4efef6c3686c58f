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
// else is stored, so every figure is computed:
//
//	plan, err := workplan.Read("plan-2020.yaml", text, workplan.Sources{})
//	e, err := plan.Evaluate(asOf, workplan.DefaultRules(), cal)
//	e.Time.Weeks            // what is left of the plan year
//	e.Lagging()             // the lagging activities, each with its reason
//	e.Values[0].SPI         // earned value, for each currency
//	curve, err := plan.SCurve(asOf, workplan.DefaultRules(), cal)
//
// One worked paragraph. An activity of 10,000 USD planned from January to March
// has at the end of February two thirds of its working days behind it: its
// planned value is about 6,700 USD. Somebody reported half of it done, so its
// earned value is 5,000; 6,000 were spent. The schedule variance is -1,700, the
// cost variance -1,000, and [Rules] say whether that makes it at risk or
// lagging. Because of an epidemic it cannot go on: an edition with the event
// [Postponed] and its cause moves it within the year, and [CarryOver] moves the
// open half and the unspent 4,000 USD into the plan of the next year, closes
// the old line, keeps the reference, and refuses when money or scope would be
// lost or doubled.
//
// # What is exact
//
// [Money] is a decimal with an ISO 4217 currency; amounts of two currencies are
// never added. [Number] holds percentages and values of indicators. Rounded
// shares sum to exactly 100 ([Shares], largest remainder). Dates are days of
// the civil calendar; working days come from the plan's working calendar.
//
// docs/plan-format.md describes the files that [Read] takes.
//
// Decisions are made by a board (package board), which imports this package; a
// plan only holds their [DecisionID]. Complaints may be the cause of an
// activity, and an indicator may be fed from them by a [Feed].
package workplan
