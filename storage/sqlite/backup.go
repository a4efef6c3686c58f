package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

// Backup writes a copy of the whole store, as of one moment, to a new file while
// the store is in use. The copy is compact, holds nothing of what was erased, and
// is a store of its own: to restore it is to open it, see docs/sqlite.md. When
// Backup returns nil the copy is on the disk. A file that exists is never
// overwritten: the error then unwraps to os.ErrExist. Until the copy is whole it
// has the ending ".part"; such a file, of a backup that was killed, is in the way
// of the next one and may be removed. The directory must be on a file system with
// hard links. If the file was removed or replaced under the store ([Moved]), the
// copy is of what the store holds, which is how to save it.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return &Error{Reason: CannotOpen, cause: err}
	}
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return &Error{Reason: Exists, cause: errors.Join(err, os.ErrExist)}
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fileError(err)
	}
	err = s.copyInto(ctx, part)
	if err == nil {
		err = fileError(f.Sync())
	}
	if err == nil {
		err = fileError(os.Link(part, path)) // fails if somebody else was quicker
	}
	err = errors.Join(err, fileError(f.Close()), fileError(os.Remove(part)))
	if err == nil {
		err = fileError(syncDirectory(path))
	}
	return err
}

const vacuumInto = "VACUUM INTO ?"

// copyInto writes the copy into an empty file. If the file of the store is gone
// or another one, only the connection that writes still has what was
// acknowledged.
func (s *Store) copyInto(ctx context.Context, path string) error {
	if because(s.anchor.check(), Moved) {
		return s.writer.copyInto(ctx, path)
	}
	c, err := connect(ctx, s.anchor, s.cfg, false)
	if err != nil {
		return err
	}
	err = s.after(patiently(ctx, s.cfg.Wait, func() error { return c.exec(ctx, vacuumInto, path) }))
	return errors.Join(err, c.close())
}

// copyInto writes a copy of what the connection that writes has open. Nobody else
// writes meanwhile.
func (w *writer) copyInto(ctx context.Context, path string) error {
	return w.apart(ctx, func() error {
		if w.conn == nil {
			return w.anchor.check()
		}
		return w.conn.exec(ctx, vacuumInto, path)
	})
}

// fileError turns an error of the operating system into one of this package.
func fileError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrExist):
		return &Error{Reason: Exists, cause: err}
	case errors.Is(err, os.ErrNotExist), errors.Is(err, os.ErrPermission):
		return &Error{Reason: CannotOpen, cause: err}
	default:
		return &Error{Reason: IO, cause: err}
	}
}
