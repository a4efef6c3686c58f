package main

import (
	"bytes"
	"flag"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
)

func TestMain(m *testing.M) {
	flag.Parse()
	goleak.VerifyTestMain(m)
}

// update rewrites the golden files: go test ./examples/integration -update.
var update = flag.Bool("update", false, "rewrite the golden files")

func TestTheWholeStory(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]aduan.Words{
		"story.golden": aduan.English(), "story.id": aduan.Indonesian(),
		"outside.txt": aduan.Pseudo(aduan.FormatTexts(), texts(), complaint.Texts(), lifecycle.Texts(), national(t).Texts()),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			require.NoError(t, run(t.Context(), words, &out))
			if name == "outside.txt" {
				golden.File(t, *update, name, pseudo.Outside(out.String()))
				return
			}
			golden.File(t, *update, name, out.String())
		})
	}
}

func national(t *testing.T) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}
