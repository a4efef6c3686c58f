package faulty

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

type identityCall = func(context.Context, complaint.ReporterRef) (*complaint.Identity, error)

// identify plants another answer to Identity.
func identify(check, planted string, answer func(s *plant, ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error)) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		s.identity = func(ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
			return answer(s, ctx, ref, call)
		}
	}}
}

// names keeps what somebody else holds of identities.
type names struct {
	mu   sync.Mutex
	held map[complaint.ReporterRef]*complaint.Identity
}

func (n *names) keep(i *complaint.Identity) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.held[i.Ref] = i
}

func (n *names) answer(ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
	i, err := call(ctx, ref)
	n.mu.Lock()
	defer n.mu.Unlock()
	if h := n.held[ref]; err == nil && h != nil {
		i.Person.Name = h.Person.Name
	}
	return i, err
}

func identityFaults() []Fault {
	kind := complaint.KindOfIdentity
	return []Fault{
		identify("identity/round-trip", "apostrophes in names are doubled", func(_ *plant, ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
			i, err := call(ctx, ref)
			if err == nil {
				i.Person.Name = strings.ReplaceAll(i.Person.Name, "'", "''")
			}
			return i, err
		}),
		identify("identity/unknown", "the error for an unknown reference has no facts", func(_ *plant, ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
			i, err := call(ctx, ref)
			return i, bare(err)
		}),
		accepts("identity/stale", "a stale identity is dropped in silence", func(_ *plant, b backend.Batch, err error) bool {
			e := conflict(err, kind)
			return e != nil && e.Expected > 0 && e.Stored > 0
		}),
		accepts("identity/moved", "an identity with another complaint is dropped in silence", func(s *plant, b backend.Batch, err error) bool {
			if len(b.Complaints) > 0 || len(b.Identities) != 1 || b.Identities[0] == nil {
				return false
			}
			old, gone := s.Store.Set().Identities.Identity(context.Background(), b.Identities[0].Ref)
			return gone == nil && old.Complaint != b.Identities[0].Complaint
		}),
		accepts("identity/nul", "an identity with NUL is dropped in silence", func(_ *plant, b backend.Batch, _ error) bool {
			return some(b.Identities, func(i *complaint.Identity) bool { return i != nil && strings.Contains(i.Person.Address, "\x00") })
		}),
		accepts("identity/nil", "a nil identity is dropped in silence", func(_ *plant, b backend.Batch, _ error) bool {
			return some(b.Identities, func(i *complaint.Identity) bool { return i == nil })
		}),
		halves("identity/with-its-complaint", "an identity is written though its complaint is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return backend.Batch{Batch: complaint.Batch{Identities: b.Identities}}, conflict(err, complaint.KindOfComplaint) != nil && len(b.Identities) > 0 && len(b.Editions) == 0
		}),
		halves("identity/complaint-with-it", "a complaint is written though its identity is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return backend.Batch{Batch: complaint.Batch{Complaints: b.Complaints}}, conflict(err, kind) != nil && len(b.Complaints) > 0 && len(b.Editions) == 0
		}),
		{Check: "identity/in", Planted: "the store keeps the committed identity itself", into: func(s *plant) {
			n := &names{held: map[complaint.ReporterRef]*complaint.Identity{}}
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				err := call(ctx, b)
				for _, i := range b.Identities {
					if err == nil && i != nil {
						n.keep(i)
					}
				}
				return err
			}
			s.identity = n.answer
		}},
		{Check: "identity/out", Planted: "Identity returns the stored identity itself", into: func(s *plant) {
			n := &names{held: map[complaint.ReporterRef]*complaint.Identity{}}
			s.identity = func(ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
				i, err := n.answer(ctx, ref, call)
				if err == nil {
					n.keep(i)
				}
				return i, err
			}
		}},
		{Check: "identity/listed-out", Planted: "ByAccount yields the stored identities themselves", into: func(s *plant) {
			n := &names{held: map[complaint.ReporterRef]*complaint.Identity{}}
			s.identity = n.answer
			s.account = func(ctx context.Context, account string, call func(context.Context, string) people) people {
				return func(yield func(*complaint.Identity, error) bool) {
					for i, err := range call(ctx, account) {
						if err == nil {
							n.keep(i)
						}
						if !yield(i, err) {
							return
						}
					}
				}
			}
		}},
		identify("identity/cancel", "Identity does not look at its context", func(_ *plant, ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
			return call(context.WithoutCancel(ctx), ref)
		}),
	}
}

