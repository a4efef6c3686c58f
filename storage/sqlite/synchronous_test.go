package sqlite

import (
	"context"
	"errors"
)

// OpenSynchronous opens a store as [Open] does and then lets its commits wait for
// less than they have to, for tests that must find out.
func OpenSynchronous(ctx context.Context, path, mode string) (*Store, error) {
	s, err := Open(ctx, path, Config{})
	if err != nil {
		return nil, err
	}
	if err := s.writer.conn.once(ctx, "PRAGMA synchronous = "+mode); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Remembered is how many complaints a store remembers.
func Remembered(s *Store) int { return len(s.writer.recent.cases) }
