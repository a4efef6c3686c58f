package board

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Form is how a meeting was held.
type Form int8

// The forms.
const (
	InPerson    Form = iota + 1
	Virtual          // daring
	Hybrid           // some in the room, some not
	Circulation      // in writing, without a meeting (sirkuler)
)

func formWords() enum.Set {
	return enum.Words("", "in_person", "virtual", "hybrid", "circulation")
}

// String returns the text form: "virtual".
func (f Form) String() string { return formWords().Text("Form", int(f)) }

// In is the form for people.
func (f Form) In(w aduan.Words) string {
	return texts().Word(w, "form", f.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (f Form) MarshalText() ([]byte, error) { return formWords().Marshal("Form", int(f)) }

// UnmarshalText reads the text form.
func (f *Form) UnmarshalText(text []byte) error { return enum.Unmarshal(formWords(), text, f) }

// Role is in which capacity somebody sits on the board. The zero value is an
// observer, who decides nothing.
type Role int8

// The roles.
const (
	// Observer listens (pengamat).
	Observer Role = iota
	// Executive owns the project and chairs the board (ketua).
	Executive
	// SeniorSupplier represents those who give money and expertise (penyedia).
	SeniorSupplier
	// Beneficiary represents those for whom the project is (penerima manfaat).
	Beneficiary
)

func roleWords() enum.Set {
	return enum.Words("observer", "executive", "senior_supplier", "beneficiary")
}

// String returns the text form: "senior_supplier".
func (r Role) String() string { return roleWords().Text("Role", int(r)) }

// In is the role for people.
func (r Role) In(w aduan.Words) string {
	return texts().Word(w, "role", r.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (r Role) MarshalText() ([]byte, error) { return roleWords().Marshal("Role", int(r)) }

// UnmarshalText reads the text form.
func (r *Role) UnmarshalText(text []byte) error { return enum.Unmarshal(roleWords(), text, r) }

// Status is where an action item stands. The zero value is open.
type Status int8

// The statuses.
const (
	Open Status = iota
	Done
	// Dropped is no longer wanted.
	Dropped
)

func statusWords() enum.Set {
	return enum.Words("open", "done", "dropped")
}

// String returns the text form: "open".
func (s Status) String() string { return statusWords().Text("Status", int(s)) }

// In is the status for people.
func (s Status) In(w aduan.Words) string {
	return texts().Word(w, "status", s.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (s Status) MarshalText() ([]byte, error) { return statusWords().Marshal("Status", int(s)) }

// UnmarshalText reads the text form.
func (s *Status) UnmarshalText(text []byte) error { return enum.Unmarshal(statusWords(), text, s) }
