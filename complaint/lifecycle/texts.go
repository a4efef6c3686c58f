package lifecycle

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("lifecycle", [][3]string{
		// Words that no definition declares.
		{"state.new", "Belum masuk", "Not yet submitted"},
		{"role.timer", "Pengatur waktu", "Timer"},
	})
})

// Texts lists what this package says to people, for translators. What a definition
// calls its states and actions lists [Machine.Texts].
func Texts() *aduan.Texts { return texts() }
