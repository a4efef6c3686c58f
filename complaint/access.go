package complaint

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
)

// Access is what somebody has to do with a case at a moment: whether they come upon it,
// by which relation, how much of it they are shown and whether they may act. Everything
// that shows a case or lets somebody act on it asks [Lifecycle.Access] and nothing
// else. Whether an action is possible says the definition, after that.
type Access struct {
	Role lifecycle.Role `json:"role"`
	// Reach is by what the role comes upon cases, By is what of it holds for this case:
	// as much as gives all that there is to give, in the order of the constants.
	Reach Reach `json:"reach"`
	By    Reach `json:"by,omitzero"`
	// Sees is how much they are shown; whom nothing is shown, the case does not exist for.
	Sees Extent `json:"sees"`
	// Acts says that they may take the actions that the definition gives their role.
	Acts bool `json:"acts,omitempty"`
	// Narrowed is what took from them what the relation would give.
	Narrowed Narrowing `json:"narrowed,omitzero"`

	rules *Lifecycle // that say the name of the role
}

// Extent is how much of a case somebody is shown.
type Extent int8

// The extents.
const (
	// SeesNothing: for them the case does not exist.
	SeesNothing Extent = iota
	// SeesState is state, agency and clocks.
	SeesState
	// SeesAll is all that the views have; never who reported.
	SeesAll
)

func extentWords() enum.Set { return enum.Words("nothing", "state", "all") }

// String returns the text form, for example "state".
func (e Extent) String() string { return extentWords().Text("Extent", int(e)) }

// MarshalText writes the text form.
func (e Extent) MarshalText() ([]byte, error) { return extentWords().Marshal("Extent", int(e)) }

// UnmarshalText reads the text form.
func (e *Extent) UnmarshalText(text []byte) error { return enum.Unmarshal(extentWords(), text, e) }

// Narrowing is why somebody is shown less than their relation to a case would give.
type Narrowing int8

// The narrowings.
const (
	// NotNarrowed: nothing was taken from them.
	NotNarrowed Narrowing = iota
	// BySecrecy: the report is secret, and their relation does not give its text.
	BySecrecy
	// ByAccusation: the report accuses whom they act for, or keeps them away with those
	// whom it accuses.
	ByAccusation
)

func narrowingWords() enum.Set { return enum.Words("no", "secrecy", "accusation") }

// String returns the text form, for example "secrecy".
func (n Narrowing) String() string { return narrowingWords().Text("Narrowing", int(n)) }

// MarshalText writes the text form.
func (n Narrowing) MarshalText() ([]byte, error) {
	return narrowingWords().Marshal("Narrowing", int(n))
}

// UnmarshalText reads the text form.
func (n *Narrowing) UnmarshalText(text []byte) error {
	return enum.Unmarshal(narrowingWords(), text, n)
}

// Message says it for people: by what somebody comes upon the case and what narrowed it,
// or what they would have to be. It never tells that a report accuses somebody.
func (a Access) Message() aduan.Message {
	switch {
	case a.Sees == SeesNothing:
		return a.Reach.wants()
	case a.Sees == SeesState:
		return texts().Message("access.state", "role", word{a.rules, "role", string(a.Role)}, "relations", a.By.words())
	case !a.Acts:
		return texts().Message("access.reads", "role", word{a.rules, "role", string(a.Role)}, "relations", a.By.words())
	default:
		return texts().Message("access.acts", "role", word{a.rules, "role", string(a.Role)}, "relations", a.By.words())
	}
}

// wants says why they may not act.
func (a Access) wants() aduan.Message {
	if a.Sees != SeesNothing {
		return a.Message()
	}
	return a.Reach.wants()
}

// String is [Access.Message] in English.
func (a Access) String() string { return a.Message().String() }

// Access says what an actor has to do with a complaint at a moment. Of nil it is
// nothing.
func (l *Lifecycle) Access(c *Complaint, by Actor, at Moment) Access {
	role := by.role()
	if c == nil {
		return Access{Role: role, Reach: l.reaches[role], rules: l}
	}
	return l.reaches[role].access(l, c, by, at)
}

