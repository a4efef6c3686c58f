// Package agency models the public bodies that answer complaints: ministries,
// governments of provinces, regencies (kabupaten) and cities (kota), their
// offices (dinas), inspectorates, state enterprises, the ombudsman.
//
// An agency is known by its [ID], a string of a type of its own so that it is
// never confused with a region or a person. Whoever runs the directory chooses
// the IDs; a hierarchical form reads well and sorts an office below its
// government, but the package gives the parts no meaning. IDs are compared
// bytewise and hold neither spaces nor letters beyond ASCII, so that they
// survive logs, URLs and spreadsheets. An agency's name is a field of its record
// and never its identity: ministries are renamed at every cabinet, and their
// cases stay theirs. The zero ID means "no agency".
//
// An [Agency] is the record that a store keeps: one [Term] for each period in
// which nothing about it changed, and what followed it. A [Directory] is made of
// all records, checked as a whole, and answers as of any instant:
//
//	file, err := agency.Parse("agencies.yaml", text, jakarta)
//	d, err := agency.NewDirectory(agency.Config{
//		Agencies: file.Agencies, Functions: file.Functions, Regions: regions,
//	})
//	answer, err := d.Resolve(agency.Case{
//		Function: "public-works", Region: village, On: now,
//		Named: agency.Named{Agencies: []agency.ID{"id:51.03"}},
//	})
//	answer.Agency   // the office of the regency, or else that of the province
//	answer.String() // why: region by region, whom it has and who is named
//
// Whoever a report names is never the answer, nor anything below it: an agency,
// those that followed it, or the agency that a named person leads. Who is named
// by an ID that the directory does not hold is refused, with suggestions;
// [Directory.Identify] finds the IDs of what people write. Whoever decides many
// cases asks [Directory.For], which gives the answer alone. The chain of
// escalation is [Directory.Superiors], and [Directory.MayAct] says who may
// act for whom and on what ground.
//
// A case that an agency holds outlives it: [Directory.Heir] says to whom it belongs
// then, and that nobody knows rather than a wrong one.
//
// A directory is immutable and safe for concurrent use. Jurisdictions are
// regions with everything in them, and outlive a change of code: an agency for
// 91.04 serves 94.01 after the regency was moved. What the data mean in law, the
// package does not know; a term carries its source.
package agency
