// Package cpu tells how much processor time the process has used, by which both
// sides of a comparison are measured.
package cpu
