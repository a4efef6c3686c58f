package complaint

import (
	"context"
	"errors"

	"github.com/aduan-go/aduan/storage"
)

// Head returns what of a complaint decides who may see it, with a key also whether
// a command was carried out: the record without its texts, and of the timeline only the
// last entry, the last that gave the case away or took it ([Entry.Gives]), and the first
// with the key, if it is not empty. It shares nothing with c. However long the
// timeline is, there are at most three entries. Of nil it is nil.
func (c *Complaint) Head(key string) *Complaint {
	if c == nil {
		return nil
	}
	h := *c
	h.Timeline, h.Texts = nil, nil
	given, keyed := -1, c.entryByKey(key)
	for i := range c.Timeline {
		if c.Timeline[i].Gives() {
			given = i
		}
	}
	for i := range c.Timeline {
		if e := &c.Timeline[i]; i == given || i == len(c.Timeline)-1 || e == keyed {
			h.Timeline = append(h.Timeline, *e)
		}
	}
	return h.Clone()
}

// glance is what is seen of a case from outside.
type glance struct {
	head *Complaint
	by   Actor // what they are inside the case
	here bool  // there is such a case; if not, the head is that of another one
	sees bool
}

// glance decides by the head of a case whether somebody may see it. Of a missing case
// another one's head is judged, so that nobody learns from the time whether a case is
// missing or kept from them.
func (s *Service) glance(ctx context.Context, by Actor, id ID, key string) (g glance, err error) {
	g.head, err = s.cfg.Store.Head(ctx, id, key)
	g.here = err == nil
	switch {
	case storage.IsRecord(err) && !s.hears(ctx, by, err):
		return g, notFound(id)
	case err != nil && !errors.Is(err, storage.ErrNotFound):
		return g, err
	case g.head == nil:
		g.head = &Complaint{Reporter: ReporterRef(id), Lifecycle: s.cfg.Lifecycles[0].Edition()}
	}
	g.head.ID = id // errors and the log name no other case
	g.by, err = s.asActor(ctx, g.head, by)
	at, _ := s.moment().on(g.head)
	g.sees = s.shows(g.head, g.by, at) && g.here
	return g, err
}

// unseen is the answer to somebody who may not see a case. That the rules of one that
// is there are missing goes to the log.
func (s *Service) unseen(ctx context.Context, g glance) error {
	l, err := s.lifecycleOf(g.head)
	if err != nil {
		l = s.cfg.Lifecycles[0]
	}
	if err != nil && g.here {
		s.logOdd(ctx, err)
		return notFound(g.head.ID)
	}
	return s.absent(ctx, l, g.by, g.head.ID)
}

// did reports whether somebody left the entry with a key.
func (c *Complaint) did(by Actor, key string) bool {
	e := c.entryByKey(key)
	return e != nil && e.By.role() == by.role() && e.By.ID == by.ID && e.By.Agency == by.Agency
}

// Gives reports whether the entry gave the case to an agency or took it away:
// [MeaningRoutes], [MeaningTransfers], [MeaningReturns].
func (e *Entry) Gives() bool { return e.Does(gives) }
