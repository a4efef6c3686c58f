package backend_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// TestACheckMayEnd stops after the first record, the second, and each further one.
func TestACheckMayEnd(t *testing.T) {
	t.Parallel()
	b := complaints(opened(t, 1), opened(t, 2))
	b.Editions = []*backend.Edition{edition("a")}
	all, err := check(b, holding())
	require.NoError(t, err)
	require.Len(t, all, 5, "two cases, their hints, an edition")
	for n := 1; n <= len(all); n++ {
		at := 0
		for r, err := range backend.Check(b, holding()) {
			require.NoError(t, err)
			require.Equal(t, []string{string(all[at].Kind), all[at].Key}, []string{string(r.Kind), r.Key})
			if at++; at == n {
				break
			}
		}
		require.Equal(t, n, at)
	}
}

// TestAHintOfACaseThatCannotBeRead is refused with the reason; that there is no such
// case is a conflict.
func TestAHintOfACaseThatCannotBeRead(t *testing.T) {
	t.Parallel()
	c := stored(opened(t, 1))
	b := backend.Batch{Batch: complaint.Batch{Due: []complaint.Due{{ID: c.ID, Version: c.Version, Was: c.NextDue, Next: began()}}}}
	answer := func(err error) func(storage.Kind, string) (any, error) {
		return func(storage.Kind, string) (any, error) { return nil, err }
	}
	lost := errors.New("lost")
	_, err := check(b, answer(lost))
	require.ErrorIs(t, err, lost)
	for _, none := range []error{nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: c.ID.String()}} {
		_, err = check(b, answer(none))
		var conflict *storage.ConflictError
		require.ErrorAs(t, err, &conflict)
		require.Equal(t, storage.ConflictError{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Expected: c.Version}, *conflict)
	}
	found, err := check(b, holding(c))
	require.NoError(t, err)
	require.Len(t, found, 1)
}

// TestLargestEdition decodes as many bytes as an edition may have, and one more.
func TestLargestEdition(t *testing.T) {
	t.Parallel()
	const most = 16<<20/3*4 + 64<<10
	_, err := backend.Decode(backend.KindOfEdition, make([]byte, most))
	require.ErrorContains(t, err, "backend: a stored edition cannot be read")
	found, err := backend.Decode(backend.KindOfEdition, make([]byte, most+1))
	require.EqualError(t, err, fmt.Sprintf("edition: invalid: %d bytes are more than the limit of %d", most+1, most))
	require.Nil(t, found)
}

// TestInstantsOfAnAgency are whole microseconds in UTC, of what followed it too.
func TestInstantsOfAnAgency(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 2, 8, 0, 0, 1999, time.FixedZone("WIB", 7*60*60))
	a := &agency.Agency{
		ID: "a", Terms: []agency.Term{{Name: "A", Kind: agency.Office}}, Successions: []agency.Succession{{Kind: agency.Renamed, To: "b", On: at}},
	}
	a.Terms[0].Valid.Until = at
	records, err := check(backend.Batch{Agencies: []*agency.Agency{a}}, holding())
	require.NoError(t, err)
	got := records[0].Value.(*agency.Agency)
	want := time.Date(2026, 3, 2, 1, 0, 0, 1000, time.UTC)
	require.Equal(t, []time.Time{want, want}, []time.Time{got.Terms[0].Valid.Until, got.Successions[0].On})
	require.Equal(t, at, a.Successions[0].On, "what was given is not changed")
}

// TestIdentitiesOfASource come by their cases, what cannot be read last, in the order in which
// it was found; the head of a case comes out of the whole.
func TestIdentitiesOfASource(t *testing.T) {
	t.Parallel()
	first, second := opened(t, 1), opened(t, 2)
	odd := func(key string) *storage.RecordError {
		return &storage.RecordError{Kind: complaint.KindOfIdentity, Key: key, Cause: errors.New("of a newer release")}
	}
	order := func(records ...any) (got []string) {
		for i, err := range backend.Readers(source(nil, records...)).Identities.ByAccount(t.Context(), "wayan") {
			if wrong, ok := errors.AsType[*storage.RecordError](err); ok {
				got = append(got, wrong.Key)
				continue
			}
			require.NoError(t, err)
			got = append(got, i.Ref.String())
		}
		return got
	}
	want := []string{first.Reporter.String(), second.Reporter.String(), "b", "a"}
	require.Equal(t, want, order(odd("b"), identityOf(second), odd("a"), identityOf(first)))
	require.Equal(t, want, order(identityOf(second), identityOf(first), odd("b"), odd("a")))

	head, err := backend.Readers(source(nil, first)).Complaints.Head(t.Context(), first.ID, "")
	require.NoError(t, err)
	require.Equal(t, first.Head(""), head)
	lost := errors.New("lost")
	head, err = backend.Readers(source(lost)).Complaints.Head(t.Context(), first.ID, "")
	require.ErrorIs(t, err, lost)
	require.Nil(t, head)
}
