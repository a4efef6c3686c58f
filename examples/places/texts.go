package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the program says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("places", [][3]string{
		// How it is called.
		{"usage", "pemakaian: places [opsi] kode atau nama", "usage: places [flags] code or name"},
		{"usage.search", "daftar wilayah yang cocok dengan `nama`", "list the regions whose `name` fits"},
		{"usage.asof", "jawab menurut `tanggal` ini, seperti 2021-12-31", "answer as of this `date`, such as 2021-12-31"},
		{"usage.function", "cari instansi dengan `fungsi` ini untuk wilayah itu", "find the agency with this `function` for the region"},
		{"usage.named", "`instansi` yang disebut dalam laporan, dengan ID atau nama; beberapa dengan koma, atau dengan mengulang opsi", "an `agency` that the report names, by ID or name; several with commas, or by giving it again"},
		{"usage.lang", "`bahasa` keluaran: en atau id (tanpa ini en)", "`language` of the output: en or id (default en)"},
		{"usage.no_date", "-asof {text}: ini bukan tanggal seperti 2021-12-31", "-asof {text}: this is no date such as 2021-12-31"},
		{"usage.named_empty", "sebutkan instansi, dengan ID atau nama", "name an agency, by ID or name"},
		{"usage.several", "{count} wilayah diberikan: {words}; berikan satu kode atau satu nama, dan beri tanda kutip pada nama yang terdiri dari beberapa kata: {quoted}", "{count} places were given: {words}; give one code or one name, and put quotes around a name of several words: {quoted}"},
		{"usage.search_alone", "-search hanya dapat digabung dengan -asof; beri tanda kutip pada nama yang terdiri dari beberapa kata", "-search goes with -asof only; put quotes around a name of several words"},
		{"usage.nothing", "berikan satu kode atau satu nama, atau -search dengan sebuah nama", "give one code or one name, or -search with a name"},
		{"usage.named_alone", "-named digabung dengan -function, yang instansinya tidak boleh disebut dalam laporan", "-named goes with -function, whose agency must not be one that the report names"},

		// What is known of a region.
		{"level", "tingkat", "level"},
		{"lies_in", "terletak di", "lies in"},
		{"children", "di bawahnya", "children"},
		{"children.count", "{children}, seluruhnya {below} wilayah", "{children}, {below, plural, one {# unit} other {# units}} in all"},
		{"zone", "zona waktu", "zone"},
		{"valid", "berlaku", "valid"},
		{"valid.always", "sejauh data yang ada, sejak {horizon}, sampai ada perubahan", "as far back as the data go, {horizon}, until further notice"},
		{"valid.until", "sejauh data yang ada, sejak {horizon}, sampai {until}", "as far back as the data go, {horizon}, until {until}"},
		{"valid.from", "sejak {from}, sampai ada perubahan", "since {from}, until further notice"},
		{"valid.between", "sejak {from} sampai {until}", "since {from}, until {until}"},
		{"also", "juga", "also"},
		{"history", "riwayat", "history"},
		{"history.change", "{date} {kind}: dari {from} menjadi {to}", "{date} {kind}: from {from} to {to}"},
		{"history.derived", "{date} {kind}: dari {from} menjadi {to} (disimpulkan)", "{date} {kind}: from {from} to {to} (derived)"},
		{"source", "sumber", "source"},
		{"in", "{unit} di {around}", "{unit} in {around}"},
		{"today", "sekarang menjadi {unit}", "today it is {unit}"},
		{"today.part", "sekarang menjadi bagian dari {unit}", "today it is part of {unit}"},
		{"today.unknown", "sekarang: {reason}", "today: {reason}"},
		{"then", "pada {date} masih {unit}", "on {date} it was {unit}"},
		{"then.part", "pada {date} masih bagian dari {unit}", "on {date} it was part of {unit}"},
		{"then.unknown", "pada {date}: {reason}", "on {date}: {reason}"},

		// When it is not clear which.
		{"several", "{count} wilayah bernama {name}; berikan kodenya, atau nama wilayah di atasnya di belakang koma:", "{count} regions are called {name}; give the code, or the name of a region around it behind a comma:"},
		{"nobody", "tidak ada wilayah bernama {name}", "no region is called {name}"},
		{"would_be", "{code} berarti {unit}", "{code} would be {unit}"},
		{"meant", "apakah maksudnya {unit}?", "did you mean {unit}?"},
		{"hint", "tidak ada yang mirip; -search mendaftar wilayah dengan sebagian nama, seperti -search slem, dan kode dimulai dengan kode provinsinya, seperti 34", "nothing is like it; -search lists the regions with a part of a name, as in -search slem, and a code begins with that of its province, as in 34"},
		{"escalates", "dieskalasi ke {agency}", "escalates to {agency}"},
	})
})
