package routing

// analysisTexts are those of the analysis, and of what compares editions.
func analysisTexts() [][3]string {
	return [][3]string{
		// Findings.
		{"finding.gap", "Tidak ada aturan untuk laporan dengan {facts}", "No rule takes reports with {facts}"},
		{"finding.gap_all", "Tidak ada aturan untuk laporan apa pun", "No rule takes any report"},
		{"finding.agree", "{first} dan {second} cocok untuk laporan yang sama, dengan tujuan yang sama", "{first} and {second} fit the same report, with the same destination"},
		{"finding.disagree", "{first} dan {second} cocok untuk laporan yang sama, dengan tujuan yang berbeda", "{first} and {second} fit the same report, with different destinations"},
		{"finding.redundant", "tanpa {rule} setiap laporan tetap ke tujuan yang sama", "without {rule} every report would still go where it goes now"},
		{"finding.shadowed", "{rule} tidak pernah memutuskan; laporan ini diputuskan oleh {by}", "{rule} never decides; this report is decided by {by}"},
		{"finding.not_alone", "{rule} tidak pernah cocok sendirian; untuk laporan ini juga cocok {by}", "{rule} never fits alone; this report is fitted by {by} too"},
		{"finding.preceded", "{rule} tidak pernah memutuskan, karena selalu ada aturan lain yang mendahului", "{rule} never decides, because another rule always goes before it"},
		{"finding.contradiction", "{rule} tidak pernah cocok: syarat-syaratnya bertentangan", "{rule} never fits: its conditions contradict each other"},
		{"finding.category_outside", "{rule} tidak pernah cocok: kategorinya di luar cakupan tabel", "{rule} never fits: its category is outside the table's scope"},
		{"finding.region_outside", "{rule} tidak pernah cocok: wilayahnya di luar cakupan tabel", "{rule} never fits: its region is outside the table's scope"},
		{"finding.no_day", "{rule} tidak pernah cocok: tidak ada hari dalam masa berlakunya yang memenuhi syarat", "{rule} never fits: no day within its validity meets its conditions"},
		{"finding.no_region", "{rule} tidak pernah cocok: wilayahnya tidak ada pada hari-hari itu", "{rule} never fits: its regions do not exist on those days"},
		{"finding.unknown_agency", "{rule}: tidak ada instansi {agency}", "{rule}: there is no agency {agency}"},
		{"finding.absent_agency", "{rule}: {agency} tidak berlaku pada {date}", "{rule}: {agency} is not in force on {date}"},
		{"finding.target", "{rule}: {reason}", "{rule}: {reason}"},
		{"finding.unexplored", "Batas analisis tercapai sebelum semua laporan diperiksa; ini laporan pertama yang tidak diperiksa", "The budget was spent before every report was looked at; this is the first that was not"},
		{"finding.rules", "aturan: {rules}", "rules: {rules}"},
		{"finding.dates", "tanggal: {days}", "dates: {days}"},
		{"finding.possible", "hanya mungkin; tidak ditemukan laporan yang menunjukkannya", "only possible; no report was found that shows it"},
		{"finding.if", "bila: {conditions}", "if: {conditions}"},
		{"finding.example", "contoh laporan:", "example of a report:"},
		{"condition.words", "kata {words}", "words {words}"},
		{"condition.no_words", "tanpa kata {words}", "none of the words {words}"},
		{"condition.func", `fungsi "{name}" terpenuhi`, `function "{name}" holds`},
		{"condition.no_func", `fungsi "{name}" tidak terpenuhi`, `function "{name}" does not hold`},

		// Reports of an analysis.
		{"report", "Analisis tabel {table} edisi {edition}", "Analysis of table {table} edition {edition}"},
		{"report.spent", "Batas analisis tercapai setelah {cells} sel; hasilnya tidak lengkap.", "The budget was spent after {cells, plural, one {# cell} other {# cells}}; the result is not complete."},
		{"report.none", "Tidak ada temuan.", "No findings."},
		{"report.shown", "{kind}: {count}, ditampilkan {shown}", "{kind}: {count}, {shown} shown"},
		{"report.opaque", "Syarat yang tidak dapat dihitung, dianggap bisa terpenuhi atau tidak:", "Conditions that cannot be calculated, taken to hold or not:"},

		// Changes between editions.
		{"changes", "Edisi {old} menjadi {new}", "Edition {old} to {new}"},
		{"changes.none", "Tidak ada perubahan.", "Nothing changed."},
		{"changes.added", "aturan baru {rule}", "new rule {rule}"},
		{"changes.removed", "aturan dihapus {rule}", "removed rule {rule}"},
		{"changes.changed", "aturan berubah {rule}", "changed rule {rule}"},
		{"changes.first", "aturan {rule} pindah ke awal", "rule {rule} moved to the beginning"},
		{"changes.moved", "aturan {rule} pindah ke belakang {after}", "rule {rule} moved behind {after}"},
		{"part.name", "nama", "name"},
		{"part.valid", "masa berlaku", "validity"},
		{"part.zone", "zona waktu", "time zone"},
		{"part.source", "sumber", "source"},
		{"part.hit_policy", "kebijakan pemilihan", "hit policy"},
		{"part.scope", "cakupan", "scope"},
		{"part.attributes", "atribut", "attributes"},
		{"part.fallback", "tujuan cadangan", "fallback"},
		{"part.when", "syarat", "conditions"},
		{"part.to", "tujuan", "destination"},
		{"part.note", "catatan", "note"},

		// Past reports under a new edition.
		{"drift", "Edisi {new} dibandingkan dengan edisi {old}", "Edition {new} compared with edition {old}"},
		{"drift.total", "{total} laporan: {same} tetap, {moved} pindah, {refused} ditolak", "{total, plural, one {# report} other {# reports}}: {same} stay, {moved} move, {refused} refused"},
		{"drift.refused", "ditolak edisi lama saja {old}, edisi baru saja {new}, keduanya {both}; contoh {examples}", "refused by the old edition only {old}, by the new only {new}, by both {both}; for example {examples}"},
		{"drift.move", "{count} laporan, contoh {examples}:", "{count, plural, one {# report} other {# reports}}, for example {examples}:"},
		{"drift.from", "dari {receivers}", "from {receivers}"},
		{"drift.to", "ke {receivers}", "to {receivers}"},
		{"drift.agency", "instansi", "agency"},
		{"drift.before", "lama", "old"},
		{"drift.after", "baru", "new"},
		{"drift.change", "selisih", "change"},
	}
}
