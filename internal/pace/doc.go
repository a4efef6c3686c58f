// Package pace judges in tests how long something takes, without a clock: by how
// much of a fixed piece of work another goroutine gets done meanwhile. A slow
// machine, a busy one and the race detector slow both down alike, so a bound holds
// on all of them.
//
//	var err error
//	steps := pace.Steps(func() { _, err = Parse(hostile) })
//	require.Less(t, steps, 5_000)
package pace
