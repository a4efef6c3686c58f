package memory_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// The small pools make filters and complaints meet often.
func agencyPool() []agency.ID { return []agency.ID{"", "gov", "gov/works", "gov/health"} }

func categoryPool() []complaint.Category {
	return []complaint.Category{"", "works", "works/roads", "worksx", "health"}
}

func statePool() []lifecycle.State {
	return []lifecycle.State{complaint.StateSubmitted, complaint.StateForwarded, complaint.StateArchived}
}

func regionPool() []region.Code {
	return []region.Code{{}, region.MustParse("51"), region.MustParse("51.03"), region.MustParse("32.01")}
}

func hours(t *rapid.T, label string) time.Time {
	n := rapid.IntRange(0, 6).Draw(t, label)
	if n == 0 {
		return time.Time{}
	}
	return began().Add(time.Duration(n) * time.Hour)
}

func pick[T any](t *rapid.T, label string, pool []T) T { return rapid.SampledFrom(pool).Draw(t, label) }

// scramble gives a case other values in the fields that filters look at. What
// it makes need not follow from a timeline; a store does not ask.
func scramble(t *rapid.T, c *complaint.Complaint, others []*complaint.Complaint) {
	c.State = pick(t, "state", statePool())
	c.Class = pick(t, "class", []complaint.Class{"", complaint.ClassNonSupervisory, complaint.ClassSupervisory, "own", complaint.ClassAspiration})
	c.Category = pick(t, "category", categoryPool())
	c.Region = pick(t, "region", regionPool()).Path()
	c.Agency, c.Main, c.AgencyPath, c.Supporting = pick(t, "agency", agencyPool()), pick(t, "main", agencyPool()), nil, nil
	if a := pick(t, "top", agencyPool()); a != "" {
		c.AgencyPath = []agency.ID{a, "other"}
	}
	if a := pick(t, "supporting", agencyPool()); a != "" && a != c.Main {
		c.Supporting = []agency.ID{a}
	}
	c.NextDue = hours(t, "due")
	c.Verified = rapid.Bool().Draw(t, "verified")
	c.Disclosure.Public = rapid.Bool().Draw(t, "public")
	c.Parent = complaint.ID{}
	if len(others) > 0 && rapid.Bool().Draw(t, "merged") {
		c.Parent = pick(t, "parent", others).ID
	}
}

// randomCase is a new case of random kind, channel, time and reference.
func randomCase(t *rapid.T, l *complaint.Lifecycle, others []*complaint.Complaint) *complaint.Complaint {
	entropy := rand.NewChaCha8([32]byte([]byte(rapid.StringMatching(`[0-9a-f]{32}`).Draw(t, "seed"))))
	at := began().Add(time.Duration(rapid.IntRange(0, 6).Draw(t, "submitted")) * time.Hour)
	id, err := complaint.NewID(at, entropy)
	require.NoError(t, err)
	tracking, err := complaint.NewTracking(entropy)
	require.NoError(t, err)
	ref, err := complaint.NewReporterRef(entropy)
	require.NoError(t, err)
	draft := complaint.Draft{
		Kind: pick(t, "kind", l.Kinds()), Title: "Judul", Body: "Isi",
		Channel: pick(t, "channel", l.Channels()),
	}
	if draft.Channel == complaint.ChannelIntegrated {
		draft.External = complaint.External{System: "s", ID: complaint.NewPrivate(tracking.String())}
	}
	c, err := l.Open(complaint.Header{ID: id, Tracking: tracking, Reporter: ref}, complaint.Actor{ID: "made", Role: complaint.RoleFieldOfficer}, draft, complaint.Moment{Now: at})
	require.NoError(t, err)
	scramble(t, c, others)
	return c
}

// some picks nothing, or one or two values.
func some[T any](t *rapid.T, label string, pool []T) []T {
	return rapid.SliceOfN(rapid.SampledFrom(pool), 0, 2).Draw(t, label)
}

// randomFilter sets each field now and then.
func randomFilter(t *rapid.T, cases []*complaint.Complaint) complaint.Filter {
	var f complaint.Filter
	set := func(label string) bool { return rapid.IntRange(0, 5).Draw(t, "with "+label) == 0 }
	if set("states") {
		f.States = some(t, "f.states", statePool())
	}
	if set("kinds") {
		f.Kinds = some(t, "f.kinds", []complaint.Kind{complaint.KindComplaint, complaint.KindAspiration, complaint.KindInformation})
	}
	if set("classes") {
		f.Classes = some(t, "f.classes", []complaint.Class{"", complaint.ClassNonSupervisory, complaint.ClassSupervisory, "own", complaint.ClassAspiration})
	}
	if set("channels") {
		f.Channels = some(t, "f.channels", []complaint.Channel{complaint.ChannelWeb, complaint.ChannelSMS, complaint.ChannelIntegrated})
	}
	if set("category") {
		f.Category = pick(t, "f.category", categoryPool())
	}
	if set("region") {
		f.Region = pick(t, "f.region", regionPool())
	}
	if rapid.IntRange(0, 2).Draw(t, "with agency") == 0 {
		f.Agency = pick(t, "f.agency", append(agencyPool(), "other", "nobody"))
	}
	if rapid.IntRange(0, 2).Draw(t, "with due") == 0 {
		f.DueBy = hours(t, "f.due")
	}
	if set("submitted") {
		f.SubmittedFrom, f.SubmittedUntil = hours(t, "f.from"), hours(t, "f.until")
	}
	if set("updated") {
		f.UpdatedFrom = hours(t, "f.updated")
	}
	f.PublicOnly, f.Accusing = set("public"), set("accusing")
	if len(cases) == 0 {
		return f
	}
	if set("tracking") {
		f.Tracking = pick(t, "f.tracking", cases).Tracking
	}
	if set("external") {
		f.External = pick(t, "f.external", cases).External
	}
	if set("nobody") {
		f.External = complaint.External{System: "s", ID: complaint.NewPrivate("never imported")}
	}
	if set("parent") {
		f.Parent = pick(t, "f.parent", cases).ID
	}
	return f
}

