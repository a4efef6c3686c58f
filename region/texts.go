package region

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("region", [][3]string{
		// The levels of Indonesia, and how a name or a unit changes.
		{"level.country", "negara", "country"},
		{"level.province", "provinsi", "province"},
		{"level.regency", "kabupaten/kota", "regency"},
		{"level.district", "kecamatan", "district"},
		{"level.village", "desa/kelurahan", "village"},
		{"quality.none", "tidak cocok", "none"},
		{"quality.exact", "sama persis", "exact"},
		{"quality.prefix", "awalan sama", "prefix"},
		{"quality.inside", "terkandung", "inside"},
		{"quality.near", "mirip", "near"},
		{"change_kind.unknown", "tidak diketahui", "unknown"},
		{"change_kind.recoded", "ganti kode", "recoded"},
		{"change_kind.moved", "pindah induk", "moved"},
		{"change_kind.split", "dimekarkan", "split"},
		{"change_kind.merged", "digabungkan", "merged"},
		{"change_kind.renamed", "ganti nama", "renamed"},

		// What cannot be answered.
		{"unknown", "wilayah {code} tidak dikenal", "region {code} is not known"},
		{"unknown.no_code", "wilayah tanpa kode tidak dikenal", "region without a code is not known"},
		{"unknown.near", "wilayah {code} tidak dikenal; wilayah terdekat yang dikenal: {near}", "region {code} is not known; {near} is"},
		{"unknown.near_as", "wilayah {code} tidak dikenal; wilayah terdekat yang dikenal: {outer}, yaitu {near}", "region {code} is not known; {outer} is, as {near}"},
		{"absent", "wilayah {code} tidak berlaku; masa berlakunya {periods}", "region {code} is not in force; it is in force {periods}"},
		{"absent.at", "wilayah {code} tidak berlaku pada {time}; masa berlakunya {periods}", "region {code} is not in force on {time}; it is in force {periods}"},
		{"instead", "yang berlaku sebagai gantinya: {units}", "legal instead: {units}"},
		{"ambiguous", "\"{text}\" berarti {count} wilayah: {units}", "\"{text}\" stands for {count} units: {units}"},
		{"horizon", "wilayah pada {time} tidak diketahui: datanya mulai {horizon}", "regions as of {time} are not known: the data begin on {horizon}"},
		{"unit.in", "{unit} di {around}", "{unit} in {around}"},
		{"units.more", "{units} dan {count} lagi", "{units} and {count} more"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
