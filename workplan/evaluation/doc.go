// Package evaluation computes how a work plan stands on a day: what should be
// done and what is, earned value, which activities lag and why, what is left of
// the year, the S-curve, and the FACE form of the funds. A [workplan.Plan] holds
// only what was planned and what was reported; nothing that this package says is
// stored anywhere.
//
//	e, err := evaluation.Evaluate(plan, asOf, workplan.DefaultRules(), cal)
//	e.Time.Weeks                          // what is left of the plan year
//	e.Lagging()                           // the lagging activities, each with its reason
//	e.Values[0].SPI(2)                    // earned value, for each currency
//	e.Breakdown(evaluation.ByFund)        // the same, by who pays
//	curve, err := evaluation.SCurve(plan, asOf, workplan.DefaultRules(), cal)
//	rows := evaluation.FACE(plan, asOf)   // the form for the funding party
//
// One example, walked to its end. The plan of 2020 has an activity A1 of 10,000
// USD from January to March. On 28 February somebody reported half of it done,
// and 6,000 USD were spent. [Evaluate] for that day counts the working days: two
// thirds of those of A1 have passed, so about 67 percent should be done, and its
// planned value is about 6,700 USD. Its earned value is half of the budget, 5,000
// USD. The schedule variance is then -1,700, the cost variance -1,000, and SPI
// and CPI are about 0.75 and 0.83. The rules are tried from the top: A1 is not overdue
// and not 25 points behind, but the rule "behind" holds from 10 points on, so A1
// is at risk, and [ActivityStatus.Why] says: planned 67 %, done 50 %, 17 points
// behind. In the S-curve A1 has its share of the money for a weight; as the only
// activity it has all of it, and the curve says 67 and 50 percent for February.
//
// # What is exact
//
// Shares of money and progress are decimals, and amounts of two currencies are
// never added. Rounded shares sum to exactly 100 ([Shares], largest remainder).
// What counts on a day is what was reported by then ([workplan.Plan.Facts]), so
// an evaluation of a past day says the same whenever it is made.
//
// # What is decided here
//
//   - Earned value measures the work by its plan, not by its cash plan. The
//     phases of a line say when the money is needed; the planned value of a
//     line is its amount times the planned progress of the activity, so work
//     done on time has no schedule variance.
//   - The S-curve has a point for today. The period in which the day of the
//     evaluation lies is divided, so planned and actual are always compared as
//     of the same day.
//   - What was carried over earns elsewhere. The budget of a closed line is
//     what it kept, mostly what was spent, and its work earns at the price at
//     which it was planned, but never more than that budget: what was saved on
//     it went along with the money. That work was dear stays visible as a cost
//     variance; to set earned to spent, as is done when a plan is rebased,
//     would wipe it out once a year.
//   - An alarm needs two reasons. The rest has to go faster than so far by the
//     working days of the year and by the plan. The year alone would sound it
//     from January for work that is planned for autumn, the plan alone for the
//     last percent of what ended in June.
//   - Whether a delay counts as lagging is the choice of against_baseline in
//     the rules.
package evaluation
