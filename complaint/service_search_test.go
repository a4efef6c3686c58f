package complaint_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// holds reports whether texts have every word, for texts of plain words.
func holds(words string, texts ...string) bool {
	said := strings.Fields(strings.ToLower(strings.Join(texts, " ")))
	return !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return !slices.Contains(said, w) })
}

// shownTitle and shownBody are the wording in force.
func shownTitle(v complaint.AgencyView) (title, body string) {
	title, body = v.Title, v.Body
	if v.EditedTitle != "" {
		title = v.EditedTitle
	}
	if v.EditedBody != "" {
		body = v.EditedBody
	}
	return title, body
}

// onSQLite puts a file under a service.
func onSQLite(t *testing.T) func(*complaint.Config) {
	store, err := sqlite.Open(t.Context(), t.TempDir()+"/aduan.db", sqlite.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	return func(cfg *complaint.Config) {
		cfg.Store, cfg.Identities = backend.Complaints(store), store.Set().Identities
	}
}

// What a search yields is what is on one's list and holds the words: so nothing that
// one may not see makes a difference, by counts, order or pages.
func TestSearchIsTheListThatHoldsTheWords(t *testing.T) {
	t.Parallel()
	vocabulary := []string{"lampu", "jalan", "pungli", "rahasia", "sungai"}
	for name, change := range map[string][]func(*complaint.Config){"memory": nil, "sqlite": {onSQLite(t)}} {
		d, filed := newDesk(t, change...), 0
		rapid.Check(t, func(t *rapid.T) {
			text := func(label string) string {
				return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 3).Draw(t, label), " ")
			}
			by := rapid.SampledFrom([]complaint.Actor{byReporter(), {ID: "made"}}).Draw(t, "reporter")
			for range rapid.IntRange(1, 3).Draw(t, "cases") {
				if filed++; filed > 24 {
					break // enough to search in
				}
				draft := deskDraft(func(c *complaint.Draft) {
					c.Title, c.Body, c.Place, c.Reporter = text("title"), text("body"), "pungli", complaint.Person{}
					c.Disclosure.Public = rapid.Bool().Draw(t, "public")
				})
				r, err := d.Submit(context.Background(), by, draft)
				require.NoError(t, err)
				if rapid.Bool().Draw(t, "edited") {
					d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionEdit, Body: text("edited body"), Note: "rahasia"})
				}
				if rapid.Bool().Draw(t, "forwarded") {
					d.do(byNational(), r.ID, forwardTo(rapid.SampledFrom([]complaint.Actor{byAgency("works"), byAgency("health")}).Draw(t, "to").Agency))
					d.do(byNational(), r.ID, noteOf("sungai"))
				}
			}
			words, q := text("sought"), complaint.Query{Limit: rapid.IntRange(0, 3).Draw(t, "limit")}
			for _, by := range []complaint.Actor{
				byNational(), byAgency("works"), byAgency("health"),
				{ID: "o", Role: complaint.RoleOmbudsman},
				{ID: "l", Role: complaint.RoleLocalCoordinator, Region: region.MustParse("51")},
				{ID: "x", Role: "unknown"},
			} {
				var want, got []complaint.ID
				for v, err := range d.List(context.Background(), by, complaint.Query{}) {
					require.NoError(t, err)
					if title, body := shownTitle(v); holds(words, title, body) {
						want = append(want, v.ID)
					}
				}
				for page := q; ; {
					n := 0
					for v, err := range d.Search(context.Background(), by, words, page) {
						require.NoError(t, err)
						got, page.After = append(got, v.ID), v.After()
						n++
					}
					if n == 0 || q.Limit == 0 {
						break
					}
				}
				require.Equal(t, want, got, "%s: %s", name, by.Role)
			}
			var want, got []complaint.ID
			for v, err := range d.List(context.Background(), byNational(), complaint.Query{Filter: complaint.Filter{PublicOnly: true}}) {
				require.NoError(t, err)
				if title, body := shownTitle(v); holds(words, title, body) {
					want = append(want, v.ID)
				}
			}
			for page := (complaint.PublicQuery{Limit: q.Limit}); ; {
				n := 0
				for found, err := range d.SearchPublic(context.Background(), words, page) {
					require.NoError(t, err)
					require.Empty(t, found.View.Status.Tracking)
					require.True(t, holds(words, found.View.Report.Title, found.View.Report.Body), "what is found is what is shown")
					got, page.After = append(got, found.ID), found.ID
					n++
				}
				if n == 0 || q.Limit == 0 {
					break
				}
			}
			require.Equal(t, want, got, "%s: the public", name)

			want, got = nil, nil
			for v, err := range d.MineAll(context.Background(), by) {
				require.NoError(t, err)
				title, body := shownTitle(complaint.AgencyView{Title: v.Title, Body: v.Body, EditedTitle: v.EditedTitle, EditedBody: v.EditedBody})
				if holds(words, title, body) {
					want = append(want, v.ID)
				}
			}
			for v, err := range d.SearchMine(context.Background(), by, words) {
				require.NoError(t, err)
				got = append(got, v.ID)
			}
			require.Equal(t, want, got, "%s: the reporter", name)
		})
	}
}

