package complaint

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Actor is who acts, and in which capacity. It is trusted input: this library
// does not authenticate. Whoever builds an Actor from a request must have
// checked that the person is who they say, holds the role, and belongs to the
// agency and region; a forged Actor is a forged officer.
//
// The zero Actor is an anonymous visitor, who may submit and follow a case by
// its number. A reporter without an account who is to answer later needs an ID
// all the same, which the embedder makes for them, for example from a secret
// that is told with the receipt.
type Actor struct {
	// ID is the account. Inside a timeline the reporter appears under the
	// ReporterRef of the case instead.
	ID string `json:"id,omitempty"`
	// Role is the capacity in which they act; empty means reporter.
	Role lifecycle.Role `json:"role,omitempty"`
	// Agency is the agency or unit for which staff act; an admin without one
	// reaches no case.
	Agency agency.ID `json:"agency,omitzero"`
	// Region is the region for which inspectorate and local coordinator read;
	// without one they read nothing.
	Region region.Code `json:"region,omitzero"`
}

// role is the role in which they act, reporter by default.
func (a Actor) role() lifecycle.Role {
	if a.Role == "" {
		return RoleReporter
	}
	return a.Role
}

// Reach is the extent of a role: on which complaints it may act at all, before
// the definition is asked which actions.
type Reach int8

// The reaches. A role that is not declared reaches nothing.
const (
	// ReachNone is no complaint.
	ReachNone Reach = iota
	// ReachOwn is the reporter's own complaints.
	ReachOwn
	// ReachNew is complaints that are just being opened.
	ReachNew
	// ReachHolding is what the actor's agency coordinates.
	ReachHolding
	// ReachUnit is what the actor's agency coordinates or is assigned to.
	ReachUnit
	// ReachSupervision is supervisory cases ([MeansSupervisory]) in the actor's region.
	ReachSupervision
	// ReachRegion is what is not secret in the actor's region.
	ReachRegion
	// ReachOversight is what is not secret, and what was escalated to the
	// ombudsman, or to another rung of oversight ([MeansOversight]).
	ReachOversight
	// ReachAll is every complaint.
	ReachAll
)

func reachWords() enum.Set {
	return enum.Words("none", "own", "new", "holding", "unit", "supervision", "region", "oversight", "all")
}

// String returns the text form, for example "holding".
func (r Reach) String() string { return reachWords().Text("Reach", int(r)) }

// MarshalText writes the text form; a value that is no reach is an error.
func (r Reach) MarshalText() ([]byte, error) { return reachWords().Marshal("Reach", int(r)) }

// UnmarshalText reads the text form; the error names those that there are.
func (r *Reach) UnmarshalText(text []byte) error { return enum.Unmarshal(reachWords(), text, r) }

// reaching is a role with its reach.
type reaching struct {
	role  lifecycle.Role
	reach Reach
}

// roles lists the roles of this package with their reach.
func roles() []reaching {
	return []reaching{
		{RoleReporter, ReachOwn},
		{RoleFieldOfficer, ReachNew},
		{RoleNationalAdmin, ReachAll},
		{RoleAgencyAdmin, ReachHolding},
		{RoleUnitAdmin, ReachUnit},
		{RoleLiaisonOfficer, ReachUnit},
		{RoleInspectorate, ReachSupervision},
		{RoleOmbudsman, ReachOversight},
		{RoleLocalCoordinator, ReachRegion},
		{RoleTimer, ReachAll},
	}
}

// reachOf is the reach of a role of this package.
func reachOf(role lifecycle.Role) Reach {
	for _, r := range roles() {
		if r.role == role {
			return r.reach
		}
	}
	return ReachNone
}

// covers reports whether a role of this reach may see and touch the case at a
// moment, by who holds the case and where it lies then. The lifecycle knows what the words of
// the case mean; without it those of this package do.
func (r Reach) covers(l *Lifecycle, c *Complaint, by Actor, at Moment) bool {
	if r != ReachOwn && c.bars(by.Agency, at) {
		return false
	}
	switch r {
	case ReachOwn:
		return by.ID != "" && !c.Reporter.IsZero() && by.ID == c.Reporter.String()
	case ReachHolding:
		return at.holds(c, by.Agency)
	case ReachUnit:
		return at.holds(c, by.Agency) || at.assigned(c, by.Agency)
	case ReachSupervision:
		return l.Supervisory(c.Class) && !by.Region.IsZero() && at.Region(c).Contains(by.Region)
	case ReachRegion:
		return c.Disclosure.Public && !by.Region.IsZero() && at.Region(c).Contains(by.Region)
	case ReachOversight:
		return c.Disclosure.Public || l.overseen(c)
	case ReachAll:
		return true
	default:
		return false
	}
}
