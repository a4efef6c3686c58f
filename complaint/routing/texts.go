package routing

import (
	"slices"
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("routing", slices.Concat(factTexts(), decisionTexts(), analysisTexts()))
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }

// factTexts are the words for facts and for values.
func factTexts() [][3]string {
	return [][3]string{
		// Closed sets. What a hit policy is called also says why its rules decide.
		{"hit_policy.unique", "satu-satunya aturan yang cocok", "the only rule that fits"},
		{"hit_policy.first", "aturan pertama yang cocok", "the first rule that fits"},
		{"hit_policy.most_specific", "aturan paling khusus yang cocok", "the most specific rule that fits"},
		{"hit_policy.collect", "semua aturan yang cocok", "all rules that fit"},
		{"finding_kind.gap", "Celah", "Gap"},
		{"finding_kind.overlap", "Tumpang tindih", "Overlap"},
		{"finding_kind.shadowed", "Terhalang aturan lain", "Shadowed"},
		{"finding_kind.redundant", "Berlebih", "Redundant"},
		{"finding_kind.never_fires", "Tidak pernah berlaku", "Never fires"},
		{"finding_kind.bad_destination", "Tujuan buntu", "Bad destination"},
		{"finding_kind.undecided", "Belum selesai diperiksa", "Undecided"},

		{"attribute_type.choice", "pilihan", "choice"},
		{"attribute_type.integer", "bilangan bulat", "whole number"},
		{"attribute_type.flag", "ya atau tidak", "yes or no"},
		{"attribute_type.date", "tanggal", "date"},

		// Facts, and the conditions that are none.
		{"fact.category", "kategori", "category"},
		{"fact.region", "wilayah", "region"},
		{"fact.kind", "jenis", "kind"},
		{"fact.class", "klasifikasi", "class"},
		{"fact.channel", "kanal", "channel"},
		{"fact.disclosure", "keterbukaan", "disclosure"},
		{"fact.submitted", "tanggal lapor", "submitted"},
		{"fact.weekday", "hari dalam minggu", "weekday"},
		{"fact.event", "tanggal kejadian", "event date"},
		{"fact.body", "isi", "body"},
		{"fact.valid", "masa berlaku", "validity"},
		{"fact.when", "syarat", "conditions"},
		{"fact.words", "kata", "words"},
		{"function", "fungsi {name}", "function {name}"},
		{"fact.accused", "terlapor", "accused"},

		// Values of facts.
		{"value.none", "tidak ada", "none"},
		{"value.not_said", "belum ditentukan", "not said"},
		{"value.yes", "ya", "yes"},
		{"value.no", "tidak", "no"},
		{"value.holds", "terpenuhi", "holds"},
		{"value.fails", "tidak terpenuhi", "does not hold"},
		{"value.never", "tidak mungkin terpenuhi", "can never be met"},
		{"value.given", "diisi", "given"},
		{"value.not_given", "tidak diisi", "not given"},
		{"value.before", "sebelum {end}", "before {end}"},
		{"value.within", "sejak {first} sampai sebelum {end}", "from {first}, before {end}"},
		{"value.found", "ditemukan", "found"},
		{"value.missing", "tidak ditemukan", "not found"},
		{"value.one_of", "salah satu dari {words}", "one of {words}"},
		{"value.none_of", "tanpa {words}", "none of {words}"},

		// Sets of values.
		{"set.nothing", "tidak ada", "nothing"},
		{"set.anything", "apa saja", "anything"},
		{"set.all_but", "semua kecuali {values}", "all but {values}"},
		{"set.more", "{values} dan {count} lagi", "{values} and {count} more"},
		{"set.alone", "{value} (tanpa bagiannya)", "{value} (not what lies in it)"},
		{"set.between", "{first} sampai dengan {last}", "{first} to {last}"},
		{"days.always", "kapan saja", "always"},
		{"days.from", "sejak {first}", "from {first}"},
		{"days.until", "sampai dengan {last}", "up to {last}"},
		{"number.least", "{first} atau lebih", "{first} or more"},
		{"number.most", "{last} atau kurang", "{last} or less"},

		// Facts that cannot be right.
		{"wrong", "fakta laporan tidak mungkin benar: {problems}", "the facts of the report cannot be right: {problems}"},
		{"wrong.legal", "{problem}; yang tersedia: {legal}", "{problem}; legal: {legal}"},
		{"wrong.submitted", "wajib ada, karena menentukan aturan yang berlaku", "is required: it says which rules apply"},
		{"wrong.edition", "edisi tabel ini tidak berlaku untuk laporan {date}", "this edition of the table does not apply to reports of {date}"},
		{"wrong.category", "tidak ada kategori {category}", "there is no category {category}"},
		{"wrong.place", "{inner} tidak terletak dalam {outer}", "{inner} does not lie in {outer}"},
		{"wrong.value", "tidak ada nilai seperti itu", "there is no such value"},
		{"wrong.date", "tidak ada tanggal seperti itu", "there is no such date"},
		{"wrong.attribute", "nilai ini tidak tersedia", "this is no legal value"},
		{"wrong.several", "tabel membandingkan satu nilai, sedangkan laporan ini menyebut beberapa", "a table compares one value, and the report states several"},
		{"wrong.number", "bilangan bulat paling banyak 18 angka", "a whole number of at most 18 digits"},
		{"wrong.day", "tanggal seperti {example}", "a date such as {example}"},
	}
}

