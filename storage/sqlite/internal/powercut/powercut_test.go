package powercut_test

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage/sqlite/internal/powercut"
)

// hexed is a text as strace prints it with -xx.
func hexed(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, `\x%02x`, s[i])
	}
	return b.String()
}

func creat(name string) string {
	return fmt.Sprintf(`openat(AT_FDCWD<%s>, "%s", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 7<%s>`, hexed("/"), hexed("/data/"+name), hexed("/data/"+name))
}

func pwrite(name, data string, at int) string {
	return fmt.Sprintf(`pwrite64(7<%s>, "%s", %d, %d) = %d`, hexed("/data/"+name), hexed(data), len(data), at, len(data))
}

func fsync(path string) string { return fmt.Sprintf(`fsync(7<%s>) = 0`, hexed(path)) }

func ack(text string) string {
	return fmt.Sprintf(`write(3<%s>, "%s", 6) = 6`, hexed("pipe:[77]"), hexed("ack "+text+"\n"))
}

// record is a record of one process, a call a line.
func record(calls ...string) io.Reader {
	return strings.NewReader("100   " + strings.Join(calls, "\n100   ") + "\n")
}

func replayed(t *testing.T, calls ...string) *powercut.Disk {
	t.Helper()
	d := powercut.NewDisk("/data")
	require.NoError(t, d.Replay(record(calls...), func(powercut.Step) error { return nil }))
	return d
}

// laid reads an image.
func laid(t *testing.T, image func(dir string) error) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "image")
	require.NoError(t, image(dir))
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	files := map[string]string{}
	for _, e := range list {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(data)
	}
	return files
}

func TestOnlyWhatWasSyncedStays(t *testing.T) {
	t.Parallel()
	all := []string{
		creat("a"), pwrite("a", "one", 0), fsync("/data/a"), // content, but no name yet
		fsync("/data"),
		pwrite("a", "TWO", 2), fmt.Sprintf("ftruncate(7<%s>, 4) = 0", hexed("/data/a")),
		fsync("/data/a"),
		creat("b"), pwrite("b", "x", 1), fsync("/data"),
		fmt.Sprintf(`rename("%s", "%s") = 0`, hexed("/data/a"), hexed("/data/c")),
		fmt.Sprintf(`unlink("%s") = 0`, hexed("/data/b")), fsync("/data/c"),
		fsync("/data"),
	}
	for n, want := range map[int]map[string]string{
		3: {}, 4: {"a": "one"}, 6: {"a": "one"}, 7: {"a": "onTW"},
		9: {"a": "onTW"}, 10: {"a": "onTW", "b": ""}, 13: {"a": "onTW", "b": ""}, 14: {"c": "onTW"},
	} {
		require.Equal(t, want, laid(t, replayed(t, all[:n]...).Synced), "after %d calls", n)
	}
	require.Equal(t, map[string]string{"a": "onTW", "b": "\x00x"}, laid(t, replayed(t, all[:9]...).Written), "a kill keeps all")
}

// A second name of a file is another way to the same content, and as lost as the first
// one before the directory is synced.
func TestASecondNameIsThatOfTheFile(t *testing.T) {
	t.Parallel()
	all := []string{
		creat("a"), pwrite("a", "one", 0), fsync("/data/a"), fsync("/data"),
		fmt.Sprintf(`linkat(AT_FDCWD<%s>, "%s", AT_FDCWD<%s>, "%s", 0) = 0`, hexed("/"), hexed("/data/a"), hexed("/"), hexed("/data/b")),
		fmt.Sprintf(`unlinkat(AT_FDCWD<%s>, "%s", 0) = 0`, hexed("/"), hexed("/data/a")), fsync("/data"),
		pwrite("b", "TWO", 0), fsync("/data/b"),
	}
	for n, want := range map[int]map[string]string{5: {"a": "one"}, 6: {"a": "one"}, 7: {"b": "one"}, 9: {"b": "TWO"}} {
		require.Equal(t, want, laid(t, replayed(t, all[:n]...).Synced), "after %d calls", n)
	}
}

