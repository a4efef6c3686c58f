package complaint

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// Person is what a reporter told about themselves. It prints and logs as
// "(hidden)", and has no JSON form by itself, so that no logger that walks
// through values writes it; [Identity.Encode] and [Draft.Encode] do so on
// purpose.
type Person struct {
	// Account is the actor ID under which the reporter acts; empty if they have
	// none, and then they can do no more than follow the case by its number.
	Account string `json:"account,omitempty"`
	Name    string `json:"name,omitempty"`
	// NationalID is the number of the identity card (NIK).
	NationalID string `json:"national_id,omitempty"`
	Phone      string `json:"phone,omitempty"`
	Email      string `json:"email,omitempty"`
	Address    string `json:"address,omitempty"`
}

// Identity is the record of who is behind the reporter of one complaint. It
// lives apart from the complaint, so that it can be stored, sealed and erased
// apart.
type Identity struct {
	Ref       ReporterRef     `json:"ref"`
	Version   storage.Version `json:"version"`
	Complaint ID              `json:"complaint"`
	Person    Person          `json:"person"`
}

// plainPerson is a person without its methods, for the two functions that
// write one.
type plainPerson Person

// Encode returns the JSON form in which a store keeps the identity, person
// included. json.Marshal refuses an identity; json.Unmarshal reads it.
func (i *Identity) Encode() ([]byte, error) {
	return json.Marshal(struct {
		Ref       ReporterRef     `json:"ref"`
		Version   storage.Version `json:"version"`
		Complaint ID              `json:"complaint"`
		Person    plainPerson     `json:"person"`
	}{i.Ref, i.Version, i.Complaint, plainPerson(i.Person)})
}

// Encode returns the JSON form of the draft, person included, for a program
// that keeps drafts before they are submitted. json.Marshal refuses a draft that
// names somebody; json.Unmarshal reads it.
func (d Draft) Encode() ([]byte, error) {
	type plainDraft Draft
	out := struct {
		plainDraft
		Reporter *plainPerson `json:"reporter,omitempty"`
	}{plainDraft: plainDraft(d)}
	if d.Reporter != (Person{}) {
		person := plainPerson(d.Reporter)
		out.Reporter = &person
	}
	return json.Marshal(out)
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
