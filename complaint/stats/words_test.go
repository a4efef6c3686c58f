package stats_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/stats"
)

// labelled is the national lifecycle with the headings of another office.
func labelled(t *testing.T, heading func(lifecycle.StateInfo) aduan.Label) *complaint.Lifecycle {
	t.Helper()
	def := complaint.National()
	for i := range def.States {
		def.States[i].Bucket = heading(def.States[i])
	}
	l, err := complaint.Compile(def, complaint.Extensions{})
	require.NoError(t, err)
	return l
}

func collected(t *testing.T, l *complaint.Lifecycle, states ...lifecycle.State) *stats.Report {
	t.Helper()
	var list []*complaint.Complaint
	for _, s := range states {
		list = append(list, &complaint.Complaint{Lifecycle: l.Edition(), State: s, Channel: complaint.ChannelSMS, Timeline: []complaint.Entry{{At: time.Unix(0, 0)}}})
	}
	r, err := stats.Collect(each(list), stats.Config{Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	return r
}

// TestKeysOfBuckets: the key of a bucket is a code, the same whatever language people
// read, and for the national lifecycle the one that figures of 0.1 have.
func TestKeysOfBuckets(t *testing.T) {
	t.Parallel()
	states := []lifecycle.State{complaint.StateResolved, complaint.StateSubmitted, complaint.StateForwarded}
	french, err := aduan.NewWords("fr", map[string]string{"stats.none.class": "Non classé"}, aduan.English())
	require.NoError(t, err)

	r := collected(t, national(t), states...)
	require.Contains(t, r.Keys(stats.ByBucket), "Terdisposisi Selesai")
	require.Equal(t, "Terdisposisi Selesai", r.GroupIn(aduan.Indonesian(), stats.ByBucket, "Terdisposisi Selesai"))

	two := func(s lifecycle.StateInfo, tags ...string) aduan.Label {
		texts := map[string]string{"fr": "Ouvert", "ar": "مفتوح"}
		if s.Final {
			texts = map[string]string{"fr": "Clos", "ar": "مغلق"}
		}
		for _, tag := range tags {
			texts[tag] = tag + " " + texts["fr"]
		}
		return aduan.NewLabel(texts)
	}
	for name, c := range map[string]struct {
		tags         []string
		open, closed string
	}{
		"French and Arabic alone": {nil, "submitted", "resolved"},
		"English too":             {[]string{"en"}, "en Ouvert", "en Clos"},
		"Indonesian too":          {[]string{"en", "id"}, "id Ouvert", "id Clos"},
	} {
		r := collected(t, labelled(t, func(s lifecycle.StateInfo) aduan.Label { return two(s, c.tags...) }), states...)
		require.ElementsMatch(t, []string{c.open, c.closed}, r.Keys(stats.ByBucket), name)
		require.Equal(t, 2, r.Group(stats.ByBucket, c.open).Received, name)
		require.Equal(t, "Ouvert", r.GroupIn(french, stats.ByBucket, c.open), name)
		require.Equal(t, "Clos", r.GroupIn(french, stats.ByBucket, c.closed), name)
		require.Equal(t, "Non classé", r.GroupIn(french, stats.ByClass, ""), name)
	}
}

func TestGroupsInWords(t *testing.T) {
	t.Parallel()
	r := collected(t, national(t), complaint.StateSubmitted)
	id, en := aduan.Indonesian(), aduan.English()
	require.Equal(t, "Not yet verified", r.GroupIn(en, stats.ByBucket, "Belum Terverifikasi"))
	require.Equal(t, "Berkadar pengawasan", r.GroupIn(id, stats.ByClass, "supervisory"))
	require.Equal(t, "Face to face", r.GroupIn(en, stats.ByChannel, "face_to_face"))
	require.Equal(t, "51.03", r.GroupIn(en, stats.ByRegion, "51.03"))
	require.Equal(t, "Tanpa wilayah", r.GroupIn(id, stats.ByRegion, ""))
	require.Equal(t, "unheard of", r.GroupIn(id, stats.ByBucket, "unheard of"), "a key of another report")
	require.Equal(t, "unheard of", r.GroupIn(id, stats.ByClass, "unheard of"))
	require.Equal(t, "unheard of", (&stats.Report{}).GroupIn(id, stats.ByBucket, "unheard of"))
	seen := map[string]bool{}
	for d := stats.ByBucket; d <= stats.ByRegion; d++ {
		for _, w := range []aduan.Words{id, en} {
			require.NotEqual(t, d.String(), d.In(w))
			require.NotEqual(t, "", r.GroupIn(w, d, ""))
			require.False(t, seen[w.Language()+d.In(w)])
			seen[w.Language()+d.In(w)] = true
		}
	}
	require.Equal(t, "TW IV 2020", stats.Quarter{Year: 2020, Number: 4}.In(id))
	require.Equal(t, "Q4 2020", stats.Quarter{Year: 2020, Number: 4}.In(en))
	require.Empty(t, stats.Quarter{}.In(en))
}

// States without headings are each a bucket of their own; the agencies that nobody knows
// are one group, which is called so.
func TestGroupsWithoutNames(t *testing.T) {
	t.Parallel()
	r := collected(t, labelled(t, func(lifecycle.StateInfo) aduan.Label { return aduan.Label{} }), complaint.StateResolved, complaint.StateSubmitted, complaint.StateForwarded)
	require.Equal(t, []string{"forwarded", "resolved", "submitted"}, r.Keys(stats.ByBucket))
	for _, key := range r.Keys(stats.ByBucket) {
		require.Equal(t, 1, r.Group(stats.ByBucket, key).Received, key)
	}
	require.Equal(t, "Holder unknown", r.GroupIn(aduan.English(), stats.ByAgency, stats.HolderUnknown))
	require.Equal(t, "Instansi tidak diketahui", r.GroupIn(aduan.Indonesian(), stats.ByAgency, stats.HolderUnknown))
	require.Equal(t, "works", r.GroupIn(aduan.English(), stats.ByAgency, "works"))
	require.Equal(t, stats.HolderUnknown, r.GroupIn(aduan.English(), stats.ByRegion, stats.HolderUnknown), "of agencies alone")
}