// A sync covers what had been written when it began, and counts when it has
// returned.
func TestASyncCoversWhatCameBefore(t *testing.T) {
	t.Parallel()
	lines := strings.Join([]string{
		"1 " + creat("a"), "1 " + fsync("/data"), "1 " + pwrite("a", "1", 0),
		"1 fsync(7<" + hexed("/data/a") + "> <unfinished ...>",
		"2 " + pwrite("a", "2", 1),
		"2 fdatasync(7<" + hexed("/data/a") + "> <unfinished ...>",
		"3 " + strings.Replace(pwrite("a", "3", 2), ") = 1", " <unfinished ...>", 1),
		"1 <... fsync resumed>) = 0", // "1"
		"3 <... pwrite64 resumed>) = 1",
		"4 +++ exited with 0 +++",
		"2 <... fdatasync resumed>)            = 0", // "12", not "123"
		"1 fsync(7<" + hexed("/data/a") + ">) = -1 EIO (Input/output error)",
	}, "\n") + "\n5 pwrite64(7<cut"
	d := powercut.NewDisk("/data")
	var seen []string
	require.NoError(t, d.Replay(strings.NewReader(lines), func(s powercut.Step) error {
		seen = append(seen, s.Call+" "+laid(t, d.Synced)["a"])
		return nil
	}))
	require.Equal(t, []string{"openat ", "fsync ", "pwrite64 ", "pwrite64 ", "fsync 1", "pwrite64 1", "fdatasync 12"}, seen)
}

func TestAcknowledgementsComeBeforeTheyAreGiven(t *testing.T) {
	t.Parallel()
	d := powercut.NewDisk("/data")
	var acks []string
	require.NoError(t, d.Replay(record(creat("a"), ack("1"), fsync("/data"), `write(1</dev/pts/0>, "\x61\x63\x6b\x20", 4) = 4`, ack("2")), func(s powercut.Step) error {
		if s.Ack != "" {
			acks = append(acks, fmt.Sprintf("%s with %d files", s.Ack, len(laid(t, d.Synced))))
		}
		return nil
	}))
	require.Equal(t, []string{"1 with 0 files", "2 with 1 files"}, acks)
	given, changes := d.Steps()
	require.Equal(t, []int{2, 2}, []int{given, changes})
}

func TestTornImagesKeepSomeSectors(t *testing.T) {
	t.Parallel()
	old, next := strings.Repeat("a", 2048), strings.Repeat("b", 1500)
	d := replayed(t, creat("f"), pwrite("f", old, 0), fsync("/data/f"), fsync("/data"), pwrite("f", next, 100), creat("g"))
	random := rand.New(rand.NewPCG(1, 2))
	torn := func(chance float64) map[string]string {
		return laid(t, func(dir string) error { return d.Torn(dir, random, 512, chance) })
	}
	require.Equal(t, old, torn(0)["f"])
	require.Equal(t, old[:100]+next+old[1600:], torn(1)["f"])
	kinds, named := map[string]bool{}, map[bool]bool{}
	for range 200 {
		image := torn(0.5)
		require.Len(t, image["f"], 2048)
		shape := ""
		for _, part := range []string{image["f"][100:512], image["f"][512:1024], image["f"][1024:1536], image["f"][1536:1600]} {
			require.Equal(t, strings.Repeat(part[:1], len(part)), part, "a sector is whole")
			shape += part[:1]
		}
		_, there := image["g"]
		kinds[shape], named[there] = true, true
	}
	require.Len(t, slices.Collect(maps.Keys(kinds)), 16, "every subset comes up")
	require.Len(t, named, 2, "a name that was not synced may be there")
}

