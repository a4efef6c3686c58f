//go:build !unix

package cpu

import "time"

// Time is the time of day where the processor time is not to be had.
func Time() time.Duration { return time.Duration(time.Now().UnixNano()) }
