package sqlite

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// writer is the one connection that writes. Commits queue; whoever gets the turn
// leads: begins a transaction, writes all batches that wait by then, commits once,
// and tells the others. There is no goroutine but
// those of the callers.
type writer struct {
	anchor *anchor
	cfg    Config
	turn   chan struct{} // holds an element while somebody leads
	ended  chan struct{} // closed when the writer is

	recent *recent
	schema int // the last migration that this release has

	mu     sync.Mutex
	closed bool
	queue  []*waiting

	conn *conn // of whoever leads; nil after a failure, until the next one leads
}

// waiting is a batch in the queue.
type waiting struct {
	batch backend.Batch
	done  chan error // receives the answer, once
}

// maxGroup bounds how many batches share a transaction, so that nobody waits for
// ever for a commit that keeps growing.
const maxGroup = 256

func newWriter(a *anchor, cfg Config, c *conn, schema int) *writer {
	return &writer{anchor: a, cfg: cfg, conn: c, schema: schema, turn: make(chan struct{}, 1), ended: make(chan struct{}), recent: newRecent()}
}

func (w *writer) commit(ctx context.Context, b backend.Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	mine := &waiting{batch: b, done: make(chan error, 1)}
	if err := w.enter(mine); err != nil {
		return err
	}
	for {
		select {
		case err := <-mine.done:
			return err
		case <-ctx.Done():
			if w.withdraw(mine) {
				return ctx.Err()
			}
			return <-mine.done // somebody is writing it
		case w.turn <- struct{}{}:
		}
		select {
		case err := <-mine.done:
			<-w.turn
			return err
		default:
		}
		if err := w.lead(ctx); err != nil {
			if w.withdraw(mine) {
				return err
			}
		}
	}
}

// enter puts a batch at the end of the queue.
func (w *writer) enter(one *waiting) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return storage.ErrClosed
	}
	w.queue = append(w.queue, one)
	return nil
}

// withdraw takes a batch out of the queue, if it is still there.
func (w *writer) withdraw(one *waiting) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.queue, one)
	if i < 0 {
		return false
	}
	w.queue = slices.Delete(w.queue, i, i+1)
	return true
}

// next takes the batches that are written together.
func (w *writer) next() []*waiting {
	w.mu.Lock()
	defer w.mu.Unlock()
	group := slices.Clone(w.queue[:min(len(w.queue), maxGroup)])
	w.queue = slices.Delete(w.queue, 0, len(group))
	return group
}

// lead writes one group and gives the turn back. An error means that no
// transaction could be begun, and that nobody's batch was taken.
func (w *writer) lead(ctx context.Context) error {
	defer func() { <-w.turn }()
	if err := w.connected(ctx); err != nil {
		return err
	}
	if err := w.conn.begin(ctx, w.cfg.Wait); err != nil {
		w.drop(err)
		return err
	}
	if err := w.sameSchema(); err != nil {
		w.abandon()
		return err
	}
	if !w.anchor.holds() {
		w.anchor.hold() // the transaction has opened them
	}
	group := w.next()
	answers := make([]error, len(group))
	failure := error(&Error{}) // for those who wait, should the writing panic
	defer func() {
		for i, one := range group {
			if failure != nil {
				answers[i] = failure
			}
			one.done <- answers[i]
		}
	}()
	failure = w.write(group, answers)
	return nil
}

// connected opens the connection anew if it was given up.
func (w *writer) connected(ctx context.Context) error {
	if w.conn != nil {
		return nil
	}
	err := w.anchor.check()
	if err == nil {
		w.conn, err = connect(ctx, w.anchor, w.cfg, false)
	}
	return err
}

// apart runs a function while nobody writes.
func (w *writer) apart(ctx context.Context, do func() error) error {
	select {
	case w.turn <- struct{}{}:
	case <-w.ended:
		return storage.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-w.turn }()
	return do()
}

// sameSchema tests, in a transaction, that no newer release has migrated the file
// since it was opened: it keeps what this one does not write.
func (w *writer) sameSchema() error {
	stored, err := schemaVersion(context.Background(), w.conn)
	if err == nil && stored != w.schema {
		err = &SchemaError{Stored: stored, Known: w.schema}
	}
	return err
}

// write writes the batches of a group and commits. The answers tell who was
// refused; the error is everybody's.
func (w *writer) write(group []*waiting, answers []error) error {
	ctx := context.Background() // what is begun is finished, whoever leads
	var written []*batch
	var left []words
	for i, one := range group {
		next := &batch{in: w.conn, recent: w.recent}
		put := next.apart
		if len(group) == 1 {
			put = next.alone
		}
		refused, err := put(ctx, one.batch)
		if err != nil {
			w.abandon()
			return err
		}
		if answers[i] = refused; refused == nil {
			written, left = append(written, next), append(left, next.words...)
		}
	}
	if len(written) == 0 {
		w.abandon()
		return w.anchor.check()
	}
	err := index(ctx, w.conn, left)
	if err == nil {
		err = w.anchor.check()
	}
	if err == nil {
		err = w.finish(ctx)
	}
	if err != nil {
		w.abandon()
		return err
	}
	for _, one := range written {
		w.recent.keep(one.written...)
	}
	return nil
}

// finish commits. If that fails for want of space, the last page was not
// written and so nothing counts; otherwise nobody knows.
func (w *writer) finish(ctx context.Context) error {
	err := w.conn.exec(ctx, "COMMIT")
	var e *Error
	if errors.As(err, &e) && e.Reason != DiskFull && e.Reason != Locked {
		e.Unknown = true
	}
	return err
}

// abandon ends the transaction without writing.
func (w *writer) abandon() {
	if !w.conn.rollback() {
		w.disconnect()
	}
}

// disconnect closes the connection. Whoever leads next opens another one.
func (w *writer) disconnect() {
	w.anchor.release()
	_ = w.conn.close()
	w.conn = nil
}

// drop gives up a connection after an error that speaks against it.
func (w *writer) drop(err error) {
	var e *Error
	if errors.As(err, &e) && e.Reason != Locked {
		w.disconnect()
	}
}

// close waits for the group that is being written, refuses those that wait, and
// closes the connection.
func (w *writer) close() error {
	w.mu.Lock()
	before, waiters := w.closed, w.queue
	w.closed, w.queue = true, nil
	w.mu.Unlock()
	if before {
		return nil
	}
	close(w.ended)
	for _, one := range waiters {
		one.done <- storage.ErrClosed
	}
	w.turn <- struct{}{} // kept: nobody leads again
	w.anchor.release()
	if w.conn == nil {
		return nil
	}
	return w.conn.close()
}

// begin begins a transaction that may write. It waits while another process
// writes, as long as the context lasts, but no longer than configured.
func (c *conn) begin(ctx context.Context, wait time.Duration) error {
	return patiently(ctx, wait, func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return c.exec(context.WithoutCancel(ctx), "BEGIN IMMEDIATE")
	})
}

// rollback ends a transaction and reports whether the connection is as good as
// before.
func (c *conn) rollback() bool { return c.exec(context.Background(), "ROLLBACK") == nil }
