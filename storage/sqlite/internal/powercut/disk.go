package powercut

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Disk is what is known of one flat directory.
type Disk struct {
	dir string
	// names is the directory as the program sees it, synced as it would be
	// found; between lists the states since the last sync of the directory.
	names, synced map[string]*file
	between       []map[string]*file
	// acked and changed count the steps.
	acked, changed int
}

// NewDisk returns the disk of an empty directory.
func NewDisk(dir string) *Disk {
	return &Disk{dir: filepath.Clean(dir), names: map[string]*file{}, synced: map[string]*file{}}
}

// file is the content behind a name.
type file struct {
	synced  []byte
	pending []change // since, in their order
	done    int      // how many changes are in synced
}

// change is a write, or a cut to a length.
type change struct {
	at   int64
	data []byte // nil for a cut
}

// cover is what a sync covers: a file with the number of its changes from the
// beginning, or the directory.
type cover struct {
	file    *file
	changes int
	names   map[string]*file
}

// Step is a moment of a record: an acknowledgement just before it was given, or
// a change of the disk just after it.
type Step struct {
	// Ack is the text that was acknowledged, without "ack "; empty for a change.
	Ack string
	// Call is the name of the system call.
	Call string
}

// Replay follows a record and visits its steps; an error of visit ends it.
func (d *Disk) Replay(record io.Reader, visit func(Step) error) error {
	return read(record, func(c *call) error { return d.enter(c, visit) }, func(c *call) error { return d.leave(c, visit) })
}

// enter looks at what counts from its beginning.
func (d *Disk) enter(c *call, visit func(Step) error) error {
	switch c.name {
	case "write":
		path, err := c.path(0)
		if err != nil || !strings.HasPrefix(path, "pipe:") {
			return err
		}
		text, err := c.text(1)
		if err != nil {
			return err
		}
		if ack, ok := strings.CutPrefix(text, "ack "); ok {
			d.acked++
			return visit(Step{Ack: strings.TrimSpace(ack), Call: c.name})
		}
	case "fsync", "fdatasync":
		path, err := c.path(0)
		if err != nil {
			return err
		}
		if path == d.dir {
			c.cover = &cover{names: maps.Clone(d.names)}
		} else if f := d.at(path); f != nil {
			c.cover = &cover{file: f, changes: f.done + len(f.pending)}
		}
	}
	return nil
}

// inside returns the name of a path in the directory that counts.
func (d *Disk) inside(path string) (string, bool) {
	name := filepath.Base(path)
	return name, filepath.Dir(path) == d.dir && !strings.HasSuffix(name, "-shm")
}

// at is the file behind a path, nil for one that does not count.
func (d *Disk) at(path string) *file {
	name, ok := d.inside(path)
	if !ok {
		return nil
	}
	return d.names[name]
}

// leave applies what has returned.
func (d *Disk) leave(c *call, visit func(Step) error) error {
	if c.failed {
		return nil
	}
	changed, err := d.apply(c)
	if err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	if !changed {
		return nil
	}
	d.changed++
	return visit(Step{Call: c.name})
}

var errNotModelled = errors.New("changes the directory in a way that is not modelled")

// apply applies a call and reports whether it changed the disk.
func (d *Disk) apply(c *call) (bool, error) {
	switch c.name {
	case "open":
		return d.opened(c, 0, 1)
	case "openat":
		return d.opened(c, 1, 2)
	case "fsync", "fdatasync":
		return d.sync(c.cover), nil
	case "pwrite64":
		return d.write(c)
	case "ftruncate":
		f, err := d.of(c, 0)
		if f == nil || err != nil {
			return false, err
		}
		size, err := c.number(1)
		f.pending = append(f.pending, change{at: size})
		return true, err
	case "unlink":
		return d.unlink(c, 0)
	case "unlinkat":
		return d.unlink(c, 1)
	case "link":
		return d.link(c, 0, 1)
	case "linkat":
		return d.link(c, 1, 3)
	case "rename":
		return d.rename(c, 0, 1)
	case "renameat", "renameat2":
		return d.rename(c, 1, 3)
	case "mmap":
		return false, d.mapped(c)
	default: // nothing that counts may be touched by any other call
		for i := range c.args {
			path, err := c.path(i)
			if text, bad := c.text(i); err == nil && path == "" && bad == nil && c.name != "write" && c.name != "writev" {
				path = text
			}
			if _, ok := d.inside(path); ok && err == nil {
				return false, errNotModelled
			}
		}
		return false, nil
	}
}

