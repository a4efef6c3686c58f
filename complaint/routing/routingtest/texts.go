package routingtest

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("routingtest", [][3]string{
		// Cases that fail.
		{"failure.case", "contoh uji ini salah: {fault}", "the case is wrong: {fault}"},
		{"failure.wants_nothing", "tidak menghendaki apa pun: sebutkan agency, ask, supporting, rule, basis atau refused", "it wants nothing: say which agency, ask, supporting, rule, basis or refused"},
		{"failure.no_agency", "menghendaki instansi {agency}, yang tidak ada di direktori; yang ada: {near}", "it wants the agency {agency}, which the directory does not have; it has {near}"},
		{"failure.decision", "keputusan tidak seperti yang dikehendaki", "the decision is not as wanted"},
		{"failure.difference", "{field}: dikehendaki {want}, ternyata {got}", "{field}: want {want}, got {got}"},
		{"failure.nearest", "terdekat: {rule}", "nearest: {rule}"},
		{"nearest.tied", "aturan {rule} cocok, sama kuat dengan yang lain", "rule {rule} fits, and so do others"},
		{"nearest.beaten", "aturan {rule} cocok, tetapi {by} mendahuluinya", "rule {rule} fits, but {by} goes before it"},
		{"nearest.one", "aturan {rule} akan cocok jika {change}", "rule {rule} would fit if {change}"},
		{"nearest.several", "aturan {rule} akan cocok jika:", "rule {rule} would fit if:"},
		{"nearest.change", "{fact} {want}, bukan {got}", "{fact} were {want} instead of {got}"},
		{"want.agency", "instansi", "agency"},
		{"want.ask", "pilihan", "ask"},
		{"want.supporting", "pendukung", "supporting"},
		{"want.rule", "aturan", "rule"},
		{"want.basis", "dasar", "basis"},
		{"want.refused", "penolakan", "refused"},
		{"value.decision", "sebuah keputusan", "a decision"},
		{"value.several", "beberapa", "several"},
		{"value.none", "tidak ada", "none"},

		// What the cases reach.
		{"coverage", "{table} edisi {edition}: contoh uji mencapai {reached} dari {rules} aturan", "{table} edition {edition}: cases reach {reached} of {rules, plural, one {# rule} other {# rules}}"},
		{
			"coverage.entries", "{table} edisi {edition}: contoh uji mencapai {reached} dari {rules} aturan dan {met} dari {entries} butir any",
			"{table} edition {edition}: cases reach {reached} of {rules, plural, one {# rule} other {# rules}} and {met} of {entries, plural, one {# entry} other {# entries}} of any",
		},
		{"coverage.cases", "contoh uji: {cases}, ke tujuan cadangan: {fallback}, ditolak: {refused}", "cases: {cases}, to the fallback: {fallback}, refused: {refused}"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
