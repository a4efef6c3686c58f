package sqlite

import (
	"context"
	"errors"
	"sync"

	"github.com/aduan-go/aduan/storage"
)

// pool holds the connections that read. They are opened when they are needed.
type pool struct {
	anchor *anchor
	cfg    Config
	slots  chan struct{} // one element for each connection in use
	ended  chan struct{} // closed when the pool is

	mu     sync.Mutex
	closed bool
	idle   []*conn
}

func newPool(a *anchor, cfg Config) *pool {
	return &pool{anchor: a, cfg: cfg, slots: make(chan struct{}, cfg.Readers), ended: make(chan struct{})}
}

// take returns a connection for the caller alone, who gives it back.
func (p *pool) take(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case p.slots <- struct{}{}:
	case <-p.ended:
		return nil, storage.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c, err := p.last()
	if err == nil {
		err = p.anchor.reachable()
	}
	switch {
	case err != nil && c != nil:
		p.give(c, false)
		return nil, err
	case err == nil && c == nil:
		c, err = p.connect(ctx)
	}
	if err != nil {
		<-p.slots
		return nil, err
	}
	return c, nil
}

// connect opens a connection to the file that the store has open.
func (p *pool) connect(ctx context.Context) (*conn, error) {
	if err := p.anchor.check(); err != nil {
		return nil, err
	}
	c, err := connect(ctx, p.anchor, p.cfg, true)
	if err != nil {
		return nil, err
	}
	if err := p.anchor.check(); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

// last returns an idle connection, nil for none.
func (p *pool) last() (*conn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, storage.ErrClosed
	}
	n := len(p.idle)
	if n == 0 {
		return nil, nil
	}
	c := p.idle[n-1]
	p.idle = p.idle[:n-1]
	return c, nil
}

// give takes a connection back. One that is broken is closed.
func (p *pool) give(c *conn, broken bool) {
	p.mu.Lock()
	keep := !p.closed && !broken
	if keep {
		p.idle = append(p.idle, c)
	}
	p.mu.Unlock()
	if !keep {
		_ = c.close()
	}
	<-p.slots
}

// close waits for the connections that are in use and closes all.
func (p *pool) close() error {
	p.mu.Lock()
	idle, before := p.idle, p.closed
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	if before {
		return nil
	}
	close(p.ended)
	var errs []error
	for _, c := range idle {
		errs = append(errs, c.close())
	}
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	return errors.Join(errs...)
}

// read runs a function on a connection of the pool, once more if it met a lock.
// With snapshot, all its statements see the same state.
func (s *Store) read(ctx context.Context, snapshot bool, do func(c *conn) error) error {
	return patiently(ctx, s.cfg.Wait, func() error {
		c, err := s.readers.take(ctx)
		if err != nil {
			return err
		}
		whole := true
		defer func() { s.readers.give(c, !whole) }()
		if !snapshot {
			return s.after(do(c))
		}
		whole = false // until the transaction has ended, a panic included
		if err = c.exec(context.WithoutCancel(ctx), "BEGIN"); err != nil {
			return err
		}
		err = do(c)
		if ended := c.exec(context.WithoutCancel(ctx), "ROLLBACK"); ended != nil {
			return errors.Join(err, ended)
		}
		whole = true
		return s.after(err)
	})
}

// after tests, after a read, that the file has not changed meanwhile if it is
// read as one that nobody changes.
func (s *Store) after(err error) error {
	if s.anchor.mode != modeFrozen {
		return err
	}
	if changed := s.anchor.reachable(); changed != nil {
		return changed
	}
	return err
}
