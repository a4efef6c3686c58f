package calendar

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("calendar", [][3]string{
		{"kind.workday", "hari kerja", "working day"},
		{"kind.weekend", "akhir pekan", "weekend"},
		{"kind.holiday", "hari libur", "holiday"},
		{"kind.joint_leave", "cuti bersama", "joint leave"},
		{"kind.half_day", "setengah hari", "half day"},
		{"kind.worked", "hari kerja pengganti", "worked day of rest"},

		// What cannot be computed.
		{"coverage.missing", "kalender {calendar}: tidak ada daftar hari libur untuk tahun {year}", "calendar {calendar}: no list for the year {year}"},
		{"coverage.none", "belum ada daftar yang diketahui", "no list was known yet"},
		{"coverage.one", "yang ada adalah daftar untuk tahun {year}", "there is one for {year}"},
		{"coverage.several", "yang ada adalah daftar untuk tahun {from} sampai {to}", "there are lists for {from} to {to}"},
		{"coverage.known", "sebagaimana diketahui sejak {date}", "as known since {date}"},
		{"range", "kalender {calendar}: hasilnya berada di luar tahun 1 sampai 9999", "calendar {calendar}: the result lies outside the years 1 to 9999"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
