//go:build unix

package cpu

import (
	"syscall"
	"time"
)

// Time is the processor time that the process has used, with what the garbage
// collector has. Unlike the time of day it does not count what others do on a
// busy machine.
func Time() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