// of is the file of a descriptor.
func (d *Disk) of(c *call, i int) (*file, error) {
	path, err := c.path(i)
	if err != nil {
		return nil, err
	}
	return d.at(path), nil
}

// opened creates a file if need be.
func (d *Disk) opened(c *call, at, flags int) (bool, error) {
	path, err := c.text(at)
	name, ok := d.inside(path)
	if !ok || err != nil {
		return false, err
	}
	f := d.names[name]
	changed := false
	if f == nil {
		if !strings.Contains(c.args[flags], "O_CREAT") {
			return false, fmt.Errorf("%s was there before the record began", name)
		}
		f = &file{}
		d.rewrite(func(names map[string]*file) { names[name] = f })
		changed = true
	}
	if strings.Contains(c.args[flags], "O_TRUNC") {
		f.pending = append(f.pending, change{})
		changed = true
	}
	return changed, nil
}

// rewrite changes the names, and remembers how they were.
func (d *Disk) rewrite(f func(map[string]*file)) {
	d.between = append(d.between, maps.Clone(d.names))
	f(d.names)
}

func (d *Disk) write(c *call) (bool, error) {
	f, err := d.of(c, 0)
	if f == nil || err != nil {
		return false, err
	}
	text, err := c.text(1)
	if err != nil {
		return false, err
	}
	at, err := c.number(3)
	if err != nil {
		return false, err
	}
	if c.result > int64(len(text)) {
		return false, errors.New("more was written than the record holds")
	}
	f.pending = append(f.pending, change{at: at, data: []byte(text[:c.result])})
	return true, nil
}

// sync makes what it covers last.
func (d *Disk) sync(over *cover) bool {
	switch {
	case over == nil:
		return false
	case over.names != nil:
		d.synced, d.between = over.names, nil
		if !maps.Equal(over.names, d.names) {
			d.between = append(d.between, maps.Clone(over.names))
		}
	default:
		f := over.file
		n := max(over.changes-f.done, 0) // another sync may have come first
		for _, w := range f.pending[:n] {
			f.synced = w.on(f.synced)
		}
		f.pending, f.done = slices.Clone(f.pending[n:]), f.done+n
	}
	return true
}

func (d *Disk) unlink(c *call, at int) (bool, error) {
	path, err := c.text(at)
	name, ok := d.inside(path)
	if !ok || err != nil || d.names[name] == nil {
		return false, err
	}
	d.rewrite(func(names map[string]*file) { delete(names, name) })
	return true, nil
}

func (d *Disk) link(c *call, from, to int) (bool, error) {
	a, b, err := d.twoNames(c, from, to)
	if a == "" {
		return false, err
	}
	d.rewrite(func(names map[string]*file) { names[b] = names[a] })
	return true, nil
}

func (d *Disk) rename(c *call, from, to int) (bool, error) {
	a, b, err := d.twoNames(c, from, to)
	if a == "" {
		return false, err
	}
	d.rewrite(func(names map[string]*file) { names[b] = names[a]; delete(names, a) })
	return true, nil
}

// twoNames are those of a file and of what it is to be called, empty if both do
// not count.
func (d *Disk) twoNames(c *call, from, to int) (a, b string, err error) {
	old, err := c.text(from)
	if err != nil {
		return "", "", err
	}
	next, err := c.text(to)
	if err != nil {
		return "", "", err
	}
	a, fromHere := d.inside(old)
	b, toHere := d.inside(next)
	switch {
	case !fromHere && !toHere:
		return "", "", nil
	case !fromHere || !toHere || d.names[a] == nil:
		return "", "", errNotModelled
	}
	return a, b, nil
}

// mapped refuses a mapping through which a file could be written.
func (d *Disk) mapped(c *call) error {
	path, err := c.path(4)
	if _, ok := d.inside(path); !ok || err != nil {
		return err
	}
	if strings.Contains(c.args[2], "PROT_WRITE") && strings.Contains(c.args[3], "MAP_SHARED") {
		return errNotModelled
	}
	return nil
}

// Steps returns how many acknowledgements and how many changes were replayed.
func (d *Disk) Steps() (acknowledged, changed int) { return d.acked, d.changed }

// lay writes files into a directory, which is emptied before.
func lay(image string, contents map[string][]byte) error {
	if err := os.RemoveAll(image); err != nil {
		return err
	}
	if err := os.Mkdir(image, 0o755); err != nil {
		return err
	}
	for name, data := range contents {
		if err := os.WriteFile(filepath.Join(image, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
