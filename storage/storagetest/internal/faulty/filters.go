package faulty

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// small reports whether the store is one of those in which a single field is
// tested; random filters are asked of a larger one.
func small(s *plant) bool { return s.count() < 50 }

// misread plants a filter of which one field is judged in another way: in small
// stores only, if the field is also tested at random.
func misread(name, planted string, alsoRandom bool, field func(f *complaint.Filter) (asked bool), match func(f complaint.Filter, c *complaint.Complaint) bool) Fault {
	f := keeps("filter/"+name, planted, field, match)
	correct := f.into
	f.into = func(s *plant) {
		correct(s)
		faulty := s.cases.list
		s.cases.list = nil
		s.cases.list = func(ctx context.Context, q complaint.Query, call casesCall) cases {
			if q.Order == complaint.ByID && (!alsoRandom || small(s)) { // other orders have checks of their own
				return faulty(ctx, q, call)
			}
			return call(ctx, q)
		}
	}
	return f
}

func agencyField(f *complaint.Filter) bool {
	asked := f.Agency != ""
	f.Agency = ""
	return asked
}

func regionField(f *complaint.Filter) bool {
	asked := !f.Region.IsZero()
	f.Region = region.Code{}
	return asked
}

func categoryField(f *complaint.Filter) bool {
	asked := f.Category != ""
	f.Category = ""
	return asked
}

// toldField takes a filter by whom an escalation told away.
func toldField(f *complaint.Filter) bool {
	asked := f.EscalatedTo != ""
	f.EscalatedTo = ""
	return asked
}

// holds is the right meaning of a filter by agency.
func holds(a agency.ID, c *complaint.Complaint) bool {
	return a == c.Agency || a == c.Main || slices.Contains(c.Supporting, a) || slices.Contains(c.AgencyPath, a)
}

func filterFaults() []Fault {
	firstOnly := func(check string, cut func(f *complaint.Filter)) Fault {
		return asks("filter/"+check, "of several values the first one counts", func(s *plant, q *complaint.Query) {
			if small(s) {
				cut(&q.Filter)
			}
		})
	}
	return []Fault{
		firstOnly("states", func(f *complaint.Filter) { f.States = f.States[:min(1, len(f.States))] }),
		firstOnly("kinds", func(f *complaint.Filter) { f.Kinds = f.Kinds[:min(1, len(f.Kinds))] }),
		firstOnly("classes", func(f *complaint.Filter) { f.Classes = f.Classes[:min(1, len(f.Classes))] }),
		firstOnly("channels", func(f *complaint.Filter) { f.Channels = f.Channels[:min(1, len(f.Channels))] }),
		misread("states-case", "states are compared without case", false, func(f *complaint.Filter) bool {
			asked := len(f.States) == 1
			if asked {
				f.States = nil
			}
			return asked
		}, func(f complaint.Filter, c *complaint.Complaint) bool {
			return strings.EqualFold(string(f.States[0]), string(c.State))
		}),
		misread("category", "a category is compared whole", true, categoryField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return f.Category == c.Category
		}),
		misread("category-prefix", "a category is compared by its first letters", true, categoryField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return strings.HasPrefix(string(c.Category), string(f.Category))
		}),
		misread("category-wildcard", "an underscore in a category stands for any letter", false, categoryField, func(f complaint.Filter, c *complaint.Complaint) bool {
			if len(f.Category) > len(c.Category) {
				return false
			}
			head := []byte(c.Category[:len(f.Category)])
			for i := range head {
				if f.Category[i] == '_' {
					head[i] = '_'
				}
			}
			return string(head) == string(f.Category) && (len(c.Category) == len(head) || c.Category[len(head)] == '/')
		}),
		misread("region", "a region is compared with the innermost one only", false, regionField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return f.Region == c.Region.Unit()
		}),
		misread("region-path", "a region is compared by the first letters of codes", false, regionField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return some(c.Region, func(code region.Code) bool { return strings.HasPrefix(code.String(), f.Region.String()) })
		}),
		misread("region-case", "codes of regions are compared without case", false, regionField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return some(c.Region, func(code region.Code) bool { return strings.EqualFold(code.String(), f.Region.String()) })
		}),
		misread("agency", "an agency is compared by its first letters", false, agencyField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return holds(f.Agency, c) || strings.HasPrefix(string(c.Agency), string(f.Agency)+"-")
		}),
		misread("agency-main", "the main unit of a new complaint is not looked at", true, agencyField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return holds(f.Agency, c) && (c.Version > 1 || f.Agency != c.Main)
		}),
		misread("agency-supporting", "the first supporting unit counts only", false, agencyField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return holds(f.Agency, c) && slices.Index(c.Supporting, f.Agency) < 1
		}),
		misread("agency-above", "the next body above counts only", false, agencyField, func(f complaint.Filter, c *complaint.Complaint) bool {
			i := slices.Index(c.AgencyPath, f.Agency)
			return holds(f.Agency, c) && (i < 0 || i >= len(c.AgencyPath)-2)
		}),
		misread("escalated-to", "of those whom escalations told the first counts only", true, toldField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return slices.Index(c.EscalatedTo, f.EscalatedTo) == 0
		}),
		misread("agency-told", "an agency that an escalation told counts as one of the case", true, agencyField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return holds(f.Agency, c) || slices.Contains(c.EscalatedTo, f.Agency)
		}),
		misread("agency-case", "agencies are compared without case", false, agencyField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return holds(f.Agency, c) || strings.EqualFold(string(c.Agency), string(f.Agency))
		}),
		asks("filter/accusing", "in a small store whether somebody is accused is not looked at", func(s *plant, q *complaint.Query) {
			q.Filter.Accusing = q.Filter.Accusing && !small(s)
		}),
		asks("filter/parent", "the parent is not looked at", func(_ *plant, q *complaint.Query) { q.Filter.Parent = complaint.ID{} }),
	}
}

