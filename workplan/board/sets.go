package board

import "github.com/aduan-go/aduan/complaint/lifecycle"

// Form is how a meeting was held.
type Form int8

// The forms.
const (
	InPerson    Form = iota + 1
	Virtual          // daring
	Hybrid           // some in the room, some not
	Circulation      // in writing, without a meeting (sirkuler)
)

func formWords() []word {
	return []word{
		{},
		{"in_person", "Tatap muka", "In person"},
		{"virtual", "Daring", "Virtual"},
		{"hybrid", "Hibrida", "Hybrid"},
		{"circulation", "Sirkuler", "By circulation"},
	}
}

// String returns the text form: "virtual".
func (f Form) String() string { return textOf("Form", int(f), formWords()) }

// Label is the form for people.
func (f Form) Label() lifecycle.Label { return labelOf(int(f), formWords()) }

// MarshalText writes the text form.
func (f Form) MarshalText() ([]byte, error) { return marshalWord("Form", int(f), formWords()) }

// UnmarshalText reads the text form.
func (f *Form) UnmarshalText(text []byte) error {
	n, err := unmarshalWord(text, formWords())
	if err == nil {
		*f = Form(n)
	}
	return err
}

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

func roleWords() []word {
	return []word{
		{"observer", "Pengamat", "Observer"},
		{"executive", "Ketua", "Executive"},
		{"senior_supplier", "Penyedia", "Senior supplier"},
		{"beneficiary", "Penerima manfaat", "Beneficiary"},
	}
}

// String returns the text form: "senior_supplier".
func (r Role) String() string { return textOf("Role", int(r), roleWords()) }

// Label is the role for people.
func (r Role) Label() lifecycle.Label { return labelOf(int(r), roleWords()) }

// MarshalText writes the text form.
func (r Role) MarshalText() ([]byte, error) { return marshalWord("Role", int(r), roleWords()) }

// UnmarshalText reads the text form.
func (r *Role) UnmarshalText(text []byte) error {
	n, err := unmarshalWord(text, roleWords())
	if err == nil {
		*r = Role(n)
	}
	return err
}

// Status is where an action item stands. The zero value is open.
type Status int8

// The statuses.
const (
	Open Status = iota
	Done
	// Dropped is no longer wanted.
	Dropped
)

func statusWords() []word {
	return []word{
		{"open", "Terbuka", "Open"},
		{"done", "Selesai", "Done"},
		{"dropped", "Dihentikan", "Dropped"},
	}
}

// String returns the text form: "open".
func (s Status) String() string { return textOf("Status", int(s), statusWords()) }

// Label is the status for people.
func (s Status) Label() lifecycle.Label { return labelOf(int(s), statusWords()) }

// MarshalText writes the text form.
func (s Status) MarshalText() ([]byte, error) { return marshalWord("Status", int(s), statusWords()) }

// UnmarshalText reads the text form.
func (s *Status) UnmarshalText(text []byte) error {
	n, err := unmarshalWord(text, statusWords())
	if err == nil {
		*s = Status(n)
	}
	return err
}
