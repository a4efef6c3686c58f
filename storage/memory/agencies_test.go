package memory_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

func office(id agency.ID) *agency.Agency {
	wib := time.FixedZone("WIB", 7*60*60)
	return &agency.Agency{ID: id, Terms: []agency.Term{
		{Name: "Dinas lama", Kind: "office", Valid: aduan.Period{Until: time.Date(2020, 1, 1, 0, 0, 0, 1234, wib)}},
		{Name: "Dinas baru", Kind: "office", Valid: aduan.Period{From: time.Date(2020, 1, 1, 0, 0, 0, 1234, wib)}, Functions: []agency.Function{"health"}},
	}}
}

func agencies(list ...*agency.Agency) backend.Batch { return backend.Batch{Agencies: list} }

func TestAgenciesAreRecordsLikeAnyOther(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), memory.New()
	defer func() { require.NoError(t, s.Close()) }()
	given := office("id.b")
	require.NoError(t, s.Commit(ctx, agencies(given, office("id.a"), office("id.c"))))
	require.Zero(t, given.Version, "the argument is unchanged")
	given.Terms[0].Name = "changed afterwards"

	read := s.Set().Agencies
	got, err := read.Get(ctx, "id.b")
	require.NoError(t, err)
	require.EqualValues(t, 1, got.Version)
	require.Equal(t, "Dinas lama", got.Terms[0].Name)
	require.Equal(t, time.Date(2019, 12, 31, 17, 0, 0, 1000, time.UTC), got.Terms[0].Valid.Until, "in UTC, cut to microseconds")
	got.Terms[0].Name = "changed by a reader"
	again, err := read.Get(ctx, "id.b")
	require.NoError(t, err)
	require.Equal(t, "Dinas lama", again.Terms[0].Name)

	again.Terms[1].Name = "Dinas Kesehatan"
	require.NoError(t, s.Commit(ctx, agencies(again)))
	require.ErrorIs(t, s.Commit(ctx, agencies(again)), storage.ErrConflict)
	require.ErrorIs(t, s.Commit(ctx, agencies(&agency.Agency{ID: "id.d"})), storage.ErrInvalid)
	require.ErrorIs(t, s.Commit(ctx, agencies(office("id.e"), nil)), storage.ErrInvalid)
	_, err = read.Get(ctx, "id.e")
	require.ErrorIs(t, err, storage.ErrNotFound, "all or nothing")

	var ids []agency.ID
	for a, err := range read.List(ctx, agency.Query{After: "id.a", Limit: 1}) {
		require.NoError(t, err)
		ids = append(ids, a.ID)
	}
	require.Equal(t, []agency.ID{"id.b"}, ids)
	var feed []storage.Change
	for c, err := range s.Changes(ctx, "", 0) {
		require.NoError(t, err)
		feed = append(feed, c)
	}
	require.Len(t, feed, 4)
	require.Equal(t, agency.KindOfAgency, feed[3].Kind)
	require.EqualValues(t, 2, feed[3].Version)

	d, err := agency.FromStore(ctx, read, agency.Config{})
	require.NoError(t, err)
	require.True(t, d.Known("id.a", time.Now()))
}

func TestAgenciesSurviveTheirJSON(t *testing.T) {
	t.Parallel()
	for r := range agencies(office("id.a")).Records() {
		data, err := backend.Encode(r)
		require.NoError(t, err)
		back, err := backend.Decode(r.Kind, data)
		require.NoError(t, err)
		require.Equal(t, r.Value, back)
	}
}

func TestAgencyReadersObeyTheirContextAndClose(t *testing.T) {
	t.Parallel()
	s := memory.New()
	ctx, cancel := context.WithCancel(t.Context())
	require.NoError(t, s.Commit(ctx, agencies(office("id.a"))))
	cancel()
	_, err := s.Set().Agencies.Get(ctx, "id.a")
	require.ErrorIs(t, err, context.Canceled)
	for _, err := range s.Set().Agencies.List(ctx, agency.Query{}) {
		require.ErrorIs(t, err, context.Canceled)
	}
	require.NoError(t, s.Close())
	_, err = s.Set().Agencies.Get(t.Context(), "id.a")
	require.ErrorIs(t, err, storage.ErrClosed)
}
