package region

import "github.com/aduan-go/aduan"

// Level names the rank of a unit in its tree, such as "regency". The set is
// open: a country names its own levels and lists them, outermost first, in
// [Config].Levels.
type Level string

// The levels of Indonesia.
const (
	Country  Level = "country"
	Province Level = "province" // provinsi
	Regency  Level = "regency"  // kabupaten or kota
	District Level = "district" // kecamatan
	Village  Level = "village"  // desa or kelurahan
)

// In returns the name of a level for people: the text region.level.<level> of w,
// which is built in for the levels of Indonesia, else the level itself.
func (l Level) In(w aduan.Words) string {
	return texts().Word(w, "level", string(l), aduan.Label{})
}