func ids(list []*complaint.Complaint) []complaint.ID {
	out := make([]complaint.ID, len(list))
	for i, c := range list {
		out[i] = c.ID
	}
	return out
}

// expected is what a query means, in the plainest words.
func expected(cases []*complaint.Complaint, q complaint.Query) []complaint.ID {
	cases = slices.DeleteFunc(slices.Clone(cases), func(c *complaint.Complaint) bool {
		return !q.Filter.Match(c) || (!q.After.IsZero() && q.Order.Compare(complaint.PositionOf(c), q.After) <= 0)
	})
	slices.SortFunc(cases, func(a, b *complaint.Complaint) int {
		return q.Order.Compare(complaint.PositionOf(a), complaint.PositionOf(b))
	})
	if q.Limit > 0 && len(cases) > q.Limit {
		cases = cases[:q.Limit]
	}
	return ids(cases)
}

// TestEveryQueryMeansWhatMatchSays commits random cases, changes some, and
// compares lists, whole and page by page, with the plain meaning.
func TestEveryQueryMeansWhatMatchSays(t *testing.T) {
	t.Parallel()
	l := national(t)
	rapid.Check(t, func(t *rapid.T) {
		s := memory.New()
		defer func() { require.NoError(t, s.Close()) }()
		store := s.Set().Complaints
		var cases []*complaint.Complaint
		write := func(b backend.Batch) { require.NoError(t, s.Commit(t.Context(), b)) }
		for range rapid.IntRange(0, 12).Draw(t, "cases") {
			c := randomCase(t, l, cases)
			write(complaints(c))
			c.Version++
			cases = append(cases, c)
		}
		for range rapid.IntRange(0, 6).Draw(t, "changes") {
			if len(cases) > 0 {
				c := pick(t, "changed", cases)
				last := c.Timeline[len(c.Timeline)-1]
				c.Timeline = append(c.Timeline, complaint.Entry{
					Seq: last.Seq + 1, At: last.At.Add(time.Second), By: complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
					Action: complaint.ActionNote, From: c.State, To: c.State, Version: c.Version + 1,
				})
				scramble(t, c, cases)
				write(complaints(c))
				c.Version++
			}
		}
		read := func(q complaint.Query) (got []*complaint.Complaint) {
			for c, err := range store.List(t.Context(), q) {
				require.NoError(t, err)
				got = append(got, c)
			}
			return got
		}
		for range 6 {
			q := complaint.Query{
				Filter: randomFilter(t, cases), Order: pick(t, "order", []complaint.Order{complaint.ByID, complaint.ByDue, complaint.ByNewest, complaint.ByUpdated, complaint.ByLatest}),
				Limit: rapid.IntRange(0, 4).Draw(t, "limit"),
			}
			if len(cases) > 0 && rapid.Bool().Draw(t, "with after") {
				q.After = complaint.PositionOf(pick(t, "after", cases))
			}
			require.Equal(t, expected(cases, q), ids(read(q)), "%+v", q)

			whole := expected(cases, complaint.Query{Filter: q.Filter, Order: q.Order})
			paged := []complaint.ID{}
			page := complaint.Query{Filter: q.Filter, Order: q.Order, Limit: rapid.IntRange(1, 4).Draw(t, "page")}
			for {
				got := read(page)
				if paged = append(paged, ids(got)...); len(got) < page.Limit {
					break
				}
				page.After = complaint.PositionOf(got[len(got)-1])
			}
			require.Equal(t, whole, paged, "page after page")
		}
	})
}

// TestPagesWhileCommitsHappen reads pages by ID between commits: what was there
// from the beginning appears once each, in order.
func TestPagesWhileCommitsHappen(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	var old []*complaint.Complaint
	for range 30 {
		c := k.open()
		commit(t, s, complaints(c))
		old = append(old, c)
	}
	seen := map[complaint.ID]int{}
	var last complaint.ID
	q := complaint.Query{Limit: 4}
	for {
		got := list(t, s, q)
		for _, c := range got {
			require.Positive(t, complaint.ByID.Compare(complaint.PositionOf(c), complaint.Position{ID: last}))
			seen[c.ID]++
			last = c.ID
		}
		if len(got) < q.Limit {
			break
		}
		q.After = complaint.PositionOf(got[len(got)-1])
		if len(seen) < 40 {
			commit(t, s, complaints(k.open(), k.note(get(t, s, old[len(seen)%30].ID), "Sementara dibaca")))
		}
	}
	for _, c := range old {
		require.Equal(t, 1, seen[c.ID])
	}
}

// TestAListIsASnapshot commits from inside the iteration, which must neither
// block nor show.
func TestAListIsASnapshot(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	commit(t, s, complaints(k.open(), k.open(), k.open()))
	n := 0
	for c, err := range s.Set().Complaints.List(t.Context(), complaint.Query{Order: complaint.ByDue}) {
		require.NoError(t, err)
		require.Equal(t, c.Version, get(t, s, c.ID).Version)
		commit(t, s, complaints(k.open(), k.note(c, "Catatan")))
		n++
	}
	require.Equal(t, 3, n)
	require.Len(t, list(t, s, complaint.Query{}), 6)
	for _, err := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
	commit(t, s, complaints(k.open()))
	require.Len(t, list(t, s, complaint.Query{Limit: 2}), 2)
	require.Len(t, list(t, s, complaint.Query{Limit: 100}), 7)
}
