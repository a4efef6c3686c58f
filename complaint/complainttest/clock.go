package complainttest

import (
	"sync"
	"time"
)

// Clock is a clock that stands until it is moved. It is safe for concurrent use.
type Clock struct {
	lock sync.Mutex
	now  time.Time
}

// Now tells the time: an office's Config has it as Now.
func (c *Clock) Now() time.Time {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.now
}

// Set moves the clock to an instant, backwards too.
func (c *Clock) Set(t time.Time) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.now = t
}

// Move moves the clock by a duration. The timer does nothing by it: see [Office.Pass].
func (c *Clock) Move(d time.Duration) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.now = c.now.Add(d)
}
