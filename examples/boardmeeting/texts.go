package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the paper says besides what the packages say, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("boardmeeting", [][3]string{
		// The meeting.
		{"title", "Bahan Rapat Dewan Proyek SP4N-LAPOR!", "Project Board paper, SP4N-LAPOR!"},
		{"meeting", "Rapat", "Meeting"},
		{"meeting.none", "Tidak ada rapat pada {day}; berikut ini kondisi pada hari itu.", "There is no meeting on {day}; this is how things stand on that day."},
		{"meeting.line", "{title}: rapat ke-{number}, {day}. Bentuk: {form}.", "{title}: meeting {number}, {day}. Form: {form}."},
		{"party", "Pihak", "Party"},
		{"role", "Peran", "Role"},
		{"participant", "Peserta", "Participant"},
		{"quorum.missing", "Kuorum belum terpenuhi: {missing}", "The quorum is not met: {missing}"},

		// What is left of the year.
		{"left", "Sisa waktu tahun {year}", "What is left of {year}"},
		{
			"left.time", "Sisa {days} hari: {weeks} minggu, {working} hari kerja.",
			"{days, plural, one {# day is left} other {# days are left}}: {weeks, plural, one {# week} other {# weeks}}, " +
				"{working, plural, one {# working day} other {# working days}}.",
		},
		{"left.work", "Menurut rencana seharusnya selesai {planned}; yang tercapai {done}.", "By the plan {planned} should be done; {done} is."},
		{
			"left.alarm", "PERINGATAN: sisa pekerjaan harus berjalan lebih dari {times} kali secepat sejauh ini.",
			"ALARM: the rest has to go more than {times} times as fast as the work so far.",
		},

		// The evaluation.
		{"evaluation", "Evaluasi dari {quarter} sampai {day}", "Evaluation from {quarter} until {day}"},
		{"capacity", "Kapasitas: diukur, bukan sekadar pelatihan", "Capacity: measured, not only a few trainings"},
		{"indicator", "Indikator", "Indicator"},
		{"quarter", "Triwulan", "Quarter"},
		{"baseline", "Garis dasar", "Baseline"},
		{"target", "Target", "Target"},
		{"actual", "Realisasi", "Actual"},
		{"reached", "Tercapai", "Reached"},
		{"reached.yes", "ya", "yes"},
		{"reached.no", "belum", "no"},
		{"training", "Pelatihan", "Training"},
		{"region", "Wilayah", "Region"},
		{"invited", "Diundang", "Invited"},
		{"attended", "Hadir", "Attended"},
		{"passed", "Lulus", "Passed"},
		{"lagging", "Kegiatan yang terlambat: {late}", "Lagging activities: {late}"},
		{"lagging.risky", "Kegiatan yang terlambat: {late}, berisiko: {risky}", "Lagging activities: {late}, at risk: {risky}"},
		{
			"obstacle", "Kendala {id} ({level}; penanggung jawab {owner}; sejak {day}): {text}",
			"Obstacle {id} ({level}; owner {owner}; since {day}): {text}",
		},
		{"proposal", "Usulan: {text}", "Proposal: {text}"},

		// The recovery from what was carried over.
		{"recovery", "Pemulihan", "Recovery"},
		{"recovery.same", "Yang diluncurkan dari {year} terlambat {least} triwulan.", "What {year} left open is late by {least, plural, one {# quarter} other {# quarters}}."},
		{
			"recovery.range", "Yang diluncurkan dari {year} terlambat {least} sampai {most} triwulan.",
			"What {year} left open is late by {least} to {most, plural, one {# quarter} other {# quarters}}.",
		},
		{"reported", "{activity}: {note} (dilaporkan {day})", "{activity}: {note} (reported on {day})"},
		{"coordinated", "Wilayah dengan koordinator lokal: {count} dari {all}", "Regions with a local coordinator: {count} of {all}"},
		{"activity", "Kegiatan", "Activity"},
		{"planned", "Rencana selesai", "Planned end"},
		{"done", "Realisasi", "Actual"},
		{"finish", "Selesai atau diperkirakan selesai", "Done or expected"},
		{"late", "Terlambat (triwulan)", "Late (quarters)"},

		// What is carried over.
		{"carried", "Luncuran ke tahun {year}", "Carried over into {year}"},
		{"activities", "Kegiatan", "Activities"},
		{"cause", "Sebab", "Cause"},
		{"moved", "Diluncurkan", "Carried over"},
		{"becomes", "Menjadi", "Becomes"},
		{"start", "Mulai", "Start"},
		{"end", "Berakhir", "End"},
		{"money", "Dana", "Money"},
		{"line.old", "Baris lama", "Old line"},
		{"line.new", "Baris baru", "New line"},
		{"fund", "Sumber dana", "Funding source"},
		{"budget", "Anggaran", "Budget"},
		{"spent", "Dibelanjakan", "Spent"},
		{"conserved", "{fund}: keluar {left}, masuk {arrived}: tetap utuh", "{fund}: {left} leaves, {arrived} arrives: conserved"},
		{"different", "{fund}: keluar {left}, masuk {arrived}: BERBEDA", "{fund}: {left} leaves, {arrived} arrives: DIFFERENT"},
		{"starts", "Mulai {day}", "What starts on {day}"},
		{"starts.later", "{activity}, mulai {day}", "{activity}, from {day}"},

		// The regions.
		{"regions", "Wilayah dan koordinator lokal", "Regions and local coordinators"},
		{"uncoordinated", "Tanpa koordinator: {count} dari {all} wilayah.", "Without a coordinator: {count} of {all, plural, one {# region} other {# regions}}."},
		{"uncoordinated.none", "Setiap wilayah memiliki koordinator.", "Every region has a coordinator."},

		// The road map.
		{"roadmap", "Peta jalan: sudah disusun, kini dilaksanakan", "Road map: it is made, now it is implemented"},
		{"standings.reached", "Sudah tercapai: {reached}.", "Reached: {reached}."},
		{
			"standings",
			"Sedang dilaksanakan: {open} dari {all} tonggak; {ontrack} sesuai rencana, {slipping} bergeser tanpa melewati target, {late} akan melewati target.",
			"Being implemented: {open} of {all, plural, one {# milestone} other {# milestones}}; {ontrack} on track, {slipping} slipping within their targets, {late} past their targets.",
		},
		{"impacts", "Tonggak yang tertahan oleh kegiatan yang terlambat", "What the late activities hold up"},
		{"causes", "Tonggak yang bergeser, dan sebabnya", "Which milestones slip, and why"},

		// What was decided.
		{"minutes", "Keputusan dan tindak lanjut", "Decisions and action items"},
		{"items.open", "Tindak lanjut yang masih terbuka ketika rapat dimulai", "Action items still open when the meeting begins"},
		{"items.after", "Semua tindak lanjut setelah rapat", "All action items after the meeting"},
		{"items.today", "Status tindak lanjut", "Where the action items stand"},
		{"id", "ID", "ID"},
		{"item", "Tindak lanjut", "Action item"},
		{"owner", "Penanggung jawab", "Owner"},
		{"due", "Tenggat", "Due"},
		{"status", "Status", "Status"},
		{"status.late", "{status}, terlambat", "{status}, late"},
		{"undecided", "Tanpa keputusan: {why}", "Without a decision: {why}"},
		{"decided", "Setiap perubahan rencana memiliki keputusan.", "Every change of a plan stands on a decision."},
	})
})
