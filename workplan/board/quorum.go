package board

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Quorum is the rule by which a meeting may decide. It is policy data; the zero
// Quorum lets every meeting decide. Observers never count.
type Quorum struct {
	// Members is how many participants who are not observers are needed. One of
	// the same name, spaces and case aside, for the same party is one person,
	// who may sit in several roles.
	Members int `json:"members,omitempty"`
	// Parties is for how many different parties they have to sit.
	Parties int `json:"parties,omitempty"`
	// Roles lists the roles of which somebody has to be there; never Observer.
	Roles []Role `json:"roles,omitempty"`
}

// DefaultQuorum returns the default of this library: one executive, one senior
// supplier and one beneficiary [D].
func DefaultQuorum() Quorum {
	return Quorum{Roles: []Role{Executive, SeniorSupplier, Beneficiary}}
}

// Missing says what a meeting lacks for its quorum, in the order of the rule;
// nothing if it may decide.
func (q Quorum) Missing(m *Meeting) []aduan.Message {
	var missing []aduan.Message
	members, parties, roles := map[Participant]bool{}, map[workplan.PartyID]bool{}, []Role{}
	for _, p := range m.Participants {
		if p.Role == Observer {
			continue
		}
		members[Participant{Name: strings.ToLower(strings.Join(strings.Fields(p.Name), " ")), Party: p.Party}] = true
		parties[p.Party] = true
		roles = append(roles, p.Role)
	}
	if len(members) < q.Members {
		missing = append(missing, texts().Message("missing.members", "have", len(members), "want", q.Members))
	}
	if len(parties) < q.Parties {
		missing = append(missing, texts().Message("missing.parties", "have", len(parties), "want", q.Parties))
	}
	for _, r := range q.Roles {
		if !slices.Contains(roles, r) {
			missing = append(missing, texts().Message("missing.role", "role", r))
		}
	}
	return missing
}

// Validate checks the rule. The error is a *storage.InvalidError.
func (q Quorum) Validate() error {
	var c storage.Problems
	if q.Members < 0 {
		c.Add("members", "is never negative")
	}
	if q.Parties < 0 {
		c.Add("parties", "is never negative")
	}
	for i, r := range q.Roles {
		if r <= Observer || r > Beneficiary {
			c.Add(storage.At("roles", i), "an observer decides nothing", roleWords()[1:].Legal()...)
		}
	}
	return c.Err("quorum")
}
