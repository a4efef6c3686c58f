package deadline

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("deadline", [][3]string{
		// how a clock stands
		{"status.not_started", "belum dimulai", "not started"},
		{"status.running", "berjalan", "running"},
		{"status.paused", "dijeda", "paused"},
		{"status.met", "terpenuhi", "met"},
		{"status.breached", "terlampaui", "breached"},
		{"status.superseded", "digantikan", "superseded"},
		{"status.unknown", "tidak diketahui", "unknown"},
		// terms
		{"term.none", "tidak ada", "none"},
		{"term.working_days", "{number} hari kerja", "{number, plural, one {# working day} other {# working days}}"},
		{"term.working_minutes", "{number} menit kerja", "{number, plural, one {# working minute} other {# working minutes}}"},
		{"term.calendar_days", "{number} hari kalender", "{number, plural, one {# calendar day} other {# calendar days}}"},
		{"term.wall_days", "{number} hari sampai jam yang sama", "{number, plural, one {# wall-clock day} other {# wall-clock days}}"},
		{"term.hours", "{number} jam", "{number, plural, one {# hour} other {# hours}}"},
		{"term.wall_hours", "{number} jam menurut waktu setempat", "{number, plural, one {# wall-clock hour} other {# wall-clock hours}}"},
		{"term.minutes", "{number} menit", "{number, plural, one {# minute} other {# minutes}}"},
		{
			"term.wall_working_days", "{number} hari kerja sampai jam yang sama",
			"{number, plural, one {# wall-clock working day} other {# wall-clock working days}}",
		},
		{"term.promised", "sesuai janji", "as promised"},
		// where a limit comes from; a policy may say it in its own words
		{"source.published", "dipublikasikan kementerian", "published by the ministry"},
		{"source.secondary", "dari sumber sekunder", "from secondary sources"},
		{"source.decision", "ketentuan bawaan sistem, bukan ketentuan hukum", "a decision of this library, not law"},
		{"source.UU 25/2009, secondary", "UU 25/2009, dari sumber sekunder", "UU 25/2009, from secondary sources"},
		{"source.UU 25/2009, remembered", "UU 25/2009 menurut ingatan, belum diperiksa", "UU 25/2009 as remembered, not verified"},
		{"source.ministry statement 2016", "pernyataan kementerian tahun 2016", "a statement of the ministry in 2016"},
		{"source.PermenPANRB 62/2018, 5/2025 not read", "PermenPANRB 62/2018; ketentuan PermenPANRB 5/2025 belum diperiksa", "PermenPANRB 62/2018; the limits of 5/2025 are not read"},
		{"source.DARPG guidelines", "pedoman DARPG", "guidelines of the DARPG"},
		// the lines of an explanation
		{"clock", "Tenggat: {clock}, {status}", "Clock: {clock}, {status}"},
		{"clock.run", "Tenggat: {clock} (putaran ke-{run}), {status}", "Clock: {clock} (run {run}), {status}"},
		{"limit", "Batas waktu: {limit}", "Limit: {limit}"},
		{
			"limit.extended", "Batas waktu: {limit}, diperpanjang {days} hari kerja",
			"Limit: {limit}, extended by {days, plural, one {# working day} other {# working days}}",
		},
		{"rule", "Aturan {number} dari kebijakan {policy}", "Rule {number} of policy {policy}"},
		{"rule.source", "Aturan {number} dari kebijakan {policy} ({source})", "Rule {number} of policy {policy} ({source})"},
		{"promised", "Dijanjikan oleh: {origin}", "Promised by: {origin}"},
		{"class", "Klasifikasi: {class}", "Class: {class}"},
		{"holder", "Ditangani oleh: {agency}", "Held by: {agency}"},
		{"calendar", "Kalender: {calendar}", "Calendar: {calendar}"},
		{"calendar.known", "Kalender: {calendar}, sebagaimana diketahui sejak {date}", "Calendar: {calendar}, as known since {date}"},
		{"started", "Mulai: {at}", "Started: {at}"},
		{"from", "Dihitung sejak: {at}", "Counted from: {at}"},
		{"due", "Jatuh tempo: {at}", "Due: {at}"},
		{"met_at_due", "Yang berakhir tepat pada saat jatuh tempo dianggap terpenuhi", "What ends exactly when it is due is met"},
		{
			"provisional", "Bersifat sementara: hari libur tahun {year} belum ditetapkan, sehingga tenggat tidak dianggap terlampaui",
			"Provisional: the holidays of {year} are not decreed yet, so nothing is breached by this date",
		},
		{"breached", "Terlampaui: {at}", "Breached: {at}"},
		{"stopped", "Berakhir: {at}", "Ended: {at}"},
		{"remaining", "Sisa: {term}", "Remaining: {term}"},
		{"overdue", "Terlambat: {term}", "Overdue by: {term}"},
		{"unknown", "Tidak dapat dihitung: {problem}", "Cannot be computed: {problem}"},
		// who answers for a breach, and how long who had the case
		{"charged", "Dibebankan kepada: {agency}", "Charged to: {agency}"},
		{
			"charged.before", "Pada saat jatuh tempo laporan berada di {agency}, yang menerimanya dengan sisa waktu kurang dari {limit}",
			"When it was due it was with {agency}, who got it with less than {limit} left",
		},
		{"share", "Waktu di {agency}: {term}", "Time with {agency}: {term}"},
		{"national_admin", "admin nasional", "the national administrator"},
		// what happened to a clock
		{"event.reclassified", "{date}: klasifikasi diubah menjadi {class}", "{date}: reclassified as {class}"},
		{
			"event.extended", "{date}: diperpanjang {days} hari kerja",
			"{date}: extended by {days, plural, one {# working day} other {# working days}}",
		},
		// the days, and why they count or not
		{"day", "hari ke-{number}", "day {number}"},
		{"sum", "seluruhnya {term}", "{term} in all"},
		{"cause.start", "mulai, tidak dihitung", "start, does not count"},
		{"cause.counted", "dihitung", "counts"},
		{"cause.counted_half_day", "setengah hari", "half day"},
		{"cause.counted_joint_leave", "cuti bersama, tetap melayani", "joint leave, worked on"},
		{"cause.weekend", "akhir pekan", "weekend"},
		{"cause.holiday", "hari libur", "holiday"},
		{"cause.joint_leave", "cuti bersama", "joint leave"},
		{"cause.paused", "dijeda", "paused"},
		{"cause.standstill", "tenggat dihentikan sementara", "standstill"},
		{"standstill", "tenggat dihentikan sementara: {reason}", "standstill: {reason}"},
		{"pause", "dijeda: {action}", "paused: {action}"},
		{"pause.reporter", "dijeda: menunggu pelapor", "paused: waiting for the reporter"},
		{"pause.merged", "dijeda: digabungkan dengan laporan lain", "paused: merged into another case"},
		// why a clock cannot be computed
		{
			"problem.no_rule", `kebijakan {policy} tidak memuat aturan untuk tenggat "{clock}" bagi laporan dengan klasifikasi "{class}"`,
			`policy {policy} has no rule for the clock "{clock}" of a case of class "{class}"`,
		},
		{
			"problem.no_rule_unclassified", `kebijakan {policy} tidak memuat aturan untuk tenggat "{clock}" bagi laporan tanpa klasifikasi`,
			`policy {policy} has no rule for the clock "{clock}" of a case without a class`,
		},
		// how far the rules reach
		{"gap.no_policy", "tidak ada kebijakan tenggat yang berlaku {period}", "no policy is valid {period}"},
		{"gap.no_lifecycle", "tidak ada alur penanganan yang berlaku {period}", "no lifecycle is valid {period}"},
		{"gap.no_year", "kalender {calendar} tidak memiliki daftar hari libur untuk tahun {year}", "the calendar {calendar} has no list for the year {year}"},
		{
			"gap.provisional", "kalender {calendar} bersifat sementara mulai tahun {year}: belum ada daftar hari libur resmi",
			"the calendar {calendar} is provisional from the year {year}: there is no list yet",
		},
		{
			"problem.provisional", "kalender {calendar}: hari libur tahun {year} belum ditetapkan, dan jatuh tempo sementaranya sudah lewat",
			"calendar {calendar}: the holidays of {year} are not decreed yet, and the provisional due date has passed",
		},
		{
			"problem.no_policy", "tidak ada kebijakan tenggat yang berlaku ketika laporan masuk pada {at}; laporan ini tidak memiliki tenggat",
			"no policy was valid when the case was submitted on {at}; it has no deadlines",
		},
		{"problem.superior", "semua atasan {agency} adalah terlapor, sehingga laporan ini tidak dapat dieskalasi kepada atasan", "every superior of {agency} is accused, so the case is escalated to none of them"},
		{"problem.backwards", "catatan ke-{entry} bertanggal sebelum catatan sebelumnya", "entry {entry} is dated before the entry before it"},
		{"problem.calendar", "kalender {calendar} tidak dikenal", "there is no calendar {calendar}"},
		{"problem.calendar_of", "kalender {agency}: {problem}", "the calendar of {agency}: {problem}"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
