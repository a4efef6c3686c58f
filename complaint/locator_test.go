package complaint_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// atlas is a locator that answers what it is told to, and remembers what it was asked.
type atlas struct {
	answer complaint.Located
	err    error
	asked  []complaint.Spot
}

func (a *atlas) Locate(_ context.Context, s complaint.Spot, at time.Time) (complaint.Located, error) {
	if at.IsZero() {
		return complaint.Located{}, errors.New("no instant")
	}
	a.asked = append(a.asked, s)
	return a.answer, a.err
}

func codesOf(codes ...string) (list []region.Code) {
	for _, code := range codes {
		list = append(list, region.MustParse(code))
	}
	return list
}

// lookingUp opens a desk with an atlas, where the draft says where it is and names no region.
func lookingUp(t *testing.T, a *atlas, change ...func(*complaint.Config)) (*desk, complaint.Draft) {
	t.Helper()
	d := newDesk(t, append(change, func(cfg *complaint.Config) { cfg.Locator = a })...)
	draft := deskDraft(func(draft *complaint.Draft) {
		draft.ID, draft.Region, draft.Location, draft.Place = d.id(), region.Code{}, wayanHome(t), "rumah kenari"
	})
	return d, draft
}

func TestLocatorGivesTheRegion(t *testing.T) {
	t.Parallel()
	ctx, a := t.Context(), &atlas{answer: complaint.Located{Regions: codesOf("51.71"), Areas: []complaint.Area{{Set: "council", Code: "D4"}}}}
	d, draft := lookingUp(t, a)
	receipt, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Empty(t, receipt.Warnings)
	require.Empty(t, receipt.Regions)
	require.Len(t, a.asked, 1)
	require.True(t, a.asked[0].Location.Equal(draft.Location))
	require.Equal(t, draft.Place, a.asked[0].Place)
	c := d.stored(receipt.ID)
	require.Equal(t, "51.71", c.Region.Unit().String())
	require.Equal(t, a.answer, c.Found())
	require.Equal(t, a.answer.Areas, complaint.FactsOf(c).Areas)
	require.Empty(t, complaint.FactsOf(c).Regions)
	requireReplays(t, deskNational(t), c)

	a.answer = complaint.Located{Regions: codesOf("34.04")}
	again, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, repeated(receipt), again)
	require.Len(t, a.asked, 1, "a repetition is not looked up anew")
	for name, change := range map[string]func(*complaint.Draft){
		"a region that was found is not one that was named": func(d *complaint.Draft) { d.Region = region.MustParse("51.71") },
		"point":   func(d *complaint.Draft) { d.Location.Point = point(t, "1,1") },
		"address": func(d *complaint.Draft) { d.Location.AddressID = complaint.Private{} },
		"asset":   func(d *complaint.Draft) { d.Location.Asset = "" },
	} {
		other := draft
		change(&other)
		_, err := d.Submit(ctx, byReporter(), other)
		require.ErrorIs(t, err, complaint.ErrKeyReuse, name)
	}
}

func TestLocatorLeavesTheRegionThatIsNamed(t *testing.T) {
	t.Parallel()
	a := &atlas{answer: complaint.Located{Regions: codesOf("34.04"), Areas: []complaint.Area{{Set: "council", Code: "D4"}}}}
	d, draft := lookingUp(t, a)
	draft.Region = region.MustParse("51.71")
	receipt, err := d.Submit(t.Context(), byReporter(), draft)
	require.NoError(t, err)
	c := d.stored(receipt.ID)
	require.Equal(t, "51.71", c.Region.Unit().String())
	require.Equal(t, complaint.Located{Areas: a.answer.Areas}, c.Found())
	require.Equal(t, "51.71", a.asked[0].Region.Unit().String())
	again, err := d.Submit(t.Context(), byReporter(), draft)
	require.NoError(t, err)
	require.True(t, again.Repeated)
}

func TestLocatorMayAnswerSeveral(t *testing.T) {
	t.Parallel()
	ctx, a := t.Context(), &atlas{answer: complaint.Located{Regions: codesOf("51.71", "51.03")}}
	d, draft := lookingUp(t, a)
	receipt, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, a.answer.Regions, receipt.Regions, "candidates, in their order")
	require.Empty(t, receipt.Warnings)
	again, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, repeated(receipt), again)
	c := d.stored(receipt.ID)
	require.Empty(t, c.Region)
	require.Equal(t, a.answer.Regions, complaint.FactsOf(c).Regions)
	view, err := d.Get(ctx, byNational(), receipt.ID)
	require.NoError(t, err)
	require.Equal(t, a.answer.Regions, view.Found.Regions)
	d.do(byNational(), receipt.ID, forwardTo("works"))
	require.Equal(t, agency.ID("works"), d.stored(receipt.ID).Agency)
}

