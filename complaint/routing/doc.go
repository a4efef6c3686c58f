// Package routing decides by a table which agency a report goes to, says why,
// and finds the faults of the table before a report does.
//
// A [Table] is data, written in Go or read by [Parse] from strict YAML or JSON:
// rules with conditions and destinations, a hit policy that says what happens
// when several rules fit, a scope, and a fallback that takes what no rule takes,
// so that nobody has come to the wrong door:
//
//	name: sleman
//	edition: "2020-1"
//	valid: {from: "2020-01-01"}
//	zone: Asia/Jakarta
//	hit_policy: most_specific
//	scope: {regions: ["34.04"]}
//	rules:
//	- id: roads
//	  when: {category: [public_works/roads]}
//	  to: {function: public-works, level: regency}
//	- id: abuse
//	  when: {class: [supervisory]}
//	  to: {function: inspectorate}
//	fallback: {ask: [{agency: "id:34.04"}]}
//
// A destination is an agency, or a selector that the directory resolves where
// the report lies ("the public works office of the regency"), so that 514
// regencies do not need 514 rules.
//
// [Compile] checks the table against the regions, the agencies and the
// categories, and makes a [Router]:
//
//	router, err := routing.Compile(table, routing.Sources{Regions: regions, Agencies: directory, Categories: categories})
//	decision, err := router.Route(facts)   // decision.Agency, decision.Rule, decision.Basis
//	fmt.Println(router.Explain(facts))     // every rule, the fact that failed it, the winner and why
//
// [Router.Route] looks up the rules by category and place and does not try one
// rule after another; [Router.Explain] takes the same decision and keeps the
// account of it. Both depend on their arguments alone. That nothing fits, that
// several rules fit, that an agency is not in force: all are decisions with a
// [complaint.Basis]. Facts that cannot be right are an error.
//
// # Time
//
// A table works with days, those of its zone. The day is the one on which the
// report was submitted; regions and agencies are looked up as of noon of that
// day, so that a change which takes force at some midnight of the country counts
// for the whole of it.
//
// # Analysis
//
// [Router.Analyze] finds facts that only the fallback takes, rules that overlap
// and disagree, rules that can never decide, and destinations that lead nowhere,
// each with the least report that shows it. Destinations that the directory has at
// no time are refused by [Compile] already. It calculates with subtrees and
// intervals, is exact within its [Budget] as far as a hash of 128 bits tells its
// cells apart, and says so where it is not.
// [Replay] tells which past reports a new edition would send elsewhere, and
// [Diff] what changed between two. How other projects test their tables is in
// package routingtest.
//
// # What is decided here
//
//   - Conditions are boxes. A rule is compiled into the ways in which it can be
//     met, each a product of sets of numbers (subtrees are intervals of a
//     preorder). Routing, explaining and analysing work on the same boxes, so
//     none can disagree with the others.
//   - Most specific means contained, not counted. A rule goes before another if
//     its conditions admit less in the sense of sets. Weights for "how
//     specific" would decide ties that nobody meant to decide; here they stay
//     visible.
//   - A destination that the directory has at no time is a mistake of the table,
//     and refused. One that it has at another time, or for other regions, is a
//     [BadDestination] of [Router.Analyze], a value to print and to test: directories
//     change on another day than tables, and until both do, a person chooses
//     among the successors.
//   - If a report accuses the office that a function means, its superior gets the
//     report, as of an office that the table names, and not the office further out
//     that has the function too: who answers for the accused is asked first. Of several
//     offices that is whom they all have as superior, else the search goes on outward.
//     A body whose matters go elsewhere, as an inspectorate's do, says so in the
//     directory as its supervisor.
//   - A report that lies in one of several regions, or of several areas of one set, is decided
//     for each. Only if all decisions agree in every receiver is it decided; that rules
//     differ does not matter. The table looks at areas through attributes ([Attribute].Area), so the
//     analysis knows them as values like others, and sets that no attribute names never
//     make a report ambiguous. At most [MaxReadings] ways are tried.
//   - A table is not 300 times faster than OPA, as was hoped, but some 25
//     times: OPA's rule index, given the ancestors as fields of the input,
//     answers in some 45 microseconds whatever the table. docs/benchmarks.md
//     has the figures.
package routing
