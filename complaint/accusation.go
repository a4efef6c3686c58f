package complaint

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Accusation is a body that a report accuses (terlapor). From the moment it is said
// until it is cleared, the body, what lies below it, its successors and delegates
// neither get the case nor see anything of it, and the public sees where it stands
// and no more. Confirming leaves that as it is and says that the national admin
// looked into it.
type Accusation struct {
	Agency    agency.ID `json:"agency"`
	Confirmed bool      `json:"confirmed,omitempty"`
}

// accused lists the accused bodies.
func (c *Complaint) accused() []agency.ID {
	var list []agency.ID
	for _, a := range c.Accused {
		list = append(list, a.Agency)
	}
	return list
}

// accuses reports whether the report accuses a body by its own name.
func (c *Complaint) accuses(id agency.ID) bool { return c.accusation(id) >= 0 }

func (c *Complaint) accusation(id agency.ID) int {
	return slices.IndexFunc(c.Accused, func(a Accusation) bool { return a.Agency == id })
}

// accusedBeside lists the accused bodies that another report does not accuse.
func (c *Complaint) accusedBeside(other *Complaint) []agency.ID {
	return slices.DeleteFunc(c.accused(), other.accuses)
}

func (c *Complaint) accuse(bodies []agency.ID) {
	for _, id := range bodies {
		if !c.accuses(id) {
			c.Accused = append(c.Accused, Accusation{Agency: id})
		}
	}
}

func (c *Complaint) confirm(bodies []agency.ID) {
	for _, id := range bodies {
		if i := c.accusation(id); i >= 0 {
			c.Accused[i].Confirmed = true
		}
	}
}

func (c *Complaint) clear(bodies []agency.ID) {
	c.Accused = copied(slices.DeleteFunc(c.Accused, func(a Accusation) bool { return slices.Contains(bodies, a.Agency) }))
}

// bars reports whether the report keeps a body away because it accuses it or another
// that it belongs to, follows or acts for. Without a directory only the body itself
// and what the recorded path says are known. With one, a body that is not in force is
// kept away from every case that accuses anybody: nobody knows whose it was.
func (c *Complaint) bars(id agency.ID, at Moment) bool {
	if id == "" || len(c.Accused) == 0 {
		return false
	}
	if c.accuses(id) {
		return true
	}
	if at.Directory == nil {
		path := c.AgencyPath
		if i := slices.Index(path, id); i >= 0 {
			path = path[:i]
		} else if !c.assigned(id) && id != c.Agency {
			path = nil
		}
		return slices.ContainsFunc(path, c.accuses)
	}
	path, err := at.Directory.Path(id, at.Now)
	if err != nil || slices.ContainsFunc(path, c.accuses) {
		return true
	}
	if d, ok := at.Directory.(Barring); ok {
		barred, err := d.Barred(id, agency.Named{Agencies: c.accused()}, at.Now)
		return barred || err != nil
	}
	return false
}

// barredBy lists those to whom a command would give the case, or a part in it,
// although they are kept away.
func (c *Complaint) barredBy(cmd *Command, at Moment) []agency.ID {
	if cmd == nil || len(c.Accused) == 0 {
		return nil
	}
	named := slices.Concat([]agency.ID{cmd.Agency, cmd.Main}, cmd.Supporting, cmd.routed.Supporting)
	return slices.DeleteFunc(named, func(id agency.ID) bool { return !c.bars(id, at) })
}

// uncleared lists those whose accusation a command would clear although a case that was
// merged into this one accuses them; without a command, everybody if that is so of all.
func (l *Lifecycle) uncleared(c *Complaint, a lifecycle.Action, cmd *Command, at Moment) []agency.ID {
	if len(at.Uncleared) == 0 || !l.Does(a, MeaningClearsAccusation) {
		return nil
	}
	free := func(id agency.ID) bool { return !slices.Contains(at.Uncleared, id) }
	switch {
	case cmd != nil:
		return slices.DeleteFunc(slices.Clone(cmd.Accused), free)
	case slices.ContainsFunc(c.accused(), free):
		return nil
	default:
		return c.accused()
	}
}

// accused checks the form of a list of bodies.
func (p *checker) accused(list []agency.ID) {
	p.most("accused", "accused bodies", len(list), p.limits.Accused)
	for i, id := range list {
		field := storage.At("accused", i)
		p.require(field, id != "")
		p.agency(field, id)
		if slices.Contains(list[:i], id) {
			p.Add(field, fmt.Sprintf("%s stands twice", id))
		}
	}
}

// checkAccusing refuses a draft that accuses somebody under a lifecycle in which nobody
// could ever clear that: the case would stay hidden for good.
func (l *Lifecycle) checkAccusing(d Draft) error {
	var p storage.Problems
	if clearing := l.actionsThat(MeaningClearsAccusation); len(d.Accused) > 0 && len(l.machine.From(clearing[0])) == 0 {
		newest := National()
		p.Add("accused", fmt.Sprintf("the lifecycle %s has no action %s, so nobody could ever lift an accusation; the case must begin under one that has", l.Edition(), clearing[0]),
			Edition{Name: newest.Name, Edition: newest.Edition}.String())
	}
	return p.Err("draft")
}

// understood checks that the directory knows the bodies that are accused: a conflict
// of interest that is not understood must not be passed over.
func (p *checker) understood(list []agency.ID, at Moment) {
	if d, ok := at.Directory.(Barring); ok && len(list) > 0 {
		_, err := d.Barred("", agency.Named{Agencies: list}, at.Now)
		p.Check("accused", err)
	}
}

// accused is a guard: the bodies that the command names are accused in such a way,
// or, without a command, some body is.
func accused(such func(Accusation) bool) func(GuardFacts) bool {
	return func(f GuardFacts) bool {
		if f.Command == nil {
			return slices.ContainsFunc(f.Complaint.Accused, such)
		}
		return !slices.ContainsFunc(f.Command.Accused, func(id agency.ID) bool {
			i := f.Complaint.accusation(id)
			return i < 0 || !such(f.Complaint.Accused[i])
		})
	}
}

// assign gives the case to units of the agency that holds it. The agencies that
// support it by the routing table stay beside.
func (c *Complaint) assign(main agency.ID, units, beside []agency.ID) {
	c.Main, c.Supporting = main, nil
	for _, id := range slices.Concat(beside, units) {
		if id != main && !slices.Contains(c.Supporting, id) {
			c.Supporting = append(c.Supporting, id)
		}
	}
}

// supportingAgencies are those that the routing table added to the agency that holds
// the case.
func (c *Complaint) supportingAgencies() []agency.ID {
	for i := len(c.Timeline) - 1; i >= 0; i-- {
		if e := &c.Timeline[i]; e.Gives() {
			return e.Details.Supporting
		}
	}
	return nil
}

// denyRouting refuses to route because the report accuses everybody to whom the
// table would send it.
func (l *Lifecycle) denyRouting(c *Complaint, by Actor, a lifecycle.Action, at Moment) *Denial {
	return &Denial{
		Complaint: c.ID, Action: a, State: c.State, Role: by.role(), Instead: l.Allowed(c, by, at), rules: l,
		Reasons: []Reason{{Code: DeniedByAccusation, Text: texts().Message("denied.accused_all"), Legal: []string{string(RoleNationalAdmin)}}},
	}
}
