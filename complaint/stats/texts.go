package stats

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("stats", [][3]string{
		{"dimension.bucket", "Kelompok status", "Status group"},
		{"dimension.class", "Klasifikasi", "Class"},
		{"dimension.channel", "Kanal", "Channel"},
		{"dimension.category", "Kategori", "Category"},
		{"dimension.agency", "Instansi", "Agency"},
		{"dimension.region", "Wilayah", "Region"},
		{"none.bucket", "Tanpa status", "No status"},
		{"none.class", "Belum diklasifikasi", "Not classified yet"},
		{"none.channel", "Kanal tidak diketahui", "Channel not known"},
		{"none.category", "Tanpa kategori", "No category"},
		{"none.agency", "Belum ditangani instansi", "With no agency yet"},
		{"none.region", "Tanpa wilayah", "No region"},
		{"holder_unknown", "Instansi tidak diketahui", "Holder unknown"},
		{
			"backwards", "Pada {number} laporan ada catatan yang bertanggal sebelum catatan sebelumnya; lama waktunya tidak dihitung",
			"{number, plural, one {# case has} other {# cases have}} an entry dated before the entry before it; their times are left out",
		},
		{
			"unknown", "Tenggat pada {number} laporan tidak dapat dihitung",
			"The clocks of {number, plural, one {# case} other {# cases}} cannot be computed",
		},
		{"quarter", "{quarter} {year}", "{quarter} {year}"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
