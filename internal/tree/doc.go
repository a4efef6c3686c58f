// Package tree keeps hierarchies that have a history: regions and agencies
// that are founded, renamed, moved under another parent and dissolved.
//
// The input is a list of [Record]: a key lies under a parent from one instant
// until another. [Build] cuts the records into nodes, one for every stretch of
// time in which a key and all its ancestors stay where they are, so that each
// node has exactly one parent node and a node's validity lies inside its
// parent's. What was a graph that changes is then one static forest, laid out
// in preorder: the descendants of node i are the nodes from i+1 to Last(i), and
// "is i within j" is two comparisons whatever the depth.
//
//	t, origins, faults := tree.Build([]tree.Record{
//		{Key: "91", From: 2017, Until: tree.Forever},
//		{Key: "94", From: 2022, Until: tree.Forever},
//		{Key: "91.04", Parent: "91", From: 2017, Until: 2022},
//		{Key: "94.01", Parent: "94", From: 2022, Until: tree.Forever},
//	})
//	i, _ := t.Find("91.04", 2021)
//	j, _ := t.Find("91", 2021)
//	t.Within(i, j) // true
//
// Adjoining records of one key under one parent become one node: a renaming
// does not cut the children in pieces. Times are whole numbers of a unit that
// the caller chooses; intervals are half-open.
//
// A Tree is immutable and safe for concurrent use. It is compact: keys stand
// in one string, the other columns are arrays of small integers, and [Decode]
// reads a tree that [Tree.Append] wrote without sorting or cutting anything.
package tree
