package main

import (
	"context"
	"iter"
)

// each yields what was loaded: no transaction is open by then.
func each[T any](ctx context.Context, load func() ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		list, err := load()
		for i := 0; err == nil && i < len(list); i++ {
			if err = ctx.Err(); err == nil && !yield(list[i], nil) {
				return
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}
