package backend_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

func TestRecordsComeInOrderWithTheirNextVersion(t *testing.T) {
	t.Parallel()
	a := opened(t, 1, func(d *complaint.Draft) {
		d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: `ja"kip`, ID: complaint.NewPrivate("7/8")}
	})
	b := noted(t, stored(opened(t, 2)), "Catatan")
	i, e := identityOf(a), edition("a")
	e.Version = 3
	batch := backend.Batch{
		Batch:    complaint.Batch{Complaints: []*complaint.Complaint{a, b}, Identities: []*complaint.Identity{i}},
		Editions: []*backend.Edition{e},
	}
	records := slices.Collect(batch.Records())
	require.Len(t, records, 4)
	for n, want := range []storage.Change{
		{Kind: "complaint", Key: a.ID.String(), Version: 1, Seq: 1},
		{Kind: "complaint", Key: b.ID.String(), Version: 2, Seq: 2},
		{Kind: "identity", Key: a.Reporter.String(), Version: 1},
		{Kind: "edition", Key: `"routing"/"a"/"1"`, Version: 4},
	} {
		require.Equal(t, want, records[n].Change())
	}
	require.Equal(t, storage.Version(1), records[0].Value.(*complaint.Complaint).Version)
	require.Equal(t, []string{"tracking " + string(a.Tracking), `external "ja\"kip"/"7/8"`}, uniques(records[0]))
	require.Equal(t, []string{"tracking " + string(b.Tracking)}, uniques(records[1]))
	require.Empty(t, slices.Concat(records[2].Unique, records[3].Unique))
	require.Zero(t, a.Version, "the batch stays as it was")
	require.Equal(t, storage.Version(3), e.Version)

	records[0].Value.(*complaint.Complaint).Texts[0].Body = "changed"
	records[3].Value.(*backend.Edition).Body[0] = 'X'
	require.NotEqual(t, "changed", a.Texts[0].Body, "values are copies")
	require.Equal(t, "rules of a", string(e.Body))

	for n := range len(records) {
		seen := 0
		for range batch.Records() {
			if seen++; seen > n {
				break
			}
		}
		require.Equal(t, n+1, seen, "a caller may stop anywhere")
	}
}

// uniques are the unique values of a record, opened.
func uniques(r backend.Record) (list []string) {
	for _, u := range r.Unique {
		list = append(list, u.Field+" "+u.Value.Open())
	}
	return list
}

func TestUniqueInNamesWhatRecordsHold(t *testing.T) {
	t.Parallel()
	c := opened(t, 1, func(d *complaint.Draft) {
		d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "jakip", ID: complaint.NewPrivate("7")}
	})
	r := slices.Collect(complaints(c).Records())[0]
	u, ok := backend.UniqueIn(complaint.Filter{Tracking: c.Tracking})
	require.True(t, ok)
	require.Contains(t, uniques(r), u.Field+" "+u.Value.Open())
	u, ok = backend.UniqueIn(complaint.Filter{External: c.External})
	require.True(t, ok)
	require.Contains(t, uniques(r), u.Field+" "+u.Value.Open())
	_, ok = backend.UniqueIn(complaint.Filter{Agency: "a"})
	require.False(t, ok)
}

func TestDecodeReadsEveryKindBack(t *testing.T) {
	t.Parallel()
	e := edition("a")
	e.Valid = aduan.Period{From: began()}
	batch := oneOfEach(t)
	batch.Editions[0] = e
	for r := range batch.Records() {
		data, err := backend.Encode(r)
		require.NoError(t, err)
		back, err := backend.Decode(r.Kind, data)
		require.NoError(t, err)
		require.Empty(t, storagetest.Difference(back, r.Value))
		_, err = backend.Decode(r.Kind, data[1:])
		require.Error(t, err)
	}
	_, err := backend.Decode("house", []byte("{}"))
	require.ErrorContains(t, err, `no kind "house"`)
	require.Equal(t, backend.Kinds(), kinds(batch))
}

func TestEditionLimits(t *testing.T) {
	t.Parallel()
	const part, body = 200, 16 << 20
	long := func(n int) string { return strings.Repeat("x", n) }
	key := func(name string) backend.EditionKey {
		return backend.EditionKey{Kind: "routing", Name: name, Edition: "1"}
	}
	for name, tt := range map[string]struct {
		e     *backend.Edition
		field string
	}{
		"name N-1":   {backend.NewEdition(key(long(part-1)), aduan.Period{}, nil), ""},
		"name N":     {backend.NewEdition(key(long(part)), aduan.Period{}, nil), ""},
		"name N+1":   {backend.NewEdition(key(long(part+1)), aduan.Period{}, nil), "name"},
		"no name":    {backend.NewEdition(key(""), aduan.Period{}, nil), "name"},
		"NUL":        {backend.NewEdition(key("a\x00b"), aduan.Period{}, nil), "name"},
		"bad UTF-8":  {backend.NewEdition(key("\xff"), aduan.Period{}, nil), "name"},
		"emoji":      {backend.NewEdition(key(`"📜"/`), aduan.Period{}, nil), ""},
		"body N":     {backend.NewEdition(key("a"), aduan.Period{}, make([]byte, body)), ""},
		"body N+1":   {backend.NewEdition(key("a"), aduan.Period{}, make([]byte, body+1)), "body"},
		"no digest":  {&backend.Edition{EditionKey: key("a"), Body: []byte("x")}, "digest"},
		"bad number": {func() *backend.Edition { e := edition("a"); e.Version = -1; return e }(), "version"},
	} {
		err := tt.e.Validate()
		if tt.field == "" {
			require.NoError(t, err, name)
			continue
		}
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Equal(t, tt.field, invalid.Problems[0].Field, name)
	}
}

