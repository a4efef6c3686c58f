package storagetest

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
)

// route makes a small road map.
func route(id roadmap.ID) *roadmap.Roadmap {
	return &roadmap.Roadmap{
		ID: id, Name: said("Peta jalan", "Road map"), Calendar: "id-national", Parties: []workplan.Party{{ID: "panrb", Name: said("PANRB", "")}},
		Editions: []roadmap.Edition{{Number: 1, Date: on(time.January, 2), Reason: said("Baru", "New"), Content: roadmap.Content{
			Start:  on(time.January, 1),
			Phases: []roadmap.Phase{{ID: "F1", Name: said("Awal", "Beginning")}},
			Milestones: []roadmap.Milestone{
				{ID: "M1", Phase: "F1", Name: said("Aturan", "Rules"), Work: 20},
				{ID: "M2", Name: said("Pelatihan", "Training"), Work: 5, After: []roadmap.Dependency{{Milestone: "M1"}}, Criteria: []roadmap.Criterion{
					{Regions: []region.Code{region.MustParse("51.03")}, Status: roadmap.Capable},
				}},
			},
			Indicators: []roadmap.Indicator{{ID: "I1", Name: said("Tepat waktu", "In time"), Baseline: exact("40"), Targets: []roadmap.YearTarget{{Year: 2020, Value: exact("60")}}}},
			Regions:    []roadmap.Goal{{Region: region.MustParse("51.03"), Goal: roadmap.Model}, {Region: region.MustParse("34.04"), Goal: roadmap.Capable}},
		}}},
	}
}

// assessed is how a region was found.
func assessed(status roadmap.Status) roadmap.Assessment {
	return roadmap.Assessment{On: on(time.March, 1), Region: region.MustParse("51.03"), Status: status, By: "panrb", Finding: said("Baik", "Good")}
}

// revised adds an edition that a board decided.
func revised(r *roadmap.Roadmap) {
	e := copyOf(r.Editions[0])
	e.Number, e.Date, e.Reason, e.By, e.Decision = 2, on(time.June, 1), said("Pandemi", "Covid-19"), "panrb", "pb3/d1"
	e.Milestones[0].Work = 30
	r.Editions = append(r.Editions, e)
}

// travelled fills a road map with a past.
func travelled(r *roadmap.Roadmap) {
	revised(r)
	r.Assessments = append(r.Assessments, assessed(roadmap.Assisted), assessed(roadmap.Capable))
}

// fullRoute fills what an edition of a road map may hold.
func fullRoute(r *roadmap.Roadmap) {
	e := &r.Editions[0]
	e.By, e.Decision = "panrb", "pb1/d9"
	e.Phases = append(e.Phases, roadmap.Phase{ID: "F0", Name: said("Dulu", "")})
	e.Milestones[0].Due = roadmap.DueIn(quarter(2))
	e.Milestones[0].NotBefore, e.Milestones[0].NotAfter = on(time.February, 3), on(time.December, 31)
	e.Milestones = append(e.Milestones, roadmap.Milestone{
		ID: "M0", Phase: "F0", Name: said("Percontohan", "Model"), Party: "panrb", Due: roadmap.DueOn(aduan.Date{Year: 2024, Month: time.February, Day: 29}),
		After: []roadmap.Dependency{{Milestone: "M2", Type: roadmap.StartStart, Lag: -3}, {Milestone: "M1", Lag: 10}},
		Criteria: []roadmap.Criterion{
			{Regions: []region.Code{region.MustParse("51.03"), region.MustParse("34.04")}, Status: roadmap.Model},
			{Activity: workplan.ActivityRef{Plan: "p2020", Activity: "A1"}},
			{Indicator: "I1", Value: exact("60.5")},
			{Edition: 1},
		},
	})
	e.Indicators[0].Unit, e.Indicators[0].Source, e.Indicators[0].Party = "%", said("Laporan", "Report"), "panrb"
	e.Indicators[0].Targets = append(e.Indicators[0].Targets, roadmap.YearTarget{Year: 2021, Value: exact("70.25")})
	e.Regions[0].Name = "Badung"
	a := assessed(roadmap.Model)
	a.Values = []roadmap.Measured{{Indicator: "I1", Value: exact("61.75")}, {Indicator: "I1", Value: exact("0")}}
	r.Assessments = []roadmap.Assessment{a, assessed(roadmap.Assisted), assessed(roadmap.Unassessed)}
}

