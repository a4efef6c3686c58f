package stats_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/stats"
)

// TestPublishGroupByGroup: a group of fewer than so many is withheld, and if it
// is the only one, the next smaller one too, for the total would give it away.
func TestPublishGroupByGroup(t *testing.T) {
	t.Parallel()
	l := national(t)
	var list []*complaint.Complaint
	for channel, n := range map[complaint.Channel]int{complaint.ChannelWeb: 5, complaint.ChannelSMS: 1, complaint.ChannelFaceToFace: 3} {
		for range n {
			c := histories(t, l, 1, 1)[0].Clone()
			c.Channel = channel
			list = append(list, c)
		}
	}
	r, err := stats.Collect(each(list), stats.Config{Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	web, sms, face := complaint.ChannelWeb.String(), complaint.ChannelSMS.String(), complaint.ChannelFaceToFace.String()
	but := func(without string) func(string) bool { return func(key string) bool { return key != without } }
	for name, tt := range map[string]struct {
		least int
		keep  func(string) bool
		shown map[string]bool // of all rows, whether with figures
	}{
		"nothing is small":            {1, nil, map[string]bool{face: true, sms: true, web: true}},
		"one is, so the next":         {2, nil, map[string]bool{face: false, sms: false, web: true}},
		"just as many":                {3, nil, map[string]bool{face: false, sms: false, web: true}},
		"two are":                     {4, nil, map[string]bool{face: false, sms: false, web: true}},
		"all are":                     {6, nil, map[string]bool{face: false, sms: false, web: false}},
		"the small one is not kept":   {2, but(sms), map[string]bool{face: true, web: true}},
		"the larger one is not kept":  {2, but(web), map[string]bool{face: false, sms: false}},
		"one alone":                   {2, func(key string) bool { return key == sms }, map[string]bool{sms: false}},
		"one alone that is not small": {2, func(key string) bool { return key == web }, map[string]bool{web: true}},
	} {
		var keys []string
		got := map[string]bool{}
		for _, row := range r.Publish(stats.ByChannel, tt.least, tt.keep) {
			keys = append(keys, row.Key)
			got[row.Key] = row.Figures != nil
			if row.Figures != nil {
				require.Equal(t, r.Group(stats.ByChannel, row.Key), row.Figures)
			}
		}
		require.Equal(t, tt.shown, got, name)
		require.IsIncreasing(t, keys, name)
	}
}
