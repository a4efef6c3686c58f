// Package storagetest is the conformance suite of stores: whoever writes a
// backend proves it in one line, and everybody who runs the suite relies on the
// same promises.
//
//	func TestConformance(t *testing.T) {
//		storagetest.Run(t, func(t testing.TB) backend.Store { return open(t) })
//	}
//
// [Run] takes a whole store, [RunComplaints] a store of complaints alone. Each
// [Check] opens a store of its own and says on failure which promise of packages
// complaint and backend was broken; one that hangs fails a little before the
// -timeout of go test. A promise that a backend cannot keep is an [Exception] with
// a reason; exceptions are counted and printed, so that nobody forgets them.
//
// The suite does not use what it judges: it makes records by hand, keeps copies
// of its own, compares field by field, and has its own reading of filters and
// orders. It is itself tested with the stores of internal/faulty, each with one
// planted fault. A new kind of record adds a file with its checks and a line to
// the list in kinds.go; one that is found by its ID and listed in the order of
// IDs gets most of its checks from keyed.go.
//
// [Linearize] and [Follow] are the two checks under load, short in the suite,
// and as long as a backend's own test asks for. [FaultStore] is for tests of
// what stands above a store: it strikes at the n-th call.
//
// # What is decided here
//
//   - It links porcupine: it is a kit for tests, which no package that is
//     linked into a program imports, and whoever writes a backend wants the
//     same judge that memory has.
//   - Faults are small. A fault that breaks one promise proves that its check
//     is needed; real faults break several at once and prove little. A check
//     for which no such fault can be had says why in [Check].Shared.
package storagetest
