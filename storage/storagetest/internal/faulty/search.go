package faulty

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

type searchCall = func(ctx context.Context, text string, q complaint.Query) cases

// Search searches in the store underneath, if it can.
func (s *plant) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	inner, ok := s.Store.(complaint.Searcher)
	if !ok {
		return spread[*complaint.Complaint](ctx, nil, nil)
	}
	if s.search == nil {
		return inner.Search(ctx, text, q)
	}
	return s.search(ctx, text, q, inner.Search)
}

// seeks plants another answer to some searches: nil leaves the answer.
func seeks(check, planted string, change func(s *plant, text string, q complaint.Query) func() listed) Fault {
	return searches(check, planted, func(s *plant, ctx context.Context, text string, q complaint.Query, call searchCall) cases {
		if s.holdsMany() {
			return call(ctx, text, q)
		}
		if other := change(s, text, q); other != nil && ctx.Err() == nil && !s.isClosed() {
			return spread(ctx, other(), nil)
		}
		return call(ctx, text, q)
	})
}

// holdsMany reports whether there are as many complaints as search/incomplete opens,
// which is not about these faults.
func (s *plant) holdsMany() bool { return s.count() > 100 }

// everything is what is stored and meets a condition.
func (s *plant) everything(meets func(*complaint.Complaint) bool) (list listed) {
	for c, err := range s.Store.Set().Complaints.List(context.Background(), complaint.Query{}) {
		if err == nil && meets(c) {
			list = append(list, c)
		}
	}
	return list
}

// said reports whether a text holds one of the words.
func said(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(backend.Words(text), w) })
}

func searchFaults() []Fault {
	return []Fault{
		{Check: "search/word", Planted: "nothing is ever found", Shared: true, into: func(s *plant) {
			s.search = func(ctx context.Context, text string, q complaint.Query, call searchCall) cases {
				return spread[*complaint.Complaint](ctx, nil, nil)
			}
		}},
		seeks("search/every-word", "one of two words is enough", func(s *plant, text string, _ complaint.Query) func() listed {
			words := backend.Words(text)
			if len(words) != 2 {
				return nil
			}
			return func() listed {
				return s.everything(func(c *complaint.Complaint) bool { return said(c.Title()+" "+c.Body(), words...) })
			}
		}),
		seeks("search/title", "the title is not searched", func(s *plant, text string, _ complaint.Query) func() listed {
			if text != "lampu" {
				return nil
			}
			return func() listed {
				return s.everything(func(c *complaint.Complaint) bool { return said(c.Body(), "lampu") })
			}
		}),
		seeks("search/whole-words", "three letters find what begins with them", func(s *plant, text string, _ complaint.Query) func() listed {
			if len(text) != 3 || len(backend.Words(text)) != 1 {
				return nil
			}
			return func() listed {
				return s.everything(func(c *complaint.Complaint) bool { return strings.Contains(strings.ToLower(c.Body()), text) })
			}
		}),
		seeks("search/case", "a word in capitals is found in capitals only", func(s *plant, text string, _ complaint.Query) func() listed {
			if text == "" || text != strings.ToUpper(text) || len(backend.Words(text)) != 1 {
				return nil
			}
			return func() listed {
				return s.everything(func(c *complaint.Complaint) bool { return strings.Contains(c.Body(), text) })
			}
		}),
		seeks("search/edited", "what the reporter wrote is found after it was edited", func(s *plant, text string, _ complaint.Query) func() listed {
			edited := s.everything(func(c *complaint.Complaint) bool {
				body, _ := c.Text(c.Original.Body)
				return !c.Edited.IsZero() && said(body, text)
			})
			if len(edited) == 0 {
				return nil
			}
			return func() listed { return edited }
		}),
		seeks("search/erased", "the index keeps the words of an erased text", func(s *plant, text string, _ complaint.Query) func() listed {
			erased := s.everything(func(c *complaint.Complaint) bool {
				return slices.ContainsFunc(c.Texts, func(t complaint.Text) bool { return t.Erased }) &&
					slices.ContainsFunc(s.committed(), func(b backend.Batch) bool {
						return slices.ContainsFunc(b.Complaints, func(d *complaint.Complaint) bool { return d.ID == c.ID && said(d.Body(), text) })
					})
			})
			if len(erased) == 0 {
				return nil
			}
			return func() listed { return erased }
		}),
		seeks("search/other-texts", "notes are searched", func(s *plant, text string, _ complaint.Query) func() listed {
			notes := s.everything(func(c *complaint.Complaint) bool {
				return slices.ContainsFunc(c.Timeline, func(e complaint.Entry) bool {
					note, _ := c.Text(e.Note)
					return said(note, text)
				})
			})
			if len(notes) == 0 {
				return nil
			}
			return func() listed { return notes }
		}),
		searchesFor("search/filter", "a search finds secret reports for the public", func(q *complaint.Query) { q.Filter.PublicOnly = false }),
		searchesFor("search/order", "a search is always ordered by ID", func(q *complaint.Query) { q.Order = complaint.ByID }),
		searchesFor("search/pages", "each page of a search is the first", func(q *complaint.Query) { q.After = complaint.Position{} }),
		seeks("search/syntax", "OR is understood", func(s *plant, text string, _ complaint.Query) func() listed {
			if !strings.Contains(text, " OR ") {
				return nil
			}
			return func() listed {
				return s.everything(func(c *complaint.Complaint) bool { return said(c.Body(), backend.Words(text)...) })
			}
		}),
		seeks("search/no-words", "a text without words finds everything", func(s *plant, text string, _ complaint.Query) func() listed {
			if len(backend.Words(text)) > 0 {
				return nil
			}
			return func() listed { return s.everything(func(*complaint.Complaint) bool { return true }) }
		}),
		seeks("search/many-words", "too many words find nothing", func(_ *plant, text string, _ complaint.Query) func() listed {
			if len(backend.Words(text)) <= backend.MaxWords {
				return nil
			}
			return func() listed { return nil }
		}),
		searches("search/cancel", "a search does not look at its context", func(s *plant, ctx context.Context, text string, q complaint.Query, call searchCall) cases {
			return call(context.WithoutCancel(ctx), text, q)
		}),
		searches("search/closed", "a search after Close finds nothing", func(s *plant, ctx context.Context, text string, q complaint.Query, call searchCall) cases {
			if s.isClosed() {
				return spread[*complaint.Complaint](ctx, nil, nil)
			}
			return call(ctx, text, q)
		}),
	}
}

// searchesFor plants a change of the query of a search.
func searchesFor(check, planted string, change func(*complaint.Query)) Fault {
	return searches(check, planted, func(s *plant, ctx context.Context, text string, q complaint.Query, call searchCall) cases {
		if !s.holdsMany() {
			change(&q)
		}
		return call(ctx, text, q)
	})
}
