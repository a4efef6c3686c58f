package storagetest

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

type change = func(*complaint.Complaint)

// filterChecks test each field of a filter: the first complaints are meant, the
// others not.
func filterChecks() []Check {
	one := func(name, promise string, f complaint.Filter, meant, others []change) Check {
		return Check{Name: "filter/" + name, Promise: promise, run: func(p *probe) { p.filters(f, meant, others) }}
	}
	state := func(s lifecycle.State) change { return func(c *complaint.Complaint) { c.State = s } }
	kind := func(k complaint.Kind) change { return func(c *complaint.Complaint) { c.Kind = k } }
	class := func(k complaint.Class) change { return func(c *complaint.Complaint) { c.Class = k } }
	channel := func(k complaint.Channel) change { return func(c *complaint.Complaint) { c.Channel = k } }
	category := func(k complaint.Category) change { return func(c *complaint.Complaint) { c.Category = k } }
	in := func(codes ...string) change {
		return func(c *complaint.Complaint) {
			for _, code := range codes {
				c.Region = append(c.Region, region.MustParse(code))
			}
		}
	}
	agencies := func(a, main agency.ID, rest ...agency.ID) change {
		return func(c *complaint.Complaint) { c.Agency, c.Main, c.Supporting = a, main, rest }
	}
	below := func(path ...agency.ID) change {
		return func(c *complaint.Complaint) { c.Agency, c.AgencyPath = path[len(path)-1], path }
	}
	told := func(bodies ...agency.ID) change {
		return func(c *complaint.Complaint) { c.EscalatedTo = bodies }
	}
	begun := func(t time.Time) change { return func(c *complaint.Complaint) { c.Timeline[0].At = t } }
	noon := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	disclosed := func(verified, public bool) change {
		return func(c *complaint.Complaint) { c.Verified, c.Disclosure.Public = verified, public }
	}
	archived := func(why complaint.ArchiveReason) change {
		return both(disclosed(true, true), func(c *complaint.Complaint) { c.Archived = why })
	}
	reopened := func(by lifecycle.Action) change {
		return both(disclosed(true, true), func(c *complaint.Complaint) {
			for _, a := range []lifecycle.Action{complaint.ActionForward, complaint.ActionWithdraw, by} {
				e := c.Timeline[0]
				e.Seq, e.Action = len(c.Timeline)+1, a
				c.Timeline = append(c.Timeline, e)
			}
		})
	}
	accused := func(bodies ...complaint.Accusation) change {
		return both(disclosed(true, true), func(c *complaint.Complaint) { c.Accused = bodies })
	}
	changed := func(t time.Time) change {
		return func(c *complaint.Complaint) {
			e := c.Timeline[0]
			e.Seq, e.At = 2, t
			c.Timeline = append(c.Timeline, e)
		}
	}
	return []Check{
		one("states", "states: one of those named", complaint.Filter{States: []lifecycle.State{"a", "b"}},
			[]change{state("a"), state("b")}, []change{state("c"), state("ab")}),
		one("states-case", "states are compared bytewise", complaint.Filter{States: []lifecycle.State{"open"}},
			[]change{state("open")}, []change{state("Open")}),
		one("kinds", "kinds: one of those named", complaint.Filter{Kinds: []complaint.Kind{complaint.KindAspiration, complaint.KindInformation}},
			[]change{kind(complaint.KindAspiration), kind(complaint.KindInformation)}, []change{kind(complaint.KindComplaint)}),
		one("classes", "classes: one of those named; unclassified cases are none", complaint.Filter{Classes: []complaint.Class{complaint.ClassSupervisory, complaint.ClassAspiration}},
			[]change{class(complaint.ClassSupervisory), class(complaint.ClassAspiration)}, []change{class(complaint.ClassInformation), class("")}),
		one("channels", "channels: one of those named", complaint.Filter{Channels: []complaint.Channel{complaint.ChannelSMS, complaint.ChannelWhatsApp}},
			[]change{channel(complaint.ChannelSMS), channel(complaint.ChannelWhatsApp)}, []change{channel(complaint.ChannelWeb)}),
		one("category", "category: itself and all below it", complaint.Filter{Category: "works/roads"},
			[]change{category("works/roads"), category("works/roads/lamps/poles")}, []change{category("works"), category(""), category("health/roads")}),
		one("category-prefix", "category: what merely begins with the same letters is another one", complaint.Filter{Category: "works"},
			[]change{category("works")}, []change{category("works_b"), category("workshop"), category("works2/roads")}),
		one("category-wildcard", "category: an underscore is a letter and no wildcard", complaint.Filter{Category: "a_b"},
			[]change{category("a_b")}, []change{category("axb"), category("a1b")}),
		one("region", "region: the unit and everything in it", complaint.Filter{Region: region.MustParse("51.71")},
			[]change{in("51", "51.71"), in("51", "51.71", "51.71.01")}, []change{in("51"), in(), in("51", "51.72")}),
		one("region-path", "region: the path counts, not the letters of the code", complaint.Filter{Region: region.MustParse("51")},
			[]change{in("51")}, []change{in("51.03"), in("x:51")}),
		one("region-case", "region: codes are compared bytewise", complaint.Filter{Region: region.MustParse("nyc:MN")},
			[]change{in("nyc:MN")}, []change{in("nyc:mn")}),
		one("agency", "agency: the one that coordinates", complaint.Filter{Agency: "roads"},
			[]change{agencies("roads", "")}, []change{agencies("", ""), agencies("roads-east", ""), agencies("parks", "")}),
		one("agency-main", "agency: the main unit", complaint.Filter{Agency: "lamps"},
			[]change{agencies("roads", "lamps")}, []change{agencies("roads", "poles")}),
		one("agency-supporting", "agency: any supporting unit", complaint.Filter{Agency: "lamps"},
			[]change{agencies("roads", "x", "y", "lamps")}, []change{agencies("roads", "x", "y")}),
		one("agency-above", "agency: any body above the one that coordinates", complaint.Filter{Agency: "city"},
			[]change{below("city", "works", "roads"), below("land", "city", "works")}, []change{below("land", "city-2", "works")}),
		one("escalated-to", "escalated_to: any of those that an escalation told, and not whoever holds the case", complaint.Filter{EscalatedTo: "city"},
			[]change{told("city"), told("land", "city")}, []change{told(), told("city-2"), below("city", "works"), agencies("city", "city")}),
		one("agency-told", "agency: whom an escalation told is no agency of the case", complaint.Filter{Agency: "city"},
			[]change{below("city", "works")}, []change{told("city")}),
		one("agency-case", "agency: IDs are compared bytewise", complaint.Filter{Agency: "Roads"},
			[]change{agencies("Roads", "")}, []change{agencies("roads", "")}),
		one("parent", "parent: the cases merged into it", complaint.Filter{Parent: complaint.ID{UUID: numbered(3, 1)}},
			[]change{func(c *complaint.Complaint) { c.Parent = complaint.ID{UUID: numbered(3, 1)} }},
			[]change{nil, func(c *complaint.Complaint) { c.Parent = complaint.ID{UUID: numbered(3, 2)} }}),
		one("due", "due: set and not later than the instant, which itself counts", complaint.Filter{DueBy: noon},
			[]change{dueAt(noon), dueAt(noon.Add(-time.Microsecond))}, []change{dueAt(noon.Add(time.Microsecond))}),
		one("due-never", "due: what is never due is not due by any instant", complaint.Filter{DueBy: noon},
			[]change{dueAt(noon.AddDate(-1, 0, 0))}, []change{dueAt(time.Time{})}),
		one("submitted-from", "submitted from: the instant itself counts", complaint.Filter{SubmittedFrom: noon},
			[]change{begun(noon), begun(noon.AddDate(1, 0, 0))}, []change{begun(noon.Add(-time.Microsecond))}),
		one("submitted-until", "submitted until: the instant itself does not count", complaint.Filter{SubmittedUntil: noon},
			[]change{begun(noon.Add(-time.Microsecond))}, []change{begun(noon), begun(noon.AddDate(1, 0, 0))}),
		one("submitted-zone", "submitted: the instant counts, not how it is written", complaint.Filter{SubmittedFrom: noon.In(time.FixedZone("WIB", 7*60*60))},
			[]change{begun(noon.Add(time.Minute)), begun(noon.Add(time.Hour))}, []change{begun(noon.Add(-time.Hour))}),
		one("submitted-corrected", "submitted: the corrected instant counts, not the recorded one", complaint.Filter{SubmittedFrom: noon, SubmittedUntil: noon.Add(time.Minute)},
			[]change{both(begun(noon.AddDate(73, 0, 0)), mended(noon.Add(time.Second)))}, []change{both(begun(noon.Add(time.Second)), mended(noon.Add(-time.Minute)))}),
		check("filter/submitted-mended", "submitted: an instant that is corrected afterwards counts from then on", func(p *probe) {
			c := p.put1(p.open(begun(noon.AddDate(73, 0, 0))))
			c = c.Clone()
			mended(noon)(c)
			c = p.put1(c)
			p.lists(complaint.Query{Filter: complaint.Filter{SubmittedUntil: noon.Add(time.Minute)}}, c)
		}),
		one("updated-from", "updated from: the last entry counts, not the first", complaint.Filter{UpdatedFrom: noon},
			[]change{changed(noon), changed(noon.Add(time.Hour))}, []change{changed(noon.Add(-time.Microsecond))}),
		one("public", "public: verified and not secret, both", complaint.Filter{PublicOnly: true},
			[]change{disclosed(true, true)}, []change{disclosed(false, true), disclosed(true, false), disclosed(false, false)}),
		one("public-ended", "public: not once it was archived as withdrawn, spam, unclear or out of scope", complaint.Filter{PublicOnly: true},
			[]change{archived(complaint.ArchivedDuplicate), archived(complaint.ArchivedExpired)},
			[]change{archived(complaint.ArchivedWithdrawn), archived(complaint.ArchivedSpam), archived(complaint.ArchivedUnclear), archived(complaint.ArchivedOutOfScope)}),
		one("public-anew", "public: after such an end only once it was verified anew", complaint.Filter{PublicOnly: true},
			[]change{reopened(complaint.ActionForward)}, []change{reopened(complaint.ActionReopen)}),
		one("public-accused", "public: not while it accuses somebody", complaint.Filter{PublicOnly: true},
			[]change{accused()}, []change{accused(complaint.Accusation{Agency: "works"})}),
		one("accusing", "accusing: as long as it accuses somebody", complaint.Filter{Accusing: true},
			[]change{accused(complaint.Accusation{Agency: "works"}), accused(complaint.Accusation{Agency: "roads", Confirmed: true})}, []change{accused()}),
		one("none", "a filter that means nothing yields nothing and no error", complaint.Filter{States: []lifecycle.State{"nowhere"}},
			nil, []change{nil, nil}),
		one("two", "two fields narrow: both must hold", complaint.Filter{Kinds: []complaint.Kind{complaint.KindAspiration}, Classes: []complaint.Class{complaint.ClassAspiration}},
			[]change{both(kind(complaint.KindAspiration), class(complaint.ClassAspiration))},
			[]change{kind(complaint.KindAspiration), class(complaint.ClassAspiration)}),
		check("filter/tracking", "tracking: the one complaint with the number", func(p *probe) {
			list := many(p, 4)
			p.lists(complaint.Query{Filter: complaint.Filter{Tracking: list[2].Tracking}}, list[2])
			p.lists(complaint.Query{Filter: complaint.Filter{Tracking: trackingOf(77)}})
		}),
		check("filter/tracking-and", "tracking: the other fields narrow all the same", func(p *probe) {
			c := p.put1(p.open())
			p.lists(complaint.Query{Filter: complaint.Filter{Tracking: c.Tracking, States: []lifecycle.State{"other"}}})
		}),
		check("filter/tracking-after", "tracking: a place after the complaint leaves it out", func(p *probe) {
			c := p.put1(p.open())
			p.lists(complaint.Query{Filter: complaint.Filter{Tracking: c.Tracking}, After: placeOf(c)})
		}),
		check("filter/external", "external: the one complaint with the reference, bytewise", func(p *probe) {
			a := p.put1(p.open(external("s", "x")))
			p.put(p.open())
			p.lists(complaint.Query{Filter: complaint.Filter{External: a.External}}, a)
			p.lists(complaint.Query{Filter: complaint.Filter{External: complaint.External{System: "s", ID: complaint.NewPrivate("X")}}})
			p.lists(complaint.Query{Filter: complaint.Filter{External: complaint.External{System: "t", ID: complaint.NewPrivate("x")}}})
		}),
		check("filter/limit", "the limit counts what the filter means, not what was looked at", func(p *probe) {
			var want []*complaint.Complaint
			for i := range 12 {
				c := p.open(state([]lifecycle.State{"a", "b", "b"}[i%3]))
				if p.put(c); i%3 == 0 {
					want = append(want, c)
				}
			}
			p.lists(complaint.Query{Filter: complaint.Filter{States: []lifecycle.State{"a"}}, Limit: 3}, want[:3]...)
		}),
		check("filter/moved", "a changed complaint is found under its new values and no longer under the old ones", func(p *probe) {
			c := p.put1(p.open(both(state("a"), agencies("x", "y", "z"))))
			p.put(later(c, both(state("b"), agencies("p", "q", "r"))))
			for _, f := range []complaint.Filter{{States: []lifecycle.State{"a"}}, {Agency: "x"}, {Agency: "y"}, {Agency: "z"}} {
				p.lists(complaint.Query{Filter: f})
			}
			for _, f := range []complaint.Filter{{States: []lifecycle.State{"b"}}, {Agency: "p"}, {Agency: "q"}, {Agency: "r"}} {
				p.lists(complaint.Query{Filter: f}, c)
			}
		}),
		{Name: "filter/random", Promise: "any filter, in any order, after any place, yields what its words mean", run: randomFilters},
	}
}

