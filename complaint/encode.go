package complaint

import (
	"encoding/json"
	"slices"
)

// Encode returns the JSON form in which a store keeps the identity, person
// included. json.Marshal refuses it; json.Unmarshal reads it.
func (i *Identity) Encode() ([]byte, error) {
	out := *i
	out.Person = i.Person.inWriting()
	return json.Marshal(out)
}

// Encode returns the JSON form of the draft, person, external reference and exact
// location included, for a program that keeps drafts before they are submitted.
// json.Marshal refuses a draft that has one of them; json.Unmarshal reads it.
func (d Draft) Encode() ([]byte, error) {
	d.Reporter, d.External, d.Location = d.Reporter.inWriting(), d.External.inWriting(), d.Location.inWriting()
	return json.Marshal(d)
}

// Encode returns the JSON form of the complaint, the external reference included, and
// the hint if it has one: a store keeps that beside and writes the record without
// (backend.Encode does). json.Marshal refuses it; json.Unmarshal reads it.
func (c *Complaint) Encode() ([]byte, error) {
	type plain Complaint
	out := plain(*c)
	out.External = c.External.inWriting()
	if slices.ContainsFunc(c.Timeline, func(e Entry) bool { return !e.Details.External.IsZero() }) {
		out.Timeline = slices.Clone(c.Timeline)
		for i := range out.Timeline {
			out.Timeline[i] = out.Timeline[i].inWriting()
		}
	}
	return json.Marshal(out)
}

// Encode returns the JSON form of the entry as it stands in that of the complaint,
// for a store that keeps entries apart. json.Marshal refuses an entry that has an
// external reference; json.Unmarshal reads it.
func (e Entry) Encode() ([]byte, error) { return json.Marshal(e.inWriting()) }

// inWriting is the entry in a form that json.Marshal writes.
func (e Entry) inWriting() Entry {
	e.Details.External = e.Details.External.inWriting()
	return e
}

// inWriting is the person in a form that json.Marshal writes.
func (p Person) inWriting() Person {
	return Person{
		Account: p.Account.inWriting(), Name: p.Name.inWriting(), NationalID: p.NationalID.inWriting(),
		Phone: p.Phone.inWriting(), Email: p.Email.inWriting(), Address: p.Address.inWriting(),
	}
}

// inWriting is the reference in a form that json.Marshal writes.
func (e External) inWriting() External {
	e.ID = e.ID.inWriting()
	return e
}
