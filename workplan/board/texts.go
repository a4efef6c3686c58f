package board

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("board", [][3]string{
		// Meetings, who sits there, and action items.
		{"meeting", "{board}, rapat ke-{number}, {date}", "{board}, meeting {number}, {date}"},
		{"form.in_person", "Tatap muka", "In person"},
		{"form.virtual", "Daring", "Virtual"},
		{"form.hybrid", "Hibrida", "Hybrid"},
		{"form.circulation", "Sirkuler", "By circulation"},
		{"role.observer", "Pengamat", "Observer"},
		{"role.executive", "Ketua", "Executive"},
		{"role.senior_supplier", "Mitra pelaksana", "Senior supplier"},
		{"role.beneficiary", "Penerima manfaat", "Beneficiary"},
		{"status.open", "Terbuka", "Open"},
		{"status.done", "Selesai", "Done"},
		{"status.dropped", "Dihentikan", "Dropped"},

		// What a meeting lacks for its quorum.
		{"missing.members", "anggota: {have} dari {want}", "members: {have} of {want}"},
		{"missing.parties", "pihak: {have} dari {want}", "parties: {have} of {want}"},
		{"missing.role", "tidak ada {role}", "no {role}"},

		// Editions that do not stand on a decision.
		{"gap.not_presented", "Belum diputuskan", "Not decided yet"},
		{"gap.no_decision", "Berlaku tanpa keputusan", "In force without a decision"},
		{"gap.unknown_decision", "Keputusan tidak ditemukan dalam notulen", "The decision is in no minutes"},
		{"gap.other_subject", "Keputusan tentang hal lain", "The decision is about something else"},
		{"gap.other_plan", "Diluncurkan ke rencana lain daripada yang diputuskan", "Carried over into another plan than decided"},
		{"gap.too_early", "Berlaku sebelum rapat", "In force before the meeting"},
		{"gap.no_quorum", "Rapat tidak kuorum", "The meeting had no quorum"},
		{"why.edition", "{plan}, edisi {edition}: {gap}.", "{plan}, edition {edition}: {gap}."},
		{
			"why.changes", "{plan}, edisi {edition}: {gap}, {changes} perubahan.",
			"{plan}, edition {edition}: {gap}, {changes, plural, one {# change} other {# changes}}.",
		},
		{"why.decision", "{plan}, edisi {edition}: {gap} ({decision}).", "{plan}, edition {edition}: {gap} ({decision})."},
		{
			"why.decision_changes", "{plan}, edisi {edition}: {gap} ({decision}), {changes} perubahan.",
			"{plan}, edition {edition}: {gap} ({decision}), {changes, plural, one {# change} other {# changes}}.",
		},

		// The minutes.
		{"minutes.number", "Rapat ke: {number}", "Meeting: {number}"},
		{"minutes.date", "Tanggal: {date}", "Date: {date}"},
		{"minutes.form", "Bentuk: {form}", "Form: {form}"},
		{"minutes.quorum", "Kuorum terpenuhi", "The quorum was met"},
		{"minutes.no_quorum", "Tidak kuorum", "No quorum"},
		{"minutes.draft", "Rancangan notulen, belum ditandatangani", "Draft minutes, not signed"},
		{"minutes.signed", "Ditandatangani: {date}", "Signed: {date}"},
		{"minutes.participants", "Peserta", "Participants"},
		{"minutes.agenda", "Agenda", "Agenda"},
		{"minutes.decisions", "Keputusan", "Decisions"},
		{"minutes.nothing", "Tidak ada.", "None."},
		{"minutes.approves", "menyetujui {plan}, edisi {edition}", "approves {plan}, edition {edition}"},
		{
			"minutes.approves_into", "menyetujui {plan}, edisi {edition}, diluncurkan ke {into}",
			"approves {plan}, edition {edition}, carried over into {into}",
		},
		{"minutes.earlier", "Tindak lanjut rapat sebelumnya", "Action items of earlier meetings"},
		{"minutes.actions", "Tindak lanjut", "Action items"},
		{"minutes.not_reviewed", "Tidak dibahas", "Not reviewed"},
		{"minutes.late", "{status} (terlambat)", "{status} (late)"},
		{"head.id", "ID", "ID"},
		{"head.name", "Nama", "Name"},
		{"head.party", "Pihak", "Party"},
		{"head.role", "Peran", "Role"},
		{"head.action", "Tindak lanjut", "Action"},
		{"head.owner", "Penanggung jawab", "Owner"},
		{"head.due", "Tenggat", "Due"},
		{"head.status", "Status", "Status"},
		{"head.note", "Catatan", "Note"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
