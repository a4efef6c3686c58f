// Package golden compares what a test renders with a file that a person has read.
//
// The files lie in testdata of the tested package, whose own flag says whether they
// are rewritten, so that go test ./that/package -update rewrites its files only:
//
//	var update = flag.Bool("update", false, "rewrite testdata")
//
//	golden.File(t, *update, "minutes_en.md", minutes)
//
// Whoever rewrites a file reads the difference before it is committed.
package golden