// CanSee reports whether the actor may see anything of the complaint at this moment.
// Whoever may not is answered as if it did not exist.
func (l *Lifecycle) CanSee(c *Complaint, by Actor, at Moment) bool {
	return l.Access(c, by, at).Sees != SeesNothing
}

// acts reports whether the actor may act on the complaint at all.
func (l *Lifecycle) acts(c *Complaint, by Actor, at Moment) bool {
	return l.reaches[by.role()].access(l, c, by, at).Acts
}

// access is what a role of this reach has to do with a case. The lifecycle knows what the
// words of the case mean; where it is nil, those of this package do. Relations are asked until
// nothing more could be gained; what narrows comes last.
func (r Reach) access(l *Lifecycle, c *Complaint, by Actor, at Moment) Access {
	a := Access{Role: by.role(), Reach: r, rules: l}
	for rest := r; rest != 0 && (a.Sees != SeesAll || !a.Acts); {
		one := rest & -rest
		rest &^= one
		if !one.holds(l, c, by, at) {
			continue
		}
		a.By |= one
		a.Acts = a.Acts || one != ReachSupporting
		if sees := one.sees(l, c); sees > a.Sees {
			a.Sees = sees
		}
	}
	if a.Sees == SeesState {
		a.Narrowed = BySecrecy
	}
	if a.By&^ReachOwn != 0 && c.bars(by.Agency, at) {
		a = (r & ReachOwn).access(l, c, by, at) // a reporter acts for themselves
		a.Reach, a.Narrowed = r, ByAccusation
	}
	return a
}

// sees is how much a relation shows of a case for which it holds: of a secret report
// those above get state, agency and clocks only, and whoever inspects what is no matter of
// supervision.
func (r Reach) sees(l *Lifecycle, c *Complaint) Extent {
	if c.Disclosure.Secret() && !r.readsSecret(l, c) {
		return SeesState
	}
	return SeesAll
}

// readsSecret reports whether one of the relations shows the text also of what is secret.
// Region and oversight do not hold of what they do not show.
func (r Reach) readsSecret(l *Lifecycle, c *Complaint) bool {
	r &^= ReachAbove | ReachEscalated | ReachRegion
	if !l.Supervisory(c.Class) {
		r &^= ReachInspection
	}
	if !l.escalatedTo(c, MeansOversight) {
		r &^= ReachOversight
	}
	return r != 0
}

// holds reports whether a relation holds between an actor and a case.
func (r Reach) holds(l *Lifecycle, c *Complaint, by Actor, at Moment) bool {
	switch r {
	case ReachOwn:
		return by.ID != "" && !c.Reporter.IsZero() && by.ID == c.Reporter.String()
	case ReachHolder:
		return at.holds(c, by.Agency)
	case ReachAssigned:
		return at.assigned(c, by.Agency)
	case ReachSupporting:
		return by.Agency != "" && slices.Contains(c.supportingAgencies(), by.Agency)
	case ReachAbove:
		return at.above(c, by.Agency) && (by.Region.IsZero() || at.Region(c).Contains(by.Region))
	case ReachEscalated:
		return at.named(c, by.Agency)
	case ReachSupervision:
		return l.Supervisory(c.Class) && by.within(c, at)
	case ReachInspection:
		return l != nil && !l.machine.Final(c.State) && l.escalatedTo(c, MeansInspection) && by.within(c, at)
	case ReachRegion:
		return c.Disclosure.Public && by.within(c, at)
	case ReachOversight:
		return c.Disclosure.Public || l.escalatedTo(c, MeansOversight)
	case ReachAll:
		return true
	default:
		return false
	}
}

// within reports whether a case lies in the actor's region.
func (a Actor) within(c *Complaint, at Moment) bool {
	return !a.Region.IsZero() && at.Region(c).Contains(a.Region)
}

// asksMoreThanState reports whether a filter asks for what is not shown to those who are
// shown the state only: they must not find a case by it.
func (f Filter) asksMoreThanState() bool {
	return len(f.Kinds)+len(f.Classes)+len(f.Channels) > 0 || f.Category != "" || !f.Region.IsZero() ||
		!f.External.IsZero() || !f.Parent.IsZero() || f.PublicOnly || f.Accusing
}
