package aduan

import (
	"strings"
	"unicode"
)

// Pseudo is English with whatever the texts of the packages say in words in square
// brackets, for tests: what a rendering shows outside of brackets is data,
// or a word that no translator can reach. Its tag is en-XA, as elsewhere.
func Pseudo(packages ...*Texts) Words {
	own := map[string]template{}
	for _, p := range packages {
		for key := range p.entries {
			if t, _ := English().find(key, p.builtin(key)); t != nil && !strings.HasPrefix(key, "aduan.number.") {
				own[key] = t.bracketed()
			}
		}
	}
	return Words{append([]step{{tag: "en-XA", texts: own}}, English().chain...), 1}
}

func (t template) bracketed() template {
	out := make(template, len(t))
	for i, p := range t {
		if strings.ContainsFunc(p.literal, unicode.IsLetter) {
			p.literal = "[" + p.literal + "]"
		}
		if p.forms != nil {
			forms := make(map[string]template, len(p.forms))
			for name, form := range p.forms {
				forms[name] = form.bracketed()
			}
			p.forms = forms
		}
		out[i] = p
	}
	return out
}