// both makes two changes.
func both(a, b change) change {
	return func(c *complaint.Complaint) {
		a(c)
		b(c)
	}
}

// filters stores complaints that a filter means between others that it does
// not, and expects the first ones alone.
func (p *probe) filters(f complaint.Filter, meant, others []change) {
	var want []*complaint.Complaint
	for i := range max(len(meant), len(others)) {
		for _, list := range []struct {
			of   []change
			keep bool
		}{{others, false}, {meant, true}} {
			if i >= len(list.of) {
				continue
			}
			c := p.open()
			if list.of[i] != nil {
				list.of[i](c)
			}
			if p.put(c); list.keep {
				want = append(want, c)
			}
		}
	}
	p.lists(complaint.Query{Filter: f}, want...)
	if len(want) > 0 {
		slices.SortFunc(want, func(a, b *complaint.Complaint) int { return before(complaint.ByDue, a, b) })
		p.lists(complaint.Query{Filter: f, Order: complaint.ByDue}, want...)
	}
}

// kinds and classes are few words, one of an edition's own among them.
func kinds() []complaint.Kind {
	return []complaint.Kind{complaint.KindComplaint, complaint.KindAspiration, "own_kind"}
}

func classes() []complaint.Class {
	return []complaint.Class{"", complaint.ClassNonSupervisory, complaint.ClassSupervisory, "own_class", complaint.ClassAspiration}
}

