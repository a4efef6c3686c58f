package backend_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// holding is what a store answers that holds these values.
func holding(values ...any) func(storage.Kind, string) (any, error) {
	return func(kind storage.Kind, key string) (any, error) {
		for _, v := range values {
			switch v := v.(type) {
			case *complaint.Complaint:
				if kind == complaint.KindOfComplaint && key == v.ID.String() {
					return v, nil
				}
			case *complaint.Identity:
				if kind == complaint.KindOfIdentity && key == v.Ref.String() {
					return v, nil
				}
			case *backend.Edition:
				if kind == backend.KindOfEdition && key == v.EditionKey.String() {
					return v, nil
				}
			}
		}
		return nil, nil
	}
}

// check runs the whole check and returns what may be written, or the error.
func check(b backend.Batch, current func(storage.Kind, string) (any, error)) ([]backend.Record, error) {
	var records []backend.Record
	for r, err := range backend.Check(b, current) {
		if err != nil {
			return records, err
		}
		records = append(records, r)
	}
	return records, nil
}

func TestCheckLetsThroughWhatFollows(t *testing.T) {
	t.Parallel()
	old := stored(opened(t, 1))
	next := noted(t, old, "Diteruskan ke dinas")
	erased := next.Clone()
	erased.Texts[0] = complaint.Text{Digest: erased.Texts[0].Digest, Erased: true}
	hint := old.Clone()
	hint.NextDue = began().Add(time.Hour)
	longer := edition("a")
	longer.Version, longer.Valid.Until = 1, began()

	for name, b := range map[string]backend.Batch{
		"a new entry":                      complaints(next),
		"a tombstone for a text":           complaints(erased),
		"a new hint and nothing else":      complaints(hint),
		"another validity of an edition":   {Editions: []*backend.Edition{longer}},
		"a new complaint and its identity": {Batch: opening(t, 2)},
	} {
		kept := edition("a")
		kept.Version = 1
		_, err := check(b, holding(old, kept))
		require.NoError(t, err, name)
	}
}

func opening(t testing.TB, seed byte) complaint.Batch {
	c := opened(t, seed)
	return complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{identityOf(c)}}
}

func TestCheckRefusesWhatIsInvalid(t *testing.T) {
	t.Parallel()
	old := stored(noted(t, stored(opened(t, 1)), "Catatan"))
	next := func(change func(*complaint.Complaint)) backend.Batch {
		c := noted(t, old, "Catatan kedua")
		change(c)
		return complaints(c)
	}
	erased := old.Clone()
	erased.Texts[0] = complaint.Text{Digest: erased.Texts[0].Digest, Erased: true}
	moved := identityOf(old)
	moved.Version, moved.Complaint = 1, opened(t, 9).ID
	known := identityOf(old)
	known.Version = 1
	rules := edition("a")
	rules.Version = 1
	rewritten := backend.NewEdition(rules.EditionKey, rules.Valid, []byte("other rules"))
	rewritten.Version = 1
	forged := edition("b")
	forged.Body = []byte("not what the digest says")

	for name, tt := range map[string]struct {
		batch backend.Batch
		field string
	}{
		"empty batch":        {backend.Batch{}, ""},
		"nil complaint":      {complaints(nil), ""},
		"nil identity":       {backend.Batch{Batch: complaint.Batch{Identities: []*complaint.Identity{nil}}}, ""},
		"nil edition":        {backend.Batch{Editions: []*backend.Edition{nil}}, ""},
		"zero complaint":     {complaints(&complaint.Complaint{}), "id"},
		"zero identity":      {backend.Batch{Batch: complaint.Batch{Identities: []*complaint.Identity{{}}}}, "ref"},
		"zero edition":       {backend.Batch{Editions: []*backend.Edition{{}}}, "kind"},
		"repeated complaint": {complaints(opened(t, 3), opened(t, 3)), ""},
		"repeated edition":   {backend.Batch{Editions: []*backend.Edition{edition("c"), edition("c")}}, ""},
		"changed tracking":   {next(func(c *complaint.Complaint) { c.Tracking = opened(t, 4).Tracking }), "tracking"},
		"changed reporter":   {next(func(c *complaint.Complaint) { c.Reporter = opened(t, 4).Reporter }), "reporter"},
		"changed lifecycle":  {next(func(c *complaint.Complaint) { c.Lifecycle.Edition = "other" }), "lifecycle"},
		"changed policy":     {next(func(c *complaint.Complaint) { c.Policy.Name = "other" }), "policy"},
		"changed external": {next(func(c *complaint.Complaint) {
			c.External = complaint.External{System: "s", ID: complaint.NewPrivate("1")}
		}), "report"},
		"shortened timeline":   {next(func(c *complaint.Complaint) { c.Timeline = c.Timeline[:1] }), "timeline"},
		"changed entry":        {next(func(c *complaint.Complaint) { c.Timeline[1].By.ID = "somebody" }), "timeline[1]"},
		"changed entry detail": {next(func(c *complaint.Complaint) { c.Timeline[0].Details.Kind = complaint.KindAspiration }), "timeline[0]"},
		"changed entry time":   {next(func(c *complaint.Complaint) { c.Timeline[1].At = c.Timeline[1].At.Add(-time.Microsecond) }), "timeline[1]"},
		"entry of the past":    {next(func(c *complaint.Complaint) { c.Timeline[2].Version = 2 }), "timeline[2].version"},
		"entry of the future":  {next(func(c *complaint.Complaint) { c.Timeline[2].Version = 4 }), "timeline[2].version"},
		"removed text":         {next(func(c *complaint.Complaint) { c.Texts = c.Texts[:2] }), "timeline[1]"},
		"swapped texts":        {next(func(c *complaint.Complaint) { c.Texts[0], c.Texts[1] = c.Texts[1], c.Texts[0] }), "texts[0]"},
		"changed text":         {next(func(c *complaint.Complaint) { c.Texts[0].Body = "Lain" }), "texts[0]"},
		"half a tombstone":     {next(func(c *complaint.Complaint) { c.Texts[0].Erased = true }), "texts[0]"},
		"silent change":        {next(func(c *complaint.Complaint) { c.Timeline, c.Texts, c.State = c.Timeline[:2], c.Texts[:3], "closed" }), "state"},
		"silent new field":     {next(func(c *complaint.Complaint) { c.Timeline, c.Texts, c.Agency = c.Timeline[:2], c.Texts[:3], "roads" }), "agency"},
		"silent new text":      {next(func(c *complaint.Complaint) { c.Timeline = c.Timeline[:2] }), "texts"},
		"moved identity":       {backend.Batch{Batch: complaint.Batch{Identities: []*complaint.Identity{moved}}}, "complaint"},
		"rewritten edition":    {backend.Batch{Editions: []*backend.Edition{rewritten}}, "body"},
		"forged digest":        {backend.Batch{Editions: []*backend.Edition{forged}}, "digest"},
	} {
		_, err := check(tt.batch, holding(old, known, rules))
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Equal(t, tt.field, invalid.Problems[0].Field, "%s: %v", name, err)
	}

	back := noted(t, old, "Catatan kedua")
	_, err := check(complaints(back), holding(erased))
	require.ErrorIs(t, err, storage.ErrInvalid, "an erased text does not come back")

	fewer := noted(t, old, "Catatan kedua")
	fewer.Texts = fewer.Texts[:len(fewer.Texts)-1]
	fewer.Timeline[2].Note = complaint.Digest{}
	more := old.Clone()
	more.Texts = append(more.Texts, fewer.Texts[0])
	_, err = check(complaints(fewer), holding(more))
	require.ErrorContains(t, err, "lacks a text")
}

