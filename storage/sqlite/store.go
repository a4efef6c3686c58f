package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Config says how a store uses its file. The zero value is fit for use.
type Config struct {
	// Wait is how long a call waits for another process that writes, besides
	// the end of its context; then it fails with the reason [Locked]. It is cut
	// to tenths of a second. 0 is one minute.
	Wait time.Duration
	// Readers is how many connections may read at the same time. 0 is 4.
	Readers int
	// Cache is how many bytes of the file each connection keeps in memory. 0 is
	// 8 MiB.
	Cache int
	// ReadOnly opens a file that is there for reading only: nothing of it is
	// changed or migrated, and commits are refused with the reason [ForReading].
	// An older schema is read as it is; of what it has no table for, it has none.
	// The file may be in use by others, whose commits are seen; SQLite may put an
	// empty log and its index beside it. Where it cannot, on a medium or in a
	// directory that cannot be written, the file is read as one that nobody
	// changes: a log that is there is then the reason [Logged] for refusing, and
	// before and after each read the store looks whether somebody changed it.
	ReadOnly bool
}

// The defaults that an embedder's connection has too.
const (
	defaultWait  = time.Minute
	defaultCache = 8 << 20
)

func (c Config) orDefault() (Config, error) {
	var p storage.Problems
	for _, f := range []struct {
		field    string
		negative bool
	}{{"wait", c.Wait < 0}, {"readers", c.Readers < 0}, {"cache", c.Cache < 0}} {
		if f.negative {
			p.Add(f.field, "is never negative; 0 is the default")
		}
	}
	if err := p.Err("sqlite configuration"); err != nil {
		return c, err
	}
	if c.Wait == 0 {
		c.Wait = defaultWait
	}
	if c.Readers == 0 {
		c.Readers = 4
	}
	if c.Cache == 0 {
		c.Cache = defaultCache
	}
	return c, nil
}

// Store keeps records in one SQLite file. Open one with [Open].
type Store struct {
	path    string
	cfg     Config
	anchor  *anchor
	writer  *writer // without a connection if the store is for reading only
	readers *pool
	schema  int // the last migration in the file, when it was opened
}

var _ backend.Store = (*Store)(nil)

// Open opens the database in a file, which it creates, readable for its owner
// only, if it is not there; the directory must be, on a file system with hard links.
// A file that is there and holds nothing is not taken for a new store: the reason is
// [Empty]. A new one that was not finished, because its maker was killed, has a name
// with the ending ".new-" and digits and may be removed. Open brings an older schema up
// to date; a store that others had open then refuses every commit with a *[SchemaError]. Several processes may open the same file on the same machine; a file
// on a network drive is not safe. The errors: *[Error], *[PragmaError],
// *[SchemaError] for a file of a newer release, *storage.InvalidError for a
// configuration that is wrong, and the context's. With [Config].ReadOnly no file
// is made and no schema is migrated.
func Open(ctx context.Context, path string, cfg Config) (*Store, error) {
	cfg, err := cfg.orDefault()
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, fileError(err)
	}
	if cfg.ReadOnly {
		return openForReading(ctx, path, cfg)
	}
	if err := create(ctx, path, cfg); err != nil {
		return nil, err
	}
	a, err := moor(path)
	if err != nil {
		return nil, err
	}
	if err := a.holdsSomething(); err != nil {
		return nil, err
	}
	c, err := connect(ctx, a, cfg, false)
	if err != nil {
		return nil, err
	}
	schema := 0
	if schema, err = c.migrate(ctx, cfg); err == nil {
		a.hold()
		err = a.check() // SQLite opened what stood there before and stands there now
	}
	if err != nil {
		return nil, errors.Join(err, c.close())
	}
	return &Store{path: path, cfg: cfg, anchor: a, writer: newWriter(a, cfg, c, schema), readers: newPool(a, cfg), schema: schema}, nil
}

// create makes a store without records, unless there is a file. It comes under its
// name when it is whole, so that a file that is there is never one that somebody is
// about to fill. SQLite gives the files beside it the same rights.
func create(ctx context.Context, path string, cfg Config) error {
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if path, err = linked(path); err != nil { // perhaps to where nothing is yet
			return fileError(err)
		}
	}
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return nil // not opened: to close it again would give up locks of this process
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return fileError(err)
	}
	err = f.Close()
	if err == nil {
		err = fill(ctx, f.Name(), cfg)
	}
	if err == nil {
		err = fileError(os.Link(f.Name(), path))
	}
	if because(err, Exists) {
		err = nil // somebody else was quicker
	}
	return errors.Join(err, fileError(os.Remove(f.Name())), fileError(syncDirectory(path)))
}

// fill makes the tables in an empty file. Closing it brings them to the disk.
func fill(ctx context.Context, path string, cfg Config) error {
	a, err := moor(path)
	if err != nil {
		return err
	}
	c, err := connect(ctx, a, cfg, false)
	if err != nil {
		return err
	}
	_, err = c.migrate(ctx, cfg)
	return errors.Join(err, c.close())
}

// linked follows symbolic links to the last one's end, whether a file is there or
// not.
func linked(path string) (string, error) {
	for range 40 { // as many as Linux follows
		target, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", &os.PathError{Op: "open", Path: path, Err: os.ErrInvalid}
}

// syncDirectory makes the name of a file durable.
func syncDirectory(path string) error {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// connect opens a connection and sets it up.
func connect(ctx context.Context, a *anchor, cfg Config, readOnly bool) (*conn, error) {
	c, err := dial(a.path, a.mode)
	if err != nil {
		return nil, err
	}
	if err := c.configure(ctx, cfg, readOnly); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

// Set returns the readers.
func (s *Store) Set() backend.Set {
	return backend.Set{
		Complaints: complaintReader{s}, Identities: identityReader{s}, Agencies: agencyReader(s),
		Plans: planReader(s), Meetings: meetingReader(s), Roadmaps: roadmapReader(s), Editions: editionReader{s},
	}
}

// open reports why a call cannot be answered.
func (s *Store) open(ctx context.Context) error {
	s.writer.mu.Lock()
	defer s.writer.mu.Unlock()
	if s.writer.closed {
		return storage.ErrClosed
	}
	return ctx.Err()
}

// Close waits for the calls that are on their way and closes the file. Later
// calls answer storage.ErrClosed.
func (s *Store) Close() error { return errors.Join(s.readers.close(), s.writer.close()) }

// Format prints the path and nothing of what the store holds, whatever the verb.
func (s *Store) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "sqlite store "+s.path) }

// Commit writes the batch, all of it or nothing. Batches that wait at the same
// time are written in one transaction, with one write to the disk; each is still
// refused or accepted by itself. A call that is cancelled before its turn comes
// writes nothing; one whose turn has come is finished. An error that does not
// unwrap to storage.ErrUnknownOutcome says that nothing was written:
// storage.SaysNotWritten.
func (s *Store) Commit(ctx context.Context, b backend.Batch) error {
	if s.cfg.ReadOnly {
		err := s.open(ctx)
		if err == nil {
			err = &Error{Reason: ForReading}
		}
		return storage.NotWritten(err)
	}
	return storage.NotWritten(s.writer.commit(ctx, b))
}
