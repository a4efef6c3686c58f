package complaint

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Details are the facts that an entry of the timeline states besides its
// texts; an action fills those that concern it.
type Details struct {
	// Of submit.
	Kind    Kind        `json:"kind,omitzero"`
	Region  region.Path `json:"region,omitempty"`
	Channel Channel     `json:"channel,omitzero"`
	Report
	EventDate aduan.Date `json:"event_date,omitzero"`
	// Of forward, reclassify, edit.
	Class    Class    `json:"class,omitzero"`
	Category Category `json:"category,omitempty"`
	// Of submit (the agency the reporter means), forward, transfer, return (the
	// agency suggested), archive (the body that is competent). AgencyPath leads from the outermost body to Agency.
	Agency     agency.ID   `json:"agency,omitempty"`
	AgencyPath []agency.ID `json:"agency_path,omitempty"`
	// Of assign and reassign; Supporting also of forward, by the routing table.
	Main       agency.ID   `json:"main,omitempty"`
	Supporting []agency.ID `json:"supporting,omitempty"`
	// Of forward, if no person chose the agency.
	Routed Routed `json:"routed,omitzero"`
	// Of submit, accuse, confirm_accusation and clear_accusation.
	Accused []agency.ID `json:"accused,omitempty"`
	// Of submit, attach and every action with files.
	Attachments []Attachment `json:"attachments,omitempty"`
	// Of submit, edit and complete.
	Attributes []StatedAttribute `json:"attributes,omitempty"`
	// Of submit, disclose and seal.
	Disclosure *Disclosure `json:"disclosure,omitempty"`
	// Of archive, extend, accept, merge, pass_on, escalate.
	Reason ArchiveReason `json:"reason,omitzero"`
	// StaysPublic says that a reason of the edition's own takes no report down
	// ([MeansStaysPublic]).
	StaysPublic bool                `json:"stays_public,omitzero"`
	Days        int                 `json:"days,omitzero"`
	Rating      int                 `json:"rating,omitzero"`
	Parent      ID                  `json:"parent,omitzero"`
	Child       ID                  `json:"child,omitzero"`
	Clock       lifecycle.ClockName `json:"clock,omitempty"`
	Rung        Rung                `json:"rung,omitzero"`
	Step        int                 `json:"step,omitzero"`
	// Of escalate: the bodies that it tells, by the ladder of the deadlines ([Naming]).
	Recipients []agency.ID `json:"recipients,omitempty"`
	// Of approve: the draft that was read.
	Draft Digest `json:"draft,omitzero"`
	// Of correct_time.
	Corrections []Correction `json:"corrections,omitempty"`
	// Of submit: the place, beside Region.
	Where *Where `json:"where,omitempty"`
	// Of submit: the questionnaire by which the attributes were checked, if it asks
	// anything of the category.
	Questions *Edition `json:"questions,omitempty"`
	// Of submit, and of actions of one's own.
	Promise *Promise `json:"promise,omitempty"`
	// Of warned.
	Warning *Warning `json:"warning,omitempty"`
}

// clone returns a copy that shares nothing with d. Empty lists become nil, as
// they are after reading the JSON form.
func (d Details) clone() Details {
	d.separate()
	return d
}

// separate makes d, which is a copy, share nothing with what it is a copy of.
func (d *Details) separate() {
	d.Region = copied(d.Region)
	d.AgencyPath = copied(d.AgencyPath)
	d.Supporting = copied(d.Supporting)
	d.Accused = copied(d.Accused)
	d.Recipients = copied(d.Recipients)
	d.Attachments = copied(d.Attachments)
	d.Attributes = cloned(d.Attributes)
	d.Corrections = copied(d.Corrections)
	d.Where = d.Where.clone()
	d.Questions = pointed(d.Questions)
	d.Routed.Unread = copied(d.Routed.Unread)
	d.Disclosure = pointed(d.Disclosure)
	d.Promise = pointed(d.Promise)
	d.Warning = pointed(d.Warning)
}

// pointed returns a pointer to a copy, nil for nil.
func pointed[T any](p *T) *T {
	if p == nil {
		return nil
	}
	out := *p
	return &out
}

// alike reports whether two pointers are nil, or point to equal values.
func alike[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// copied returns a copy of a list, nil for an empty one.
func copied[S ~[]E, E any](list S) S {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}

// Equal reports whether two entries say the same in every field.
func (e Entry) Equal(f Entry) bool {
	if !e.At.Equal(f.At) || !e.Told.Equal(f.Told) || !e.Details.equal(&f.Details) {
		return false
	}
	return e.Seq == f.Seq && e.By == f.By && e.Action == f.Action && e.From == f.From && e.To == f.To &&
		e.Version == f.Version && e.Key == f.Key && e.Meaning == f.Meaning &&
		e.Note == f.Note && e.Title == f.Title && e.Body == f.Body && e.Place == f.Place
}

// equal reports whether two entries state the same facts; an empty list is as
// good as none.
func (d *Details) equal(e *Details) bool {
	lists := slices.Equal(d.Region, e.Region) && slices.Equal(d.AgencyPath, e.AgencyPath) &&
		slices.Equal(d.Supporting, e.Supporting) && slices.Equal(d.Accused, e.Accused) &&
		slices.Equal(d.Recipients, e.Recipients) && slices.Equal(d.Attachments, e.Attachments) &&
		slices.EqualFunc(d.Attributes, e.Attributes, StatedAttribute.equal) &&
		slices.EqualFunc(d.Corrections, e.Corrections, Correction.equal)
	if !lists || !alike(d.Disclosure, e.Disclosure) || !alike(d.Questions, e.Questions) {
		return false
	}
	return d.Kind == e.Kind && d.Channel == e.Channel && d.Report.equal(e.Report) && d.EventDate == e.EventDate &&
		d.Class == e.Class && d.Category == e.Category && d.Agency == e.Agency && d.Main == e.Main && d.Routed.equal(e.Routed) &&
		d.Reason == e.Reason && d.StaysPublic == e.StaysPublic && d.Days == e.Days && d.Rating == e.Rating && d.Parent == e.Parent && d.Child == e.Child &&
		d.Clock == e.Clock && d.Rung == e.Rung && d.Step == e.Step && d.Draft == e.Draft && d.Where.equal(e.Where) && d.Promise.equal(e.Promise) &&
		d.Warning.equal(e.Warning)
}

// same reports whether two actors stated the same facts. Paths are left out:
// they follow from region and agency, and may be looked up differently at
// another time, as do the questions; what follows from a reason is left out too. Attributes
// are for saysAttributes to compare, the place for saysLocation.
func (d Details) same(e Details) bool {
	for _, x := range []*Details{&d, &e} {
		x.AgencyPath, x.Attributes, x.Where, x.Questions, x.StaysPublic, x.Recipients = nil, nil, nil, nil, false, nil
		if len(x.Region) > 0 {
			x.Region = region.Path{x.Region.Unit()}
		}
	}
	return d.equal(&e)
}
