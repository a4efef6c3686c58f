package complaint

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// What a command or a draft states is held against what its action requires and takes
// ([lifecycle.ActionInfo]). Whatever is stated means something: a field that the action
// does not take is refused.

// ValidateDraft reports what is wrong with a draft for a case that begins here, as a
// *storage.InvalidError: its form ([Draft.Validate]), what the action that opens a case
// requires of it, and what that does not take. Nil if nothing is.
func (l *Lifecycle) ValidateDraft(d Draft) error {
	p := checks(l.limits)
	p.edition = l
	d.check(p)
	p.takesDraft(l, d)
	l.checkWordsOfDraft(&p.Problems, d)
	return p.Err("draft")
}

// ValidateCommand reports what is wrong with a command here, whatever the case, as a
// *storage.InvalidError: its form ([Command.Validate]), what its action requires, and
// what that does not take. Nil if nothing is.
func (l *Lifecycle) ValidateCommand(cmd Command) error {
	p := checks(l.limits)
	cmd.check(p)
	p.takes(l, cmd, false)
	l.checkWordsOf(&p.Problems, cmd)
	return p.Err("command " + string(cmd.Action))
}

// takes holds a command against its action. Routed says that a routing table is there to
// choose an agency where the action routes.
func (p *checker) takes(l *Lifecycle, cmd Command, routed bool) {
	d, set := l.declared(cmd.Action), cmd.filled()
	if routed && cmd.Agency == "" && d.does&MeaningRoutes != 0 {
		set = append(set, "agency")
	}
	if _, must := d.States("note"); must && !slices.Contains(set, "note") {
		p.says("note", cmd.Note)
		set = append(set, "note") // is found missing once
	}
	p.stated(d, set, "note")
}

// takesDraft holds a draft against the action that opens a case.
func (p *checker) takesDraft(l *Lifecycle, d Draft) { p.stated(l.declared(l.opens), d.filled()) }

// stated holds the fields that are set against an action; some it always takes.
func (p *checker) stated(d *declared, set []string, always ...string) {
	var takes []string
	for _, requirement := range d.Requires {
		of := lifecycle.Alternatives(requirement)
		takes = append(takes, of...)
		switch {
		case slices.ContainsFunc(of, func(f string) bool { return f == recorded || slices.Contains(set, f) }):
		case len(of) == 1:
			p.require(of[0], false)
		default:
			p.Add(of[0], "at least one of several is required", of...)
		}
	}
	takes = slices.Concat(takes, d.Takes, always)
	takes = slices.DeleteFunc(takes, func(f string) bool { return f == recorded })
	for _, f := range set {
		if !slices.Contains(takes, f) {
			p.Add(f, fmt.Sprintf("does not go with %s", d.Action), takes...)
		}
	}
}

// recorded finds what neither the command states nor the case has.
func (p *checker) recorded(l *Lifecycle, c *Complaint, cmd Command) {
	for _, requirement := range l.declared(cmd.Action).Requires {
		of := lifecycle.Alternatives(requirement)
		if !slices.Contains(of, recorded) {
			continue
		}
		has := func(f string) bool {
			return f == "class" && (cmd.Class != "" || c.Class != "") || f == "category" && (cmd.Category != "" || c.Category != "")
		}
		if !slices.ContainsFunc(of, has) {
			p.Add(of[0], "is required: the complaint has none yet")
		}
	}
}

// least is the smallest command of an action, as far as a case must have room for it.
func (l *Lifecycle) least(a lifecycle.Action) Command {
	cmd := Command{Action: a, Class: ClassNonSupervisory, Category: "any"}
	for _, requirement := range l.declared(a).Requires {
		switch lifecycle.Alternatives(requirement)[0] {
		case "note":
			cmd.Note = "x"
		case "attachments":
			cmd.Attachments = make([]Attachment, 1)
		case "accused":
			cmd.Accused = make([]agency.ID, 1)
		}
	}
	return cmd
}

// filled lists the fields that the draft sets, as far as an action may do without them.
func (d Draft) filled() []string {
	return filled([]field{
		{"title", d.Title != ""},
		{"body", d.Body != ""},
		{"place", d.Place != ""},
		{"category", d.Category != ""},
		{"region", !d.Region.IsZero()},
		{"event_date", !d.EventDate.IsZero()},
		{"agency", d.Agency != ""},
		{"attachments", len(d.Attachments) > 0},
		{"attributes", len(d.Attributes) > 0},
		{"accused", len(d.Accused) > 0},
	})
}

// field says whether a field is set.
type field struct {
	name string
	set  bool
}

// filled lists the fields that are set.
func filled(all []field) (set []string) {
	for _, f := range all {
		if f.set {
			set = append(set, f.name)
		}
	}
	return set
}
