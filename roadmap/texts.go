package roadmap

import (
	"sync"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("roadmap", [][3]string{
		// The closed sets.
		{"standing.on_track", "Sesuai rencana", "On track"},
		{"standing.slipping", "Bergeser", "Slipping"},
		{"standing.late", "Terlambat", "Late"},
		{"standing.reached", "Tercapai", "Reached"},
		{"standing.unreachable", "Tidak akan tercapai", "Unreachable"},
		{"status.unassessed", "Belum dinilai", "Not assessed"},
		{"status.assisted", "Didampingi", "Assisted"},
		{"status.capable", "Mandiri", "Capable"},
		{"status.model", "Percontohan", "Model for others"},
		{"link.finish-start", "selesai ke mulai", "finish to start"},
		{"link.start-start", "mulai ke mulai", "start to start"},
		{"cause_kind.milestone", "tonggak lain", "another milestone"},
		{"cause_kind.activity", "kegiatan", "activity"},
		{"cause_kind.indicator", "indikator", "indicator"},
		{"cause_kind.itself", "pekerjaan sendiri", "its own work"},
		{"cause_kind.plan", "rencana", "the plan"},
		{"cause_kind.edition", "perubahan edisi", "a change of edition"},

		// Titles and headings.
		{"title", "Peta jalan {name}", "Road map {name}"},
		{"title.day", "Peta jalan {name} per {day}", "Road map {name} as of {day}"},
		{"today", "Hari ini, {day}", "Today, {day}"},
		{"compared.baseline", "Per {day}, edisi {edition}, yaitu garis dasar", "As of {day}, edition {edition}, which is the baseline"},
		{"compared.edition", "Per {day}, edisi {edition} dibandingkan dengan edisi {baseline}", "As of {day}, edition {edition} compared with edition {baseline}"},
		{"compared.provisional", "{compared}; tanggal mulai tahun {year} bersifat sementara, karena daftar hari liburnya belum ada", "{compared}; dates from {year} on are provisional, because there is no list of holidays for them yet"},
		{"between", "{day} (antara {from} dan {to})", "{day} (between {from} and {to})"},
		{"undecided", "belum diputuskan", "not decided yet"},
		{"causes", "Tonggak yang bergeser, dan sebabnya", "Which milestones slip, and why"},
		{"impacts", "Tonggak yang tertahan oleh kegiatan yang terlambat", "What late activities hold up"},
		{"indicators", "Indikator", "Indicators"},
		{"regions", "Wilayah", "Regions"},

		// Columns and legends.
		{"milestone", "Tonggak", "Milestone"},
		{"responsible", "Penanggung jawab", "Responsible party"},
		{"target", "Target", "Target"},
		{"baseline", "Garis dasar", "Baseline"},
		{"forecast", "Prakiraan", "Forecast"},
		{"forecast.late", "Prakiraan, terlambat", "Forecast, late"},
		{"slip", "Pergeseran (hari kerja)", "Slip (working days)"},
		{"done", "Capaian", "Done"},
		{"standing", "Status", "Status"},
		{"indicator", "Indikator", "Indicator"},
		{"unit", "Satuan", "Unit"},
		{"value", "Nilai", "Value"},
		{"year", "Tahun", "Year"},
		{"region", "Wilayah", "Region"},
		{"status", "Status", "Status"},
		{"goal", "Tujuan", "Goal"},
		{"assessed", "Dinilai", "Assessed"},
		{"by", "Oleh", "By"},
		{"finding", "Temuan", "Finding"},

		// When a milestone is reached.
		{"reached", "tercapai pada {day}, sesuai garis dasar", "reached on {day}, as in the baseline"},
		{"reached.new", "tercapai pada {day}, tidak ada dalam garis dasar", "reached on {day}, not in the baseline"},
		{
			"reached.later", "tercapai pada {day}, {days} hari kerja lebih lambat daripada garis dasar ({baseline})",
			"reached on {day}, {days, plural, one {# working day} other {# working days}} after the baseline ({baseline})",
		},
		{
			"reached.earlier", "tercapai pada {day}, {days} hari kerja lebih awal daripada garis dasar ({baseline})",
			"reached on {day}, {days, plural, one {# working day} other {# working days}} before the baseline ({baseline})",
		},
		{"expected", "diperkirakan tercapai pada {day}, sesuai garis dasar", "expected on {day}, as in the baseline"},
		{"expected.new", "diperkirakan tercapai pada {day}, tidak ada dalam garis dasar", "expected on {day}, not in the baseline"},
		{
			"expected.later", "diperkirakan tercapai pada {day}, {days} hari kerja lebih lambat daripada garis dasar ({baseline})",
			"expected on {day}, {days, plural, one {# working day} other {# working days}} after the baseline ({baseline})",
		},
		{
			"expected.earlier", "diperkirakan tercapai pada {day}, {days} hari kerja lebih awal daripada garis dasar ({baseline})",
			"expected on {day}, {days, plural, one {# working day} other {# working days}} before the baseline ({baseline})",
		},
		{"never", "tidak akan tercapai", "will not be reached"},

		// Why it slips. Each cause stands behind the word for it.
		{"because", "Sebab: {cause}", "Because: {cause}"},
		{"more", "... dan {count} sebab lagi", "... and {count} more"},
		{
			"waits.late", "menunggu \"{milestone}\" ({link}), yang terlambat {days} hari kerja",
			"it waits for \"{milestone}\" ({link}), which is {days, plural, one {# working day} other {# working days}} late",
		},
		{"waits.begun_late", "menunggu \"{milestone}\" ({link}), yang terlambat dimulai", "it waits for \"{milestone}\" ({link}), which was begun late"},
		{"waits.begins_late", "menunggu \"{milestone}\" ({link}), yang akan terlambat dimulai", "it waits for \"{milestone}\" ({link}), which will begin late"},
		{"waits.never", "menunggu \"{milestone}\" ({link}), yang tidak akan tercapai", "it waits for \"{milestone}\" ({link}), which will not be reached"},
		{"lag", "{link}, {lag} hari kerja", "{link}, {lag, plural, one {# working day} other {# working days}}"},
		{"activity.cancelled", "kegiatan \"{activity}\" ({id}) dibatalkan", "the activity \"{activity}\" ({id}) was cancelled"},
		{
			"activity.completed", "kegiatan \"{activity}\" ({id}) direncanakan selesai pada {planned} dan baru selesai pada {day}",
			"the activity \"{activity}\" ({id}) was planned to end on {planned} and was completed on {day}",
		},
		{
			"activity.expected", "kegiatan \"{activity}\" ({id}) direncanakan selesai pada {planned} dan kini diperkirakan selesai pada {day}",
			"the activity \"{activity}\" ({id}) was planned to end on {planned} and is now expected to end on {day}",
		},
		{"reason", "{cause}; kendala: {reason}", "{cause}; reason: {reason}"},
		{"value.missed", "indikator \"{indicator}\" belum mencapai nilai yang diinginkan", "the indicator \"{indicator}\" does not have the wanted value"},
		{"itself.begun_late", "\"{milestone}\" terlambat dimulai", "\"{milestone}\" was begun late"},
		{"itself.not_begun", "\"{milestone}\" seharusnya sudah dimulai", "\"{milestone}\" should have begun by now"},
		{"itself.met_late", "kriterianya terlambat terpenuhi", "its criteria were met late"},
		{"itself.overdue", "seharusnya sudah tercapai; capaian {done}", "it should be reached by now; done: {done}"},
		{"plan.misses", "garis dasarnya {planned}, padahal targetnya {target}", "it was planned for {planned}, though the target is {target}"},
		{"edition.differs", "edisi {edition} merencanakannya secara lain: {reason}", "edition {edition} plans it otherwise: {reason}"},

		// What an activity holds up.
		{"impact.cancelled", "dibatalkan", "cancelled"},
		{
			"impact.completed", "direncanakan selesai pada {planned}, baru selesai pada {day}, terlambat {days} hari kerja",
			"planned to end on {planned}, completed on {day}, {days, plural, one {# working day} other {# working days}} late",
		},
		{
			"impact.expected", "direncanakan selesai pada {planned}, diperkirakan selesai pada {day}, terlambat {days} hari kerja",
			"planned to end on {planned}, expected on {day}, {days, plural, one {# working day} other {# working days}} late",
		},
		{
			"move", "mundur {days} hari kerja, dari {from} ke {to}",
			"{days, plural, one {# working day} other {# working days}} later, from {from} to {to}",
		},
		{"holds_nothing", "tidak menahan tonggak apa pun", "it holds up no milestone"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }

// speaker says what a forecast holds.
type speaker struct {
	*Forecast
	words aduan.Words
	say   aduan.Say
}

func (f *Forecast) speaker(w aduan.Words) speaker { return speaker{f, w, texts().In(w)} }

// none stands where there is nothing to say.
const none = "-"

// orNone is a text, or what stands for none.
func orNone(text string) string {
	if text == "" {
		return none
	}
	return text
}

// signed is a number of working days that is written with its sign: +12, -3, 0.
type signed calendar.WorkingDays

// In writes the number.
func (n signed) In(w aduan.Words) string {
	text := w.Value(int(n))
	if n > 0 {
		return "+" + text
	}
	return text
}
