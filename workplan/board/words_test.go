package board_test

import (
	"strings"
	"testing"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// said is everything that this package says to people, in one language.
func said(t *testing.T, w aduan.Words) string {
	t.Helper()
	var b strings.Builder
	line := func(text string) { b.WriteString(text + "\n") }
	for _, m := range []*board.Meeting{fifth(t), fourth(t)} {
		line(m.In(w))
		line(m.Markdown(w, board.Quorum{Members: 4, Parties: 4, Roles: []board.Role{board.Executive}}, []*board.Meeting{fifth(t), fourth(t)}, nil))
	}
	line(fourth(t).Markdown(w, board.Quorum{}, nil, nil))
	for gap := board.NotPresented; gap <= board.NoQuorum; gap++ {
		for _, decision := range []workplan.DecisionID{"", "pb5/d1"} {
			f := board.Finding{Plan: "p2020", Name: text("SP4N"), Edition: 2, Gap: gap, Decision: decision}
			line(f.Why().In(w))
			f.Changes = make([]workplan.Change, gap)
			line(f.Why().In(w))
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	t.Parallel()
	golden.File(t, *update, "words_id.txt", said(t, aduan.Indonesian()))
	golden.File(t, *update, "words_en.txt", said(t, aduan.English()))
}

// Whatever stands outside of the brackets of the pseudo-language is data.
func TestNothingIsSaidOutsideOfTexts(t *testing.T) {
	t.Parallel()
	out := said(t, aduan.Pseudo(aduan.FormatTexts(), board.Texts()))
	golden.File(t, *update, "outside.txt", pseudo.Outside(out))
}
