package complaint

import (
	"context"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// Person is what a reporter told about themselves, every part of it [Private].
type Person struct {
	// Account is the actor ID under which the reporter acts; empty if they have
	// none, and then they can do no more than follow the case by its number.
	Account Private `json:"account,omitzero"`
	Name    Private `json:"name,omitzero"`
	// NationalID is the number of the identity card (NIK).
	NationalID Private `json:"national_id,omitzero"`
	Phone      Private `json:"phone,omitzero"`
	Email      Private `json:"email,omitzero"`
	Address    Private `json:"address,omitzero"`
}

// Equal reports whether two persons are the same in every part.
func (p Person) Equal(q Person) bool {
	return p.Account.Equal(q.Account) && p.Name.Equal(q.Name) && p.NationalID.Equal(q.NationalID) &&
		p.Phone.Equal(q.Phone) && p.Email.Equal(q.Email) && p.Address.Equal(q.Address)
}

// IsZero reports whether nothing was told.
func (p Person) IsZero() bool { return p.Equal(Person{}) }

// Identity is the record of who is behind the reporter of one complaint. It
// lives apart from the complaint, so that it can be stored, sealed and erased
// apart.
type Identity struct {
	Ref       ReporterRef     `json:"ref"`
	Version   storage.Version `json:"version"`
	Complaint ID              `json:"complaint"`
	Person    Person          `json:"person"`
}

// Identities reads identities. Implementations return copies, and must not log
// what they return.
type Identities interface {
	// Identity returns the identity behind a reference, or an error that
	// unwraps to storage.ErrNotFound.
	Identity(ctx context.Context, ref ReporterRef) (*Identity, error)
	// ByAccount yields the identities of one account in order of their
	// complaints' IDs, none for the empty account. An identity that cannot be read
	// yields a *storage.RecordError, and the list goes on; any other error comes last.
	ByAccount(ctx context.Context, account string) iter.Seq2[*Identity, error]
}
