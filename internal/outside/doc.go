// Package outside is what another project looks like: a module of its own that
// keeps a routing table and tests it with the kit, in five lines. A test of the
// kit runs the tests of this module, one that is wrong on purpose too, and
// compares what they print and which modules go.mod needs.
package outside