// decisionTexts say what was decided and why.
func decisionTexts() [][3]string {
	return [][3]string{
		// Who receives a report.
		{"receivers.choice", "dipilih petugas di antara {agencies}", "a person chooses among {agencies}"},
		{"receivers.open", "dipilih petugas", "a person chooses"},
		{"receivers.with", "{agency} dengan pendukung {supporting}", "{agency} with {supporting}"},

		// Explanations.
		{"explanation", "Tabel {table} edisi {edition}, kebijakan pemilihan: {policy}", "Table {table} edition {edition}, hit policy: {policy}"},
		{"explanation.problem", "Tidak dapat diputuskan: {problem}", "Cannot be decided: {problem}"},
		{"explanation.decision", "Keputusan: {decision}", "Decision: {decision}"},
		{"explanation.supporting", "Pendukung: {agencies}", "Supporting: {agencies}"},
		{"explanation.basis", "Dasar: {basis}", "Basis: {basis}"},
		{"explanation.outside", "Dasar: {basis} ({fact})", "Basis: {basis} ({fact})"},
		{"explanation.tied", "Dasar: {basis}: {rules}", "Basis: {basis}: {rules}"},
		{"explanation.decided", "Dasar: {basis}: {rules}, {policy}", "Basis: {basis}: {rules}, {policy}"},
		{
			"explanation.readings", "Tempat kejadian terletak di salah satu dari beberapa wilayah atau kawasan; ada {count} kemungkinan:",
			"The place lies in one of several regions or areas, so there are {count} ways to read it:",
		},
		{"attribute.area", "kawasan dari himpunan {set}", "the area of the set {set}"},
		{"explanation.facts", "Fakta:", "Facts:"},
		{"explanation.rules", "Aturan:", "Rules:"},
		{"rule.decides", "{rule} memutuskan", "{rule} decides"},
		{"rule.tied", "{rule} cocok, sama kuat dengan aturan lain", "{rule} fits as well as others"},
		{"rule.beaten", "{rule} cocok, didahului {by}", "{rule} fits, {by} goes before it"},
		{"rule.found", "{result}; kata yang ditemukan: {words}", "{result}; found: {words}"},
		{"rule.failed", "{fact}: {got}, disyaratkan: {want}", "{fact}: {got}, required: {want}"},
		{"rule.others", "dan {count} aturan lain yang tidak cocok", "and {count, plural, one {# other rule that does not fit} other {# other rules that do not fit}}"},

		// How the agency of a destination was found.
		{"step.fallback", "tujuan cadangan berlaku", "the fallback applies"},
		{"step.named", "{agency} ditunjuk oleh tabel", "{agency} is named by the table"},
		{"step.absent", "{agency} tidak berlaku pada hari itu", "{agency} is not in force on that day"},
		{"step.followed", "{agency} tidak berlaku pada hari itu; penerusnya {successors}", "{agency} is not in force on that day; it was followed by {successors}"},
		{"step.accused", "{agency} menjadi terlapor; laporan diteruskan ke instansi atasannya, {superior}", "{agency} is accused; its superior {superior} takes the case"},
		{"step.no_superior", "{agency} menjadi terlapor, dan tidak ada instansi atasan yang bebas dari laporan itu", "{agency} is accused, and no superior is free of the accusation"},
		{"step.left_out", "{agency} menjadi terlapor, maka tidak diikutsertakan", "{agency} is accused and left out"},
		{"step.no_region", "instansi untuk {function} tidak dapat dicari: wilayah tidak diketahui", "no agency for {function} can be looked for: the region is not known"},
		{"step.no_level", "instansi untuk {function} tidak dapat dicari: {region} tidak terletak dalam {level}", "no agency for {function} can be looked for: {region} lies in no {level}"},
		{"step.found", "{region}: {agency} menangani {function}", "{region}: {agency} is there for {function}"},
		{"step.all_accused", "{region}: pencarian berlanjut ke wilayah yang lebih luas, karena terlapornya {agencies}", "{region}: the search goes further outward, because the report accuses {agencies}"},
		{"step.none", "{region}: tidak ada instansi untuk {function}", "{region}: no agency for {function}"},
		{"step.several", "ada beberapa instansi untuk {function} di {region}: {agencies}", "there are several agencies for {function} in {region}: {agencies}"},
		{"step.nowhere", "tidak ada instansi untuk {function} di {region} atau di wilayah yang melingkupinya", "there is no agency for {function} in {region} or around it"},
		{"step.unknown", "instansi untuk {function} tidak ditemukan: {problem}", "no agency for {function} was found: {problem}"},
	}
}
