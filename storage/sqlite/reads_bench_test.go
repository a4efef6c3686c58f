package sqlite_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// BenchmarkSubmitAll takes in 5,000 reports a round, 100,000 in 20 rounds, and
// compares with as many submitted one by one by one client: times is how much
// faster they are together.
func BenchmarkSubmitAll(b *testing.B) {
	const together, single = 5_000, 250
	service := func() *complaint.Service {
		s, l := benchStore(b), newCases(b).l
		svc, err := complaint.NewService(complaint.Config{
			Store: backend.Complaints(s), Identities: s.Set().Identities, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: complaint.NoDeadlines{},
		})
		require.NoError(b, err)
		return svc
	}
	one, many, k := service(), service(), newCases(b)
	officer := complaint.Actor{ID: "petugas-1", Role: complaint.RoleFieldOfficer}
	drafts := func(n, count int) []complaint.Draft {
		list := make([]complaint.Draft, count)
		for i := range list {
			list[i] = k.draft(n*count + i)
		}
		return list
	}
	turns(b, "times", "single", func(n int) time.Duration {
		list := drafts(n, single)
		return together / single * timed(b, func() error {
			for _, d := range list {
				if _, err := one.Submit(context.Background(), officer, d); err != nil {
					return err
				}
			}
			return nil
		})
	}, "together", func(n int) time.Duration {
		list := drafts(n, together)
		return timed(b, func() error {
			for _, r := range many.SubmitAll(context.Background(), officer, list) {
				if r.Err != nil {
					return r.Err
				}
			}
			return nil
		})
	})
}