// roadmapChecks test road maps.
func roadmapChecks() []Check {
	type plan = roadmap.Roadmap
	k := keyed[roadmap.ID, plan, roadmap.Query]{
		kind: "roadmap", one: "a road map", all: "road maps",
		reader:  func(s backend.Set) storage.Reader[roadmap.ID, plan, roadmap.Query] { return s.Roadmaps },
		batch:   func(list ...*plan) backend.Batch { return backend.Batch{Roadmaps: list} },
		query:   func(after roadmap.ID, limit int) roadmap.Query { return roadmap.Query{After: after, Limit: limit} },
		id:      func(r *plan) roadmap.ID { return r.ID },
		version: func(r *plan) *storage.Version { return &r.Version },
		facts:   func(r *plan) int { return len(r.Editions) + len(r.Assessments) },
		make:    route,
		next: func(r *plan) {
			r.Assessments = append(r.Assessments, assessed(roadmap.Assisted), assessed(roadmap.Capable))
		},
		spoil: func(r *plan) { r.Editions = nil },
		scribble: func(r *plan) {
			e := &r.Editions[0]
			e.Reason, e.Phases[0].ID, e.Milestones[1].After[0].Lag, e.Indicators[0].Targets[0].Year = said("x", "x"), "x", 99, 1999
			e.Regions[0].Goal, e.Milestones[1].Criteria[0].Regions[0], r.Parties[0].ID = roadmap.Assisted, e.Regions[1].Region, "x"
		},
	}
	return slices.Concat([]Check{
		k.back("full", "everything that an edition and an assessment hold comes back, lists in their order", fullRoute),
		k.back("numbers", "values of indicators come back to the last digit, without binary fractions", func(r *plan) {
			in := &r.Editions[0].Indicators[0]
			in.Baseline, in.Targets[0].Value = exact("0.1"), exact("-1234567890123456789.0123456789")
		}),
		k.back("labels", "texts come back in both languages, quotation marks and letters of every script included", func(r *plan) {
			r.Name = said(`Peta "jalan" d'Unité `+"\u0303 \U0001F4C8 \\", "Map & <b> 年")
		}),
		k.back("languages", "texts come back in every language, whichever it is", func(r *plan) {
			r.Name, r.Editions[0].Phases[0].Name = r.Name.With("nl", "Routekaart"), aduan.NewLabel(map[string]string{"nl": "Begin"})
		}),
		k.back("editions", "every edition comes back whole, with the decision on which it rests", revised),
		k.back("assessments", "assessments come back in their order, worse ones after better ones included", func(r *plan) {
			r.Assessments = append(r.Assessments, assessed(roadmap.Model), assessed(roadmap.Assisted), assessed(roadmap.Model))
		}),
		k.past("calendar", "the calendar of a road map never changes", travelled, func(r *plan) { r.Calendar = "other" }),
		k.past("party", "a party of a road map never changes", travelled, func(r *plan) { r.Parties[0].Name = r.Parties[0].Name.With("en", "forged") }),
		k.past("edition", "an edition never changes", travelled, func(r *plan) { r.Editions[0].Milestones[0].Work++ }),
		k.past("edition-lost", "an edition does not go", travelled, func(r *plan) { r.Editions = r.Editions[:1] }),
		k.past("assessment", "an assessment never changes", travelled, func(r *plan) { r.Assessments[1].Status = roadmap.Model }),
		k.past("assessment-lost", "an assessment does not go", travelled, func(r *plan) { r.Assessments = r.Assessments[:1] }),
	}, k.checks())
}
