package complaint

import (
	"context"
	"slices"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// locate asks where a new report lies. What the locator answers is kept; that it fails
// is noted. A region that the report names stands.
func (s *Service) locate(ctx context.Context, sub *submission) {
	d, h := &sub.draft, &sub.header
	if s.cfg.Locator == nil || d.Location.IsZero() && d.Place == "" {
		return
	}
	found, err := s.cfg.Locator.Locate(ctx, Spot{Location: d.Location, Place: d.Place, Region: copied(h.Region)}, sub.at.Now)
	var paths []region.Path
	if err == nil {
		paths, err = s.lies(&found, sub)
	}
	if err != nil {
		h.Unlocated, sub.unlocated = true, err
		return
	}
	if h.Located = found; len(paths) == 1 {
		h.Region = paths[0]
	}
}

// lies checks what a locator found, writes its regions as their units have them, each
// once, and returns where these lie. Of a report that names its region none are left.
func (s *Service) lies(found *Located, sub *submission) (paths []region.Path, err error) {
	var p storage.Problems
	found.check(&p, "")
	codes := found.Regions
	*found = Located{Areas: copied(found.Areas)}
	for i, code := range codes {
		path, err := s.regionPath(code, sub.at.Now)
		p.Check(storage.At("regions", i), err)
		if err == nil && sub.draft.Region.IsZero() && !slices.Contains(found.Regions, path.Unit()) {
			paths = append(paths, path)
			found.Regions = append(found.Regions, path.Unit())
		}
	}
	return paths, p.Err("what the locator found")
}

// aboutPlace warns that nobody knows where a report lies that says it.
func (s *Service) aboutPlace(c *Complaint, cause error) []Unjudged {
	switch w := c.submittedWhere(); {
	case w.Unlocated:
	case s.cfg.Locator == nil, len(c.Region) > 0, len(w.Regions) > 0, w.Location.IsZero() && w.Asset == "":
		return nil
	default:
		return []Unjudged{{Err: &UnlocatedError{}}}
	}
	return []Unjudged{{Err: &UnlocatedError{Cause: cause, failed: true}}}
}

// candidates are the regions of which each may be the one.
func (c *Complaint) candidates() []region.Code {
	if len(c.Region) > 0 {
		return nil
	}
	return c.Found().Regions
}

// statedRegion is the region that the report names; empty if the locator found it.
func (c *Complaint) statedRegion() region.Path {
	if len(c.submittedWhere().Regions) > 0 {
		return nil
	}
	return c.Region
}
