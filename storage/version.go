package storage

// Version counts the commits of one record: 0 is a record that was never
// saved, 1 the first stored state, and every commit adds exactly one. It
// orders the states of one record and says nothing across records.
type Version int64

// Kind names a kind of record in a store, as it appears in the change feed:
// "complaint", "identity", "edition" and those that later packages add. The
// set is open; backends compare it bytewise.
type Kind string

// Cursor is a position in a store's change feed. It is opaque: only the store
// that gave it understands it, and only equality is meaningful. The zero value
// is the position before the first change.
type Cursor string

// Change tells that one record was committed. It carries references only,
// never personal data: whoever delivers it further reads the record then and
// renders it through the recipient's view.
type Change struct {
	// Cursor is the position after this change: reading on from it continues
	// with the next change.
	Cursor Cursor
	// Kind and Key name the record; Key is its ID in canonical text.
	Kind Kind
	Key  string
	// Version is the version that the commit gave to the record.
	Version Version
	// Seq is the number of facts that the record held after the commit, so that
	// a reader of the feed knows which are new: the timeline entries of a
	// complaint, the editions, steps and reports of a work plan, the editions
	// and assessments of a road map; 0 for other kinds.
	Seq int
}
