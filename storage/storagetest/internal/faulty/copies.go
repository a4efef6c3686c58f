package faulty

import (
	"context"
	"sync"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// shares remembers a part of a record as somebody else holds it, and returns a
// function that puts it into a record read later.
type shares func(held *complaint.Complaint) func(read *complaint.Complaint)

func sharedParts() map[string]shares {
	return map[string]shares{
		"record": func(h *complaint.Complaint) func(*complaint.Complaint) {
			state := &h.State
			origins, path, units, where, rungs := h.Origins, h.AgencyPath, h.Supporting, h.Region, h.Escalations
			return func(c *complaint.Complaint) {
				c.State = *state
				c.Origins, c.AgencyPath, c.Supporting = append([]lifecycle.State(nil), origins...), append([]agency.ID(nil), path...), append([]agency.ID(nil), units...)
				c.Region, c.Escalations = append(region.Path(nil), where...), append([]complaint.Escalation(nil), rungs...)
			}
		},
		"timeline": func(h *complaint.Complaint) func(*complaint.Complaint) {
			first := h.Timeline[:1]
			return func(c *complaint.Complaint) { c.Timeline[0].Action = first[0].Action }
		},
		"details": func(h *complaint.Complaint) func(*complaint.Complaint) {
			units := h.Timeline[0].Details.Supporting
			return func(c *complaint.Complaint) {
				c.Timeline[0].Details.Supporting = append([]agency.ID(nil), units...)
			}
		},
		"pointer": func(h *complaint.Complaint) func(*complaint.Complaint) {
			d := h.Timeline[0].Details.Disclosure
			return func(c *complaint.Complaint) {
				if d != nil {
					own := *d
					c.Timeline[0].Details.Disclosure = &own
				}
			}
		},
		"attributes": func(h *complaint.Complaint) func(*complaint.Complaint) {
			shared := &complaint.Complaint{Timeline: []complaint.Entry{{Details: complaint.Details{Attributes: h.Timeline[0].Details.Attributes}}}}
			return func(c *complaint.Complaint) {
				c.Timeline[0].Details.Attributes = shared.Clone().Timeline[0].Details.Attributes
			}
		},
		"corrections": func(h *complaint.Complaint) func(*complaint.Complaint) {
			last := len(h.Timeline) - 1
			list := h.Timeline[last].Details.Corrections
			return func(c *complaint.Complaint) {
				c.Timeline[last].Details.Corrections = append([]complaint.Correction(nil), list...)
			}
		},
		"texts": func(h *complaint.Complaint) func(*complaint.Complaint) {
			texts := h.Texts
			return func(c *complaint.Complaint) { c.Texts = append([]complaint.Text(nil), texts...) }
		},
		"attachments": func(h *complaint.Complaint) func(*complaint.Complaint) {
			files := h.Attachments
			return func(c *complaint.Complaint) { c.Attachments = append([]complaint.Attachment(nil), files...) }
		},
	}
}

// holder keeps what is shared, by ID and version.
type holder struct {
	mu   sync.Mutex
	part shares
	held map[complaint.ID]func(*complaint.Complaint)
	at   map[complaint.ID]storage.Version
}

func newHolder(part shares) *holder {
	return &holder{part: part, held: map[complaint.ID]func(*complaint.Complaint){}, at: map[complaint.ID]storage.Version{}}
}

func (h *holder) keep(c *complaint.Complaint, version storage.Version) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.held[c.ID], h.at[c.ID] = h.part(c), version
}

func (h *holder) put(c *complaint.Complaint) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.held[c.ID] != nil && h.at[c.ID] == c.Version {
		h.held[c.ID](c)
	}
}

func copyFaults() []Fault {
	var list []Fault
	for name, part := range sharedParts() {
		list = append(
			list,
			Fault{Check: "copies/in-" + name, Planted: "the store keeps the committed record itself: " + name, into: func(s *plant) {
				h := newHolder(part)
				s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
					err := call(ctx, b)
					if c := sole(b); err == nil && c != nil {
						h.keep(c, c.Version+1)
					}
					return err
				}
				s.read = h.put
			}},
			Fault{Check: "copies/got-" + name, Planted: "Get returns the stored record itself: " + name, into: func(s *plant) {
				h := newHolder(part)
				s.cases.get = func(ctx context.Context, id complaint.ID, call caseCall) (*complaint.Complaint, error) {
					c, err := call(ctx, id)
					if err == nil {
						h.put(c)
						h.keep(c, c.Version)
					}
					return c, err
				}
			}},
			Fault{Check: "copies/listed-" + name, Planted: "List yields the stored record itself: " + name, into: func(s *plant) {
				h := newHolder(part)
				s.read = h.put
				s.cases.list = func(ctx context.Context, q complaint.Query, call casesCall) cases {
					return passing(call(ctx, q), func(c *complaint.Complaint) { h.keep(c, c.Version) })
				}
			}},
		)
	}
	return list
}
