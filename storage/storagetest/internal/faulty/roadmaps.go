package faulty

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
)

func roadmapFaults() []Fault {
	type route = roadmap.Roadmap
	k := keyed[roadmap.ID, route, roadmap.Query]{
		kind:    roadmap.KindOfRoadmap,
		door:    func(s *plant) *calls[roadmap.ID, route, roadmap.Query] { return &s.roadmaps },
		reader:  func(s backend.Set) storage.Reader[roadmap.ID, route, roadmap.Query] { return s.Roadmaps },
		of:      func(b backend.Batch) []*route { return b.Roadmaps },
		batch:   func(list ...*route) backend.Batch { return backend.Batch{Roadmaps: list} },
		id:      func(r *route) roadmap.ID { return r.ID },
		version: func(r *route) storage.Version { return r.Version },
		after:   func(q roadmap.Query) roadmap.ID { return q.After },
		limit:   func(q *roadmap.Query) *int { return &q.Limit },
		valid:   func(r *route) bool { return len(r.Editions) > 0 },
		replace: func(now, before *route) { now.Assessments = before.Assessments },
		mix:     func(into, from *route) { into.Parties[0].ID = from.Parties[0].ID },
	}
	return slices.Concat([]Fault{
		k.read("full", "what a milestone waits for is sorted", func(r *route) {
			for i := range r.Editions[0].Milestones {
				slices.SortFunc(r.Editions[0].Milestones[i].After, func(a, b roadmap.Dependency) int { return cmp.Compare(a.Milestone, b.Milestone) })
			}
		}),
		k.read("numbers", "targets are binary fractions", func(r *route) {
			for i := range r.Editions[0].Indicators {
				for j := range r.Editions[0].Indicators[i].Targets {
					v := &r.Editions[0].Indicators[i].Targets[j].Value
					*v = workplan.NewNumber(floating(v.Decimal()))
				}
			}
		}),
		k.read("labels", "letters outside of the basic plane are lost", func(r *route) { r.Name = r.Name.With("id", flat(r.Name.Text("id"))) }),
		k.read("languages", "a third language is lost", func(r *route) { r.Name = inTwo(r.Name) }),
		k.read("editions", "while no region is assessed decisions are lost", func(r *route) {
			if len(r.Assessments) == 0 {
				for i := range r.Editions {
					r.Editions[i].Decision = ""
				}
			}
		}),
		k.read("assessments", "in a road map with two milestones assessments come from the worst to the best", func(r *route) {
			if len(r.Editions[0].Milestones) == 2 {
				slices.SortStableFunc(r.Assessments, func(a, b roadmap.Assessment) int { return cmp.Compare(a.Status, b.Status) })
			}
		}),
		k.past("calendar", "another calendar is dropped in silence", func(old, next *route) bool { return old.Calendar != next.Calendar }),
		k.past("party", "another party is dropped in silence", func(old, next *route) bool { return !slices.Equal(old.Parties, next.Parties) }),
		k.past("edition", "other work is dropped in silence", func(old, next *route) bool {
			return old.Editions[0].Milestones[0].Work != next.Editions[0].Milestones[0].Work
		}),
		k.past("edition-lost", "a lost edition is not missed", func(old, next *route) bool { return len(next.Editions) < len(old.Editions) }),
		k.past("assessment", "another assessment is dropped in silence", func(old, next *route) bool {
			return len(old.Assessments) == len(next.Assessments) && len(next.Assessments) == 2 && old.Assessments[1].Status != next.Assessments[1].Status
		}),
		k.past("assessment-lost", "a lost assessment is not missed", func(old, next *route) bool { return len(next.Assessments) < len(old.Assessments) }),
	}, k.faults())
}
