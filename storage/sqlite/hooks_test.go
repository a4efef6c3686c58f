package sqlite

import (
	"context"
	"errors"
)

// OpenWith opens a store as [Open] does and then sets the connection that writes
// otherwise, such as "synchronous = OFF", for tests that must find out.
func OpenWith(ctx context.Context, path, pragma string) (*Store, error) {
	s, err := Open(ctx, path, Config{})
	if err != nil {
		return nil, err
	}
	if err := s.writer.conn.once(ctx, "PRAGMA "+pragma); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Remembered is how many complaints a store remembers.
func Remembered(s *Store) int { return len(s.writer.recent.cases) }
