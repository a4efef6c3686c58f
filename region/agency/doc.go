// Package agency models the public bodies that answer complaints: ministries,
// governments of provinces, regencies (kabupaten) and cities (kota), their
// offices (dinas), inspectorates, state enterprises.
//
// An agency is known by its [ID], a string of a type of its own so that it is
// never confused with a region or a person. Whoever runs the directory chooses
// the IDs; a hierarchical form reads well and sorts an office below its
// government, but the package gives the parts no meaning:
//
//	id, err := agency.ParseID("id:51.03/public-works")
//	if err != nil {
//		return err // *agency.IDError: which byte, and what may stand there
//	}
//
// IDs are compared bytewise: "Dinas-PU" and "dinas-pu" are two agencies. They
// hold ASCII only, so that no two IDs look alike while differing in bytes, and
// neither spaces nor control characters, so that they survive logs, URLs and
// spreadsheets unchanged. An agency's name, with all its spelling, is a field
// of its record and never its identity: ministries are renamed at every
// cabinet, and their cases stay theirs.
//
// The zero ID means "no agency"; it is legal in text, and [ID.Validate]
// refuses it where an agency is required.
package agency
