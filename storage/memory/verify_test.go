package memory_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func TestVerify(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	c := k.open()
	b := complaints(c)
	b.Identities, b.Editions = append(b.Identities, identityOf(c, "made")), append(b.Editions, edition("a", "1"))
	b.Agencies = []*agency.Agency{office("id.a")}
	commit(t, s, b)
	commit(t, s, complaints(k.note(get(t, s, c.ID), "Catatan")))
	how := backend.Verification{Lifecycles: []*complaint.Lifecycle{k.l}}
	found, err := s.Verify(t.Context(), how)
	require.NoError(t, err)
	require.Equal(t, backend.Verified{Records: 4, Changes: 5}, found)

	forged := k.note(get(t, s, c.ID), "Catatan")
	forged.Verified = true
	commit(t, s, complaints(forged))
	found, err = s.Verify(t.Context(), how)
	require.NoError(t, err)
	require.ErrorContains(t, found.Err(), "verified: does not follow from the timeline")
	require.NoError(t, s.Close())
	_, err = s.Verify(t.Context(), how)
	require.ErrorIs(t, err, storage.ErrClosed)
}
