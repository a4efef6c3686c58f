// Package faulty holds stores with one planted fault each. They test the suite
// of storage/storagetest: every fault must be caught by the check that names the
// promise it breaks, and nearly every check has a fault that it alone catches, so
// that no check can be removed without a fault passing unnoticed.
//
//	for _, f := range faulty.Faults() {
//		store := f.Open(memory.New())
//		// store breaks what f.Check guards, and nothing else
//	}
//
// To be caught by one check alone a fault must be small: many strike only in
// stores of a certain size or at records of a certain form. That makes them
// artificial, and sharper than the faults of real backends, which nearly always
// break several promises at once.
//
// A fault is planted around a correct store by replacing some of its calls; see
// plant.go. Whoever writes a backend needs none of this.
package faulty