// drained counts a list, which must not fail.
func drained(list iter.Seq2[*complaint.Complaint, error]) (n int, err error) {
	for _, err := range list {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// BenchmarkReads reads cases of six entries by their IDs, and pages of 50 in the
// order of IDs: share is the rate of the store as a part of that of statements by
// hand with the least decoding that gives the same records.
func BenchmarkReads(b *testing.B) {
	const count, round, page = 2_000, 200, 50
	ctx, k := context.Background(), newCases(b)
	file := filepath.Join(b.TempDir(), "aduan.db")
	s, err := sqlite.Open(ctx, file, sqlite.Config{})
	require.NoError(b, err)
	b.Cleanup(func() { _ = s.Close() })
	ids := make([]complaint.ID, count)
	for i := range ids {
		c, person := k.open()
		require.NoError(b, s.Commit(ctx, opening(c, person)))
		for range 5 {
			c = k.next(stored(c))
			require.NoError(b, s.Commit(ctx, complaints(c)))
		}
		ids[i] = c.ID
	}
	by, set := openPeer(b, file), s.Set()
	at := func(n, i int) complaint.ID { return ids[(n*round+i*7919)%count] }
	b.Run("get", func(b *testing.B) {
		turns(b, "share", "peer", func(n int) time.Duration {
			return timed(b, func() error {
				for i := range round {
					if _, err := by.get(ctx, at(n, i).String()); err != nil {
						return err
					}
				}
				return nil
			})
		}, "store", func(n int) time.Duration {
			return timed(b, func() error {
				for i := range round {
					if _, err := set.Complaints.Get(ctx, at(n, i)); err != nil {
						return err
					}
				}
				return nil
			})
		})
	})
	b.Run("page", func(b *testing.B) {
		turns(b, "share", "peer", func(n int) time.Duration {
			return timed(b, func() error {
				for i := range round / page {
					if _, err := by.page(ctx, at(n, i).String(), page); err != nil {
						return err
					}
				}
				return nil
			})
		}, "store", func(n int) time.Duration {
			return timed(b, func() error {
				for i := range round / page {
					if _, err := drained(set.Complaints.List(ctx, complaint.Query{After: complaint.Position{ID: at(n, i)}, Limit: page})); err != nil {
						return err
					}
				}
				return nil
			})
		})
	})
}

// crowd fills a store with n cases at 100 agencies, due at 1,000 instants. They
// are made of one case, because making each would take longer than storing it.
func crowd(b *testing.B, n int) *sqlite.Store {
	b.Helper()
	s, k := benchStore(b), newCases(b)
	model, _ := k.open()
	var batch backend.Batch
	for i := range n {
		c := model.Clone()
		binary.BigEndian.PutUint64(c.ID.UUID[8:], 0x8000_0000_0000_0000|uint64(i))
		binary.BigEndian.PutUint64(c.Reporter.UUID[8:], 0x8000_0000_0000_0000|uint64(i))
		c.Tracking = tracking(b, i)
		c.Timeline[0].By.ID = c.Reporter.String()
		c.Agency = agency.ID(fmt.Sprintf("agency-%d", i%100))
		c.AgencyPath = []agency.ID{"province", c.Agency}
		c.NextDue = model.NextDue.Add(time.Duration(i*7919%1000) * time.Hour)
		batch.Complaints = append(batch.Complaints, c)
		if len(batch.Complaints) == 1_000 || i == n-1 {
			require.NoError(b, s.Commit(context.Background(), batch))
			batch.Complaints = nil
		}
	}
	return s
}

// tracking is the n-th tracking number.
func tracking(t testing.TB, n int) complaint.Tracking {
	digits := []byte(fmt.Sprintf("%016d", n*10_000)) // the last four are not used
	for i := range digits {
		digits[i] -= '0'
	}
	number, err := complaint.NewTracking(&fixed{digits})
	require.NoError(t, err)
	return number
}

// fixed is entropy that was fixed before.
type fixed struct{ rest []byte }

func (f *fixed) Read(p []byte) (int, error) {
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// BenchmarkFlat reads pages of 50 from a store of many cases and from one of
// 10,000: growth is how much longer that takes. Many are 1,000,000 with
// ADUAN_SOAK=1, which takes some minutes to fill and 4 GB, and 100,000 without.
func BenchmarkFlat(b *testing.B) {
	many := 100_000
	if soaking() {
		many = 1_000_000
	}
	small, large := crowd(b, 10_000).Set().Complaints, crowd(b, many).Set().Complaints
	ctx := context.Background()
	began := time.Date(2026, 3, 5, 1, 30, 0, 0, time.UTC)
	for _, q := range []struct {
		name  string
		query func(n int) complaint.Query
	}{
		{"agency", func(n int) complaint.Query {
			return complaint.Query{Filter: complaint.Filter{Agency: agency.ID(fmt.Sprintf("agency-%d", n%100))}, Limit: 50}
		}},
		{"agency_due", func(n int) complaint.Query {
			return complaint.Query{Filter: complaint.Filter{Agency: agency.ID(fmt.Sprintf("agency-%d", n%100))}, Order: complaint.ByDue, Limit: 50}
		}},
		{"parent_agency_state", func(int) complaint.Query {
			return complaint.Query{Filter: complaint.Filter{Agency: "province", States: []lifecycle.State{complaint.StateSubmitted}}, Limit: 50}
		}},
		{"due", func(n int) complaint.Query {
			return complaint.Query{Filter: complaint.Filter{DueBy: began.Add(time.Duration(100+n%800) * time.Hour)}, Order: complaint.ByDue, Limit: 50}
		}},
		{"due_onwards", func(n int) complaint.Query {
			after := complaint.Position{Due: began.Add(time.Duration(n%800) * time.Hour)}
			return complaint.Query{Filter: complaint.Filter{DueBy: began.AddDate(1, 0, 0)}, Order: complaint.ByDue, After: after, Limit: 50}
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			side := func(r complaint.Reader) func(int) time.Duration {
				return func(n int) time.Duration {
					return timed(b, func() error {
						for i := range 4 {
							got, err := drained(r.List(ctx, q.query(4*n+i)))
							if err == nil && got != 50 {
								err = fmt.Errorf("%d cases in a page of 50", got)
							}
							if err != nil {
								return err
							}
						}
						return nil
					})
				}
			}
			turns(b, "growth", "large", side(large), "small", side(small))
		})
	}
}
