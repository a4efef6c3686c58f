//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestFind lists the long forms of a tree, the longest first.
func TestFind(t *testing.T) {
	t.Parallel()
	parts, err := find(fstest.MapFS{
		"a/a_test.go":          {Data: []byte("func TestSoakKill(t *testing.T) {\n}\n\nfunc TestOther(t *testing.T) {\n")},
		"b/b_test.go":          {Data: []byte("package b\n\nfunc TestSoakNoCaseIsAbsent(t *testing.T) {\n")},
		"b/b.go":               {Data: []byte("func TestSoakNot(t *testing.T) {\n")},
		"b/testdata/c_test.go": {Data: []byte("func TestSoakNeither(t *testing.T) {\n")},
	}, regexp.MustCompile(""))
	require.NoError(t, err)
	require.Equal(t, []*part{{dir: "b", name: "TestSoakNoCaseIsAbsent"}, {dir: "a", name: "TestSoakKill"}}, parts)
}

// ran runs a script in place of the program of a part.
func ran(t *testing.T, ctx context.Context, script string) (*part, string) {
	t.Helper()
	var out bytes.Buffer
	p := &part{dir: "p", name: "TestSoakP"}
	s := &session{out: &out, root: t.TempDir(), work: t.TempDir(), deadline: time.Now().Add(time.Hour), parts: []*part{p}}
	require.NoError(t, os.Mkdir(filepath.Join(s.root, "p"), 0o700))
	require.NoError(t, os.WriteFile(s.program(p), []byte("#!/bin/sh\n"+script), 0o700))
	s.runAll(ctx, 1)
	s.table(0)
	return p, out.String()
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	p, out := ran(t, t.Context(), `echo "    a_test.go:7: 1 of 3"; echo "        b_test.go:12: 3 of 3 | all"; echo PASS`)
	require.Equal(t, "ok", p.verdict)
	require.Contains(t, out, "soak:  1 of 1 begins: TestSoakP in p\n")
	require.Contains(t, out, "| `p TestSoakP` | 0s | 0s | ok | 3 of 3 \\| all |\n")

	p, out = ran(t, t.Context(), `echo "lost: 1"; exit 1`)
	require.Equal(t, "FAIL", p.verdict)
	require.Contains(t, out, "TestSoakP: exit status 1\nlost: 1\n")

	ended, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("no time left"))
	p, _ = ran(t, ended, "exit 0")
	require.Equal(t, "ended", p.verdict)
}

// TestNothingIsLeftBehind: whether a test is interrupted or ends by itself, what it
// started ends too.
func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	for _, wait := range []string{"wait", ""} {
		file := filepath.Join(t.TempDir(), "child")
		ctx, cancel := context.WithCancel(t.Context())
		over := make(chan *part)
		go func() {
			p, _ := ran(t, ctx, "sleep 1000 & echo $! >"+file+".new; mv "+file+".new "+file+"; "+wait)
			over <- p
		}()
		var child int
		for child == 0 {
			text, _ := os.ReadFile(file)
			child, _ = strconv.Atoi(strings.TrimSpace(string(text)))
			time.Sleep(time.Millisecond)
		}
		if wait != "" {
			cancel()
		}
		p := <-over
		cancel()
		require.Equal(t, map[bool]string{true: "ended", false: "FAIL"}[wait != ""], p.verdict, "a part that leaves something behind has not passed")
		for gone := false; !gone; time.Sleep(time.Millisecond) {
			state, _ := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(child)).Output()
			gone = errors.Is(syscall.Kill(child, 0), syscall.ESRCH) || strings.HasPrefix(string(state), "Z")
		}
	}
}