// accounts lists the accounts and references that were ever committed.
func (s *plant) accounts() (all []*complaint.Identity) {
	for _, b := range s.committed() {
		all = append(all, b.Identities...)
	}
	return all
}

func accountFaults() []Fault {
	// also finds the identities of other accounts too.
	also := func(name, planted string, too func(s *plant, asked string, committed *complaint.Identity) bool) Fault {
		return Fault{Check: "account/" + name, Planted: planted, into: func(s *plant) {
			s.account = func(ctx context.Context, account string, call func(context.Context, string) people) people {
				return func(yield func(*complaint.Identity, error) bool) {
					list, err := collect(call(ctx, account))
					for _, other := range s.accounts() {
						if err != nil || !too(s, account, other) || slices.ContainsFunc(list, func(i *complaint.Identity) bool { return i.Ref == other.Ref }) {
							continue
						}
						if i, gone := s.Store.Set().Identities.Identity(ctx, other.Ref); gone == nil {
							list = append(list, i)
						}
					}
					spread(ctx, list, err)(yield)
				}
			}
		}}
	}
	return []Fault{
		{Check: "account/order", Planted: "identities come in the order of their references", into: func(s *plant) {
			s.account = func(ctx context.Context, account string, call func(context.Context, string) people) people {
				return func(yield func(*complaint.Identity, error) bool) {
					list, err := collect(call(ctx, account))
					slices.SortFunc(list, func(a, b *complaint.Identity) int { return bytes.Compare(a.Ref.UUID[:], b.Ref.UUID[:]) })
					spread(ctx, list, err)(yield)
				}
			}
		}},
		also("others", "an unknown account finds everybody", func(s *plant, asked string, other *complaint.Identity) bool {
			all := s.accounts()
			return len(all) == 2 && asked != "" && !some(all, func(i *complaint.Identity) bool { return i.Person.Account == asked })
		}),
		also("case", "accounts are compared without case", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked != "" && strings.EqualFold(asked, other.Person.Account) && asked != other.Person.Account
		}),
		also("wildcard", "per cent in an account stands for anything", func(_ *plant, asked string, other *complaint.Identity) bool {
			head, _, wild := strings.Cut(asked, "%")
			return wild && strings.HasPrefix(other.Person.Account, head)
		}),
		also("prefix", "accounts are compared by their first letters", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked != "" && strings.HasPrefix(other.Person.Account, asked) && asked != other.Person.Account
		}),
		also("none", "the empty account finds people without one", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked == "" && other.Person.Account == ""
		}),
		also("changed", "an identity is still found under its old account", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked != "" && asked == other.Person.Account
		}),
		{Check: "account/cancel", Planted: "a cancelled list of an account is empty", into: func(s *plant) {
			s.account = func(ctx context.Context, account string, call func(context.Context, string) people) people {
				if ctx.Err() != nil {
					return spread[*complaint.Identity](ctx, nil, nil)
				}
				return call(ctx, account)
			}
		}},
		{Check: "account/break", Planted: "the list of an account keeps a transaction open", into: func(s *plant) {
			s.account = func(ctx context.Context, account string, call func(context.Context, string) people) people {
				return occupied(s, call(ctx, account))
			}
			s.commit = busyCommit(s)
		}},
	}
}

// occupied counts the sequence as under way while it yields.
func occupied[T any](s *plant, seq func(yield func(T, error) bool)) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		s.count1(1)
		defer s.count1(-1)
		seq(yield)
	}
}
