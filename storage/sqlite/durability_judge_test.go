package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// acked tells of each pair which version was acknowledged.
type acked map[int]storage.Version

// note reads an acknowledgement.
func (a acked) note(text string) error {
	var n int
	var v storage.Version
	if _, err := fmt.Sscanf(text, "%d %d", &n, &v); err != nil {
		return fmt.Errorf("acknowledgement %q: %w", text, err)
	}
	a[n] = max(a[n], v)
	return nil
}

// judge opens a file that a writer left behind and reports what is wrong:
// something acknowledged is lost, something is half done, or the file is
// damaged. It returns the pairs that it found.
func (a acked) judge(ctx context.Context, file string) (map[int]*couple, error) {
	s, err := sqlite.Open(ctx, file, sqlite.Config{})
	if err != nil {
		return nil, fmt.Errorf("opening: %w", err)
	}
	pairs, err := readPairs(ctx, s)
	if err == nil {
		err = errors.Join(a.promises(pairs), pairsWhole(ctx, s, pairs), pairFeed(ctx, s, pairs))
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	return pairs, intact(ctx, file)
}

// promises tests that every acknowledged version is there, and nothing that
// nobody can have written yet: a pair has one writer, who waits.
func (a acked) promises(pairs map[int]*couple) error {
	for n, v := range a {
		if pairs[n] == nil || pairs[n].a == nil || pairs[n].a.Version < v {
			return fmt.Errorf("pair %d: version %d was acknowledged and is lost", n, v)
		}
	}
	for n, p := range pairs {
		if p.a != nil && p.a.Version > a[n]+1 {
			return fmt.Errorf("pair %d: version %d is stored, and only %d was acknowledged", n, p.a.Version, a[n])
		}
	}
	return nil
}

// pairsWhole tests that nothing is half done.
func pairsWhole(ctx context.Context, s backend.Store, pairs map[int]*couple) error {
	set := s.Set()
	for n, p := range pairs {
		if p.a == nil || p.b == nil {
			return fmt.Errorf("pair %d: one half is missing", n)
		}
		v := p.a.Version
		if p.b.Version != v || p.person.Version != v {
			return fmt.Errorf("pair %d: versions %d, %d and %d of the identity", n, v, p.b.Version, p.person.Version)
		}
		if !p.person.Person.Equal(pairPerson(n, v)) || p.person.Complaint != p.a.ID {
			return fmt.Errorf("pair %d: the identity is not that of version %d", n, v)
		}
		for _, c := range []*complaint.Complaint{p.a, p.b} {
			if err := timeline(n, c); err != nil {
				return err
			}
		}
		want := pairEdition(n)
		got, err := set.Editions.Edition(ctx, want.EditionKey)
		if err != nil || got.Version != 1 || got.Digest != want.Digest {
			return fmt.Errorf("pair %d: the edition: %w", n, errors.Join(err, got.Validate()))
		}
	}
	return nil
}

// timeline tests that a complaint has every entry of its versions, with its
// text.
func timeline(n int, c *complaint.Complaint) error {
	if len(c.Timeline) != int(c.Version) || c.Body() != pairNote(n, 1) {
		return fmt.Errorf("pair %d: version %d with %d entries", n, c.Version, len(c.Timeline))
	}
	for i, e := range c.Timeline[1:] {
		v := storage.Version(i + 2)
		if text, _ := c.Text(e.Note); e.Version != v || text != pairNote(n, v) {
			return fmt.Errorf("pair %d: entry %d is not that of version %d", n, i+2, v)
		}
	}
	return nil
}

// pairFeed tests that the changes tell of exactly what is stored, version by
// version, and the changes of one batch together.
func pairFeed(ctx context.Context, s backend.Store, pairs map[int]*couple) error {
	want := map[string]storage.Version{}
	for n, p := range pairs {
		for _, c := range []*complaint.Complaint{p.a, p.b} {
			if c != nil {
				want[c.ID.String()] = c.Version
			}
		}
		if p.person != nil {
			want[p.person.Ref.String()] = p.person.Version
		}
		want[pairEdition(n).EditionKey.String()] = 1
	}
	told := map[string]storage.Version{}
	var kinds []storage.Kind
	for c, err := range s.Changes(ctx, "", 0) {
		if err != nil {
			return fmt.Errorf("the feed: %w", err)
		}
		if told[c.Key]++; told[c.Key] != c.Version {
			return fmt.Errorf("the feed tells of version %d of %s %s as its change number %d", c.Version, c.Kind, c.Key, told[c.Key])
		}
		kinds = append(kinds, c.Kind)
	}
	if len(told) != len(want) {
		return fmt.Errorf("the feed tells of %d records, %d are stored", len(told), len(want))
	}
	for key, v := range want {
		if told[key] != v {
			return fmt.Errorf("the feed ends at version %d of %s, %d is stored", told[key], key, v)
		}
	}
	batch := []storage.Kind{complaint.KindOfComplaint, complaint.KindOfComplaint, complaint.KindOfIdentity}
	for len(kinds) > 0 {
		if len(kinds) < len(batch) || !slices.Equal(kinds[:len(batch)], batch) {
			return errors.New("the feed holds part of a batch")
		}
		if kinds = kinds[len(batch):]; len(kinds) > 0 && kinds[0] == backend.KindOfEdition {
			kinds = kinds[1:]
		}
	}
	return nil
}

// intact asks SQLite itself.
func intact(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		return fmt.Errorf("integrity_check: %s %w", verdict, err)
	}
	rows, err := db.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	if rows.Next() {
		return errors.New("foreign_key_check: a row refers to nothing")
	}
	return rows.Err()
}
