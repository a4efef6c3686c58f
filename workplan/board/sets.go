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
	return enum.Set{
		{},
		{"in_person", "Tatap muka", "In person"},
		{"virtual", "Daring", "Virtual"},
		{"hybrid", "Hibrida", "Hybrid"},
		{"circulation", "Sirkuler", "By circulation"},
	}
}

// String returns the text form: "virtual".
func (f Form) String() string { return formWords().Text("Form", int(f)) }

// Label is the form for people.
func (f Form) Label() aduan.Label { return formWords().Label(int(f)) }

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
	return enum.Set{
		{"observer", "Pengamat", "Observer"},
		{"executive", "Ketua", "Executive"},
		{"senior_supplier", "Penyedia", "Senior supplier"},
		{"beneficiary", "Penerima manfaat", "Beneficiary"},
	}
}

// String returns the text form: "senior_supplier".
func (r Role) String() string { return roleWords().Text("Role", int(r)) }

// Label is the role for people.
func (r Role) Label() aduan.Label { return roleWords().Label(int(r)) }

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
	return enum.Set{
		{"open", "Terbuka", "Open"},
		{"done", "Selesai", "Done"},
		{"dropped", "Dihentikan", "Dropped"},
	}
}

// String returns the text form: "open".
func (s Status) String() string { return statusWords().Text("Status", int(s)) }

// Label is the status for people.
func (s Status) Label() aduan.Label { return statusWords().Label(int(s)) }

// MarshalText writes the text form.
func (s Status) MarshalText() ([]byte, error) { return statusWords().Marshal("Status", int(s)) }

// UnmarshalText reads the text form.
func (s *Status) UnmarshalText(text []byte) error { return enum.Unmarshal(statusWords(), text, s) }
