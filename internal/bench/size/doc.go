// Package size measures what named queries and commands cost by how many cases are
// stored, in the memory store and on SQLite, in processor time.
//
//	go -C internal/bench test ./size -run '^$' -bench . -benchtime 200x -timeout 0
package size
