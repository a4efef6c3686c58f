package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the program says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("quickstart", [][3]string{
		// called wrongly
		{"usage.argument", "argumen {argument} tidak dikenal; lihat -help", "unexpected argument {argument}; see -help"},
		{"usage.store", "-store {store}: pilihannya memory atau sqlite:FILE", "-store {store}: want memory or sqlite:FILE"},
		// reports come in
		{"shipped", "berkas bawaan", "the shipped file"},
		{"refused", "{file}: baris {line} ditolak: {problem}", "{file}: line {line} is refused: {problem}"},
		{"refused.english", "{file}: baris {line} ditolak, alasan dalam bahasa Inggris: {problem}", "{file}: line {line} is refused, reason in English: {problem}"},
		{"before", "{file}: baris {line}: sudah pernah disampaikan dengan nomor {tracking}", "{file}: line {line}: was submitted before as {tracking}"},
		{"repeated", "{file}: baris {line}: mengulang baris {first}, hanya diterima satu kali", "{file}: line {line}: repeats line {first}, and was accepted once"},
		{
			"read", "{read} laporan dibaca dari {file}: {accepted} diterima, {refused} ditolak{repeated, plural, =0 {} other {, # berulang}}.",
			"Read {read, plural, one {# report} other {# reports}} from {file}: {accepted} accepted, {refused} refused{repeated, plural, =0 {} other {, # repeated}}.",
		},
		{"read.none", "tidak ada laporan yang diterima", "no report was accepted"},
		{"progress.submitted", "{reports} laporan disampaikan ...", "submitted {reports} reports ..."},
		// people work, time passes
		{
			"worked", "Petugas dan pelapor melakukan {taken} tindakan{skipped, plural, =0 {} other {; # tindakan lain direncanakan, tetapi tidak dimungkinkan oleh alur penanganan ini}}.",
			"Officers and reporters took {taken, plural, one {# action} other {# actions}}{skipped, plural, =0 {} other {; # more were planned that this lifecycle does not allow}}.",
		},
		{"progress.worked", "{done} dari {reports} laporan dikerjakan ...", "worked on {done} of {reports} reports ..."},
		{
			"swept", "{days} hari kemudian pengatur waktu memeriksa {cases} laporan dan melakukan {taken} tindakan.",
			"{days} days later the timer looked at {cases, plural, one {# case} other {# cases}} and took {taken, plural, one {# action} other {# actions}}.",
		},
		// why it is there, and by when
		{"reasons", "Mengapa laporan ada di sana, dan sampai kapan", "Why it is there, and by when"},
		{"reasons.none", "Tidak ada laporan di instansi yang ditunjuk oleh tabel.", "No report is where the table sent it."},
		{"reasons.with", "\"{title}\" ditangani oleh\n{agency}.", "\"{title}\" is with\n{agency}."},
		{"reasons.basis", "{basis}: {rule} (tabel {table}, edisi {edition})", "{basis}: {rule} (table {table}, edition {edition})"},
		{"clock", "Tenggat", "Clock"},
		{"clock.limit", "Batas waktu", "Limit"},
		{"clock.status", "Status", "Status"},
		{"clock.due", "Jatuh tempo", "Due"},
		// a refusal
		{"refusal", "Penolakan beserta alasannya", "A refusal, explained"},
		{"refusal.none", "Tidak ada laporan yang dapat dicoba.", "There is no report to try it on."},
		{"refusal.tries", "{role} pada {agency}\nmencoba tindakan \"{action}\" atas laporan \"{title}\". Ditolak:", "An officer ({role}) of {agency}\ntries \"{action}\" on \"{title}\". Refused:"},
		{"refusal.instead", "yang dapat dilakukan: {actions}", "possible now: {actions}"},
		{"nothing", "tidak ada", "nothing"},
		// two views of a secret report
		{"escalated", "Atasan yang diberi tahu", "A superior who was told"},
		{"escalated.none", "Tidak ada laporan terbuka yang sedang dieskalasi ke atasan.", "No open public case was escalated to a superior."},
		{"escalated.inbox", "{agency} diberi tahu tentang {cases} laporan.", "{agency} was told of {cases, plural, one {# case} other {# cases}}."},
		{"escalated.case", "\"{title}\" pada {agency}: {access}", "\"{title}\" with {agency}: {access}"},
		{"secret", "Satu laporan rahasia, dilihat dua pihak", "The same secret report, seen by two"},
		{"secret.none", "Tidak ada laporan rahasia yang sampai ke instansi.", "No secret report reached an agency."},
		{"secret.public", "Siapa pun yang memegang nomor {tracking} melihat:", "Whoever has the number {tracking} sees:"},
		{"secret.agency", "{role} pada {agency} melihat:", "An officer ({role}) of {agency} sees:"},
		{"view.title", "Judul", "Title"},
		{"view.place", "Tempat", "Place"},
		{"view.kind", "Jenis", "Kind"},
		{"view.class", "Klasifikasi", "Class"},
		{"view.category", "Kategori", "Category"},
		{"view.region", "Wilayah", "Region"},
		{"view.disclosure", "Keterbukaan", "Disclosure"},
		{"view.status", "Status", "Status"},
		{"view.bucket", "Kelompok status", "Status group"},
		{"view.submitted", "Disampaikan", "Submitted"},
		{"view.updated", "Terakhir diubah", "Last changed"},
		{"view.main", "Unit kerja utama", "Main unit"},
		{"view.allowed", "Dapat dilakukan", "Possible now"},
		{"view.report", "Isi laporan", "The report"},
		{"view.secret", "tidak diperlihatkan", "not shown"},
		{"event.at", "Waktu", "When"},
		{"event.action", "Tindakan", "Action"},
		{"event.by", "Oleh", "By"},
		{"event.to", "Status sesudahnya", "Status afterwards"},
		// the table
		{"table", "Laporan menurut kelompok status dan wilayah", "The cases by status group and region"},
		{"table.elsewhere", "Lainnya", "Elsewhere"},
		{"table.sum", "Jumlah", "Sum"},
		{
			"table.cases", "Tabel memuat {cases} laporan: {accepted} baru diterima{before, plural, =0 {} other {, # sudah ada sebelumnya}}.",
			"The table holds {cases, plural, one {# case} other {# cases}}: {accepted} accepted now{before, plural, =0 {} other {, # there before}}.",
		},
		{"table.followed", "Ditindaklanjuti: {followed} dari {cases} = {rate}.", "Followed up: {followed} of {cases} = {rate}."},
	})
})
