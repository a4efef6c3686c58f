// Package memdb measures the memory store against one on hashicorp/go-memdb, an
// immutable radix tree with transactions, indexes and snapshots: the same
// service, the same commands, both in one run.
//
//	go -C internal/bench test ./memdb -run '^$' -bench . -benchtime 20x
package memdb