func TestLocatorThatFailsRefusesNothing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	for name, a := range map[string]*atlas{
		"an error":         {err: fmt.Errorf("GET /?at=-8.1234567: %w", context.DeadlineExceeded)},
		"twice the same":   {answer: complaint.Located{Regions: codesOf("51.71", "51.71")}},
		"no code":          {answer: complaint.Located{Areas: []complaint.Area{{Set: "council"}}}},
		"no set":           {answer: complaint.Located{Areas: []complaint.Area{{Set: "-", Code: "D4"}}}},
		"an odd code":      {answer: complaint.Located{Areas: []complaint.Area{{Set: "council", Code: "a\x01"}}}},
		"too many":         {answer: complaint.Located{Areas: make([]complaint.Area, complaint.MaxAreas+1)}},
		"a missing region": {answer: complaint.Located{Regions: []region.Code{{}}}},
	} {
		var log bytes.Buffer
		d, draft := lookingUp(t, a, func(cfg *complaint.Config) { cfg.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
		receipt, err := d.Submit(ctx, byReporter(), draft)
		require.NoError(t, err, name)
		require.Len(t, receipt.Warnings, 1, name)
		var unlocated *complaint.UnlocatedError
		require.ErrorAs(t, receipt.Warnings[0].Err, &unlocated, name)
		require.Error(t, unlocated.Cause, name)
		data, err := json.Marshal(receipt)
		require.NoError(t, err)
		requireSilent(t, string(data)+fmt.Sprintf("%v %+v", receipt, unlocated)+log.String(), name, "8.1234567", "115.7", "alamat")
		c := d.stored(receipt.ID)
		require.Empty(t, c.Region)
		require.True(t, c.Found().IsZero())
		again, err := d.Submit(ctx, byReporter(), draft)
		require.NoError(t, err)
		require.True(t, again.Repeated)
		require.Equal(t, receipt.Warnings[0].String(), again.Warnings[0].String(), "told again")
	}
	d, draft := lookingUp(t, &atlas{})
	receipt, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Len(t, receipt.Warnings, 1, "nowhere is told as well")
	require.Contains(t, receipt.Warnings[0].String(), "no region that is known")
	a := &atlas{err: errors.New("asked")}
	d, draft = lookingUp(t, a)
	draft.Location, draft.Place = complaint.Location{}, ""
	receipt, err = d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Empty(t, receipt.Warnings, "who says no place is not asked about")
	require.Empty(t, a.asked)
}

// A locator that names a region which the tree does not have has failed.
func TestLocatorNamesRegionsOfTheTree(t *testing.T) {
	t.Parallel()
	a := &atlas{answer: complaint.Located{Regions: codesOf("99.99")}}
	d, draft := lookingUp(t, a, func(cfg *complaint.Config) { cfg.Regions = noRegions{} })
	receipt, err := d.Submit(t.Context(), byReporter(), draft)
	require.NoError(t, err)
	require.Len(t, receipt.Warnings, 1)
	require.Empty(t, receipt.Regions)
}

type noRegions struct{}

func (noRegions) Path(region.Code, time.Time) (region.Path, error) {
	return nil, errors.New("no such region")
}

// The exact place shows to those who work on the case and to its reporter; the public
// sees about where, of a report that it may read at all.
func TestWhoSeesThePlace(t *testing.T) {
	t.Parallel()
	ctx, a := t.Context(), &atlas{answer: complaint.Located{Regions: codesOf("51.71")}}
	for name, kind := range map[string]struct {
		change func(*complaint.Draft)
		shown  bool
	}{
		"public": {func(*complaint.Draft) {}, true}, "secret": {secretly, false},
		"accusing": {func(d *complaint.Draft) { d.Accused = []agency.ID{"police"} }, false},
	} {
		d, draft := lookingUp(t, a)
		kind.change(&draft)
		receipt, err := d.Submit(ctx, byReporter(), draft)
		require.NoError(t, err, name)
		public := func() complaint.PublicView {
			v, err := d.Track(ctx, receipt.Tracking.String())
			require.NoError(t, err)
			data, err := json.Marshal(v)
			require.NoError(t, err)
			requireSilent(t, string(data)+fmt.Sprintf("%+v", v), name, "1234", "765", "alamat", "pju", "kenari")
			return v
		}
		require.Nil(t, public().Report, "%s: before it is verified", name)
		d.do(byNational(), receipt.ID, forwardTo("works"))
		if v := public(); kind.shown {
			require.Equal(t, "-8.12,115.77", v.Report.Near.String())
		} else {
			require.Nil(t, v.Report, name)
		}
		view, err := d.Get(ctx, byNational(), receipt.ID)
		require.NoError(t, err)
		mine, err := d.Mine(ctx, byReporter(), receipt.ID)
		require.NoError(t, err)
		for _, where := range []complaint.Location{view.Location, mine.Location} {
			require.True(t, where.Equal(draft.Location), name)
		}
		for _, v := range []any{view, mine} {
			data, err := json.Marshal(v)
			require.NoError(t, err)
			require.Contains(t, string(data), `"point":"-8.1234567,115.7654321"`)
			requireSilent(t, fmt.Sprintf("%+v", v), name, "1234567", "alamat")
		}
		if !kind.shown {
			continue
		}
		d.do(byNational(), receipt.ID, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{Named: true}})
		require.Nil(t, public().Report)
	}
}
