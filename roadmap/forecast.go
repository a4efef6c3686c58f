package roadmap

import (
	"errors"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Forecast is how the milestones of a road map stand on a day: what was planned,
// what has happened, and what is to be expected if the rest takes as long as
// planned.
type Forecast struct {
	Roadmap ID
	Name    aduan.Label
	AsOf    aduan.Date
	// Edition is the number of the edition in force, Baseline that of the one
	// with which it is compared.
	Edition, Baseline int
	// Outlooks are in the order of the milestones.
	Outlooks []Outlook
	// Impacts says, for the activities that are late, which milestones they hold
	// up; in the order in which the milestones name them, at most [MaxImpacts].
	Impacts []Impact
	// Regions is where the regions stand.
	Regions []RegionState
	// Provisional is the first year without a list of holidays in which a milestone
	// is expected, or was planned, to be reached; 0 if all rests on lists.
	Provisional int
	// Indicators are the indicators with their values, in the order of the
	// edition.
	Indicators []IndicatorState

	edition *Edition
	// chain holds the links of all causes; own is where the chain of each
	// milestone begins, -1 if it has none.
	chain   []chainLink
	own     []int32
	index   map[MilestoneID]int32
	parties map[workplan.PartyID]aduan.Label
}

// Outlook is what a forecast says of one milestone.
type Outlook struct {
	Milestone MilestoneID
	Phase     PhaseID
	Name      aduan.Label
	Party     workplan.PartyID
	Standing  Standing
	// Done is the progress in percent, see [Progress].
	Done workplan.Number
	// Due is the target. Baseline is the day on which the milestone was to be
	// reached by the baseline edition and the baselines of the work plans, and
	// BaselineStart the first day of its work; zero for a milestone that the
	// baseline does not have.
	Due                     Due
	BaselineStart, Baseline aduan.Date
	// Start and Finish are the first day of work and the day on which it is
	// reached: as expected, or as it was if Reached is set. Zero for a milestone
	// that is not going to be reached.
	Start, Finish, Reached aduan.Date
	// Uncertain is between which dates Finish may come to lie once there are lists
	// of holidays; zero if it rests on lists. See [calendar.Calendar.Range].
	Uncertain Span
	// Slip is how many working days Finish is after Baseline, Miss how many it
	// is after the target; negative if it is before. 0 where one of the two is
	// missing; and a Miss is 0 where the calendar does not reach the target, while
	// Standing tells whether it is missed.
	Slip, Miss calendar.WorkingDays
	// Cause explains a Slip above 0 and a missed target; its Kind is 0 for none.
	// See [Forecast.Causes] for what lies behind it.
	Cause Cause
}

// Standing is how a milestone stands.
type Standing int8

// The standings.
const (
	// OnTrack is not later than the baseline, nor than the target.
	OnTrack Standing = iota
	// Slipping is later than the baseline, but not than the target.
	Slipping
	// Late is later than the target, or than the baseline if there is no
	// target.
	Late
	// Reached is reached, whenever that was.
	Reached
	// Unreachable waits for what was cancelled.
	Unreachable
)

func standingWords() enum.Set {
	return enum.Words("on_track", "slipping", "late", "reached", "unreachable")
}

// String returns the text form: "on_track".
func (s Standing) String() string { return standingWords().Text("Standing", int(s)) }

// In is the standing for people.
func (s Standing) In(w aduan.Words) string {
	return texts().Word(w, "standing", s.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (s Standing) MarshalText() ([]byte, error) {
	return standingWords().Marshal("Standing", int(s))
}

// UnmarshalText reads the text form.
func (s *Standing) UnmarshalText(text []byte) error { return enum.Unmarshal(standingWords(), text, s) }

// IndicatorState is an indicator on a day.
type IndicatorState struct {
	Indicator Indicator
	// Value is what it is, if Known reports that somebody could tell.
	Value workplan.Number
	Known bool
	// Target is that of the year, or else of the next year that has one; nil
	// after the last.
	Target *YearTarget
}

// Of returns the outlook of a milestone, and false if there is no such
// milestone.
func (f *Forecast) Of(id MilestoneID) (Outlook, bool) {
	i, ok := f.index[id]
	if !ok {
		return Outlook{}, false
	}
	return f.Outlooks[i], true
}

// Forecast goes through the edition in force on a day, with what the sources say
// has happened by its end.
//
// Milestones that are reached stand where they are. The others are reached after
// that day at the earliest, after what they wait for, and not before their
// activities are expected to be completed and their indicators are targeted to
// have the wanted value; what is open of their work takes its share of the
// planned days, without a break. The same is computed for the baseline edition
// with the baselines of the work plans; the difference is the slip.
//
// Errors are those of [Roadmap.Schedule], but for windows, which are not
// enforced on what is to be expected, and those of the sources.
func (r *Roadmap) Forecast(asOf aduan.Date, cal *calendar.Calendar, src Sources) (*Forecast, error) {
	now, base := r.EditionOn(asOf), r.Baseline()
	if now == nil || !asOf.Valid() {
		var c storage.Problems
		c.Add("editions", "a forecast needs an edition and a day")
		return nil, c.Err("forecast of " + r.what())
	}
	if err := checkCalendar("forecast of "+r.what(), r.Calendar, cal); err != nil {
		return nil, err
	}
	progress, err := r.Progress(asOf, src)
	if err != nil {
		return nil, err
	}
	f := &Forecast{
		Roadmap: r.ID, Name: r.Name, AsOf: asOf, Edition: now.Number, Baseline: base.Number,
		Regions: r.RegionsOn(asOf), edition: now, parties: map[workplan.PartyID]aduan.Label{},
	}
	for _, p := range r.Parties {
		f.parties[p.ID] = p.Name
	}
	expected, err := newForecastPass(now, cal, asOf, progress)
	if err != nil {
		return nil, err
	}
	// What was planned is asked with the knowledge of the day, too: the
	// baselines of the work plans do not change.
	planned, err := r.progressOf(base, asOf, src)
	if err != nil {
		return nil, err
	}
	before, err := newForecastPass(base, cal, aduan.Date{}, planned)
	if err != nil {
		return nil, err
	}
	if err := f.fill(cal, expected, before); err != nil {
		return nil, err
	}
	if err := f.explain(expected, before); err != nil {
		return nil, err
	}
	if err := f.measureIndicators(src); err != nil {
		return nil, err
	}
	if err := f.measureImpacts(cal, expected); err != nil {
		return nil, err
	}
	return f, nil
}

// fill writes the outlooks.
func (f *Forecast) fill(cal *calendar.Calendar, expected, before *forecastPass) error {
	n := expected.network
	f.Outlooks, f.index = make([]Outlook, len(n.milestones)), n.index
	for i := range n.milestones {
		m := &n.milestones[i]
		o := Outlook{
			Milestone: m.ID, Phase: m.Phase, Name: m.Name, Party: m.Party, Due: m.Due,
			Done: expected.progress[i].Done, Reached: expected.progress[i].Reached,
		}
		if k, ok := before.network.index[m.ID]; ok && schedule.Happens(before.Finish[k]) {
			o.BaselineStart, o.Baseline = before.axis.Span(before.Start[k], before.Finish[k], int(before.network.milestones[k].Work))
		}
		if schedule.Happens(expected.Finish[i]) {
			o.Start, o.Finish = expected.axis.Span(expected.Start[i], expected.Finish[i], int(m.Work))
		}
		if !o.Reached.IsZero() {
			o.Finish = o.Reached
			if o.Start.Compare(o.Finish) > 0 {
				o.Start = o.Finish
			}
		}
		if err := o.compare(cal); err != nil {
			return err
		}
		if o.Reached.IsZero() {
			var err error
			if o.Uncertain, err = uncertain(cal, later(f.AsOf, expected.edition.Start), o.Finish); err != nil {
				return err
			}
			f.Provisional = provisional(cal, f.Provisional, o.Finish)
		}
		f.Provisional = provisional(cal, f.Provisional, o.Baseline)
		f.Outlooks[i] = o
	}
	return nil
}

// measureIndicators asks for the values of all indicators.
func (f *Forecast) measureIndicators(src Sources) error {
	for _, i := range f.edition.Indicators {
		s := IndicatorState{Indicator: i}
		var err error
		if s.Value, s.Known, err = src.indicator(i.ID, f.AsOf); err != nil {
			return err
		}
		if k := slices.IndexFunc(i.Targets, func(t YearTarget) bool { return t.Year >= f.AsOf.Year }); k >= 0 {
			s.Target = new(i.Targets[k])
		}
		f.Indicators = append(f.Indicators, s)
	}
	return nil
}

// compare computes slip, miss and standing.
func (o *Outlook) compare(cal *calendar.Calendar) error {
	between := func(a, b aduan.Date) (calendar.WorkingDays, error) {
		if a.IsZero() || b.IsZero() {
			return 0, nil
		}
		from, err := cal.Midnight(a)
		if err != nil {
			return 0, err
		}
		to, err := cal.Midnight(b)
		if err != nil {
			return 0, err
		}
		return cal.Between(from, to)
	}
	var err error
	if o.Slip, err = between(o.Baseline, o.Finish); err != nil {
		return err
	}
	due := o.Due.Date()
	o.Miss, err = between(due, o.Finish)
	missed := o.Miss > 0
	if errors.Is(err, calendar.ErrNotCovered) {
		missed, err = due.Compare(o.Finish) < 0, nil // how many days it is nobody knows, but which is later
	}
	if err != nil {
		return err
	}
	switch {
	case !o.Reached.IsZero():
		o.Standing = Reached
	case o.Finish.IsZero():
		o.Standing = Unreachable
	case missed, due.IsZero() && o.Slip > 0:
		o.Standing = Late
	case o.Slip > 0:
		o.Standing = Slipping
	}
	return nil
}
