package complaint

import (
	"sync"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
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
	})
})

// Texts lists what this package says to people, for translators. How a lifecycle
// calls its states and actions lists [Lifecycle.Texts].
func Texts() *aduan.Texts { return texts() }

// RoleIn returns the name of a role for people: the text complaint.role.<role> of
// w, which is built in for the roles of this package, else the role itself.
func RoleIn(w aduan.Words, r lifecycle.Role) string {
	return texts().Word(w, "role", string(r), aduan.Label{})
}

// ClockIn returns the name of a clock for people: the text complaint.clock.<clock>
// of w, which is built in for the clocks of this package, else the clock itself.
func ClockIn(w aduan.Words, c lifecycle.ClockName) string {
	return texts().Word(w, "clock", string(c), aduan.Label{})
}

// StateIn returns the name of a state for people; see [lifecycle.Machine.StateIn].
func (l *Lifecycle) StateIn(w aduan.Words, s lifecycle.State) string { return l.machine.StateIn(w, s) }

// BucketIn returns the public heading of a state; see [lifecycle.Machine.BucketIn].
func (l *Lifecycle) BucketIn(w aduan.Words, s lifecycle.State) string {
	return l.machine.BucketIn(w, s)
}

// ActionIn returns the name of an action for people; see
// [lifecycle.Machine.ActionIn]. It also knows [ActionOpenIdentity].
func (l *Lifecycle) ActionIn(w aduan.Words, a lifecycle.Action) string {
	if a == ActionOpenIdentity {
		return texts().Word(w, "action", string(a), aduan.Label{})
	}
	return l.machine.ActionIn(w, a)
}

// Texts lists how the lifecycle calls its states and actions, for translators; see
// [lifecycle.Machine.Texts].
func (l *Lifecycle) Texts() *aduan.Texts { return l.machine.Texts() }
