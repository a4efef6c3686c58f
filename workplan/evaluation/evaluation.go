package evaluation

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// Evaluation says how a plan stands at the end of a day.
type Evaluation struct {
	Plan workplan.PlanID `json:"plan"`
	AsOf aduan.Date      `json:"as_of"`
	// State is that of the plan; Edition the number of the edition that counts,
	// see [workplan.Plan.Current].
	State   lifecycle.State `json:"state"`
	Edition int             `json:"edition"`
	Time    TimeLeft        `json:"time"`
	// Planned and Done are how much of the whole should be and is done, in
	// percent, with the weights of the S-curve. Alarm says that the rest has to
	// go faster than the rules allow for.
	Planned workplan.Number `json:"planned"`
	Done    workplan.Number `json:"done"`
	Alarm   bool            `json:"alarm"`
	// Activities are in the order of the edition.
	Activities []ActivityStatus `json:"activities"`
	// Values sums all lines, one entry for each currency, by code.
	Values []Value `json:"values"`
	// Regions are in the order of the edition, Obstacles by the day on which
	// they were raised, the resolved ones included.
	Regions   []RegionStatus   `json:"regions"`
	Obstacles []ObstacleStatus `json:"obstacles"`
	// Trainings sums the cohorts by activity and region, in that order.
	Trainings []TrainingStatus `json:"trainings"`

	name  aduan.Label
	names map[string]aduan.Label
	lines []lineStatus
	maker *evaluator // for what is only computed when asked; editions are never changed
}

// TimeLeft is what is left of the year of a plan after a day.
type TimeLeft struct {
	// StartsIn is how many days later the year begins; 0 once it has.
	StartsIn int `json:"starts_in,omitempty"`
	// Days, whole Weeks and working days are what of the year comes after the
	// day; the whole year before it begins.
	Days        int                  `json:"days"`
	Weeks       int                  `json:"weeks"`
	WorkingDays calendar.WorkingDays `json:"working_days"`
	// Passed counts the working days of the year up to the day.
	Passed calendar.WorkingDays `json:"passed"`
}

// ActivityStatus says how an activity stands.
type ActivityStatus struct {
	Activity workplan.ActivityID `json:"activity"`
	Name     aduan.Label         `json:"name"`
	Output   workplan.OutputID   `json:"output"`
	Party    workplan.PartyID    `json:"party"`
	Regions  []region.Code       `json:"regions,omitempty"`
	State    lifecycle.State     `json:"state"`
	// Planned is how much should be done against the edition that the rules
	// choose, Done how much was reported, in percent. For an activity that was
	// carried over or cancelled Planned is Done.
	Planned workplan.Number `json:"planned"`
	Done    workplan.Number `json:"done"`
	// Status is what the rules make of it. Rule names the rule that did, empty
	// if the status follows from the state alone; [ActivityStatus.Why] explains.
	Status workplan.Status `json:"status"`
	Rule   string          `json:"rule,omitempty"`
	// DaysLate is how many working days of the year have passed since its last
	// day; 0 until then and for what is done or stopped.
	DaysLate int `json:"days_late,omitempty"`
	// Values sums its lines, one entry for each currency, by code.
	Values []Value `json:"values,omitempty"`
	// Obstacles are those still open, by the day on which they were raised.
	Obstacles []ObstacleStatus `json:"obstacles,omitempty"`

	rule  workplan.Rule
	cause aduan.Label
	start aduan.Date
	end   aduan.Date
}

// Deviation is Done less Planned in percentage points; negative is late.
func (a *ActivityStatus) Deviation() workplan.Number {
	return workplan.NewNumber(a.Done.Decimal().Sub(a.Planned.Decimal()))
}

// ObstacleStatus says where an obstacle stands.
type ObstacleStatus struct {
	ID       workplan.ObstacleID `json:"id"`
	Activity workplan.ActivityID `json:"activity"`
	// Level and Owner are the last that dealt with it.
	Level    workplan.Level   `json:"level"`
	Owner    workplan.PartyID `json:"owner"`
	Text     aduan.Label      `json:"text"`
	Proposal aduan.Label      `json:"proposal,omitzero"`
	Raised   aduan.Date       `json:"raised"`
	// Escalated is the day of the last escalation, Resolved that on which it
	// was; zero if it was not.
	Escalated aduan.Date `json:"escalated,omitzero"`
	Resolved  aduan.Date `json:"resolved,omitzero"`
}

// RegionStatus says who accompanies a region.
type RegionStatus struct {
	Region region.Code `json:"region"`
	// Coordinator is the local coordinator on the day, empty if there is none;
	// Since is the first day of the appointment.
	Coordinator agency.Person `json:"coordinator,omitempty"`
	Since       aduan.Date    `json:"since,omitzero"`
	// Activities counts the activities that serve the region.
	Activities int `json:"activities"`
}

// TrainingStatus sums the cohorts of a region in an activity.
type TrainingStatus struct {
	Activity workplan.ActivityID `json:"activity"`
	Region   region.Code         `json:"region"`
	Cohorts  int                 `json:"cohorts"`
	Invited  int                 `json:"invited"`
	Attended int                 `json:"attended"`
	Passed   int                 `json:"passed"`
}

// Lagging returns the lagging activities (kegiatan terlambat): those furthest
// behind first, of equal ones by ID.
func (e *Evaluation) Lagging() []ActivityStatus { return e.With(workplan.Lagging) }

// With returns the activities of a status: those furthest behind first, of
// equal ones by ID.
func (e *Evaluation) With(s workplan.Status) []ActivityStatus {
	list := slices.DeleteFunc(slices.Clone(e.Activities), func(a ActivityStatus) bool { return a.Status != s })
	slices.SortFunc(list, func(a, b ActivityStatus) int {
		return cmp.Or(a.Deviation().Cmp(b.Deviation()), cmp.Compare(a.Activity, b.Activity))
	})
	return list
}

// WithoutCoordinator returns the regions that nobody accompanies, in the order
// of the edition.
func (e *Evaluation) WithoutCoordinator() []RegionStatus {
	return slices.DeleteFunc(slices.Clone(e.Regions), func(r RegionStatus) bool { return r.Coordinator != "" })
}

// OpenObstacles returns the obstacles that are not resolved, by the day on
// which they were raised.
func (e *Evaluation) OpenObstacles() []ObstacleStatus {
	return slices.DeleteFunc(slices.Clone(e.Obstacles), func(o ObstacleStatus) bool { return !o.Resolved.IsZero() })
}
