package memory_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

func TestRecordsAreCopiedInAndOut(t *testing.T) {
	t.Parallel()
	ctx, s, k := t.Context(), opened(t), newCaser(t)
	c := k.open()
	c.AgencyPath, c.Supporting, c.Escalations = append(c.AgencyPath, "a"), append(c.Supporting, "b"), []complaint.Escalation{{Clock: "reply", Rung: complaint.RungSuperior}}
	i, e := identityOf(c, "made"), edition("a", "1")
	batch := complaints(c)
	batch.Identities, batch.Editions = append(batch.Identities, i), append(batch.Editions, e)
	before := c.Clone()
	commit(t, s, batch)
	require.Equal(t, before, c, "the argument is not changed")

	spoil := func(c *complaint.Complaint, i *complaint.Identity, e *backend.Edition) {
		c.State, c.Region[0], c.AgencyPath[0], c.Supporting[0], c.Escalations[0].Rung = "spoilt", c.Region.Unit(), "spoilt", "spoilt", "spoilt"
		c.Timeline[0].By.ID, c.Timeline[0].Details.Region[0], c.Texts[0].Body = "spoilt", c.Region.Unit(), "spoilt"
		c.Timeline[0].Details.Disclosure.Public = true
		i.Person.Name, e.Body[0] = complaint.NewPrivate("spoilt"), 'X'
	}
	spoil(c, i, e)
	want := before.Clone()
	want.Version = 1
	for range 2 {
		stored := get(t, s, c.ID)
		require.Equal(t, want, stored)
		require.Equal(t, want, list(t, s, complaint.Query{})[0])
		identity, err := s.Set().Identities.Identity(ctx, c.Reporter)
		require.NoError(t, err)
		require.Equal(t, "Ni Made Ayu", identity.Person.Name.Open())
		edition, err := s.Set().Editions.Edition(ctx, e.EditionKey)
		require.NoError(t, err)
		require.Equal(t, "rules of a", string(edition.Body))

		spoil(stored, identity, edition)
		spoil(list(t, s, complaint.Query{})[0], collected(t, s.Set().Identities.ByAccount(ctx, "made"))[0], collected(t, s.Set().Editions.List(ctx, "routing"))[0])
	}
}

func TestVersionsRiseByOneAndStaleCommitsConflict(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	c := k.open()
	commit(t, s, complaints(c))
	for want := storage.Version(2); want <= 5; want++ {
		read := get(t, s, c.ID)
		commit(t, s, complaints(k.note(read, "Catatan")))
		require.Equal(t, want, get(t, s, c.ID).Version)
		require.ErrorIs(t, s.Commit(t.Context(), complaints(k.note(read, "Lain"))), storage.ErrConflict)
	}
	ahead := get(t, s, c.ID)
	ahead.Version++
	require.ErrorIs(t, s.Commit(t.Context(), complaints(ahead)), storage.ErrConflict)
	require.ErrorIs(t, s.Commit(t.Context(), complaints(c)), storage.ErrConflict, "a second creation")
	require.Len(t, collected(t, s.Changes(t.Context(), "", 0)), 5)
}

func TestUniqueValuesAreTakenOnce(t *testing.T) {
	t.Parallel()
	ctx, s, k := t.Context(), opened(t), newCaser(t)
	first := k.open(imported("jakip", "7"))
	commit(t, s, complaints(first))

	sameTracking := k.open()
	sameTracking.Tracking = first.Tracking
	sameExternal := k.open(imported("jakip", "7"))
	twinA, twinB := k.open(), k.open()
	twinB.Tracking = twinA.Tracking
	extA, extB := k.open(imported("jakip", "8")), k.open(imported("jakip", "8"))
	for field, batches := range map[string][]backend.Batch{
		"tracking": {complaints(sameTracking), complaints(k.open(), sameTracking), complaints(twinA, twinB)},
		"external": {complaints(sameExternal), complaints(extA, extB)},
	} {
		for _, b := range batches {
			err := s.Commit(ctx, b)
			var duplicate *storage.DuplicateError
			require.ErrorAs(t, err, &duplicate)
			require.Equal(t, field, duplicate.Field)
			require.Equal(t, b.Complaints[len(b.Complaints)-1].ID.String(), duplicate.Key)
			require.NotContains(t, err.Error(), first.ID.String(), "the other record is not named")
		}
	}
	require.Len(t, list(t, s, complaint.Query{}), 1)

	commit(t, s, complaints(k.note(get(t, s, first.ID), "tetap memegang nomornya")))
	commit(t, s, complaints(k.open(imported("jakip", "7/8")), k.open(imported("jakip/7", "8")), k.open(imported(`jakip"`, `"8`))))
	require.Equal(t, first.ID, list(t, s, complaint.Query{Filter: complaint.Filter{External: first.External}})[0].ID)
}

func TestABatchIsWrittenWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	ctx, k := t.Context(), newCaser(t)
	known := k.open()
	knownIdentity := identityOf(known, "made")
	fill := func() *memory.Store {
		s := opened(t)
		b := complaints(known)
		b.Identities, b.Editions = append(b.Identities, knownIdentity), append(b.Editions, edition("a", "1"))
		commit(t, s, b)
		return s
	}
	moved := *knownIdentity
	moved.Version, moved.Complaint = 1, k.open().ID
	taken := k.open()
	taken.Tracking = known.Tracking
	for name, spoil := range map[string]func(*backend.Batch){
		"stale complaint":  func(b *backend.Batch) { b.Complaints = append(b.Complaints, known) },
		"taken tracking":   func(b *backend.Batch) { b.Complaints = append(b.Complaints, taken) },
		"nil identity":     func(b *backend.Batch) { b.Identities = append(b.Identities, nil) },
		"moved identity":   func(b *backend.Batch) { b.Identities = append(b.Identities, &moved) },
		"stale edition":    func(b *backend.Batch) { b.Editions = append(b.Editions, edition("a", "1")) },
		"repeated edition": func(b *backend.Batch) { b.Editions = append(b.Editions, edition("b", "1")) },
	} {
		s := fill()
		fresh := k.open()
		b := complaints(fresh)
		b.Identities, b.Editions = append(b.Identities, identityOf(fresh, "ketut")), append(b.Editions, edition("b", "1"))
		spoil(&b)
		require.Error(t, s.Commit(ctx, b), name)

		require.Len(t, list(t, s, complaint.Query{}), 1, name)
		require.Empty(t, collected(t, s.Set().Identities.ByAccount(ctx, "ketut")), name)
		require.Len(t, collected(t, s.Set().Editions.List(ctx, "routing")), 1, name)
		require.Len(t, collected(t, s.Changes(ctx, "", 0)), 3, name)
		_, err := s.Set().Complaints.Get(ctx, fresh.ID)
		require.ErrorIs(t, err, storage.ErrNotFound, name)
		commit(t, s, complaints(fresh)) // its tracking number is still free
	}
}