func TestWhatTheModelDoesNotKnowIsAnError(t *testing.T) {
	t.Parallel()
	file := hexed("/data/a")
	for name, calls := range map[string][]string{
		"a plain write":      {creat("a"), fmt.Sprintf(`write(7<%s>, "%s", 1) = 1`, file, hexed("x"))},
		"a vector":           {creat("a"), fmt.Sprintf(`pwritev(7<%s>, [{iov_base="%s", iov_len=1}], 1, 0) = 1`, file, hexed("x"))},
		"space":              {creat("a"), fmt.Sprintf(`fallocate(7<%s>, 0, 0, 4096) = 0`, file)},
		"a name elsewhere":   {creat("a"), fmt.Sprintf(`link("%s", "%s") = 0`, file, hexed("/elsewhere/b"))},
		"a name from before": {fmt.Sprintf(`link("%s", "%s") = 0`, file, hexed("/data/b"))},
		"a directory":        {fmt.Sprintf(`mkdirat(AT_FDCWD<%s>, "%s", 0755) = 0`, hexed("/"), hexed("/data/d"))},
		"a cut by name":      {creat("a"), fmt.Sprintf(`truncate("%s", 0) = 0`, file)},
		"moved away":         {creat("a"), fmt.Sprintf(`rename("%s", "%s") = 0`, file, hexed("/elsewhere/a"))},
		"a shared mapping":   {creat("a"), fmt.Sprintf(`mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 7<%s>, 0) = 0x7f0000000000`, file)},
		"a file from before": {fmt.Sprintf(`openat(AT_FDCWD<%s>, "%s", O_RDWR) = 7<%s>`, hexed("/"), file, file)},
		"a cut text":         {creat("a"), fmt.Sprintf(`pwrite64(7<%s>, "%s"..., 9, 0) = 9`, file, hexed("x"))},
		"no call":            {"what is this"},
		"a resumed nothing":  {"<... fsync resumed>) = 0"},
	} {
		d := powercut.NewDisk("/data")
		require.Error(t, d.Replay(record(calls...), func(powercut.Step) error { return nil }), name)
	}
	replayed(t, creat("a-shm"), fmt.Sprintf(`mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 7<%s>, 0) = 0x7f0000000000`, hexed("/data/a-shm")),
		creat("a"), fmt.Sprintf(`mmap(NULL, 4096, PROT_READ, MAP_SHARED, 7<%s>, 0) = 0xffff7f0000000000`, file),
		fmt.Sprintf(`fallocate(7<%s>, 0, 0, 4096) = -1 EOPNOTSUPP (Operation not supported)`, file))
}

const programVariable = "ADUAN_POWERCUT_PROGRAM"

// TestProgram is what TestCommand records; by itself it has nothing to do.
func TestProgram(t *testing.T) {
	dir := os.Getenv(programVariable)
	if dir == "" {
		return
	}
	f, err := os.OpenFile(filepath.Join(dir, "file"), os.O_RDWR|os.O_CREATE, 0o600)
	require.NoError(t, err)
	_, err = f.WriteAt([]byte("synced"), 0)
	require.NoError(t, err)
	require.NoError(t, f.Sync())
	d, err := os.Open(dir)
	require.NoError(t, err)
	require.NoError(t, d.Sync())
	_, err = f.WriteAt([]byte("LOST"), 4)
	require.NoError(t, err)
	_, err = os.NewFile(3, "acknowledgements").WriteString("ack done\n")
	require.NoError(t, err)
}

func TestCommand(t *testing.T) {
	t.Parallel()
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "record")
	self, err := os.Executable()
	require.NoError(t, err)
	cmd, err := powercut.Command(t.Context(), file, nil, self, "-test.run=^TestProgram$")
	if err != nil {
		require.ErrorIs(t, err, powercut.ErrUnavailable)
		t.Skip(err)
	}
	read, write, err := os.Pipe()
	require.NoError(t, err)
	defer func() { _ = read.Close() }()
	cmd.Env, cmd.ExtraFiles = append(os.Environ(), programVariable+"="+dir), []*os.File{write}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.NoError(t, write.Close())
	f, err := os.Open(file)
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	d, acked := powercut.NewDisk(dir), false
	require.NoError(t, d.Replay(f, func(s powercut.Step) error {
		if s.Ack == "done" {
			acked = true
			require.Equal(t, map[string]string{"file": "synced"}, laid(t, d.Synced))
			require.Equal(t, map[string]string{"file": "syncLOST"}, laid(t, d.Written))
		}
		return nil
	}))
	require.True(t, acked)
}
