package complaint

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// Header is what a new complaint gets besides its draft.
type Header struct {
	ID       ID
	Tracking Tracking
	Reporter ReporterRef
	Policy   Edition
	// Region leads from the outermost region to the draft's, as looked up, or to the one
	// that a [Locator] found. Located is what that found in all; Unlocated says that it
	// failed.
	Region    region.Path
	Located   Located
	Unlocated bool
	// Questions names the questionnaire by which the draft was checked, if any.
	Questions Edition
}

// Open begins a complaint from a draft: the pure part of submitting. The
// errors are *storage.InvalidError and *[Denial]. The draft's person is not
// part of it.
func (l *Lifecycle) Open(h Header, by Actor, d Draft, at Moment) (*Complaint, error) {
	p := checks(l.limits)
	p.edition = l
	if h.ID.IsZero() || h.Reporter.IsZero() || h.Tracking == "" {
		p.Add("header", "needs an ID, a reporter reference and a tracking number")
	}
	h.Located.check(&p.Problems, "header.")
	p.opening(l, by, d, at)
	l.checkWordsOfDraft(&p.Problems, d)
	if err := p.Err("draft"); err != nil {
		return nil, err
	}
	return l.open(h, by, d, at)
}

// opening checks all that Open is given but the header and the words of the edition;
// without a lifecycle, in itself.
func (p *checker) opening(l *Lifecycle, by Actor, d Draft, at Moment) {
	d.check(p)
	if l != nil {
		p.takesDraft(l, d)
	}
	p.actor("actor", by)
	p.moment(at)
	if p.Len() == 0 {
		p.room(&Complaint{}, by, step{does: MeaningOpens}, holding{texts: lengths(append(freeTexts(d.Attributes), d.Title, d.Body, d.Place, d.Location.private()))})
	}
}

// open is Open for what was checked.
func (l *Lifecycle) open(h Header, by Actor, d Draft, at Moment) (*Complaint, error) {
	c := &Complaint{
		ID: h.ID, State: lifecycle.New, Tracking: h.Tracking, Reporter: h.Reporter,
		Lifecycle: l.Edition(), Policy: h.Policy,
	}
	if denial := l.denyOpening(h.ID, by, d); denial != nil {
		return nil, denial
	}
	if err := l.checkAccusing(d); err != nil {
		return nil, err
	}
	if err := l.checkPromise("draft", lifecycle.New, l.opens, d.Promise); err != nil {
		return nil, err
	}
	if by.role() == RoleReporter {
		by = Actor{ID: h.Reporter.String(), Role: RoleReporter}
	}
	details := d.details(h.Region)
	details.Attributes = c.keepAttributes(at.Salt, d.Attributes)
	if !h.Questions.IsZero() {
		details.Questions = pointed(&h.Questions)
	}
	details.Where = c.where(at.Salt, d.Location, &Where{Located: h.Located, Unlocated: h.Unlocated})
	l.absorb(c, Entry{
		Action: l.opens, From: lifecycle.New, By: by, At: canonical(at.Now), Version: 1, Details: details,
		Title: c.keep(at.Salt, d.Title), Body: c.keep(at.Salt, d.Body), Place: c.keep(at.Salt, d.Place),
	})
	return c, nil
}

// denyOpening refuses a role that may not open a case, or not this one.
func (l *Lifecycle) denyOpening(id ID, by Actor, d Draft) *Denial {
	rule, ok := l.machine.Rule(lifecycle.New, l.opens)
	if !ok || !rule.Permits(by.role()) {
		may := rule.Roles()
		return l.denial(id, by, texts().Message("denied.opening", "roles", wordList(l, "role", may)), may)
	}
	if d.External.IsZero() && d.Promise != nil && !slices.Contains(l.imports, by.role()) {
		return l.denial(id, by, texts().Message("denied.promise", "roles", wordList(l, "role", l.imports)), l.imports)
	}
	if d.External.IsZero() {
		return nil
	}
	return l.denyImport(id, by)
}

// denyImport refuses a role that may not set an external reference.
func (l *Lifecycle) denyImport(id ID, by Actor) *Denial {
	if slices.Contains(l.imports, by.role()) {
		return nil
	}
	return l.denial(id, by, texts().Message("denied.import", "roles", wordList(l, "role", l.imports)), l.imports)
}

// denial says which roles may, where one may not open a case.
func (l *Lifecycle) denial(id ID, by Actor, text aduan.Message, may []lifecycle.Role) *Denial {
	return &Denial{Complaint: id, Action: l.opens, State: lifecycle.New, Role: by.role(), forbidden: true, rules: l, Reasons: []Reason{{
		Code: DeniedByRole, Text: text, Legal: codes(may),
	}}}
}

// importing returns the roles that may set an external reference.
func (x Extensions) importing(p *storage.Problems, known []lifecycle.Role) []lifecycle.Role {
	for i, role := range x.Imports {
		switch at := storage.At("imports", i); {
		case role == RoleReporter:
			p.Add(at, "reporters set no external reference")
		case !slices.Contains(known, role):
			p.Add(at, fmt.Sprintf("there is no role %q", role), storage.Nearest(string(role), codes(known))...)
		}
	}
	if x.Imports == nil {
		return []lifecycle.Role{RoleFieldOfficer}
	}
	return slices.Clone(x.Imports)
}
