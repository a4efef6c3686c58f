// Package house keeps the rules of the house: what the design and the style of
// this module ask of every package, written as tests so that nobody has to
// remember it. The package holds no code that another could import.
//
// The rules, and the file in which each of them stands:
//
//   - levels_test.go: a package imports only from strictly lower levels of the
//     table there; one package alone imports the state machine; the domain
//     knows no backend; nothing imports examples or generators.
//   - deps_test.go: which modules the packages may link, and that
//     docs/dependencies.txt lists all of them.
//   - sources_test.go: short files, no init, no panic outside Must functions,
//     no reading of the clock, no package with a name that says nothing.
//   - vars_test.go: no package variable that could change.
//   - comments_test.go: a doc.go for each package, a comment for each exported
//     name.
//   - text_test.go: links in the documents lead somewhere, no file names a
//     place on somebody's machine, every example is run by a test.
//   - readme_test.go: the README's program runs and prints what is promised, and
//     its diagram is the national lifecycle.
//   - map_test.go: docs/architecture.md shows the rooms as they are, and the
//     files that the checklists of CONTRIBUTING.md name hold what they say.
//
// The sources are parsed and resolved, one package at a time and without what
// they import, so that the rules hold whatever the build tags are and can speak
// about a tree that does not compile. Each rule is a function from a tree to
// findings, is tried on small made-up trees with something wrong in them, and
// is then asked about this module.
//
// Where good sense demands an exception, it is an entry with its reason in
// allow_test.go; an entry that no longer excuses anything fails too.
package house

//go:generate go test . -count=1 -run ^Test(DependencyList|Map|ReadmeDiagram|NationalEditionsAreCompared)$ -update
