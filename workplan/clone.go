package workplan

import "slices"

// Clone returns a copy that shares nothing with p.
func (p *Plan) Clone() *Plan {
	c := *p
	c.Parties = slices.Clone(p.Parties)
	c.Editions = slices.Clone(p.Editions)
	for i := range c.Editions {
		c.Editions[i] = c.Editions[i].Clone()
	}
	c.Steps = slices.Clone(p.Steps)
	c.Reports = slices.Clone(p.Reports)
	for i := range c.Reports {
		c.Reports[i] = c.Reports[i].Clone()
	}
	return &c
}

// Clone returns a copy that shares nothing with e.
func (e Edition) Clone() Edition {
	e.Changes = slices.Clone(e.Changes)
	for i := range e.Changes {
		e.Changes[i] = e.Changes[i].Clone()
	}
	e.Content = e.Content.Clone()
	return e
}

// Clone returns a copy that shares nothing with c.
func (c Content) Clone() Content {
	c.Regions = slices.Clone(c.Regions)
	c.Outputs = slices.Clone(c.Outputs)
	for i := range c.Outputs {
		c.Outputs[i] = c.Outputs[i].Clone()
	}
	c.Activities = slices.Clone(c.Activities)
	for i := range c.Activities {
		c.Activities[i] = c.Activities[i].Clone()
	}
	c.Lines = slices.Clone(c.Lines)
	for i := range c.Lines {
		c.Lines[i] = c.Lines[i].Clone()
	}
	return c
}

// Clone returns a copy that shares nothing with o.
func (o Output) Clone() Output {
	o.Indicators = slices.Clone(o.Indicators)
	for i := range o.Indicators {
		o.Indicators[i].Targets = slices.Clone(o.Indicators[i].Targets)
	}
	return o
}

// Clone returns a copy that shares nothing with a.
func (a Activity) Clone() Activity {
	a.Regions = slices.Clone(a.Regions)
	a.Phases = slices.Clone(a.Phases)
	a.Deliverables = slices.Clone(a.Deliverables)
	a.Complaints = slices.Clone(a.Complaints)
	a.Into = slices.Clone(a.Into)
	return a
}

// Clone returns a copy that shares nothing with l.
func (l Line) Clone() Line {
	l.Phases = slices.Clone(l.Phases)
	l.Into = slices.Clone(l.Into)
	return l
}

// Clone returns a copy that shares nothing with c.
func (c Change) Clone() Change {
	c.Output = cloned(c.Output, Output.Clone)
	c.Activity = cloned(c.Activity, Activity.Clone)
	c.Line = cloned(c.Line, Line.Clone)
	return c
}

// Clone returns a copy that shares nothing with r.
func (r Report) Clone() Report {
	r.Progress = cloned(r.Progress, nil)
	r.Expense = cloned(r.Expense, nil)
	r.Cohort = cloned(r.Cohort, nil)
	r.Obstacle = cloned(r.Obstacle, nil)
	r.Actual = cloned(r.Actual, nil)
	r.Appointment = cloned(r.Appointment, nil)
	return r
}

// cloned copies what a pointer points to; nil stays nil.
func cloned[T any](p *T, deep func(T) T) *T {
	if p == nil {
		return nil
	}
	c := *p
	if deep != nil {
		c = deep(c)
	}
	return &c
}