func TestCheckRefusesOtherVersions(t *testing.T) {
	t.Parallel()
	old := stored(opened(t, 1))
	known, rules := identityOf(old), edition("a")
	known.Version, rules.Version = 1, 1
	for _, read := range []storage.Version{0, 2, 7} {
		c, i, e := old.Clone(), *known, rules.Clone()
		c.Version, i.Version, e.Version = read, read, read
		for key, b := range map[string]backend.Batch{
			c.ID.String():         complaints(c),
			i.Ref.String():        {Batch: complaint.Batch{Identities: []*complaint.Identity{&i}}},
			e.EditionKey.String(): {Editions: []*backend.Edition{e}},
		} {
			_, err := check(b, holding(old, known, rules))
			var conflict *storage.ConflictError
			require.ErrorAs(t, err, &conflict)
			require.Equal(t, storage.ConflictError{Kind: conflict.Kind, Key: key, Expected: read, Stored: 1}, *conflict)
		}
	}
	_, err := check(complaints(old), holding())
	require.ErrorIs(t, err, storage.ErrConflict, "version 1 of what is not there")
}

func TestCheckStopsAtTheFirstRefusal(t *testing.T) {
	t.Parallel()
	asked := 0
	stale := stored(opened(t, 2))
	records, err := check(complaints(opened(t, 1), stale, opened(t, 3)), func(storage.Kind, string) (any, error) { asked++; return nil, nil })
	require.ErrorIs(t, err, storage.ErrConflict)
	require.Len(t, records, 2, "the first, and its hint")
	require.Equal(t, backend.KindOfHint, records[1].Kind)
	require.Equal(t, 2, asked)

	for _, err := range backend.Check(complaints(opened(t, 1), opened(t, 2)), holding()) {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
}

func TestCheckUnderstandsEveryWayToSayNone(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk is gone")
	for name, tt := range map[string]struct {
		current func(storage.Kind, string) (any, error)
		want    string
	}{
		"nil":         {func(storage.Kind, string) (any, error) { return nil, nil }, ""},
		"nil pointer": {func(storage.Kind, string) (any, error) { return (*complaint.Complaint)(nil), nil }, ""},
		"not found":   {func(storage.Kind, string) (any, error) { return nil, &storage.NotFoundError{} }, ""},
		"other error": {func(storage.Kind, string) (any, error) { return nil, broken }, "disk is gone"},
		"other type":  {func(storage.Kind, string) (any, error) { return complaint.Complaint{}, nil }, "handed over as complaint.Complaint"},
	} {
		_, err := check(complaints(opened(t, 1)), tt.current)
		if tt.want == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, tt.want, name)
		}
	}
}

