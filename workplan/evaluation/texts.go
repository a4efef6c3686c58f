package evaluation

import (
	"sync"

	"github.com/aduan-go/aduan"
)

// texts is what the package says, by key.
var texts = sync.OnceValue(func() *aduan.Texts {
	return aduan.NewTexts("evaluation", [][3]string{
		{"basis.weight", "menurut bobot", "by weight"},
		{"basis.cost", "menurut biaya", "by cost"},
		{"basis.equal", "sama rata", "equally"},
		{"dimension.output", "Keluaran", "Output"},
		{"dimension.quarter", "Triwulan", "Quarter"},
		{"dimension.region", "Wilayah", "Region"},
		{"dimension.party", "Penanggung jawab", "Responsible party"},
		{"dimension.fund", "Sumber dana", "Funding source"},
	})
})

// Texts lists what this package says to people, for translators.
func Texts() *aduan.Texts { return texts() }
