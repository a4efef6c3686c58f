package bounds

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// allocated runs a decoder and counts what it allocates.
func allocated(d decoder, data []byte) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	result, err := d.decode(data)
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(result)
	runtime.KeepAlive(err)
	return after.TotalAlloc - before.TotalAlloc
}

// beyond runs a decoder and measures the most that was alive besides its result, as
// the collector sees it each time that the memory has grown by a tenth. What is kept
// from the start makes that at least 3 MiB; a decoder that keeps little would else be
// collected after every few rows.
func beyond(d decoder, data []byte) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	kept := make([]byte, besides/2)
	defer runtime.KeepAlive(kept)
	runtime.GC()
	before := live()
	var most atomic.Uint64
	stop := watch(func() { most.Store(max(most.Load(), live())) })
	result, err := d.decode(data)
	stop()
	runtime.GC()
	after := live()
	runtime.KeepAlive(result)
	runtime.KeepAlive(err)
	runtime.KeepAlive(data)
	with := max(before, after)
	return max(most.Load(), with) - with
}

// live is what the last collection found alive.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// watch calls note after each collection, until it is stopped.
func watch(note func()) (stop func()) {
	var done atomic.Bool
	var again func()
	again = func() {
		type canary struct{ _ [16]byte }
		c := new(canary)
		runtime.SetFinalizer(c, func(*canary) {
			if !done.Load() {
				note()
				again()
			}
		})
	}
	again()
	return func() { done.Store(true) }
}

// took is the least time of some calls.
func took(d decoder, data []byte, times int) time.Duration {
	least := time.Duration(1<<63 - 1)
	for range times {
		begin := time.Now()
		result, err := d.decode(data)
		least = min(least, time.Since(begin))
		runtime.KeepAlive(result)
		runtime.KeepAlive(err)
	}
	return least
}