// TestCheckRefusesANegativeVersion: the version to store is one more than the
// version read, so -1 would look like 0 by then.
func TestCheckRefusesANegativeVersion(t *testing.T) {
	t.Parallel()
	c, i, e := opened(t, 1), identityOf(opened(t, 2)), edition("a")
	c.Version, i.Version, e.Version = -1, -1, -1
	for name, b := range map[string]backend.Batch{
		"a complaint": complaints(c),
		"an identity": {Batch: complaint.Batch{Identities: []*complaint.Identity{i}}},
		"an edition":  {Editions: []*backend.Edition{e}},
	} {
		_, err := check(b, holding())
		require.ErrorIs(t, err, storage.ErrInvalid, name)
		require.NotErrorIs(t, err, storage.ErrConflict, name)
	}
}

// TestCheckMovesHints: a hint moves alone, and only from where it was read.
func TestCheckMovesHints(t *testing.T) {
	t.Parallel()
	old := stored(opened(t, 1))
	old.NextDue = began()
	due := func(change ...func(*complaint.Due)) backend.Batch {
		d := complaint.Due{ID: old.ID, Version: 1, Was: began(), Next: began().Add(time.Hour)}
		for _, f := range change {
			f(&d)
		}
		return backend.Batch{Batch: complaint.Batch{Due: []complaint.Due{d}}}
	}
	records, err := check(due(), holding(old))
	require.NoError(t, err)
	require.Equal(t, []backend.Record{{Kind: backend.KindOfHint, Key: old.ID.String(), Value: &backend.Hint{NextDue: began().Add(time.Hour)}}}, records)
	records, err = check(due(func(d *complaint.Due) { d.Next = time.Time{} }), holding(old))
	require.NoError(t, err)
	require.Equal(t, &backend.Hint{}, records[0].Value, "never")

	for name, tt := range map[string]struct {
		b    backend.Batch
		want storage.ConflictError
	}{
		"another version":   {due(func(d *complaint.Due) { d.Version = 3 }), storage.ConflictError{Expected: 3, Stored: 1}},
		"another hint":      {due(func(d *complaint.Due) { d.Was = began().Add(1000) }), storage.ConflictError{Expected: 1, Stored: 1, Field: "next_due"}},
		"it was never due":  {due(func(d *complaint.Due) { d.Was = time.Time{} }), storage.ConflictError{Expected: 1, Stored: 1, Field: "next_due"}},
		"it is not there":   {due(func(d *complaint.Due) { d.ID = opened(t, 2).ID }), storage.ConflictError{Expected: 1}},
		"behind a new case": {backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{opened(t, 3)}, Due: due(func(d *complaint.Due) { d.Version = 2 }).Due}}, storage.ConflictError{Expected: 2, Stored: 1}},
	} {
		_, err := check(tt.b, holding(old))
		var conflict *storage.ConflictError
		require.ErrorAs(t, err, &conflict, name)
		tt.want.Kind, tt.want.Key = complaint.KindOfComplaint, tt.b.Due[0].ID.String()
		require.Equal(t, tt.want, *conflict, name)
	}
	twice := due()
	twice.Due = append(twice.Due, twice.Due[0])
	both := due()
	both.Complaints = []*complaint.Complaint{noted(t, old, "Catatan")}
	for name, b := range map[string]backend.Batch{
		"twice":                          twice,
		"beside its complaint":           both,
		"without ID":                     due(func(d *complaint.Due) { d.ID = complaint.ID{} }),
		"of a complaint that is not yet": due(func(d *complaint.Due) { d.Version = 0 }),
		"to the nanosecond":              due(func(d *complaint.Due) { d.Next = began().Add(1) }),
		"from the nanosecond":            due(func(d *complaint.Due) { d.Was = began().Add(1) }),
		"to the year 10000":              due(func(d *complaint.Due) { d.Next = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }),
	} {
		_, err := check(b, holding(old))
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
}

func TestHintedFillsInTheHint(t *testing.T) {
	t.Parallel()
	c := opened(t, 1)
	c.NextDue = began() // as an old record holds it
	same, err := backend.Hinted(c, nil)
	require.NoError(t, err)
	require.Equal(t, began(), same.(*complaint.Complaint).NextDue)
	for _, next := range []time.Time{began().Add(time.Hour), {}} {
		data, err := backend.Encode(backend.Record{Value: &backend.Hint{NextDue: next}})
		require.NoError(t, err)
		got, err := backend.Hinted(c, data)
		require.NoError(t, err)
		require.Equal(t, next, got.(*complaint.Complaint).NextDue)
	}
	_, err = backend.Hinted(c, []byte("["))
	require.ErrorContains(t, err, "a stored hint cannot be read")
	other, err := backend.Hinted(edition("a"), []byte("["))
	require.NoError(t, err)
	require.Equal(t, edition("a"), other)
}
