package sqlite

import (
	"context"
	"errors"

	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// oldestReadable is the oldest schema that the statements of this release read
// as it is. A migration that changes what they read raises it; one that adds
// tables for a kind of record adds the kind to since.
const oldestReadable = 1

// since is the migration that made the table of a kind.
func since(kind storage.Kind) int {
	switch kind {
	case workplan.KindOfPlan, board.KindOfMeeting, roadmap.KindOfRoadmap:
		return 2
	default:
		return 1
	}
}

// lacks reports whether the file is of a schema that has no table for a kind.
// Somebody else may have migrated it since it was opened.
func (s *Store) lacks(ctx context.Context, in session, kind storage.Kind) (bool, error) {
	if s.schema >= since(kind) {
		return false, nil
	}
	stored, err := schemaVersion(ctx, in)
	return stored < since(kind), err
}

// openForReading opens a file that is there and changes nothing of it.
func openForReading(ctx context.Context, path string, cfg Config) (*Store, error) {
	a, err := moor(path)
	if err != nil {
		return nil, err
	}
	if err := a.holdsSomething(); err != nil {
		return nil, err
	}
	a.mode = modeRead
	s := &Store{path: path, cfg: cfg, anchor: a, writer: newWriter(a, cfg, nil, 0), readers: newPool(a, cfg)}
	s.schema, err = s.look(ctx)
	if because(err, CannotOpen) || because(err, ReadOnly) {
		// SQLite cannot put a log, or the index of one, beside the file.
		if logged := a.logged(); logged != nil {
			return nil, errors.Join(logged, s.Close())
		}
		err = s.readers.close()
		a.mode, s.readers = modeFrozen, newPool(a, cfg)
		if err == nil {
			s.schema, err = s.look(ctx)
		}
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// look reads which schema a file has, and refuses one that cannot be read.
func (s *Store) look(ctx context.Context) (stored int, err error) {
	list, err := scripts()
	if err != nil {
		return 0, err
	}
	err = s.read(ctx, true, func(c *conn) error {
		if err := marked(ctx, c); err != nil {
			return err
		}
		stored, err = schemaVersion(ctx, c)
		if err == nil && (stored < oldestReadable || stored > len(list)) {
			err = &SchemaError{Stored: stored, Known: len(list)}
		}
		return err
	})
	return stored, err
}