func TestIdentitiesByAccount(t *testing.T) {
	t.Parallel()
	ctx, s, k := t.Context(), opened(t), newCaser(t)
	var refs []complaint.ReporterRef
	for range 5 {
		c := k.open()
		b := complaints(c)
		b.Identities = append(b.Identities, identityOf(c, "made"))
		refs = append(refs, c.Reporter)
		commit(t, s, b)
	}
	unnamed := k.open()
	b := complaints(unnamed)
	b.Identities = append(b.Identities, identityOf(unnamed, ""))
	commit(t, s, b)

	accounts := func(account string) (got []complaint.ReporterRef) {
		for _, i := range collected(t, s.Set().Identities.ByAccount(ctx, account)) {
			got = append(got, i.Ref)
		}
		return got
	}
	require.Equal(t, refs, accounts("made"), "in the order of their complaints")
	require.Empty(t, accounts(""), "none for the empty account")
	require.Empty(t, accounts("mad"))

	moved, err := s.Set().Identities.Identity(ctx, refs[2])
	require.NoError(t, err)
	moved.Person.Account = complaint.NewPrivate("ketut")
	commit(t, s, backend.Batch{Batch: complaint.Batch{Identities: []*complaint.Identity{moved}}})
	require.Equal(t, []complaint.ReporterRef{refs[2]}, accounts("ketut"))
	require.Len(t, accounts("made"), 4)
	for _, err := range s.Set().Identities.ByAccount(ctx, "made") {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
}

func TestEditionsAreListedByNameAndEdition(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), opened(t)
	other := edition("z", "1")
	other.Kind = "calendar"
	commit(t, s, backend.Batch{Editions: []*backend.Edition{edition("b", "1"), edition("a!", "1"), edition("a", "2"), edition("a", "10"), other}})
	var names []string
	for _, e := range collected(t, s.Set().Editions.List(ctx, "routing")) {
		names = append(names, e.Name+" "+e.EditionKey.Edition)
	}
	require.Equal(t, []string{"a 10", "a 2", "a! 1", "b 1"}, names)
	require.Empty(t, collected(t, s.Set().Editions.List(ctx, "")))
	for _, err := range s.Set().Editions.List(ctx, "routing") {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
}

// TestEveryCallObeysContextAndClose strikes each call with a cancelled context
// and after Close.
func TestEveryCallObeysContextAndClose(t *testing.T) {
	t.Parallel()
	k := newCaser(t)
	c := k.open()
	for _, tt := range []struct {
		name  string
		ctx   context.Context
		close bool
		want  error
	}{
		{"cancelled", cancelled(t), false, context.Canceled},
		{"closed", t.Context(), true, storage.ErrClosed},
		{"both", cancelled(t), true, storage.ErrClosed},
	} {
		s := memory.New()
		set := s.Set()
		b := complaints(c)
		b.Identities, b.Editions = append(b.Identities, identityOf(c, "made")), append(b.Editions, edition("a", "1"))
		commit(t, s, b)
		if tt.close {
			require.NoError(t, s.Close())
			require.NoError(t, s.Close(), "closing twice is no error")
		}
		_, err := set.Complaints.Get(tt.ctx, c.ID)
		require.ErrorIs(t, err, tt.want, tt.name)
		_, err = set.Identities.Identity(tt.ctx, c.Reporter)
		require.ErrorIs(t, err, tt.want, tt.name)
		_, err = set.Editions.Edition(tt.ctx, edition("a", "1").EditionKey)
		require.ErrorIs(t, err, tt.want, tt.name)
		require.ErrorIs(t, s.Commit(tt.ctx, complaints(k.open())), tt.want, tt.name)
		n := 0
		for got, err := range set.Complaints.List(tt.ctx, complaint.Query{}) {
			n++
			require.Nil(t, got)
			require.ErrorIs(t, err, tt.want, tt.name)
		}
		for got, err := range set.Identities.ByAccount(tt.ctx, "made") {
			n++
			require.Nil(t, got)
			require.ErrorIs(t, err, tt.want, tt.name)
		}
		for got, err := range set.Editions.List(tt.ctx, "routing") {
			n++
			require.Nil(t, got)
			require.ErrorIs(t, err, tt.want, tt.name)
		}
		for got, err := range s.Changes(tt.ctx, "", 0) {
			n++
			require.Zero(t, got)
			require.ErrorIs(t, err, tt.want, tt.name)
		}
		require.Equal(t, 4, n, "%s: one error from each sequence, and nothing else", tt.name)
		if !tt.close {
			require.Len(t, list(t, s, complaint.Query{}), 1, "nothing was written")
			require.NoError(t, s.Close())
		}
	}
}

func TestCancellingEndsASequenceUnderWay(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	commit(t, s, complaints(k.open(), k.open(), k.open()))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	var last error
	for _, err := range s.Set().Complaints.List(ctx, complaint.Query{}) {
		seen, last = seen+1, err
		cancel()
	}
	require.Equal(t, 2, seen)
	require.ErrorIs(t, last, context.Canceled)
}
