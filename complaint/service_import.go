package complaint

import (
	"context"
	"errors"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// Imported is what became of one case that was imported.
type Imported struct {
	// Line is the line of the file on which the case stands; see [Past].Line.
	Line int
	// External names the case in the other system, and does not print.
	External External
	// Receipt is that of the case; Repeated, if it had been imported before.
	Receipt Receipt
	// Err says why it was left out: a *[RowError] with the line, if the case has one.
	Err error
}

// Import takes cases from another system with what happened to them there, as
// [Lifecycle.OpenPast] does, and yields what became of each, in their order. A case
// whose past contradicts the lifecycle is left out with the reason, and so is one that
// could not be read: an error of the sequence, which goes on after a *[RowError] and ends
// with any other. Up to 512 cases are committed together.
//
// Importing a case again changes nothing, whatever happened to it here since; one whose
// past is not the one that was imported is storage.ErrDuplicate. So an import that was
// interrupted, by ctx or because its caller stopped, is begun anew from the first case:
// what it has committed stays.
//
// Only roles that may set an external reference import ([Extensions].Imports). Regions,
// agencies and policies are those of the days on which the cases were submitted; the
// timer looks at the cases from now on.
func (s *Service) Import(ctx context.Context, by Actor, m Mapping, cases iter.Seq2[Past, error]) iter.Seq[Imported] {
	return func(yield func(Imported) bool) {
		l, err := s.importing(m)
		if err != nil {
			yield(Imported{Err: err})
			return
		}
		var waiting []Past
		flush := func() bool {
			results := s.importEach(ctx, by, l, m, waiting)
			for i, r := range results {
				past := waiting[i]
				if !yield(Imported{Line: past.Line, External: past.Draft.External, Receipt: r.Receipt, Err: onLine(past.Line, r.Err)}) {
					return false
				}
			}
			waiting = waiting[:0]
			return true
		}
		for past, err := range cases {
			if err != nil {
				_, goesOn := errors.AsType[*RowError](err)
				if !flush() || !yield(Imported{Line: past.Line, External: past.Draft.External, Err: err}) || !goesOn {
					return
				}
				continue
			}
			if waiting = append(waiting, past); len(waiting) == submitTogether && !flush() {
				return
			}
		}
		flush()
	}
}

// onLine is an error with the line of the case.
func onLine(line int, err error) error {
	if err == nil || line == 0 {
		return err
	}
	return &RowError{Line: line, Err: err}
}

// importing is the lifecycle under which imported cases go on.
func (s *Service) importing(m Mapping) (l *Lifecycle, err error) {
	if m.Lifecycle.IsZero() {
		l, err = s.lifecycleAt(canonical(s.cfg.Now()))
	} else if l, err = s.lifecycleOf(&Complaint{Lifecycle: m.Lifecycle}); err != nil {
		err = errors.Unwrap(err) // there is no such case
	}
	if err != nil {
		return nil, err
	}
	var p storage.Problems
	m.check(&p, l)
	return l, p.Err("mapping")
}

// importEach imports cases; the results are in their order.
func (s *Service) importEach(ctx context.Context, by Actor, l *Lifecycle, m Mapping, list []Past) []Result {
	drafts := make([]Draft, len(list))
	for i, past := range list {
		drafts[i] = past.Draft
	}
	return s.submitEach(ctx, drafts, func(i int) (*submission, Receipt, error) {
		return s.prepareImport(ctx, by, l, m, list[i])
	})
}

// history is the past of a submission that is imported.
type history struct {
	Past
	mapping Mapping
	now     Moment
}

// prepareImport does all that comes before the commit, as prepareSubmission does.
func (s *Service) prepareImport(ctx context.Context, by Actor, l *Lifecycle, m Mapping, past Past) (*submission, Receipt, error) {
	if err := ctx.Err(); err != nil {
		return nil, Receipt{}, err
	}
	sub := &submission{by: by, draft: past.Draft, at: s.moment(), header: Header{ID: past.Draft.ID}, lifecycle: l}
	if err := s.checkClock(ctx, sub.at.Now, true); err != nil {
		return nil, Receipt{}, err
	}
	if denial := l.denyImport(past.Draft.ID, by); denial != nil {
		return nil, Receipt{}, denial
	}
	sub.past = &history{Past: past, mapping: m, now: sub.at}
	sub.at.Now = canonical(past.At)
	if err := s.checkSubmission(sub); err != nil {
		return nil, Receipt{}, err
	}
	if sub.unfit != nil {
		return nil, Receipt{}, sub.unfit
	}
	s.locate(ctx, sub)
	var err error
	if sub.past.now.Salt, err = s.salt(); err != nil {
		return nil, Receipt{}, err
	}
	if err := s.name(sub); err != nil { // by the day of the submission: IDs sort by time
		return nil, Receipt{}, err
	}
	sub.at = sub.past.now
	if err := s.draw(sub); err != nil {
		return nil, Receipt{}, err
	}
	asked := *sub
	asked.draft.ID = past.Draft.ID
	first, err := s.submitted(ctx, &asked)
	if err != nil || first.Version > 0 {
		return nil, first, err
	}
	return sub, Receipt{}, nil
}

// begins reports whether a case begins with the past of a submission; any does
// with none.
func (h *history) begins(c, again *Complaint) bool {
	if h == nil {
		return true
	}
	if len(again.Timeline) > len(c.Timeline) {
		return false
	}
	for i, e := range again.Timeline {
		if d := c.Timeline[i]; !d.At.Equal(e.At) || d.Action != e.Action || d.To != e.To {
			return false
		}
	}
	return true
}
