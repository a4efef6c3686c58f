//go:build !unix

package pace

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// Processor is the processor time that the process has used, as the collector of
// garbage estimates it, which is asked to do so.
func Processor() time.Duration {
	runtime.GC()
	used := []metrics.Sample{{Name: "/cpu/classes/user:cpu-seconds"}, {Name: "/cpu/classes/gc/total:cpu-seconds"}}
	metrics.Read(used)
	return time.Duration((used[0].Value.Float64() + used[1].Value.Float64()) * float64(time.Second))
}
