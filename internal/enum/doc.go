// Package enum gives the values of closed sets their text form and their labels,
// so that every set of the module reads and writes in the same way.
//
// A set is written down once, in the order of its values:
//
//	func kindWords() enum.Set {
//		return enum.Set{
//			{},
//			{"complaint", "Pengaduan", "Complaint"},
//			{"aspiration", "Aspirasi", "Aspiration"},
//		}
//	}
//
//	func (k Kind) String() string               { return kindWords().Text("Kind", int(k)) }
//	func (k Kind) Label() aduan.Label       { return kindWords().Label(int(k)) }
//	func (k Kind) MarshalText() ([]byte, error) { return kindWords().Marshal("Kind", int(k)) }
//
// A value outside the set is printed with its number and never written.
package enum
