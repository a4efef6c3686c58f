package workplan

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Carry says what is to be carried over from one plan into the next.
type Carry struct {
	// On is the day as of which progress and spending count, and the date of
	// the two editions that are made. Reason is theirs too.
	On     aduan.Date
	Reason aduan.Label
	Items  []CarryItem
}

// CarryItem carries one activity over.
type CarryItem struct {
	Activity ActivityID
	// Cause says why it was not finished.
	Cause aduan.Label
	// Into lists the activities of the next plan that take over; at least one,
	// none of them cancelled or carried over itself. Their From is filled in.
	// Their Scope says how many percent of the old activity each takes over,
	// together what is open; a single one without a Scope gets all of it.
	Into []Activity
	// Lines lists the lines of the next plan that take over the money, open and
	// with nothing carried over; From names the old line, of which the amounts
	// together are what is not spent.
	// Without any, each old line with money left becomes a line of the same ID
	// for the first of Into.
	Lines []Line
}

// CarryOver (luncuran) moves the open scope and the unspent money of activities
// into the plan of another year. It returns both plans with an edition more:
// in the old one the activities are carried over and their lines closed, with
// what was moved and where to; in the new one activities and lines refer to
// where they came from. The editions take force by a step of each plan, as any
// other; from and into are not changed.
//
// Nothing may be lost, doubled or converted. For every old line the new lines
// have exactly what is not spent, of the same funding source and in the same
// currency; for every activity the new ones have exactly the scope that is
// open. Anything else is a [*CarryOverError], as is an activity that is
// completed, was cancelled, or was carried over before, and one with a line
// that was closed with money left, which has to be opened again or cut to what
// was spent. Scope and money left come from the reports up to Carry.On; if later
// ones report more than that leaves, or an edition is otherwise unsound, the
// error is a *storage.InvalidError. Afterwards nothing takes it back: later
// editions cannot change or remove what was carried over ([Apply]), and reports
// of more progress or spending than the old plan kept are invalid.
func CarryOver(from, into *Plan, c Carry) (*Plan, *Plan, error) {
	m, err := newMover(from, into, c)
	if err != nil {
		return nil, nil, err
	}
	for i := range c.Items {
		if err := m.item(&c.Items[i]); err != nil {
			return nil, nil, err
		}
	}
	older, err := m.edition(from, m.old)
	if err != nil {
		return nil, nil, err
	}
	newer, err := m.edition(into, m.new)
	if err != nil {
		return nil, nil, err
	}
	return older, newer, nil
}

// mover carries over item by item.
type mover struct {
	from, into *Plan
	carry      Carry
	spent      map[LineID]decimal.Decimal
	last       *Edition // of from
	old, new   []Change
	activities map[string]int // of last
	taken      map[Change]bool
	seen       map[ActivityID]bool
	origins    map[ActivityRef]bool
}

func newMover(from, into *Plan, c Carry) (*mover, error) {
	switch {
	case len(from.Editions) == 0 || len(into.Editions) == 0:
		return nil, &CarryOverError{Refusal: WrongPlan, Plan: from.ID, Why: texts().Message("carry.no_edition")}
	case into.Year <= from.Year || into.ID == from.ID:
		return nil, &CarryOverError{Refusal: WrongPlan, Plan: into.ID, Why: texts().Message("carry.not_later")}
	case from.State() == StateClosed || into.State() == StateClosed:
		return nil, &CarryOverError{Refusal: WrongPlan, Plan: from.ID, Why: texts().Message("carry.closed")}
	case len(c.Items) == 0:
		return nil, &CarryOverError{Refusal: WrongPlan, Plan: from.ID, Why: texts().Message("carry.nothing")}
	}
	m := &mover{
		from: from, into: into, carry: c, spent: from.spent(c.On), last: &from.Editions[len(from.Editions)-1],
		taken: map[Change]bool{}, seen: map[ActivityID]bool{}, origins: map[ActivityRef]bool{},
	}
	m.activities = byKey(m.last.Activities, activityKey)
	there := &into.Editions[len(into.Editions)-1]
	for i := range there.Activities {
		m.taken[Change{Subject: SubjectActivity, ID: string(there.Activities[i].ID)}] = true
		if ref := there.Activities[i].From; !ref.IsZero() {
			m.origins[ref] = true
		}
	}
	for i := range there.Lines {
		m.taken[Change{Subject: SubjectLine, ID: string(there.Lines[i].ID)}] = true
	}
	return m, nil
}

