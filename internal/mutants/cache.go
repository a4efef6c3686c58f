package main

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
)

// prepare compiles everything as it is, so that only mutants are thrown out of the cache.
func (l *laboratory) prepare(ctx context.Context) (clean func() error, err error) {
	if _, err := l.command(ctx, "list", "-export", "-deps", "-test", "-f", "{{.Name}}", "./..."); err != nil {
		return nil, err
	}
	if err := l.keep(); err != nil {
		return nil, err
	}
	before := maps.Clone(l.kept)
	return func() error {
		l.kept = before
		return l.forget()
	}, nil
}

// keep notes that what the compiler has is needed until the end of the run.
func (l *laboratory) keep() error {
	l.building.Lock()
	defer l.building.Unlock()
	return l.walk(func(path string) error {
		l.kept[path] = true
		return nil
	})
}

// forget removes what the compiler made since: nobody needs it twice, and 300 mutants
// fill a disk.
func (l *laboratory) forget() error {
	l.building.Lock()
	defer l.building.Unlock()
	return l.walk(func(path string) error {
		if l.kept[path] {
			return nil
		}
		return os.Remove(path)
	})
}

// walk calls f with the files in the cache.
func (l *laboratory) walk(f func(path string) error) error {
	if l.cache == "" {
		return nil
	}
	return filepath.WalkDir(l.cache, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return f(path)
	})
}
