package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Crowd says how much [Follow] does.
type Crowd struct {
	// Writers commit at the same time; 0 is 8.
	Writers int
	// Readers follow the feed meanwhile; 0 is 4. Each reads in pieces of its
	// own size, and begins again at the cursor where it stopped.
	Readers int
	// Commits is how many commits the writers make in all; 0 is 10,000. Every
	// fourth opens a complaint with its identity, the others change one.
	Commits int
	// Read lets readers read every record of which they are told.
	Read bool
}

// Followed tells what [Follow] saw.
type Followed struct {
	// Changes is how many changes the commits made, Resumed how often a reader
	// began again at a cursor.
	Changes, Resumed int
}

// Follow lets writers commit while readers follow the change feed, stop and
// resume. The error says what a reader missed, saw twice, or saw before
// something that was committed earlier: a version of a record before the one
// below it, or the changes of one writer in another order than they were made.
// In the end all readers must have seen the same changes in the same order.
func Follow(ctx context.Context, s backend.Store, crowd Crowd) (Followed, error) {
	crowd = crowd.orDefault()
	var writing atomic.Int64
	writing.Store(int64(crowd.Writers))
	commits := make([][]storage.Change, crowd.Writers)
	readers := make([]*follower, crowd.Readers)
	for i := range readers {
		readers[i] = &follower{store: s, piece: 1 + 7*i, read: crowd.Read}
	}
	errs := together(crowd.Writers+crowd.Readers, func(i int) error {
		if i < crowd.Writers {
			defer writing.Add(-1)
			var err error
			commits[i], err = writeCases(ctx, s, i, crowd.Commits/crowd.Writers)
			return err
		}
		return readers[i-crowd.Writers].follow(ctx, &writing)
	})
	if err := errors.Join(errs...); err != nil {
		return Followed{}, err
	}
	var fig Followed
	for _, list := range commits {
		fig.Changes += len(list)
	}
	for n, r := range readers {
		fig.Resumed += r.resumed
		if err := r.judge(commits, fig.Changes); err != nil {
			return fig, fmt.Errorf("reader %d: %w", n, err)
		}
		for i, c := range r.seen {
			if c != readers[0].seen[i] {
				return fig, fmt.Errorf("readers see different feeds: change %d is %+v for one and %+v for another", i, readers[0].seen[i], c)
			}
		}
	}
	return fig, nil
}

func (c Crowd) orDefault() Crowd {
	for _, f := range []struct {
		n  *int
		or int
	}{{&c.Writers, 8}, {&c.Readers, 4}, {&c.Commits, 10_000}} {
		if *f.n <= 0 {
			*f.n = f.or
		}
	}
	return c
}

// writeCases opens and changes complaints of one writer, and returns the
// changes that the feed must tell, in order. Each case gets few entries, so that
// writing stays quick.
func writeCases(ctx context.Context, s backend.Store, writer, n int) ([]storage.Change, error) {
	const each, apart = 4, 1_000_000
	var want []storage.Change
	var c *complaint.Complaint
	for i := range n {
		var b backend.Batch
		if i%each == 0 {
			c = opened(1 + writer*apart + i)
			who := identity(c, "wayan")
			b.Identities = append(b.Identities, who)
			want = append(want, storage.Change{Kind: "identity", Key: who.Ref.String(), Version: 1})
		} else {
			c = later(c)
		}
		b.Complaints = append(b.Complaints, copyOf(c))
		if err := s.Commit(ctx, b); err != nil {
			return nil, fmt.Errorf("writer %d, commit %d: %w", writer, i, err)
		}
		c.Version++
		want = append(want, changeOf(c))
	}
	return want, nil
}

// follower is a reader of the feed.
type follower struct {
	store   backend.Store
	piece   int
	read    bool
	seen    []storage.Change
	resumed int
}

// follow reads until the writers are done and nothing is left.
func (f *follower) follow(ctx context.Context, writing *atomic.Int64) error {
	var at storage.Cursor
	for {
		done := writing.Load() == 0 // asked before reading: what comes after belongs to the next round
		n := 0
		for change, err := range f.store.Changes(ctx, at, f.piece) {
			if err != nil {
				return err
			}
			if err := f.readable(ctx, change); err != nil {
				return err
			}
			f.seen, at = append(f.seen, change), change.Cursor
			if n++; n > 2 && len(f.seen)%5 == 0 {
				break // stop in the middle of a piece
			}
		}
		if n == 0 && done {
			return nil
		}
		if f.resumed++; n == 0 {
			time.Sleep(time.Millisecond) // leave the processor to the writers
		}
		if f.piece < 1000 {
			f.piece += f.piece / 2
		}
	}
}

// readable reads the record of a change.
func (f *follower) readable(ctx context.Context, change storage.Change) error {
	if !f.read || change.Kind != "complaint" {
		return nil
	}
	id, err := complaint.ParseID(change.Key)
	if err != nil {
		return err
	}
	c, err := f.store.Set().Complaints.Get(ctx, id)
	if err != nil {
		return fmt.Errorf("the feed told of complaint %s before it could be read: %w", id, err)
	}
	if c.Version < change.Version {
		return fmt.Errorf("the feed told of version %d of complaint %s, which reads as version %d", change.Version, id, c.Version)
	}
	return nil
}

// judge compares what was seen with what was committed.
func (f *follower) judge(commits [][]storage.Change, total int) error {
	type version struct {
		kind storage.Kind
		key  string
		is   storage.Version
	}
	at := map[version]int{}
	cursors := map[storage.Cursor]bool{}
	for i, c := range f.seen {
		v := version{c.Kind, c.Key, c.Version}
		if _, twice := at[v]; twice {
			return fmt.Errorf("version %d of %s %s is told twice, with the cursors %q and %q", c.Version, c.Kind, c.Key, f.seen[at[v]].Cursor, c.Cursor)
		}
		if cursors[c.Cursor] {
			return fmt.Errorf("the cursor %q stands at two changes", c.Cursor)
		}
		at[v], cursors[c.Cursor] = i, true
	}
	missing, disorder := 0, 0
	for _, list := range commits {
		last := -1
		for _, want := range list {
			i, ok := at[version{want.Kind, want.Key, want.Version}]
			switch {
			case !ok:
				missing++
			case f.seen[i].Seq != want.Seq:
				return fmt.Errorf("version %d of %s %s is told with Seq %d, want %d", want.Version, want.Kind, want.Key, f.seen[i].Seq, want.Seq)
			case want.Kind != "complaint": // stands in its batch before or after
			case i < last:
				disorder++
			default:
				last = i
			}
		}
	}
	if missing > 0 || disorder > 0 || len(f.seen) != total {
		return fmt.Errorf("missing %d, out of order %d, seen %d of %d", missing, disorder, len(f.seen), total)
	}
	return nil
}
