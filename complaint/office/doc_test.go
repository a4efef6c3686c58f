package office_test

import (
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/office"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// page is the page that shows the files.
const page = "../../docs/office.md"

// least returns the least file of each kind as the page shows it: the first block under
// a heading that is the name of a file.
func least(t testing.TB) fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	files := fstest.MapFS{}
	for _, m := range regexp.MustCompile("(?ms)^### (\\S+)$.*?^```\\w+\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		files[m[1]] = &fstest.MapFile{Data: []byte(m[2])}
	}
	return files
}

// only keeps some of the files.
func only(all fstest.MapFS, names ...string) fstest.MapFS {
	kept := fstest.MapFS{}
	for _, name := range names {
		kept[name] = all[name]
	}
	return kept
}

// with puts another text in the place of a file, or of a new one.
func with(files fstest.MapFS, name, text string) fstest.MapFS {
	changed := fstest.MapFS{name: {Data: []byte(text)}}
	for other, file := range files {
		if other != name {
			changed[other] = file
		}
	}
	return changed
}

// Every file of the page is accepted, alone with what it needs and all together.
func TestLeastFilesOfThePage(t *testing.T) {
	t.Parallel()
	all := least(t)
	require.Len(t, all, 11)
	for _, names := range []string{
		"calendar.yaml",
		"calendar.yaml calendar.csv",
		"lifecycle.yaml",
		"lifecycle.yaml calendar.yaml deadlines.yaml",
		"lifecycle.yaml regions.csv",
		"lifecycle.yaml postcodes.csv",
		"lifecycle.yaml roles.yaml",
		"lifecycle.yaml categories.yaml",
		"lifecycle.yaml agencies.yaml",
		"lifecycle.yaml regions.csv categories.yaml agencies.yaml routing.yaml",
		"lifecycle.yaml words/sw.yaml",
		"calendar.yaml regions.csv categories.yaml agencies.yaml routing.yaml words/sw.yaml",
		"calendar.yaml calendar.csv lifecycle.yaml deadlines.yaml regions.csv categories.yaml agencies.yaml routing.yaml words/sw.yaml roles.yaml postcodes.csv",
	} {
		here, err := office.Load(only(all, strings.Fields(names)...))
		require.NoError(t, err, names)
		store := memory.New()
		_, err = complaint.NewService(here.Config(backend.Complaints(store), store.Set().Identities))
		require.NoError(t, err, names)
	}
}

// No line of a least file can be left out: what the page shows is the least.
func TestNothingCanBeLeftOut(t *testing.T) {
	t.Parallel()
	all := least(t)
	for name, file := range all {
		lines := strings.SplitAfter(string(file.Data), "\n")
		for i, line := range lines {
			if strings.TrimSpace(line) == "" || path.Ext(name) == ".csv" && name != "regions.csv" && i == 1 { // any list of days or postcodes will do
				continue
			}
			around := all
			if name == "calendar.yaml" { // the list of days may stand beside it
				around = only(all, name)
			}
			shorter := strings.Join(lines[:i], "") + strings.Join(lines[i+1:], "")
			_, err := office.Load(with(around, name, shorter))
			require.Error(t, err, "%s without %q", name, line)
		}
	}
}
