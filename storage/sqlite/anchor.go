package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
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
	mode string // how connections open it
	main os.FileInfo

	mu    sync.RWMutex
	names [2]string      // of the log and of its index
	side  [2]os.FileInfo // nil while the connection that writes is closed
}

// The modes in which connections open a file, as SQLite calls them.
const (
	modeWrite  = "rw"
	modeRead   = "ro"
	modeFrozen = "ro&immutable=1" // without locks and logs: nobody may change it
)

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
	return &anchor{path: path, mode: modeWrite, main: main, names: [2]string{real + "-wal", real + "-shm"}}, nil
}

// holdsSomething refuses a file that SQLite would take for a new one, of no byte or
// of one: what was there is gone, and an empty store in its place would hide that.
func (a *anchor) holdsSomething() error {
	if a.main.Mode().IsRegular() && a.main.Size() < 2 {
		return &Error{Reason: Empty, detail: filepath.Base(a.path)}
	}
	return nil
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
//
// A file that nobody may change must be as it was, without a log.
func (a *anchor) reachable() error {
	err := same(a.path, a.main)
	if a.mode != modeFrozen || err != nil {
		return err
	}
	if err := a.logged(); err != nil {
		return err
	}
	now, err := os.Stat(a.path)
	if err != nil {
		return fileError(err)
	}
	if now.Size() != a.main.Size() || !now.ModTime().Equal(a.main.ModTime()) {
		return moved(a.path, "was changed by somebody", nil)
	}
	return nil
}

// logged answers with the reason [Logged] if there is a log beside the database:
// commits that are not in it yet, or half of one that is.
func (a *anchor) logged() error {
	for _, name := range []string{a.names[0], strings.TrimSuffix(a.names[0], "-wal") + "-journal"} {
		if _, err := os.Lstat(name); !errors.Is(err, os.ErrNotExist) {
			return &Error{Reason: Logged, cause: err, detail: filepath.Base(name)}
		}
	}
	return nil
}

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