// item carries one activity over.
func (m *mover) item(item *CarryItem) error {
	at, known := m.activities[string(item.Activity)]
	if !known {
		return m.refuse(NotOpen, item.Activity, texts().Message("carry.unknown"))
	}
	a := m.last.Activities[at].Clone()
	done := m.from.Progress(a.ID, m.carry.On)
	ref := ActivityRef{m.from.ID, a.ID}
	switch state := a.StateAt(m.carry.On, done); {
	case state == StateCarriedOver || m.seen[a.ID] || m.origins[ref]:
		return m.refuse(AlreadyCarried, a.ID, texts().Message("carry.before"))
	case state == StateCancelled || state == StateCompleted:
		return m.refuse(NotOpen, a.ID, texts().Message("carry.state", "state", spokenState(state)))
	}
	m.seen[a.ID] = true
	successors, err := m.scope(item, &a, hundred.Sub(done.value))
	if err != nil {
		return err
	}
	for i := range successors {
		if err := m.add(SubjectActivity, string(successors[i].ID)); err != nil {
			return err
		}
		a.Into = append(a.Into, ActivityRef{m.into.ID, successors[i].ID})
		m.new = append(m.new, Change{Event: Added, Subject: SubjectActivity, ID: string(successors[i].ID), Activity: &successors[i]})
	}
	a.State, a.Cause, a.Carried = StateCarriedOver, item.Cause, NewNumber(hundred.Sub(done.value))
	m.old = append(m.old, Change{Event: CarriedOver, Subject: SubjectActivity, ID: string(a.ID), Activity: &a})
	return m.money(item, &a, successors)
}

// scope checks that the successors take over what is open, and fills them in.
func (m *mover) scope(item *CarryItem, a *Activity, open decimal.Decimal) ([]Activity, error) {
	if len(item.Into) == 0 {
		return nil, m.refuse(ScopeLost, a.ID, want(percent(open), percent{}))
	}
	successors := make([]Activity, len(item.Into))
	var sum decimal.Decimal
	for i := range item.Into {
		s := item.Into[i].Clone()
		if len(item.Into) == 1 && s.Scope.IsZero() {
			s.Scope = NewNumber(open)
		}
		if s.Stopped() || !s.Carried.IsZero() || len(s.Into) > 0 {
			return nil, m.refuse(ScopeLost, a.ID, texts().Message("carry.successor_state", "activity", storage.Quote(string(s.ID)), "state", spokenState(s.Decided())))
		}
		if !s.Scope.value.IsPositive() {
			return nil, m.refuse(ScopeLost, a.ID, texts().Message("carry.successor_scope", "activity", storage.Quote(string(s.ID))))
		}
		s.From = ActivityRef{m.from.ID, a.ID}
		sum = sum.Add(s.Scope.value)
		successors[i] = s
	}
	if cmp := sum.Cmp(open); cmp != 0 {
		refusal := ScopeLost
		if cmp > 0 {
			refusal = ScopeDoubled
		}
		return nil, m.refuse(refusal, a.ID, want(percent(open), percent(sum)))
	}
	return successors, nil
}

// add takes an ID of the new plan.
func (m *mover) add(s Subject, id string) error {
	key := Change{Subject: s, ID: id}
	if m.taken[key] {
		why := texts().Message("carry.activity_taken", "activity", storage.Quote(id))
		if s == SubjectLine {
			why = texts().Message("carry.line_taken", "line", storage.Quote(id))
		}
		return &CarryOverError{Refusal: WrongPlan, Plan: m.into.ID, Why: why}
	}
	m.taken[key] = true
	return nil
}

func (m *mover) refuse(r Refusal, a ActivityID, why aduan.Message) error {
	return m.refuseLine(r, a, "", why)
}

func (m *mover) refuseLine(r Refusal, a ActivityID, l LineID, why aduan.Message) error {
	return &CarryOverError{Refusal: r, Plan: m.from.ID, Activity: a, Line: l, Why: why}
}

// want says what would have been right, and what was given.
func want(right, given any) aduan.Message {
	return texts().Message("carry.want", "want", right, "got", given)
}

// percent is an exact number of percent.
type percent decimal.Decimal

func (p percent) In(w aduan.Words) string { return w.Percent(decimal.Decimal(p).String()) }

// spokenState is a state of an activity.
type spokenState lifecycle.State

func (s spokenState) In(w aduan.Words) string {
	m, err := ActivityMachine()
	if err != nil {
		return string(s)
	}
	return m.StateIn(w, lifecycle.State(s))
}

