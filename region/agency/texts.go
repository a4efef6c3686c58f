package agency

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("agency", [][3]string{
		// What a search found in a region.
		{"outcome.unknown", "tidak diketahui", "unknown"},
		{"outcome.none_there", "tidak ada instansi dengan fungsi ini", "no agency with this function"},
		{"outcome.all_named", "disebut dalam laporan", "named in the report"},
		{"outcome.found", "ditemukan", "found"},

		// What cannot be answered.
		{"unknown", "instansi \"{agency}\" tidak dikenal", "agency \"{agency}\" is not known"},
		{"not_in_force", "instansi \"{agency}\" tidak berlaku pada {time}; masa berlakunya {periods}", "agency \"{agency}\" is not in force on {time}; it is in force {periods}"},
		{"followed", "penerusnya {agencies}", "it was followed by {agencies}"},
		{"heirless", "instansi \"{agency}\" tidak berlaku pada {time}, dan penerusnya tidak diketahui", "agency \"{agency}\" is not in force on {time}, and nobody is known to have followed it"},
		{"heirs", "instansi \"{agency}\" tidak berlaku pada {time}; penerusnya bisa {agencies}, pilih satu", "agency \"{agency}\" is not in force on {time}; it may have been followed by {agencies}: choose one"},
		{"named", "laporan menyebut \"{text}\", yang tidak ada di direktori instansi", "the report names \"{text}\", which is no agency of the directory"},
		{"named_person", "laporan menyebut orang \"{text}\", yang tidak memuat huruf maupun angka", "the report names the person \"{text}\", who has neither letter nor digit"},
		{"legal", "yang tersedia: {legal}", "legal: {legal}"},
		{"function", "fungsi \"{function}\" tidak ada dalam kosakata", "the function \"{function}\" is not in the vocabulary"},
		{"no_agency", "tidak ada instansi untuk \"{function}\" di {region}: {steps}", "no agency for \"{function}\" in {region}: {steps}"},
		{"ambiguous", "ada beberapa instansi untuk \"{function}\" di {region}: {agencies}", "several agencies for \"{function}\" in {region}: {agencies}"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
