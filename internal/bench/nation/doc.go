// Package nation measures a national office: the complaints of a country through the
// whole service in memory, beside a loop that only opens and applies the same.
//
//	go -C internal/bench test ./nation -run '^$' -bench . -benchtime 7x -timeout 30m
//	go -C internal/bench test ./nation -run '^$' -bench Nation/cases=100000 -benchtime 1x -timeout 30m
//
// The regions are those of Indonesia; every one of the 514 regencies and cities has a
// government, three offices and a unit in each, with the calendar of its zone. Three
// rules send reports by selector to the office of the regency, deadlines are the
// published ones (deadline.SP4N), calendars those of region/indonesia. The texts and
// the share of cases that the timer closes are a guess.
//
// What is measured is processor time of the process, the garbage collector's included.
// docs/benchmarks.md has figures.
package nation
