package main

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the program says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("routingrules", [][3]string{
		{"usage.argument", "{argument} bukan opsi", "{argument} is no flag"},
		{"example", "contoh: {report}", "example: {report}"},
	})
})
