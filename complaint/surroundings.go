package complaint

import (
	"errors"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// A record says which agency got a case and where it lay then. Both change without
// anybody writing to the case, so who holds it now, and where it lies now, is
// derived from what is recorded and how agencies and regions stand at a moment.

// Successions is what a [Directory] may also know: what became of agencies. Without
// it an agency that a case names holds it for ever. An agency.Directory knows.
type Successions interface {
	// Heir returns the agency that stands at an instant for one that got a case
	// about a place: itself while it is in force. The error says that nobody does, or
	// that nobody knows which of several.
	Heir(id agency.ID, where region.Path, on time.Time) (agency.ID, error)
	// Heirless lists the agencies of which Heir may be an error at an instant.
	Heirless(on time.Time) []agency.ID
	// Former lists the agencies under which cases may be recorded that belong, at an
	// instant, to an agency or to one below it: itself and others. It may list
	// too many.
	Former(id agency.ID, on time.Time) []agency.ID
}

// Relocations is what [Regions] may also know: what became of regions. Without it a
// case lies for ever where it lay when it was submitted. A region.Tree knows.
type Relocations interface {
	// Locate returns the path at an instant to the one region in which a case
	// lies that was filed under a path.
	Locate(p region.Path, at time.Time) (region.Path, error)
	// Former lists the codes under which cases may be filed that lie in a
	// region at an instant. It may list too many.
	Former(code region.Code, at time.Time) []region.Code
}

// Holder returns the agency that holds the case at this moment: the one that got it,
// or its heir. It is empty while no agency has the case. The error is a
// [*HolderError], also for one that the report accuses: then nobody's staff reach it,
// and it waits for the national admin.
func (m Moment) Holder(c *Complaint) (agency.ID, error) {
	id, err := m.heir(c, c.Agency)
	if err != nil {
		return "", &HolderError{Agency: c.Agency, Err: err}
	}
	if c.bars(id, m) {
		return "", &HolderError{Agency: c.Agency, Err: accusedHolder(id)}
	}
	return id, nil
}

// accusedHolder is why a body does not hold a case that accuses it.
type accusedHolder agency.ID

func (a accusedHolder) In(w aduan.Words) string {
	return texts().In(w)("holder_accused", "agency", agency.ID(a))
}

func (a accusedHolder) Error() string { return a.In(aduan.English()) }

// told is the agency that reporters and the public are told of: whoever got the case, if
// nobody knows who holds it now, but nobody whom the report keeps away from it.
func (m Moment) told(c *Complaint) agency.ID {
	holder, err := m.Holder(c)
	if _, barred := errors.AsType[accusedHolder](err); err != nil && !barred {
		return c.Agency
	}
	return holder
}

// Region returns where the case lies at this moment, from the outermost region on;
// as it was filed if nobody knows.
func (m Moment) Region(c *Complaint) region.Path {
	if after, ok := m.Regions.(Relocations); ok && len(c.Region) > 0 {
		if path, err := after.Locate(c.Region, m.Now); err == nil {
			return path
		}
	}
	return copied(c.Region)
}

// heir is the agency that stands for one that the case names.
func (m Moment) heir(c *Complaint, id agency.ID) (agency.ID, error) {
	after, ok := m.Directory.(Successions)
	if !ok || id == "" {
		return id, nil
	}
	return after.Heir(id, c.Region, m.Now)
}

// holds reports whether an agency holds the case.
func (m Moment) holds(c *Complaint, id agency.ID) bool {
	holder, err := m.Holder(c)
	return err == nil && id != "" && id == holder
}

// main reports whether a unit is the main one.
func (m Moment) main(c *Complaint, unit agency.ID) bool {
	heir, err := m.heir(c, c.Main)
	return err == nil && unit != "" && unit == heir
}

// assigned reports whether a unit is the main or a supporting one.
func (m Moment) assigned(c *Complaint, unit agency.ID) bool {
	return unit != "" && (m.main(c, unit) || slices.ContainsFunc(c.Supporting, func(named agency.ID) bool {
		heir, err := m.heir(c, named)
		return err == nil && unit == heir
	}))
}

// within reports whether the case is with an agency, with one below it, or assigned
// to it.
func (m Moment) within(c *Complaint, id agency.ID) bool {
	if m.assigned(c, id) {
		return true
	}
	holder, err := m.Holder(c)
	if err != nil || holder == "" {
		return false
	}
	path, err := m.Directory.Path(holder, m.Now)
	return err == nil && slices.Contains(path, id)
}

// above reports whether an agency stands above the one that holds the case.
func (m Moment) above(c *Complaint, id agency.ID) bool {
	holder, err := m.Holder(c)
	if err != nil || holder == "" || id == "" || id == holder {
		return false
	}
	path := c.AgencyPath
	if m.Directory != nil {
		path, err = m.Directory.Path(holder, m.Now)
	}
	return err == nil && slices.Contains(path, id)
}

// named reports whether an escalation told an agency of the case, or one that it stands for.
func (m Moment) named(c *Complaint, id agency.ID) bool {
	return id != "" && slices.ContainsFunc(c.EscalatedTo, func(told agency.ID) bool {
		heir, err := m.heir(c, told)
		return err == nil && id == heir
	})
}

// orphaned is the [*HolderError] of a case that is still to be handled, nil if
// somebody holds it or nobody has to.
func (l *Lifecycle) orphaned(c *Complaint, at Moment) error {
	if l.machine.Final(c.State) {
		return nil
	}
	_, err := at.Holder(c)
	return err
}

// openStates lists the states in which a case is still to be handled.
func (l *Lifecycle) openStates() (states []lifecycle.State) {
	for s := range l.machine.States() {
		if !s.Final {
			states = append(states, s.State)
		}
	}
	return states
}

// HolderError says that nobody knows who holds a case (holder unknown): the agency
// that got it is not in force and has no heir, or the report accuses whoever would hold
// it. The national admin may give it to another.
type HolderError struct {
	// Agency is the one that got the case.
	Agency agency.ID
	// Err is the directory's reason, an *agency.HeirError for example, which names
	// the candidates.
	Err error
}

// In names the agency and the reason.
func (e *HolderError) In(w aduan.Words) string {
	return texts().In(w)("holder_unknown", "problem", e.Err)
}

// Error is [HolderError.In] English.
func (e *HolderError) Error() string { return e.In(aduan.English()) }

// Unwrap returns the directory's reason.
func (e *HolderError) Unwrap() error { return e.Err }
