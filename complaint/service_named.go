package complaint

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Drafts and commands name categories and agencies, which may be mistyped or gone.

// category checks that the tree has a category.
func (s *Service) category(p *checker, c Category) {
	if s.cfg.Categories != nil && c != "" && !s.cfg.Categories.Contains(c) {
		p.Add("category", fmt.Sprintf("there is no category %s", c))
	}
}

// maxMeant is how many agencies are listed for one that nobody knows.
const maxMeant = 10

// body notes what a directory says against an agency, with those that followed it or,
// the nearest first, that could have been meant.
func (s *Service) body(p *storage.Problems, field string, err error) {
	if err != nil {
		p.Add(field, err.Error(), s.meant(err)...)
	}
}

// meant lists the agencies that an error of a directory leaves to choose from. For one
// that never was, only a directory that lists its agencies has some, as an
// agency.Directory does.
func (s *Service) meant(err error) []string {
	if heirs, ok := errors.AsType[*agency.HeirError](err); ok {
		return codes(heirs.Candidates)
	}
	unknown, ok := errors.AsType[*agency.UnknownError](err)
	if !ok {
		return nil
	}
	lists, ok := s.cfg.Directory.(interface {
		Agencies() iter.Seq[agency.Agency]
	})
	if !ok || len(unknown.Valid) > 0 {
		return codes(unknown.Successors)
	}
	var legal []string
	for a := range lists.Agencies() {
		if slices.ContainsFunc(a.Terms, func(t agency.Term) bool { return t.Valid.Contains(unknown.On) }) {
			legal = append(legal, string(a.ID))
		}
	}
	legal = storage.Nearest(string(unknown.ID), legal)
	return legal[:min(len(legal), maxMeant)]
}

// former reports whether an error says of an agency that it was in force before an instant.
func former(err error, at time.Time) bool {
	unknown, ok := errors.AsType[*agency.UnknownError](err)
	return ok && slices.ContainsFunc(unknown.Valid, func(p aduan.Period) bool { return !p.From.After(at) })
}

// aboutFormer warns that the agency of which a reporter thought is not in force any
// more, and names those that followed it.
func (s *Service) aboutFormer(c *Complaint, at Moment) []Unjudged {
	if _, err := s.agencyPath(c.Target, at.Now); former(err, at.Now) {
		return []Unjudged{{Err: err}}
	}
	return nil
}
