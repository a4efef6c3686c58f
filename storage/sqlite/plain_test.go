package sqlite_test

import (
	"encoding/json"
	"errors"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// plain types have no methods, so that what is wrong with a record reaches the
// store. Complaints and identities are what Encode writes of them.
type (
	plainComplaint complaint.Complaint
	plainIdentity  complaint.Identity
	plainAgency    agency.Agency
	plainPlan      workplan.Plan
	plainMeeting   board.Meeting
	plainRoadmap   roadmap.Roadmap
	plainBatch     struct {
		Complaints []json.RawMessage
		Identities []json.RawMessage
		Agencies   []*plainAgency
		Plans      []*plainPlan
		Meetings   []*plainMeeting
		Roadmaps   []*plainRoadmap
		Editions   []*backend.Edition
		Due        []complaint.Due
	}
)

func plainOf(b backend.Batch) (p plainBatch) {
	for _, c := range b.Complaints {
		data := []byte("null")
		if c != nil {
			data, _ = c.Encode()
		}
		p.Complaints = append(p.Complaints, data)
	}
	for _, i := range b.Identities {
		data := []byte("null")
		if i != nil {
			data, _ = i.Encode()
		}
		p.Identities = append(p.Identities, data)
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
	p.Editions, p.Due = b.Editions, b.Due
	return p
}

func (p plainBatch) batch() (b backend.Batch, err error) {
	for _, data := range p.Complaints {
		var c *plainComplaint
		err = errors.Join(err, json.Unmarshal(data, &c))
		b.Complaints = append(b.Complaints, (*complaint.Complaint)(c))
	}
	for _, data := range p.Identities {
		var i *plainIdentity
		err = errors.Join(err, json.Unmarshal(data, &i))
		b.Identities = append(b.Identities, (*complaint.Identity)(i))
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
	b.Editions, b.Due = p.Editions, p.Due
	return b, err
}

// batchOf reads the JSON form of a plain batch.
func batchOf(data []byte) (backend.Batch, error) {
	var p plainBatch
	if err := json.Unmarshal(data, &p); err != nil {
		return backend.Batch{}, err
	}
	return p.batch()
}
