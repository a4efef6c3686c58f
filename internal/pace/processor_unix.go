//go:build unix

package pace

import (
	"syscall"
	"time"
)

// Processor is the processor time that this process has used so far, the garbage
// collector's included. Unlike the time of day it does not count what others do on a
// busy machine. It is for figures, not for bounds of tests.
func Processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
