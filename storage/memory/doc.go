// Package memory is a store that keeps everything in memory: the reference for
// every other backend, and what tests and small programs use.
//
//	store := memory.New()
//	defer store.Close()
//	svc, err := complaint.NewService(complaint.Config{
//		Store:      backend.Complaints(store),
//		Identities: store.Set().Identities,
//		Lifecycles: []*complaint.Lifecycle{national},
//		Deadlines:  deadlines,
//	})
//
// It keeps every promise of package backend: records are copied on the way in
// and out, versions and timelines are checked, a batch is written whole or not
// at all, and changes come in commit order without gaps. One lock orders
// writers; readers run beside each other, and a list is a snapshot of the
// moment in which it began. Nothing survives the process.
//
// An entry of a timeline has a field for every fact that any may state. The store keeps what
// nearly all entries say, and one that says more as it is: a case takes some 3.5 KB of
// heap with five entries, with its share of the indexes and of the feed, and 270 bytes for each further one.
//
// What a list costs follows what it yields, not what is stored: ordered indexes by agency,
// region, category, state, parent, due and updated time and by word lead to it, the
// shortest of those that the query allows. Conditions without an index (kind, class,
// channel, time of submission) are tested row by row until the page is full. By the last
// change there are indexes of all and of each agency; a place, a category, a state or
// a parent with more than 1,000 cases is tested along them.
package memory