// money closes the lines of an activity and moves what is not spent.
func (m *mover) money(item *CarryItem, a *Activity, successors []Activity) error {
	moved := map[LineID][]int{}
	for i := range item.Lines {
		l := &item.Lines[i]
		moved[l.From.Line] = append(moved[l.From.Line], i)
		inside := slices.ContainsFunc(successors, func(s Activity) bool { return s.ID == l.Activity })
		if !inside || l.From.Plan != "" && l.From.Plan != m.from.ID {
			return m.refuseLine(MoneyLost, a.ID, l.ID, texts().Message("carry.line_elsewhere"))
		}
		if l.Closed || !l.Carried.IsZero() || len(l.Into) > 0 {
			return m.refuseLine(MoneyLost, a.ID, l.ID, texts().Message("carry.line_closed"))
		}
	}
	for i := range m.last.Lines {
		l := m.last.Lines[i].Clone()
		if l.Activity != a.ID {
			continue
		}
		left := MoneyOf(l.Amount.Amount.Sub(l.Carried.Amount).Sub(m.spent[l.ID]), l.Amount.Currency)
		if l.Closed && left.Amount.IsPositive() {
			return m.refuseLine(MoneyLost, a.ID, l.ID, texts().Message("carry.left", "left", left))
		}
		if l.Closed {
			continue
		}
		if left.IsNegative() {
			return m.refuseLine(Overspent, a.ID, l.ID, texts().Message("carry.overspent", "amount", l.Amount, "over", left.Neg()))
		}
		var lines []Line
		for _, at := range moved[l.ID] {
			lines = append(lines, item.Lines[at].Clone())
		}
		delete(moved, l.ID)
		if len(item.Lines) == 0 && !left.IsZero() {
			lines = []Line{{ID: l.ID, Activity: successors[0].ID, Name: l.Name, Fund: l.Fund, Amount: left}}
		}
		if err := m.conserve(&l, left, lines); err != nil {
			return err
		}
	}
	for i := range item.Lines {
		l := &item.Lines[i]
		if _, left := moved[l.From.Line]; left {
			return m.refuseLine(MoneyDoubled, a.ID, l.ID, texts().Message("carry.line_from", "from", storage.Quote(string(l.From.Line))))
		}
	}
	return nil
}

// conserve checks that new lines have exactly what is left of an old one, and
// makes the changes.
func (m *mover) conserve(l *Line, left Money, lines []Line) error {
	refuse := func(r Refusal, right, given any) error {
		return m.refuseLine(r, l.Activity, l.ID, want(right, given))
	}
	sum := MoneyOf(decimal.Decimal{}, left.Currency)
	for i := range lines {
		n := &lines[i]
		if n.Amount.Currency != left.Currency {
			return refuse(CurrencyChanged, left.Currency, n.Amount.Currency)
		}
		if n.Fund != l.Fund {
			return refuse(FundChanged, l.Fund, storage.Quote(string(n.Fund)))
		}
		sum = MoneyOf(sum.Amount.Add(n.Amount.Amount), left.Currency)
	}
	switch sum.Amount.Cmp(left.Amount) {
	case -1:
		return refuse(MoneyLost, left, sum)
	case 1:
		return refuse(MoneyDoubled, left, sum)
	}
	l.Closed = true
	if !left.IsZero() {
		l.Carried = left
	}
	for i := range lines {
		n := &lines[i]
		if n.Amount.IsZero() {
			continue
		}
		if err := m.add(SubjectLine, string(n.ID)); err != nil {
			return err
		}
		n.From = LineRef{m.from.ID, l.ID}
		l.Into = append(l.Into, LineRef{m.into.ID, n.ID})
		m.new = append(m.new, Change{Event: Added, Subject: SubjectLine, ID: string(n.ID), Line: n})
	}
	event := Edited
	if len(l.Into) > 0 {
		event = CarriedOver
	}
	m.old = append(m.old, Change{Event: event, Subject: SubjectLine, ID: string(l.ID), Line: l})
	return nil
}

// edition appends the edition that changes make.
func (m *mover) edition(p *Plan, changes []Change) (*Plan, error) {
	next, err := Apply(p.Editions[len(p.Editions)-1], changes)
	if err != nil {
		return nil, err
	}
	out := p.Clone()
	next.Number, next.Date, next.Reason = len(p.Editions)+1, m.carry.On, m.carry.Reason
	out.Editions = append(out.Editions, next)
	if err := out.Validate(); err != nil {
		return nil, err
	}
	return out, nil
}
