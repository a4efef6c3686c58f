package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Basis says how a routing decision came about. The zero value says nothing,
// as do routers that are not tables.
type Basis int8

// The values of [Basis], in the order of their text forms below.
const (
	// BasisRule: the rules name the agency.
	BasisRule Basis = iota + 1
	// BasisAsk: a rule leaves the choice to a person.
	BasisAsk
	// BasisAmbiguous: several rules fit and the table does not say which goes
	// before the others.
	BasisAmbiguous
	// BasisNoRule: no rule fits, so the fallback took the case.
	BasisNoRule
	// BasisOutOfScope: the table is not meant for the place or the category,
	// so the fallback took the case.
	BasisOutOfScope
	// BasisUnresolved: the rule's destination is not in force, or the directory
	// has no single agency for it, so the fallback took the case.
	BasisUnresolved
	// BasisConflict: the report accuses the agency that the rules name, so it
	// went to another.
	BasisConflict
)

func basisWords() enum.Set {
	return enum.Set{
		{},
		{"rule", "Sesuai aturan", "By rule"},
		{"ask", "Dipilih oleh petugas", "A person chooses"},
		{"ambiguous", "Beberapa aturan cocok", "Several rules fit"},
		{"no_rule", "Tidak ada aturan yang cocok", "No rule fits"},
		{"out_of_scope", "Di luar cakupan tabel", "Outside the table's scope"},
		{"unresolved", "Instansi tujuan tidak ditemukan", "The destination was not found"},
		{"conflict_of_interest", "Benturan kepentingan", "Conflict of interest"},
	}
}

// String returns the text form, for example "rule"; empty for the zero value.
func (b Basis) String() string { return basisWords().Text("Basis", int(b)) }

// Label returns the basis for people.
func (b Basis) Label() aduan.Label { return basisWords().Label(int(b)) }

// MarshalText writes the text form; a value outside the set is an error.
func (b Basis) MarshalText() ([]byte, error) { return basisWords().Marshal("Basis", int(b)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (b *Basis) UnmarshalText(text []byte) error { return enum.Unmarshal(basisWords(), text, b) }
