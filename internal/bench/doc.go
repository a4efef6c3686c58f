// Package bench measures this library against peers, in a module of its own so
// that the peers appear in nobody's dependencies. Every comparison runs both
// sides in one benchmark, interleaved, and reports their ratio: absolute times
// depend on the machine, ratios much less.
//
//	go -C internal/bench test -run '^$' -bench . -benchtime 200000x
package bench