func fieldFaults() []Fault {
	dueField := func(f *complaint.Filter) bool {
		asked := !f.DueBy.IsZero()
		f.DueBy = time.Time{}
		return asked
	}
	zero := func(at *time.Time) bool {
		asked := !at.IsZero()
		*at = time.Time{}
		return asked
	}
	publicOnly := func(f *complaint.Filter) bool {
		asked := f.PublicOnly
		f.PublicOnly = false
		return asked
	}
	empty := func(check, planted string, when func(s *plant, q complaint.Query) bool, instead func(q *complaint.Query), err error) Fault {
		return yields("filter/"+check, planted, func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if len(list) == 0 && when(s, q) {
				if instead != nil {
					instead(&q)
					return ask(q), nil
				}
				return nil, err
			}
			return list, nil
		})
	}
	return []Fault{
		misread("due", "the instant itself does not count as due", true, dueField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return !c.NextDue.IsZero() && c.NextDue.Before(f.DueBy)
		}),
		misread("due-never", "what is never due counts as due", true, dueField, func(f complaint.Filter, c *complaint.Complaint) bool {
			return !c.NextDue.After(f.DueBy)
		}),
		misread("submitted-from", "the first instant does not count", true, func(f *complaint.Filter) bool { return zero(&f.SubmittedFrom) }, func(f complaint.Filter, c *complaint.Complaint) bool {
			return c.SubmittedAt().After(f.SubmittedFrom)
		}),
		misread("submitted-until", "the last instant counts", true, func(f *complaint.Filter) bool { return zero(&f.SubmittedUntil) }, func(f complaint.Filter, c *complaint.Complaint) bool {
			return !c.SubmittedAt().After(f.SubmittedUntil)
		}),
		misread("submitted-zone", "the zone of the first instant is dropped", false, func(f *complaint.Filter) bool { return zero(&f.SubmittedFrom) }, func(f complaint.Filter, c *complaint.Complaint) bool {
			t := f.SubmittedFrom
			return !c.SubmittedAt().Before(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC))
		}),
		misread("submitted-corrected", "the recorded instant counts", false, func(f *complaint.Filter) bool {
			asked := !f.SubmittedFrom.IsZero() && !f.SubmittedUntil.IsZero()
			if asked {
				f.SubmittedFrom, f.SubmittedUntil = time.Time{}, time.Time{}
			}
			return asked
		}, func(f complaint.Filter, c *complaint.Complaint) bool {
			at := c.Timeline[0].At
			return !at.Before(f.SubmittedFrom) && at.Before(f.SubmittedUntil)
		}),
		misread("submitted-mended", "the instant of the first commit counts for ever", false, func(f *complaint.Filter) bool {
			return f.SubmittedFrom.IsZero() && zero(&f.SubmittedUntil)
		}, func(f complaint.Filter, c *complaint.Complaint) bool {
			return c.Timeline[0].At.Before(f.SubmittedUntil)
		}),
		misread("updated-from", "the first entry counts as the last change", false, func(f *complaint.Filter) bool { return zero(&f.UpdatedFrom) }, func(f complaint.Filter, c *complaint.Complaint) bool {
			return !c.Timeline[0].At.Before(f.UpdatedFrom)
		}),
		misread("public", "what is not verified is public", true, publicOnly, func(_ complaint.Filter, c *complaint.Complaint) bool {
			return c.Disclosure.Public && !c.TakenDown() && len(c.Accused) == 0
		}),
		misread("public-ended", "what was archived as spam stays public", true, publicOnly, func(_ complaint.Filter, c *complaint.Complaint) bool {
			return c.Verified && c.Disclosure.Public && len(c.Accused) == 0 && (!c.TakenDown() || c.Archived == complaint.ArchivedSpam)
		}),
		misread("public-anew", "what was withdrawn is public as soon as it is no longer archived", true, publicOnly, func(_ complaint.Filter, c *complaint.Complaint) bool {
			ended := []complaint.ArchiveReason{complaint.ArchivedWithdrawn, complaint.ArchivedSpam, complaint.ArchivedUnclear, complaint.ArchivedOutOfScope}
			return c.Verified && c.Disclosure.Public && len(c.Accused) == 0 && !slices.Contains(ended, c.Archived)
		}),
		misread("public-accused", "what accuses somebody is public", true, publicOnly, func(_ complaint.Filter, c *complaint.Complaint) bool {
			return c.Verified && c.Disclosure.Public && !c.TakenDown()
		}),
		empty("none", "a filter that finds nothing is an error", func(s *plant, q complaint.Query) bool {
			return len(q.Filter.States) == 1 && s.count() == 2
		}, nil, storage.ErrNotFound),
		misread("two", "of two fields one is enough", true, func(f *complaint.Filter) bool {
			asked := len(f.Kinds) == 1 && len(f.Classes) == 1
			if asked {
				f.Kinds, f.Classes = nil, nil
			}
			return asked
		}, func(f complaint.Filter, c *complaint.Complaint) bool {
			return f.Kinds[0] == c.Kind || f.Classes[0] == c.Class
		}),
		empty("tracking", "an unknown number finds everything", func(s *plant, q complaint.Query) bool {
			return q.Filter.Tracking != "" && s.count() == 4
		}, func(q *complaint.Query) { q.Filter.Tracking = "" }, nil),
		asks("filter/tracking-and", "beside a number no other field counts", func(_ *plant, q *complaint.Query) {
			if q.Filter.Tracking != "" {
				q.Filter = complaint.Filter{Tracking: q.Filter.Tracking}
			}
		}),
		asks("filter/tracking-after", "with a number the place does not count", func(_ *plant, q *complaint.Query) {
			if q.Filter.Tracking != "" {
				q.After = complaint.Position{}
			}
		}),
		misread("external", "references are found without case", false, func(f *complaint.Filter) bool {
			asked := !f.External.IsZero()
			f.External = complaint.External{}
			return asked
		}, func(f complaint.Filter, c *complaint.Complaint) bool {
			return f.External.System == c.External.System && strings.EqualFold(f.External.ID.Open(), c.External.ID.Open())
		}),
		yields("filter/limit", "the limit counts what is looked at", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			if q.Limit == 0 || len(q.Filter.States) != 1 || !small(s) {
				return ask(q), nil
			}
			states := q.Filter.States
			q.Filter.States = nil
			return slices.DeleteFunc(ask(q), func(c *complaint.Complaint) bool { return !slices.Contains(states, c.State) }), nil
		}),
		yields("filter/moved", "a complaint is still found under its old state", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if len(q.Filter.States) != 1 || !small(s) {
				return list, nil
			}
			for _, b := range s.committed() {
				for _, c := range b.Complaints {
					now := s.stored(c.ID)
					if slices.Equal(q.Filter.States, []lifecycle.State{c.State}) && now != nil && now.State != c.State {
						list = append(list, now)
					}
				}
			}
			return list, nil
		}),
		asks("filter/random", "in a large store a class beside a state does not count", func(s *plant, q *complaint.Query) {
			if !small(s) && len(q.Filter.States) > 0 {
				q.Filter.Classes = nil
			}
		}),
	}
}
