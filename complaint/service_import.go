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
// A case may also be the record that another store of this library kept: see
// [Service.Export]. It keeps its edition, its policy, its tracking number and all that
// happened; what is added is the entry that says who imported it and when, and its entries
// count as one commit. Its lifecycle must be one of this service, under which the record
// follows from its timeline. Then importing it again, or where it came from, changes nothing
// as well; a record that has grown since, or with another person, is [ErrKeyReuse]. One that was
// exported without persons gets none later: export it with them, into an empty store.
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
		texts := 0
		flush := func() bool {
			results := s.importEach(ctx, by, l, m, waiting)
			for i, r := range results {
				past := waiting[i]
				if !yield(Imported{Line: past.Line, External: past.begun().External, Receipt: r.Receipt, Err: onLine(past.Line, r.Err)}) {
					return false
				}
			}
			waiting, texts = waiting[:0], 0
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
			texts += past.texts()
			if waiting = append(waiting, past); (len(waiting) == submitTogether || texts > importTogether) && !flush() {
				return
			}
		}
		flush()
	}
}

// importTogether is how many bytes of text of records wait for each other.
const importTogether = 16 << 20

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
		drafts[i] = past.begun()
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
	d := past.begun()
	sub := &submission{by: by, draft: d, at: s.moment(), header: Header{ID: d.ID}, lifecycle: l}
	if err := s.checkClock(ctx, sub.at.Now, true); err != nil {
		return nil, Receipt{}, err
	}
	if denial := l.denyImport(d.ID, by); denial != nil {
		return nil, Receipt{}, denial
	}
	sub.past = &history{Past: past, mapping: m, now: sub.at}
	if past.Record != nil {
		return s.prepareRecord(ctx, sub)
	}
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

// prepareRecord is prepareImport for a record.
func (s *Service) prepareRecord(ctx context.Context, sub *submission) (_ *submission, _ Receipt, err error) {
	r := sub.past.Record
	if r.Complaint == nil {
		return nil, Receipt{}, r.validate(Limits{})
	}
	if sub.lifecycle, err = s.lifecycleOf(r.Complaint); err != nil {
		return nil, Receipt{}, errors.Unwrap(err) // there is no such case yet
	}
	if r.Identity != nil {
		sub.person = r.Identity.Person
	}
	if first, err := s.submitted(ctx, sub); err != nil || first.Version > 0 {
		return nil, first, err
	}
	return sub, Receipt{}, s.draw(sub)
}

// record is the record that is imported, nil for any other submission.
func (h *history) record() *Record {
	if h == nil {
		return nil
	}
	return h.Record
}

// begins reports whether a case begins with the past of a submission, as it was told: the
// same instants, actions, people, facts and texts. Any case does with none.
func (sub *submission) begins(c *Complaint) bool {
	if sub.past == nil {
		return true
	}
	again := sub.opened
	if len(again.Timeline) > len(c.Timeline) {
		return false
	}
	for i, e := range again.Timeline[1:] {
		d := &c.Timeline[i+1]
		nobody := e.By == sub.by || e.By.role() == RoleReporter // nobody is named, or somebody with another ID in each case
		if !d.At.Equal(e.At) || d.Action != e.Action || d.To != e.To || d.By.role() != e.By.role() || !nobody && d.By != e.By ||
			!d.Details.same(e.Details) || !c.says(d.Note, again.text(e.Note)) {
			return false
		}
	}
	return true
}
