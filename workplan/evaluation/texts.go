package evaluation

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("evaluation", [][3]string{
		// Why an activity has its status.
		{"why.done", "Selesai {done}.", "{done} done."},
		{"why.not_due", "Dimulai pada {start}.", "Begins on {start}."},
		{"why.kept", "Rencana {planned}, realisasi {done}: tidak ada aturan yang dilanggar.", "Planned {planned}, done {done}: no rule is broken."},
		{"why.broken", "{status}: {conditions}; aturan: {rule}.", "{status}: {conditions}; rule: {rule}."},
		{"why.carried_over", "Diluncurkan ke rencana berikutnya.", "Carried over into the next plan."},
		{"why.carried_over_because", "Diluncurkan ke rencana berikutnya karena: {cause}.", "Carried over into the next plan because: {cause}."},
		{"why.cancelled", "Dibatalkan.", "Cancelled."},
		{"why.cancelled_because", "Dibatalkan karena: {cause}.", "Cancelled because: {cause}."},
		{
			"condition.overdue", "sudah {days} hari kerja melewati hari terakhirnya ({end}), realisasi {done}",
			"{days, plural, one {# working day} other {# working days}} past its last day ({end}), done {done}",
		},
		{
			"condition.behind", "rencana {planned}, realisasi {done}: tertinggal {behind} poin (ambang {limit})",
			"planned {planned}, done {done}: {behind} points behind (limit {limit})",
		},
		{
			"condition.over_cost", "belanja melebihi nilai hasil sebesar {over} (ambang {limit} dari anggaran)",
			"spent {over} more than earned (limit {limit} of the budget)",
		},
		{"condition.postponed", "ditunda", "postponed"},
		{"condition.postponed_because", "ditunda karena: {cause}", "postponed because: {cause}"},
		{"condition.obstacle", "kendala terbuka sejak {since}: {obstacle}", "an obstacle is open since {since}: {obstacle}"},
		{"condition.none", "aturan tanpa syarat", "a rule without conditions"},
		{"rule.overdue", "lewat waktu", "overdue"},
		{"rule.far_behind", "jauh tertinggal", "far behind"},
		{"rule.behind", "tertinggal", "behind"},
		{"rule.over_cost", "biaya berlebih", "over cost"},
		{"rule.postponed", "ditunda", "postponed"},
		{"rule.obstacle", "kendala", "obstacle"},

		// How much time and work is left.
		{"remaining.before", "Tahun rencana dimulai {days} hari lagi.", "The plan year begins in {days, plural, one {# day} other {# days}}."},
		{
			"remaining.open", "Sisa {days} hari ({weeks} minggu, {working} hari kerja); {open} pekerjaan belum selesai.",
			"{days, plural, one {# day} other {# days}} ({weeks, plural, one {# week} other {# weeks}}, " +
				"{working, plural, one {# working day} other {# working days}}) {days, plural, one {is} other {are}} left; {open} of the work is open.",
		},
		{
			"remaining.pace", "Sisa {days} hari ({weeks} minggu, {working} hari kerja); {open} pekerjaan belum selesai: " +
				"perlu {need} per hari kerja, sampai sekarang {pace}.",
			"{days, plural, one {# day} other {# days}} ({weeks, plural, one {# week} other {# weeks}}, " +
				"{working, plural, one {# working day} other {# working days}}) {days, plural, one {is} other {are}} left; {open} of the work is open: " +
				"it needs {need} per working day, so far it was {pace}.",
		},
		{"remaining.alarm", "Peringatan: laju sampai sekarang tidak cukup. {remaining}", "Alarm: the pace so far is not enough. {remaining}"},

		// Tables.
		{"dimension.output", "Keluaran", "Output"},
		{"dimension.quarter", "Triwulan", "Quarter"},
		{"dimension.region", "Wilayah", "Region"},
		{"dimension.party", "Penanggung jawab", "Responsible party"},
		{"dimension.fund", "Sumber dana", "Funding source"},
		{"activities.title", "Kegiatan: {plan}, per {date}", "Activities: {plan}, as of {date}"},
		{"lagging.title", "Kegiatan terlambat, per {date}", "Lagging activities, as of {date}"},
		{"value.title", "Nilai hasil, per {date}", "Earned value, as of {date}"},
		{"breakdown.title", "{dimension}, per {date}", "{dimension}, as of {date}"},
		{"obstacles.title", "Kendala, per {date}", "Obstacles, as of {date}"},
		{"regions.title", "Wilayah dan koordinator, per {date}", "Regions and coordinators, as of {date}"},
		{"head.id", "ID", "ID"},
		{"head.code", "Kode", "Code"},
		{"head.name", "Nama", "Name"},
		{"head.activity", "Kegiatan", "Activity"},
		{"head.party", "Penanggung jawab", "Responsible party"},
		{"head.state", "Status kegiatan", "State"},
		{"head.planned", "Rencana %", "Planned %"},
		{"head.done", "Realisasi %", "Actual %"},
		{"head.deviation", "Deviasi", "Deviation"},
		{"head.status", "Penilaian", "Status"},
		{"head.reason", "Alasan", "Reason"},
		{"head.budget", "Anggaran (BAC)", "Budget (BAC)"},
		{"head.planned_value", "Rencana (PV)", "Planned (PV)"},
		{"head.earned", "Hasil (EV)", "Earned (EV)"},
		{"head.actual", "Belanja (AC)", "Actual (AC)"},
		{"head.sv", "SV", "SV"},
		{"head.cv", "CV", "CV"},
		{"head.spi", "SPI", "SPI"},
		{"head.cpi", "CPI", "CPI"},
		{"head.delivery", "Penyerapan %", "Delivery %"},
		{"head.activities", "Kegiatan", "Activities"},
		{"head.obstacle", "Kendala", "Obstacle"},
		{"head.proposal", "Usulan", "Proposal"},
		{"head.level", "Tingkat", "Level"},
		{"head.owner", "Penanggung jawab", "Owner"},
		{"head.raised", "Muncul", "Raised"},
		{"head.escalated", "Dieskalasi", "Escalated"},
		{"head.resolved", "Teratasi", "Resolved"},
		{"head.region", "Wilayah", "Region"},
		{"head.coordinator", "Koordinator", "Coordinator"},
		{"head.since", "Sejak", "Since"},
		{"regions.nobody", "(belum ada)", "(none)"},

		// The FACE form.
		{"face.title", "FACE", "FACE"},
		{"face.line", "Baris anggaran", "Budget line"},
		{"face.quarter", "Triwulan", "Quarter"},
		{"face.a", "A disetujui", "A authorised"},
		{"face.b", "B belanja", "B actual"},
		{"face.c", "C diterima", "C accepted"},
		{"face.d", "D = A - C", "D = A - C"},
		{"face.e", "E permintaan", "E request"},
		{"face.f", "F disetujui", "F authorised"},
		{"face.g", "G = D + F", "G = D + F"},

		// The S-curve.
		{"curve.title", "Kurva S: {plan}", "S-curve: {plan}"},
		{"curve.table", "Kurva S: {plan}, per {date}", "S-curve: {plan}, as of {date}"},
		{"curve.subtitle", "Kumulatif sampai {date}, edisi {edition}", "Cumulated to {date}, edition {edition}"},
		{"curve.start", "Mulai", "Start"},
		{"curve.planned", "Rencana", "Planned"},
		{"curve.actual", "Realisasi", "Actual"},
		{"curve.period", "Periode", "Period"},
		{"curve.actual_percent", "Realisasi %", "Actual %"},
		{"curve.month", "{month} {year}", "{month} {year}"},
		{"weights.title", "Bobot kegiatan ({basis})", "Weights of the activities ({basis})"},
		{"weights.weight", "Bobot %", "Weight %"},
		{"weights.total", "Jumlah", "Total"},
		{"basis.weight", "menurut bobot", "by weight"},
		{"basis.cost", "menurut biaya", "by cost"},
		{"basis.equal", "sama rata", "equally"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
