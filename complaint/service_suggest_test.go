package complaint_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// wordyRouter says why.
type wordyRouter struct{ deskRouter }

func (r wordyRouter) Why(f complaint.Facts) aduan.Message {
	return aduan.MessageOf("because of " + string(f.Category))
}

func routedForward() complaint.Command {
	return complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Category: "health"}
}

func TestServiceSuggests(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	for name, tt := range map[string]struct {
		decision complaint.Decision
		err      error
		want     string
	}{
		"decided":    {complaint.Decision{Agency: "g1/works", Supporting: []agency.ID{"g2"}, Rule: "r", Edition: "1", Basis: complaint.BasisRule}, nil, ""},
		"candidates": {complaint.Decision{Candidates: []agency.ID{"g1", "g2"}, Basis: complaint.BasisAsk}, nil, ""},
		"unknown":    {complaint.Decision{Agency: "nowhere"}, nil, "no agency nowhere"},
		"error":      {complaint.Decision{}, errors.New("bad facts"), "routing failed: bad facts"},
	} {
		asked := new([]complaint.Facts)
		d := newDesk(t, func(cfg *complaint.Config) {
			cfg.Directory, cfg.Router = deskDirectory{}, wordyRouter{deskRouter{tt.decision, tt.err, asked}}
		})
		r := d.submit()
		before := d.stored(r.ID)
		got, err := d.Suggest(ctx, byNational(), r.ID, routedForward())
		require.Equal(t, before, d.stored(r.ID), "%s: nothing is written", name)
		for _, facts := range *asked {
			require.Equal(t, complaint.ClassSupervisory, facts.Class, name)
			require.Equal(t, complaint.Category("health"), facts.Category, name)
		}
		if tt.want != "" {
			require.ErrorIs(t, err, storage.ErrInvalid, name)
			require.ErrorContains(t, err, tt.want, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, tt.decision, got.Decision, name)
		require.Equal(t, "because of health", got.Why.String(), name)
	}
}

// Who may not forward a case is not told where it would go.
func TestServiceSuggestsToWhoMayForward(t *testing.T) {
	t.Parallel()
	ctx, asked := t.Context(), new([]complaint.Facts)
	d := newDesk(t, func(cfg *complaint.Config) {
		cfg.Router = deskRouter{decision: complaint.Decision{Agency: "works"}, asked: asked}
	})
	r := d.submit()
	suggest := func(by complaint.Actor, change func(*complaint.Command)) error {
		cmd := routedForward()
		change(&cmd)
		_, err := d.Suggest(ctx, by, r.ID, cmd)
		return err
	}
	as := func(*complaint.Command) {}
	require.ErrorIs(t, suggest(complaint.Actor{ID: "made"}, as), storage.ErrNotFound)
	require.ErrorIs(t, suggest(byAgency("works"), as), storage.ErrNotFound)
	require.ErrorIs(t, suggest(byReporter(), as), complaint.ErrForbidden)
	require.ErrorIs(t, suggest(byNational(), func(c *complaint.Command) { c.Action = complaint.ActionTransfer }), storage.ErrInvalid)
	require.ErrorIs(t, suggest(byNational(), func(c *complaint.Command) { c.Agency = "works" }), storage.ErrInvalid)
	require.ErrorIs(t, suggest(byNational(), func(c *complaint.Command) { c.Class = "" }), storage.ErrInvalid)
	require.Empty(t, *asked)

	got, err := d.Suggest(ctx, byNational(), r.ID, routedForward())
	require.NoError(t, err)
	require.True(t, got.Why.IsZero(), "this router gives no account")
	d.do(byNational(), r.ID, routedForward())
	require.ErrorIs(t, suggest(byAgency("works"), as), complaint.ErrForbidden)
	require.ErrorIs(t, suggest(byNational(), as), complaint.ErrNotAllowed)

	without := d.serve()
	_, err = without.Suggest(ctx, byNational(), d.submit().ID, routedForward())
	require.ErrorContains(t, err, "agency: is required")
}

// hashRouter decides by whatever it is told.
type hashRouter struct{}

func (hashRouter) Route(f complaint.Facts) (complaint.Decision, error) {
	to := []agency.ID{"g1", "g1/works", "g2", "g2/health", "nowhere", ""}
	n := len(f.Title) + len(f.Class) + len(f.Category)*5 + len(f.Region)*7
	if f.Disclosure.Public {
		n++
	}
	if strings.Contains(f.Body, "!") {
		return complaint.Decision{}, errors.New("bad facts")
	}
	return complaint.Decision{Agency: to[n%len(to)], Candidates: []agency.ID{"g1"}}, nil
}

// Preview and act never differ: the same agency, or the same error.
func TestServiceSuggestsWhatDoDoes(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Directory, cfg.Router = deskDirectory{}, hashRouter{} })
	rapid.Check(t, func(t *rapid.T) {
		r := d.submit(func(draft *complaint.Draft) {
			draft.Title = strings.Repeat("a", rapid.IntRange(1, 9).Draw(t, "title"))
			draft.Body = rapid.SampledFrom([]string{"a", "a!"}).Draw(t, "body")
			draft.Category = rapid.SampledFrom([]complaint.Category{"", "health"}).Draw(t, "category")
			draft.Disclosure.Public = rapid.Bool().Draw(t, "public")
		})
		if rapid.Bool().Draw(t, "edited") {
			d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionEdit, Title: "Disunting"})
		}
		cmd := complaint.Command{
			Action:   complaint.ActionForward,
			Class:    rapid.SampledFrom([]complaint.Class{"", complaint.ClassSupervisory, complaint.ClassInformation}).Draw(t, "class"),
			Category: rapid.SampledFrom([]complaint.Category{"", "public_works/roads"}).Draw(t, "category of the command"),
		}
		by := rapid.SampledFrom([]complaint.Actor{byNational(), byReporter(), {ID: "made"}, byAgency("g1")}).Draw(t, "by")
		suggested, refused := d.Suggest(t.Context(), by, r.ID, cmd)
		_, err := d.Do(t.Context(), by, r.ID, cmd)
		if refused == nil && suggested.Agency == "" {
			require.ErrorContains(t, err, "leaves the choice to a person")
			return
		}
		require.Equal(t, refused, err)
		if err == nil {
			require.Equal(t, suggested.Agency, d.stored(r.ID).Agency)
		}
	})
}
