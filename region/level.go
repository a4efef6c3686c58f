package region

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
