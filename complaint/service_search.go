package complaint

import (
	"context"
	"iter"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// Searcher is what a [Store] may also implement: a search for words.
//
// Like [Reader] it is a call of the storage, which does not ask who searches: secret
// reports are found like all others. [Service.Search], [Service.SearchMine] and
// [Service.SearchPublic] show what somebody may see.
type Searcher interface {
	// Search yields those of the complaints that the query means whose title
	// and body together hold every word of the text, in the order of the query:
	// pages are as those of a list, and there is no ranking. Title and body are
	// those of [Complaint.Title] and [Complaint.Body]; other texts are not searched,
	// and an erased one is found no more. Words are those of backend.Words; whether
	// letters with and without diacritics are the same is left to the store. A
	// text without a word finds nothing, one with more than backend.MaxWords is
	// storage.ErrInvalid. A store may stop a search that has a limit before it has
	// looked at all, and then ends it with an [*IncompleteError]. Everything else is as in [Reader.List].
	Search(ctx context.Context, text string, q Query) iter.Seq2[*Complaint, error]
}

// Search yields of what [Service.List] yields the cases whose title and body, as
// edited, together hold every word of a text. A case that the actor may not see makes
// no difference to what they get. So only for those who may see every case the list ends
// with the [*IncompleteError] of the store; for all others the service goes on, as where
// it stops would tell of others' cases. A service that cannot search answers
// storage.ErrInvalid.
func (s *Service) Search(ctx context.Context, by Actor, text string, q Query) iter.Seq2[AgencyView, error] {
	list := s.searching(text)
	if !s.seesAll(by) {
		list = throughout(list)
	}
	return s.views(ctx, by, q, list, func(_ *Lifecycle, _ *Complaint, a Access) bool { return a.Sees == SeesAll })
}

// searching lists what a search finds.
func (s *Service) searching(text string) lister {
	return func(ctx context.Context, q Query) iter.Seq2[*Complaint, error] {
		if s.cfg.Search != nil {
			return s.cfg.Search.Search(ctx, text, q)
		}
		return func(yield func(*Complaint, error) bool) {
			yield(nil, &storage.InvalidError{What: "search", Problems: []storage.Problem{{
				Field: "Search", Message: "the store cannot search, and Config.Search is missing",
			}}})
		}
	}
}

// SearchMine yields of what [Service.MineAll] yields the cases that [Service.Search]
// would find.
func (s *Service) SearchMine(ctx context.Context, by Actor, text string) iter.Seq2[ReporterView, error] {
	return func(yield func(ReporterView, error) bool) {
		if by.role() != RoleReporter || by.ID == "" || s.seesNothing(ctx, by) {
			return
		}
		mine := map[ID]bool{}
		for identity, err := range s.cfg.Identities.ByAccount(ctx, by.ID) {
			switch {
			case err == nil:
				mine[identity.Complaint] = true
			case !yield(ReporterView{}, err) || !storage.IsRecord(err):
				return
			}
		}
		for c, err := range paged(ctx, Query{}, throughout(s.searching(text))) {
			at, odd := PositionOfError(err)
			switch {
			case err == nil && !mine[c.ID], odd && !mine[at.ID]:
				continue
			case err == nil:
				var v ReporterView
				v, err = s.Mine(ctx, by, c.ID)
				if !yield(v, err) || err != nil && !storage.IsRecord(err) {
					return
				}
			case !yield(ReporterView{}, err) || !odd:
				return
			}
		}
	}
}

// PublicQuery asks for published reports. Each field that is set narrows, by what
// everybody may read.
type PublicQuery struct {
	Kinds []Kind
	// Category and Region are the tops of subtrees; the region is one of now, as in
	// [Service.List].
	Category Category
	Region   region.Code
	// After is the ID of the last report of the page before; zero begins at the
	// beginning.
	After ID
	// Limit is the most reports to yield; 0 is no limit.
	Limit int
}

// Published is a published report as the public sees it. The tracking number stays
// with the reporter.
type Published struct {
	ID   ID         `json:"id"`
	View PublicView `json:"view"`
}

// SearchPublic yields, in the order of their IDs, the published reports whose title
// and body, as everybody may read them, together hold every word of a text. What is
// secret, not verified or not published any more makes no difference; what cannot be
// shown is left out, and the log says why. An error ends the list.
func (s *Service) SearchPublic(ctx context.Context, text string, q PublicQuery) iter.Seq2[Published, error] {
	query := Query{
		Filter: Filter{Kinds: q.Kinds, Category: q.Category, Region: q.Region, PublicOnly: true},
		After:  Position{ID: q.After},
	}
	return func(yield func(Published, error) bool) {
		seen := 0
		for c, err := range s.present(ctx, query, s.moment(), throughout(s.searching(text))) {
			var found Published
			if err == nil {
				found.ID = c.ID
				found.View, err = s.public(ctx, c)
			}
			if storage.IsRecord(err) {
				s.logOdd(ctx, err)
				continue
			}
			if err == nil && found.View.Report == nil {
				continue
			}
			found.View.Status.Tracking = ""
			if !yield(found, err) || err != nil {
				return
			}
			if seen++; seen == q.Limit {
				return
			}
		}
	}
}
