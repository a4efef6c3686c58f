// Package tables generates routing tables and reports to measure and to try
// routing with: as large as one likes, the same for the same seed, and of the
// kind that offices write.
//
//	from, err := tables.Sources()
//	table := tables.Generate(1, 10_000, from)
//	facts := tables.Facts(1, 2_000, from)
//
// [Sources] holds the regions of Indonesia, 1,000 categories in three steps, and
// a directory in which every province and regency has most of the offices that a
// selector may ask for; where one is missing, the province or the ministry
// stands in. [Generate] writes tables under the hit policy first: for the most
// part a category with everything below it in a region with everything in it,
// some with lists of either, and some with a class, a channel, a day or a
// validity besides. Special rules stand before general ones, a few rules ask for
// neither category nor region, and at the end each of the widest categories is
// taken everywhere, so that a report with a category always finds a rule. How
// many rules are that general does not grow with the table, as it would not in
// an office: there are only so many classes and channels.
//
// [Specific] writes tables under the hit policy most_specific in which any two
// rules that fit the same report can be compared, and [WithWords] gives rules of
// a table words to look for.
//
// The proportions are our guess of what tables look like. Nobody has published
// one of this size.
package tables
