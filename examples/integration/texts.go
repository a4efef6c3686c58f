package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the program says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("integration", [][3]string{
		{"usage.lang", "bahasa keluaran: en atau id", "language of the output: en or id"},
		{"import", "impor, dua kali", "import, twice"},
		{"import.done", "dibuka {opened}, sudah dikenal {known}, ditolak {refused}", "opened {opened}, known already {known}, refused {refused}"},
		{"push", "pengiriman ke portal, yang kadang-kadang gagal", "push to the portal, which fails now and then"},
		{"push.stopped", "berhenti sesudah {deliveries} pengiriman, {failed} percobaan gagal", "stopped after {deliveries, plural, one {# delivery} other {# deliveries}}, {failed, plural, one {# try} other {# tries}} failed"},
		{"push.resumed", "dilanjutkan dari titik simpan: {deliveries} pengiriman, {failed} percobaan gagal, jeda terlama {wait}", "resumed at the checkpoint: {deliveries, plural, one {# delivery} other {# deliveries}}, {failed, plural, one {# try} other {# tries}} failed, longest wait {wait}"},
		{"portal", "yang ada di portal", "what the portal has"},
		{"portal.requests", "{requests} permintaan: {unavailable} ditolak karena portal tidak tersedia, {lost} diterima tetapi jawabannya hilang", "{requests, plural, one {# request} other {# requests}}: {unavailable} refused as unavailable, {lost} taken but the answer lost"},
		{"portal.deliveries", "{stored} kiriman disimpan, {known} dikenali sebagai ulangan, {disorder} tidak berurutan: {order}", "{stored, plural, one {# delivery} other {# deliveries}} stored, {known} recognised as repeated, {disorder} out of order: {order}"},
		{"portal.secret", "(tidak terbuka untuk umum)", "(not public)"},
		{"alarms", "pesan kepada petugas", "messages to officers"},
		{"alarm", "kepada {agency} untuk laporan {tracking}: tenggat \"{clock}\" jatuh tempo {due}", "to {agency} for case {tracking}: \"{clock}\" is due on {due}"},
		{"notices", "pesan kepada pelapor", "messages to reporters"},
		{"notice", "kepada akun pelapor untuk laporan {tracking}/{seq}: \"{title}\": {state}", "to the reporter's account for case {tracking}/{seq}: \"{title}\": {state}"},
		{"notice.note", "kepada akun pelapor untuk laporan {tracking}/{seq}: \"{title}\": {state}, \"{note}\"", "to the reporter's account for case {tracking}/{seq}: \"{title}\": {state}, \"{note}\""},
	})
})
