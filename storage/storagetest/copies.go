package storagetest

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
)

// copyChecks test that records are copied on the way in and out.
func copyChecks() []Check {
	parts := []struct {
		name, what string
		change     func(*complaint.Complaint)
	}{
		{"record", "the record and its lists", func(c *complaint.Complaint) {
			c.State = "scribbled"
			c.Origins[0], c.AgencyPath[0], c.Supporting[0] = "scribbled", "scribbled", "scribbled"
			c.Region[0], c.Escalations[0].Rung = c.Region[1], complaint.RungSuperior
			c.Accused[0].Agency, c.EscalatedTo[0] = "scribbled", "scribbled"
		}},
		{"timeline", "the timeline", func(c *complaint.Complaint) { c.Timeline[0].Action = "scribbled" }},
		{"details", "lists inside an entry", func(c *complaint.Complaint) { c.Timeline[0].Details.Supporting[0] = "scribbled" }},
		{"pointer", "what an entry points to", func(c *complaint.Complaint) { c.Timeline[0].Details.Disclosure.Public = false }},
		{"attributes", "the attributes inside an entry", func(c *complaint.Complaint) {
			list := c.Timeline[0].Details.Attributes
			list[1].Values[0], list[2].Code = "scribbled", "scribbled"
		}},
		{"corrections", "the corrections inside an entry", func(c *complaint.Complaint) {
			c.Timeline[1].Details.Corrections[0].At = began().Add(time.Second)
		}},
		{"texts", "the texts", func(c *complaint.Complaint) { c.Texts[0].Body = "scribbled" }},
		{"attachments", "the attachments", func(c *complaint.Complaint) { c.Attachments[0].Name = "scribbled" }},
	}
	var list []Check
	for _, part := range parts {
		list = append(
			list,
			check("copies/in-"+part.name, "changing "+part.what+" of what was committed changes nothing stored", func(p *probe) {
				c := p.open(nested)
				stored := p.put1(c)
				part.change(c)
				p.stored(stored)
			}),
			check("copies/got-"+part.name, "changing "+part.what+" of what Get returned changes nothing stored", func(p *probe) {
				stored := p.put1(p.open(nested))
				got, err := p.cases.Get(p.ctx, stored.ID)
				p.ok(err, "Get")
				part.change(got)
				p.stored(stored)
			}),
			check("copies/listed-"+part.name, "changing "+part.what+" of what List yielded changes nothing stored", func(p *probe) {
				stored := p.put1(p.open(nested))
				for _, c := range p.list(complaint.Query{}) {
					part.change(c)
				}
				p.stored(stored)
			}),
		)
	}
	return list
}
