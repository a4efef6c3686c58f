// Package indonesia holds data of Indonesia for the packages around regions:
// every administrative unit with its Kemendagri code, its history since the
// code list of 27 December 2017, its code at Statistics Indonesia (BPS) and its
// time zone; and the lists of holidays.
//
//	regions, err := indonesia.Regions()
//	if err != nil {
//		return err
//	}
//	badung, err := regions.Latest().Get(region.MustParse("51.03"))
//	badung.Name()          // Kabupaten Badung
//	badung.Parent().Name() // Bali
//
//	then, err := regions.AsOf(time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC))
//	nabire, err := then.Resolve(region.MustParse("94.01"))
//	nabire.Code()          // 91.04, in Papua: the code of that day
//
// It also holds the national holidays and the joint leave of 2018 to 2027 with
// the editions of their lists: [Holidays], and [Calendars] ready to compute
// with.
//
// The outermost unit is the country, iso:ID; in it lie 38 provinces (provinsi),
// 514 regencies and cities (kabupaten, kota), 7,285 districts (kecamatan) and
// 83,762 villages (desa, kelurahan). The names are those of the package
// idn-area-data 4.0.1; the file data/README.md states every source, what it can
// and cannot say, and how the data are generated. All dates are those of
// published code lists, not the days on which a change took force [S].
//
// The data are a database under the Open Database License (ODbL) v1.0, derived
// from idn-area-data; the notice and the licence lie beside them. The program
// code is under the MIT licence. The data weigh 1.2 MB in a program that
// imports this package; package region does not import it.
//
// # What is decided here
//
//   - The date of a code list stands for its changes. The published lists name
//     no dates on which a change took force, so the date of the newer list
//     counts, marked [S] in the data. Districts and villages follow the new
//     code of their regency (derived, marked); other changes below the regency
//     are unknown. Before the list of 2017 there is no horizon, and AsOf
//     refuses.
//   - The root is iso:ID. It makes one tree of 91,600 nodes, so "within the
//     country" needs no special case.
//   - BPS codes of regencies are facts with a source: a public copy of the
//     bridging table of Statistics Indonesia (2020 edition, [S]). A test
//     reproduces the numbers 199 and 166 of the domain. Codes that BPS gave
//     after the Papua splits of 2022 are missing.
package indonesia

//go:generate go run ../../internal/gen/indonesia -package $IDN_AREA_DATA -data data
