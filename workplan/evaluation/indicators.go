package evaluation

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Feed computes the value of an indicator for a quarter from something else
// than reports, for example from the stream of complaints; false if there is
// nothing to compute it from. An error ends the measurement.
type Feed func(workplan.Quarter) (workplan.Number, bool, error)

// Measurement compares an indicator with one of its targets.
type Measurement struct {
	Output    workplan.OutputID    `json:"output"`
	Indicator workplan.IndicatorID `json:"indicator"`
	Name      aduan.Label          `json:"name"`
	Unit      string               `json:"unit,omitempty"`
	Quarter   workplan.Quarter     `json:"quarter"`
	Baseline  workplan.Number      `json:"baseline"`
	Target    workplan.Number      `json:"target"`
	// Actual is the value of the quarter. Known is false if there is none.
	Actual workplan.Number `json:"actual"`
	Known  bool            `json:"known"`
	// Reached says that a known value is at the target or beyond it, seen from
	// the baseline.
	Reached bool `json:"reached"`
}

// Measure compares every indicator of the current edition with its targets for
// the quarters that have begun by a day, in the order of the edition. Values
// come from the reports up to that day, the latest of a quarter, or from the
// feed that the indicator
// names. A feed that is missing and a day that does not exist are a
// *storage.InvalidError, the error of a feed is returned with the indicator's
// name.
func Measure(p *workplan.Plan, asOf aduan.Date, feeds map[string]Feed) ([]Measurement, error) {
	var c storage.Problems
	checkDay(&c, asOf)
	if err := c.Err("measurement of plan " + storage.Quote(string(p.ID))); err != nil {
		return nil, err
	}
	facts, e := newLedger(p, asOf), p.Current(asOf)
	var out []Measurement
	for i := range e.Outputs {
		for j := range e.Outputs[i].Indicators {
			ind := &e.Outputs[i].Indicators[j]
			feed := feeds[ind.Feed]
			if ind.Feed != "" && feed == nil {
				c.Add("["+storage.Quote(ind.Feed)+"]", fmt.Sprintf("indicator %s needs this feed", ind.ID))
				return nil, c.Err("feeds")
			}
			for _, t := range ind.Targets {
				if t.Quarter.Start().Compare(asOf) > 0 {
					continue
				}
				m := Measurement{
					Output: e.Outputs[i].ID, Indicator: ind.ID, Name: ind.Name, Unit: ind.Unit,
					Quarter: t.Quarter, Baseline: ind.Baseline, Target: t.Value,
				}
				var value reading
				value, m.Known = facts.actuals[actualKey{ind.ID, t.Quarter}]
				m.Actual = value.value
				if feed != nil {
					var err error
					if m.Actual, m.Known, err = feed(t.Quarter); err != nil {
						return nil, fmt.Errorf("evaluation: indicator %s in %v: %w", ind.ID, t.Quarter, err)
					}
				}
				m.Reached = m.Known && ind.Reaches(m.Actual, t.Value)
				out = append(out, m)
			}
		}
	}
	return out, nil
}
