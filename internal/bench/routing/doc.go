// Package routing measures routing tables against a linear scan written by hand
// and against four engines that evaluate rules: casbin, Open Policy Agent, expr
// and cel-go. All of them get the same generated tables (internal/gen/tables)
// under the hit policy first, each in the form that its documentation
// recommends for speed, and must name the same rule for every report before
// anything is timed.
//
//	go -C internal/bench test ./routing -run '^$' -bench . -benchtime 7x -timeout 60m
//
// The peers are treated kindly: their reports are prepared outside the timing,
// with the ancestors of category and region laid out, the day in the table's
// zone calculated and the values already in the peer's own types, and they only
// name a rule. This library finds all that itself, within the timing, and also
// resolves the agency in the directory.
//
// What is measured is processor time of the process, the garbage collector's
// included, and every ratio is the median of rounds side by side, so that a busy
// machine disturbs little. docs/benchmarks.md has figures.
package routing
