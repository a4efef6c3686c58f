package workplan

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("workplan", [][3]string{
		{"quarter", "{quarter} {year}", "{quarter} {year}"},
		{"event.added", "Ditambahkan", "Added"},
		{"event.edited", "Diubah", "Edited"},
		{"event.removed", "Dihapus", "Removed"},
		{"event.rephased", "Dijadwal ulang", "Re-phased"},
		{"event.postponed", "Ditunda", "Postponed"},
		{"event.carried_over", "Diluncurkan", "Carried over"},
		{"event.cancelled", "Dibatalkan", "Cancelled"},
		{"event.replaced", "Diganti", "Replaced"},
		{"subject.region", "Wilayah", "Region"},
		{"subject.output", "Keluaran", "Output"},
		{"subject.activity", "Kegiatan", "Activity"},
		{"subject.line", "Baris anggaran", "Budget line"},
		{"column.requested", "Diminta", "Requested"},
		{"column.authorised", "Disetujui", "Authorised"},
		{"column.spent", "Dibelanjakan", "Spent"},
		{"column.accepted", "Diterima", "Accepted"},
		{"move.raised", "Muncul", "Raised"},
		{"move.escalated", "Dieskalasi", "Escalated"},
		{"move.resolved", "Selesai", "Resolved"},
		{"level.working", "Tingkat kerja", "Working level"},
		{"level.executive", "Tingkat pimpinan", "Executive level"},
		{"level.board", "Dewan proyek", "Board"},
		{"refusal.wrong_plan", "Rencana tidak sesuai", "Wrong plan"},
		{"refusal.not_open", "Kegiatan tidak terbuka", "Not open"},
		{"refusal.already_carried", "Sudah diluncurkan", "Carried over before"},
		{"refusal.scope_lost", "Lingkup hilang", "Scope lost"},
		{"refusal.scope_doubled", "Lingkup ganda", "Scope doubled"},
		{"refusal.money_lost", "Dana hilang", "Money lost"},
		{"refusal.money_doubled", "Dana ganda", "Money doubled"},
		{"refusal.currency_changed", "Mata uang berubah", "Currency changed"},
		{"refusal.fund_changed", "Sumber dana berubah", "Funding source changed"},
		{"refusal.overspent", "Belanja melebihi anggaran", "Overspent"},
		{"status.not_due", "Belum waktunya", "Not due yet"},
		{"status.on_track", "Sesuai rencana", "On track"},
		{"status.at_risk", "Berisiko", "At risk"},
		{"status.lagging", "Terlambat", "Lagging"},
		{"status.done", "Selesai", "Done"},
		{"status.stopped", "Dihentikan", "Stopped"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
