// Package backend declares what a whole store of aduan is: one [Store] that
// commits a [Batch] of records of every kind, all or nothing, gives a [Set] of
// readers, and tells what was committed in order ([Store.Changes]).
//
// There is one write path. Whatever a service decides becomes one Commit; no
// code of the user runs inside a transaction, and nothing is written after.
// A backend therefore has one call to get right:
//
//	func (s *Store) Commit(ctx context.Context, b backend.Batch) error {
//		// begin a transaction that excludes other writers, then
//		for r, err := range backend.Check(b, s.current) {
//			// r is checked against what is stored: write r.Value at r.Kind and
//			// r.Key with version r.Version, take r.Unique, append r.Change
//		}
//		// commit; on an error roll back and return it
//	}
//
// [Check] is what every backend must test before it writes: that each record
// is valid, carries the version that is stored, and does not change the past of
// a timeline, a plan, signed minutes or a road map. What only an index can
// tell, whether a value that must be unique is taken, is left to the backend:
// [Record.Unique] lists the values.
//
// A store that keeps bytes writes the JSON form of [Record.Value] with [Encode], as
// json.Marshal refuses some, and reads it with [Decode]. One that is a [Source], because it finds records by kind and
// key and goes through them in the order of keys, gets all its readers from
// [Readers]. One with indexes looks up a tracking number or an external
// reference with [UniqueIn].
//
// Rule sets (lifecycles, routing tables, deadline policies, calendars) are
// stored opaquely as an [Edition]: kind, name, edition, validity, body and
// digest, so that this package needs to know none of them.
//
// [Verify] looks through a whole store for what went wrong since it was written: a
// [Verifier], as memory and sqlite are, offers it.
//
// [Complaints] turns a whole store into the smaller complaint.Store that a
// service takes. storage/memory is the reference implementation; the suite with
// which a backend proves itself is storage/storagetest.
package backend
