package complaint

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("complaint", [][3]string{
		// What a report is.
		{"kind.complaint", "Pengaduan", "Complaint"},
		{"kind.aspiration", "Aspirasi", "Aspiration"},
		{"kind.information_request", "Permintaan informasi", "Information request"},
		{"class.non_supervisory", "Tidak berkadar pengawasan", "Non-supervisory"},
		{"class.supervisory", "Berkadar pengawasan", "Supervisory"},
		{"class.information_request", "Permintaan informasi", "Information request"},
		{"class.aspiration", "Aspirasi", "Aspiration"},
		{"channel.web", "Situs web", "Web"},
		{"channel.sms", "SMS", "SMS"},
		{"channel.mobile_app", "Aplikasi ponsel", "Mobile app"},
		{"channel.social_media", "Media sosial", "Social media"},
		{"channel.whatsapp", "WhatsApp", "WhatsApp"},
		{"channel.face_to_face", "Tatap muka", "Face to face"},
		{"channel.integrated", "Sistem terintegrasi", "Integrated system"},
		{"disclosure.named_public", "Dengan nama, terbuka", "Named, public"},
		{"disclosure.named_secret", "Dengan nama, rahasia", "Named, secret"},
		{"disclosure.anonymous_public", "Anonim, terbuka", "Anonymous, public"},
		{"disclosure.anonymous_secret", "Anonim, rahasia", "Anonymous, secret"},

		// What becomes of it.
		{"archive_reason.out_of_scope", "Di luar kewenangan", "Out of scope"},
		{"archive_reason.unclear", "Tidak jelas", "Unclear"},
		{"archive_reason.spam", "Spam", "Spam"},
		{"archive_reason.duplicate", "Duplikat", "Duplicate"},
		{"archive_reason.withdrawn", "Dicabut", "Withdrawn"},
		{"archive_reason.expired", "Kedaluwarsa", "Expired"},
		{"rung.superior", "Atasan berikutnya", "Next superior"},
		{"rung.inspectorate", "Inspektorat", "Inspectorate"},
		{"rung.ombudsman", "Ombudsman", "Ombudsman"},
		{"basis.rule", "Sesuai aturan", "By rule"},
		{"basis.ask", "Dipilih oleh petugas", "A person chooses"},
		{"basis.ambiguous", "Beberapa aturan cocok", "Several rules fit"},
		{"basis.no_rule", "Tidak ada aturan yang cocok", "No rule fits"},
		{"basis.out_of_scope", "Di luar cakupan tabel", "Outside the table's scope"},
		{"basis.unresolved", "Instansi tujuan tidak ditemukan", "The destination was not found"},
		{"basis.conflict_of_interest", "Benturan kepentingan", "Conflict of interest"},

		// Who acts, and what runs.
		{"role.reporter", "Pelapor", "Reporter"},
		{"role.field_officer", "Petugas lapangan", "Field officer"},
		{"role.national_admin", "Admin nasional", "National admin"},
		{"role.agency_admin", "Admin instansi", "Agency admin"},
		{"role.unit_admin", "Admin unit", "Unit admin"},
		{"role.liaison_officer", "Pejabat penghubung", "Liaison officer"},
		{"role.inspectorate", "Inspektorat", "Inspectorate"},
		{"role.ombudsman", "Ombudsman", "Ombudsman"},
		{"role.local_coordinator", "Koordinator daerah", "Local coordinator"},
		{"role.timer", "Pengatur waktu", "Timer"},
		{"clock.verification", "Verifikasi", "Verification"},
		{"clock.first_response", "Tanggapan pertama", "First response"},
		{"clock.further_answer", "Tanggapan lanjutan", "Further answer"},
		{"clock.reply", "Balasan pelapor", "Reporter's reply"},
		{"clock.resolution", "Penyelesaian", "Resolution"},
		{"clock.completion", "Kelengkapan laporan", "Completion of the report"},
		{"clock.statutory_answer", "Jawaban menurut undang-undang", "Statutory answer"},
		{"clock.statutory_decision", "Keputusan menurut undang-undang", "Statutory decision"},
		{"clock.ombudsman", "Pengaduan ke Ombudsman", "Complaint to the ombudsman"},
		{"action.open_identity", "Buka identitas pelapor", "Open the reporter's identity"},

		// What must hold.
		{"guard.elapsed", "tenggat \"{clock}\" harus sudah lewat", "the clock \"{clock}\" must have run out"},
		{"guard.running", "tenggat \"{clock}\" harus sedang berjalan", "the clock \"{clock}\" must be running"},
		{"guard.breached_clock", "tenggat yang disebut harus sudah lewat", "the clock named must have run out"},
		{"guard.not_escalated", "tenggat ini belum pernah dieskalasi ke jenjang tersebut", "this clock must not have been escalated to that rung before"},
		{"guard.returned_fewer_than", "laporan harus baru dikembalikan kurang dari {number} kali; sesudah itu admin nasional yang mengalihkannya", "the case must have been returned fewer than {number} times; after that the national admin transfers it"},
		{"guard.reopened_fewer_than", "laporan harus baru dibuka kembali kurang dari {number} kali", "the case must have been reopened fewer than {number} times"},
		{"guard.extended_fewer_than", "tenggat harus baru diperpanjang kurang dari {number} kali", "the case must have been extended fewer than {number} times"},
		{"guard.entered_within_days", "paling lama {number} hari sejak status ini dimulai", "at most {number} days may have passed since the case entered this state"},
		{"guard.coordinator_is_main", "instansi yang menangani harus sekaligus menjadi unit utama", "the coordinating unit must be the main unit"},
		{"guard.main_unit", "unit kerja petugas harus menjadi unit utama", "the officer's unit must be the main unit"},
		{"guard.assigned_unit", "laporan harus didisposisikan kepada unit kerja petugas", "the officer's unit must be assigned to the case"},
		{"guard.has_draft", "harus ada rancangan jawaban yang menunggu persetujuan", "a drafted answer must be waiting for approval"},
		{"guard.not_drafter", "rancangan jawaban harus disusun oleh orang lain", "the answer must have been drafted by somebody else"},
		{"guard.other_agency", "instansi yang dipilih harus lain dari yang sekarang", "the agency must be another one than the present"},
		{"guard.widens", "keterbukaan hanya boleh diperluas, dan harus berubah", "the disclosure may only widen, and must change"},
		{"guard.narrows", "keterbukaan hanya boleh dipersempit, dan harus berubah", "the disclosure may only narrow, and must change"},
		{"guard.merged", "laporan harus sudah digabungkan dengan laporan lain", "the case must have been merged into another"},
		{"guard.other_case", "laporan yang disebut harus laporan lain", "the case named must be another one"},

		// Why something is refused.
		{"denial", "\"{action}\" atas laporan {complaint} ditolak (status: {state}; peran: {role})", "\"{action}\" on complaint {complaint} is refused (state: {state}; role: {role})"},
		{"denial.instead", "yang dapat dilakukan sekarang: {actions}", "possible now: {actions}"},
		{"denial.nothing", "sekarang tidak ada yang dapat dilakukan", "nothing is possible now"},
		{"denied.state", "tidak dapat dilakukan dalam status ini, melainkan dalam status {states}", "not possible in this state, but in {states}"},
		{"denied.action", "tindakan ini tidak dikenal", "there is no such action"},
		{"denied.nowhere", "tidak diketahui ke mana laporan harus kembali", "the case has nowhere to return to"},
		{"denied.role", "peran ini tidak berwenang; yang berwenang: {roles}", "this role may not do it; those who may: {roles}"},
		{"denied.everybody", "tidak ada peran yang berwenang", "no role may do it"},
		{"denied.opening", "peran ini tidak boleh membuat laporan; yang boleh: {roles}", "this role may not submit a report; those who may: {roles}"},
		{"denied.condition", "syarat yang harus terpenuhi: {condition}", "needs {condition}"},
		{"denied.identity", "identitas pelapor anonim hanya dapat dibuka oleh admin nasional, dan identitas pelapor yang menyebutkan namanya juga oleh instansi yang menangani laporan dan unit utamanya", "only the national admin opens the identity of an anonymous reporter, and the holding agency and the main unit that of a named one"},
		{"denied.identity_role", "peran ini tidak pernah boleh membuka identitas", "this role never opens identities"},
		{"reach.own", "laporan ini bukan milik pelapor ini", "this case is not the reporter's own"},
		{"reach.new", "peran ini hanya memasukkan laporan baru", "this role only opens cases"},
		{"reach.holding", "laporan ini tidak ditangani oleh instansi petugas", "this case is not with the officer's agency"},
		{"reach.unit", "laporan ini tidak ditangani oleh unit kerja petugas dan tidak didisposisikan kepadanya", "this case is neither held by the officer's unit nor assigned to it"},
		{"reach.supervision", "laporan ini bukan laporan berkadar pengawasan di wilayah petugas", "this is no supervisory case in the officer's region"},
		{"reach.region", "laporan ini rahasia atau berada di luar wilayah petugas", "this case is secret, or outside the officer's region"},
		{"reach.oversight", "laporan ini rahasia dan belum dieskalasi ke Ombudsman", "this case is secret and was not escalated to the ombudsman"},
		{"reach.none", "peran ini tidak menjangkau laporan mana pun", "this role reaches no case"},
	})
})

// Texts lists what this package says to people, for translators. How a lifecycle
// calls its states and actions lists [Lifecycle.Texts].
func Texts() *aduan.Texts { return texts() }
