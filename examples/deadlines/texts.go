package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the program says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("deadlines", [][3]string{
		// called wrongly
		{"usage.argument", "argumen {argument} tidak dikenal", "unexpected argument {argument}"},
		{"usage.class", "-class: pilihannya non_supervisory, supervisory, information_request, atau aspiration", "-class: want non_supervisory, supervisory, information_request or aspiration"},
		{"usage.region", "-region: {problem}", "-region: {problem}"},
		{"usage.time", "{flag} {text}: ini bukan waktu setempat seperti 2020-10-26T09:00", "{flag} {text}: want a local time such as 2020-10-26T09:00"},
		{"usage.early", "-at {at} lebih awal daripada -start {start}: belum ada laporan yang dapat dibaca", "-at {at} is before -start {start}: there is no report to read yet"},
		// above all clocks
		{"warning", "Peringatan: {policy} hanya untuk laporan dari {from} sampai {until}; untuk laporan ini dapat berlaku aturan lain.", "Warning: {policy} is for reports from {from} to {until} only; other rules may apply to this one."},
		{"report", "Laporan dari {region} ({code}), klasifikasi: {class}", "Report from {region} ({code}), class: {class}"},
		{"start", "Disampaikan dan diteruskan: {at}", "Submitted and forwarded: {at}"},
		{"read", "Dibaca: {at}", "Read: {at}"},
		{"policy", "Kebijakan: {policy}", "Policy: {policy}"},
		{"government", "Pemerintah {region}", "Government of {region}"},
		// other rules
		{"instead", "{other} sebagai ganti {policy}, dibaca {at}:", "{other} instead of {policy}, read {at}:"},
		{"due", "jatuh tempo {at}", "due {at}"},
		{"due.never", "tanpa jatuh tempo", "never due"},
		{"changed", "Laporan yang akan berstatus lain: {changed} dari {cases}", "Reports that would have another status: {changed} of {cases}"},
		{"change", "{clock}: {after}, bukan {before}", "{clock}: {after} instead of {before}"},
	})
})
