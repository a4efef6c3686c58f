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
// around it at the time. The path that [Code.Path] derives from the digits is
// a convenience for systems whose codes hold their ancestors; a code that has
// moved (Nabire was 91.04 in Papua and is 94.01 in Papua Tengah) shows only
// the ancestors in its own digits.
package region
