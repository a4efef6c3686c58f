package board

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("board", [][3]string{
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
		{"gap.not_presented", "Belum diputuskan", "Not decided yet"},
		{"gap.no_decision", "Berlaku tanpa keputusan", "In force without a decision"},
		{"gap.unknown_decision", "Keputusan tidak ditemukan", "The decision is in no minutes"},
		{"gap.other_subject", "Keputusan tentang hal lain", "The decision is about something else"},
		{"gap.other_plan", "Diluncurkan ke rencana lain", "Carried over into another plan than decided"},
		{"gap.too_early", "Berlaku sebelum rapat", "In force before the meeting"},
		{"gap.no_quorum", "Rapat tidak kuorum", "The meeting had no quorum"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
