//go:build !unix

package pace

import "time"

// Processor is the time of day where the processor time is not to be had.
func Processor() time.Duration { return time.Duration(time.Now().UnixNano()) }
