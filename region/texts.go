package region

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("region", [][3]string{
		{"quality.none", "tidak cocok", "none"},
		{"quality.exact", "sama persis", "exact"},
		{"quality.prefix", "awalan sama", "prefix"},
		{"quality.inside", "terkandung", "inside"},
		{"quality.near", "mirip", "near"},
		{"change_kind.unknown", "tidak diketahui", "unknown"},
		{"change_kind.recoded", "ganti kode", "recoded"},
		{"change_kind.moved", "pindah induk", "moved"},
		{"change_kind.split", "dimekarkan", "split"},
		{"change_kind.merged", "digabungkan", "merged"},
		{"change_kind.renamed", "ganti nama", "renamed"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
