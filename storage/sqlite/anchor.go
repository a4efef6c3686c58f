package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// anchor knows which files a store has open: the database, its log (-wal) and
// the index of that (-shm). SQLite goes on with files that were removed or
// replaced, and would acknowledge commits that nobody ever finds again.
//
// Files are compared by what the operating system calls the same file
// (os.SameFile): device and inode on Unix; volume and number on Windows, which
// does not let go of an open file anyhow.
type anchor struct {
	path string // as it was opened
	main os.FileInfo

	mu    sync.RWMutex
	names [2]string      // of the log and of its index
	side  [2]os.FileInfo // nil while the connection that writes is closed
}

// moor notes which file stands at a path, before SQLite opens it.
func moor(path string) (*anchor, error) {
	main, err := os.Stat(path)
	if err != nil {
		return nil, fileError(err)
	}
	real, err := filepath.EvalSymlinks(path) // SQLite puts its files beside the real one
	if err != nil {
		return nil, fileError(err)
	}
	return &anchor{path: path, main: main, names: [2]string{real + "-wal", real + "-shm"}}, nil
}

// hold notes the files beside the database. SQLite keeps them as long as the
// connection that writes is open.
func (a *anchor) hold() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, name := range a.names {
		a.side[i], _ = os.Stat(name) // nil: nothing to compare with
	}
}

// holds reports whether the files beside the database are known.
func (a *anchor) holds() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.side[0] != nil
}

// release forgets them, before the connection that writes is closed.
func (a *anchor) release() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.side = [2]os.FileInfo{}
}

// check answers with the reason [Moved] if one of the files is not at its place
// any more.
func (a *anchor) check() error {
	a.mu.RLock()
	defer a.mu.RUnlock()
	err := same(a.path, a.main)
	for i := range a.side {
		if err == nil && a.side[i] != nil {
			err = same(a.names[i], a.side[i])
		}
	}
	return err
}

// reachable tests the database alone, for who only reads: a connection that is
// open reads from the log that it knows, wherever that is. A look at one file
// costs about 3 us, which a commit does not notice and a read does.
func (a *anchor) reachable() error { return same(a.path, a.main) }

// same compares the file at a path with the one that was there.
func same(path string, was os.FileInfo) error {
	now, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return moved(path, "is gone", err)
	case err != nil:
		return fileError(err)
	case !os.SameFile(was, now):
		return moved(path, "is another file now", nil)
	default:
		return nil
	}
}

func moved(path, what string, cause error) error {
	return &Error{Reason: Moved, cause: cause, detail: filepath.Base(path) + " " + what}
}
