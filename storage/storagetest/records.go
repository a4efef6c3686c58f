package storagetest

import (
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// recordChecks test that the parts of a complaint come back.
func recordChecks() []Check {
	back := func(name, promise string, change func(*complaint.Complaint)) Check {
		return Check{Name: "record/" + name, Promise: promise, run: func(p *probe) { p.stored(p.put1(p.open(change))) }}
	}
	return []Check{
		{
			Name: "record/least", Promise: "a plain complaint comes back as it was committed, with version 1",
			Shared: "every check commits a plain complaint; this one says in a word that nothing works at all",
			run:    func(p *probe) { p.stored(p.put1(p.open())) },
		},
		back("full", "a complaint with every field filled comes back in every field", full),
		back("origins", "the stack of origins keeps its order and repetitions", func(c *complaint.Complaint) {
			c.Origins = []lifecycle.State{"b", "a", "b", "c"}
		}),
		back("supporting", "supporting units keep the order of the assignment", func(c *complaint.Complaint) {
			c.Main, c.Supporting = "m", []agency.ID{"z", "a", "k"}
		}),
		back("agency-path", "the path to the agency keeps its order", func(c *complaint.Complaint) {
			c.Agency, c.AgencyPath = "a", []agency.ID{"z", "k", "a"}
		}),
		back("region-path", "the path to the region keeps its order", func(c *complaint.Complaint) {
			c.Region = region.Path{region.MustParse("x:zz"), region.MustParse("x:aa"), region.MustParse("x:kk")}
		}),
		back("region-case", "codes of regions keep their case", func(c *complaint.Complaint) {
			c.Region = region.Path{region.MustParse("nyc:MN-05"), region.MustParse("nyc:mn-05")}
		}),
		back("attachments", "attachments keep their order", func(c *complaint.Complaint) {
			for _, name := range []string{"z.jpg", "a.jpg", "k.jpg"} {
				c.Attachments = append(c.Attachments, complaint.Attachment{Name: name, MediaType: "image/jpeg", Size: 1, Digest: sha256.Sum256([]byte("x"))})
			}
		}),
		back("escalations", "escalations keep their order", func(c *complaint.Complaint) {
			c.Escalations = []complaint.Escalation{
				{Clock: "z", Rung: complaint.RungOmbudsman}, {Clock: "a", Rung: complaint.RungSuperior}, {Clock: "z", Rung: complaint.RungSuperior},
			}
		}),
		back("disclosure", "what the reporter discloses comes back in the record: named, and not public", func(c *complaint.Complaint) {
			c.Disclosure = complaint.Disclosure{Named: true}
		}),
		back("entry-disclosure", "an entry that states no disclosure comes back with none, not with the most private one", func(c *complaint.Complaint) {
			newest(c).Details.Disclosure = nil
		}),
		back("event-date", "the day of the event comes back, 29 February included", func(c *complaint.Complaint) {
			c.EventDate = aduan.Date{Year: 2024, Month: time.February, Day: 29}
		}),
		back("category", "a category of many levels comes back", func(c *complaint.Complaint) {
			c.Category = "a/b_2/c/d/e/f/g/h"
		}),
		back("editions", "the editions of lifecycle and policy come back, dots and spaces included", func(c *complaint.Complaint) {
			c.Lifecycle, c.Policy = complaint.Edition{Name: "kota x", Edition: "1.10"}, complaint.Edition{Name: "p", Edition: "1.1"}
		}),
		back("actor-region", "the region for which somebody acted comes back", func(c *complaint.Complaint) {
			newest(c).By.Region = region.MustParse("51.03")
		}),
		back("corrections", "the instants that an entry corrects come back, to the microsecond", mended(began().Add(time.Microsecond))),
		back("told", "what a clock told comes back beside the instant of the entry", func(c *complaint.Complaint) {
			newest(c).Told = newest(c).At.Add(-time.Microsecond)
		}),
		back("same-instant", "entries of the same instant keep their order", func(c *complaint.Complaint) {
			for _, action := range []lifecycle.Action{"z", "a", "k"} {
				e := c.Timeline[0]
				e.Seq, e.Action = len(c.Timeline)+1, action
				c.Timeline = append(c.Timeline, e)
			}
		}),
		check("record/long", "a timeline of 1,000 entries comes back whole and in order", func(p *probe) {
			p.stored(p.put1(p.open(func(c *complaint.Complaint) {
				for i := range 999 {
					e := c.Timeline[0]
					e.Seq, e.Key, e.At = i+2, fmt.Sprintf("k%d", i), e.At.Add(time.Duration(i)*time.Millisecond)
					c.Timeline = append(c.Timeline, e)
				}
			})))
		}),
		check("record/replaced", "a commit replaces the whole record: what the new state leaves empty is empty", func(p *probe) {
			c := p.put1(p.open(func(c *complaint.Complaint) { c.Agency, c.Main, c.Supporting = "roads", "m", []agency.ID{"s"} }))
			p.stored(p.put1(later(c, func(c *complaint.Complaint) { c.Main, c.Supporting = "", nil })))
		}),
		check("record/unknown", "Get of an unknown ID is a *storage.NotFoundError that names kind and key", func(p *probe) {
			c := p.open()
			_, err := p.cases.Get(p.ctx, c.ID)
			found := errorAs[*storage.NotFoundError](p, err, storage.ErrNotFound, "Get of an unknown ID")
			if found.Kind != "complaint" || found.Key != c.ID.String() {
				p.failf("the error names %s %s, want complaint %s", found.Kind, found.Key, c.ID)
			}
		}),
		check("record/zero-id", "Get of the zero ID is storage.ErrNotFound, not another complaint", func(p *probe) {
			p.put(p.open())
			_, err := p.cases.Get(p.ctx, complaint.ID{})
			p.is(err, storage.ErrNotFound, "Get of the zero ID")
		}),
	}
}
