package sqlite

import "context"

// Checkpoint writes the log (-wal) back into the file and cuts it to nothing. The
// store does so by itself every 16 MiB as far as nobody reads an older state, and when
// it is closed; a program calls Checkpoint before the file alone is copied by other
// means than [Store.Backup], or when a long read has let the log grow. It waits for who
// writes, and as long as Config.Wait for who reads: then the reason is [Locked], and
// what is in the log stays there. A store for reading only is the reason [ForReading].
// No error of it takes anything back that was acknowledged.
func (s *Store) Checkpoint(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	if s.cfg.ReadOnly {
		return &Error{Reason: ForReading}
	}
	w := s.writer
	return w.apart(ctx, func() error {
		if err := w.connected(ctx); err != nil {
			return err
		}
		err := patiently(ctx, s.cfg.Wait, func() error {
			blocked := false
			err := w.conn.query(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(TRUNCATE)", func(r row) error {
				blocked = r.int(0) != 0
				return nil
			})
			if err == nil && blocked {
				err = &Error{Reason: Locked, Code: codeBusy}
			}
			return err
		})
		if err == nil {
			err = w.anchor.check()
		}
		return err
	})
}
