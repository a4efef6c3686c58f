// Package record holds what the records of programmes (work plans, meetings of
// boards, road maps) have in common: how their fields are checked, how they are
// read strictly and validated, and that a record only adds to its stored past.
//
// A validation is a [Checker] and calls:
//
//	c := record.Checker{MaxText: 500}
//	c.ID("id", string(m.ID))
//	c.Label("title", m.Title, true)
//	for i, p := range m.Parties {
//		record.Unique(&c, storage.At("parties", i)+".id", parties, p.ID)
//	}
//	return c.Err("meeting " + storage.Quote(string(m.ID)))
//
// For a meeting whose ID is "pb 5" and whose title is missing, the error is a
// *storage.InvalidError with two problems: that of "id" says that byte 2 is not
// legal, that of "title" that it is empty. [Parse] reads such a record from a
// file and tells line and column of both.
package record