func TestEditionsShareNothing(t *testing.T) {
	t.Parallel()
	body := []byte("rules")
	e := backend.NewEdition(backend.EditionKey{Kind: "k", Name: "n", Edition: "1"}, aduan.Period{}, body)
	c := e.Clone()
	body[0], c.Body[1] = 'X', 'X'
	require.Equal(t, "rules", string(e.Body))
}

func TestEditionKeysNeverCollide(t *testing.T) {
	t.Parallel()
	part := rapid.StringOf(rapid.SampledFrom([]rune{'a', '"', '/', '\\'}))
	rapid.Check(t, func(t *rapid.T) {
		key := func(label string) backend.EditionKey {
			return backend.EditionKey{Kind: part.Draw(t, label+".kind"), Name: part.Draw(t, label+".name"), Edition: part.Draw(t, label+".edition")}
		}
		a, b := key("a"), key("b")
		if (a == b) != (a.String() == b.String()) {
			t.Fatalf("%#v and %#v print as %s and %s", a, b, a, b)
		}
	})
}

func TestEditionKeysCompareByTheirParts(t *testing.T) {
	t.Parallel()
	a := backend.EditionKey{Kind: "routing", Name: "a", Edition: "1"}
	b := backend.EditionKey{Kind: "routing", Name: "a!", Edition: "1"}
	require.Negative(t, a.Compare(b), "although the quoted text of b sorts first: %s", b)
	require.Negative(t, a.Compare(backend.EditionKey{Kind: "routing", Name: "a", Edition: "2"}))
	require.Negative(t, a.Compare(backend.EditionKey{Kind: "s", Name: "", Edition: ""}))
	require.Zero(t, a.Compare(a))
}

// recorder is a store that only remembers what it was asked to commit.
type recorder struct {
	backend.Store
	got []backend.Batch
	err error
}

func (r *recorder) Set() backend.Set {
	return backend.Set{Complaints: reader{}}
}

func (r *recorder) Commit(_ context.Context, b backend.Batch) error {
	r.got = append(r.got, b)
	return r.err
}

type reader struct{ complaint.Reader }

func (reader) Get(_ context.Context, id complaint.ID) (*complaint.Complaint, error) {
	return nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
}

func TestComplaintsAdaptsAWholeStore(t *testing.T) {
	t.Parallel()
	whole := &recorder{err: errors.New("as the store says")}
	store := backend.Complaints(whole)
	batch := opening(t, 1)
	require.Equal(t, whole.err, store.Commit(t.Context(), batch))
	require.Equal(t, []backend.Batch{{Batch: batch}}, whole.got)
	_, err := store.Get(t.Context(), batch.Complaints[0].ID)
	require.ErrorIs(t, err, storage.ErrNotFound)
}

func TestPagePutsThingsInOrder(t *testing.T) {
	t.Parallel()
	all := []*complaint.Complaint{opened(t, 3), opened(t, 1), opened(t, 2)}
	all[0].NextDue, all[2].NextDue = began(), began()
	seq := func(err error) iter.Seq2[*complaint.Complaint, error] {
		return func(yield func(*complaint.Complaint, error) bool) {
			for _, c := range all {
				if !yield(c, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	}
	collect := func(q complaint.Query) (got []*complaint.Complaint) {
		for c, err := range backend.Page(seq(nil), q) {
			require.NoError(t, err)
			got = append(got, c)
		}
		return got
	}
	require.Equal(t, []*complaint.Complaint{all[1], all[2], all[0]}, collect(complaint.Query{}))
	require.Equal(t, []*complaint.Complaint{all[2], all[0], all[1]}, collect(complaint.Query{Order: complaint.ByDue}))
	require.Equal(t, []*complaint.Complaint{all[0]}, collect(complaint.Query{Order: complaint.ByDue, After: complaint.PositionOf(all[2]), Limit: 1}))
	require.Equal(t, []*complaint.Complaint{all[2], all[0]}, collect(complaint.Query{Filter: complaint.Filter{DueBy: began()}}))
	for _, err := range backend.Page(seq(nil), complaint.Query{}) {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
	for c, err := range backend.Page(seq(storage.ErrClosed), complaint.Query{}) {
		require.Nil(t, c)
		require.ErrorIs(t, err, storage.ErrClosed)
	}
}
