package faulty

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

func identityFaults() []Fault {
	kind := complaint.KindOfIdentity
	return slices.Concat([]Fault{
		toPeople().reads("identity/round-trip", "apostrophes in names are doubled", func(i *complaint.Identity) {
			i.Person.Name = complaint.NewPrivate(strings.ReplaceAll(i.Person.Name.Open(), "'", "''"))
		}),
		toPeople().withoutFacts("identity/unknown", "the error for an unknown reference has no facts"),
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
			return some(b.Identities, func(i *complaint.Identity) bool { return i != nil && strings.Contains(i.Person.Address.Open(), "\x00") })
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
		toPeople().unheeding("identity/cancel", "Identity does not look at its context"),
	}, toPeople().sharing(
		"identity",
		func(b backend.Batch) []*complaint.Identity { return b.Identities },
		func(i *complaint.Identity) complaint.ReporterRef { return i.Ref },
		func(into, from *complaint.Identity) { into.Person.Name = from.Person.Name },
	))
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
		return toPeople().relists("account/"+name, planted, func(s *plant, account string, list []*complaint.Identity) []*complaint.Identity {
			for _, other := range s.accounts() {
				if !too(s, account, other) || some(list, func(i *complaint.Identity) bool { return i.Ref == other.Ref }) {
					continue
				}
				if i, gone := s.Store.Set().Identities.Identity(context.Background(), other.Ref); gone == nil {
					list = append(list, i)
				}
			}
			return list
		})
	}
	return []Fault{
		toPeople().relists("account/order", "identities come in the order of their references", func(_ *plant, _ string, list []*complaint.Identity) []*complaint.Identity {
			slices.SortFunc(list, func(a, b *complaint.Identity) int { return bytes.Compare(a.Ref.UUID[:], b.Ref.UUID[:]) })
			return list
		}),
		also("others", "an unknown account finds everybody", func(s *plant, asked string, other *complaint.Identity) bool {
			all := s.accounts()
			return len(all) == 2 && asked != "" && !some(all, func(i *complaint.Identity) bool { return i.Person.Account.Open() == asked })
		}),
		also("case", "accounts are compared without case", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked != "" && strings.EqualFold(asked, other.Person.Account.Open()) && asked != other.Person.Account.Open()
		}),
		also("wildcard", "per cent in an account stands for anything", func(_ *plant, asked string, other *complaint.Identity) bool {
			head, _, wild := strings.Cut(asked, "%")
			return wild && strings.HasPrefix(other.Person.Account.Open(), head)
		}),
		also("prefix", "accounts are compared by their first letters", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked != "" && strings.HasPrefix(other.Person.Account.Open(), asked) && asked != other.Person.Account.Open()
		}),
		also("none", "the empty account finds people without one", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked == "" && other.Person.Account.IsZero()
		}),
		also("changed", "an identity is still found under its old account", func(_ *plant, asked string, other *complaint.Identity) bool {
			return asked != "" && asked == other.Person.Account.Open()
		}),
		toPeople().cancelledList("account/cancel", "a cancelled list of an account is empty"),
		toPeople().occupying("account/break", "the list of an account keeps a transaction open"),
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
