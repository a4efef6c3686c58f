package sqlite_test

import (
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// plain types have no methods, so that what is wrong with a record reaches the
// store.
type (
	plainComplaint complaint.Complaint
	plainPerson    complaint.Person
	plainIdentity  struct {
		Ref       complaint.ReporterRef
		Version   storage.Version
		Complaint complaint.ID
		Person    plainPerson
	}
	plainAgency  agency.Agency
	plainPlan    workplan.Plan
	plainMeeting board.Meeting
	plainRoadmap roadmap.Roadmap
	plainBatch   struct {
		Complaints []*plainComplaint
		Identities []*plainIdentity
		Agencies   []*plainAgency
		Plans      []*plainPlan
		Meetings   []*plainMeeting
		Roadmaps   []*plainRoadmap
		Editions   []*backend.Edition
	}
)

func plainOf(b backend.Batch) (p plainBatch) {
	for _, c := range b.Complaints {
		p.Complaints = append(p.Complaints, (*plainComplaint)(c))
	}
	for _, i := range b.Identities {
		if i == nil {
			p.Identities = append(p.Identities, nil)
			continue
		}
		p.Identities = append(p.Identities, &plainIdentity{i.Ref, i.Version, i.Complaint, plainPerson(i.Person)})
	}
	for _, a := range b.Agencies {
		p.Agencies = append(p.Agencies, (*plainAgency)(a))
	}
	for _, v := range b.Plans {
		p.Plans = append(p.Plans, (*plainPlan)(v))
	}
	for _, m := range b.Meetings {
		p.Meetings = append(p.Meetings, (*plainMeeting)(m))
	}
	for _, r := range b.Roadmaps {
		p.Roadmaps = append(p.Roadmaps, (*plainRoadmap)(r))
	}
	p.Editions = b.Editions
	return p
}

func (p plainBatch) batch() (b backend.Batch) {
	for _, c := range p.Complaints {
		b.Complaints = append(b.Complaints, (*complaint.Complaint)(c))
	}
	for _, i := range p.Identities {
		var one *complaint.Identity
		if i != nil {
			one = &complaint.Identity{Ref: i.Ref, Version: i.Version, Complaint: i.Complaint, Person: complaint.Person(i.Person)}
		}
		b.Identities = append(b.Identities, one)
	}
	for _, a := range p.Agencies {
		b.Agencies = append(b.Agencies, (*agency.Agency)(a))
	}
	for _, v := range p.Plans {
		b.Plans = append(b.Plans, (*workplan.Plan)(v))
	}
	for _, m := range p.Meetings {
		b.Meetings = append(b.Meetings, (*board.Meeting)(m))
	}
	for _, r := range p.Roadmaps {
		b.Roadmaps = append(b.Roadmaps, (*roadmap.Roadmap)(r))
	}
	b.Editions = p.Editions
	return b
}
