package workplan

import (
	"sync"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// The states of a plan.
const (
	StateDraft     lifecycle.State = "draft"
	StateSubmitted lifecycle.State = "submitted"
	StateApproved  lifecycle.State = "approved"
	StateInForce   lifecycle.State = "in_force"
	StateClosed    lifecycle.State = "closed"
)

// The states of an activity.
const (
	StatePlanned     lifecycle.State = "planned"
	StateOngoing     lifecycle.State = "ongoing"
	StateCompleted   lifecycle.State = "completed"
	StatePostponed   lifecycle.State = "postponed"
	StateCarriedOver lifecycle.State = "carried_over"
	StateCancelled   lifecycle.State = "cancelled"
)

// The actions of a plan, as steps name them.
const (
	ActionDraft   lifecycle.Action = "draft"   // opens the plan; never a step of its own
	ActionSubmit  lifecycle.Action = "submit"  // hands an edition to the board
	ActionReturn  lifecycle.Action = "return"  // the board wants another edition
	ActionApprove lifecycle.Action = "approve" // needs the decision of the board
	ActionEnact   lifecycle.Action = "enact"   // the plan takes force
	ActionAmend   lifecycle.Action = "amend"   // a later edition takes force
	ActionClose   lifecycle.Action = "close"   // the year is settled
)

// The roles in the lifecycles.
const (
	RoleManager lifecycle.Role = "manager" // runs the programme (pengelola program)
	RoleBoard   lifecycle.Role = "board"   // decides (dewan proyek)
)

// GuardDecision needs a reference to the decision of a board.
const GuardDecision lifecycle.GuardName = "decision"

// PlanLifecycle returns the lifecycle of a plan: draft, submitted, approved (by
// a board decision), in force, closed.
func PlanLifecycle() lifecycle.Definition {
	move := func(a lifecycle.Action, from lifecycle.State, to lifecycle.Target, by lifecycle.Role, needs ...lifecycle.Need) lifecycle.Transition {
		return lifecycle.Transition{Action: a, From: []lifecycle.State{from}, To: to, By: lifecycle.By(by), Needs: needs}
	}
	closed := state(StateClosed, "Ditutup", "Closed")
	closed.Final = true
	return lifecycle.Definition{
		Name: "workplan", Edition: "1", Initial: StateDraft,
		States: []lifecycle.StateInfo{
			state(StateDraft, "Rancangan", "Draft"), state(StateSubmitted, "Diajukan", "Submitted"),
			state(StateApproved, "Disetujui", "Approved"), state(StateInForce, "Berlaku", "In force"), closed,
		},
		Transitions: []lifecycle.Transition{
			move(ActionDraft, lifecycle.New, lifecycle.To(StateDraft), RoleManager),
			move(ActionSubmit, StateDraft, lifecycle.To(StateSubmitted), RoleManager),
			move(ActionReturn, StateSubmitted, lifecycle.To(StateDraft), RoleBoard),
			move(ActionApprove, StateSubmitted, lifecycle.To(StateApproved), RoleBoard, lifecycle.Need(GuardDecision)),
			move(ActionEnact, StateApproved, lifecycle.To(StateInForce), RoleManager),
			{
				Action: ActionAmend, From: []lifecycle.State{StateApproved, StateInForce}, To: lifecycle.Same(),
				By: []lifecycle.Permit{{Role: RoleBoard, Needs: []lifecycle.Need{lifecycle.Need(GuardDecision)}}, {Role: RoleManager}},
			},
			move(ActionClose, StateInForce, lifecycle.To(StateClosed), RoleManager),
		},
	}
}

// ActivityLifecycle returns the lifecycle of an activity: planned, ongoing,
// completed, postponed, carried over, cancelled. Its start, completion and
// reopening follow from reported progress, its resumption from the date; the
// other actions are the events of changes.
func ActivityLifecycle() lifecycle.Definition {
	final := func(s lifecycle.State, id, en string, exits ...lifecycle.Action) lifecycle.StateInfo {
		info := state(s, id, en)
		info.Final, info.Exits = true, exits
		return info
	}
	open := []lifecycle.State{StatePlanned, StateOngoing, StatePostponed}
	manager, either := lifecycle.By(RoleManager), lifecycle.By(RoleManager, RoleBoard)
	return lifecycle.Definition{
		Name: "activity", Edition: "1", Initial: StatePlanned,
		States: []lifecycle.StateInfo{
			state(StatePlanned, "Direncanakan", "Planned"), state(StateOngoing, "Berjalan", "Ongoing"),
			state(StatePostponed, "Ditunda", "Postponed"), final(StateCompleted, "Selesai", "Completed", "reopen"),
			final(StateCarriedOver, "Diluncurkan", "Carried over"), final(StateCancelled, "Dibatalkan", "Cancelled"),
		},
		Transitions: []lifecycle.Transition{
			{Action: "plan", From: []lifecycle.State{lifecycle.New}, To: lifecycle.To(StatePlanned), By: manager},
			{Action: "start", From: []lifecycle.State{StatePlanned, StatePostponed}, To: lifecycle.To(StateOngoing), By: manager},
			{Action: "complete", From: open, To: lifecycle.To(StateCompleted), By: manager},
			{Action: "reopen", From: []lifecycle.State{StateCompleted}, To: lifecycle.To(StateOngoing), By: manager},
			{Action: "rephase", From: []lifecycle.State{StatePlanned, StateOngoing}, To: lifecycle.Same(), By: either},
			{Action: "rephase", From: []lifecycle.State{StatePostponed}, To: lifecycle.To(StatePlanned), By: either},
			{Action: "postpone", From: open, To: lifecycle.To(StatePostponed), By: either},
			{Action: "resume", From: []lifecycle.State{StatePostponed}, To: lifecycle.To(StatePlanned), By: lifecycle.By(lifecycle.Timer)},
			{Action: "carry_over", From: open, To: lifecycle.To(StateCarriedOver), By: either},
			{Action: "cancel", From: open, To: lifecycle.To(StateCancelled), By: either},
			{Action: "replace", From: open, To: lifecycle.To(StateCancelled), By: either},
		},
	}
}

// state describes a state.
func state(s lifecycle.State, id, en string) lifecycle.StateInfo {
	return lifecycle.StateInfo{State: s, Label: aduan.NewLabel(map[string]string{"id": id, "en": en})}
}

// actionOf is the action of an activity that an event is, empty for events that
// move nothing.
func actionOf(e Event) lifecycle.Action {
	switch e {
	case Rephased:
		return "rephase"
	case Postponed:
		return "postpone"
	case CarriedOver:
		return "carry_over"
	case Cancelled:
		return "cancel"
	case Replaced:
		return "replace"
	default:
		return ""
	}
}

// PlanMachine returns [PlanLifecycle], proved. It is compiled once.
func PlanMachine() (*lifecycle.Machine, error) { return planMachine() }

// ActivityMachine returns [ActivityLifecycle], proved. It is compiled once.
func ActivityMachine() (*lifecycle.Machine, error) { return activityMachine() }

var planMachine = sync.OnceValues(func() (*lifecycle.Machine, error) {
	return lifecycle.Compile(PlanLifecycle(), vocabulary())
})

var activityMachine = sync.OnceValues(func() (*lifecycle.Machine, error) {
	return lifecycle.Compile(ActivityLifecycle(), vocabulary())
})

func vocabulary() lifecycle.Vocabulary {
	return lifecycle.Vocabulary{
		Roles:  []lifecycle.Role{RoleManager, RoleBoard},
		Guards: []lifecycle.Guard{{Name: GuardDecision, Label: texts().Message("guard.decision").Label()}},
		Texts:  texts(),
	}
}

// State is where the plan stands: what its last step led to, [StateDraft]
// without any.
func (p *Plan) State() lifecycle.State { return p.stateAfter(len(p.Steps)) }

// StateAt is where the plan stood at the end of a day.
func (p *Plan) StateAt(asOf aduan.Date) lifecycle.State {
	n := 0
	for n < len(p.Steps) && p.Steps[n].On.Compare(asOf) <= 0 {
		n++
	}
	return p.stateAfter(n)
}

func (p *Plan) stateAfter(steps int) lifecycle.State {
	m, err := PlanMachine()
	state := StateDraft
	if err != nil {
		return state
	}
	for _, s := range p.Steps[:steps] {
		if to, ok := m.Next(state, s.Action, ""); ok {
			state = to
		}
	}
	return state
}

// StateAt is where an activity stands on a day with so much of it done, in
// percent: what was decided about it, and otherwise planned, ongoing or
// completed by its progress. A postponed activity is planned again on its new
// first day.
func (a *Activity) StateAt(asOf aduan.Date, done Number) lifecycle.State {
	switch s := a.Decided(); {
	case a.Stopped():
		return s
	case done.Cmp(NumberOf(100)) >= 0:
		return StateCompleted
	case s == StatePostponed && asOf.Compare(a.Start) < 0:
		return s
	case !done.IsZero():
		return StateOngoing
	}
	return StatePlanned
}

// Decided is the state that was decided, with the zero value named.
func (a *Activity) Decided() lifecycle.State {
	if a.State == "" {
		return StatePlanned
	}
	return a.State
}

// Stopped reports whether it was decided that the activity is carried over or
// cancelled.
func (a *Activity) Stopped() bool {
	return a.Decided() == StateCarriedOver || a.Decided() == StateCancelled
}
