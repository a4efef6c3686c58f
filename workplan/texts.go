package workplan

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("workplan", [][3]string{
		{"quarter", "{quarter} {year}", "{quarter} {year}"},

		// What a plan consists of, and how it changes.
		{"subject.region", "Wilayah", "Region"},
		{"subject.output", "Keluaran", "Output"},
		{"subject.activity", "Kegiatan", "Activity"},
		{"subject.line", "Baris anggaran", "Budget line"},
		{"event.added", "Ditambahkan", "Added"},
		{"event.edited", "Diubah", "Edited"},
		{"event.removed", "Dihapus", "Removed"},
		{"event.rephased", "Dijadwalkan ulang", "Re-phased"},
		{"event.postponed", "Ditunda", "Postponed"},
		{"event.carried_over", "Diluncurkan", "Carried over"},
		{"event.cancelled", "Dibatalkan", "Cancelled"},
		{"event.replaced", "Diganti", "Replaced"},
		{"changes.title", "Perubahan", "Changes"},
		{"changes.event", "Peristiwa", "Event"},
		{"changes.part", "Bagian", "Part"},
		{"changes.id", "ID", "ID"},
		{"changes.name", "Nama", "Name"},
		{"changes.remark", "Keterangan", "Remark"},
		{"changes.carried", "diluncurkan {amount}", "carried over {amount}"},

		// Who moves a plan, and what a move needs.
		{"action.draft", "Susun rancangan", "Draft"},
		{"action.submit", "Ajukan", "Submit"},
		{"action.return", "Kembalikan", "Return"},
		{"action.approve", "Setujui", "Approve"},
		{"action.enact", "Berlakukan", "Enact"},
		{"action.amend", "Ubah", "Amend"},
		{"action.close", "Tutup", "Close"},
		{"action.plan", "Rencanakan", "Plan"},
		{"action.start", "Mulai", "Start"},
		{"action.complete", "Selesaikan", "Complete"},
		{"action.reopen", "Buka kembali", "Reopen"},
		{"action.rephase", "Jadwalkan ulang", "Re-phase"},
		{"action.postpone", "Tunda", "Postpone"},
		{"action.resume", "Lanjutkan", "Resume"},
		{"action.carry_over", "Luncurkan", "Carry over"},
		{"action.cancel", "Batalkan", "Cancel"},
		{"action.replace", "Ganti", "Replace"},
		{"role.manager", "Pengelola program", "Programme manager"},
		{"role.board", "Dewan proyek", "Project board"},
		{"role.timer", "Pengatur waktu", "Timer"},
		{"guard.decision", "ada keputusan dewan", "a decision of the board is named"},

		// What is reported, and how an activity stands.
		{"column.requested", "Diminta", "Requested"},
		{"column.authorised", "Disetujui", "Authorised"},
		{"column.spent", "Dibelanjakan", "Spent"},
		{"column.accepted", "Diterima", "Accepted"},
		{"move.raised", "Muncul", "Raised"},
		{"move.escalated", "Dieskalasi", "Escalated"},
		{"move.resolved", "Teratasi", "Resolved"},
		{"level.working", "Tingkat kerja", "Working level"},
		{"level.executive", "Tingkat pimpinan", "Executive level"},
		{"level.board", "Dewan proyek", "Board"},
		{"status.not_due", "Belum waktunya", "Not due yet"},
		{"status.on_track", "Sesuai rencana", "On track"},
		{"status.at_risk", "Berisiko", "At risk"},
		{"status.lagging", "Terlambat", "Lagging"},
		{"status.done", "Tuntas", "Done"},
		{"status.stopped", "Dihentikan", "Stopped"},

		// Why something is not carried over.
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
		{"carry.error", "peluncuran: {place}: {refusal}: {why}", "carry-over: {place}: {refusal}: {why}"},
		{"carry.plan", "rencana {plan}", "plan {plan}"},
		{"carry.activity", "kegiatan {activity}", "activity {activity}"},
		{"carry.line", "baris anggaran {line}", "line {line}"},
		{"carry.want", "seharusnya {want}, bukan {got}", "want {want}, got {got}"},
		{"carry.no_edition", "rencana itu tidak memiliki edisi", "a plan without an edition"},
		{"carry.not_later", "bukan rencana untuk tahun berikutnya", "not the plan of a later year"},
		{"carry.closed", "salah satu rencana sudah ditutup", "one of the plans is closed"},
		{"carry.nothing", "tidak ada yang diluncurkan", "nothing is to be carried over"},
		{"carry.unknown", "tidak ada kegiatan seperti itu", "there is no such activity"},
		{"carry.before", "kegiatan itu sudah diluncurkan sebelumnya", "it was carried over before"},
		{"carry.state", "statusnya {state}", "its status is {state}"},
		{"carry.successor_state", "kegiatan penerus {activity} berstatus {state}", "the successor {activity} has the status {state}"},
		{"carry.successor_scope", "kegiatan penerus {activity} tidak memiliki lingkup sendiri", "the successor {activity} has no scope of its own"},
		{"carry.activity_taken", "rencana itu sudah memiliki kegiatan {activity}", "the plan has the activity {activity} already"},
		{"carry.line_taken", "rencana itu sudah memiliki baris anggaran {line}", "the plan has the budget line {line} already"},
		{"carry.line_elsewhere", "baris anggaran itu untuk kegiatan lain atau berasal dari rencana lain", "the line is for another activity, or comes from another plan"},
		{"carry.line_closed", "baris anggaran yang baru sudah ditutup, atau dananya sudah diluncurkan lagi", "the new line is closed, or its money is carried on already"},
		{"carry.line_from", "berasal dari {from}, yang bukan baris anggaran terbuka dari kegiatan itu", "it comes from {from}, which is no open line of the activity"},
		{"carry.left", "baris anggaran itu ditutup dengan sisa {left}", "the line is closed with {left} left"},
		{"carry.overspent", "anggarannya {amount}, belanjanya {over} lebih banyak", "of {amount}, {over} more was spent"},

		// Amounts.
		{"currencies", "jumlah dalam {have} dan {got} tidak dapat disatukan; tidak ada yang dikonversi", "amounts in {have} and {got} cannot be put together; nothing is converted"},
	})
})

// Texts lists what this package says to people, for translators. What the
// lifecycles call their states list the Texts of [PlanMachine] and
// [ActivityMachine].
func Texts() *aduan.Texts { return texts() }