// randomFilters asks combinations of filters about complaints made of few
// values, so that many match.
func randomFilters(p *probe) {
	r := rand.New(rand.NewPCG(6, 1))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	hour := func() time.Time { return began().Add(time.Duration(r.IntN(20)) * time.Hour) }
	var stored []*complaint.Complaint
	for range 60 {
		c := p.open(func(c *complaint.Complaint) {
			c.State, c.Kind, c.Class = lifecycle.State(pick("a", "b", "c")), kinds()[r.IntN(3)], classes()[r.IntN(5)]
			c.Category = complaint.Category(pick("", "x", "x/y", "x/y/z", "xy"))
			c.Agency, c.Main = agency.ID(pick("", "p", "q")), agency.ID(pick("", "q", "r"))
			if r.IntN(3) == 0 {
				c.EscalatedTo = []agency.ID{agency.ID(pick("p", "q")), "r"}
			}
			c.Verified, c.Disclosure.Public = r.IntN(2) == 0, r.IntN(2) == 0
			if r.IntN(3) > 0 {
				c.NextDue = hour()
			}
			c.Timeline[0].At = hour()
			if r.IntN(3) == 0 {
				c.Accused = []complaint.Accusation{{Agency: "works"}}
			}
		})
		p.put(c)
		stored = append(stored, c)
	}
	for range 150 {
		var q complaint.Query
		f := &q.Filter
		for _, set := range []func(){
			func() { f.States = []lifecycle.State{lifecycle.State(pick("a", "b")), "c"} },
			func() { f.Kinds = []complaint.Kind{kinds()[r.IntN(3)]} },
			func() { f.Classes = []complaint.Class{classes()[r.IntN(5)], complaint.ClassAspiration} },
			func() { f.Category = complaint.Category(pick("x", "x/y", "xy")) },
			func() { f.Agency = agency.ID(pick("p", "q", "r")) },
			func() { f.EscalatedTo = agency.ID(pick("p", "q", "r")) },
			func() { f.DueBy = hour() },
			func() { f.SubmittedFrom = hour() },
			func() { f.SubmittedUntil = hour() },
			func() { f.UpdatedFrom = hour() },
			func() { f.PublicOnly = true },
			func() { f.Accusing = true },
			func() { q.Order = complaint.ByDue },
			func() {
				q.Order = []complaint.Order{complaint.ByNewest, complaint.ByUpdated, complaint.ByLatest}[r.IntN(3)]
			},
			func() { q.Limit = 1 + r.IntN(10) },
			func() { q.After = placeOf(stored[r.IntN(len(stored))]) },
		} {
			if r.IntN(5) == 0 {
				set()
			}
		}
		var want []*complaint.Complaint
		at := &complaint.Complaint{ID: q.After.ID, NextDue: q.After.Due, Timeline: []complaint.Entry{{At: q.After.Updated}}}
		for _, c := range stored {
			if meant(*f, c) && (q.After == complaint.Position{} || before(q.Order, c, at) > 0) {
				want = append(want, c)
			}
		}
		slices.SortFunc(want, func(a, b *complaint.Complaint) int { return before(q.Order, a, b) })
		if q.Limit > 0 && len(want) > q.Limit {
			want = want[:q.Limit]
		}
		p.lists(q, want...)
	}
}
