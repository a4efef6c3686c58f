package record

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/aduan-go/aduan/storage"
)

// Same reports whether two values are written alike, so that empty and missing
// lists are the same.
func Same[T any](a, b *T) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// Stays checks that a field is what is stored.
func Stays[T comparable](c *storage.Problems, field string, stored, next T) {
	if stored != next {
		c.Add(field, "never changes")
	}
}

// Grows checks that a list begins with what is stored.
func Grows[T any](c *storage.Problems, field string, stored, next []T) {
	if len(next) < len(stored) {
		c.Add(field, fmt.Sprintf("has %d entries, %d are stored; it only grows", len(next), len(stored)))
		return
	}
	for i := range stored {
		if !Same(&stored[i], &next[i]) {
			c.Add(storage.At(field, i), "differs from what is stored; it is never changed")
			return
		}
	}
}
