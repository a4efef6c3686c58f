package complaint

import (
	"errors"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Reach is by which relations to a case somebody in a role comes upon it, as a set: one
// that holds is enough ([Lifecycle.Access]). The definition then says which actions the
// role may take. Its text form joins words: "holding+above". Secrecy and accusations
// narrow what the relations give; nothing widens it again.
type Reach uint16

// The relations. A role that is not declared has none. More may come; whoever stores a
// reach stores its text.
const (
	// ReachOwn is the reporter's own complaints.
	ReachOwn Reach = 1 << iota
	// ReachNew is complaints that are just being opened.
	ReachNew
	// ReachHolder is what the actor's agency coordinates, or got and its successor has
	// to do ([Moment.Holder]).
	ReachHolder
	// ReachAssigned is what the actor's agency is assigned to, as main or supporting unit.
	ReachAssigned
	// ReachSupporting is what the actor's agency supports by the routing table: to read
	// only, whatever the definition gives the role.
	ReachSupporting
	// ReachAbove is what an agency below the actor's holds, by the hierarchy at the moment,
	// and of that, for an actor with a region, what lies there. Of a secret report it shows
	// state, agency and clocks.
	ReachAbove
	// ReachEscalated is what an escalation told the actor's agency of, or one whose successor
	// it is, from then until the case is final ([Complaint].EscalatedTo). Of a secret report
	// it shows state, agency and clocks.
	ReachEscalated
	// ReachSupervision is supervisory cases ([MeansSupervisory]) in the actor's region.
	ReachSupervision
	// ReachInspection is open cases in the actor's region that were escalated to a rung of
	// inspection ([MeansInspection]). Of a secret report that is not supervisory it shows
	// state, agency and clocks.
	ReachInspection
	// ReachRegion is what is not secret in the actor's region.
	ReachRegion
	// ReachOversight is what is not secret, and what was escalated to the
	// ombudsman, or to another rung of oversight ([MeansOversight]).
	ReachOversight
	// ReachAll is every complaint.
	ReachAll

	// ReachNone is no complaint.
	ReachNone Reach = 0
	// ReachHolding is what the actor's agency coordinates, and to read what it supports.
	ReachHolding = ReachHolder | ReachSupporting
	// ReachUnit is what the actor's agency coordinates or is assigned to.
	ReachUnit = ReachHolder | ReachAssigned
)

// What a relation asks of an actor.
const (
	byAgency = ReachHolder | ReachAssigned | ReachSupporting | ReachAbove | ReachEscalated
	byRegion = ReachSupervision | ReachInspection | ReachRegion
)

// reachWord is a word of the text form.
type reachWord struct {
	word string
	set  Reach
}

// reachWords lists the words, those of several relations first.
func reachWords() []reachWord {
	return []reachWord{
		{"holding", ReachHolding},
		{"unit", ReachUnit},
		{"own", ReachOwn},
		{"new", ReachNew},
		{"holder", ReachHolder},
		{"assigned", ReachAssigned},
		{"supporting", ReachSupporting},
		{"above", ReachAbove},
		{"escalated", ReachEscalated},
		{"supervision", ReachSupervision},
		{"inspection", ReachInspection},
		{"region", ReachRegion},
		{"oversight", ReachOversight},
		{"all", ReachAll},
	}
}

// parts are the fewest words that say a set.
func (r Reach) parts() (words []string) {
	for _, w := range reachWords() {
		if r&w.set == w.set {
			words = append(words, w.word)
			r &^= w.set
		}
	}
	if r != 0 {
		words = append(words, "?")
	}
	return words
}

// String returns the text form, for example "holding+above"; "none" for none.
func (r Reach) String() string {
	if r == ReachNone {
		return "none"
	}
	return strings.Join(r.parts(), "+")
}

// MarshalText writes the text form. The error is for a relation that there is not.
func (r Reach) MarshalText() ([]byte, error) {
	if r >= ReachAll<<1 {
		return nil, errors.New("complaint: a Reach with a relation that there is not")
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads the text form. The error is a *storage.InvalidError with the legal
// words, the nearest first.
func (r *Reach) UnmarshalText(text []byte) error {
	var set Reach
	var p storage.Problems
	for part := range strings.SplitSeq(string(text), "+") {
		i := slices.IndexFunc(reachWords(), func(w reachWord) bool { return w.word == part })
		switch {
		case i >= 0:
			set |= reachWords()[i].set
		case string(text) != "none":
			legal := []string{"none"}
			for _, w := range reachWords() {
				legal = append(legal, w.word)
			}
			p.Unknown("reach", "is no relation to a case", part, legal)
		}
	}
	if err := p.Err("reach"); err != nil {
		return err
	}
	*r = set
	return nil
}

// words are the relations for people.
func (r Reach) words() aduan.Spoken {
	var list []aduan.Message
	for _, w := range reachWords()[2:] { // one by one
		if r&w.set != 0 {
			list = append(list, texts().Message("relation."+w.word))
		}
	}
	return aduan.List(list)
}

// wants says why a role of this reach does not come upon a case.
func (r Reach) wants() aduan.Message {
	switch parts := r.parts(); len(parts) {
	case 0:
		return texts().Message("reach.none")
	case 1:
		return texts().Message("reach." + parts[0])
	default:
		list := make([]aduan.Message, len(parts))
		for i, word := range parts {
			list[i] = texts().Message("reach." + word)
		}
		return texts().Message("reach.several", "reasons", aduan.List(list))
	}
}

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
		{RoleSuperior, ReachEscalated},
		{RoleInspectorate, ReachSupervision | ReachInspection},
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
