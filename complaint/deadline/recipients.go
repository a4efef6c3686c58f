package deadline

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// Recipients returns whom an escalation tells under the lifecycle of the case: for the
// superior (complaint.MeansSuperior) as many bodies
// above the one that holds the case as the depth of the policy says, the next
// first; if that is not in force then, above its heir, as Superiors knows it by a
// method Heir (see [Bodies]), and a *complaint.HolderError without one. Bodies that
// the report keeps away are passed over (see complaint.Barring, which a directory is
// as Superiors). A later step
// of the ladder begins as many bodies further up, at most with the outermost. Other
// rungs, such as inspectorate and ombudsman, are no bodies of that chain, and
// the list is empty for them.
func (d *Deadlines) Recipients(l *complaint.Lifecycle, c *complaint.Complaint, e complaint.Escalation, on time.Time) ([]agency.ID, error) {
	p, err := d.PolicyOf(c)
	if p == nil || !l.Superior(e.Rung) {
		return nil, err
	}
	chain, err := d.superiors(c, on)
	if err == nil {
		chain, err = d.unbarred(c, chain, on)
	}
	if err != nil {
		return nil, err
	}
	chain = chain[min(max(e.Step-1, 0), max(len(chain)-1, 0)):]
	return slices.Clone(chain[:min(len(chain), max(p.Depth, 1))]), nil
}

// superiors are the bodies above the one that holds the case, the next first; none
// while no agency has it.
func (d *Deadlines) superiors(c *complaint.Complaint, on time.Time) (chain []agency.ID, err error) {
	switch {
	case c.Agency == "":
		return nil, nil
	case d.cfg.Superiors == nil:
		for _, a := range slices.Backward(c.AgencyPath) {
			if a != c.Agency {
				chain = append(chain, a)
			}
		}
		return chain, nil
	}
	holder, err := heir(d.cfg.Superiors, c, c.Agency, on)
	if err != nil {
		return nil, &complaint.HolderError{Agency: c.Agency, Err: err}
	}
	if chain, err = d.cfg.Superiors.Superiors(holder, on); err != nil {
		return nil, fmt.Errorf("the superiors of %s: %w", holder, err)
	}
	return chain, nil
}

// unbarred leaves out of a chain whom the report keeps away. Without a directory that
// knows more these are the accused and whoever stands below them in the chain.
func (d *Deadlines) unbarred(c *complaint.Complaint, chain []agency.ID, on time.Time) (free []agency.ID, err error) {
	var named agency.Named
	for _, a := range c.Accused {
		named.Agencies = append(named.Agencies, a.Agency)
	}
	directory, knows := d.cfg.Superiors.(complaint.Barring)
	for i, id := range chain {
		barred := slices.ContainsFunc(chain[i:], func(up agency.ID) bool { return slices.Contains(named.Agencies, up) })
		if knows && len(named.Agencies) > 0 {
			if barred, err = directory.Barred(id, named, on); err != nil {
				return nil, fmt.Errorf("whom the report accuses: %w", err)
			}
		}
		if !barred {
			free = append(free, id)
		}
	}
	return free, nil
}

// accusedSuperiors is the error of a step to the superior that would tell nobody,
// because the report accuses every superior; nil if it tells somebody, or if there is
// nobody above the holder.
func (d *Deadlines) accusedSuperiors(c *complaint.Complaint, on time.Time) error {
	if len(c.Accused) == 0 {
		return nil
	}
	chain, err := d.superiors(c, on)
	if err != nil || len(chain) == 0 {
		return nil
	}
	free, err := d.unbarred(c, chain, on)
	if err == nil && len(free) == 0 {
		return &SuperiorError{Agency: c.Agency}
	}
	return err
}

// SuperiorError says that a case that is late is escalated to no superior, because the
// report accuses all of them. The national admin has to act.
type SuperiorError struct {
	// Agency is the one that has the case.
	Agency agency.ID
}

// In names the agency.
func (e *SuperiorError) In(w aduan.Words) string {
	return texts().In(w)("problem.superior", "agency", e.Agency)
}

// Error is [SuperiorError.In] English.
func (e *SuperiorError) Error() string { return e.In(aduan.English()) }
