package complaint

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
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
	// without one they read nothing. Who comes upon cases from above ([ReachAbove]) may have
	// one, and then only what lies there is theirs.
	Region region.Code `json:"region,omitzero"`
}

// role is the role in which they act, reporter by default.
func (a Actor) role() lifecycle.Role {
	if a.Role == "" {
		return RoleReporter
	}
	return a.Role
}
