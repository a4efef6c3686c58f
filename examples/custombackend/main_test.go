package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// quick leaves out waiting for the disk, which the suite does not test.
func quick() *bbolt.Options { return &bbolt.Options{NoSync: true, NoFreelistSync: true} }

func TestStore(t *testing.T) {
	t.Parallel()
	storagetest.Run(t, func(t testing.TB) backend.Store {
		s, err := OpenStore(filepath.Join(t.TempDir(), "store.db"), quick())
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	})
}

func TestCases(t *testing.T) {
	t.Parallel()
	storagetest.RunComplaints(t, func(t testing.TB) complaint.Store {
		s, err := OpenCases(filepath.Join(t.TempDir(), "cases.db"), quick())
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	})
}

// TestDocs: docs/custom-backend.md shows this code and no other.
func TestDocs(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "docs", "custom-backend.md"))
	require.NoError(t, err)
	blocks := 0
	for i, part := range strings.Split(string(text), "\n```go\n") {
		if i == 0 {
			continue
		}
		block, _, closed := strings.Cut(part, "\n```")
		require.True(t, closed)
		source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(sourceOf(t, string(text), block))))
		require.NoError(t, err)
		require.Contains(t, string(source), block)
		blocks++
	}
	require.Equal(t, strings.Count(string(text), "```go"), blocks)
	require.GreaterOrEqual(t, blocks, 8)
}

// sourceOf is the file that the comment above a block names.
func sourceOf(t *testing.T, text, block string) string {
	t.Helper()
	before, _, found := strings.Cut(text, "\n```go\n"+block)
	require.True(t, found)
	name, ok := strings.CutSuffix(before[strings.LastIndex(before, "<!-- ")+len("<!-- "):], " -->")
	require.True(t, ok, "a block has no comment that names its file")
	return name
}

// TestSize: a backend of one's own fits in an afternoon.
func TestSize(t *testing.T) {
	t.Parallel()
	for file, most := range map[string]int{"whole.go": 149, "cases.go": 119} {
		lines := code(t, file)
		t.Logf("%s: %d lines of code", file, lines)
		require.LessOrEqual(t, lines, most, file)
	}
}

// code counts the lines of a file that hold code, imports included.
func code(t *testing.T, file string) (lines int) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			lines++
		}
	}
	return lines
}

func TestProgram(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words aduan.Words
		want  string
	}{
		{aduan.English(), `submitted, the file is closed
opened again, forwarded: "Lampu jalan mati" stands at Awaiting the agency's verification, version 2
change 1: complaint, version 1, 1 entry
change 2: identity of the reporter, version 1
change 3: complaint, version 2, 2 entries
`},
		{aduan.Indonesian(), `laporan masuk, berkas ditutup
berkas dibuka lagi, laporan diteruskan: status laporan "Lampu jalan mati": Menunggu verifikasi instansi, versi 2
perubahan 1: laporan, versi 1, 1 entri
perubahan 2: identitas pelapor, versi 1
perubahan 3: laporan, versi 2, 2 entri
`},
	} {
		var out bytes.Buffer
		require.NoError(t, run(t.Context(), c.words, &out))
		require.Equal(t, c.want, out.String())
	}
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), lifecycle.Texts(), national.Texts(), texts()), &out))
	require.Equal(t, "Lampu\njalan\nmati\n", pseudo.Outside(out.String()), "data: a title")
}
