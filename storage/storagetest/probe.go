package storagetest

import (
	"context"
	"errors"
	"iter"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// probe is one check in progress: the store it is about, and the words in which
// it asks and judges. Its methods end the check at the first failure, so they
// belong to the check's own goroutine.
type probe struct {
	subject
	ctx  context.Context
	tb   *stand
	made int // records made so far, which makes each another one
}

func (p *probe) failf(format string, args ...any) { p.tb.Fatalf(format, args...) }

// ok expects no error.
func (p *probe) ok(err error, doing string) {
	if err != nil {
		p.failf("%s: unexpected error: %v", doing, err)
	}
}

// is expects an error that unwraps to the given one.
func (p *probe) is(err, want error, doing string) {
	switch {
	case err == nil:
		p.failf("%s: no error, want one that unwraps to %q", doing, want)
	case !errors.Is(err, want):
		p.failf("%s: error %q, want one that unwraps to %q", doing, err, want)
	}
}

// same expects two records, or lists of them, to agree in every field.
func (p *probe) same(got, want any, what string) {
	if d := Difference(got, want); d != "" {
		p.failf("%s: %s", what, d)
	}
}

// batch is a batch of complaints.
func batch(cs ...*complaint.Complaint) complaint.Batch { return complaint.Batch{Complaints: cs} }

// put commits complaints, which must succeed, and returns the suite's own
// copies of what is stored now: the same with the next version.
func (p *probe) put(cs ...*complaint.Complaint) []*complaint.Complaint {
	stored := make([]*complaint.Complaint, len(cs))
	for i, c := range cs {
		stored[i] = copyOf(c)
		stored[i].Version++
	}
	p.ok(p.cases.Commit(p.ctx, batch(cs...)), "Commit")
	return stored
}

// put1 commits one complaint.
func (p *probe) put1(c *complaint.Complaint) *complaint.Complaint { return p.put(c)[0] }

// refused commits complaints and expects an error, refusal returns it.
func (p *probe) refused(want error, doing string, cs ...*complaint.Complaint) {
	p.is(p.refusal(cs...), want, doing)
}

func (p *probe) refusal(cs ...*complaint.Complaint) error {
	return p.cases.Commit(p.ctx, batch(cs...))
}

// stored expects complaints to be stored exactly so.
func (p *probe) stored(want ...*complaint.Complaint) {
	for _, w := range want {
		got, err := p.cases.Get(p.ctx, w.ID)
		p.ok(err, "Get")
		p.same(got, w, "the stored complaint")
	}
}

// absent expects complaints not to be stored.
func (p *probe) absent(cs ...*complaint.Complaint) {
	for _, c := range cs {
		_, err := p.cases.Get(p.ctx, c.ID)
		p.is(err, storage.ErrNotFound, "Get of what was never written")
	}
}

// all collects a sequence, which must end without an error.
func all[T any](p *probe, seq iter.Seq2[T, error]) []T {
	var list []T
	for v, err := range seq {
		p.ok(err, "iterating")
		list = append(list, v)
	}
	return list
}

// lastError runs a sequence to its end and returns its error; nothing may come
// after it.
func lastError[T any](p *probe, seq iter.Seq2[T, error]) error {
	var last error
	for _, err := range seq {
		if last != nil {
			p.failf("the sequence goes on after its error")
		}
		last = err
	}
	return last
}

// list returns what a query yields.
func (p *probe) list(q complaint.Query) []*complaint.Complaint {
	return all(p, p.cases.List(p.ctx, q))
}

// lists expects a query to yield exactly these complaints in this order, told
// by their IDs.
func (p *probe) lists(q complaint.Query, want ...*complaint.Complaint) {
	got := p.list(q)
	if len(got) != len(want) {
		p.failf("the list has %d complaints, want %d (%s; want %s)", len(got), len(want), idsOf(got), idsOf(want))
	}
	for i := range got {
		if got[i] == nil || got[i].ID != want[i].ID {
			p.failf("the list is in another order or holds others: %s, want %s", idsOf(got), idsOf(want))
		}
	}
}

// idsOf prints the last digits of IDs, by which records of one check differ.
func idsOf(cs []*complaint.Complaint) string {
	const most = 12
	s := "["
	for i, c := range cs {
		if i == most {
			return s + " ...]"
		}
		if i > 0 {
			s += " "
		}
		if c == nil {
			s += "nil"
			continue
		}
		id := c.ID.String()
		s += id[len(id)-4:]
	}
	return s + "]"
}

// gone is a context that is cancelled already.
func (p *probe) gone() context.Context {
	ctx, cancel := context.WithCancel(p.ctx)
	cancel()
	return ctx
}

// cancelable is a context that the check cancels itself.
func (p *probe) cancelable() (context.Context, context.CancelFunc) { return context.WithCancel(p.ctx) }

// commit commits a batch of any kinds, which must succeed.
func (p *probe) commit(b backend.Batch) {
	p.ok(p.whole.Commit(p.ctx, b), "Commit")
}

// errorAs expects an error of a type that unwraps to a sentinel.
func errorAs[E error](p *probe, err, sentinel error, doing string) E {
	p.is(err, sentinel, doing)
	var typed E
	if !errors.As(err, &typed) {
		p.failf("%s: the error is a %T, want a %T", doing, err, typed)
	}
	return typed
}

// counted counts the items of a sequence that come without an error.
func counted[T any](seq iter.Seq2[T, error], n *int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range seq {
			if err == nil {
				*n++
			}
			if !yield(v, err) {
				return
			}
		}
	}
}
