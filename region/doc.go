// Package region models the places of public administration: typed codes that
// know which code system they belong to, and the paths that lead from the
// outermost region down to a unit.
//
// A [Code] is written as text. The codes of the Indonesian Ministry of Home
// Affairs (Kemendagri) stand bare, with dots between their levels: "51" is
// Bali, "51.03" the regency (kabupaten) of Badung. Codes of every other system
// carry the system in front: "bps:5103" in the numbering of Statistics
// Indonesia (Badan Pusat Statistik), "nyc:MN-05" for a community district of
// New York. The distinction is not cosmetic. Kemendagri and BPS number the
// same 514 regencies differently in 199 cases, and in 166 of these the same
// digits name another regency, so [Parse] refuses undotted digits that do not
// say which system they mean:
//
//	_, err := region.Parse("5103")
//	// code "5103": digits without dots do not say whether Kemendagri or BPS
//	// is meant; legal: 51.03, bps:5103
//
//	badung := region.MustParse("51.03")
//	badung.System() // region.Kemendagri
//	badung.Local()  // "51.03"
//	badung.Path()   // 51 > 51.03, read off the digits alone
//
// Codes are comparable and serve as map keys; the zero [Code] means "no code".
// They round-trip through text, JSON and SQL. Codes are strings and must stay
// strings on the way: a YAML or spreadsheet reader that turns "51.10" into the
// number 51.1 has lost the code, which is why [Code.Scan] refuses numbers.
//
// A [Path] is what a complaint keeps of its place: the unit and everything
// around it at the time. [Code.Path] reads it off the digits of codes that hold
// their ancestors; a [Tree] knows it for every code.
//
// # Trees
//
// A [Tree] holds the units of a country with their history. Every question is
// asked of a [View] of one instant, because places change: they are renamed,
// moved, split and merged, and their codes with them.
//
//	tree, err := region.New(region.Config{Levels: levels, Records: records, Changes: changes})
//	then, err := tree.AsOf(time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC))
//	nabire, err := then.Resolve(region.MustParse("94.01")) // 91.04 in Papua, as it was then
//	nabire.Within(papua)                                   // two comparisons, at any depth
//	then.Search("kab. nabire", 10)                         // any spelling, all candidates
//
// Dates are instants: the calendar day of a decree begins at midnight in the
// zone of whoever made it. Statistics over a change count each record once if
// they find its path with [View.Locate] in one view and group by what is around
// it there. [View.Expand] narrows a query over stored paths to the codes under
// which the records of a unit may stand; Locate settles each.
//
// Records come from Go values or from [ReadCSV], whose lines the errors name.
// [Tree.Encode] and [Decode] keep a large country in a compact form. Trees and
// views are immutable and safe for concurrent use. The units of Indonesia are in
// package region/indonesia, which this package does not import.
package region
