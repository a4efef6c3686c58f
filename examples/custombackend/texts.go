package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the program says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("custombackend", [][3]string{
		{"usage.lang", "bahasa keluaran: en atau id", "language of the output: en or id"},
		{"submitted", "laporan masuk, berkas ditutup", "submitted, the file is closed"},
		{"forwarded", "berkas dibuka lagi, laporan diteruskan: status laporan \"{title}\": {state}, versi {version}", "opened again, forwarded: \"{title}\" stands at {state}, version {version}"},
		{"change.complaint", "perubahan {cursor}: laporan, versi {version}, {entries} entri", "change {cursor}: complaint, version {version}, {entries, plural, one {# entry} other {# entries}}"},
		{"change.identity", "perubahan {cursor}: identitas pelapor, versi {version}", "change {cursor}: identity of the reporter, version {version}"},
	})
})
