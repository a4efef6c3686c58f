package roadmap

import (
	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Progress is how far a milestone has come by the end of a day.
type Progress struct {
	Milestone MilestoneID
	// Done is the mean of its criteria in percent, cut to two decimals: 100
	// only if all are met.
	Done workplan.Number
	// Began is the first day on which anything was done, Reached the one on
	// which the last criterion was met; zero if that has not happened.
	Began, Reached aduan.Date
	// Criteria are in the order of the milestone.
	Criteria []CriterionState
}

// CriterionState is how far a criterion is met.
type CriterionState struct {
	Criterion Criterion
	// Known reports whether anybody could tell; if not, it counts as not met.
	Known bool
	// Done is in percent, below 100 unless it is met; Met is the day since
	// which it is, zero if it is not.
	Done workplan.Number
	Met  aduan.Date
	// Activity is the state of the activity, for a criterion on one.
	Activity ActivityState
	// Value is that of the indicator, for a criterion on one.
	Value workplan.Number
}

// Progress computes how far the milestones of the edition in force on a day had
// come by its end. It is computed from the sources, from assessments and from
// editions; nobody types it in. Errors are those of the sources.
func (r *Roadmap) Progress(asOf aduan.Date, src Sources) ([]Progress, error) {
	e := r.EditionOn(asOf)
	if e == nil {
		return nil, nil
	}
	return r.progressOf(e, asOf, src)
}

// progressOf computes how far the milestones of an edition have come.
func (r *Roadmap) progressOf(e *Edition, asOf aduan.Date, src Sources) (list []Progress, err error) {
	list = make([]Progress, len(e.Milestones))
	for i := range e.Milestones {
		if list[i], err = r.progress(e, &e.Milestones[i], asOf, src); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// EditionOn returns the last edition dated up to a day, the first one if there
// is none, nil for a road map without editions. It is not a copy.
func (r *Roadmap) EditionOn(asOf aduan.Date) *Edition {
	for i := len(r.Editions) - 1; i > 0; i-- {
		if r.Editions[i].Date.Compare(asOf) <= 0 {
			return &r.Editions[i]
		}
	}
	if len(r.Editions) == 0 {
		return nil
	}
	return &r.Editions[0]
}

func (r *Roadmap) progress(e *Edition, m *Milestone, asOf aduan.Date, src Sources) (Progress, error) {
	p := Progress{Milestone: m.ID}
	var sum decimal.Decimal
	met := len(m.Criteria) > 0
	for _, c := range m.Criteria {
		s, began, err := r.criterion(e, c, asOf, src)
		if err != nil {
			return Progress{}, err
		}
		sum = sum.Add(s.Done.Decimal())
		met = met && !s.Met.IsZero()
		p.Reached = later(p.Reached, s.Met)
		if p.Began.IsZero() || !began.IsZero() && began.Compare(p.Began) < 0 {
			p.Began = began
		}
		p.Criteria = append(p.Criteria, s)
	}
	switch {
	case met:
		p.Done = workplan.NumberOf(100)
		return p, nil
	case len(m.Criteria) > 0:
		p.Done = workplan.NewNumber(below(sum.Div(decimal.NewFromInt(int64(len(m.Criteria))))))
	}
	p.Reached = aduan.Date{}
	return p, nil
}

// below cuts a percentage to two decimals under 100.
func below(d decimal.Decimal) decimal.Decimal {
	return decimal.Max(decimal.Zero, decimal.Min(d.Truncate(2), decimal.New(9999, -2)))
}

// criterion computes how far one criterion is met, and when that began.
func (r *Roadmap) criterion(e *Edition, c Criterion, asOf aduan.Date, src Sources) (s CriterionState, began aduan.Date, err error) {
	s.Criterion = c
	full := workplan.NumberOf(100)
	switch {
	case !c.Activity.IsZero():
		s.Activity, s.Known, err = src.activity(c.Activity, asOf)
		s.Met, began = s.Activity.Finished, s.Activity.Began
		s.Done = s.Activity.Done
	case c.Indicator != "":
		err = e.measure(&s, asOf, src)
	case len(c.Regions) > 0:
		s.Known = true
		met := 0
		for _, code := range c.Regions {
			if since, ok := r.reachedStatus(code, c.Status, asOf); ok {
				met++
				s.Met = later(s.Met, since)
				if began.IsZero() || since.Compare(began) < 0 {
					began = since
				}
			}
		}
		s.Done = workplan.NewNumber(decimal.NewFromInt(int64(100 * met)).Div(decimal.NewFromInt(int64(len(c.Regions)))))
		if met < len(c.Regions) {
			s.Met = aduan.Date{}
		}
	case c.Edition > 0:
		s.Known = true
		if c.Edition <= len(r.Editions) {
			if d := &r.Editions[c.Edition-1]; d.Decision != "" && d.Date.Compare(asOf) <= 0 {
				s.Met, began = d.Date, d.Date
			}
		}
	}
	if s.Met.IsZero() {
		s.Done = workplan.NewNumber(below(s.Done.Decimal()))
	} else {
		s.Done = full
	}
	return s, began, err
}

// measure computes how far an indicator has come from its baseline to the value
// that is wanted. It is met since the first end of a quarter from which on it
// has held at every one of them and on the day itself.
func (e *Edition) measure(s *CriterionState, asOf aduan.Date, src Sources) error {
	i := e.indicator(s.Criterion.Indicator)
	if i == nil {
		return nil
	}
	value, known, err := src.indicator(i.ID, asOf)
	if err != nil || !known {
		return err
	}
	s.Known, s.Value = true, value
	wanted := s.Criterion.Value
	if !i.Reaches(value, wanted) {
		if way := wanted.Decimal().Sub(i.Baseline.Decimal()); !way.IsZero() {
			s.Done = workplan.NewNumber(below(value.Decimal().Sub(i.Baseline.Decimal()).Mul(decimal.NewFromInt(100)).DivRound(way, 6)))
		}
		return nil
	}
	s.Met = asOf
	for q := workplan.QuarterOf(asOf); ; {
		q = q.Before()
		if q.End().Compare(e.Start) < 0 {
			return nil
		}
		before, known, err := src.indicator(i.ID, q.End())
		if err != nil || !known || !i.Reaches(before, wanted) {
			return err
		}
		s.Met = q.End()
	}
}

func (c *Content) indicator(id IndicatorID) *Indicator {
	for i := range c.Indicators {
		if c.Indicators[i].ID == id {
			return &c.Indicators[i]
		}
	}
	return nil
}