// Drafts of answers, notes and what was edited away are found by nobody, nor is what
// was said under an external reference by those who may not know it.
func TestSearchFindsNoOtherTexts(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit(func(c *complaint.Draft) { c.Body = "Pejabat itu pencuri" })
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionEdit, Body: "Ada keluhan"})
	d.do(byNational(), r.ID, forwardTo("works"))
	d.do(byAgency("works"), r.ID, complaint.Command{Action: complaint.ActionAssign, Main: "works"})
	d.do(byNational(), r.ID, noteOf("kenari internal"))
	d.do(byUnit("works"), r.ID, complaint.Command{Action: complaint.ActionDraft, Note: "kenari rancangan"})
	for text, want := range map[string]int{"keluhan": 1, "ubung KELUHAN": 1, "pencuri": 0, "kenari": 0, "rancangan": 0, "internal": 0, "": 0} {
		require.Len(t, whole(t, d.Search(ctx, byNational(), text, complaint.Query{})), want, text)
		require.Len(t, whole(t, d.SearchPublic(ctx, text, complaint.PublicQuery{})), want, text)
		require.Len(t, whole(t, d.SearchMine(ctx, byReporter(), text)), want, text)
	}
	require.Len(t, whole(t, d.SearchPublic(ctx, "keluhan", complaint.PublicQuery{Region: region.MustParse("51"), Category: "public_works"})), 1)
	require.Empty(t, whole(t, d.SearchPublic(ctx, "keluhan", complaint.PublicQuery{Region: region.MustParse("32")})))
	require.Empty(t, whole(t, d.SearchMine(ctx, complaint.Actor{ID: "made"}, "keluhan")))
	require.Empty(t, whole(t, d.SearchMine(ctx, complaint.Actor{}, "keluhan")))
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}})
	require.Empty(t, whole(t, d.SearchPublic(ctx, "keluhan", complaint.PublicQuery{})), "sealed")
}

func TestSearchRefuses(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	d.submit()
	last := func(seq iter.Seq2[complaint.AgencyView, error]) (last error) {
		for _, err := range seq {
			last = err
		}
		return last
	}
	require.ErrorIs(t, last(d.Search(ctx, byReporter(), "jalan", complaint.Query{})), complaint.ErrForbidden)
	require.ErrorIs(t, last(d.Search(ctx, byNational(), strings.Repeat("a b c ", 3)+manyWords(), complaint.Query{})), storage.ErrInvalid)
	without := d.serve(func(cfg *complaint.Config) { cfg.Store = &strikeStore{Store: cfg.Store} })
	require.ErrorIs(t, last(without.Search(ctx, byNational(), "jalan", complaint.Query{})), storage.ErrInvalid)
	for _, err := range without.SearchPublic(ctx, "jalan", complaint.PublicQuery{}) {
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	given := d.serve(func(cfg *complaint.Config) { cfg.Store, cfg.Search = &strikeStore{Store: cfg.Store}, d.store })
	require.Len(t, whole(t, given.Search(ctx, byNational(), "jalan", complaint.Query{})), 1)
}

func manyWords() string {
	var words []string
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'c'; b++ {
			words = append(words, string([]rune{a, b}))
		}
	}
	return strings.Join(words, " ")
}

// oddSearch finds a record that cannot be read before anything else.
type oddSearch struct {
	complaint.Searcher
	odd complaint.ID
}

func (s oddSearch) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		odd := &storage.RecordError{Kind: complaint.KindOfComplaint, Key: s.odd.String(), Cause: errors.New("damaged")}
		if !q.After.IsZero() || yield(nil, odd) {
			s.Searcher.Search(ctx, text, q)(yield)
		}
	}
}

// What cannot be read ends no search, and is told to those only who see every case.
func TestSearchGoesOnAfterAnOddRecord(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit()
	d.do(byNational(), r.ID, forwardTo("works"))
	s := d.serve(func(cfg *complaint.Config) { cfg.Search = oddSearch{d.store, complaint.ID{UUID: [16]byte{1}}} })
	failed := 0
	for v, err := range s.Search(ctx, byNational(), "jalan", complaint.Query{}) {
		if err != nil {
			failed++
			continue
		}
		require.Equal(t, r.ID, v.ID)
	}
	require.Equal(t, 1, failed)
	require.Len(t, whole(t, s.Search(ctx, byAgency("works"), "jalan", complaint.Query{})), 1)
	require.Len(t, whole(t, s.SearchPublic(ctx, "jalan", complaint.PublicQuery{})), 1)
	require.Len(t, whole(t, s.SearchMine(ctx, byReporter(), "jalan")), 1)
}
