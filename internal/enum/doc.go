// Package enum gives the values of closed sets their text form, so that every set
// of the module reads and writes in the same way. What people read is among the
// texts of the package that has the set.
//
// A set is written down once, in the order of its values:
//
//	func kindWords() enum.Set { return enum.Words("", "complaint", "aspiration") }
//
//	func (k Kind) String() string               { return kindWords().Text("Kind", int(k)) }
//	func (k Kind) In(w aduan.Words) string      { return texts().Word(w, "kind", k.String(), aduan.Label{}) }
//	func (k Kind) MarshalText() ([]byte, error) { return kindWords().Marshal("Kind", int(k)) }
//
// A value outside the set is printed with its number and never written.
package enum
