package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// BenchmarkHiddenAgainstMissing asks 10,000 times for a case that the asking person
// may not see, in turn with one that is not there: hidden/missing is the ratio of the two
// medians, of cases of one entry and of a thousand.
func BenchmarkHiddenAgainstMissing(b *testing.B) {
	const calls = 10_000
	for _, store := range []struct {
		name string
		open func() backend.Store
	}{
		{"memory", func() backend.Store { return memory.New() }},
		{"sqlite", func() backend.Store { return openedAt(b, filepath.Join(b.TempDir(), "aduan.db")) }},
	} {
		for _, entries := range []int{1, 1000} {
			s := store.open()
			svc, id := kept(b, s, entries)
			for _, who := range []struct {
				name string
				ask  func(id complaint.ID) error
			}{
				{"agency", func(id complaint.ID) error {
					_, err := svc.Get(context.Background(), complaint.Actor{ID: "a", Role: complaint.RoleAgencyAdmin, Agency: "parks"}, id)
					return err
				}},
				{"ombudsman", func(id complaint.ID) error {
					_, err := svc.Get(context.Background(), complaint.Actor{ID: "o", Role: complaint.RoleOmbudsman}, id)
					return err
				}},
				{"reporter", func(id complaint.ID) error {
					_, err := svc.Mine(context.Background(), complaint.Actor{ID: "ketut"}, id)
					return err
				}},
				{"command", func(id complaint.ID) error {
					by := complaint.Actor{ID: "a", Role: complaint.RoleAgencyAdmin, Agency: "parks"}
					_, err := svc.Do(context.Background(), by, id, complaint.Command{Action: complaint.ActionNote, Note: "x", Key: "k700"})
					return err
				}},
			} {
				b.Run(fmt.Sprintf("%s/%d/%s", store.name, entries, who.name), func(b *testing.B) {
					for b.Loop() {
						var took [2][]time.Duration
						for n := range 2 * calls {
							asked := id
							if n%2 == 1 {
								asked.UUID[15] ^= byte(1 + n%200)
							}
							began := time.Now()
							err := who.ask(asked)
							took[n%2] = append(took[n%2], time.Since(began))
							if !errors.Is(err, storage.ErrNotFound) {
								b.Fatal(err)
							}
						}
						median := func(list []time.Duration) float64 {
							slices.Sort(list)
							return float64(list[len(list)/2])
						}
						hidden, missing := median(took[0]), median(took[1])
						b.ReportMetric(hidden/missing, "hidden/missing")
						b.ReportMetric(missing/1000, "µs/missing")
					}
				})
			}
			require.NoError(b, s.Close())
		}
	}
}

// kept is a service with a secret case of so many entries among 50 others.
func kept(b *testing.B, s backend.Store, entries int) (*complaint.Service, complaint.ID) {
	b.Helper()
	ctx, l := b.Context(), newCases(b).l
	svc, err := complaint.NewService(complaint.Config{
		Store: backend.Complaints(s), Identities: s.Set().Identities, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: complaint.NoDeadlines{},
	})
	require.NoError(b, err)
	var middle complaint.ID
	for i := range 50 {
		r, err := svc.Submit(ctx, complaint.Actor{ID: "wayan"}, complaint.Draft{
			Kind: complaint.KindComplaint, Title: "Jalan berlubang", Body: "Sudah dua bulan.", Channel: complaint.ChannelWeb,
		})
		require.NoError(b, err)
		if i == 25 {
			middle = r.ID
		}
	}
	c, err := s.Set().Complaints.Get(ctx, middle)
	require.NoError(b, err)
	for len(c.Timeline) < entries {
		e := c.Timeline[0]
		e.Seq, e.Key, e.Action, e.From, e.To = len(c.Timeline)+1, fmt.Sprintf("k%d", len(c.Timeline)), complaint.ActionNote, c.State, c.State
		e.By, e.Details, e.Version = complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}, complaint.Details{}, c.Version+1
		e.Note, e.Title, e.Body, e.Place = complaint.Digest{}, complaint.Digest{}, complaint.Digest{}, complaint.Digest{}
		c.Timeline = append(c.Timeline, e)
	}
	if entries > 1 {
		require.NoError(b, s.Commit(ctx, backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}}}))
	}
	return svc, middle
}
